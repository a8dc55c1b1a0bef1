"""The report of an appraisal: overview of the file, result, proposals (one commune's form)."""

from dataclasses import replace

from sqlmodel import Session

from bot.papers.letterhead import capitalised, paper_of, person
from bot.papers.opinions import named
from bot.texts.appraisal_words import outcome_name, part_name
from bot.texts.posts import plain
from bot.texts.resolutions import type_name
from bot.texts.voice import _, n_, number, speaking
from documents.paper import Block, Bullet, Clause, KeyValue, Paper, Paragraph, Signature
from rules.appraisal import AppraisalPart
from rules.calendar import local_date
from rules.clauses import Level
from rules.issuing import FILED_AT
from rules.numbering import DocumentType
from rules.signing import usual_heading
from storage.appraisal import AppraisalRow
from storage.bodies import BodyRow, body
from storage.drafts import DraftRow, clauses_of
from storage.inspections import plan_of
from storage.members import MemberRow
from storage.participation import comment_tally
from storage.resolutions import ResolutionRow, resolution


def appraisal_paper(session: Session, found: AppraisalRow) -> Paper:
    """Build the report of a concluded appraisal."""
    assert found.outcome is not None
    assert found.concluded_at is not None
    row = resolution(session, found.resolution_id)
    seat = body(session, row.body_id)
    appraiser = session.get_one(MemberRow, found.appraiser_id)
    drafter = session.get_one(MemberRow, row.drafter_id)
    with speaking(seat.language):
        return replace(
            paper_of(seat, DocumentType.REPORT, on=local_date(found.concluded_at)),
            abstract=plain(_("on the appraisal of the draft {text}", text=named(row))),
            blocks=(
                _section("I.", _("Overview of the file")),
                *_overview(session, found, row, seat, drafter),
                _section("II.", _("Result of the appraisal")),
                *_part("1.", found, AppraisalPart.FORM),
                *_part("2.", found, AppraisalPart.CONTENT),
                _section("III.", _("Proposals")),
                *_paragraphs(found.proposals),
                KeyValue(
                    key=plain(_("Conclusion of the appraisal")),
                    value=capitalised(plain(outcome_name(found.outcome))),
                ),
            ),
            signatures=(Signature(heading=(plain(_("Appraiser")).upper(),), name=appraiser.full_name),),
            recipients=(
                plain(_("{name} (lead drafter)", name=capitalised(person(seat, drafter.full_name)))),
                FILED_AT[seat.kind],
            ),
        )


def _section(ordinal: str, title: str) -> Clause:
    return Clause(level=Level.ROMAN, ordinal=ordinal, title=plain(title).upper())


def _overview(
    session: Session, found: AppraisalRow, row: ResolutionRow, seat: BodyRow, drafter: MemberRow
) -> list[Block]:
    draft = session.get_one(DraftRow, found.draft_id)
    comments = comment_tally(session, row.id or 0)
    return [
        KeyValue(key=plain(_("Submitted by")), value=person(seat, drafter.full_name)),
        KeyValue(key=plain(_("Kind of paper")), value=type_name(row.document_type)),
        KeyValue(key=plain(_("Issuing body")), value=seat.name),
        KeyValue(key=plain(_("Signing authority")), value=", ".join(usual_heading(seat.kind))),
        Paragraph(text=plain(_("The file holds:"))),
        Bullet(
            text=plain(
                _("the draft, version {n}, {clauses} clauses ({file})", n=draft.version,
                  clauses=number(len(clauses_of(session, found.draft_id))), file=draft.file_name)
            )
        ),
        Bullet(text=plain(_bases(len(row.legal_bases.splitlines())))),
        Bullet(text=plain(_inspections(len(plan_of(session, row.id or 0))))),
        Bullet(text=plain(_opinions(comments.all_comments, comments.answered))),
    ]  # fmt: skip


def _bases(bases: int) -> str:
    return n_("{n} legal basis", "{n} legal bases", bases) if bases else _("no legal basis")


def _inspections(planned: int) -> str:
    if not planned:
        return _("no plan of inspections yet")
    return n_("plan of {n} inspection", "plan of {n} inspections", planned)


def _opinions(comments: int, answered: int) -> str:
    if not comments:
        return _("no comments")
    return _(
        "table of {n} comments, {answered} of them answered",
        n=number(comments), answered=number(answered),
    )  # fmt: skip


def _part(ordinal: str, found: AppraisalRow, part: AppraisalPart) -> list[Block]:
    title = Clause(level=Level.ITEM, ordinal=ordinal, title=plain(part_name(part)))
    return [title, *_paragraphs(found.parts[part])]


def _paragraphs(text: str | None) -> list[Block]:
    said = [line for line in (text or "").splitlines() if line.strip()]
    return [Paragraph(text=line) for line in said or [plain(_("Nothing to note."))]]
