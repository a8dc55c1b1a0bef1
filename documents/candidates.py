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


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A line that may begin a clause: all its readings, and what speaks for it."""

    place: int
    markers: tuple[Marker, ...]
    evidence: Evidence
    #: for each reading, the next sure ordinal of the same style further down
    ahead: tuple[Ordinal | None, ...] = ()


def is_confirmed(marker: Marker, ahead: Ordinal | None) -> bool:
    """Whether the next sure ordinal of the same style is the one after this one.

    Dashes confirm nothing: "2026" and "- 2030" on the next line are one span of years.
    """
    if ahead is None or marker.form.counting is Counting.NONE:
        return False
    return follows(marker.form.counting, marker.ordinal, ahead)


def with_ahead(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same candidates, each knowing the next sure ordinal of its styles further down."""
    seen: dict[Style, _Seen] = {}
    answered: list[Candidate] = []
    for candidate in reversed(candidates):
        ahead = tuple(_ahead_of(marker, seen.get(marker.style)) for marker in candidate.markers)
        answered.append(
            Candidate(
                place=candidate.place,
                markers=candidate.markers,
                evidence=candidate.evidence,
                ahead=ahead,
            )
        )
        if candidate.evidence is not Evidence.WEAK:
            # "I." below "A." is a numeral: it does not stand between A and B.
            first = candidate.markers[0].level
            for marker in candidate.markers:
                if not (first is Level.ROMAN and marker.level is Level.LETTER):
                    seen.setdefault(marker.style, _Seen()).add(marker)
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
