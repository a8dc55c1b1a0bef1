"""Entities: the formatting of a text, in UTF-16 offsets, as the server orders and keeps it."""

from typing import Any

from markupsafe import escape

from simulator import utf16

#: A MessageEntity (https://core.telegram.org/bots/api#messageentity) as it goes out.
Entity = dict[str, Any]

#: Nothing else can be inside these.
_OPAQUE = frozenset({"code", "pre"})

#: Entities of one span are nested in this order, outermost first.
_ORDER = {
    name: place
    for place, name in enumerate(
        (
            "expandable_blockquote",
            "blockquote",
            "pre",
            "code",
            "text_link",
            "text_mention",
            "bold",
            "italic",
            "underline",
            "strikethrough",
            "spoiler",
            "custom_emoji",
            "date_time",
        )
    )
}


def ordered(entities: list[Entity]) -> list[Entity]:
    """Entities in the order in which the server gives them."""
    return sorted(
        entities, key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], len(_ORDER)))
    )


def kept(entities: list[Entity]) -> list[Entity]:
    """Entities that the server keeps: nothing inside code, nothing twice, in its order."""
    found: list[Entity] = []
    for entity in ordered(entities):
        if not any(_swallows(outer, entity) for outer in found):
            found.append(entity)
    return found


def _swallows(outer: Entity, inner: Entity) -> bool:
    if outer["offset"] + outer["length"] < inner["offset"] + inner["length"]:
        return False
    return outer["type"] in _OPAQUE or outer["type"] == inner["type"]


def as_html(text: str, entities: list[Entity]) -> str:
    """Write a text with its entities as HTML; what the server found by itself stays plain."""
    parts: list[str] = []
    open_tags: list[tuple[int, str]] = []
    at = 0
    for entity in [*(e for e in ordered(entities) if e["type"] in _TAGS), None]:
        start = entity["offset"] if entity else utf16.length(text)
        while open_tags and open_tags[-1][0] <= start:
            end, closing = open_tags.pop()
            parts += [str(escape(utf16.cut(text, at, end - at))), closing]
            at = end
        parts.append(str(escape(utf16.cut(text, at, start - at))))
        at = start
        if entity:
            opening, closing = _TAGS[entity["type"]]
            parts.append(opening.format_map(_escaped(entity)))
            open_tags.append((start + entity["length"], closing))
    return "".join(parts)


def _escaped(entity: Entity) -> dict[str, str]:
    found = {key: str(escape(value)) for key, value in entity.items()}
    found.setdefault("language", "")
    found["user_id"] = str(entity.get("user", {}).get("id", ""))
    return found


_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "pre": ('<pre><code class="language-{language}">', "</code></pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
    "text_link": ('<a href="{url}">', "</a>"),
    "text_mention": ('<a href="tg://user?id={user_id}">', "</a>"),
    "custom_emoji": ('<tg-emoji emoji-id="{custom_emoji_id}">', "</tg-emoji>"),
    "date_time": ('<tg-time unix="{unix_time}">', "</tg-time>"),
}
