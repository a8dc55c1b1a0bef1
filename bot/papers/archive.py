"""The list of a file (mục lục hồ sơ): every paper with its number, its day and its fingerprint."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup
from sqlmodel import Session

from bot.papers.letterhead import citation, titled
from bot.texts.posts import plain
from bot.texts.voice import _, speaking
from documents.layouts import EndMark
from documents.paper import Align, Column, Paper, PaperTable, Paragraph, Signature
from rules.archive import Filed, FiledPaper
from rules.numbering import citation_date
from storage.bodies import body
from storage.members import MemberRow
from storage.resolutions import ResolutionRow
from storage.reviews import review_of

LETTERS_IN_A_GROUP = 16
"""A fingerprint of 64 letters is printed in four groups, so that it can be compared by eye."""


def index_paper(
    session: Session, row: ResolutionRow, papers: Sequence[FiledPaper], *, on: date
) -> Paper:
    """Build the list: one line for each paper, in the order in which they came to be."""
    seat = body(session, row.body_id)
    with speaking(seat.language):
        about = plain(_("Papers about {resolution}.", resolution=citation(session, row)))
        return replace(
            titled(seat, plain(_("List of the file")), on=on),
            blocks=(Paragraph(text=about), _table(papers)),
            end_mark=EndMark.NONE,
            signatures=_maker(session, row),
        )


def _maker(session: Session, row: ResolutionRow) -> tuple[Signature, ...]:
    """Let whoever closed the file sign its list."""
    review = review_of(session, row.id or 0)
    if review is None or review.archived_by_id is None:
        return ()
    maker = session.get_one(MemberRow, review.archived_by_id)
    return (Signature(heading=(plain(_("List made by")),), name=maker.full_name),)


def _table(papers: Sequence[FiledPaper]) -> PaperTable:
    return PaperTable(
        columns=(
            Column(title=plain(_("Item")), width=0.7, align=Align.CENTRED),
            Column(title=plain(_("Paper")), width=3.6),
            Column(title=plain(_("Day")), width=1.4, align=Align.CENTRED),
            Column(title=plain(_("Fingerprint (SHA-256)")), width=3),
        ),
        rows=tuple(
            (str(number), plain(_named(paper)), citation_date(paper.on), _grouped(paper.fingerprint))
            for number, paper in enumerate(papers, start=1)
        ),
    )


def _named(paper: FiledPaper) -> Markup:
    given = {"number": paper.number, "name": paper.name}
    names = {
        Filed.DRAFT: _("Draft, version {number} ({name})", **given),
        Filed.TRACE: _("Table of what is required from above and where it is met: {name}", **given),
        Filed.COMMENTS: _("Comments and answers, round {number}", **given),
        Filed.MINUTES: _("Minutes of the vote"),
        Filed.ISSUED: _("Issued text, No. {name}", **given),
        Filed.CONCLUSION: _("Conclusion of an inspection: {name}", **given),
        Filed.REVIEW: _("Report of the final review"),
    }
    return names[paper.filed]


def _grouped(fingerprint: str) -> str:
    return " ".join(
        fingerprint[at : at + LETTERS_IN_A_GROUP]
        for at in range(0, len(fingerprint), LETTERS_IN_A_GROUP)
    )
