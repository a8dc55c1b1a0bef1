"""Words about inspections: the plan, who inspects whom, what is due and what came of it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.desk import home_button
from bot.texts.nudges import Said, says_line
from bot.texts.posts import Button, Post, clip
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes, steps_at
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from rules.inspections import (
    SHOWN_DAYS_BEFORE,
    InspectionAnnounced,
    InspectionForm,
    InspectionList,
    InspectionPage,
    InspectionPlan,
    InspectionState,
    InspectionToAnnounce,
)
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.resolutions import Stage
from storage.inspections import (
    InspectionRow,
    inspection,
    inspection_for_member,
    inspections_known_to,
    inspections_of_inspectors,
    plan_of,
)
from storage.members import MemberRow, member_who_may, memberships
from storage.resolutions import ResolutionRow, resolution

ON_A_PAGE = 6


def form_name(form: InspectionForm) -> str:
    """Name how it is inspected."""
    names = {
        InspectionForm.ROUTINE: _("regular, all-round"),
        InspectionForm.THEMATIC: _("thematic"),
        InspectionForm.SURPRISE: _("surprise, focused"),
        InspectionForm.CONCLUDING: _("concluding"),
    }
    return names[form]


def state_name(state: InspectionState) -> str:
    """Name where an inspection stands."""
    names = {
        InspectionState.PLANNED: _("planned"),
        InspectionState.UNDERWAY: _("under way"),
        InspectionState.CONCLUDED: _("concluded"),
    }
    return names[state]


def inspector_of(reader: Reader, row: InspectionRow) -> str:
    """Name who inspects."""
    return reader.session.get_one(MemberRow, row.inspector_id).full_name


def inspection_line(reader: Reader, planned: InspectionRow) -> Markup:
    """Say in a line who inspects whom, how and when."""
    return _(
        "{date}: {inspector} inspects {inspected}, {form}",
        date=day(planned.planned_on), inspector=inspector_of(reader, planned),
        inspected=inspected_of(planned), form=form_name(planned.form),
    )  # fmt: skip


def line_with_state(reader: Reader, row: InspectionRow) -> Markup:
    """Say in a line who inspects whom, and where it stands."""
    line = inspection_line(reader, row)
    return _("{line} · {state}", line=line, state=state_name(row.state))


def to_inspection(row: InspectionRow) -> Button:
    """Lead to an inspection."""
    label = _(
        "Inspection {date}: {inspected}",
        date=day(row.held_on or row.planned_on),
        inspected=clip(row.inspected, 40),
    )
    return link_to(label, InspectionPage(inspection_id=row.id or 0))


def inspection_lines(reader: Reader, row: ResolutionRow) -> list[Markup]:
    """Say for everybody how many inspections were held: numbers, no names."""
    plan = plan_of(reader.session, row.id or 0)
    held = sum(each.state is InspectionState.CONCLUDED for each in plan)
    said = n_("Inspections: {held} of {n} held", "Inspections: {held} of {n} held", len(plan), held=held)
    return [said] if plan else []


@steps_at(Stage.ISSUED, Stage.REVIEWED, Stage.ARCHIVED)
def _inspection_steps(_reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    return [[link_to(_("Inspections"), InspectionPlan(resolution_id=row.id or 0))]]


@owes
def _inspections_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind the inspector of what comes up within a month, and of what is not concluded."""
    rows = inspections_of_inspectors(reader.session, [member.id or 0 for member in people])
    return [
        _owed(reader, row)
        for row in rows
        if row.state is InspectionState.UNDERWAY
        or (row.planned_on - reader.today).days <= SHOWN_DAYS_BEFORE
    ]


@says_line(ItemKind.INSPECTION)
def inspection_nudge(reader: Reader, line: Line) -> Said | None:
    """Remind the inspector of what is still to be held or concluded."""
    mine = inspections_of_inspectors(reader.session, [line.member_id])
    row = next((each for each in mine if each.id == line.subject_id), None)
    if row is None:
        return None
    owed = _owed(reader, row)
    return Said(text=owed.text, button=owed.button, due_on=owed.due_on)


