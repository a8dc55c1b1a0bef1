"""What may be waited for from somebody, and when a reminder of it is due (S2.5, S2.6, S0.25)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ItemKind(StrEnum):
    """What is waited for."""

    COMMENT = "comment"
    VOTE = "vote"
    ACKNOWLEDGEMENT = "acknowledgement"
    TASK = "task"
    CONFIRMATION = "confirmation"  # an inspector is to confirm or return what was reported done
    EXTENSION = "extension"  # a new date was asked for and is to be approved
    INSPECTION = "inspection"
    URGING = "urging"  # the clerk has pressed for a resolution's open items


@dataclass(frozen=True, kw_only=True)
class OpenItem:
    """One thing that one member still owes."""

    kind: ItemKind
    subject_id: int  # of the task, the vote, the issued paper …
    resolution_id: int
    member_id: int
    due_on: date
    #: who is told too once it is late; None where nobody but the heads looks after it
    inspector_id: int | None = None
    #: the day on which it began to be owed by this date: reminders up to that day are not due
    since_on: date | None = None
