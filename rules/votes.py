"""Votes: an open ballot on a frozen text, counted against all incumbents (S0.9, S0.10).

Whoever is silent has not said yes: N is frozen with its names when the vote opens, and absent,
undecided and unsent ballots stay in it. Charter of the Party, Art. 9(5).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from rules.bodies import Standard
from rules.calendar import DAY, WorkCalendar, local_date, local_moment
from rules.notices import Lane, Notice, Repeat
from rules.packs import RulePack
from rules.refused import Refused

SHORTEST_VOTE = timedelta(hours=1)

LONGEST_REASON = 500
"""Letters of the reason for cancelling a vote."""


MINUTES_SIGNED_BY = MappingProxyType(
    {Standard.PARTY: ("THƯ KÝ", "CHỦ TRÌ"), Standard.STATE: ("THƯ KÝ", "CHỦ TỌA")}
)
"""Who signs minutes: the clerk on the left, the chair on the right (Decree 30/2020, form 1.9)."""


class Outcome(StrEnum):
    """What has become of a vote."""

    PASSED = "passed"
    NOT_ENOUGH = "not_enough"  # too few in favour
    NO_QUORUM = "no_quorum"  # too few took part
    CANCELLED = "cancelled"  # given up before it was counted; nothing was decided
    TEXT_CHANGED = "text_changed"  # the stored text is not the one that was voted on


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The count of a vote."""

    electors: int
    yes: int = 0
    no: int = 0
    other: int = 0

    @property
    def voted(self) -> int:
        """How many took part."""
        return self.yes + self.no + self.other

    @property
    def not_voted(self) -> int:
        """How many said nothing. They stay in N."""
        return self.electors - self.voted


def outcome_of(tally: Tally, pack: RulePack) -> Outcome:
    """Judge a vote by the rules under which it was opened."""
    if not pack.quorum.is_reached(yes=tally.voted, incumbents=tally.electors):
        return Outcome.NO_QUORUM
    if not pack.majority.is_reached(yes=tally.yes, incumbents=tally.electors):
        return Outcome.NOT_ENOUGH
    return Outcome.PASSED


def usual_last_day(pack: RulePack, calendar: WorkCalendar, now: datetime) -> date:
    """Propose the last day of a vote that is opened now: the usual span, and a working day."""
    return calendar.working_day_from(local_date(now + pack.spans.vote_for))


def reminder_at(opened_at: datetime, ends_at: datetime, calendar: WorkCalendar) -> datetime:
    """Say from when on those who have not voted may be reminded, once.

    It is the morning of the last working day before the last day of the vote, but not before they had
    a day, or half of a shorter vote: who has just been asked is not late.
    """
    on = local_date(ends_at) - DAY
    while not calendar.is_working_day(on):
        on -= DAY
    morning = local_moment(on, calendar.waking_hours.start)
    return max(morning, opened_at + min(DAY, (ends_at - opened_at) / 2))


def check_end(ends_at: datetime, now: datetime) -> None:
    """Raise VoteTooShort unless there is time to vote."""
    if ends_at - now < SHORTEST_VOTE:
        raise VoteTooShort(ends_at=ends_at)


@dataclass(frozen=True, kw_only=True)
class VotePreview(Notice):
    """What exactly will happen when a vote is opened, before it is."""

    resolution_id: int
    last_day: date | None = None  # None: as usual
    chair_id: int | None = None  # None: whoever looks, if a head or deputy; else the head


@dataclass(frozen=True, kw_only=True)
class ChooseChair(Notice):
    """Who presides over the vote."""

    resolution_id: int
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Notice):
    """The group hears that a vote has begun."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VotedText(Notice):
    """The frozen text, for one elector."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VotePage(Notice):
    """How a vote stands, for its clerk and the heads: who has voted, who has not."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VoteClosing(Notice):
    """What will happen when a vote is closed before its end."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VoteReminder(Notice):
    """An elector who has not voted is reminded, once."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VotersOutOfReach(Notice):
    """The clerk is told who has not voted and cannot be written to."""

    lane: ClassVar[Lane] = Lane.NUDGE
    repeat: ClassVar[Repeat] = Repeat.NEVER

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VoteResult(Notice):
    """The group hears what has come of a vote."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VoteByName(Notice):
    """Who voted how: an open vote is open to the body once it is closed."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class VoteMinutes(Notice):
    """The minutes of a vote, for the clerk."""

    vote_id: int


@dataclass(frozen=True, kw_only=True)
class ReservedOpinions(Notice):
    """The reserved opinions as a report to the body above."""

    vote_id: int


@dataclass(eq=False, kw_only=True)
class VoteTooShort(Refused):
    """The vote would end before people could vote."""

    ends_at: datetime


@dataclass(eq=False, kw_only=True)
class VersionChanged(Refused):
    """A newer version has come since the preview was shown."""

    version: int


@dataclass(eq=False, kw_only=True)
class HeadMissing(Refused):
    """The roster names neither a head nor a deputy: nobody can preside, or sign."""


@dataclass(eq=False, kw_only=True)
class NobodyVotes(Refused):
    """Nobody on the roster has a vote."""
