"""Tasks: who does what by when, who looks after it, and how far it has come (S2.13, S2.25, S2.34).

A machine only proposes; a person gives the task. Its owner alone reports, its inspector alone says
that it is done.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rules.refused import Refused
from rules.resolutions import Stage
from rules.sheets import number_of


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


SOON_DAYS = 3
"""From so many days before on, a due date is near: the second rung of the ladder."""

WHOLE = 100.0
"""Progress without a target is told in percent."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A number to be reached: 120 water meters; from 47.4 % to 80 %."""

    value: float
    unit: str
    baseline: float | None = None


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


def percent_done(reached: float | None, target: Target | None) -> float:
    """Say how much of a task is done, in percent; more than 100 where the target was surpassed.

    `reached` is in the target's unit; without a target it is in percent already. The way from the
    baseline counts: from 47.4 to 80, a 60 is 38.7 %.
    """
    if reached is None:
        return 0.0
    if target is None:
        return reached
    start = target.baseline or 0.0
    if target.value == start:
        return WHOLE if reached == target.value else 0.0
    return max(0.0, (reached - start) / (target.value - start) * WHOLE)


_NUMBER = r"[+-]?\d[\d.,]*"
_TARGET = re.compile(
    rf"(?:từ\s+)?(?:(?P<baseline>{_NUMBER})\s*%?\s*(?:lên|đến|xuống|còn|->|→|-|–)\s*)?"
    rf"(?P<value>{_NUMBER})\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE | re.DOTALL,
)


def target_of(text: str) -> Target | None:
    """Read a target as people write it: "120 đồng hồ", "từ 47,4 lên 80 %"; None where there is none."""
    match = _TARGET.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    value = number_of(match["value"].rstrip(".,"))
    baseline = number_of((match["baseline"] or "").rstrip(".,"))
    if value is None or (match["baseline"] and baseline is None):
        return None
    return Target(
        value=float(value),
        unit=(match["unit"] or "").strip(" .,;"),
        baseline=None if baseline is None else float(baseline),
    )


def reached_of(text: str, target: Target | None) -> float | None:
    """Read how far it has come: "40", "40 đồng hồ", "35 %"; None where there is no number.

    Percent of a target in another unit are turned into that unit; without a target the number is
    percent.
    """
    said = target_of(text)
    if said is None or said.baseline is not None or said.value < 0:
        return None
    if target is None or target.unit == "%" or not said.unit.startswith("%"):
        return said.value
    start = target.baseline or 0.0
    return start + (target.value - start) * said.value / WHOLE
