"""Clauses of a draft that resolutions in force say already (trùng lắp; S1.10). Advice only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from rules.clauses import Node, NodeKind
from rules.likeness import Finder, Vocabulary, words_of
from rules.notices import Errand, Lane, Notice
from rules.requirements import told_of_the_past

ALIKE = 60
"""Percent from which on two clauses are shown side by side."""

LEAST_WORDS = 10
"""Shorter clauses are headings and turns of phrase that every resolution has."""


AT_ONCE = 12
"""So many texts are compared with at a time."""


class OverlapChoice(StrEnum):
    """What a person wants to be done about an overlap; nothing is changed by itself."""

    KEEP = "keep"  # both may stand
    REFER = "refer"  # ours should refer to the one in force
    DROP = "drop"  # ours should go


@dataclass(frozen=True, kw_only=True)
class OverlapPage(Notice):
    """One overlap of a draft with a resolution in force: both texts, and what may be noted."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class OverlapSearch(Notice):
    """How far the comparison of a draft with the texts in force has come: a card that counts on."""

    lane: ClassVar[Lane] = Lane.CARD

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class FindOverlaps(Errand):
    """Compare a draft with some of the body's texts in force; what is left is another errand."""

    draft_id: int
    number: int  # of the search: one that was begun later puts an end to it
    before_id: int | None = None  # resolutions that came before this one; None from the newest on
    compared: int = 0  # so many were compared before: what comes back twice is taken once


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """A clause of a draft and the one in force that says nearly the same."""

    #: by its index in the outline of the draft
    clause: int
    #: the place of the text in force among those compared, and of the clause among its clauses
    text: int
    other: int
    #: percent
    likeness: int
    #: so many other texts in force have a clause that is nearly the same too
    besides: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundOverlap:
    """The same by the numbers under which the clauses are stored."""

    clause_id: int
    other_clause_id: int
    likeness: int
    besides: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """Which texts of a body are in force, without one of them: what a search went by."""

    texts: int
    #: tells two sets of the same size apart
    id_sum: int


def find_overlaps(own: Sequence[Node], in_force: Sequence[Sequence[str]]) -> tuple[Overlap, ...]:
    """Give for each clause of a draft the likest one in force, in the order of the draft.

    Texts in force are given by what their clauses say, the newest first, and taken a few at a time: the
    memory that it needs does not grow with them. What a draft tells of the past is left out.
    """
    past = told_of_the_past(own)
    ours = {
        node.index: words
        for node in own
        if node.kind is NodeKind.CLAUSE
        and node.index not in past
        and len(words := words_of(node.text)) >= LEAST_WORDS
    }
    best: dict[int, Overlap] = {}
    for first in range(0, len(in_force), AT_ONCE):
        for each in _among(ours, in_force[first : first + AT_ONCE], first):
            best[each.clause] = the_likest(best.get(each.clause), each)
    return tuple(best[clause] for clause in sorted(best))


def the_likest(known: Overlap | None, new: Overlap) -> Overlap:
    """Take the likest of two overlaps of one clause, the one known first where both are as like."""
    if known is None:
        return new
    kept = new if new.likeness > known.likeness else known
    return replace(kept, besides=known.besides + new.besides + 1)


def _among(
    ours: Mapping[int, list[str]], texts: Sequence[Sequence[str]], first: int
) -> Iterator[Overlap]:
    """Compare a draft with a few texts, by words that are weighed: rare ones count for more."""
    keys, said = [], []
    for place, clauses in enumerate(texts, start=first):
        for other, clause in enumerate(clauses):
            if len(words := words_of(clause)) >= LEAST_WORDS:
                keys.append((place, other))
                said.append(words)
    vocabulary = Vocabulary([*ours.values(), *said])
    taken = dict(enumerate(map(vocabulary.take, said)))
    finder = Finder(vocabulary, taken)
    for clause, own in ours.items():
        words = vocabulary.take(own)
        like: dict[int, tuple[int, int]] = {}  # by text: percent, and the clause, the first of equals
        for number in finder.nearest(words, near=0):
            percent = int(100 * vocabulary.likeness(words, taken[number]))
            text, other = keys[number]
            if percent >= ALIKE:
                like[text] = max(like.get(text, (0, 0)), (percent, -other))
        if like:
            text = max(like, key=lambda each: (like[each][0], -each))
            percent, other = like[text]
            yield Overlap(
                clause=clause, text=text, other=-other, likeness=percent, besides=len(like) - 1
            )
