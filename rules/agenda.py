"""The agenda: which dates lie ahead of somebody, and which days are free or worked by decree."""

from dataclasses import dataclass
from datetime import date

from rules.calendar import DayKind
from rules.notices import Notice
from rules.refused import Refused

LONGEST_REASON = 200


@dataclass(frozen=True, kw_only=True)
class Agenda(Notice):
    """The dates that lie ahead of the reader."""


@dataclass(frozen=True, kw_only=True)
class DaysOff(Notice):
    """The days off that lie ahead, with those that the clerk has entered."""


@dataclass(frozen=True, kw_only=True)
class ChooseDayKind(Notice):
    """Whether a day is free or worked."""

    on: date


@dataclass(eq=False, kw_only=True)
class DayUnchanged(Refused):
    """The day is free, or worked, already."""

    on: date
    kind: DayKind


@dataclass(eq=False, kw_only=True)
class DayHasPassed(Refused):
    """Days that have passed are not changed: reminders were given by them."""

    on: date
