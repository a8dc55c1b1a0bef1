"""The record of an inspection in the inspector's private chat: one thing at a time."""

from datetime import date

from actions import findings
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.turn import Turn
from rules.findings import DemandField, DemandPage, Finding, FindingsRecord, missing_of_demand
from rules.inspections import InspectionPage
from storage.findings import DemandRow
from storage.inspections import inspection, inspection_to_record
from storage.issuing import issued
from storage.members import NotPermitted
from storage.resolutions import resolution


@press
def begin(turn: Turn, inspection_id: int) -> None:
    """Open the record."""
    findings.begin_inspection(turn.work, inspection_id)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def enter_from_paper(turn: Turn, inspection_id: int) -> None:
    """Open the record for the clerk."""
    findings.enter_from_paper(turn.work, inspection_id)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def ask_finding(turn: Turn, inspection_id: int, part: Finding) -> None:
    """Ask for a part of the record."""
    ask_text(turn, set_finding, inspection_id=inspection_id, part=part)


@answer
def set_finding(turn: Turn, inspection_id: int, part: Finding) -> None:
    """Take a part of the record."""
    findings.set_finding(turn.work, inspection_id, part, turn.text)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def note_nothing(turn: Turn, inspection_id: int, part: Finding) -> None:
    """Take it that there is nothing to note."""
    findings.note_nothing(turn.work, inspection_id, part)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def ask_held_on(turn: Turn, inspection_id: int) -> None:
    """Ask on which day it was held."""
    row, _, _ = inspection_to_record(turn.work.session, turn.user_id, inspection_id)
    paper = issued(turn.work.session, row.resolution_id)
    earliest = paper.issued_on if paper else row.date_set_on
    ask_date(turn, set_held_on, earliest=earliest, inspection_id=inspection_id)


@press
def set_held_on(turn: Turn, inspection_id: int, on: date) -> None:
    """Take the day on which it was held."""
    findings.set_held_on(turn.work, inspection_id, on)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def ask_demand(turn: Turn, inspection_id: int) -> None:
    """Ask what is demanded."""
    ask_text(turn, add_demand, inspection_id=inspection_id)


@answer
def add_demand(turn: Turn, inspection_id: int) -> None:
    """Take a demand, and ask of whom."""
    demand_id = findings.add_demand(turn.work, inspection_id, turn.text)
    _ask_what_is_missing(turn, demand_id)


@press
def complete_demand(turn: Turn, demand_id: int) -> None:
    """Ask for what a demand lacks."""
    _ask_what_is_missing(turn, demand_id)


@press
def ask_demand_owner(turn: Turn, demand_id: int) -> None:
    """Ask of whom it is demanded."""
    demand = _demand(turn, demand_id)
    place = resolution(
        turn.work.session, inspection(turn.work.session, demand.inspection_id).resolution_id
    )
    ask_member(turn, set_demand_owner, body_id=place.body_id, demand_id=demand_id)


@press
def set_demand_owner(turn: Turn, demand_id: int, member_id: int) -> None:
    """Take of whom it is demanded, and ask until when."""
    findings.set_demand_owner(turn.work, demand_id, member_id)
    _ask_what_is_missing(turn, demand_id)


@press
def ask_demand_due(turn: Turn, demand_id: int) -> None:
    """Ask until when."""
    ask_date(turn, set_demand_due, demand_id=demand_id)


@press
def set_demand_due(turn: Turn, demand_id: int, on: date) -> None:
    """Take until when, and go back to the record."""
    findings.set_demand_due(turn.work, demand_id, on)
    _ask_what_is_missing(turn, demand_id)


@press
def ask_demand_words(turn: Turn, demand_id: int) -> None:
    """Ask for other words."""
    ask_text(turn, reword_demand, demand_id=demand_id)


@answer
def reword_demand(turn: Turn, demand_id: int) -> None:
    """Take other words."""
    findings.reword_demand(turn.work, demand_id, turn.text)
    turn.show(DemandPage(demand_id=demand_id))


@press
def drop_demand(turn: Turn, demand_id: int) -> None:
    """Take a demand out of the record."""
    inspection_id = findings.drop_demand(turn.work, demand_id)
    turn.show(FindingsRecord(inspection_id=inspection_id))


@press
def conclude(turn: Turn, inspection_id: int) -> None:
    """Close the record for good."""
    findings.conclude(turn.work, inspection_id, chat_id=turn.place_id)
    turn.show(InspectionPage(inspection_id=inspection_id))


def _ask_what_is_missing(turn: Turn, demand_id: int) -> None:
    demand = _demand(turn, demand_id)
    missing = missing_of_demand(owner_id=demand.owner_id, due_on=demand.due_on)
    if DemandField.OWNER in missing:
        ask_demand_owner(turn, demand_id)
    elif DemandField.DUE in missing:
        ask_demand_due(turn, demand_id)
    else:
        turn.show(FindingsRecord(inspection_id=demand.inspection_id))


def _demand(turn: Turn, demand_id: int) -> DemandRow:
    """Give a demand to whoever writes its record. Raises NotPermitted."""
    demand = turn.work.session.get(DemandRow, demand_id)
    if demand is None:
        raise NotPermitted
    inspection_to_record(turn.work.session, turn.user_id, demand.inspection_id)
    return demand
