"""Updates that nobody has sent: made from the published facts of the Bot API, and real ones spoilt."""

import copy

from simulator import facts

CONSTANT = {
    ("Chat", "type"): ("private", "group", "supergroup", "channel"),
    ("ChatFullInfo", "type"): ("private", "group", "supergroup", "channel"),
    ("ChatMemberOwner", "status"): ("creator",),
    ("ChatMemberAdministrator", "status"): ("administrator",),
    ("ChatMemberMember", "status"): ("member",),
    ("ChatMemberRestricted", "status"): ("restricted",),
    ("ChatMemberLeft", "status"): ("left",),
    ("ChatMemberBanned", "status"): ("kicked",),
    ("MessageOriginUser", "type"): ("user",),
    ("MessageOriginHiddenUser", "type"): ("hidden_user",),
    ("MessageOriginChat", "type"): ("chat",),
    ("MessageOriginChannel", "type"): ("channel",),
    ("ReactionTypeEmoji", "type"): ("emoji",),
    ("ReactionTypeCustomEmoji", "type"): ("custom_emoji",),
    ("ReactionTypePaid", "type"): ("paid",),
    ("ChatBoostSourcePremium", "source"): ("premium",),
    ("ChatBoostSourceGiftCode", "source"): ("gift_code",),
    ("ChatBoostSourceGiveaway", "source"): ("giveaway",),
    ("MessageEntity", "type"): ("bot_command", "mention", "text_mention", "url", "bold", "custom_emoji"),
    ("Poll", "type"): ("regular", "quiz"),
    ("InaccessibleMessage", "date"): (0,),
}
"""What a field of a type always is, or is one of: the facts tell its type alone."""

TEXTS = (
    "", " ", "/viec", "/start m-abc", "/start r-1", "/gopy@nghiquyet_bot 3", "/hoso", "đồng ý",
    "Điều 1: bỏ", "01/12/2026", "-5", "10%", "<b>&amp;</b>", "a" * 4096, "\u202eđảo\u202c",
    "🇻🇳👨‍👩‍👧", "e\u0301" * 40, "\u0000", "\ud7ff\ufffd", "'; DROP TABLE inbox --", "{}",
    "%s %(x)s {x}", "A" * 22,
)  # fmt: skip

NUMBERS = (0, 1, 2, 7, -1, 100, 2**31 - 1)

IDS = (*NUMBERS, 2**31, -(2**31), 2**52 - 1, -1_002_000_000_153)

MOMENTS = (0, 1, 1_764_000_000, 1_764_086_400, 2_147_483_647)

DEEP = 4
"""Levels below which nothing is put that may be left out."""


class Maker:
    """Makes updates by chance; `people` and `places` are ids that the bot knows."""

    def __init__(self, chance, *, people, places):
        self.chance, self.people, self.places = chance, tuple(people), tuple(places)

    def update(self, update_id, kind=None):
        """An update of a kind, or of any."""
        fields = [name for name in facts.TYPES["Update"] if name != "update_id"]
        kind = kind or self.chance.choice(fields)
        return {"update_id": update_id, kind: self._of(facts.TYPES["Update"][kind].types, 0)}

    def _of(self, types, depth):
        spelled = self.chance.choice(types)
        if spelled.startswith("Array of "):
            many = self.chance.choice((0, 1, 1, 2)) if depth < DEEP else 1
            return [self._of((spelled.removeprefix("Array of "),), depth + 1) for _ in range(many)]
        if spelled in facts.UNIONS:
            return self._of(tuple(facts.UNIONS[spelled]), depth)
        if spelled in facts.TYPES:
            return self._object(spelled, depth)
        return self._plain(spelled)

    def _plain(self, spelled):
        match spelled:
            case "Integer":
                return self.chance.choice(NUMBERS)
            case "Float":
                return self.chance.choice((0.0, -1.5, 90.0))
            case "Boolean":
                return self.chance.choice((True, False))
            case _:
                return self.chance.choice(TEXTS)

    def _object(self, name, depth):
        kept = {}
        for field in facts.TYPES[name].values():
            if not field.required and (depth >= DEEP or self.chance.random() > 0.5 / (depth + 1)):
                continue
            kept[field.name] = self._field(name, field, depth)
        if name == "Message" and kept["chat"]["type"] == "private" and "from" not in kept:
            kept["from"] = self._object("User", depth + 1)  # in private somebody has said it
        return kept

    def _field(self, name, field, depth):
        if (name, field.name) in CONSTANT:
            return self.chance.choice(CONSTANT[name, field.name])
        if field.name == "id" and name in ("User", "Chat"):
            return self.chance.choice(self.people if name == "User" else self.places + self.people)
        if field.types == ("Integer",) and (field.name.endswith("date") or field.name == "date"):
            return self.chance.choice(MOMENTS)
        if field.types == ("Integer",) and field.name.endswith("_id") and field.name != "message_id":
            return self.chance.choice(IDS)
        return self._of(field.types, depth + 1)


def spoilt(update, others, chance):
    """A real update with something taken out, put in, or made into something else."""
    made = copy.deepcopy(update)
    for _ in range(chance.choice((1, 1, 2, 4))):
        spots = [(holder, key) for holder, key in _spots(made) if key != "update_id"]
        holder, key = chance.choice(spots)
        match chance.randrange(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = chance.choice((*TEXTS, *IDS, None, True, 1.5, [], {}, [[]]))
            case 2:
                other = chance.choice(others)
                there, name = chance.choice(list(_spots(other)))
                holder[key] = copy.deepcopy(there[name])
            case _:
                holder[key] = {"id": holder[key]}
        if not any(key != "update_id" for key in made):
            return made
    return made


def _spots(value):
    """Every place in a structure where something stands."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _spots(value[key])
