"""Rounds of a consultation: who is asked, in which order, until when, and what silence means.

One consultation of a version consists of rounds, in sequence or side by side; the simplest has one, of
the whole committee (S0.6, S1.1–S1.5). Days are counted as papers word them: from the next day on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rules.calendar import DAY, WorkCalendar
from rules.folding import fold
from rules.members import Role
from rules.notices import Notice
from rules.refused import Refused

LONGEST_ROUND = 90
"""Days."""

MOST_ROUNDS = 10
LONGEST_FIELD = 200


class Circle(StrEnum):
    """Who is asked in a round."""

    PERMANENT = "permanent"  # thường trực
    STANDING = "standing"  # ban thường vụ
    COMMITTEE = "committee"  # ban chấp hành: everybody with a vote, and those who are invited
    SPECIALISTS = "specialists"  # công chức chuyên môn, by field
    FRONT = "front"  # Mặt trận và các đoàn thể
    LOWER_UNITS = "lower_units"  # chi bộ, thôn, đơn vị trực thuộc
    AFFECTED = "affected"  # đối tượng chịu tác động, through the link that is handed to them
    CITIZENS = "citizens"  # through the public link


ROLES: Mapping[Circle, frozenset[Role]] = MappingProxyType(
    {
        Circle.PERMANENT: frozenset({Role.SECRETARY, Role.DEPUTY}),
        Circle.STANDING: frozenset({Role.SECRETARY, Role.DEPUTY, Role.STANDING_MEMBER}),
        Circle.SPECIALISTS: frozenset({Role.SPECIALIST}),
        Circle.FRONT: frozenset({Role.FRONT}),
        Circle.LOWER_UNITS: frozenset({Role.UNIT}),
    }
)
"""Whom the roster gives for a circle; the committee is everybody with a vote, whatever the role."""

IN_PUBLIC = frozenset({Circle.AFFECTED, Circle.CITIZENS})
"""Circles that no roster names."""

IN_GROUPS = frozenset({Circle.COMMITTEE})
"""Circles that meet in the body's groups: only then is the text posted there."""


class Start(StrEnum):
    """When a round begins."""

    AFTER = "after"  # on the working day after the rounds before it have ended
    BESIDE = "beside"  # together with the round before it


class Silence(StrEnum):
    """What it means that somebody says nothing. Of comments only: in a vote it never means yes."""

    NOTHING = "nothing"
    AGREES = "agrees"  # "quá thời hạn không có ý kiến coi như đồng ý"


@dataclass(frozen=True, kw_only=True)
class RoundSpan:
    """How long a circle is given when nobody says otherwise."""

    days: int
    is_working: bool  # working days; otherwise days of the calendar

    def until_on(self, opens_on: date, calendar: WorkCalendar) -> date:
        """Give the last day: "trong thời hạn n ngày" counts from the next day, and ends on a workday."""
        if self.is_working:
            return calendar.add_working_days(opens_on, self.days)
        return calendar.working_day_from(opens_on + self.days * DAY)


SPANS: Mapping[Circle, RoundSpan] = MappingProxyType(
    {
        Circle.PERMANENT: RoundSpan(days=2, is_working=True),
        Circle.STANDING: RoundSpan(days=3, is_working=True),
        Circle.COMMITTEE: RoundSpan(days=5, is_working=True),
        Circle.SPECIALISTS: RoundSpan(days=5, is_working=True),
        Circle.FRONT: RoundSpan(days=7, is_working=False),  # Decree 187/2025: asked bodies, 7 days
        Circle.LOWER_UNITS: RoundSpan(days=7, is_working=False),
        Circle.AFFECTED: RoundSpan(days=15, is_working=False),
        Circle.CITIZENS: RoundSpan(days=15, is_working=False),
    }
)
"""The spans of the first rule packs; a pack may bring its own."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A round as far as its days hang on it."""

    start: Start
    span: RoundSpan
    until_on: date | None = None  # chosen by a person
    stands: tuple[date, date] | None = None  # it has begun: its days are no plan any more


