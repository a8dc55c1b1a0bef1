"""Words about planning inspections: who inspects whom, how and when; other dates; a second look."""

from bot.texts.inspections import (
    ON_A_PAGE,
    form_name,
    inspection_line,
    inspection_lines,
    line_with_state,
    to_inspection,
)
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import inspections as act
from rules.drafts import DraftForm
from rules.inspections import (
    INSPECTED_AT,
    ChooseInspected,
    ChooseInspectionForm,
    ChooseSurprised,
    InspectionDayTooEarly,
    InspectionForm,
    InspectionPage,
    InspectionPlan,
    InspectionState,
    InspectsOneself,
    NothingToReinspect,
    WrongInspectionState,
)
from rules.members import Ability, may
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionPage
from storage.inspections import InspectionRow, is_known, may_plan, plan_of
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for_member


@words_for(InspectionPlan)
def inspection_plan(reader: Reader, notice: InspectionPlan) -> Post:
    """Show the inspections of a resolution: to be completed while it is a draft, followed later."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    plan = plan_of(reader.session, notice.resolution_id)
    if row.stage in FACTS_MAY_CHANGE:
        return _plan_of_draft(reader, row, member, plan)
    known = [each for each in plan if is_known(each, member)]
    shown = known[notice.page * ON_A_PAGE : (notice.page + 1) * ON_A_PAGE]
    return Post(
        text=lines(
            _("<b>Inspections: {title}</b>", title=title(row)),
            *inspection_lines(reader, row),
            *(line_with_state(reader, each) for each in shown),
        ),
        buttons=[
            *([to_inspection(each)] for each in shown),
            pages(
                notice.page, len(known), ON_A_PAGE,
                lambda label, page: link_to(
                    label, InspectionPlan(resolution_id=notice.resolution_id, page=page)
                ),
            ),
            *_additions(row, member),
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


def _plan_of_draft(
    reader: Reader, row: ResolutionRow, member: MemberRow, plan: list[InspectionRow]
) -> Post:
    edits = may(member.role, Ability.SUBMIT_DRAFT) or member.id == row.drafter_id
    known = [each for each in plan if edits or is_known(each, member)]
    drop = [
        [
            press(
                _("Take out: {date}", date=day(each.planned_on)), act.drop_inspection,
                inspection_id=each.id, resolution_id=row.id,
            )
        ]
        for each in known
    ]  # fmt: skip
    add = press(_("Plan an inspection"), act.ask_inspector, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Inspection plan</b>"),
            *(inspection_line(reader, each) for each in known),
            None if plan else _("Without a plan the draft cannot go to a vote."),
        ),
        buttons=[
            *([[add], *drop] if edits else []),
            [link_to(_("‹ Draft"), DraftForm(resolution_id=row.id or 0))],
        ],
    )


def _additions(row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    if row.stage not in INSPECTED_AT or not may_plan(member):
        return []
    add = [press(_("Plan an inspection"), act.ask_inspector, resolution_id=row.id)]
    if may(member.role, Ability.INSPECT):
        add.append(press(_("Inspect at once"), act.ask_surprised, resolution_id=row.id))
    return [add]


@asks_for(act.inspector_chosen)
def ask_inspector(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask who inspects."""
    return Post(text=_("<b>Who inspects?</b>"))


@words_for(ChooseInspected)
def choose_inspected(_reader: Reader, notice: ChooseInspected) -> Post:
    """Ask whether a member or a unit is inspected."""
    given = {"resolution_id": notice.resolution_id, "inspector_id": notice.inspector_id}
    return Post(
        text=_("<b>Who is inspected?</b>"),
        buttons=[
            [press(_("A member of the body"), act.ask_inspected_member, **given)],
            [press(_("A unit or village"), act.ask_inspected_unit, **given)],
            _to_plan(notice.resolution_id),
        ],
    )


def _to_plan(resolution_id: int) -> list[Button]:
    return [link_to(_("‹ Inspections"), InspectionPlan(resolution_id=resolution_id))]


@asks_for(act.inspected_chosen)
def ask_inspected_member(_reader: Reader, resolution_id: int, inspector_id: int) -> Post:  # noqa: ARG001
    """Ask which member is inspected."""
    return Post(text=_("<b>Which member is inspected?</b>"))


