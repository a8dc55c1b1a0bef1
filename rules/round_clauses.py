"""A round that asks on some clauses only: officials are shown those that are theirs (S1.5)."""

from dataclasses import dataclass

from rules.notices import Notice
from rules.refused import Refused


@dataclass(frozen=True, kw_only=True)
class RoundClauses(Notice):
    """The clauses of the draft, to pick those on which a planned round asks."""

    round_id: int
    page: int = 0


@dataclass(eq=False, kw_only=True)
class WholeTextAsked(Refused):
    """The committee and the public are asked on the whole text."""
