"""The numbers that Word prints and does not write into the text (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field

from documents.word_styles import Element, NumberReference, Styles, switched_on, tag, value_of

LEVELS = 9

_SYMBOL_BULLETS = {
    "\uf02d": "-",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0a8": "□",
    "\uf06f": "□",
    "o": "○",  # Courier New stands in for a ring
}
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLevel:
    """How one level of a list is counted and printed."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(kw_only=True, slots=True)
class WordList:
    """One abstract list with its running counters."""

    levels: dict[int, ListLevel]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def level(self, number: int) -> ListLevel:
        """How a level is printed; Word counts on where a file leaves a level out."""
        return self.levels.get(number, ListLevel())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Instance:
    abstract_id: str
    starts: dict[int, int]
    levels: dict[int, ListLevel]


class Numbering:
    """Counts through one document from top to bottom."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, WordList] = {}
        self._links: dict[str, str] = {}
        self._instances: dict[str, _Instance] = {}
        self._started: set[tuple[str, int]] = set()
        for element in () if root is None else root.findall(tag("w:abstractNum")):
            self._add_list(element)
        for element in () if root is None else root.findall(tag("w:num")):
            self._add_instance(element)

    def label(self, reference: NumberReference | None) -> str:
        """What Word prints before the next paragraph of a list, with its blank; "" for none."""
        if reference is None or reference.num_id in {None, "0"}:
            return ""
        instance = self._instances.get(reference.num_id or "")
        held = self._list_of(instance)
        if instance is None or held is None:
            return ""
        level = min(self._level_of(reference, held), LEVELS - 1)
        self._count(reference.num_id or "", instance, held, level)
        return _printed(held, instance, level)

    def _level_of(self, reference: NumberReference, held: WordList) -> int:
        if reference.style is not None:
            tied = (n for n, level in held.levels.items() if level.style == reference.style)
            return next(tied, reference.level or 0)
        return reference.level or 0

    def _count(self, num_id: str, instance: _Instance, held: WordList, level: int) -> None:
        last = held.counters[level]
        if level in instance.starts and (num_id, level) not in self._started:
            self._started.add((num_id, level))
            held.counters[level] = instance.starts[level]
        else:
            held.counters[level] = held.level(level).start if last is None else last + 1
        for deeper in range(level + 1, LEVELS):
            if held.level(deeper).restarts:
                held.counters[deeper] = None

    def _list_of(self, instance: _Instance | None) -> WordList | None:
        if instance is None:
            return None
        if link := self._links.get(instance.abstract_id):
            reference = self._styles.number_of(link)
            linked = self._instances.get(reference.num_id or "") if reference else None
            if linked is not None and linked.abstract_id != instance.abstract_id:
                return self._lists.get(linked.abstract_id)
        return self._lists.get(instance.abstract_id)

    def _add_list(self, element: Element) -> None:
        name = element.get(tag("w:abstractNumId"), "")
        self._lists[name] = WordList(levels=_levels(element))
        if link := value_of(element, "w:numStyleLink"):
            self._links[name] = link

    def _add_instance(self, element: Element) -> None:
        overrides = element.findall(tag("w:lvlOverride"))
        starts = {_place(one): value_of(one, "w:startOverride") for one in overrides}
        levels: dict[int, ListLevel] = {}
        for one in overrides:
            levels |= _levels(one)
        self._instances[element.get(tag("w:numId"), "")] = _Instance(
            abstract_id=value_of(element, "w:abstractNumId") or "",
            starts={place: _number(start, 1) for place, start in starts.items() if start},
            levels=levels,
        )


def _levels(parent: Element) -> dict[int, ListLevel]:
    return {
        _place(level): ListLevel(
            start=_number(value_of(level, "w:start"), 1),
            form=value_of(level, "w:numFmt") or "decimal",
            text=value_of(level, "w:lvlText") or "",
            suffix=value_of(level, "w:suff") or "tab",
            is_legal=bool(switched_on(level, "w:isLgl")),
            restarts=value_of(level, "w:lvlRestart") != "0",
            style=value_of(level, "w:pStyle"),
        )
        for level in parent.findall(tag("w:lvl"))
    }


def _place(element: Element) -> int:
    return min(_number(element.get(tag("w:ilvl")), 0), LEVELS - 1)


def _number(text: str | None, other: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else other


def _printed(held: WordList, instance: _Instance, level: int) -> str:
    shown = instance.levels.get(level) or held.level(level)
    if shown.form == "bullet":
        label = "".join(_SYMBOL_BULLETS.get(sign, _plain_bullet(sign)) for sign in shown.text)
    else:
        label = _PLACE.sub(lambda found: _counter(held, int(found[1]) - 1, shown), shown.text)
    return label + ("" if shown.suffix == "nothing" or not label else " ")


def _plain_bullet(sign: str) -> str:
    return "•" if "\ue000" <= sign <= "\uf8ff" else sign


def _counter(held: WordList, level: int, shown: ListLevel) -> str:
    own = held.level(level)
    value = held.counters[level]
    return formatted(own.start if value is None else value, "decimal" if shown.is_legal else own.form)


def formatted(value: int, form: str) -> str:
    """A counter as Word prints it; forms that no Vietnamese paper uses come out as decimals."""
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{value:02d}"
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.lower() if form == "lowerLetter" else letters
        case "upperRoman" | "lowerRoman":
            return _roman(value).lower() if form == "lowerRoman" else _roman(value)
        case _:
            return str(value)


def _roman(value: int) -> str:
    digits = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        digits += sign * count
    return digits
