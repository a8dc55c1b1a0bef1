"""Tasks: who does what by when, who looks after it, and how far it has come (S2.13, S2.25, S2.34).

A machine only proposes; a person gives the task. Its owner alone reports, its inspector alone says
that it is done.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from rules.desk import TextTooLong
from rules.notices import Lane, Notice
from rules.refused import Refused
from rules.resolutions import Stage


class TaskState(StrEnum):
    """Where a task stands."""

    PROPOSED = "proposed"  # read from a text or a list, or half told: nobody has been given it yet
    ASSIGNED = "assigned"  # given; its owner has not accepted it yet
    UNDER_WAY = "under_way"
    REPORTED = "reported"  # its owner says that it is done; its inspector has the word
    DONE = "done"
    DROPPED = "dropped"  # the proposal was wrong, or the task was taken back


class TaskStep(StrEnum):
    """What takes a task from one state to another."""

    ASSIGN = "assign"
    ACCEPT = "accept"
    REPORT_PROGRESS = "report_progress"
    REPORT_DONE = "report_done"
    CONFIRM = "confirm"
    RETURN = "return"
    REASSIGN = "reassign"
    DROP = "drop"


WAYS = MappingProxyType(
    {
        (TaskState.PROPOSED, TaskStep.ASSIGN): TaskState.ASSIGNED,
        (TaskState.PROPOSED, TaskStep.DROP): TaskState.DROPPED,
        (TaskState.ASSIGNED, TaskStep.ACCEPT): TaskState.UNDER_WAY,
        (TaskState.ASSIGNED, TaskStep.REPORT_PROGRESS): TaskState.UNDER_WAY,
        (TaskState.ASSIGNED, TaskStep.REPORT_DONE): TaskState.REPORTED,
        (TaskState.ASSIGNED, TaskStep.REASSIGN): TaskState.ASSIGNED,
        (TaskState.ASSIGNED, TaskStep.DROP): TaskState.DROPPED,
        (TaskState.UNDER_WAY, TaskStep.REPORT_PROGRESS): TaskState.UNDER_WAY,
        (TaskState.UNDER_WAY, TaskStep.REPORT_DONE): TaskState.REPORTED,
        (TaskState.UNDER_WAY, TaskStep.REASSIGN): TaskState.ASSIGNED,
        (TaskState.UNDER_WAY, TaskStep.DROP): TaskState.DROPPED,
        (TaskState.REPORTED, TaskStep.CONFIRM): TaskState.DONE,
        (TaskState.REPORTED, TaskStep.RETURN): TaskState.UNDER_WAY,
    }
)
"""Every way there is. What is not here cannot be done."""

WITH_OWNER = frozenset({TaskState.ASSIGNED, TaskState.UNDER_WAY})
"""States in which the owner has something to do."""

OPEN = WITH_OWNER | {TaskState.REPORTED}
"""States of a task that was given and is not done."""

GIVEN = OPEN | {TaskState.DONE}
"""States that count in a resolution's progress."""

TASKS_RUN = frozenset({Stage.ISSUED, Stage.REVIEWED})
"""Stages of a resolution in which its tasks may move; new ones from the text only once it is issued."""


class TaskSource(StrEnum):
    """Where a task comes from."""

    TEXT = "text"  # a clause of the issued text
    TYPED = "typed"  # told in the dialogue
    SHEET = "sheet"  # a list that was sent
    INSPECTION = "inspection"  # a demand of an inspection


class TaskField(StrEnum):
    """What a task consists of, in the order in which it is asked for."""

    WHAT = "what"
    OWNER = "owner"
    COOPERATING = "cooperating"
    INSPECTOR = "inspector"
    PRODUCT = "product"
    TARGET = "target"
    DUE = "due"
    CLAUSE = "clause"


NEEDED_TO_ASSIGN = (TaskField.OWNER, TaskField.INSPECTOR, TaskField.DUE)
"""Besides the task itself. Doer, inspector and deadline are what S2.25 does not do without."""


class TaskFact(StrEnum):
    """What has happened to a task; its history consists of these."""

    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    PROGRESSED = "progressed"
    OBSTACLE_MET = "obstacle_met"
    OBSTACLE_REMOVED = "obstacle_removed"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    CHANGED = "changed"
    DROPPED = "dropped"


class Timeliness(StrEnum):
    """How a task stands against its due date."""

    DONE = "done"
    DONE_LATE = "done_late"
    IN_TIME = "in_time"  # open, and there is time
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


LONGEST_REPORT = 1500
"""Letters of a result, a reason, an obstacle."""

SOON_DAYS = 3
"""From so many days before on, a due date is near: the second rung of the ladder."""


@dataclass(frozen=True, kw_only=True)
class TaskPage(Notice):
    """One task: what, who, by when, how far, and what the reader can do with it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskList(Notice):
    """The tasks of a resolution, a page of them."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class TaskHistory(Notice):
    """Everything that has happened to a task."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskChange(Notice):
    """What a head may change of a task that was given."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskOnPaper(Notice):
    """What the clerk may write down for somebody who has told it outside the chat."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(Notice):
    """Its owner hears of a task, with the button that accepts it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskShared(Notice):
    """Somebody hears that they help with a task, or look after it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskTaken(Notice):
    """The former owner hears that a task is somebody else's now, or nobody's."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReported(Notice):
    """The inspector hears that a task is reported done, and confirms or returns it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskConfirmed(Notice):
    """The owner hears that the inspector has confirmed it."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskReturned(Notice):
    """The owner hears that the inspector has returned it, and why."""

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Notice):
    """A short word to who gave a task: whose it is now."""

    lane: ClassVar[Lane] = Lane.ANSWER

    task_id: int


@dataclass(frozen=True, kw_only=True)
class TasksAssigned(Notice):
    """One owner hears of several tasks at once."""

    task_ids: tuple[int, ...]


@dataclass(eq=False, kw_only=True)
class WordsWanted(Refused):
    """A task, a reason or a result is told in words, and there were none."""


@dataclass(eq=False, kw_only=True)
class ProgressUnclear(Refused):
    """No number can be read from what was told about the progress."""

    said: str
    unit: str


@dataclass(eq=False, kw_only=True)
class WrongTaskState(Refused):
    """The step does not fit the task's state: somebody was quicker, or the button is old."""

    state: TaskState
    step: TaskStep | None = None


def state_after(state: TaskState, step: TaskStep) -> TaskState:
    """Give the state to which a step leads. Raises WrongTaskState."""
    after = WAYS.get((state, step))
    if after is None:
        raise WrongTaskState(state=state, step=step)
    return after


def in_words(text: str, *, limit: int) -> str:
    """Give what somebody wrote without blanks around it. Raises WordsWanted, TextTooLong."""
    text = text.strip()
    if not any(letter.isalnum() for letter in text):
        raise WordsWanted
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def timeliness(state: TaskState, *, due_on: date, reported_on: date | None, today: date) -> Timeliness:
    """Compare a task with its due date: what was reported on the due date itself is in time.

    The day counts on which the owner made the report that was confirmed: waiting for the inspector
    makes nobody late.
    """
    if state is TaskState.DONE:
        is_late = reported_on is not None and reported_on > due_on
        return Timeliness.DONE_LATE if is_late else Timeliness.DONE
    if state is TaskState.REPORTED and reported_on is not None and reported_on <= due_on:
        return Timeliness.IN_TIME
    if today > due_on:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if (due_on - today).days <= SOON_DAYS else Timeliness.IN_TIME
