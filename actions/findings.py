"""The record of an inspection: what was found, what is demanded, and the conclusion (S0.19, S0.25).

Only the named inspector writes it, or the clerk from the inspector's paper, and it says so.
"""

from datetime import date

from rules.calendar import local_date
from rules.extensions import ExtensionState
from rules.findings import (
    LONGEST_DEMAND,
    LONGEST_FINDING,
    ConclusionPaper,
    Finding,
    HeldInFuture,
    InspectionConcluded,
    check_complete,
)
from rules.inspections import (
    HEADS,
    INSPECTED_AT,
    InspectionState,
    InspectsOneself,
    WrongInspectionState,
    check_not_before,
)
from rules.members import Ability, may
from rules.resolutions import ResolutionCard
from rules.tasks import OPEN, TaskAssigned, TaskFact, TaskSource, in_words
from storage.extensions import waiting_extension
from storage.findings import DemandRow, demands_of, open_demands_of
from storage.held import tell_members
from storage.inspections import (
    InspectionRow,
    inspection_for_member,
    inspection_to_record,
)
from storage.members import MemberRow, NotPermitted, roster, sitting_member
from storage.resolutions import ResolutionRow, check_stage
from storage.tasks import TaskRow, add_task, write_history
from storage.work import Work


def begin_inspection(work: Work, inspection_id: int) -> None:
    """Open the record on the day of the inspection; a re-inspection brings what is still open.

    Raises NotAMember, NotPermitted, WrongStage, WrongInspectionState.
    """
    row, place, _ = inspection_to_record(work.session, work.who.user_id, inspection_id)
    _begin(work, row, place)


def enter_from_paper(work: Work, inspection_id: int) -> None:
    """Let the clerk enter what the inspector has written on paper; the record says so.

    Raises NotAMember, NotPermitted, WrongStage, WrongInspectionState.
    """
    row, place, member = inspection_for_member(work.session, work.who.user_id, inspection_id)
    if not may(member.role, Ability.KEEP_ROSTER) or member.id == row.inspected_id:
        raise NotPermitted(ability=Ability.KEEP_ROSTER)
    check_stage(place, INSPECTED_AT)
    row.is_on_paper = True
    _begin(work, row, place)


def set_held_on(work: Work, inspection_id: int, on: date) -> None:
    """Say on which day it was held. Raises as `_writable`, HeldInFuture."""
    row, _, _ = _writable(work, inspection_id)
    if on > local_date(work.now):
        raise HeldInFuture(on=on)
    row.held_on = on


def set_finding(work: Work, inspection_id: int, part: Finding, text: str) -> None:
    """Write a part of the record, or write it anew. Raises as `_writable`, WordsWanted, TextTooLong."""
    row, place, _ = _writable(work, inspection_id)
    setattr(row, part.value, in_words(text, limit=LONGEST_FINDING))
    work.record("FindingRecorded", body_id=place.body_id, inspection_id=inspection_id, part=part)


def note_nothing(work: Work, inspection_id: int, part: Finding) -> None:
    """Say that there is nothing to note under a part. Raises as `_writable`."""
    row, place, _ = _writable(work, inspection_id)
    setattr(row, part.value, "")
    work.record("FindingRecorded", body_id=place.body_id, inspection_id=inspection_id, part=part)


def add_demand(work: Work, inspection_id: int, what: str) -> int:
    """Demand something and give the demand's id; of whom and until when is asked next.

    Raises as `_writable`, WordsWanted, TextTooLong.
    """
    _, place, _ = _writable(work, inspection_id)
    demand = DemandRow(inspection_id=inspection_id, what=in_words(what, limit=LONGEST_DEMAND))
    work.session.add(demand)
    work.session.flush()
    assert demand.id is not None
    work.record("DemandMade", body_id=place.body_id, inspection_id=inspection_id, demand_id=demand.id)
    return demand.id


def reword_demand(work: Work, demand_id: int, what: str) -> None:
    """Write a demand anew. Raises as `_demand`, WordsWanted, TextTooLong."""
    demand, _, _ = _demand(work, demand_id)
    demand.what = in_words(what, limit=LONGEST_DEMAND)


def set_demand_owner(work: Work, demand_id: int, member_id: int) -> None:
    """Say of whom it is demanded: never of the inspector. Raises as `_demand`, InspectsOneself."""
    demand, row, place = _demand(work, demand_id)
    owner = sitting_member(work.session, place.body_id, member_id)
    if owner.id == row.inspector_id:
        raise InspectsOneself(full_name=owner.full_name)
    if demand.task_id is None:
        demand.owner_id = owner.id


def set_demand_due(work: Work, demand_id: int, on: date) -> None:
    """Say until the end of which day. Raises as `_demand`, InspectionDayTooEarly."""
    demand, _, _ = _demand(work, demand_id)
    check_not_before(on, local_date(work.now))
    demand.due_on = on


def drop_demand(work: Work, demand_id: int) -> int:
    """Take a demand out of the record and give the inspection's id. Raises as `_demand`."""
    demand, _, place = _demand(work, demand_id)
    work.session.delete(demand)
    work.record("DemandDropped", body_id=place.body_id, demand_id=demand_id)
    return demand.inspection_id


