"""The comparison of two versions as a Word file: tracked changes that can be accepted or rejected."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.papers.letterhead import paper_of
from bot.texts.posts import plain
from bot.texts.voice import _
from bot.texts.wording import Reader
from documents.layouts import EndMark
from documents.paper import Align, Block, Paper, Paragraph, Span, Tracked
from rules.clauses import Level, NodeKind
from rules.numbering import DocumentType
from rules.redline import LINE_END, Change, ClauseChange, Run
from storage.bodies import body
from storage.drafts import ClauseRow, DraftRow
from storage.resolutions import ResolutionRow

BOLD = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.LETTER, Level.ROMAN})
LONGEST_HEADING = 200


def changes_paper(
    reader: Reader,
    row: ResolutionRow,
    draft: DraftRow,
    changes: Sequence[ClauseChange],
    old: Sequence[ClauseRow],
    new: Sequence[ClauseRow],
) -> Paper:
    """Build the comparison of a version with the one before."""
    seat = body(reader.session, row.body_id)
    by = plain(_("Draft, version {n}", n=draft.version))
    blocks: list[Block] = [_legend(draft.version)]
    for change in changes:
        part = new[change.new] if change.new is not None else old[change.old[0]]
        blocks += _paragraphs(change, part, _moved_from(change, old), by, reader.today)
    return replace(
        paper_of(seat, row.document_type or DocumentType.RESOLUTION, on=reader.today),
        document_type=None,  # a comparison of letters is no letter
        draft=draft.version,
        title=plain(_("Comparison of two versions")),
        abstract=plain(
            _("draft {abstract}: version {before} and version {after}",
              abstract=row.abstract, before=draft.version - 1, after=draft.version)
        ),
        blocks=tuple(blocks),
        end_mark=EndMark.NONE,
    )  # fmt: skip


def _legend(version: int) -> Paragraph:
    said = _(
        "Words taken out are struck through, words put in are underlined; in Word each change can be "
        "accepted or rejected. Compared: version {before} with version {after}.",
        before=version - 1, after=version,
    )  # fmt: skip
    return Paragraph(text=(Span(text=plain(said), italic=True),))


def _moved_from(change: ClauseChange, old: Sequence[ClauseRow]) -> str:
    if not change.is_moved or not change.old:
        return ""
    return plain(_("(moved here from {path})", path=old[change.old[0]].path))


def _paragraphs(
    change: ClauseChange, part: ClauseRow, moved_from: str, by: str, on: date
) -> Iterator[Paragraph]:
    is_bold = part.level in BOLD and len(part.text) < LONGEST_HEADING
    is_title = part.kind is NodeKind.TITLE
    spans: list[Span] = [Span(text=f"{moved_from} ", italic=True)] if moved_from else []
    for run in change.runs:
        tracked = _tracked(run, by, on)
        for place, line in enumerate(_lines(run)):
            if place and spans:
                yield _paragraph(spans, is_title=is_title)
                spans, is_bold = [], False
            if line:
                text = " ".join(line)
                spans.append(Span(text=f"{text} ", bold=is_bold or is_title, tracked=tracked))
    if spans:
        yield _paragraph(spans, is_title=is_title)


def _paragraph(spans: Sequence[Span], *, is_title: bool) -> Paragraph:
    align = Align.CENTRED if is_title else Align.JUSTIFIED
    return Paragraph(text=tuple(spans), align=align, is_indented=not is_title)


def _lines(run: Run) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in run.words:
        if word == LINE_END:
            lines.append([])
        else:
            lines[-1].append(word)
    return lines


def _tracked(run: Run, by: str, on: date) -> Tracked | None:
    if run.change is Change.KEPT:
        return None
    return Tracked(is_added=run.change is Change.ADDED, by=by, on=on)
