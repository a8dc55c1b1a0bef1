"""Which clause of the next version is the same one, by all pairs at once, and how certain that is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rules.clauses import Node, NodeKind
from rules.likeness import SHORT, Finder, Vocabulary, Words, words_in
from rules.neighbours import Neighbours, agreement
from rules.pairing import best_pairs

ALIKE = 0.75
"""From here on the words alone say that two clauses are the same one."""
HALF_ALIKE = 0.67
"""From here on they do where parent, neighbours and number agree too."""
AGREES = 0.7
MARGIN = 60
"""So much better than any other way of pairing, in thousandths, must a certain pair be."""
MORE = 0.1
"""Where so much more of a clause stands elsewhere, nothing is certain."""
_LONER = 300
"""What a pair must be worth, in thousandths, to be one."""
_AT_HOME = 0.5
"""What stands several times word for word is known by its place."""
_FAR, _ALIKE_FROM_AFAR = 0.35, 0.9
"""What stands in quite another place must be nearly word for word the same."""
_LIKE_ENOUGH = 0.4
"""So much must two short headings share that hold nothing."""
_WORDS_COUNT, _WORDS_COUNT_SHORT = 0.8, 0.45
"""The share of the words in what a pair is worth; the rest is the place."""
_ROUNDS = 3


class Pairs:
    """Two versions side by side, and who goes with whom."""

    def __init__(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        self.old = {node.index: node for node in old if node.kind is not NodeKind.NOISE}
        self.new = {node.index: node for node in new if node.kind is not NodeKind.NOISE}
        said = (words_in(list(self.old.values())), words_in(list(self.new.values())))
        self.vocabulary = Vocabulary([*said[0], *said[1]])
        self.old_words = dict(zip(self.old, map(self.vocabulary.take, said[0]), strict=True))
        self.new_words = dict(zip(self.new, map(self.vocabulary.take, said[1]), strict=True))
        self.beside = (Neighbours(old), Neighbours(new))
        self.likeness: dict[int, dict[int, float]] = {}
        self.scores: dict[int, dict[int, int]] = {}
        self.pairs: dict[int, int] = {}
        self._pair()
        self.back = {n: o for o, n in self.pairs.items()}
        self._said = tuple(
            Counter(each.numbers for each in words.values())
            for words in (self.old_words, self.new_words)
        )
        self._wanted_by: dict[int, list[int]] = {}
        for o, row in self.scores.items():
            for n in row:
                self._wanted_by.setdefault(n, []).append(o)
        #: the old clauses whose partner is beyond doubt
        self.sure = {o for o in self.pairs if self._is_sure(o)}

    def _pair(self) -> None:
        """Pair by words, then again by words and by what the last round says of places."""
        exact = self._exact()
        self._find_alike(exact)
        self.pairs = exact
        for _round in range(_ROUNDS):
            self._consider_places()
            self.scores = {o: self._row(o) for o in self.old}
            self.pairs = best_pairs(self.scores)

    def held(self, part: Words, whole: Words) -> float:
        """Say how much of one text stands in another, in runs of several words: 0 to 1."""
        return self.share(part, self.vocabulary.covered(part, whole))

    def share(self, whole: Words, places: set[int]) -> float:
        """Weigh some places of a text against all of it: 0 to 1."""
        return self.vocabulary.weight(whole.numbers[place] for place in places) / (whole.weight or 1)

    def _find_alike(self, exact: Mapping[int, int]) -> None:
        finder = Finder(self.vocabulary, self.new_words)
        shift = 0
        for o, words in self.old_words.items():
            self.likeness[o] = {}
            shift = exact[o] - o if o in exact else shift
            for n in finder.nearest(words, near=o + shift):
                self._compare(o, n)

    def _compare(self, o: int, n: int) -> None:
        if n not in self.likeness[o] and may_be_one(self.old[o], self.new[n]):
            found = self.vocabulary.likeness(self.old_words[o], self.new_words[n])
            self.likeness[o][n] = found

    def _exact(self) -> dict[int, int]:
        """Pair what stands word for word, once, in both: what the first look at places goes by."""
        olds, news = _once(self.old_words), _once(self.new_words)
        return {o: news[numbers] for numbers, o in olds.items() if numbers in news}

    def _consider_places(self) -> None:
        """Look also at what stands where a clause stood, however little it says the same."""
        before, after = self.beside
        for o, node in self.old.items():
            for n in after.beside(before, node, self.pairs):
                if n in self.new:
                    self._compare(o, n)

    def _row(self, o: int) -> dict[int, int]:
        row = {}
        for n, alike in self.likeness[o].items():
            value = self._value(o, n, alike)
            if value > _LONER:
                row[n] = value - _LONER
        return row

    def _value(self, o: int, n: int, alike: float) -> int:
        share = _WORDS_COUNT_SHORT if self._is_short(o, n) else _WORDS_COUNT
        return round(1000 * (share * alike + (1 - share) * self._agreement(o, n)))

    def _is_short(self, o: int, n: int) -> bool:
        return min(len(self.old_words[o].numbers), len(self.new_words[n].numbers)) < SHORT

    def _agreement(self, o: int, n: int) -> float:
        before, after = self.beside
        return agreement(before, after, self.old[o], self.new[n], self.pairs)

    def _is_sure(self, o: int) -> bool:
        n = self.pairs[o]
        return (
            self._resembles(o, n)
            and not self._another_fits_better(o, n)
            and all(loss >= MARGIN for loss in self._losses(o, n))
        )

    def _resembles(self, o: int, n: int) -> bool:
        alike, agrees = self.likeness[o][n], self._agreement(o, n)
        if self._is_short(o, n):
            return self._is_known_by_place(o, n, alike)
        if alike == 1 and self._stands_twice(o):
            return agrees >= _AT_HOME
        if agrees >= AGREES:
            return alike >= HALF_ALIKE
        return alike >= (ALIKE if agrees >= _FAR else _ALIKE_FROM_AFAR)

    def _stands_twice(self, o: int) -> bool:
        """Whether the same words stand in another clause too."""
        numbers = self.old_words[o].numbers
        return any(said[numbers] > 1 for said in self._said)

    def _another_fits_better(self, o: int, n: int) -> bool:
        """Whether more of either of the two stands in another clause, which is not at home elsewhere."""
        limit = self.likeness[o][n] + MORE
        if limit > 1:
            return False
        words, now = self.old_words[o], self.new_words[n]
        new = (
            each for each in self.likeness[o] if each != n and not self._is_at_home(self.back.get(each))
        )
        old = (each for each in self._wanted_by[n] if each != o and not self._is_at_home(each))
        return any(self.held(words, self.new_words[each]) >= limit for each in new) or any(
            self.held(now, self.old_words[each]) >= limit for each in old
        )

    def _is_at_home(self, o: int | None) -> bool:
        """Whether an old clause stands word for word in its partner."""
        return o in self.pairs and self.likeness[o][self.pairs[o]] == 1

    def _held(self, part: Words, whole: Words) -> float:
        return self.share(part, self.vocabulary.covered(part, whole))

    def _is_known_by_place(self, o: int, n: int, alike: float) -> bool:
        """Whether two headings of a few words are one, by where they stand and what they hold."""
        agrees = self._agreement(o, n)
        if alike == 1:
            return agrees >= HALF_ALIKE or len(self.old_words[o].numbers) > 1
        return agrees >= AGREES and (alike >= _LIKE_ENOUGH or o in self.beside[0].held)

    def _losses(self, o: int, n: int) -> Iterator[int]:
        """Give what would be lost by each other way of pairing these two."""
        kept = self.scores[o][n]
        for other, value in self.scores[o].items():
            if other != n:
                rival = self.back.get(other)
                held = self.scores[rival][other] if rival is not None else 0
                yield kept + held - value - (self.scores[rival].get(n, 0) if rival is not None else 0)
        for rival in self._wanted_by.get(n, ()):
            if rival not in self.pairs:
                yield kept - self.scores[rival][n]


def may_be_one(old: Node, new: Node) -> bool:
    """Whether a part may have become another one at all: the signature never becomes a clause."""
    return old.kind is new.kind


def _once(words: Mapping[int, Words]) -> dict[tuple[int, ...], int]:
    found: dict[tuple[int, ...], list[int]] = {}
    for index, each in words.items():
        found.setdefault(each.numbers, []).append(index)
    return {n: held[0] for n, held in found.items() if len(held) == 1 and len(n) >= SHORT}
