"""Words of one inspection's page: how it stands, what it is tied to, and what can be done next."""

from markupsafe import Markup

from bot.texts.inspections import form_name, inspected_of, inspector_of, state_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import findings as record
from handlers import inspections as act
from rules.findings import ConclusionPaper, DemandsFollowed, FindingsRecord
from rules.inspections import INSPECTED_AT, InspectionPage, InspectionPlan, InspectionState
from rules.members import Ability, may
from storage.findings import demands_of, met_demands_of, open_demands_of
from storage.inspections import (
    InspectionRow,
    inspection,
    inspection_for_member,
    may_move,
    moves_of,
    reinspections_of,
)
from storage.members import MemberRow
from storage.resolutions import ResolutionRow


@words_for(InspectionPage)
def inspection_page(reader: Reader, notice: InspectionPage) -> Post:
    """Show one inspection, with what its reader may do next."""
    row, place, member = inspection_for_member(reader.session, reader.user_id, notice.inspection_id)
    return Post(
        text=lines(
            _heading(row, place),
            _when(reader, row),
            _("Inspector: {name}", name=inspector_of(reader, row)),
            _("Inspected: {inspected}", inspected=inspected_of(row)),
            _("Form: {form}", form=form_name(row.form)),
            *_moves(reader, row),
            *_demanded(reader, row),
            *_chain(reader, row),
        ),
        buttons=[
            *(_page_steps(reader, row, member) if place.stage in INSPECTED_AT else []),
            *_papers(reader, row),
            [link_to(_("‹ Inspections"), InspectionPlan(resolution_id=row.resolution_id))],
        ],
    )


def _heading(row: InspectionRow, place: ResolutionRow) -> Markup:
    if row.reinspection_of_id is not None:
        return _("<b>Re-inspection: {title}</b>", title=title(place))
    return _("<b>Inspection: {title}</b>", title=title(place))


def _when(reader: Reader, row: InspectionRow) -> Markup:
    on = row.held_on or row.planned_on
    match row.state:
        case InspectionState.PLANNED:
            return _("Planned for {date}, {left}", date=day(on), left=left(on, today=reader.today))
        case InspectionState.UNDERWAY:
            return _("Begun on {date}, not concluded yet", date=day(on))
        case InspectionState.CONCLUDED:
            if row.is_on_paper:
                return _("Held on {date}, concluded; entered by the office from paper", date=day(on))
            return _("Held on {date}, concluded", date=day(on))


def _moves(reader: Reader, row: InspectionRow) -> list[Markup]:
    """Show every change of the date: who moves dates is seen to move them."""
    return [
        _(
            "Moved from {before} to {after}: {reason}",
            before=day(move.moved_from), after=day(move.moved_to), reason=clip(move.reason, 120),
        )
        for move in moves_of(reader.session, row.id or 0)[-3:]
    ]  # fmt: skip


def _demanded(reader: Reader, row: InspectionRow) -> list[Markup]:
    if row.state is not InspectionState.CONCLUDED:
        return []
    total = len(demands_of(reader.session, row.id or 0))
    met = len(met_demands_of(reader.session, row.id or 0))
    if not total:
        return [_("Nothing was demanded.")]
    return [n_("Demands met: {met} of {n}", "Demands met: {met} of {n}", total, met=met)]


def _chain(reader: Reader, row: InspectionRow) -> list[Markup]:
    """Name the inspection that this one repeats, and those that repeat it."""
    said = []
    if row.reinspection_of_id is not None:
        first = inspection(reader.session, row.reinspection_of_id)
        said.append(_("Repeats the inspection of {date}", date=day(first.held_on or first.planned_on)))
    said += [
        _("Re-inspection on {date}: {state}", date=day(again.planned_on), state=state_name(again.state))
        for again in reinspections_of(reader.session, row.id or 0)
    ]
    return said


def _page_steps(reader: Reader, row: InspectionRow, member: MemberRow) -> list[list[Button]]:
    is_inspector = member.id == row.inspector_id
    is_clerk = may(member.role, Ability.KEEP_ROSTER)
    match row.state:
        case InspectionState.PLANNED:
            begin = press(_("Begin the record"), record.begin, inspection_id=row.id)
            move = press(_("Move the date"), act.ask_new_date, inspection_id=row.id)
            return [
                [begin] if is_inspector else [],
                [_from_paper(row)] if is_clerk and not is_inspector else [],
                [move] if may_move(row, member) else [],
            ]
        case InspectionState.UNDERWAY:
            go_on = link_to(_("Go on with the record"), FindingsRecord(inspection_id=row.id or 0))
            writes = is_inspector or (is_clerk and row.is_on_paper)
            if writes:
                return [[go_on]]
            return [[_from_paper(row)]] if is_clerk else []
        case InspectionState.CONCLUDED:
            return [[_again(row)]] if _may_repeat(reader, row, member) else []


def _from_paper(row: InspectionRow) -> Button:
    return press(_("Enter the record from paper"), record.enter_from_paper, inspection_id=row.id)


def _again(row: InspectionRow) -> Button:
    return press(_("Plan a re-inspection"), act.ask_reinspection, inspection_id=row.id)


def _may_repeat(reader: Reader, row: InspectionRow, member: MemberRow) -> bool:
    """Offer a re-inspection where something is open and none is planned yet."""
    planned = [
        again
        for again in reinspections_of(reader.session, row.id or 0)
        if again.state is not InspectionState.CONCLUDED
    ]
    is_open = bool(open_demands_of(reader.session, row.id or 0))
    return is_open and not planned and may_move(row, member)


def _papers(reader: Reader, row: InspectionRow) -> list[list[Button]]:
    if row.state is not InspectionState.CONCLUDED:
        return []
    paper = link_to(_("Notice of conclusion (Word)"), ConclusionPaper(inspection_id=row.id or 0))
    demands = link_to(_("Demands"), DemandsFollowed(inspection_id=row.id or 0))
    return [[paper, demands] if demands_of(reader.session, row.id or 0) else [paper]]
