"""What a draft has taken over word for word from another text (S2.12: dập khuôn). Advice only."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.clauses import Node, NodeKind
from rules.likeness import words_of

PASSAGE = 12
"""So many words that follow each other in both texts are copied; shorter runs are turns of phrase."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Words of a clause that stand in the other text too."""

    #: the clause of the draft and the one of the other text, by their indexes
    clause: int
    source: int
    #: the words as the draft has them
    text: str
    words: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """How much of a draft's clauses stands word for word in another text."""

    #: of all words in clauses, 0 to 100, rounded down
    percent: int
    #: the longest first
    passages: tuple[Passage, ...]


def copied_from(draft: Sequence[Node], source: Sequence[Node]) -> Copied:
    """Compare the clauses of a draft with those of an upper text, or of last month's resolution.

    Letters are folded: another spelling of tones hides nothing. Grows with the length of both texts.
    """
    known = _runs_of(source)
    passages: list[Passage] = []
    copied = counted = 0
    for node in draft:
        if node.kind is not NodeKind.CLAUSE:
            continue
        shown = node.text.split()
        folded = [" ".join(words_of(word)) for word in shown]
        counted += len(shown)
        for first, last, at in _stretches(folded, known):
            copied += last - first
            passages.append(
                Passage(
                    clause=node.index, source=at, text=" ".join(shown[first:last]), words=last - first
                )
            )  # fmt: skip
    passages.sort(key=lambda passage: (-passage.words, passage.clause))
    return Copied(percent=100 * copied // counted if counted else 0, passages=tuple(passages))


def _runs_of(nodes: Sequence[Node]) -> dict[tuple[str, ...], int]:
    """Give every run of so many words, with the clause in which it stands first."""
    found: dict[tuple[str, ...], int] = {}
    for node in nodes:
        if node.kind in (NodeKind.CLAUSE, NodeKind.ANNEX):
            words = [" ".join(words_of(word)) for word in node.text.split()]
            for first in range(len(words) - PASSAGE + 1):
                found.setdefault(tuple(words[first : first + PASSAGE]), node.index)
    return found


def _stretches(words: Sequence[str], known: dict[tuple[str, ...], int]) -> list[tuple[int, int, int]]:
    """Give the copied stretches: first word, the one behind the last, and the clause they come from."""
    found: list[tuple[int, int, int]] = []
    for first in range(len(words) - PASSAGE + 1):
        source = known.get(tuple(words[first : first + PASSAGE]))
        if source is None:
            continue
        last = first + PASSAGE
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last, found[-1][2])
        else:
            found.append((first, last, source))
    return found
