"""Drafts that are open to citizens are shared in any chat: @bot and a few words (S0.7).

Only what everybody may read is ever offered, and what is typed is kept no longer than its answer.
https://core.telegram.org/bots/inline
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.folding import fold
from rules.notices import Notice

ON_A_PAGE = 20
"""Drafts offered at once; Telegram takes 50."""

FURTHEST = 1000
"""How many drafts somebody can scroll through."""

_KINDS_OF_PAPERS = frozenset({
    "nghi", "quyet", "dinh", "chi", "thi", "ke", "hoach", "chuong", "trinh", "de", "an", "ket", "luan",
    "du", "thao", "lay", "gop", "y", "kien", "ve",
})  # fmt: skip
"""Words that stand in the name of nearly every draft: they choose nothing."""


@dataclass(frozen=True, kw_only=True)
class DraftsFound(Notice):
    """Drafts that are offered to somebody who looks for one. What was typed does not stand here."""

    resolution_ids: tuple[int, ...]
    next_offset: str = ""  # empty: there are no more


def fits(said: str, name: str) -> bool:
    """Tell whether a draft is one that somebody looks for: every word that chooses stands in its name.

    >>> fits("nghi quyet nuoc sach", "về cấp nước sạch nông thôn")
    True
    """
    folded = fold(name)
    words = [word for word in fold(said).split() if word not in _KINDS_OF_PAPERS]
    return all(word in folded for word in words)


def page_of(found: Sequence[int], offset: str) -> DraftsFound:
    """Give the page that begins at an offset, which comes from outside and may be anything."""
    first = int(offset) if offset.isascii() and offset.isdigit() and len(offset) <= 4 else 0
    first = min(first, FURTHEST)
    behind = first + ON_A_PAGE
    more = behind < min(len(found), FURTHEST)
    return DraftsFound(
        resolution_ids=tuple(found[first:behind]), next_offset=f"{behind}" if more else ""
    )
