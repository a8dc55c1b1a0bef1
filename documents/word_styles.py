"""What a Word paragraph inherits from its style: a number and capitals."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from docx.oxml.ns import qn

Element = Any
"""An lxml element; lxml ships no types."""

_MOST_ANCESTORS = 20
"""Styles may be based on each other in a circle; Word itself allows eleven generations."""


@cache
def tag(name: str) -> str:
    """The name of an element with its namespace: "w:p" in full."""
    return qn(name)


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberReference:
    """Which list a paragraph belongs to (w:numPr). `num_id` "0" takes an inherited number away."""

    num_id: str | None
    level: int | None
    #: the style that gave it, None where the paragraph itself did
    style: str | None = None


def child_of(parent: Element | None, name: str) -> Element | None:
    """The first child of that name; `find` takes twice as long to come to it."""
    return None if parent is None else next(parent.iterchildren(tag(name)), None)


def switched_on(properties: Element | None, name: str) -> bool | None:
    """A yes-or-no property such as w:caps; None where it is not mentioned (17.17.4)."""
    element = child_of(properties, name)
    if element is None:
        return None
    return element.get(tag("w:val"), "1") not in {"0", "false", "off"}


def value_of(parent: Element | None, name: str) -> str | None:
    """The w:val of a child element."""
    element = child_of(parent, name)
    return None if element is None else element.get(tag("w:val"))


def number_reference(properties: Element | None, style: str | None = None) -> NumberReference | None:
    """The w:numPr of paragraph properties."""
    held = child_of(properties, "w:numPr")
    if held is None:
        return None
    level = value_of(held, "w:ilvl")
    return NumberReference(
        num_id=value_of(held, "w:numId"),
        level=int(level) if level and level.isdigit() else None,
        style=style,
    )


class Styles:
    """The styles of one document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._numbers: dict[str | None, NumberReference | None] = {}

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        found = [] if self._root is None else self._root.findall(tag("w:style"))
        return {style.get(tag("w:styleId"), ""): style for style in found}

    @cached_property
    def _default(self) -> str | None:
        for name, style in self._by_id.items():
            is_default = style.get(tag("w:default")) in {"1", "true", "on"}
            if is_default and style.get(tag("w:type")) == "paragraph":
                return name
        return None

    def _generations(self, name: str | None) -> Iterator[tuple[str, Element]]:
        for _ in range(_MOST_ANCESTORS):
            if name is None or name not in self._by_id:
                return
            yield name, self._by_id[name]
            name = value_of(self._by_id[name], "w:basedOn")

    def number_of(self, name: str | None) -> NumberReference | None:
        """The list that a paragraph style puts its paragraphs into."""
        if name not in self._numbers:
            self._numbers[name] = self._find_number(name)
        return self._numbers[name]

    def _find_number(self, name: str | None) -> NumberReference | None:
        for ancestor, style in self._generations(name or self._default):
            if found := number_reference(style.find(tag("w:pPr")), ancestor):
                return found
        return None

    def is_capital(self, name: str | None) -> bool:
        """Whether a style prints small letters as capitals."""
        for _, style in self._generations(name):
            on = switched_on(style.find(tag("w:rPr")), "w:caps")
            if on is not None:
                return on
        return False
