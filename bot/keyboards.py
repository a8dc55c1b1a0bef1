"""Rows of buttons as a telephone can show them: a label that would be cut off gets more room."""

from collections.abc import Iterator, Sequence

from bot.texts.posts import Button

LONGEST = {2: 18, 3: 11, 4: 7}
"""Letters of a label that are seen whole beside others, by how many share the row: 390 points across.

Telegram cuts what is longer; a label alone in its row has the whole width, and is cut last.
"""

SHORT = 4
"""Letters that are seen whole in a row of many: days of a month, numbers."""


def laid_out(rows: Sequence[Sequence[Button]]) -> list[list[Button]]:
    """Break the rows whose labels would be cut off; the order stays."""
    return [part for row in rows for part in _parts(list(row))]


def _parts(row: list[Button]) -> Iterator[list[Button]]:
    while row:
        count = next(n for n in range(len(row), 0, -1) if n == 1 or _fit(row[:n]))
        yield row[:count]
        row = row[count:]


def _fit(row: Sequence[Button]) -> bool:
    room = LONGEST.get(len(row), SHORT)
    return all(len(button.label) <= room for button in row)
