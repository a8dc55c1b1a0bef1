"""Which of the things that look like ordinals are ordinals, and what each of them is under.

Read from top to bottom with a stack of open clauses, in time that grows with the number of lines.
An ordinal is believed when it is the next of an open list or the first of a new one; anything
else needs a paragraph of its own, and is noted as a gap or a double.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.candidates import Candidate, Evidence, Style, is_confirmed
from documents.levels import BULLETS
from documents.markers import Marker, printed_next
from documents.ordinals import Counting, Ordinal, follows, steps
from rules.clauses import Level, ProblemKind

_BLOCKS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_NUMBERED = (*_BLOCKS, Level.LETTER, Level.ROMAN, Level.ARTICLE)
_LISTED = (*_NUMBERED, Level.ITEM, Level.SUBITEM, Level.ORDINAL_PROSE)

HOLDERS: dict[Level, frozenset[Level]] = {
    Level.PART: frozenset(),
    Level.CHAPTER: frozenset({Level.PART}),
    Level.SECTION: frozenset({Level.PART, Level.CHAPTER}),
    Level.SUBSECTION: frozenset({Level.SECTION}),
    Level.LETTER: frozenset({*_BLOCKS, Level.ARTICLE, Level.ROMAN}),
    Level.ROMAN: frozenset({*_BLOCKS, Level.ARTICLE, Level.LETTER}),
    Level.ARTICLE: frozenset({*_BLOCKS, Level.LETTER, Level.ROMAN}),
    Level.ITEM: frozenset({*_NUMBERED, Level.POINT, Level.ORDINAL_PROSE}),
    Level.SUBITEM: frozenset(_LISTED),
    Level.POINT: frozenset(_LISTED),
    Level.PAREN: frozenset({*_LISTED, Level.POINT, Level.PAREN, *BULLETS}),
    Level.ORDINAL_PROSE: frozenset({*_LISTED, Level.POINT}),
    **dict.fromkeys(
        BULLETS, frozenset({*_LISTED, Level.POINT, Level.PAREN, *BULLETS})
    ),
}  # fmt: skip
"""Under what a list of each level may begin; if nothing of that is open, it begins at the top."""

_RUN_THROUGH = frozenset({Level.ARTICLE, Level.CHAPTER, Level.SECTION})
"""Levels whose count goes on when what holds them ends: Điều 4 opens Chương II."""

_NEVER_FIRST_ALONE = frozenset({Level.LETTER})
"""Levels that are taken for a gap or a double never: "C. Mác" begins no list."""

_WRAPPED_JUMP = 5
"""In wrapped text a longer gap is rather a number that happens to begin a line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """A believed ordinal: how many of the open clauses stay open, and what is odd about it."""

    marker: Marker
    keep: int
    problem: ProblemKind | None = None
    #: the ordinal it should have followed
    after: Ordinal | None = None

    @property
    def expected(self) -> str:
        """The label that should stand there."""
        return printed_next(self.marker, self.after)


