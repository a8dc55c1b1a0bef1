"""What the server makes of a text: parsed, cleaned, trimmed, measured, entities found."""

import re
from collections.abc import Callable
from typing import Any

from simulator import html, utf16
from simulator.entities import Entity, kept
from simulator.errors import CallRefused, bad_request
from simulator.html import HtmlWrong

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_QUOTE = 1024
#: Bytes that the server takes at all before it looks further.
LONGEST_SOURCE = 32_768

_CONTROL = {code: " " for code in range(32) if code not in {0x0A, 0x0D}}
_REMOVED = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x0333, 0x033F, 0x030A])
_CLEANING = {**_CONTROL, **_REMOVED}
_UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")

#: Entities that a client or a bot may give explicitly, with the field each needs.
_GIVEN = {
    "mention": None,
    "hashtag": None,
    "cashtag": None,
    "bot_command": None,
    "url": None,
    "email": None,
    "phone_number": None,
    "bold": None,
    "italic": None,
    "underline": None,
    "strikethrough": None,
    "spoiler": None,
    "blockquote": None,
    "expandable_blockquote": None,
    "code": None,
    "pre": None,
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
#: What the server finds by itself, whoever wrote the text; given ones are found again.
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    (
        "url",
        re.compile(
            r"(?<![\w@./])(?:(?:https?|ftp|tg)://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]}'…]"
            r"|(?:[a-z0-9\-]+\.)+(?:com|org|net|vn|me|info|edu|gov|io|dev)(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]}'…])?(?![\w@.]*@|\w))",
            re.IGNORECASE,
        ),
    ),
    (
        "email",
        re.compile(
            r"(?<![\w.@])[\w.+\-]{1,64}@(?:[a-z0-9\-]+\.)+[a-z]{2,}(?!\w)", re.IGNORECASE | re.ASCII
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
)
_HINT = re.compile(r"[/@#.:]")
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})

#: Finds the account of a text mention; the server drops mentions of strangers.
UserOf = Callable[[int], dict[str, Any] | None]


def formatted(
    text: str, *, parse_mode: str = "", entities: list[Entity] | None = None, user_of: UserOf
) -> tuple[str, list[Entity]]:
    """Text and entities as the server keeps them. Raises CallRefused (400)."""
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_SOURCE:
        raise bad_request("text is too long")
    if parse_mode and parse_mode.lower() != "none":
        text, found = _parsed(text, parse_mode)
    else:
        found = [dict(_checked(entity)) for entity in entities or []]
    found = [e for e in (_with_user(e, user_of) for e in found) if e is not None]
    text, found = _cleaned(text, found)
    text, found = _trimmed(text, found)
    return text, kept(_with_found(text, found))


def check_text(text: str, *, longest: int = LONGEST_TEXT) -> None:
    """Refuse an empty text or one that is too long, counted in characters. Raises CallRefused."""
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > longest:
        raise bad_request("message is too long")


def check_caption(text: str) -> None:
    """Refuse a caption that is too long. Raises CallRefused."""
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    mode = parse_mode.lower()
    if mode in {"markdown", "markdownv2"}:
        raise bad_request(f"simulator: parse_mode {parse_mode} is not simulated, use HTML")
    if mode != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return html.parse(text)
    except HtmlWrong as wrong:
        raise bad_request(f"can't parse entities: {wrong}") from wrong


def _checked(entity: Entity) -> Entity:
    kind = entity["type"]
    if kind not in _GIVEN:
        raise _entity_wrong("Unsupported type specified")
    needed = _GIVEN[kind]
    if needed is not None and needed not in entity:
        raise _entity_wrong(f'Can\'t find field "{needed}"')
    for field in ("offset", "length"):
        if not 0 <= entity[field] <= 1_000_000:
            raise bad_request(f"receive an entity with incorrect {field} {entity[field]}")
    return entity


def _entity_wrong(reason: str) -> CallRefused:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _with_user(entity: Entity, user_of: UserOf) -> Entity | None:
    """A text mention names a known account; of an unknown one only the text stays."""
    if entity["type"] != "text_mention":
        return entity
    user = user_of(entity.pop("user_id", 0) or entity.get("user", {}).get("id", 0))
    return {**entity, "user": user} if user is not None else None


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Drop characters that Telegram does not keep, and move the entities accordingly."""
    if not _UNCLEAN.search(text):
        return text, entities
    gone = [utf16.length(text[: m.start()]) for m in _UNCLEAN.finditer(text) if ord(m[0]) in _REMOVED]
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        entity["offset"] -= sum(at < start for at in gone)
        entity["length"] -= sum(start <= at < end for at in gone)
    return text.translate(_CLEANING), entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut blanks at the end, and at the beginning up to the first entity."""
    text = text.rstrip(" \n")
    end = utf16.length(text)
    first = min((e["offset"] for e in entities), default=end)
    blanks = min(len(text) - len(text.lstrip(" \n")), first)
    kept = []
    for entity in entities:
        entity["length"] = min(entity["length"], end - entity["offset"])
        entity["offset"] -= blanks
        if entity["length"] > 0:
            kept.append(entity)
    return text[blanks:], kept


def _with_found(text: str, given: list[Entity]) -> list[Entity]:
    """Add commands, addresses, mentions and hashtags that stand in the text."""
    if not _HINT.search(text):
        return given
    taken = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in _OPAQUE]
    result = [e for e in given if e["type"] not in {kind for kind, _ in _FOUND}]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = utf16.length(text[: match.start()])
            end = start + utf16.length(match.group())
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            result.append({"type": kind, "offset": start, "length": end - start})
    return result
