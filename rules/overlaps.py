"""Clauses of a draft that resolutions in force say already (trùng lắp; S1.10). Advice only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.clauses import Node, NodeKind
from rules.likeness import Finder, Vocabulary, words_of
from rules.notices import Notice
from rules.requirements import told_of_the_past

ALIKE = 60
"""Percent from which on two clauses are shown side by side."""

LEAST_WORDS = 10
"""Shorter clauses are headings and turns of phrase that every resolution has."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """A clause of a draft and the one in force that says nearly the same."""

    #: by its index in the outline of the draft
    clause: int
    #: the place of the text in force among those compared, and the clause by its index there
    text: int
    other: int
    #: percent
    likeness: int


def find_overlaps(own: Sequence[Node], in_force: Sequence[Sequence[Node]]) -> tuple[Overlap, ...]:
    """Give for each clause of a draft the likest one in force, in the order of the draft.

    Words are folded and weighed; each clause is compared with some twenty others at most. What a draft
    tells of the past is left out.
    """
    past = told_of_the_past(own)
    ours = {node.index: words_of(node.text) for node in own if node.index not in past and _says(node)}
    theirs = {
        (place, node.index): words_of(node.text)
        for place, nodes in enumerate(in_force)
        for node in nodes
        if _says(node)
    }
    vocabulary = Vocabulary([*ours.values(), *theirs.values()])
    keys = list(theirs)
    taken = {number: vocabulary.take(theirs[key]) for number, key in enumerate(keys)}
    finder = Finder(vocabulary, taken)
    found = []
    for clause, said in ours.items():
        words = vocabulary.take(said)
        near = finder.nearest(words, near=0)
        likeness, number = max(
            ((vocabulary.likeness(words, taken[each]), -each) for each in near), default=(0.0, 0)
        )
        if likeness * 100 >= ALIKE:
            text, other = keys[-number]
            found.append(Overlap(clause=clause, text=text, other=other, likeness=int(likeness * 100)))
    return tuple(found)


def _says(node: Node) -> bool:
    return node.kind is NodeKind.CLAUSE and len(node.text.split()) >= LEAST_WORDS
