"""Signals that a draft may be adopted without having been talked about (S1.14, S2.11, S2.30; G17).

They are counts, never judgements, and for the secretary alone: a short text may rightly stay as it is.
"""

from dataclasses import dataclass

from rules.notices import Notice


@dataclass(frozen=True, kw_only=True)
class FormalitySignals(Notice):
    """How a draft was talked about, in counts, for the secretary."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class Signals:
    """What can be counted of one consultation and its text."""

    working_days: int  # from the day on which members had the text to the last day for comments
    asked: int
    commented: int
    only_agreed: int
    comments: int  # of members and citizens
    taken_up: int  # accepted, wholly or in part
    clauses: int  # of the version that was commented on
    changed: int  # of these: not the same words in the newest version
    late_papers: int  # that came on a later day than that on which their round was opened
    unsatisfied: int  # authors who say that the answer does not satisfy
    #: of the newest version, word for word in what it concretises; None where it concretises nothing
    percent_from_above: int | None

    @property
    def silent(self) -> int:
        """Members with a vote who neither commented nor agreed."""
        return self.asked - self.commented - self.only_agreed
