"""Versions of a text ("Dự thảo lần n"): what hangs on a clause follows it into the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rapidfuzz.fuzz import partial_ratio

from rules.likeness import words_of
from rules.notices import Notice
from rules.refused import Refused

_QUOTED = 80
_CLEARLY = 15
"""Points of a hundred by which a quotation must fit one part better than any other."""


def parts_meant(quote: str, parts: Sequence[int], texts: Mapping[int, str]) -> tuple[int, ...]:
    """Of the clauses that one was split into, give those that a comment is about.

    A quotation stands in one of them; without one, or where it fits several, all are meant.
    """
    said = " ".join(words_of(quote))
    if not said or len(parts) < 2:
        return tuple(parts)
    fits = {part: partial_ratio(said, " ".join(words_of(texts[part]))) for part in parts}
    best, *others = sorted(parts, key=lambda part: -fits[part])
    is_clear = fits[best] >= _QUOTED and fits[best] - max(fits[each] for each in others) >= _CLEARLY
    return (best,) if is_clear else tuple(parts)


@dataclass(frozen=True, kw_only=True)
class VersionChanges(Notice):
    """What changed in a version against the one before, word by word, a page of it."""

    draft_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class ChangesPaper(Notice):
    """The same as a Word file with tracked changes."""

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class ChangesPosted(Notice):
    """The groups are shown what is new in a version, in figures, with the file."""

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class OpenClauses(Notice):
    """The next clause with comments of which a person has to say where it went."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseSuccessor(Notice):
    """The clauses of the next version, to choose the one in which an older clause goes on."""

    is_secret: ClassVar[bool] = True

    clause_id: int
    letters: str = ""
    page: int = 0


@dataclass(eq=False, kw_only=True)
class NoGroup(Refused):
    """There is no group of the body yet in which something could be shown."""
