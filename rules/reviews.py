"""What came of a resolution: reviewed on the way and at the end (S0.28-S0.30, S2.14).

Nothing is praised or excused here: what is late or open is counted as plainly as what is done (S0.30).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.inspections import InspectionForm, InspectionState
from rules.notices import Notice
from rules.progress import DONE
from rules.refused import Refused
from rules.task_targets import TaskTarget
from rules.tasks import Timeliness

LONGEST_LESSONS = 3000
LONGEST_REASON = 1500


class ReviewKind(StrEnum):
    """Which review it is."""

    INTERIM = "interim"  # sơ kết: at any time, and nothing changes by it
    DRAFT = "draft"  # the final review, to be looked at before it is confirmed
    FINAL = "final"  # tổng kết


class Proposal(StrEnum):
    """What is to become of the resolution."""

    CONTINUE = "continue"
    AMEND = "amend"
    REPLACE = "replace"
    END = "end"


class ReviewPart(StrEnum):
    """What people add to the figures, in the order in which it is asked for."""

    LESSONS = "lessons"
    PROPOSAL = "proposal"
    REASON = "reason"  # why it is proposed


@dataclass(frozen=True, kw_only=True)
class TaskFigures:
    """One task: what was to be done by when, and what was."""

    what: str
    owner: str
    first_due_on: date
    due_on: date
    extensions: int
    standing: Timeliness
    reported_on: date | None
    #: how much of it is done; of a target, the way from its baseline
    percent: float
    target: TaskTarget | None = None
    reached: float | None = None
    product: str = ""
    result: str = ""
    is_demand: bool = False  # of an inspection


@dataclass(frozen=True, kw_only=True)
class ObstacleFigures:
    """What stood in the way of a task, and how it was removed."""

    task: str
    text: str
    reported_on: date
    removed_on: date | None
    removal: str = ""


@dataclass(frozen=True, kw_only=True)
class InspectionFigures:
    """One inspection: planned or held, what was demanded and what of it is met."""

    on: date
    inspector: str
    inspected: str
    form: InspectionForm
    state: InspectionState
    demands: int  # new ones
    demands_met: int
    carried: int  # demands of the inspection before that were still open
    weaknesses: str
    causes: str


@dataclass(frozen=True, kw_only=True)
class CommentFigures:
    """How many were asked, what they said, how it was answered."""

    asked: int
    spoke: int
    comments: int
    citizen_comments: int
    accepted: int
    partly: int
    kept: int
    out_of_scope: int
    unanswered: int


@dataclass(frozen=True, kw_only=True)
class VoteFigures:
    """How it was voted on, of all incumbents."""

    electors: int
    yes: int
    no: int
    other: int
    closed_on: date

    @property
    def not_voted(self) -> int:
        """Who said nothing."""
        return self.electors - self.yes - self.no - self.other


@dataclass(frozen=True, kw_only=True)
class ReviewFigures:
    """All that a review tells, as it was on one day."""

    on: date
    tasks: tuple[TaskFigures, ...]
    obstacles: tuple[ObstacleFigures, ...]
    inspections: tuple[InspectionFigures, ...]
    comments: CommentFigures | None
    vote: VoteFigures | None
    acknowledged: int
    acknowledging: int  # who was asked to confirm having studied it

    @property
    def standings(self) -> Mapping[Timeliness, int]:
        """How many tasks stand how."""
        return Counter(task.standing for task in self.tasks)

    @property
    def tasks_done(self) -> int:
        """Tasks that an inspector has confirmed."""
        return sum(self.standings[standing] for standing in DONE)

    @property
    def tasks_open(self) -> int:
        """Tasks that are not done."""
        return len(self.tasks) - self.tasks_done

    @property
    def overdue(self) -> int:
        """Open tasks whose date has passed."""
        return self.standings[Timeliness.OVERDUE]

    @property
    def inspections_held(self) -> int:
        """Inspections that were concluded."""
        return sum(each.state is InspectionState.CONCLUDED for each in self.inspections)

    @property
    def demands(self) -> tuple[int, int]:
        """How many demands there were, and how many of them are met; what is carried counts once."""
        total = sum(each.demands for each in self.inspections)
        return total, sum(each.demands_met for each in self.inspections)


@dataclass(frozen=True, kw_only=True)
class ReviewPage(Notice):
    """The final review while it is written: what is open, what is said, what is missing."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseProposal(Notice):
    """What may be proposed for a resolution."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewPreview(Notice):
    """What the final review will do, before it is confirmed."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewPaper(Notice):
    """A review as a Word file."""

    resolution_id: int
    review: ReviewKind


@dataclass(frozen=True, kw_only=True)
class ReviewPicture(Notice):
    """A review's targets and tasks as a picture."""

    resolution_id: int
    review: ReviewKind


@dataclass(frozen=True, kw_only=True)
class ReviewAnnounced(Notice):
    """The body hears what came of a resolution: numbers, no names."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class ReviewIncomplete(Refused):
    """Something has to be said before the review is final."""

    resolution_id: int
    missing: tuple[ReviewPart, ...]


def missing_parts(*, lessons: str, proposal: Proposal | None, reason: str) -> tuple[ReviewPart, ...]:
    """Give what is still to be said, in the order in which it is asked for."""
    said = {ReviewPart.LESSONS: lessons, ReviewPart.PROPOSAL: proposal, ReviewPart.REASON: reason}
    return tuple(part for part in ReviewPart if not said[part])
