"""Made-up revisions of a text, each with what truly became of every clause."""

import re
from dataclasses import dataclass, field, replace

from rules.clauses import Node, NodeKind

GONE = ()


@dataclass(eq=False)
class Piece:
    """A clause on its way into the next version: which old clauses its words come from."""

    node: Node
    text: str
    #: old clauses, each with the words of it that are here
    sources: dict[int, str]
    parts: list["Piece"] = field(default_factory=list)


@dataclass(frozen=True)
class Revision:
    """Two versions of a text and the truth about them."""

    old: tuple[Node, ...]
    new: tuple[Node, ...]
    #: for each old clause, where its words stand now
    truth: dict[int, tuple[int, ...]]
    #: for each place there, the old words in it
    said: dict[tuple[int, int], str]


RATES = {
    "reword": 0.14, "renumber_numbers": 0.05, "split": 0.04, "merge": 0.04, "move": 0.05, "far": 0.03,
    "delete": 0.04, "replace": 0.03, "insert": 0.05,
}  # fmt: skip


class Editor:
    """Revises a text as committees do, more than they do in one go."""

    def __init__(self, nodes, random, *, rates=RATES):
        self.nodes, self.random, self.rates = nodes, random, rates
        self.pool = [word for node in nodes for word in node.text.split()] or ["nước"]
        self.root = self._grow(None)

    def revise(self):
        for each in list(self._all()):
            if each.node.kind is NodeKind.CLAUSE:
                self._maybe_edit(each)
        return self._written()

    def _grow(self, parent):
        return [
            Piece(node, node.text, {node.index: node.text}, self._grow(node.index))
            for node in self.nodes
            if node.parent == parent and node.kind is not NodeKind.NOISE
        ]

    def _all(self, among=None):
        for piece in self.root if among is None else among:
            yield piece
            yield from self._all(piece.parts)

    def _siblings(self, piece):
        if any(each is piece for each in self.root):
            return self.root
        for each in self._all():
            if any(part is piece for part in each.parts):
                return each.parts
        return None

    def _maybe_edit(self, piece):
        siblings = self._siblings(piece)
        if siblings is None:  # went with another edit
            return
        chance = self.random.random()
        for name, rate in self.rates.items():
            chance -= rate
            if chance < 0:
                getattr(self, f"_{name}")(piece, siblings)
                return

    def _place(self, piece, siblings):
        return next(place for place, each in enumerate(siblings) if each is piece)

    def _reword(self, piece, _siblings):
        """Change up to a third of the words, in runs, as a hand would."""
        words = piece.text.split()
        if len(words) < 6:
            return
        for _change in range(max(1, round(len(words) * self.random.uniform(0.05, 0.3) / 2))):
            at = self.random.randrange(len(words))
            some = self.random.sample(self.pool, self.random.choice([1, 1, 2, 3]))
            length = self.random.choice([0, 1, 2, 2])
            words[at : at + length] = some if length else [words[at], *some]
        piece.text = " ".join(words)

    def _renumber_numbers(self, piece, _siblings):
        piece.text = re.sub(r"\d+", lambda found: str(int(found[0]) + 7), piece.text)

    def _split(self, piece, siblings):
        words = piece.text.split()
        if len(words) < 14 or len(piece.sources) > 1:
            return
        cut = self.random.randrange(len(words) * 2 // 5, len(words) * 3 // 5)
        source = piece.node.index
        second = Piece(piece.node, " ".join(words[cut:]), {source: " ".join(words[cut:])}, piece.parts)
        piece.text = " ".join(words[:cut])
        piece.sources, piece.parts = {source: piece.text}, []
        siblings.insert(self._place(piece, siblings) + 1, second)

    def _merge(self, piece, siblings):
        place = self._place(piece, siblings)
        if place + 1 == len(siblings) or piece.parts:
            return
        other = siblings[place + 1]
        both = (piece.text, other.text)
        if other.node.kind is not NodeKind.CLAUSE or other.parts or min(map(_count, both)) < 5:
            return
        piece.text = f"{piece.text.rstrip('.;')}; {other.text}"
        piece.sources = piece.sources | other.sources
        del siblings[place + 1]

    def _move(self, piece, siblings):
        """Put it elsewhere under the same parent."""
        del siblings[self._place(piece, siblings)]
        clauses = [n for n, each in enumerate(siblings) if each.node.kind is NodeKind.CLAUSE] or [0]
        siblings.insert(self.random.choice(clauses), piece)

    def _far(self, piece, siblings):
        """Put it under another parent of the same kind."""
        if piece.parts or _count(piece.text) < 5:
            return
        homes = [
            each for each in self._all()
            if each.parts and each.parts is not siblings and each.node.kind is NodeKind.CLAUSE
            and each is not piece
        ]  # fmt: skip
        if homes:
            del siblings[self._place(piece, siblings)]
            home = self.random.choice(homes).parts
            home.insert(self.random.randrange(len(home) + 1), piece)

    def _delete(self, piece, siblings):
        if not piece.parts:
            del siblings[self._place(piece, siblings)]

    def _replace(self, piece, siblings):
        """Let another clause stand in its place that begins alike and says something else."""
        words = piece.text.split()
        if piece.parts or len(words) < 10:
            return
        begin = words[: len(words) * 2 // 5]
        other = self.random.sample(self.pool, len(words) - len(begin))
        siblings[self._place(piece, siblings)] = Piece(piece.node, " ".join([*begin, *other]), {})

    def _insert(self, piece, siblings):
        """Put a new clause before it, of words that stand elsewhere in the text."""
        words = self.random.sample(self.pool, min(len(self.pool), self.random.randrange(8, 40)))
        siblings.insert(self._place(piece, siblings), Piece(piece.node, " ".join(words), {}))

    def _written(self):
        nodes, truth, said = [], {}, {}
        numbers = {}

        def write(pieces, parent, above):
            for piece in pieces:
                index = len(nodes)
                ordinal = numbers[parent] = numbers.get(parent, 0) + 1
                label = _numbered(piece.node.label, ordinal)
                path = f"{above}.{label}" if above else label
                nodes.append(
                    replace(
                        piece.node, index=index, parent=parent, label=label, path=f"{path}#{index}",
                        text=piece.text, heading=piece.text[:60], spans=((index + 1, index + 1),),
                    )
                )  # fmt: skip
                for source, words in piece.sources.items():
                    truth[source] = (*truth.get(source, ()), index)
                    said[source, index] = words
                write(piece.parts, index, path)

        write(self.root, None, "")
        for node in self.nodes:
            if node.kind is not NodeKind.NOISE:
                truth.setdefault(node.index, GONE)
        return Revision(old=tuple(self.nodes), new=tuple(nodes), truth=truth, said=said)


def _count(text):
    return len(text.split())


def _numbered(label, ordinal):
    """Give a clause the number of its place: after an insertion all that follow have another one."""
    if re.search(r"\d", label):
        return re.sub(r"\d+", str(ordinal), label, count=1)
    return label