def days_of(
    rounds: Sequence[Planned], *, opens_on: date, calendar: WorkCalendar
) -> tuple[tuple[date, date], ...]:
    """Give the first and the last day of each round, for a consultation that opens on a day.

    A last day that lies before the first one is moved to it: a round lasts a day at least.
    """
    found: list[tuple[date, date]] = []
    for each in rounds:
        if each.stands is not None:
            found.append(each.stands)
            continue
        if not found:
            first = opens_on
        elif each.start is Start.BESIDE:
            first = found[-1][0]
        else:
            first = calendar.working_day_from(max(last for _first, last in found) + DAY)
        last = each.until_on or each.span.until_on(first, calendar)
        found.append((first, max(first, last)))
    return tuple(found)


def words_in(field: str) -> tuple[str, ...]:
    """Read the words of a field: "đất đai, xây dựng" are two; folded, so that marks do not matter."""
    return tuple(word for word in (fold(part).strip() for part in field.split(",")) if word)


def is_in_field(text: str, words: Sequence[str]) -> bool:
    """Tell whether a folded text speaks of a field; without words everything does."""
    return not words or any(word in text for word in words)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """On what somebody is asked: on picked clauses, on those that speak of a field, or on all."""

    words: tuple[str, ...] = ()
    clauses: frozenset[int] = frozenset()

    def holds(self, clause_id: int | None, folded_text: str) -> bool:
        """Tell whether somebody is asked on a clause."""
        if not self.words and not self.clauses:
            return True
        is_spoken_of = bool(self.words) and is_in_field(folded_text, self.words)
        return clause_id in self.clauses or is_spoken_of


@dataclass(frozen=True, kw_only=True)
class RoundPlan(Notice):
    """The rounds of a consultation that is to be opened, with their days."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class CircleChoice(Notice):
    """Asks who is to be asked in another round."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class RoundPage(Notice):
    """One planned round, with what can be changed."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class RunningRounds(Notice):
    """The rounds of a consultation that runs, for those who run it."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class RunningRound(Notice):
    """One of them, with what can still be changed."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class AskedInRound(Notice):
    """Somebody is asked in private, in a round of their own."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class RoundReminder(Notice):
    """The one reminder of a round to somebody who has said nothing."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class RoundExtended(Notice):
    """Those who are asked are told that they have more time, and why."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class RoundEnded(Notice):
    """Those who run it are told that a round is over, and which one follows."""

    round_id: int


@dataclass(eq=False, kw_only=True)
class NotYourRound(Refused):
    """This person is not asked now: the round has not begun, is over, or asks others."""

    resolution_id: int


@dataclass(eq=False, kw_only=True)
class NotLonger(Refused):
    """The day given is no later one, or far too late."""

    on: date


@dataclass(eq=False, kw_only=True)
class StillSilent(Refused):
    """Somebody who is asked has not spoken: the days they were given stand."""

    silent: int


@dataclass(eq=False, kw_only=True)
class RoundRunsNot(Refused):
    """The round has not begun, or is over."""


@dataclass(eq=False, kw_only=True)
class NobodyInCircle(Refused):
    """The roster names nobody for this round."""

    circle: Circle


@dataclass(eq=False, kw_only=True)
class TooManyRounds(Refused):
    """Nobody can follow more rounds than this."""

    limit: int


@dataclass(eq=False, kw_only=True)
class NoLastDay(Refused):
    """What was written says no last day that could be one."""

    said: str


def span_said(text: str) -> int | None:
    """Read a number of days: "5", "5 ngày", "7 ngày làm việc". None where it is none, or too many."""
    first = fold(text).split()[:1]
    if not first or not first[0].isdigit() or not 1 <= int(first[0]) <= LONGEST_ROUND:
        return None
    return int(first[0])


def counts_working_days(text: str) -> bool:
    """Tell whether a number of days is one of working days: only where it says so (Civil Code, 147)."""
    said = fold(text)
    return "lam viec" in said or "working" in said
