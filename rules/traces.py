"""The trace from a clause of an upper document to ours, and on to its tasks (S1.7, S1.9).

What our draft seems to say of a requirement is only proposed; a person says that it does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import ClassVar

from rules.clauses import Node, NodeKind
from rules.likeness import Finder, Vocabulary, words_of
from rules.notices import Notice
from rules.requirements import told_of_the_past

MOST_PROPOSED = 4
LEAST_LIKE = 25
"""Percent from which on a clause of ours is proposed: offices reword, and a person decides."""

LONGEST_REASON = 500


class TraceKind(StrEnum):
    """What a person said of a requirement and a draft."""

    COVERED = "covered"  # it stands in clauses of ours
    NOT_APPLICABLE = "not_applicable"  # it does not concern the body, for a reason that is kept


class Standing(StrEnum):
    """Where a requirement stands in a draft now."""

    OPEN = "open"  # nobody has said anything of it
    LOST = "lost"  # our clause is not in the newest version any more, or nobody knows where
    PARTLY = "partly"  # some of our clauses are; others are lost
    COVERED = "covered"
    ELSEWHERE = "elsewhere"  # another resolution of ours covers it
    NOT_APPLICABLE = "not_applicable"


UNCOVERED = frozenset({Standing.OPEN, Standing.LOST, Standing.PARTLY})
"""Where something is still to be said."""


@dataclass(frozen=True, kw_only=True)
class TraceList(Notice):
    """The requirements of a draft's upper documents and where each stands, a page of them."""

    resolution_id: int
    page: int = 0
    is_open_only: bool = False


@dataclass(frozen=True, kw_only=True)
class TraceStep(Notice):
    """One requirement beside what our draft seems to say of it, with what may be said."""

    resolution_id: int
    clause_id: int  # of the upper document


@dataclass(frozen=True, kw_only=True)
class ChooseTraced(Notice):
    """The clauses of our draft, to tick those that cover a requirement."""

    is_secret: ClassVar[bool] = True

    resolution_id: int
    clause_id: int
    letters: str = ""
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class TracePaper(Notice):
    """The trace as a paper: requirement, our clause, task, doer, date, state."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class TraceSheet(Notice):
    """The same as a spreadsheet."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A clause of our draft that may cover a requirement."""

    #: by its index in the outline
    clause: int
    #: percent
    likeness: int


def candidates(required: Sequence[str], own: Sequence[Node]) -> list[tuple[Candidate, ...]]:
    """Give for each requirement the clauses of ours that say most of it, the likest first.

    Words are folded and weighed, rare ones more; each requirement is compared with some twenty clauses
    at most, however many there are. What our draft tells of the past meets nothing that is required.
    """
    past = told_of_the_past(own)
    clauses = [node for node in own if node.kind is NodeKind.CLAUSE and node.index not in past]
    said = [words_of(node.text) for node in clauses]
    wanted = [words_of(text) for text in required]
    vocabulary = Vocabulary([*said, *wanted])
    ours = {place: vocabulary.take(words) for place, words in enumerate(said)}
    finder = Finder(vocabulary, ours)
    found = []
    for words in map(vocabulary.take, wanted):
        likely = []
        for place in finder.nearest(words, near=0):
            both = sqrt(words.weight * ours[place].weight) or 1
            like = round(100 * vocabulary.shared(words, ours[place]) / both)
            likely.append(Candidate(clause=clauses[place].index, likeness=min(like, 100)))
        likely = [each for each in likely if each.likeness >= LEAST_LIKE]
        likely.sort(key=lambda each: (-each.likeness, each.clause))
        found.append(tuple(likely[:MOST_PROPOSED]))
    return found
