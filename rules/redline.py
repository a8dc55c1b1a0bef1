"""Two versions of a text compared word by word: what was taken out, what was put in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

from rules.clauses import Node, NodeKind

COMPARED = frozenset({NodeKind.TITLE, NodeKind.PREAMBLE, NodeKind.CLAUSE, NodeKind.ANNEX, NodeKind.NOTE})
"""What a redline shows; number, date and signature of a draft say nothing yet."""

LINE_END = "\n"
_SMALL_ISLAND = 1
"""So few kept words between two changes are read as one change."""


class Change(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Some words that follow each other and have the same fate; `LINE_END` is one of them."""

    change: Change
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as one reads them."""
        return " ".join(self.words).replace(f" {LINE_END} ", LINE_END)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseChange:
    """One clause of the newer version, or one of the older that is gone, with what changed in it."""

    #: places in the older text from which it comes; none for a new clause
    old: tuple[int, ...]
    #: its place in the newer text, None where it is gone
    new: int | None
    runs: tuple[Run, ...]
    is_moved: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether any word of it changed."""
        return any(run.change is not Change.KEPT for run in self.runs)


def word_changes(old: str, new: str) -> tuple[Run, ...]:
    """Compare two texts word by word."""
    ((_, runs),) = _by_owner(_words(old), [(0, word) for word in _words(new)], [0])
    return runs


def excerpt(runs: Sequence[Run], change: Change, *, around: int = 8) -> str:
    """Show one side of a comparison where it changed, with a few words around and "…" for the rest.

    `change` names the side: what was taken out stands in the older text, what was put in in the newer.
    """
    found: list[str] = []
    for place, run in enumerate(runs):
        words = [word for word in run.words if word != LINE_END]
        if run.change is Change.KEPT and len(words) > 2 * around:
            behind = words[:around] if place else []
            before = words[-around:] if place < len(runs) - 1 else []
            words = [*behind, "…", *before]
        if run.change in (Change.KEPT, change):
            found += words
    return " ".join(found)


def compare(
    old: Sequence[Node],
    new: Sequence[Node],
    went: Mapping[int, Sequence[int]],
    *,
    moved: frozenset[int] = frozenset(),
) -> tuple[ClauseChange, ...]:
    """Compare two versions, in the order of the newer one; what is gone stands where it stood.

    `went` says for the clauses of `old` where they went for certain; `moved` names those that stand
    elsewhere. What was split is compared with all its parts together, what was merged likewise.
    """
    olds = {node.index: node for node in old if node.kind in COMPARED}
    news = {node.index: node for node in new if node.kind in COMPARED}
    came: dict[int, list[int]] = {}
    for index in olds:
        for target in went.get(index, ()):
            came.setdefault(target, []).append(index)
    gone = _gone(olds, news, went)
    runs = _runs(olds, news, went, came)
    found = [_taken_out(olds[index]) for index in gone.get(None, ())]
    for index in news:
        sources = tuple(came.get(index, ()))
        is_moved = any(source in moved for source in sources)
        found.append(ClauseChange(old=sources, new=index, runs=runs[index], is_moved=is_moved))
        found += [_taken_out(olds[each]) for each in gone.get(index, ())]
    return tuple(found)


def _gone(
    olds: Mapping[int, Node], news: Mapping[int, Node], went: Mapping[int, Sequence[int]]
) -> dict[int | None, list[int]]:
    """Give what is gone, by the part of the newer text behind which it would stand."""
    found: dict[int | None, list[int]] = {}
    behind: int | None = None
    for index in olds:
        targets = [target for target in went.get(index, ()) if target in news]
        if targets:
            behind = targets[-1]
        else:
            found.setdefault(behind, []).append(index)
    return found


def _taken_out(node: Node) -> ClauseChange:
    run = Run(change=Change.REMOVED, words=tuple(_words(node.printed)))
    return ClauseChange(old=(node.index,), new=None, runs=(run,) if run.words else ())


def _runs(
    olds: Mapping[int, Node],
    news: Mapping[int, Node],
    went: Mapping[int, Sequence[int]],
    came: Mapping[int, Sequence[int]],
) -> dict[int, tuple[Run, ...]]:
    found: dict[int, tuple[Run, ...]] = {}
    for index in news:
        if index in found:
            continue
        sources = sorted(came.get(index, ()))
        targets = sorted({index, *(each for one in sources for each in went[one] if each in news)})
        before = [word for each in sources for word in _words(olds[each].printed)]
        after = [(each, word) for each in targets for word in _words(news[each].printed)]
        found |= dict(_by_owner(before, after, targets))
    return found


def _by_owner(
    before: Sequence[str], after: Sequence[tuple[int, str]], owners: Sequence[int]
) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """Give the runs of each clause; what was taken out stands in the clause where it stood."""
    said: dict[int, list[tuple[Change, str]]] = {owner: [] for owner in owners}
    now = [word for _owner, word in after]
    for step in LCSseq.opcodes(before, now):
        at = min(step.dest_start, len(after) - 1)
        owner = after[at][0] if after else owners[0]
        if step.tag in ("delete", "replace"):
            gone = before[step.src_start : step.src_end]
            said[owner] += [(Change.REMOVED, word) for word in gone]
        change = Change.KEPT if step.tag == "equal" else Change.ADDED
        for there, word in after[step.dest_start : step.dest_end]:
            said[there].append((change, word))
    for owner, words in said.items():
        yield owner, _smoothed(words)


def _smoothed(words: Sequence[tuple[Change, str]]) -> tuple[Run, ...]:
    """Put words into runs, without islands of a single kept word between two changes."""
    runs = [
        (change, [word for _change, word in held])
        for change, held in groupby(words, key=lambda each: each[0])
    ]
    stretches: list[list[tuple[Change, list[str]]]] = []
    for place, (change, held) in enumerate(runs):
        is_island = (
            change is Change.KEPT
            and len(held) <= _SMALL_ISLAND
            and 0 < place < len(runs) - 1
            and LINE_END not in held
        )
        parts = [(Change.REMOVED, held), (Change.ADDED, held)] if is_island else [(change, held)]
        is_change = is_island or change is not Change.KEPT
        if stretches and is_change and stretches[-1][0][0] is not Change.KEPT:
            stretches[-1] += parts
        else:
            stretches.append(parts)
    return tuple(run for stretch in stretches for run in _in_order(stretch))


def _in_order(stretch: Sequence[tuple[Change, list[str]]]) -> Iterator[Run]:
    """Say of a stretch of changes first all that was taken out, then all that was put in."""
    for change in (Change.KEPT, Change.REMOVED, Change.ADDED):
        words = tuple(word for each, held in stretch if each is change for word in held)
        if words:
            yield Run(change=change, words=words)


def _words(text: str) -> list[str]:
    lines = [line.split() for line in text.split(LINE_END)]
    return [word for line in lines if line for word in (*line, LINE_END)][:-1]
