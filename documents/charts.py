"""Pictures of progress: how far a resolution's tasks are, and what came of it in the end.

Every word comes from the caller, in the reader's language. A state is told by its words, by a sign
and by a pattern, never by colour alone; the colours are Okabe and Ito's, darkened for contrast.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from documents.drawing import MARGIN, PALE_INK, WIDTH, Canvas, Fill, Pattern

TASKS_PER_PAGE = 12
TARGETS_PER_PAGE = 8
"""More rows than these and a phone, or a sheet of A4, shrinks the picture beyond reading."""

MAX_LABEL_LINES = 3
MAX_RATIO = 1.5  # a result beyond half as much again is drawn as full, or the rest would vanish
Row = TypeVar("Row")

BAR_HEIGHT = 44
BAR_WIDTH = WIDTH - 2 * MARGIN - 150  # leaves room for "100 %" beside it
FULL_WIDTH = WIDTH - 2 * MARGIN


class BarState(StrEnum):
    """How a task stands against its due date."""

    DONE = "done"
    DONE_LATE = "done_late"
    ON_TIME = "on_time"  # open, and there is time
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


FILLS = {
    BarState.DONE: Fill(colour="#00805f", pattern=Pattern.SOLID),
    BarState.DONE_LATE: Fill(colour="#00805f", pattern=Pattern.STRIPES),
    BarState.ON_TIME: Fill(colour="#0072b2", pattern=Pattern.DOTS),
    BarState.DUE_SOON: Fill(colour="#d98e00", pattern=Pattern.BARS),
    BarState.OVERDUE: Fill(colour="#b83a00", pattern=Pattern.GRID),
}
SIGNS = {
    BarState.DONE: "✓",
    BarState.DONE_LATE: "✓",
    BarState.ON_TIME: "●",
    BarState.DUE_SOON: "▲",
    BarState.OVERDUE: "■",
}


@dataclass(frozen=True, kw_only=True)
class ProgressRow:
    """One task: what, how far, how it stands, by when, and whose it is."""

    label: str
    percent: float  # 0 to 100; what is beyond is drawn as full
    percent_text: str  # as the reader's language writes it, "40 %"
    state: BarState
    details: str  # state, due date and owner in words: "Quá hạn 3 ngày · 05/09/2026 · Văn phòng"


@dataclass(frozen=True, kw_only=True)
class ProgressChart:
    """A resolution's tasks, in the order in which they are to be read."""

    title: str
    subtitle: str  # of which day the figures are
    summary: str  # "6/10 việc đã hoàn thành"
    rows: tuple[ProgressRow, ...]
    legend: Mapping[BarState, str]  # the words for each state
    empty: str  # what to say when there is no task at all


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """One target against its result."""

    label: str
    ratio: float  # result divided by target; 1 is reached, 1.2 is a fifth more
    state: BarState
    value_text: str  # "52/60 hộ"
    details: str  # "Chưa đạt (87 %)"


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """How many tasks ended in a state."""

    label: str
    count: int
    state: BarState


@dataclass(frozen=True, kw_only=True)
class ReviewChart:
    """What came of a resolution: targets against results, tasks by how they ended."""

    title: str
    subtitle: str
    targets_title: str
    targets: tuple[TargetRow, ...]
    target_mark: str  # what the upright line means
    counts_title: str
    counts: tuple[CountRow, ...]


def progress_pages(chart: ProgressChart) -> tuple[bytes, ...]:
    """Draw the tasks, twelve to a picture (PNG). No task still makes one picture that says so."""
    pages = _pages(chart.rows, TASKS_PER_PAGE)
    return tuple(
        _progress_page(chart, rows, number, len(pages)) for number, rows in enumerate(pages, start=1)
    )


def _pages(rows: tuple[Row, ...], size: int) -> tuple[tuple[Row, ...], ...]:
    """Cut rows into pages; no rows are one empty page."""
    return tuple(rows[start : start + size] for start in range(0, len(rows), size)) or ((),)


def _page_mark(number: int, pages: int) -> str:
    return f" ({number}/{pages})" if pages > 1 else ""


def _progress_page(
    chart: ProgressChart, rows: tuple[ProgressRow, ...], number: int, pages: int
) -> bytes:
    canvas = Canvas(max_height=900 + 320 * TASKS_PER_PAGE)
    _heading(canvas, chart.title, chart.subtitle + _page_mark(number, pages))
    canvas.text(chart.summary, size=42, bold=True, max_lines=2)
    if number == 1:
        _overview(canvas, chart)
    for row in rows:
        _progress_row(canvas, row)
    if not rows:
        canvas.skip(24)
        canvas.text(chart.empty, size=36, ink=PALE_INK, max_lines=3)
    return canvas.png()


