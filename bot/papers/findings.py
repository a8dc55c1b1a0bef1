"""The notice of conclusion of an inspection: strengths, weaknesses, causes, demands with dates."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.papers.letterhead import capitalised, citation, paper_of, person, signature_of_head
from bot.texts.inspections import form_name
from bot.texts.posts import plain
from bot.texts.voice import _, speaking
from documents.paper import Align, Block, Clause, Column, KeyValue, Paper, PaperTable, Paragraph
from rules.calendar import local_date
from rules.clauses import Level
from rules.issuing import proposed_recipients
from rules.numbering import DocumentType, citation_date
from storage.bodies import BodyRow, body
from storage.findings import DemandRow, demands_of
from storage.inspections import InspectionRow, inspection
from storage.members import MemberRow
from storage.resolutions import ResolutionRow


def conclusion_paper(session: Session, row: InspectionRow, place: ResolutionRow) -> Paper:
    """Build the notice of a concluded inspection, in the form of the body that issues it."""
    assert row.concluded_at is not None
    assert row.id is not None
    seat = body(session, place.body_id)
    with speaking(seat.language):
        demands = demands_of(session, row.id)
        usual = [
            capitalised(_inspected(seat, row)),
            plain(_("those of whom something is demanded")),
        ]
        return replace(
            paper_of(seat, DocumentType.NOTICE, on=local_date(row.concluded_at)),
            abstract=plain(
                _(
                    "conclusion of the inspection of how {resolution} is carried out",
                    resolution=citation(session, place),
                )
            ),
            blocks=(
                *_opening(session, seat, row),
                *_findings(row),
                *_demands(session, row, demands),
                *_follow_up(session, seat, row, demands),
            ),
            signatures=(signature_of_head(session, seat),),
            recipients=proposed_recipients(seat.kind, usual=usual, drafted=()),
        )


def _inspected(seat: BodyRow, row: InspectionRow) -> str:
    return person(seat, row.inspected) if row.inspected_id else row.inspected


def _opening(session: Session, seat: BodyRow, row: InspectionRow) -> list[Block]:
    inspector = session.get_one(MemberRow, row.inspector_id)
    name = person(seat, inspector.full_name)
    given = {
        "date": citation_date(row.held_on or row.planned_on),
        "inspector": _("{name}, {post},", name=name, post=inspector.post) if inspector.post else name,
        "inspected": _inspected(seat, row),
        "form": form_name(row.form),
    }
    if row.reinspection_of_id is None:
        said = _(
            "On {date}, {inspector} inspected how {inspected} carries it out ({form}). "
            "The inspection is concluded as follows:",
            **given,
        )
    else:
        first = inspection(session, row.reinspection_of_id)
        said = _(
            "On {date}, {inspector} inspected again how {inspected} meets the demands of the "
            "inspection of {before}. The inspection is concluded as follows:",
            before=citation_date(first.held_on or first.planned_on),
            **given,
        )
    focus = [KeyValue(key=plain(_("What was looked at")), value=row.focus)] if row.focus else []
    return [Paragraph(text=plain(said)), *focus]


def _findings(row: InspectionRow) -> list[Block]:
    return [
        _section("1.", _("Strengths")),
        *_said(row.strengths),
        _section("2.", _("Weaknesses and causes")),
        _section("a)", _("Weaknesses"), Level.POINT),
        *_said(row.weaknesses),
        _section("b)", _("Causes"), Level.POINT),
        *_said(row.causes),
    ]


def _section(ordinal: str, title: str, level: Level = Level.ITEM) -> Clause:
    return Clause(level=level, ordinal=ordinal, title=plain(title))


def _said(text: str | None) -> list[Block]:
    lines = (text or plain(_("Nothing to note."))).splitlines()
    return [Paragraph(text=line) for line in lines if line.strip()]


def _demands(session: Session, row: InspectionRow, demands: Sequence[DemandRow]) -> list[Block]:
    section = _section("3.", _("Demands"))
    if not demands:
        return [section, Paragraph(text=plain(_("Nothing is demanded.")))]
    columns = (
        Column(title=plain(_("Item")), width=0.7, align=Align.CENTRED),
        Column(title=plain(_("What is demanded")), width=4),
        Column(title=plain(_("Who has to do it")), width=2),
        Column(title=plain(_("To be done by")), width=1.5, align=Align.CENTRED),
    )
    return [section, PaperTable(columns=columns, rows=tuple(_rows(session, row, demands)))]


def _rows(session: Session, row: InspectionRow, demands: Sequence[DemandRow]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            _worded(session, row, demand),
            session.get_one(MemberRow, demand.owner_id).full_name,
            citation_date(demand.due_on) if demand.due_on else "",
        )
        for number, demand in enumerate(demands, start=1)
    ]


def _worded(session: Session, row: InspectionRow, demand: DemandRow) -> str:
    """Give the words of a demand; of one that was not met, with the inspection that made it."""
    if demand.carried_from_id is None or row.reinspection_of_id is None:
        return demand.what
    first = inspection(session, row.reinspection_of_id)
    return plain(
        _(
            "{demand} (demanded by the inspection of {date}, not met yet)",
            demand=demand.what, date=citation_date(first.held_on or first.planned_on),
        )
    )  # fmt: skip


def _follow_up(
    session: Session, seat: BodyRow, row: InspectionRow, demands: Sequence[DemandRow]
) -> list[Block]:
    """Say who urges, and until when is reported back."""
    dues = [demand.due_on for demand in demands if demand.due_on]
    if not dues:
        return []
    inspector = person(seat, session.get_one(MemberRow, row.inspector_id).full_name)
    return [
        _section("4.", _("Follow-up")),
        Paragraph(
            text=plain(
                _(
                    "It falls to {inspector} to follow and urge what is demanded. Those who are named "
                    "above report the results to the office by {date} at the latest.",
                    inspector=inspector,
                    date=citation_date(max(dues)),
                )
            )
        ),
    ]
