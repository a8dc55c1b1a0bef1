"""Inspections in chats: planned while the draft is written."""

from datetime import date

from actions import inspections
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.turn import Turn
from rules.inspections import (
    ChooseInspected,
    ChooseInspectionForm,
    InspectionForm,
    InspectionPlan,
)
from storage.resolutions import resolution


@press
def ask_inspector(turn: Turn, resolution_id: int) -> None:
    """Ask who inspects."""
    row = resolution(turn.work.session, resolution_id)
    ask_member(turn, inspector_chosen, body_id=row.body_id, resolution_id=resolution_id)


@press
def inspector_chosen(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Ask whom."""
    turn.show(ChooseInspected(resolution_id=resolution_id, inspector_id=member_id))


@press
def ask_inspected_member(turn: Turn, resolution_id: int, inspector_id: int) -> None:
    """Ask which member is inspected."""
    row = resolution(turn.work.session, resolution_id)
    ask_member(
        turn, inspected_chosen, body_id=row.body_id,
        resolution_id=resolution_id, inspector_id=inspector_id,
    )  # fmt: skip


@press
def inspected_chosen(turn: Turn, resolution_id: int, inspector_id: int, member_id: int) -> None:
    """Ask how."""
    turn.show(
        ChooseInspectionForm(
            resolution_id=resolution_id, inspector_id=inspector_id,
            inspected_id=member_id, inspected="",
        )
    )  # fmt: skip


@press
def ask_inspected_unit(turn: Turn, resolution_id: int, inspector_id: int) -> None:
    """Ask which unit is inspected."""
    ask_text(turn, unit_named, resolution_id=resolution_id, inspector_id=inspector_id)


@answer
def unit_named(turn: Turn, resolution_id: int, inspector_id: int) -> None:
    """Ask how."""
    turn.show(
        ChooseInspectionForm(
            resolution_id=resolution_id, inspector_id=inspector_id,
            inspected_id=None, inspected=turn.short_text(120),
        )
    )  # fmt: skip


@press
def inspection_form_chosen(
    turn: Turn,
    resolution_id: int,
    inspector_id: int,
    inspected_id: int | None,
    inspected: str,
    form: InspectionForm,
) -> None:
    """Ask when."""
    ask_date(
        turn, plan_inspection, resolution_id=resolution_id, inspector_id=inspector_id,
        inspected_id=inspected_id, inspected=inspected, form=form,
    )  # fmt: skip


@press
def plan_inspection(
    turn: Turn,
    resolution_id: int,
    inspector_id: int,
    inspected_id: int | None,
    inspected: str,
    form: InspectionForm,
    on: date,
) -> None:
    """Put an inspection into the plan."""
    inspections.plan_inspection(
        turn.work, resolution_id, inspector_id=inspector_id, inspected_id=inspected_id,
        inspected=inspected, form=form, on=on,
    )  # fmt: skip
    turn.show(InspectionPlan(resolution_id=resolution_id))


@press
def drop_inspection(turn: Turn, inspection_id: int, resolution_id: int) -> None:
    """Take an inspection out of the plan."""
    inspections.drop_inspection(turn.work, inspection_id)
    turn.show(InspectionPlan(resolution_id=resolution_id))