def conclude(work: Work, inspection_id: int, *, chat_id: int) -> None:
    """Close the record for good: each demand is now a task, and the papers go out.

    Whoever concludes gets the paper at once, the others when people may be written to.
    Raises as `_writable`, FindingsIncomplete.
    """
    row, place, member = _writable(work, inspection_id)
    _let_go_of_what_is_done(work, row)
    demands = demands_of(work.session, inspection_id)
    incomplete = sum(not demand.is_complete for demand in demands)
    check_complete(inspection_id, row.findings, incomplete_demands=incomplete)
    row.state, row.concluded_at, row.concluded_by_id = InspectionState.CONCLUDED, work.now, member.id
    for demand in demands:
        _follow_up(work, row, demand, member)
    work.record(
        "InspectionConcluded", body_id=place.body_id, inspection_id=inspection_id,
        demands=len(demands), on_paper=row.is_on_paper,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=row.resolution_id))
    work.tell(ConclusionPaper(inspection_id=inspection_id), chat_id=chat_id)
    _tell(work, row, place)


def _begin(work: Work, row: InspectionRow, place: ResolutionRow) -> None:
    _check_not_concluded(row)
    if row.state is InspectionState.UNDERWAY:
        return
    row.state, row.held_on = InspectionState.UNDERWAY, local_date(work.now)
    if row.reinspection_of_id is not None:
        _carry_over(work, row, row.reinspection_of_id)
    work.record("InspectionBegun", body_id=place.body_id, inspection_id=row.id, on_paper=row.is_on_paper)
    work.touch(ResolutionCard(resolution_id=row.resolution_id))


def _carry_over(work: Work, row: InspectionRow, first_id: int) -> None:
    """Take the demands of the first inspection that are not met; each needs a new date."""
    assert row.id is not None
    for demand, task in open_demands_of(work.session, first_id):
        work.session.add(
            DemandRow(
                inspection_id=row.id, what=demand.what, owner_id=task.owner_id,
                carried_from_id=demand.id, task_id=demand.task_id,
            )
        )  # fmt: skip


def _let_go_of_what_is_done(work: Work, row: InspectionRow) -> None:
    """Leave out of a re-inspection what was done while its record was written."""
    assert row.id is not None
    for demand in demands_of(work.session, row.id):
        if demand.task_id is not None:
            task = work.session.get_one(TaskRow, demand.task_id)
            if task.state not in OPEN:
                work.session.delete(demand)
    work.session.flush()


def _follow_up(work: Work, row: InspectionRow, demand: DemandRow, by: MemberRow) -> None:
    """Make a task of a demand; one that was carried over is a task already and gets the new date."""
    assert demand.owner_id is not None
    assert demand.due_on is not None
    assert by.id is not None
    if demand.task_id is not None:
        task = work.session.get_one(TaskRow, demand.task_id)
        task.due_on, task.due_set_on = demand.due_on, local_date(work.now)
        if wish := waiting_extension(work.session, demand.task_id):
            wish.state, wish.decided_at = ExtensionState.LAPSED, work.now
        write_history(work.session, task, TaskFact.EXTENDED, by=by, now=work.now)
        return
    task = add_task(
        work.session, resolution_id=row.resolution_id, what=demand.what,
        owner_id=demand.owner_id, inspector_id=row.inspector_id, due_on=demand.due_on,
        by_id=by.id, source=TaskSource.INSPECTION, now=work.now, inspection_id=row.id,
    )  # fmt: skip
    demand.task_id = task.id


def _tell(work: Work, row: InspectionRow, place: ResolutionRow) -> None:
    """Tell heads and inspected what was found, owners their tasks; clerk and inspector get the paper."""
    assert row.id is not None
    people = roster(work.session, place.body_id)
    hear = {m.id for m in people if m.role in HEADS} | {row.inspected_id}
    get = {m.id for m in people if may(m.role, Ability.KEEP_ROSTER)} | {row.inspector_id}
    done = {row.concluded_by_id}
    tell_members(work, InspectionConcluded(inspection_id=row.id), hear - done)
    tell_members(work, ConclusionPaper(inspection_id=row.id), get - done)
    for demand in demands_of(work.session, row.id):
        if demand.task_id is not None and demand.carried_from_id is None:
            tell_members(work, TaskAssigned(task_id=demand.task_id), {demand.owner_id} - done)


def _writable(work: Work, inspection_id: int) -> tuple[InspectionRow, ResolutionRow, MemberRow]:
    """Give a record that is being written to whoever writes it.

    Raises NotAMember, NotPermitted, WrongStage, WrongInspectionState.
    """
    row, place, member = inspection_to_record(work.session, work.who.user_id, inspection_id)
    if row.state is not InspectionState.UNDERWAY:
        raise WrongInspectionState(inspection_id=inspection_id, state=row.state)
    return row, place, member


def _demand(work: Work, demand_id: int) -> tuple[DemandRow, InspectionRow, ResolutionRow]:
    """Give a demand that may still be corrected. Raises as `_writable`."""
    demand = work.session.get(DemandRow, demand_id)
    if demand is None:
        raise NotPermitted
    row, place, _ = _writable(work, demand.inspection_id)
    return demand, row, place


def _check_not_concluded(row: InspectionRow) -> None:
    if row.state is InspectionState.CONCLUDED:
        assert row.id is not None
        raise WrongInspectionState(inspection_id=row.id, state=row.state)
