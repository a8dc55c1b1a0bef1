"""How alike two clauses are, by the words that matter: rare ones count for more than "giao", "chủ trì".

Letters are folded, so that "uỷ" and "ủy" or an OCR's lost tone are the same word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import LCSseq

from rules.clauses import Node
from rules.folding import fold, match_form

_WORD = re.compile(r"\w+")
SHORT = 4
"""Clauses of fewer words ("Mục tiêu chung") say too little to be known by their words alone."""
_CANDIDATES = 20
_COMMON = 40
"""Words that stand in more clauses than this do not help to find one."""
_LEAST_RUN = 3
"""Words that must follow each other to count as taken over from elsewhere."""


def words_of(text: str) -> list[str]:
    """Give the words of a text, folded."""
    return _WORD.findall(fold(match_form(text)))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one clause as numbers, with their weight."""

    numbers: tuple[int, ...]
    weight: float


class Vocabulary:
    """The words of the texts that are compared, each with a weight: the rarer, the heavier."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        held = list(texts)
        counted: Counter[str] = Counter()
        for words in held:
            counted.update(set(words))
        self._number = {word: number for number, word in enumerate(counted)}
        self.spread = [counted[word] for word in self._number]
        self._weights = [log(1 + len(held) / found) for found in self.spread]

    def take(self, words: Sequence[str]) -> Words:
        """Turn words that the vocabulary knows into numbers."""
        numbers = tuple(self._number[word] for word in words)
        return Words(numbers=numbers, weight=sum(self._weights[number] for number in numbers))

    def weight(self, numbers: Iterable[int]) -> float:
        """Weigh some words."""
        return sum(self._weights[number] for number in numbers)

    def likeness(self, one: Words, other: Words) -> float:
        """Say how much of two texts is the same, words in their order: 0 to 1."""
        if one.numbers == other.numbers:
            return 1.0
        whole = one.weight + other.weight
        if not whole:
            return 0.0
        return 2 * self.shared(one, other) / whole

    def shared(self, one: Words, other: Words) -> float:
        """Weigh the words that two texts have in common, in their order."""
        return self.weight(self._shared(one, other))

    def covered(self, whole: Words, part: Words) -> set[int]:
        """Give the places of a text whose words stand in another one, in runs of several words."""
        least = min(_LEAST_RUN, len(part.numbers)) or 1
        return {
            place
            for block in LCSseq.opcodes(whole.numbers, part.numbers)
            if block.tag == "equal" and block.src_end - block.src_start >= least
            for place in range(block.src_start, block.src_end)
        }

    @staticmethod
    def lost(one: Words, other: Words) -> list[range]:
        """Give the stretches of several words that one text has and the other has not."""
        return [
            range(block.src_start, block.src_end)
            for block in LCSseq.opcodes(one.numbers, other.numbers)
            if block.tag != "equal" and block.src_end - block.src_start > _LEAST_RUN
        ]

    def gain(self, whole: Words, part: Words, known: set[int]) -> float:
        """Say how much of `part` explains of `whole` what is not explained yet: 0 to about 1."""
        places = self.covered(whole, part) - known
        return self.weight(whole.numbers[place] for place in places) / (part.weight or 1)

    @staticmethod
    def _shared(one: Words, other: Words) -> list[int]:
        found: list[int] = []
        for block in LCSseq.opcodes(one.numbers, other.numbers):
            if block.tag == "equal":
                found += one.numbers[block.src_start : block.src_end]
        return found


def words_in(nodes: Sequence[Node]) -> list[list[str]]:
    """Give the words of each part of a document."""
    return [words_of(node.text) for node in nodes]


class Finder:
    """Finds the parts of a text that share the most telling words with another one."""

    def __init__(self, vocabulary: Vocabulary, words: Mapping[int, Words]) -> None:
        self._vocabulary = vocabulary
        self._holding: dict[int, list[int]] = {}
        self._same: dict[tuple[int, ...], list[int]] = {}
        for index, each in words.items():
            self._same.setdefault(each.numbers, []).append(index)
            for number in set(each.numbers):
                self._holding.setdefault(number, []).append(index)

    def nearest(self, words: Words, *, near: int) -> list[int]:
        """Give what is likeliest: the same word for word first, then by shared words."""
        same = sorted(self._same.get(words.numbers, ()), key=lambda index: abs(index - near))
        shared: dict[int, float] = {}
        for number in sorted(set(words.numbers), key=self._vocabulary.spread.__getitem__):
            holding = self._holding.get(number, ())
            if len(holding) > _COMMON and shared:
                break
            weight = self._vocabulary.weight([number])
            for index in holding:
                shared[index] = shared.get(index, 0) + weight
        likely = sorted(shared, key=lambda index: (-shared[index], abs(index - near)))
        return list(dict.fromkeys([*same[:_CANDIDATES], *likely[:_CANDIDATES]]))
