"""How ordinals look, from "Phần thứ nhất" to a dash: one table, one row for each form.

A row only says what a line could be. Whether it is one is decided by what came before
(`documents/clause_tree.py`): "I." is a letter after "H.", a Roman numeral otherwise.
"""

import re
from dataclasses import dataclass

from documents.lines import Line
from documents.ordinals import (
    COUNTS,
    FIRST,
    RANKS,
    Counting,
    Ordinal,
    letter_rank,
    next_letters,
    roman_value,
    suffix_rank,
    to_roman,
    word_value,
)
from rules.clauses import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One way in which a clause of some level begins."""

    level: Level
    pattern: re.Pattern[str]
    counting: Counting = Counting.NUMBER
    #: tells lists of one level apart: "1." and "1)" may be nested
    variant: str = ""
    #: the rest of the line must be a heading: nothing, after a point, or in capitals
    heads: bool = False
    #: looks like ordinary text too often: another one of its kind must come after it
    loose: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """What a line may begin with."""

    form: Form
    ordinal: Ordinal
    #: as printed
    label: str
    #: the characters that it takes, the blanks behind it too
    size: int

    @property
    def level(self) -> Level:
        """The rank of the clause."""
        return self.form.level

    @property
    def style(self) -> tuple[Level, str]:
        """What siblings have in common."""
        return self.form.level, self.form.variant

    @property
    def is_first(self) -> bool:
        """Whether it may begin a list."""
        match self.form.counting:
            case Counting.PATH:
                return self.ordinal[-1] == 1
            case Counting.NONE:
                return True
            case _:
                return self.ordinal == FIRST


_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_HEAD_END = r"\s*[.:\-]?\s*"
BULLETS = frozenset({Level.DASH, Level.PLUS, Level.STAR, Level.BULLET})

_COUNTS = "|".join(sorted(COUNTS, key=len, reverse=True))
_RANKS = "|".join(sorted(RANKS, key=len, reverse=True))

FORMS = (
    Form(
        level=Level.PART,
        pattern=re.compile(
            rf"(?:PHẦN|Phần)\s+(?:(?i:thứ\s+(?P<word>{_RANKS}))|(?P<roman>{_ROMAN})"
            rf"|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.CHAPTER,
        pattern=re.compile(
            rf"(?:CHƯƠNG|Chương)\s+(?:(?P<roman>{_ROMAN})|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.SECTION,
        pattern=re.compile(
            rf"(?:MỤC|Mục)\s+(?:(?P<roman>{_ROMAN})|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.SUBSECTION,
        pattern=re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+(?P<number>\d{{1,2}})\b{_HEAD_END}"),
        heads=True,
    ),
    Form(
        level=Level.ARTICLE,
        pattern=re.compile(
            r"(?:ĐIỀU|Điều)\s+(?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s*"
            r"(?:[.:](?P<note>\d{1,3}(?=\s))?\s*|$)"
        ),
    ),
    Form(
        level=Level.ROMAN,
        pattern=re.compile(
            rf"(?P<roman>{_ROMAN})\s?(?:[./:)]\s*|-\s+|-(?=[^\W\d_a-zà-ỹ]))(?=\S)"
        ),
    ),
    Form(
        level=Level.LETTER,
        pattern=re.compile(r"(?P<letter>[A-ZĐ])\s?(?:[./)]\s+|-\s*)(?=\S)"),
        counting=Counting.LETTER,
        loose=True,
    ),
    Form(
        level=Level.SUBITEM,
        pattern=re.compile(
            r"(?P<path>[1-9]\d{0,2}(?:\.\d{1,3}){1,3})"
            r"(?:[.)/]\s+(?=\S)|(?:[.)/]|-|\s)\s*(?=[^\W\d_]|[“\"(*]))"
        ),
        counting=Counting.PATH,
    ),
    Form(
        level=Level.ITEM,
        pattern=re.compile(
            r"(?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s?"
            r"(?:\.(?P<note>\d{1,3})?\s+|/\s+|[.-]\s*(?=[^\W\d_]))(?=\S)"
        ),
    ),
    Form(
        level=Level.ITEM, pattern=re.compile(r"(?P<number>\d{1,3})\)\s*(?=\S)"), variant=")"
    ),
    Form(
        level=Level.POINT,
        pattern=re.compile(r"(?P<letter>[a-zđ])\s?\)\s*(?=\S)"),
        counting=Counting.LETTER,
    ),
    Form(
        level=Level.POINT,
        pattern=re.compile(r"(?P<letter>[a-zđ])\s?[./]\s+(?=\S)"),
        counting=Counting.LETTER,
        loose=True,
    ),
    Form(
        level=Level.PAREN,
        pattern=re.compile(r"\(?(?P<lower>[ivx]{1,5})\)\s*(?=\S)"),
        variant="i",
        loose=True,
    ),
    Form(level=Level.PAREN, pattern=re.compile(r"\((?P<number>\d{1,2})\)\s*(?=\S)")),
    Form(
        level=Level.PAREN,
        pattern=re.compile(r"\((?P<letter>[a-zđ])\)\s*(?=\S)"),
        counting=Counting.LETTER,
        variant="a",
    ),
    Form(
        level=Level.ORDINAL_PROSE,
        pattern=re.compile(rf"(?i:(?P<word>{_COUNTS}) là)\s*[,:;-]\s*(?=\S)"),
        variant="là",
    ),
    Form(
        level=Level.ORDINAL_PROSE,
        pattern=re.compile(rf"(?i:thứ (?P<word>{_RANKS}))\s*[,:]\s*(?=\S)"),
        variant="thứ",
    ),
    Form(
        level=Level.DASH,
        pattern=re.compile(r"-(?:\s+|(?![\s\d-]))(?=\S)"),
        counting=Counting.NONE,
    ),
    Form(
        level=Level.PLUS,
        pattern=re.compile(r"\+(?:\s+|(?![\s\d+]))(?=\S)"),
        counting=Counting.NONE,
    ),
    Form(
        level=Level.STAR,
        pattern=re.compile(r"\*(?:\s+|(?![\s*]))(?=\S)"),
        counting=Counting.NONE,
    ),
    *(
        Form(
            level=Level.BULLET,
            pattern=re.compile(rf"{sign}\s*(?=\S)"),
            counting=Counting.NONE,
            variant=sign,
        )
        for sign in "•●○◦▪■□➢✓✔❖‣·"
    ),
)  # fmt: skip

_MAY_BEGIN = re.compile(r"[PCMTĐIVXLA-Z\da-zđ(\-+*•●○◦▪■□➢✓✔❖‣·]")


def markers_of(line: Line, *, notes: int = 0) -> tuple[Marker, ...]:
    """All that a line could begin with, by the forms' order; none for a row of a table.

    `notes` is the highest number of a footnote in the text: "18.2 Cổng …" may be item 18 with a
    reference to note 2, and "1.234 hộ" must not be item 1.
    """
    text = line.matched
    if line.cells or not _MAY_BEGIN.match(text):
        return ()
    found = (_read(form, text, notes) for form in FORMS)
    return tuple(marker for marker in found if marker is not None)


def _read(form: Form, text: str, notes: int) -> Marker | None:
    found = form.pattern.match(text)
    if found is None or not _is_note(found, notes):
        return None
    rest = text[found.end() :]
    if form.heads and rest and not rest.isupper() and found[0].rstrip()[-1] not in ".:-":
        return None
    size = found.end("note") if _group(found, "note") else found.end()
    label = text[: found.start("note")] if _group(found, "note") else found[0]
    ordinal = _ordinal(form, found)
    spaced = size + len(text[size:]) - len(text[size:].lstrip())
    return Marker(form=form, ordinal=ordinal, label=label.strip(), size=spaced)


def _group(found: re.Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""


def _is_note(found: re.Match[str], notes: int) -> bool:
    note = _group(found, "note")
    return not note or int(note) <= notes


def _ordinal(form: Form, found: re.Match[str]) -> Ordinal:
    if form.counting is Counting.NONE:
        return ()
    if path := _group(found, "path"):
        return tuple(map(int, path.split(".")))
    if roman := _group(found, "roman") or _group(found, "lower").upper():
        return roman_value(roman), 0
    if letter := _group(found, "letter").lower():
        return letter_rank(letter), 0
    if word := _group(found, "word").lower():
        return word_value(word), 0
    return int(found["number"]), suffix_rank(_group(found, "suffix"))


def bare_label(marker: Marker) -> str:
    """The label without its brackets and points, for a path: "Điều 3", "II", "a"."""
    return marker.label.strip(" .:/)(-,;") or marker.label


def printed_next(marker: Marker, before: Ordinal | None) -> str:
    """The label that should stand where `marker` stands, printed as its own is.

    `before` is the ordinal that it should follow, None where it should be the first.
    """
    printed, name = _printed_ordinal(marker)
    if name == "path":
        path = (*marker.ordinal[:-1], 1) if before is None else (*before[:-1], before[-1] + 1)
        wanted = ".".join(map(str, path))
    elif name == "letter":
        wanted = "a" if before is None else next_letters(before[0])[:1]
    else:
        wanted = _written(1 if before is None else before[0] + 1, name, marker.form)
    if printed[:1].isupper():
        wanted = wanted.upper() if printed.isupper() else wanted.capitalize()
    start = marker.label.index(printed)
    return marker.label[:start] + wanted + marker.label[start + len(printed) :]


def _printed_ordinal(marker: Marker) -> tuple[str, str]:
    found = marker.form.pattern.match(marker.label + " X")
    groups = found.groupdict() if found else {}
    for name in ("path", "roman", "lower", "letter", "word", "number"):
        if groups.get(name):
            return groups[name] + (groups.get("suffix") or ""), name
    return "", ""


def _written(number: int, name: str, form: Form) -> str:
    if name in {"roman", "lower"}:
        return to_roman(number).lower()
    if name == "word":
        words = COUNTS if form.variant == "là" else RANKS
        return words[number - 1] if number <= len(words) else str(number)
    return str(number)