def _heading(canvas: Canvas, title: str, subtitle: str) -> None:
    canvas.text(title, size=46, bold=True, max_lines=4)
    canvas.skip(6)
    canvas.text(subtitle, size=32, ink=PALE_INK, max_lines=2)
    canvas.skip(18)


def _overview(canvas: Canvas, chart: ProgressChart) -> None:
    """Draw all tasks as one bar, with the meaning of the patterns."""
    counts = Counter(row.state for row in chart.rows)
    if not counts:
        return
    canvas.skip(12)
    canvas.bar(
        tuple((counts[state] / counts.total(), FILLS[state]) for state in BarState),
        width=FULL_WIDTH,
        height=BAR_HEIGHT,
    )
    canvas.skip(16)
    for state in BarState:
        if counts[state]:
            canvas.swatch(
                FILLS[state], f"{SIGNS[state]} {chart.legend[state]}: {counts[state]}", size=32
            )
            canvas.skip(4)


def _progress_row(canvas: Canvas, row: ProgressRow) -> None:
    canvas.skip(18)
    canvas.rule()
    canvas.skip(16)
    canvas.text(row.label, size=36, max_lines=MAX_LABEL_LINES)
    canvas.skip(8)
    share = min(max(row.percent, 0), 100) / 100
    middle = canvas.bar(((share, FILLS[row.state]),), width=BAR_WIDTH, height=BAR_HEIGHT)
    canvas.beside(row.percent_text, size=36, y=middle)
    canvas.skip(10)
    canvas.text(f"{SIGNS[row.state]} {row.details}", size=32, ink=PALE_INK, max_lines=2)


def review_pages(chart: ReviewChart) -> tuple[bytes, ...]:
    """Draw targets against results, eight to a picture (PNG), and on the last one the tasks."""
    pages = _pages(chart.targets, TARGETS_PER_PAGE)
    return tuple(
        _review_page(chart, targets, number, len(pages)) for number, targets in enumerate(pages, start=1)
    )


def _review_page(chart: ReviewChart, targets: tuple[TargetRow, ...], number: int, pages: int) -> bytes:
    canvas = Canvas(max_height=900 + 320 * (len(targets) + len(chart.counts)))
    _heading(canvas, chart.title, chart.subtitle + _page_mark(number, pages))
    if targets:
        _section(canvas, chart.targets_title)
        furthest = min(MAX_RATIO, max(1.0, *(target.ratio for target in chart.targets)))
        for target in targets:
            _target_row(canvas, target, furthest)
        canvas.skip(12)
        canvas.mark(x=MARGIN + 8, top=canvas.y, bottom=canvas.y + 36)
        canvas.text(chart.target_mark, size=30, ink=PALE_INK, indent=32)
    if chart.counts and number == pages:
        _section(canvas, chart.counts_title)
        most = max(1, *(count.count for count in chart.counts))
        for count in chart.counts:
            _count_row(canvas, count, most)
    return canvas.png()


def _section(canvas: Canvas, title: str) -> None:
    canvas.skip(14)
    canvas.rule()
    canvas.skip(18)
    canvas.text(title, size=38, bold=True, max_lines=2)


def _target_row(canvas: Canvas, target: TargetRow, furthest: float) -> None:
    """Draw one target: the upright line stands where the target is reached."""
    canvas.skip(14)
    canvas.text(target.label, size=36, max_lines=MAX_LABEL_LINES)
    canvas.skip(8)
    top = canvas.y
    share = min(max(target.ratio, 0), furthest) / furthest
    canvas.bar(((share, FILLS[target.state]),), width=FULL_WIDTH, height=BAR_HEIGHT)
    canvas.mark(x=MARGIN + round(FULL_WIDTH / furthest), top=top - 8, bottom=canvas.y + 8)
    canvas.skip(12)
    line = f"{SIGNS[target.state]} {target.value_text} · {target.details}"
    canvas.text(line, size=32, ink=PALE_INK, max_lines=2)


def _count_row(canvas: Canvas, count: CountRow, most: int) -> None:
    canvas.skip(14)
    canvas.text(f"{SIGNS[count.state]} {count.label}", size=36, max_lines=2)
    canvas.skip(8)
    share = count.count / most
    middle = canvas.bar(((share, FILLS[count.state]),), width=BAR_WIDTH, height=BAR_HEIGHT)
    canvas.beside(str(count.count), size=38, y=middle)
