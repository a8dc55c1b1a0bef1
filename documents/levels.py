"""How ordinals look, from "Phần thứ nhất" to a dash: one table, one row for each form.

A row only says what a line could be. Whether it is one is decided by what came before
(`documents/clause_tree.py`): "I." is a letter after "H.", a Roman numeral otherwise.
"""

import re
from dataclasses import dataclass

from documents.ordinals import COUNTS, RANKS, Counting
from rules.clauses import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One way in which a clause of some level begins."""

    level: Level
    #: the characters it may begin with, so that few patterns are tried on each line
    initials: str
    pattern: re.Pattern[str]
    counting: Counting = Counting.NUMBER
    #: tells lists of one level apart: "1." and "1)" may be nested
    variant: str = ""
    #: the rest of the line must be a heading: nothing, after a point, or in capitals
    heads: bool = False
    #: looks like ordinary text too often: another one of its kind must come after it
    loose: bool = False


_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_INITIAL = r"[A-ZĐ][a-zđ]?\."
"""What stands right behind the first point of a name: "V.I. Lê-nin" is no clause V."""

_HEAD_END = r"\s*[.:\-]?\s*"
BULLETS = frozenset({Level.DASH, Level.PLUS, Level.STAR, Level.BULLET})

_COUNTS = "|".join(sorted(COUNTS, key=len, reverse=True))
_RANKS = "|".join(sorted(RANKS, key=len, reverse=True))

_DIGITS = "0123456789"
_SMALL = "abcdefghijklmnopqrstuvwxyzđ"
_CAPITALS = _SMALL.upper()
_COUNT_INITIALS = "".join({word[0] + word[0].upper() for word in COUNTS})

FORMS = (
    Form(
        level=Level.PART, initials="P",
        pattern=re.compile(
            rf"(?:PHẦN|Phần)\s+(?:(?i:thứ\s+(?P<word>{_RANKS}))|(?P<roman>{_ROMAN})"
            rf"|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.CHAPTER, initials="C",
        pattern=re.compile(
            rf"(?:CHƯƠNG|Chương)\s+(?:(?P<roman>{_ROMAN})|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.SECTION, initials="M",
        pattern=re.compile(
            rf"(?:MỤC|Mục)\s+(?:(?P<roman>{_ROMAN})|(?P<number>\d{{1,2}}))\b{_HEAD_END}"
        ),
        heads=True,
    ),
    Form(
        level=Level.SUBSECTION, initials="T",
        pattern=re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+(?P<number>\d{{1,2}})\b{_HEAD_END}"),
        heads=True,
    ),
    Form(
        level=Level.ARTICLE, initials="Đ",
        pattern=re.compile(
            r"(?:ĐIỀU|Điều)\s+(?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s*"
            r"(?:[.:](?P<note>[1-9]\d{0,2}(?=\s))?\s*|$)"
        ),
    ),
    Form(
        level=Level.ROMAN, initials="IVXL",
        pattern=re.compile(
            rf"(?P<roman>{_ROMAN})\s?(?:[./:)](?!{_INITIAL})\s*|-\s+|-(?=[^\W\d_a-zà-ỹ]))(?=\S)"
        ),
    ),
    Form(
        level=Level.LETTER, initials=_CAPITALS,
        pattern=re.compile(r"(?P<letter>[A-ZĐ])\s?(?:[./)]\s+|-\s*)(?=\S)"),
        counting=Counting.LETTER,
        loose=True,
    ),
    Form(
        level=Level.SUBITEM, initials=_DIGITS,
        pattern=re.compile(
            r"(?P<path>[1-9]\d{0,2}(?:\.\d{1,3}){1,3})"
            r"(?:[.)/]\s+(?=\S)|(?:[.)/]|-|\s)\s*(?=[^\W\d_]|[“\"(*]))"
        ),
        counting=Counting.PATH,
    ),
    Form(
        level=Level.ITEM, initials=_DIGITS,
        pattern=re.compile(
            r"(?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s?"
            r"(?:\.(?P<note>[1-9]\d{0,2})?\s+|/\s+|[.-]\s*(?=[^\W\d_]))(?=\S)"
        ),
    ),
    Form(
        level=Level.ITEM,
        initials=_DIGITS,
        pattern=re.compile(r"(?P<number>\d{1,3})\)\s*(?=\S)"),
        variant=")",
    ),
    # People mix "1." and "2)" in one list: the same sign may also continue that list.
    Form(level=Level.ITEM, initials=_DIGITS, pattern=re.compile(r"(?P<number>\d{1,3})\)\s*(?=\S)")),
    Form(
        level=Level.POINT, initials=_SMALL,
        pattern=re.compile(r"(?P<letter>[a-zđ])\s?\)\s*(?=\S)"),
        counting=Counting.LETTER,
    ),
    Form(
        level=Level.POINT, initials=_SMALL,
        pattern=re.compile(r"(?P<letter>[a-zđ])\s?[./]\s+(?=\S)"),
        counting=Counting.LETTER,
        loose=True,
    ),
    Form(
        level=Level.PAREN, initials="(ivx",
        pattern=re.compile(r"\(?(?P<lower>[ivx]{1,5})\)\s*(?=\S)"),
        variant="i",
        loose=True,
    ),
    Form(level=Level.PAREN, initials="(", pattern=re.compile(r"\((?P<number>\d{1,2})\)\s*(?=\S)")),
    Form(
        level=Level.PAREN, initials="(",
        pattern=re.compile(r"\((?P<letter>[a-zđ])\)\s*(?=\S)"),
        counting=Counting.LETTER,
        variant="a",
    ),
    Form(
        level=Level.ORDINAL_PROSE, initials=_COUNT_INITIALS,
        pattern=re.compile(rf"(?i:(?P<word>{_COUNTS}) là)\s*[,:;-]\s*(?=\S)"),
        variant="là",
    ),
    Form(
        level=Level.ORDINAL_PROSE, initials="Tt",
        pattern=re.compile(rf"(?i:thứ (?P<word>{_RANKS}))\s*[,:]\s*(?=\S)"),
        variant="thứ",
    ),
    Form(
        level=Level.DASH, initials="-",
        pattern=re.compile(r"-(?:\s+|(?![\s\d-]))(?=\S)"),
        counting=Counting.NONE,
    ),
    Form(
        level=Level.PLUS, initials="+",
        pattern=re.compile(r"\+(?:\s+|(?![\s\d+]))(?=\S)"),
        counting=Counting.NONE,
    ),
    Form(
        level=Level.STAR, initials="*",
        pattern=re.compile(r"\*(?:\s+|(?![\s*]))(?=\S)"),
        counting=Counting.NONE,
    ),
    *(
        Form(
            level=Level.BULLET, initials=sign,
            pattern=re.compile(rf"{sign}\s*(?=\S)"),
            counting=Counting.NONE,
            variant=sign,
        )
        for sign in "•●○◦▪■□➢✓✔❖‣·"
    ),
)  # fmt: skip

FORMS_BY_INITIAL: dict[str, tuple[Form, ...]] = {
    initial: tuple(form for form in FORMS if initial in form.initials)
    for initial in {initial for form in FORMS for initial in form.initials}
}
