"""The desk: what a person and the bot say to each other in the private chat, whatever it is about."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rules.notices import Lane, Notice
from rules.refused import Refused


@dataclass(frozen=True, kw_only=True)
class Done(Notice):
    """A press was taken; there is nothing to say about it."""

    lane: ClassVar[Lane] = Lane.ANSWER


@dataclass(frozen=True, kw_only=True)
class SentToDesk(Notice):
    """What was asked for in the group is shown in the private chat, or would be if there were one."""

    has_desk: bool


@dataclass(frozen=True, kw_only=True)
class Desk(Notice):
    """What the person owes now, by due date, each with its next button."""


@dataclass(frozen=True, kw_only=True)
class Help(Notice):
    """What this person can do here."""


@dataclass(frozen=True, kw_only=True)
class Greeting(Notice):
    """A first word to somebody whom no roster knows."""


@dataclass(frozen=True, kw_only=True)
class LanguageChoice(Notice):
    """The languages to choose from."""


@dataclass(frozen=True, kw_only=True)
class Broken(Notice):
    """Our own fault: nothing was changed, and the operator has been told."""


@dataclass(frozen=True, kw_only=True)
class FaultReport(Notice):
    """The operator is told of a fault of the program, and which row of which box to look at."""

    row: str  # "inbox 12", "outbox 7"
    error: str


@dataclass(frozen=True, kw_only=True)
class Cancelled(Notice):
    """The open question was given up."""


@dataclass(frozen=True, kw_only=True)
class NothingAsked(Notice):
    """Something was written that nothing had asked for."""


@dataclass(eq=False, kw_only=True)
class TextExpected(Refused):
    """A text was asked for and something else came."""


@dataclass(eq=False, kw_only=True)
class FileExpected(Refused):
    """A file was asked for and something else came."""


@dataclass(eq=False, kw_only=True)
class TextTooLong(Refused):
    """The text is longer than the place it is for."""

    length: int
    limit: int


@dataclass(eq=False, kw_only=True)
class NotUnderstood(Refused):
    """A date or a number was asked for and the answer holds none."""

    said: str
    wanted: str  # "date" or "number"


@dataclass(eq=False, kw_only=True)
class DayTooEarly(Refused):
    """The day that was written lies before the first one that can be chosen."""

    on: date
    earliest: date


@dataclass(eq=False, kw_only=True)
class ErrandFailed(Refused):
    """Something could not be fetched from Telegram; it may be tried again."""

    errand: str


@dataclass(eq=False, kw_only=True)
class ButtonExpired(Refused):
    """The button is of an older time, of another chat, or forged."""
