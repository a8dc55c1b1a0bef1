"""Extensions: a new date is asked for with a reason, and somebody else decides (S2.35).

Old dates stay on record with their number, so that nobody moves a date quietly before a review.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LONGEST_REASON = 1000


class ExtensionState(StrEnum):
    """What has become of a wish for a later date."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the task was done, given to somebody else or taken back meanwhile


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Notice):
    """Those who may approve hear of the wish, with the buttons that decide it."""

    extension_id: int


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(Notice):
    """Owner and inspector hear what was decided."""

    extension_id: int


@dataclass(eq=False, kw_only=True)
class NotLater(Refused):
    """An extension leads to a later day."""

    on: date
    due_on: date


@dataclass(eq=False, kw_only=True)
class ExtensionWaits(Refused):
    """One wish at a time: the last one has not been decided yet."""

    asked_on: date


@dataclass(eq=False, kw_only=True)
class ExtensionSettled(Refused):
    """It has been decided already, or there is nothing to decide any more."""

    state: ExtensionState


@dataclass(eq=False, kw_only=True)
class ApprovesOneself(Refused):
    """Who asked does not approve, as long as somebody else can."""


def check_extension(new: date, *, due_on: date, today: date) -> None:
    """Raise NotLater unless the new date is after the old one and not in the past."""
    if new <= due_on or new < today:
        raise NotLater(on=new, due_on=max(due_on, today))


def check_approver(*, approver_id: int, owner_id: int | None, others: int) -> None:
    """Raise ApprovesOneself where somebody else could decide the own wish."""
    if approver_id == owner_id and others:
        raise ApprovesOneself