@asks_for(act.unit_named)
def ask_inspected_unit(_reader: Reader, resolution_id: int, inspector_id: int) -> Post:  # noqa: ARG001
    """Ask which unit is inspected."""
    return Post(text=_("Which unit is inspected? Write its name (“Chi bộ thôn Bắc Sơn”)."))


@words_for(ChooseInspectionForm)
def choose_inspection_form(_reader: Reader, notice: ChooseInspectionForm) -> Post:
    """Offer the forms of inspection."""
    return Post(
        text=_("<b>In which form?</b>"),
        buttons=[
            [
                press(
                    form_name(form), act.inspection_form_chosen,
                    resolution_id=notice.resolution_id, inspector_id=notice.inspector_id,
                    inspected_id=notice.inspected_id, inspected=notice.inspected, form=form,
                )
            ]
            for form in InspectionForm
        ] + [_to_plan(notice.resolution_id)],
    )  # fmt: skip


@asks_for(act.plan_inspection)
def ask_inspection_date(_reader: Reader, **_given: object) -> Post:
    """Ask when it is held."""
    return Post(text=_("<b>On which day?</b>"))


@asks_for(act.ask_reason)
def ask_new_date(_reader: Reader, inspection_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask for the new day."""
    return Post(text=_("<b>To which day shall the inspection be moved?</b>"))


@asks_for(act.move_inspection)
def ask_move_reason(_reader: Reader, **_given: object) -> Post:
    """Ask why."""
    return Post(text=_("Why is it moved? The old date and the reason are kept."))


@words_for(ChooseSurprised)
def choose_surprised(reader: Reader, notice: ChooseSurprised) -> Post:
    """Ask whom to inspect at once."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Surprise inspection: {title}</b>", title=title(row)),
            _("It begins now, and nobody is told before. Who is inspected?"),
        ),
        buttons=[
            [press(_("A member of the body"), act.ask_surprised_member, resolution_id=row.id)],
            [press(_("A unit or village"), act.ask_surprised_unit, resolution_id=row.id)],
            [link_to(_("‹ Inspections"), InspectionPlan(resolution_id=row.id or 0))],
        ],
    )


@asks_for(act.surprise_member)
def ask_surprised_member(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask which member."""
    return Post(text=_("<b>Which member is inspected?</b>"))


@asks_for(act.surprise_unit)
def ask_surprised_unit(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask which unit."""
    return Post(text=_("Which unit is inspected? Write its name (“Chi bộ thôn Bắc Sơn”)."))


@asks_for(act.plan_reinspection)
def ask_reinspection_date(_reader: Reader, inspection_id: int) -> Post:  # noqa: ARG001
    """Ask when to look again."""
    return Post(
        text=lines(
            _("<b>When shall it be inspected again?</b>"),
            _("Only demands that are not met by then are looked at; the day follows the last of them."),
        )
    )


@words_for_refusal(InspectsOneself)
def inspects_oneself(_reader: Reader, refused: InspectsOneself) -> Post:
    """Say that nobody inspects the own work."""
    return Post(
        text=_(
            "{name} cannot inspect the own work. Please choose somebody else.", name=refused.full_name
        ),
    )


@words_for_refusal(WrongInspectionState)
def wrong_inspection_state(_reader: Reader, refused: WrongInspectionState) -> Post:
    """Say where it stands."""
    said = {
        InspectionState.PLANNED: _("This inspection has not been begun yet."),
        InspectionState.UNDERWAY: _("This inspection is under way; its date cannot be moved any more."),
        InspectionState.CONCLUDED: _(
            "This inspection has been concluded; nothing of it changes any more."
        ),
    }
    return Post(
        text=said[refused.state],
        buttons=[
            [link_to(_("See the inspection"), InspectionPage(inspection_id=refused.inspection_id))]
        ],
    )


@words_for_refusal(InspectionDayTooEarly)
def inspection_day_too_early(_reader: Reader, refused: InspectionDayTooEarly) -> Post:
    """Say which day is the first possible one."""
    return Post(
        text=_(
            "{date} is too early. The first possible day is {earliest}.",
            date=day(refused.on), earliest=day(refused.earliest),
        )
    )  # fmt: skip


@words_for_refusal(NothingToReinspect)
def nothing_to_reinspect(_reader: Reader, _refused: NothingToReinspect) -> Post:
    """Say that there is nothing left."""
    return Post(
        text=_("Every demand of this inspection has been met. Nothing is left to inspect again.")
    )
