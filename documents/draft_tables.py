"""Tables of a draft, found again in the text of its clauses: a row is a line with bars in it."""

import re
from collections.abc import Iterable
from itertools import groupby

from documents.lines import BAR
from documents.paper import Column, PaperTable

_BAR = re.compile(rf"(?:^|\s){re.escape(BAR)}(?=\s|$)")
_LEAST_ROWS = 2
"""One line with a bar is a sentence that somebody wrote so."""

_EDGES, _WIDEST = 4, 28
"""Letters: what the edges of a cell take, and beyond which a column wraps. Dates stay on one line."""


def with_tables(lines: Iterable[str]) -> list[str | PaperTable]:
    """The lines of a text, with each run of rows of one width as a table under its first row."""
    found: list[str | PaperTable] = []
    for bars, run in groupby(lines, _bars):
        held = list(run)
        found += [_table(held)] if bars and len(held) >= _LEAST_ROWS else held
    return found


def _bars(line: str) -> int:
    """How many bars part the cells; 0 where one of them stands within a word."""
    parting = len(_BAR.findall(line))
    return parting if parting == line.count(BAR) else 0


def _table(lines: list[str]) -> PaperTable:
    titles, *rows = (tuple(cell.strip() for cell in line.split(BAR)) for line in lines)
    lengths = zip(*(map(len, row) for row in (titles, *rows)), strict=True)
    widths = [min(max(column), _WIDEST) + _EDGES for column in lengths]
    columns = tuple(
        Column(title=title, width=width) for title, width in zip(titles, widths, strict=True)
    )
    return PaperTable(columns=columns, rows=tuple(rows))
