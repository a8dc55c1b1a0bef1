"""Words about inspections: the plan, and who inspects whom."""

from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import inspections as act
from rules.drafts import DraftForm
from rules.inspections import (
    ChooseInspected,
    ChooseInspectionForm,
    InspectionForm,
    InspectionPlan,
    InspectsOneself,
)
from storage.inspections import InspectionRow, plan_of
from storage.members import MemberRow
from storage.resolutions import resolution_for_member


def form_name(form: InspectionForm) -> str:
    """Name how it is inspected."""
    names = {
        InspectionForm.ROUTINE: _("regular, all-round"),
        InspectionForm.THEMATIC: _("thematic"),
        InspectionForm.SURPRISE: _("surprise, focused"),
        InspectionForm.CONCLUDING: _("concluding"),
    }
    return names[form]


@words_for(InspectionPlan)
def inspection_plan(reader: Reader, notice: InspectionPlan) -> Post:
    """Show the inspections planned for a draft."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    plan = plan_of(reader.session, notice.resolution_id)
    drop = [
        [
            press(
                _("Take out: {date}", date=day(each.planned_on)), act.drop_inspection,
                inspection_id=each.id, resolution_id=row.id,
            )
        ]
        for each in plan
    ]  # fmt: skip
    add = press(_("Plan an inspection"), act.ask_inspector, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Inspection plan</b>"),
            *(inspection_line(reader, each) for each in plan),
            None if plan else _("Without a plan the draft cannot go to a vote."),
        ),
        buttons=[[add], *drop, [link_to(_("‹ Draft"), DraftForm(resolution_id=row.id or 0))]],
    )


def inspection_line(reader: Reader, planned: InspectionRow) -> str:
    """Say in a line who inspects whom, how and when."""
    inspector = reader.session.get_one(MemberRow, planned.inspector_id)
    return _(
        "{date}: {inspector} inspects {inspected}, {form}",
        date=day(planned.planned_on), inspector=inspector.full_name,
        inspected=planned.inspected, form=form_name(planned.form),
    )  # fmt: skip


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
        ],
    )


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
        ],
    )  # fmt: skip


@asks_for(act.plan_inspection)
def ask_inspection_date(_reader: Reader, **_given: object) -> Post:
    """Ask when it is held."""
    return Post(text=_("<b>On which day?</b>"))


@words_for_refusal(InspectsOneself)
def inspects_oneself(_reader: Reader, refused: InspectsOneself) -> Post:
    """Say that nobody inspects the own work."""
    return Post(
        text=_(
            "{name} cannot inspect the own work. Please choose somebody else.", name=refused.full_name
        ),
    )
