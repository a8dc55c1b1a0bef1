"""One clause from several, several from one: where the words of a clause went that has no partner.

What was split goes on in all its parts; what was merged goes on in the one clause. Both are certain only
where nearly all words are found again, in clauses that stand beside each other.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rules.clause_pairs import ALIKE, MARGIN, MORE, Pairs, may_be_one
from rules.likeness import SHORT, Finder, Words

_TAKEN_OVER = 0.7
"""So much of a clause must explain what another one does not."""
_HELD = 0.75
"""So much of the whole must its parts explain together."""


class Joins:
    """What was split and what was merged between two versions; it corrects the pairs."""

    def __init__(self, of: Pairs) -> None:
        self.of = of
        #: new clauses besides the partner that hold words of an old one
        self.pieces: dict[int, list[int]] = {}
        #: old clauses that went into the partner of another one
        self.merged: dict[int, int] = {}
        self._doubts: set[int] = set()
        self._find_splits()
        self._find_merges()
        alone = of.sure - self._doubts - self.pieces.keys() - self.merged.keys()
        self._doubts.update(o for o in alone if self._lost_to_a_neighbour(o))
        of.sure -= self._doubts

    def _find_splits(self) -> None:
        """Find new clauses whose words were taken out of an old one that goes on in another clause."""
        finder = Finder(self.of.vocabulary, self.of.old_words)
        claims: dict[int, list[int]] = {}
        for n in self._loose_new():
            own = self.of.back.get(n)
            beside = (self.of.back.get(each, -1) for each in self.of.beside[1].next_to(n))
            held = {*finder.nearest(self.of.new_words[n], near=n), *beside} & self.of.old.keys()
            gains = {
                o: self._gain(self.of.old_words[o], self.of.new_words[n], self._known(o))
                for o in held - {own}
                if may_be_one(self.of.old[o], self.of.new[n])
            }
            explained = _Explained(gains, own=self.of.likeness[own][n] if own is not None else 0)
            self._doubts.update(explained.perhaps)
            if explained.clearly in self.of.pairs:
                claims.setdefault(explained.clearly, []).append(n)
        for o, others in claims.items():
            self._split(o, others)

    def _split(self, o: int, others: Sequence[int]) -> None:
        words, known = self.of.old_words[o], self._known(o)
        for n in others:
            if self._gain(words, self.of.new_words[n], known) >= _TAKEN_OVER:
                known |= self.of.vocabulary.covered(words, self.of.new_words[n])
                self.pieces.setdefault(o, []).append(n)
                self._let_go(n)
            else:
                self._doubts.add(o)
        if o in self.pieces and o in self.of.pairs:
            pieces = sorted([self.of.pairs[o], *self.pieces[o]])
            in_a_row = self.of.held(self.of.new_words[self.of.pairs[o]], words) >= _TAKEN_OVER and all(
                self.of.beside[1].are_next(*two) for two in pairwise(pieces)
            )
            (self.of.sure if in_a_row and self.of.share(words, known) >= _HELD else self._doubts).add(o)
        else:
            self._doubts.add(o)

    def _find_merges(self) -> None:
        """Find old clauses whose words were taken into a new one that goes on from another clause."""
        finder = Finder(self.of.vocabulary, self.of.new_words)
        claims: dict[int, list[int]] = {}
        for o in [o for o in self.of.old if self._is_loose(o)]:
            own = self.of.pairs.get(o)
            beside = (self.of.pairs.get(each, -1) for each in self.of.beside[0].next_to(o))
            held = {*finder.nearest(self.of.old_words[o], near=o), *beside} & self.of.new.keys()
            gains = {
                n: self._gain(self.of.new_words[n], self.of.old_words[o], self._known_new(n))
                for n in held - {own}
                if may_be_one(self.of.old[o], self.of.new[n])
            }
            explained = _Explained(gains, own=self.of.likeness[o][own] if own is not None else 0)
            if explained.perhaps:
                self._doubts.add(o)
            if explained.clearly in self.of.back:
                claims.setdefault(explained.clearly, []).append(o)
        for n, others in claims.items():
            self._merge(n, others)

    def _merge(self, n: int, others: Sequence[int]) -> None:
        words, known, main = self.of.new_words[n], self._known_new(n), self.of.back.get(n)
        for o in others:
            gain = self._gain(words, self.of.old_words[o], known)
            if (
                main is not None
                and gain >= _TAKEN_OVER
                and self.of.beside[0].are_next(*sorted((o, main)))
            ):
                known |= self.of.vocabulary.covered(words, self.of.old_words[o])
                self.merged[o] = n
                self._let_go(self.of.pairs.get(o))
                self.of.sure.add(o)
            else:
                self._doubts.add(o)
        if main is not None and n in self.merged.values() and self.of.share(words, known) >= _HELD:
            is_here = self.of.held(self.of.old_words[main], words) >= _TAKEN_OVER
            (self.of.sure if is_here else self._doubts).add(main)

    def _gain(self, whole: Words, part: Words, known: set[int]) -> float:
        return self.of.vocabulary.gain(whole, part, known)

    def _known(self, o: int) -> set[int]:
        """Give the places of an old clause whose words stand in the one that carries it on."""
        if o not in self.of.pairs:
            return set()
        return self.of.vocabulary.covered(self.of.old_words[o], self.of.new_words[self.of.pairs[o]])

    def _known_new(self, n: int) -> set[int]:
        if n not in self.of.back:
            return set()
        return self.of.vocabulary.covered(self.of.new_words[n], self.of.old_words[self.of.back[n]])

    def _loose_new(self) -> list[int]:
        return [
            n
            for n, words in self.of.new_words.items()
            if len(words.numbers) >= SHORT and (n not in self.of.back or self._is_loose(self.of.back[n]))
        ]

    def _is_loose(self, o: int) -> bool:
        """Whether an old clause has no partner, or one that it hardly resembles."""
        n = self.of.pairs.get(o)
        if len(self.of.old_words[o].numbers) < SHORT or o in self.pieces:
            return False
        return n is None or (self.of.likeness[o][n] < ALIKE)

    def _let_go(self, n: int | None) -> None:
        """Part a new clause from an old one that it only resembled."""
        if n in self.of.back:
            o = self.of.back.pop(n)
            del self.of.pairs[o]
            self.of.sure.discard(o)

    def _lost_to_a_neighbour(self, o: int) -> bool:
        """Whether what a clause has lost stands beside it now: a split that was not seen as one."""
        n, words = self.of.pairs[o], self.of.old_words[o]
        if self.of.likeness[o][n] > 1 - MORE:
            return False
        lost = self.of.vocabulary.lost(words, self.of.new_words[n])
        for beside in self.of.beside[1].next_to(n):
            now = self.of.new_words[beside]
            there = self.of.vocabulary.covered(words, now)
            if any(
                self.of.share(words, set(run) & there) >= self.of.share(words, set(run)) / 2
                for run in lost
            ):
                return True
            if beside not in self.of.back and self.of.held(now, words) >= 1 - MORE:
                return True
        return False


class _Explained:
    """Where the words of a clause may have come from, or gone to."""

    def __init__(self, gains: Mapping[int, float], *, own: float) -> None:
        ranked = sorted((each for each in gains if gains[each] >= _TAKEN_OVER), key=lambda e: -gains[e])
        best = gains[ranked[0]] if ranked else 0
        rival = max([own, *(gains[each] for each in ranked[1:2])])
        is_clear = bool(ranked) and best - rival >= MARGIN / 1000
        #: the one that explains by far the most
        self.clearly = ranked[0] if is_clear else None
        #: where none does, all that explain about as much
        self.perhaps = [] if is_clear else ranked
