"""What became of each clause in the next version of a text: by its words, its number, its neighbours.

Comments and tasks hang on clauses, so what is not certain is said to be uncertain and left to a person;
nothing is moved to a clause because something has to be said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.clause_joins import Joins
from rules.clause_pairs import Pairs
from rules.clauses import Node, NodeKind

_PROPOSED = 3


class Fate(StrEnum):
    """What became of a clause."""

    SAME = "same"  # word for word; its number and place may be others
    REWORDED = "reworded"
    SPLIT = "split"  # its words stand in several clauses now
    MERGED = "merged"  # it stands in one clause together with another one
    GONE = "gone"  # nothing is left of it


@dataclass(frozen=True, kw_only=True, slots=True)
class Successor:
    """What became of one part of a text in the next version of it."""

    #: its place in the older outline
    old: int
    fate: Fate
    #: where it stands in the newer outline, the part that carries it on first; of an uncertain one,
    #: what may be meant, the likeliest first
    new: tuple[int, ...]
    #: how much of it is in `new[0]`, in percent
    likeness: int
    #: a person is to be asked where this is False
    is_sure: bool
    #: it stands in another place of the text, not only under another number
    is_moved: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed:
    """What became of the parts of a stored version, found before the next one is stored."""

    draft_id: int  # the older version
    parts: tuple[Successor, ...]


def succession(old: Sequence[Node], new: Sequence[Node]) -> tuple[Successor, ...]:
    """Say what became of each part of `old` in `new`, in the order of `old`; noise is left out.

    All pairs are weighed together (`rules.pairing`). What is gone is never certain: its comments lose
    their place, which a person has to see.
    """
    return tuple(_Comparison(Pairs(old, new)).successors())


def in_place(old: Sequence[Node], new: Sequence[Node]) -> tuple[Successor, ...]:
    """Say of a text of which no part was put in, taken out or moved that each part is the same one."""
    fates = (
        Fate.SAME if before.text == after.text else Fate.REWORDED
        for before, after in zip(old, new, strict=True)
    )
    return tuple(
        Successor(old=node.index, fate=fate, new=(node.index,), likeness=100, is_sure=True)
        for node, fate in zip(old, fates, strict=True)
        if node.kind is not NodeKind.NOISE
    )


class _Comparison:
    """What is said of two versions."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        self.joins = Joins(pairs)

    def successors(self) -> Iterator[Successor]:
        """Give what became of each old part."""
        in_place = self._in_place()
        joined = set(self.joins.merged.values())
        for o in self.pairs.old:
            new = self._new_of(o)
            fate = self._fate(o, new, joined)
            likeness = round(100 * self.pairs.likeness[o].get(new[0], 0)) if new else 0
            is_sure = o in self.pairs.sure
            is_moved = is_sure and o not in in_place
            yield Successor(
                old=o, fate=fate, new=new, likeness=likeness, is_sure=is_sure, is_moved=is_moved
            )

    def _new_of(self, o: int) -> tuple[int, ...]:
        if o in self.joins.merged:
            return (self.joins.merged[o],)
        main = self.pairs.pairs.get(o)
        found = () if main is None else (main, *sorted(self.joins.pieces.get(o, ())))
        if o in self.pairs.sure:
            return found
        others = sorted(self.pairs.scores[o], key=lambda n: (-self.pairs.scores[o][n], n))
        return (*found, *(n for n in others if n not in found))[: max(_PROPOSED, len(found))]

    def _fate(self, o: int, new: tuple[int, ...], joined: set[int]) -> Fate:
        if o in self.joins.pieces:
            return Fate.SPLIT
        if o in self.joins.merged or self.pairs.pairs.get(o) in joined:
            return Fate.MERGED
        if o not in self.pairs.pairs:
            return Fate.GONE
        is_same = self.pairs.old[o].text.split() == self.pairs.new[new[0]].text.split()
        return Fate.SAME if is_same else Fate.REWORDED

    def _in_place(self) -> set[int]:
        """Give the old parts that stand in the same order as before, under the same parent."""
        at_home = [
            o
            for o, n in sorted(self.pairs.pairs.items())
            if _as(self.pairs.pairs, self.pairs.old[o].parent) == self.pairs.new[n].parent
        ]
        return _longest_rising(at_home, self.pairs.pairs)


def _as(pairs: Mapping[int, int], parent: int | None) -> int | None:
    return None if parent is None else pairs.get(parent, -1)


def _longest_rising(olds: Sequence[int], pairs: Mapping[int, int]) -> set[int]:
    """Give the most parts that can stay where they are while the others move round them."""
    tops: list[int] = []
    held: list[int] = []
    before: dict[int, int | None] = {}
    for o in olds:
        place = bisect_left(tops, pairs[o])
        before[o] = held[place - 1] if place else None
        tops[place : place + 1] = [pairs[o]]
        held[place : place + 1] = [o]
    found, last = set(), held[-1] if held else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
