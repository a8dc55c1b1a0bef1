"""Quoted text: an amending paper quotes whole articles, and those are not its own."""

import re
from collections.abc import Sequence

from documents.lines import Line

_CURLY = re.compile("[“”]")
_CLAUSE = r"(?=\s*(?:Điều|Chương|Mục|Phần|\d{1,3}[a-zđ]?\.|[a-zđ]\)))"
_OPENS_CLAUSE = re.compile(rf"“{_CLAUSE}")
_STRAIGHT_OPENS = re.compile(rf"[\"']{_CLAUSE}")
_STRAIGHT_CLOSES = re.compile(r"[\"'][.;,]?$")

_LONGEST_CLAUSES = 2_000
_LONGEST = 40
"""Lines. Quoted clauses may fill pages; of other quotations the mark was rather forgotten."""


def quoted_lines(lines: Sequence[Line]) -> set[int]:
    """The places of lines that begin inside a quotation.

    Marks without a partner are left out of account, so one typing error does not quote the rest.
    """
    quoted: set[int] = set()
    for opened, closed in (*_curly_pairs(lines), *_straight_pairs(lines)):
        quoted.update(range(opened + 1, closed + 1))
    return quoted


def _curly_pairs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The outermost pairs that span lines, so that together they name each line once."""
    open_at: list[int] = []
    outer: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        for sign in _CURLY.findall(line.matched):
            if sign == "“":
                open_at.append(place)
            elif open_at:
                opened = open_at.pop()
                while outer and outer[-1][0] >= opened and place > opened:
                    outer.pop()
                outer += [(opened, place)] if _spans(lines, opened, place) else []
    return outer


def _spans(lines: Sequence[Line], opened: int, closed: int) -> bool:
    longest = _LONGEST_CLAUSES if _OPENS_CLAUSE.match(lines[opened].matched) else _LONGEST
    return opened < closed <= opened + longest


def _straight_pairs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for place, line in enumerate(lines):
        if opened is None and _STRAIGHT_OPENS.match(line.matched):
            opened = place
        if opened is not None and _STRAIGHT_CLOSES.search(line.matched):
            pairs.append((opened, place))
            opened = None
        elif opened is not None and place - opened > _LONGEST_CLAUSES:
            opened = None
    return pairs