def _owed(reader: Reader, row: InspectionRow) -> Owed:
    about = title(resolution(reader.session, row.resolution_id), 60)
    if row.state is InspectionState.UNDERWAY:
        said = _(
            "Conclude the inspection of {inspected}: {title}", inspected=inspected_of(row), title=about
        )
    else:
        said = _("Inspect {inspected}: {title}", inspected=inspected_of(row), title=about)
    when = left(row.planned_on, today=reader.today)
    return Owed(
        due_on=row.planned_on,
        text=_("{what} — {date}, {left}", what=said, date=day(row.planned_on), left=when),
        button=to_inspection(row),
    )


def inspected_of(row: InspectionRow) -> str | Markup:
    """Name who is inspected: a comrade, or a unit."""
    return _("comrade {name}", name=row.inspected) if row.inspected_id else row.inspected


@words_for(InspectionList)
def inspection_list(reader: Reader, notice: InspectionList) -> Post:
    """List inspections of all resolutions: one's own, or all of the body's."""
    people = memberships(reader.session, reader.user_id)
    known = inspections_known_to(reader.session, people)
    mine = {member.id for member in people}
    if not notice.shows_all:
        known = [row for row in known if {row.inspector_id, row.inspected_id} & mine]
    shown = known[notice.page * ON_A_PAGE : (notice.page + 1) * ON_A_PAGE]
    sees_all = any(may(member.role, Ability.SEE_ALL_RESOLUTIONS) for member in people)
    other = link_to(
        _("Mine only") if notice.shows_all else _("All of the body"),
        InspectionList(shows_all=not notice.shows_all),
    )
    return Post(
        text=lines(
            _("<b>All inspections</b>") if notice.shows_all else _("<b>Your inspections</b>"),
            *(line_with_state(reader, row) for row in shown),
            None if shown else _("There is none."),
        ),
        buttons=[
            *([to_inspection(row)] for row in shown),
            pages(
                notice.page, len(known), ON_A_PAGE,
                lambda label, page: link_to(
                    label, InspectionList(shows_all=notice.shows_all, page=page)
                ),
            ),
            [other] if sees_all else [],
            [home_button()],
        ],
    )  # fmt: skip


@words_for(InspectionAnnounced)
def inspection_announced(reader: Reader, notice: InspectionAnnounced) -> Post:
    """Tell the inspected when it will be, so that they can prepare."""
    row, place, _member = inspection_for_member(reader.session, reader.user_id, notice.inspection_id)
    if row.planned_on != notice.planned_on or row.state is not InspectionState.PLANNED:
        raise Vanished
    return Post(
        text=lines(
            _("<b>The inspection has been moved: {title}</b>", title=title(place))
            if notice.is_moved
            else _("<b>You will be inspected: {title}</b>", title=title(place)),
            _(
                "On {date}, {left}",
                date=day(row.planned_on),
                left=left(row.planned_on, today=reader.today),
            ),
            _("Inspector: {name}", name=inspector_of(reader, row)),
            _("Form: {form}", form=form_name(row.form)),
            _("Please prepare a report on what has been done, with the papers."),
        ),
        buttons=[[to_inspection(row)]],
    )


@words_for(InspectionToAnnounce)
def inspection_to_announce(reader: Reader, notice: InspectionToAnnounce) -> Post:
    """Ask the clerk to announce what the bot cannot announce itself."""
    member_who_may(reader.session, reader.user_id, Ability.KEEP_ROSTER)
    row = inspection(reader.session, notice.inspection_id)
    if row.planned_on != notice.planned_on or row.state is not InspectionState.PLANNED:
        raise Vanished
    return Post(
        text=lines(
            _("<b>Please announce an inspection: {inspected}</b>", inspected=inspected_of(row)),
            _(
                "On {date}, {left}",
                date=day(row.planned_on),
                left=left(row.planned_on, today=reader.today),
            ),
            title(resolution(reader.session, row.resolution_id)),
            _("Inspector: {name}", name=inspector_of(reader, row)),
            _("I have no private chat with whoever is inspected."),
        ),
        buttons=[[to_inspection(row)]],
    )
