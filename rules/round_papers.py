"""Papers of a round: submission, report, comparison; for those asked in it and nobody else (S1.3)."""

from dataclasses import dataclass

from rules.notices import Notice
from rules.refused import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes, as of every file that is sent here."""

MOST = 10
"""Of one round, and of one initiative: nobody reads more."""

LONGEST_TITLE = 120


@dataclass(frozen=True, kw_only=True)
class RoundPapers(Notice):
    """The papers of one round, for those who run it."""

    round_id: int


@dataclass(frozen=True, kw_only=True)
class PapersOfDraft(Notice):
    """The papers that go with a draft, as far as whoever reads is asked with them."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class RoundPaper(Notice):
    """One paper, as the file that was handed in."""

    paper_id: int


@dataclass(frozen=True, kw_only=True)
class RoundPaperAdded(Notice):
    """Those who are asked already are given a paper that has come since."""

    paper_id: int


@dataclass(eq=False, kw_only=True)
class PaperTooLarge(Refused):
    """The file is larger than a bot can hand on."""


@dataclass(eq=False, kw_only=True)
class TooManyPapers(Refused):
    """A round, or an initiative, has as many papers as it may have."""

    limit: int


@dataclass(eq=False, kw_only=True)
class RoundIsOver(Refused):
    """Nothing can be added to a round that has ended, and nothing taken from one that has begun."""
