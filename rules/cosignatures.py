"""Members put their names under another's comment with one tap (S2.11)."""

from dataclasses import dataclass
from typing import ClassVar

from rules.notices import Lane, Notice
from rules.refused import Refused


@dataclass(frozen=True, kw_only=True)
class OthersSaid(Notice):
    """What other members have said about the clauses of one stop, with one tap to sign."""

    resolution_id: int
    number: int  # of the stop
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class CosignedAnswered(Notice):
    """What somebody has signed has been answered; they are told once, as its author is."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    comment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CosignedChanged(Notice):
    """What somebody has signed reads otherwise now, so the signature is gone."""

    lane: ClassVar[Lane] = Lane.BROADCAST

    comment_id: int


@dataclass(eq=False, kw_only=True)
class OwnComment(Refused):
    """Nobody signs what they have said themselves: it counts already."""
