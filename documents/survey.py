"""A look at a text as a whole: its noise, its paragraphs, its head, and where the paper ends."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from documents.candidates import Candidate, Evidence, Marked, candidates_of, is_confirmed
from documents.closing import Closings, closings_of
from documents.head_zone import Title, find_formula, find_title, head_end, is_rule
from documents.levels import BULLETS
from documents.lines import Line
from documents.markers import Marker, markers_of
from documents.noise import noise_of, notes_of
from documents.ordinals import Ordinal
from documents.paragraphs import SENTENCE_END, paragraph_starts
from documents.quotes import quoted_lines
from rules.clauses import Level

_HEADS = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE})
_PREAMBLE_DASH = re.compile(r"[-+*]\s*(?:Căn cứ|Theo|Xét|Thực hiện|Trên cơ sở|Kính gửi)\b")
_REASON = re.compile(r"-?\s*(?:Căn cứ|Kính gửi|Xét|Theo đề nghị|Trên cơ sở)\b")
_LONGEST_TITLE = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What is known of a text before its clauses are placed. Places count from 0."""

    lines: Sequence[Line]
    noise: set[int]
    #: the lines of footnotes, each with the place where its note begins
    notes: dict[int, int]
    #: for each line, whether a paragraph begins there
    starts: list[bool]
    candidates: dict[int, Candidate]
    title: Title
    #: the enacting formula ("QUYẾT NGHỊ:")
    formula: int | None
    #: where the first clause begins, or would have to
    body: int
    #: where signatures, recipients and annexes may begin
    closings: Closings
    #: True where nothing is numbered, and paragraphs stand for clauses
    is_prose: bool

    @property
    def skipped(self) -> set[int]:
        """Lines that are no text of the paper."""
        return self.noise | self.notes.keys()


def survey(lines: Sequence[Line]) -> Survey:
    """Survey the lines of any text; takes time linear in them."""
    noise = noise_of(lines)
    notes = notes_of(lines, noise)
    skipped = noise | notes.keys()
    starts = paragraph_starts(lines, skipped)
    candidates = _candidates(lines, skipped, starts, notes=len(set(notes.values())))
    closings = closings_of(lines, skipped)
    zone = _Head(lines=lines, skipped=skipped, starts=starts, candidates=candidates, closings=closings)
    title, formula, closing, body = zone.bounds()
    return Survey(
        lines=lines,
        noise=noise,
        notes=notes,
        starts=starts,
        candidates={candidate.place: candidate for candidate in candidates},
        title=title,
        formula=formula,
        body=zone.prose_start(title, closing) if body is None else body,
        closings=closings,
        is_prose=body is None,
    )


def _candidates(
    lines: Sequence[Line], skipped: Collection[int], starts: Sequence[bool], *, notes: int
) -> list[Candidate]:
    quoted = quoted_lines(lines)
    found: list[Marked] = []
    last = ""
    for place, line in enumerate(lines):
        if place in skipped or line.is_blank:
            continue
        markers = () if place in quoted else markers_of(line, notes=notes)
        if markers:
            evidence = _evidence(line, last, starts=starts[place])
            found.append((place, markers, evidence))
        last = line.matched
    return candidates_of(found)


def _evidence(line: Line, last: str, *, starts: bool) -> Evidence:
    if starts:
        return Evidence.GIVEN if line.begins else Evidence.SURE
    return Evidence.LIKELY if SENTENCE_END.search(last) else Evidence.WEAK


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    lines: Sequence[Line]
    skipped: set[int]
    starts: Sequence[bool]
    candidates: Sequence[Candidate]
    closings: Closings

    def bounds(self) -> tuple[Title, int | None, int, int | None]:
        """Title, formula, closing and body; no body where nothing is numbered."""
        heads = (c.place for c in self.candidates if _opens(c, _HEADS))
        first_head = next(heads, len(self.lines))
        clauses = (c.place for c in self.candidates if _opens(c, set(Level)))
        title = find_title(self.lines, self.skipped, first_head, clauses)
        after = title.end if title else head_end(self.lines, self.skipped, first_head)
        closing = self.closings.first(self.lines, after)
        formula = find_formula(self.lines, self.skipped, after, min(closing, first_head))
        body = self._body(after if formula is None else formula + 1, closing)
        if title is None:
            title = self._untitled(after, closing if body is None else body)
        if body is not None and body < title.end:
            body = title.end
        return title, formula, closing, body

    def _body(self, above: int, closing: int) -> int | None:
        """Where the first clause begins.

        A list before "Chương I" or "Điều 1" is still part of the preamble, one before "I." is not.
        """
        inside = [c for c in self.candidates if above <= c.place < closing]
        head = next((c for c in inside if _opens(c, _HEADS)), None)
        roman = next((c for c in inside if _opens(c, {Level.ROMAN, Level.LETTER})), None)
        if head is not None and (roman is None or head.place < roman.place):
            return head.place
        numbered = (c for c in inside if _opens(c, None))
        dashes = (
            c for c in inside
            if c.evidence >= Evidence.SURE and c.markers[0].level in BULLETS
            and not _PREAMBLE_DASH.match(self.lines[c.place].matched)
        )  # fmt: skip
        first = next(numbered, None) or next(dashes, None)
        return None if first is None else first.place

    def _untitled(self, after: int, stop: int) -> Title:
        """The first short paragraph below the head stands for a missing title."""
        said = [p for p in range(after, stop) if p not in self.skipped and not is_rule(self.lines[p])]
        if not said or (len(said) < 2 and stop >= len(self.lines)):
            return Title(start=after, end=after)
        end = said[0] + 1
        while end < stop and not self.lines[end].is_blank and not self.starts[end]:
            end += 1
        text = " ".join(self.lines[p].matched for p in range(said[0], end) if p not in self.skipped)
        if len(text) > _LONGEST_TITLE or _REASON.match(text):
            return Title(start=after, end=after)
        return Title(start=said[0], end=end, abstract=text.strip(" ."))

    def prose_start(self, title: Title, closing: int) -> int:
        """The first paragraph that is no reason; where nothing is numbered."""
        for place in range(title.end, closing):
            said = place not in self.skipped and not is_rule(self.lines[place])
            if said and self.starts[place] and not _REASON.match(self.lines[place].matched):
                return place
        return closing


def _opens(candidate: Candidate, levels: Collection[Level] | None) -> bool:
    """Whether a text may begin with this clause; `levels` None stands for all but dashes."""
    return candidate.evidence >= Evidence.LIKELY and any(
        _may_open(marker, ahead)
        for marker, ahead in zip(candidate.markers, candidate.ahead, strict=True)
        if (marker.level not in BULLETS if levels is None else marker.level in levels)
    )


def _may_open(marker: Marker, ahead: Ordinal | None) -> bool:
    confirmed = is_confirmed(marker, ahead)
    return confirmed or (marker.is_first and not marker.form.loose)
