"""Inspections in chats: planned, looked up, moved, begun without a word, repeated."""

from datetime import date

from actions import inspections
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.routes import command
from handlers.turn import Turn
from rules.calendar import local_date
from rules.findings import FindingsRecord
from rules.inspections import (
    ChooseInspected,
    ChooseInspectionForm,
    ChooseSurprised,
    InspectionForm,
    InspectionList,
    InspectionPage,
    InspectionPlan,
)
from storage.findings import first_day_of_reinspection
from storage.inspections import inspection_for_member
from storage.resolutions import resolution

LONGEST_UNIT = 120


@command("kiemtra", "inspections")
def inspections_command(turn: Turn) -> None:
    """Show the inspections with which the person has to do."""
    turn.show(InspectionList())


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
            inspected_id=None, inspected=turn.short_text(LONGEST_UNIT),
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


@press
def ask_new_date(turn: Turn, inspection_id: int) -> None:
    """Ask on which other day it shall be."""
    ask_date(turn, ask_reason, inspection_id=inspection_id)


@press
def ask_reason(turn: Turn, inspection_id: int, on: date) -> None:
    """Ask why the date is moved."""
    ask_text(turn, move_inspection, inspection_id=inspection_id, on=on)


@answer
def move_inspection(turn: Turn, inspection_id: int, on: date) -> None:
    """Put it on another day."""
    inspections.move_inspection(turn.work, inspection_id, on=on, reason=turn.text)
    turn.show(InspectionPage(inspection_id=inspection_id))


@press
def ask_surprised(turn: Turn, resolution_id: int) -> None:
    """Ask whom to inspect at once."""
    turn.show(ChooseSurprised(resolution_id=resolution_id))


@press
def ask_surprised_member(turn: Turn, resolution_id: int) -> None:
    """Ask which member to inspect at once."""
    row = resolution(turn.work.session, resolution_id)
    ask_member(turn, surprise_member, body_id=row.body_id, resolution_id=resolution_id)


@press
def surprise_member(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Begin to inspect a member."""
    begun = inspections.start_surprise(turn.work, resolution_id, inspected_id=member_id, inspected="")
    turn.show(FindingsRecord(inspection_id=begun))


@press
def ask_surprised_unit(turn: Turn, resolution_id: int) -> None:
    """Ask which unit to inspect at once."""
    ask_text(turn, surprise_unit, resolution_id=resolution_id)


@answer
def surprise_unit(turn: Turn, resolution_id: int) -> None:
    """Begin to inspect a unit."""
    begun = inspections.start_surprise(
        turn.work, resolution_id, inspected_id=None, inspected=turn.short_text(LONGEST_UNIT)
    )
    turn.show(FindingsRecord(inspection_id=begun))


@press
def ask_reinspection(turn: Turn, inspection_id: int) -> None:
    """Ask when to look again at what was demanded."""
    session = turn.work.session
    inspection_for_member(session, turn.user_id, inspection_id)
    today = local_date(turn.work.now)
    earliest = first_day_of_reinspection(session, inspection_id, today=today)
    ask_date(turn, plan_reinspection, earliest=earliest, inspection_id=inspection_id)


@press
def plan_reinspection(turn: Turn, inspection_id: int, on: date) -> None:
    """Plan to look again."""
    again = inspections.plan_reinspection(turn.work, inspection_id, on)
    turn.show(InspectionPage(inspection_id=again))
