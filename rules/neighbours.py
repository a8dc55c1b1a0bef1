"""Where a clause stands: its parent, what comes before and after it, what it holds."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rules.clauses import Node

_PARENT, _BESIDE, _LABEL, _LEVEL, _HELD = 2.0, 1.0, 1.0, 0.5, 2.0
"""How much each agreement counts: the parent and what a clause holds more than its number."""


class Neighbours:
    """Who stands beside whom in one version."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.held: dict[int | None, list[int]] = {}
        self._labels: dict[tuple[int | None, str], int] = {}
        self.before: dict[int, int] = {}
        self.after: dict[int, int] = {}
        self.above = {node.index: node.parent for node in nodes}
        for node in nodes:
            self.held.setdefault(node.parent, []).append(node.index)
            self._labels.setdefault((node.parent, node.label), node.index)
        for children in self.held.values():
            for first, second in pairwise(children):
                self.after[first], self.before[second] = second, first

    def next_to(self, index: int) -> list[int]:
        """Give what stands before and after a part, and above it."""
        near = (self.before.get(index), self.after.get(index), self.above.get(index))
        return [each for each in near if each is not None]

    def are_next(self, first: int, second: int) -> bool:
        """Whether one follows the other, beside it or right below it."""
        return self.after.get(first) == second or self.held.get(first, [])[:1] == [second]

    def beside(self, old: "Neighbours", node: Node, pairs: Mapping[int, int]) -> Iterator[int]:
        """Give what stands here where a part of an older version stood.

        Under the same number, behind the same part, before the same part, or above the same part.
        """
        parent = None if node.parent is None else pairs.get(node.parent, -1)
        if (parent, node.label) in self._labels:
            yield self._labels[parent, node.label]
        for old_way, own_way in ((old.before, self.after), (old.after, self.before)):
            neighbour = pairs.get(old_way.get(node.index, -1))
            if neighbour in own_way:
                yield own_way[neighbour]


def agreement(
    before: Neighbours, after: Neighbours, old: Node, new: Node, pairs: Mapping[int, int]
) -> float:
    """Say how well the places of two parts agree, given which others are the same: 0 to 1."""
    parent = None if old.parent is None else pairs.get(old.parent, -1)
    found = [
        (_PARENT, float(parent == new.parent)),
        (_BESIDE, _same_side(before.before, after.before, old, new, pairs)),
        (_BESIDE, _same_side(before.after, after.after, old, new, pairs)),
        (_LABEL, float(old.label == new.label)),
        (_LEVEL, float(old.level == new.level)),
    ]
    held, now_held = before.held.get(old.index, []), after.held.get(new.index, [])
    if held or now_held:
        kept = sum(pairs.get(child) in now_held for child in held)
        found.append((_HELD, kept / max(len(held), len(now_held))))
    return sum(weight * agrees for weight, agrees in found) / sum(weight for weight, _agrees in found)


def _same_side(
    old_way: Mapping[int, int],
    new_way: Mapping[int, int],
    old: Node,
    new: Node,
    pairs: Mapping[int, int],
) -> float:
    neighbour, now = old_way.get(old.index), new_way.get(new.index)
    if neighbour is None or now is None:
        return float(neighbour is None and now is None)
    return float(pairs.get(neighbour) == now)
