"""Ballots: what an elector says, by button or on paper, and what they reserve (S0.10)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from rules.notices import Lane, Notice
from rules.refused import Refused

LONGEST_OPINION = 2000
"""Letters of a reserved opinion."""


class Choice(StrEnum):
    """What an elector says."""

    YES = "yes"  # tán thành
    NO = "no"  # không tán thành
    OTHER = "other"  # ý kiến khác


def check_dissents(choice: Choice | None) -> None:
    """Raise NothingToReserve unless the ballot differs: who agrees has no opinion to reserve."""
    if choice is None or choice is Choice.YES:
        raise NothingToReserve


@dataclass(frozen=True, kw_only=True)
class BallotSlip(Notice):
    """One elector's ballot: a live card in the private chat."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    vote_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class BallotTaken(Notice):
    """The receipt for a ballot."""

    lane: ClassVar[Lane] = Lane.ANSWER

    choice: Choice


@dataclass(frozen=True, kw_only=True)
class BallotEntered(Notice):
    """An elector is told that the clerk has entered a paper ballot in their name."""

    vote_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class OpinionReserved(Notice):
    """The receipt for a reserved opinion."""

    vote_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class PaperBallots(Notice):
    """The electors for whom a paper ballot can be entered."""

    vote_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class PaperBallot(Notice):
    """The choices for one elector's paper ballot."""

    vote_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class AllHaveVoted(Notice):
    """The clerk is told that nobody is missing any more: the vote may be closed."""

    vote_id: int


@dataclass(eq=False, kw_only=True)
class VoteIsOver(Refused):
    """The vote is closed, or its time is up."""


@dataclass(eq=False, kw_only=True)
class NotAnElector(Refused):
    """The person has no vote here: a guest, or somebody who joined after the vote was opened."""

    electors: int


@dataclass(eq=False, kw_only=True)
class VotedInPerson(Refused):
    """The clerk cannot overwrite what the elector pressed."""

    full_name: str


@dataclass(eq=False, kw_only=True)
class NothingToReserve(Refused):
    """There is no ballot yet, or it is in favour: a reserved opinion goes with a differing ballot."""
