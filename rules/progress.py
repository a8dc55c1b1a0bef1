"""Progress: how far the tasks of a resolution have come, as a picture and as counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rules.notices import Notice
from rules.tasks import Timeliness

DONE = frozenset({Timeliness.DONE, Timeliness.DONE_LATE})


@dataclass(frozen=True, kw_only=True)
class ChooseProgress(Notice):
    """Of which resolution the progress is to be shown."""


@dataclass(frozen=True, kw_only=True)
class ProgressPicture(Notice):
    """One picture of a resolution's tasks: twelve of them on a page."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The counts."""

    total: int
    done: int
    overdue: int


def progress_of(states: Iterable[Timeliness]) -> Progress:
    """Count tasks by how they stand."""
    counts = Counter(states)
    return Progress(
        total=counts.total(),
        done=sum(counts[state] for state in DONE),
        overdue=counts[Timeliness.OVERDUE],
    )
