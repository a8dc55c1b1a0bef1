"""Inspections: planned while the draft is written, bound to the resolution (S0.18-S0.24).

They begin right after issuing and go on throughout (S0.21). Who is inspected hears of it three
working days before, but never of a surprise inspection.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from rules.calendar import WorkCalendar
from rules.members import Role
from rules.notices import Lane, Notice, Repeat
from rules.refused import Refused
from rules.resolutions import Stage

HEADS = frozenset({Role.SECRETARY, Role.DEPUTY})
"""Who is told what an inspection has found."""

INSPECTED_AT = frozenset({Stage.ISSUED, Stage.REVIEWED})
"""Stages in which inspections are held; after the review, for what it has found still open (S3.11)."""

ANNOUNCED_WORKING_DAYS_BEFORE = 3
"""When those who are inspected hear of it, so that they can prepare."""

SHOWN_DAYS_BEFORE = 30
"""From when on an inspection stands on the inspector's desk."""


class InspectionForm(StrEnum):
    """How it is inspected (S0.22-S0.24)."""

    ROUTINE = "routine"  # thường xuyên, toàn diện
    THEMATIC = "thematic"  # chuyên đề
    SURPRISE = "surprise"  # đột xuất, có trọng điểm
    CONCLUDING = "concluding"  # kiểm tra tổng kết


class InspectionState(StrEnum):
    """Where an inspection stands."""

    PLANNED = "planned"
    UNDERWAY = "underway"  # the inspector has begun to record
    CONCLUDED = "concluded"  # nothing of it changes any more


@dataclass(frozen=True, kw_only=True)
class InspectionPlan(Notice):
    """The inspections of a resolution, planned and held (S0.20)."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class ChooseInspectionForm(Notice):
    """How it is to be inspected: asked after who inspects whom."""

    is_secret: ClassVar[bool] = True

    resolution_id: int
    inspector_id: int
    inspected_id: int | None
    inspected: str


@dataclass(frozen=True, kw_only=True)
class ChooseInspected(Notice):
    """Whom the inspector is to inspect: a member, or a unit by name."""

    resolution_id: int
    inspector_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseSurprised(Notice):
    """Whom to inspect at once, without a word before (S0.23)."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class InspectionList(Notice):
    """Inspections of all resolutions: those one has to do with, or all of the body."""

    shows_all: bool = False
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class InspectionPage(Notice):
    """One inspection: who, whom, when, what came of it, and what it is tied to."""

    inspection_id: int


@dataclass(frozen=True, kw_only=True)
class InspectionAnnounced(Notice):
    """Whoever is inspected hears when it will be, three working days before."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    inspection_id: int
    planned_on: date
    is_moved: bool = False


@dataclass(frozen=True, kw_only=True)
class InspectionToAnnounce(Notice):
    """The clerk is asked to announce it: the unit, or the person, cannot be written to."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    inspection_id: int
    planned_on: date


@dataclass(eq=False, kw_only=True)
class InspectsOneself(Refused):
    """Nobody inspects the own work."""

    full_name: str


@dataclass(eq=False, kw_only=True)
class WrongInspectionState(Refused):
    """It has been begun or concluded already, or not begun yet."""

    inspection_id: int
    state: InspectionState


@dataclass(eq=False, kw_only=True)
class InspectionDayTooEarly(Refused):
    """The day lies before the first one that is possible."""

    on: date
    earliest: date


@dataclass(eq=False, kw_only=True)
class NothingToReinspect(Refused):
    """Every demand of the inspection is met, so there is nothing to look at again."""

    inspection_id: int


def announcement_due(
    form: InspectionForm,
    *,
    planned_on: date,
    announced_for: date | None,
    today: date,
    calendar: WorkCalendar,
) -> bool:
    """Tell whether the inspected have to be told now.

    A new date is told at once to those who were told the old one; a surprise is never told.
    """
    if form is InspectionForm.SURPRISE or planned_on == announced_for or planned_on < today:
        return False
    first_on = calendar.add_working_days(planned_on, -ANNOUNCED_WORKING_DAYS_BEFORE)
    return announced_for is not None or today >= first_on


def is_known_to(
    member_id: int,
    *,
    sees_all: bool,
    form: InspectionForm,
    state: InspectionState,
    inspector_id: int,
    inspected_id: int | None,
    planned_by_id: int,
) -> bool:
    """Tell whether a member may see an inspection.

    Seen by heads, clerks and inspectors, by who inspects, plans or is inspected. A surprise stays
    hidden from the inspected until it has begun, whatever else they may see.
    """
    if member_id in (inspector_id, planned_by_id):
        return True
    if member_id == inspected_id:
        return form is not InspectionForm.SURPRISE or state is not InspectionState.PLANNED
    return sees_all


def check_not_before(on: date, earliest: date) -> None:
    """Raise InspectionDayTooEarly for a day before the first possible one."""
    if on < earliest:
        raise InspectionDayTooEarly(on=on, earliest=earliest)


def earliest_reinspection(dues: Iterable[date], *, today: date) -> date:
    """Give the first day of a re-inspection: after the last demand is due, and not in the past."""
    return max([*(due + timedelta(days=1) for due in dues), today])


def form_of_reinspection(form: InspectionForm) -> InspectionForm:
    """Give the form in which an inspection is repeated: it is known, so it is no surprise."""
    return InspectionForm.THEMATIC if form is InspectionForm.SURPRISE else form
