"""Urging (đôn đốc): a private word to those who still owe something, and a letter about it (S0.25)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rules.notices import Lane, Notice, Repeat
from rules.nudges import ItemKind, Line, OpenItem
from rules.refused import Refused


@dataclass(frozen=True, kw_only=True)
class UrgingPlan(Notice):
    """Who still owes something of a resolution, the overdue first, before anybody is urged."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class Urged(Notice):
    """One person is reminded of what they still owe of a resolution."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    resolution_id: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class UrgingDone(Notice):
    """Whoever pressed hears how many were reminded, and who has to be told otherwise."""

    resolution_id: int
    told: int
    told_before: int  # today already
    unreached: tuple[int, ...]  # members without a private chat


@dataclass(frozen=True, kw_only=True)
class UrgingQueued(Notice):
    """It is night or a day off: the reminders wait for the morning."""

    resolution_id: int
    goes_on: date


@dataclass(frozen=True, kw_only=True)
class UrgingLetter(Notice):
    """The letter to those who have open tasks, for the clerk to have signed."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class NobodyToUrge(Refused):
    """Nothing is open, so nobody is reminded of anything."""


LISTED = frozenset({ItemKind.TASK, ItemKind.CONFIRMATION})
"""Urged for at any time."""

LISTED_WHEN_DUE = frozenset({ItemKind.ACKNOWLEDGEMENT, ItemKind.INSPECTION})
"""Urged for once it is due."""


def is_urged(item: OpenItem, *, today: date) -> bool:
    """Say whether somebody is urged for an open item."""
    return item.kind in LISTED or (item.kind in LISTED_WHEN_DUE and item.due_on <= today)


def urged_of(items: list[OpenItem], *, resolution_id: int, today: date) -> dict[int, list[OpenItem]]:
    """Gather by member what is urged for, the most overdue member and item first."""
    urged = [i for i in items if i.resolution_id == resolution_id and is_urged(i, today=today)]
    found: dict[int, list[OpenItem]] = {}
    for item in sorted(urged, key=lambda item: (item.due_on, item.subject_id)):
        found.setdefault(item.member_id, []).append(item)
    return found


def urged_on(today: date) -> str:
    """Name the urging of a day: nobody is urged for one resolution twice a day."""
    return f"urged:{today}"
