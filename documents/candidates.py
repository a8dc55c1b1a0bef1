"""Lines that may begin a clause, with all that speaks for it before any is believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from documents.markers import Marker
from documents.ordinals import Counting, Ordinal, follows
from rules.clauses import Level

Style = tuple[Level, str]
"""What siblings have in common."""


class Evidence(IntEnum):
    """How sure it is that a clause could begin on a line."""

    WEAK = 0  # in the middle of a sentence
    LIKELY = 1  # after the end of a sentence, in the middle of a paragraph
    SURE = 2  # at the beginning of a paragraph
    GIVEN = 3  # the file itself says that a paragraph begins


@dataclass(kw_only=True, slots=True)  # not frozen, as a line is not
class Candidate:
    """A line that may begin a clause: all its readings, and what speaks for it."""

    place: int
    markers: tuple[Marker, ...]
    evidence: Evidence
    #: for each reading, the next sure ordinal of the same style further down
    ahead: tuple[Ordinal | None, ...]


Marked = tuple[int, tuple[Marker, ...], Evidence]
"""A line by its place, what it may begin with, and what speaks for it."""


def is_confirmed(marker: Marker, ahead: Ordinal | None) -> bool:
    """Whether the next sure ordinal of the same style is the one after this one.

    Dashes confirm nothing: "2026" and "- 2030" on the next line are one span of years.
    """
    if ahead is None or marker.form.counting is Counting.NONE:
        return False
    return follows(marker.form.counting, marker.ordinal, ahead)


def candidates_of(marked: Sequence[Marked]) -> list[Candidate]:
    """Candidates from marked lines, each knowing the next sure ordinal of its styles further down."""
    seen: dict[Style, _Seen] = {}
    answered: list[Candidate] = []
    for place, markers, evidence in reversed(marked):
        styles = [marker.style for marker in markers]
        ahead = tuple(
            _ahead_of(marker, seen.get(style)) for marker, style in zip(markers, styles, strict=True)
        )
        answered.append(Candidate(place=place, markers=markers, evidence=evidence, ahead=ahead))
        if evidence is not Evidence.WEAK:
            # "I." below "A." is a numeral: it does not stand between A and B.
            first = markers[0].level
            for marker, style in zip(markers, styles, strict=True):
                if not (first is Level.ROMAN and marker.level is Level.LETTER):
                    if style not in seen:
                        seen[style] = _Seen()
                    seen[style].add(marker)
    return answered[::-1]


@dataclass(kw_only=True, slots=True)
class _Seen:
    """The sure ordinals of one style below a line."""

    nearest: Ordinal | None = None
    #: of loose forms, those up to the next list
    all: set[Ordinal] = field(default_factory=set)

    def add(self, marker: Marker) -> None:
        self.nearest = marker.ordinal
        if marker.form.loose:
            if marker.is_first:
                self.all.clear()
            self.all.add(marker.ordinal)


def _ahead_of(marker: Marker, seen: _Seen | None) -> Ordinal | None:
    """The nearest ordinal below; of a loose form, the next one wherever it stands in the list.

    "C. Mác" may stand between A and B.
    """
    if seen is None:
        return None
    if marker.form.loose:
        after = (one for one in seen.all if follows(marker.form.counting, marker.ordinal, one))
        return next(after, seen.nearest)
    return seen.nearest
