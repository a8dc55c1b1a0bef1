"""Where paragraphs begin in text whose lines may be wrapped."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from documents.lines import Line

SENTENCE_END = re.compile(r"[.;:!?…][”\"’)\]]*$|[”\"]$")
"""How a line ends that need not go on."""

_LONG = 160
"""Characters. No page is wrapped that wide: such a line is a whole paragraph."""

_WRAPPED = 0.1
"""In wrapped text at least one line in ten goes on in the middle of a sentence."""

_TABULAR = " " * 5
"""Within a line: a form to be filled in, or a row of a table; none of them runs on."""

_RAGGED = 0.97
_UNENDED = 0.72
"""A line that ends a sentence stops early when the next word would have fit; one that does not
must stop much earlier, for pages set in proportional letters wrap at uneven counts."""


def paragraph_starts(lines: Sequence[Line], skipped: Collection[int]) -> list[bool]:
    """For each line, whether a paragraph begins there; False for blank and skipped lines.

    What the source knows is kept (`Line.begins`). Otherwise a paragraph begins after a blank line,
    and after a line that stopped before it was full. Text flows on over skipped lines (noise).
    """
    width = _page_width(lines, skipped)
    starts: list[bool] = []
    last: Line | None = None
    blank = gap = False
    for place, line in enumerate(lines):
        starts.append(False)
        if place in skipped:
            gap = True
        elif line.is_blank:
            blank = True
        else:
            starts[place] = _begins(line, last, width, blank=blank and not gap)
            last, blank, gap = line, False, False
    return starts


def _page_width(lines: Sequence[Line], skipped: Collection[int]) -> int | None:
    """The number of letters in a full line; None where each line is a paragraph."""
    said = [
        line
        for place, line in enumerate(lines)
        if line.begins is None and not line.is_blank and place not in skipped
    ]
    sizes = sorted(len(line.matched) for line in said)
    if not sizes or sum(size > _LONG for size in sizes) * 20 > len(sizes):
        return None
    flowing = sum(_flows(above, below) for above, below in pairwise(said))
    return sizes[len(sizes) * 9 // 10] if flowing >= _WRAPPED * len(said) else None


def _flows(above: Line, below: Line) -> bool:
    """Whether a sentence certainly goes on from one line to the next."""
    return _is_small(below.matched) and not SENTENCE_END.search(above.matched)


def _is_small(text: str) -> bool:
    return text[0].islower() and (len(text) == 1 or text[1] not in ").")


def _begins(line: Line, last: Line | None, width: int | None, *, blank: bool) -> bool:
    if line.begins is not None:
        return line.begins
    if last is None or blank or last.cells or _TABULAR in last.matched:
        return True
    text = line.matched
    ended = SENTENCE_END.search(last.matched) is not None
    if _is_small(text) and (width is not None or not ended):
        return False
    if width is None or text.isupper() is not last.matched.isupper():
        return True
    fits = len(last.matched) + 1 + len(text.split(maxsplit=1)[0])
    return fits <= width * (_RAGGED if ended else _UNENDED)