@dataclass(kw_only=True, slots=True)
class ClauseTree:
    """The open clauses at one place of a text; `root` is the annex they stand in, if any."""

    root: int | None = None
    stack: list[tuple[Marker, int]] = field(default_factory=list)
    recent: dict[Style, Ordinal] = field(default_factory=dict)
    #: for each numbered clause, the kinds of dashes in it, the outer ones first
    bullets: dict[int | None, list[Style]] = field(default_factory=dict)

    def restart(self, root: int | None) -> None:
        """Begin anew under an annex, where every count starts again."""
        self.root = root
        self.stack.clear()
        self.recent.clear()

    def parent(self, keep: int) -> int | None:
        """The node that holds a clause placed above `keep` open ones."""
        return self.stack[keep - 1][1] if keep else self.root

    def open(self, placement: Placement, node: int) -> None:
        """Take a placed clause as the innermost open one."""
        del self.stack[placement.keep :]
        if placement.marker.level in BULLETS:
            known = self.bullets.setdefault(self.parent(self._above_bullets()), [])
            known += [placement.marker.style] if placement.marker.style not in known else []
        self.stack.append((placement.marker, node))
        self.recent[placement.marker.style] = placement.marker.ordinal

    def close_bullets(self) -> int | None:
        """End the innermost lists of dashes; answers the node that held them."""
        del self.stack[self._above_bullets() :]
        return self.parent(len(self.stack))

    def _above_bullets(self) -> int:
        depth = len(self.stack)
        while depth and self.stack[depth - 1][0].level in BULLETS:
            depth -= 1
        return depth

    def place(self, candidate: Candidate, *, introduced: bool) -> Placement | None:
        """Where a line belongs, None where it only looks like a clause.

        `introduced` says that the text before ended in a colon.
        """
        readings = list(zip(candidate.markers, candidate.ahead, strict=True))
        return (
            self._as_sibling(readings, candidate.evidence)
            or self._as_start(readings, candidate.evidence, introduced=introduced)
            or self._as_continuation(candidate)
            or self._as_oddity(readings, candidate.evidence)
        )

    def _open_at(self, style: Style) -> int | None:
        depths = range(len(self.stack) - 1, -1, -1)
        return next((depth for depth in depths if self.stack[depth][0].style == style), None)

    def _as_sibling(
        self, readings: Sequence[tuple[Marker, Ordinal | None]], evidence: Evidence
    ) -> Placement | None:
        found: list[Placement] = []
        for marker, ahead in readings:
            depth = self._open_at(marker.style)
            if depth is None:
                continue
            before = self.stack[depth][0].ordinal
            if not follows(marker.form.counting, before, marker.ordinal):
                continue
            # "C. Mác" does not go on with a list of "A-" and "B-".
            alike = not marker.form.loose or marker.label[-1] == self.stack[depth][0].label[-1]
            if (alike and evidence is not Evidence.WEAK) or is_confirmed(marker, ahead):
                found.append(Placement(marker=marker, keep=depth))
        return max(found, key=lambda placement: placement.keep, default=None)

    def _as_start(
        self,
        readings: Sequence[tuple[Marker, Ordinal | None]],
        evidence: Evidence,
        *,
        introduced: bool,
    ) -> Placement | None:
        for marker, ahead in readings:
            if not marker.is_first or self._open_at(marker.style) is not None:
                continue
            needs_proof = marker.form.loose or (evidence is Evidence.WEAK and not introduced)
            if needs_proof and not is_confirmed(marker, ahead):
                continue
            keep = self._holder(marker, introduced=introduced)
            if keep is not None:
                return Placement(marker=marker, keep=keep)
        return None

    def _holder(self, marker: Marker, *, introduced: bool) -> int | None:
        """How many open clauses stay open around the first of a list; None where it cannot be."""
        if marker.level is Level.SUBITEM:
            return self._prefix_holder(marker)
        if marker.level in BULLETS and (outer := self._outer_bullets(marker)) is not None:
            return outer
        inner = self.stack[-1][0].level if self.stack else None
        if introduced and inner is not None and marker.level not in _NUMBERED:
            return len(self.stack)
        holders = HOLDERS[marker.level]
        return next(
            (d for d in range(len(self.stack), 0, -1) if self.stack[d - 1][0].level in holders), 0
        )

    def _outer_bullets(self, marker: Marker) -> int | None:
        """How many stay open around a kind of dash that was seen in this clause before."""
        depth = self._above_bullets()
        known = self.bullets.get(self.parent(depth), [])
        if marker.style not in known:
            return None
        outer = known[: known.index(marker.style)]
        while depth < len(self.stack) and self.stack[depth][0].style in outer:
            depth += 1
        return depth

    def _prefix_holder(self, marker: Marker) -> int | None:
        prefix = marker.ordinal[:-1]
        for depth in range(len(self.stack), 0, -1):
            held = self.stack[depth - 1][0]
            if held.level is Level.SUBITEM and held.ordinal == prefix:
                return depth
            if held.level in {Level.ITEM, Level.ROMAN, Level.ARTICLE} and len(prefix) == 1:
                if held.ordinal[0] == prefix[0]:
                    return depth
                if held.level is Level.ITEM:
                    return None
        blocks = (d for d in range(len(self.stack), 0, -1) if self.stack[d - 1][0].level in _NUMBERED)
        return next(blocks, 0)

    def _as_continuation(self, candidate: Candidate) -> Placement | None:
        """The next of a list that was closed when what held it ended."""
        if candidate.evidence is Evidence.WEAK:
            return None
        for marker in candidate.markers:
            before = self.recent.get(marker.style)
            closed = before is not None and self._open_at(marker.style) is None
            if closed and follows(marker.form.counting, before or (), marker.ordinal):
                keep = self._holder(marker, introduced=False)
                return None if keep is None else Placement(marker=marker, keep=keep)
        return None

    def _as_oddity(
        self, readings: Sequence[tuple[Marker, Ordinal | None]], evidence: Evidence
    ) -> Placement | None:
        """A gap or a double: believed only where a paragraph begins."""
        if evidence < Evidence.SURE:
            return None
        for marker, ahead in readings:
            if marker.level in _NEVER_FIRST_ALONE or marker.form.loose:
                continue
            depth = self._open_at(marker.style)
            before = self._before(marker, depth)
            placement = self._odd_placement(marker, before, depth)
            if placement and _is_plausible(placement, ahead, evidence):
                return placement
        return None

    def _before(self, marker: Marker, depth: int | None) -> Ordinal | None:
        if depth is not None:
            return self.stack[depth][0].ordinal
        return self.recent.get(marker.style) if marker.level in _RUN_THROUGH else None

    def _odd_placement(
        self, marker: Marker, before: Ordinal | None, depth: int | None
    ) -> Placement | None:
        keep = self._holder(marker, introduced=False) if depth is None else depth
        if keep is None:
            return None
        forward = before is None or steps(marker.form.counting, before, marker.ordinal) > 0
        kind = ProblemKind.NUMBERING_GAP if forward else ProblemKind.DUPLICATE_ORDINAL
        return Placement(marker=marker, keep=keep, problem=kind, after=before)


def _is_plausible(placement: Placement, ahead: Ordinal | None, evidence: Evidence) -> bool:
    marker = placement.marker
    if evidence is Evidence.GIVEN and marker.level is not Level.SUBITEM:
        return True
    if marker.form.counting is Counting.PATH:
        # "19.8 là ngày hội" has nothing to do with 1.7, nor "1.234 hộ" with the 2.1 that comes.
        near = ahead if placement.after is None else placement.after
        if near is None or near[:-1] != marker.ordinal[:-1]:
            return False
    if placement.after is None or placement.problem is ProblemKind.DUPLICATE_ORDINAL:
        return is_confirmed(marker, ahead) or marker.ordinal == placement.after
    return steps(marker.form.counting, placement.after, marker.ordinal) <= _WRAPPED_JUMP
