"""What may be waited for from somebody, and when a reminder of it is due (S2.5, S2.6, S0.25).

Due is derived from dates: move a date and its reminders move. Each person gets one list a day at most,
in the morning of a working day; who is late is named to those who look after it, never in the group.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from rules.calendar import DAY, WorkCalendar
from rules.notices import Lane, Notice, Repeat
from rules.packs import Ladder


class ItemKind(StrEnum):
    """What is waited for."""

    COMMENT = "comment"
    VOTE = "vote"
    ACKNOWLEDGEMENT = "acknowledgement"
    TASK = "task"
    CONFIRMATION = "confirmation"  # an inspector is to confirm or return what was reported done
    EXTENSION = "extension"  # a new date was asked for and is to be approved
    INSPECTION = "inspection"
    DRAFT = "draft"  # somebody was given the drafting of an initiative
    ANSWER = "answer"  # groups of comments that one is to answer
    APPRAISAL = "appraisal"  # a draft that one is to examine
    UPPER_DOCUMENT = "upper_document"  # one from above waits to be concretised by a date
    URGING = "urging"  # the clerk has pressed for a resolution's open items


@dataclass(frozen=True, kw_only=True)
class OpenItem:
    """One thing that one member still owes."""

    kind: ItemKind
    subject_id: int  # of the task, the vote, the issued paper …
    resolution_id: int | None  # None: there is no draft yet, and `body_id` is given
    member_id: int
    due_on: date
    body_id: int | None = None
    #: who is told too once it is late; None where nobody but the heads looks after it
    inspector_id: int | None = None
    #: the day on which it began to be owed by this date: reminders up to that day are not due
    since_on: date | None = None


class Part(StrEnum):
    """Why something stands on somebody's list, in the order of the list."""

    OWN = "own"
    INSPECTED = "inspected"  # late, and one looks after it
    HEADED = "headed"  # very late, in the body one heads
    UNREACHED = "unreached"  # for the clerk: whoever owes it has no private chat with the bot


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing on a list, by numbers only: what, of whom, and why the reader is told."""

    kind: ItemKind
    subject_id: int
    member_id: int  # who owes it
    part: Part = Part.OWN


@dataclass(frozen=True, kw_only=True)
class DailyList(Notice):
    """What one person has to mind today. One a day at most; rather none than two."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    on: date
    lines: tuple[Line, ...]


ON_THE_DAY = 0
"""Days around a due date count from it: -3 is three days before, 1 is one day late."""

ONLY_WHEN_DUE = frozenset({ItemKind.ACKNOWLEDGEMENT, ItemKind.CONFIRMATION, ItemKind.EXTENSION})
"""Asked for in a message of its own just before: nobody is reminded again until the span is over."""


STAYS_WITH_OWNER = frozenset({ItemKind.ACKNOWLEDGEMENT, ItemKind.EXTENSION})
"""Lateness of these is for the clerk's list or the heads' own desk: it rises to nobody."""


def rungs(item: OpenItem, ladder: Ladder, calendar: WorkCalendar) -> Iterator[tuple[int, date]]:
    """Give each rung of an item with the day from which on it is due, the earliest first.

    A reminder before the due date that falls on a day off is given on the working day before:
    after Tết it would come too late. One after the due date waits for the next working day.
    """
    before = (ON_THE_DAY,) if item.kind in ONLY_WHEN_DUE else ladder.before
    for days in sorted(before, reverse=True):
        yield -days, calendar.working_day_up_to(item.due_on - timedelta(days=days))
    for days in sorted(ladder.after):
        yield days, calendar.working_day_from(item.due_on + timedelta(days=days))


def rung_due(item: OpenItem, *, ladder: Ladder, calendar: WorkCalendar, today: date) -> int | None:
    """Say which reminder is due, in days from the due date: the latest one, never several.

    None before the first one, and for those whose day came before the item was owed at all.
    """
    due = None
    for rung, on in rungs(item, ladder, calendar):
        if on <= today and (item.since_on is None or on > item.since_on):
            due = rung
    return due


def last_due_day(ladders: Iterable[Ladder], *, calendar: WorkCalendar, today: date) -> date:
    """Give the latest due date of which a reminder can be due today: what is due later need not be read.

    On the last working day before a row of days off their reminders are given too.
    """
    last_rung_on = calendar.working_day_from(today + DAY) - DAY
    first_rung = max((days for ladder in ladders for days in ladder.before), default=ON_THE_DAY)
    return last_rung_on + timedelta(days=first_rung)


def step_of(item: OpenItem, rung: int) -> str:
    """Name a reminder for good: a moved due date has reminders of its own."""
    return f"{item.due_on}{rung:+d}"


def told_of(
    item: OpenItem, rung: int, *, ladder: Ladder, heads: tuple[int, ...]
) -> list[tuple[int, Part]]:
    """Say whose lists it stands on: the owner's, then the inspector's, then the heads' too."""
    told = {item.member_id: Part.OWN}
    if item.kind in STAYS_WITH_OWNER:
        return list(told.items())
    if rung >= ladder.inspector_from and item.inspector_id is not None:
        told.setdefault(item.inspector_id, Part.INSPECTED)
    if rung >= ladder.heads_from:
        for head in heads:
            told.setdefault(head, Part.HEADED)
    return list(told.items())
