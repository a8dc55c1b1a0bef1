"""The chair's conclusion names the views that oppose, or says why one is set aside (S2.31, S2.32, G19).

A conclusion that is silent about an objection has not heard it: until each is dealt with there is no
vote.
"""

from dataclasses import dataclass
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused

LONGEST_REASON = 1000
"""Characters of the reason for setting a view aside."""


class Treatment(StrEnum):
    """What the conclusion does with an opposing view."""

    NAMED = "named"  # nêu trong kết luận
    SET_ASIDE = "set_aside"  # không nêu, có lý do


@dataclass(frozen=True, kw_only=True)
class ConclusionPage(Notice):
    """The next opposing view that the conclusion has to deal with, or one that is chosen."""

    resolution_id: int
    comment_id: int | None = None  # None: the next one that waits


@dataclass(frozen=True, kw_only=True)
class ConcludedViews(Notice):
    """All opposing views with what the conclusion does with each."""

    resolution_id: int
    page: int = 0


@dataclass(eq=False, kw_only=True)
class OpposingViewsWaiting(Refused):
    """The conclusion has not dealt with every opposing view, so there is no vote yet."""

    resolution_id: int
    views: int


@dataclass(eq=False, kw_only=True)
class SetAsideWithoutReason(Refused):
    """No view is set aside without a reason."""


def check_reason(treatment: Treatment, reason: str) -> None:
    """Raise SetAsideWithoutReason where a view would be set aside in silence."""
    if treatment is Treatment.SET_ASIDE and not any(letter.isalpha() for letter in reason):
        raise SetAsideWithoutReason
