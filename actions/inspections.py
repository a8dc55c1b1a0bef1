"""Inspections: planned while the draft is written, moved with a reason, announced, repeated.

Checklist S0.18, S0.20-S0.24, S3.11.
"""

from datetime import date

from rules.calendar import local_date
from rules.inspections import (
    INSPECTED_AT,
    InspectionAnnounced,
    InspectionForm,
    InspectionState,
    InspectionToAnnounce,
    InspectsOneself,
    NothingToReinspect,
    WrongInspectionState,
    announcement_due,
    check_not_before,
    form_of_reinspection,
)
from rules.members import Ability
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionCard
from rules.tasks import in_words
from storage.announcements import tell_clerks
from storage.calendar import work_calendar
from storage.findings import first_day_of_reinspection, open_demands_of
from storage.inspections import (
    InspectionMoveRow,
    InspectionRow,
    announceable,
    inspection_for_member,
    may_move,
    may_plan,
)
from storage.members import MemberRow, NotPermitted, desks_of, sitting_member
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution,
    resolution_for,
    resolution_for_member,
)
from storage.work import Work

LONGEST_REASON = 500


def plan_inspection(
    work: Work,
    resolution_id: int,
    *,
    inspector_id: int,
    inspected_id: int | None,
    inspected: str,
    form: InspectionForm,
    on: date,
) -> None:
    """Plan an inspection, with the draft or after the issue (S0.20).

    Raises NotAMember, NotPermitted, WrongStage, InspectsOneself, InspectionDayTooEarly.
    """
    row, planner = _plannable(work, resolution_id)
    check_not_before(on, local_date(work.now))
    inspector = sitting_member(work.session, row.body_id, inspector_id)
    if inspected_id == inspector_id:
        raise InspectsOneself(full_name=inspector.full_name)
    if inspected_id is not None:
        inspected = sitting_member(work.session, row.body_id, inspected_id).full_name
    _add(
        work, row, planner, form=form, inspector_id=inspector_id,
        inspected_id=inspected_id, inspected=inspected, on=on,
    )  # fmt: skip


def drop_inspection(work: Work, inspection_id: int) -> None:
    """Take an inspection out of a plan that is still being made; an issued plan is only moved.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    planned = work.session.get(InspectionRow, inspection_id)
    if planned is None:
        raise NotPermitted
    row, _ = _plannable(work, planned.resolution_id)
    check_stage(row, FACTS_MAY_CHANGE)
    work.session.delete(planned)
    work.record("InspectionDropped", body_id=row.body_id, inspection_id=inspection_id)


def move_inspection(work: Work, inspection_id: int, *, on: date, reason: str) -> None:
    """Put an inspection on another day; the old one and the reason are kept and shown.

    Raises NotAMember, NotPermitted, WrongStage, WrongInspectionState, WordsWanted, TextTooLong,
    InspectionDayTooEarly.
    """
    planned, row, member = inspection_for_member(work.session, work.who.user_id, inspection_id)
    if not may_move(planned, member):
        raise NotPermitted(ability=Ability.INSPECT)
    check_stage(row, INSPECTED_AT)
    _check_state(planned, InspectionState.PLANNED)
    check_not_before(on, local_date(work.now))
    reason = in_words(reason, limit=LONGEST_REASON)
    if on == planned.planned_on:
        return
    assert planned.id is not None
    assert member.id is not None
    work.session.add(
        InspectionMoveRow(
            inspection_id=planned.id, moved_from=planned.planned_on, moved_to=on,
            reason=reason, moved_by_id=member.id, moved_at=work.now,
        )
    )  # fmt: skip
    planned.planned_on, planned.date_set_on = on, local_date(work.now)
    work.record("InspectionMoved", body_id=row.body_id, inspection_id=planned.id, on=f"{on}")
    work.touch(ResolutionCard(resolution_id=planned.resolution_id))


def start_surprise(work: Work, resolution_id: int, *, inspected_id: int | None, inspected: str) -> int:
    """Begin an inspection that nobody was told of (S0.23) and give its id: whoever begins it inspects.

    Raises NotAMember, NotPermitted, WrongStage, InspectsOneself.
    """
    row, inspector = resolution_for(work.session, work.who.user_id, resolution_id, Ability.INSPECT)
    check_stage(row, INSPECTED_AT)
    assert inspector.id is not None
    if inspected_id == inspector.id:
        raise InspectsOneself(full_name=inspector.full_name)
    if inspected_id is not None:
        inspected = sitting_member(work.session, row.body_id, inspected_id).full_name
    today = local_date(work.now)
    begun = _add(
        work, row, inspector, form=InspectionForm.SURPRISE, inspector_id=inspector.id,
        inspected_id=inspected_id, inspected=inspected, on=today,
    )  # fmt: skip
    begun.state, begun.held_on = InspectionState.UNDERWAY, today
    assert begun.id is not None
    work.record("InspectionBegun", body_id=row.body_id, inspection_id=begun.id)
    return begun.id


def plan_reinspection(work: Work, inspection_id: int, on: date) -> int:
    """Plan to look again at what an inspection demanded and what is not done yet; give its id.

    Raises NotAMember, NotPermitted, WrongStage, WrongInspectionState, NothingToReinspect,
    InspectionDayTooEarly.
    """
    first, row, member = inspection_for_member(work.session, work.who.user_id, inspection_id)
    if not may_move(first, member):
        raise NotPermitted(ability=Ability.INSPECT)
    check_stage(row, INSPECTED_AT)
    _check_state(first, InspectionState.CONCLUDED)
    if not open_demands_of(work.session, inspection_id):
        raise NothingToReinspect(inspection_id=inspection_id)
    today = local_date(work.now)
    check_not_before(on, first_day_of_reinspection(work.session, inspection_id, today=today))
    again = _add(
        work, row, member, form=form_of_reinspection(first.form), inspector_id=first.inspector_id,
        inspected_id=first.inspected_id, inspected=first.inspected, on=on,
    )  # fmt: skip
    again.reinspection_of_id = inspection_id
    assert again.id is not None
    return again.id


def announce_inspections(work: Work) -> None:
    """Tell those who are to be inspected soon, or on another day than they were told (a tick)."""
    calendar = work_calendar(work.session)
    if not calendar.is_allowed_moment(work.now):
        return
    today = local_date(work.now)
    for row in announceable(work.session, today=today):
        if announcement_due(
            row.form, planned_on=row.planned_on, announced_for=row.announced_for,
            today=today, calendar=calendar,
        ):  # fmt: skip
            _announce(work, row)


def _announce(work: Work, row: InspectionRow) -> None:
    """Tell the person; where nobody can be written to, ask the clerks to do it."""
    assert row.id is not None
    body_id = resolution(work.session, row.resolution_id).body_id
    desks = desks_of(work.session, [row.inspected_id])
    for desk_id in desks:
        is_moved = row.announced_for is not None
        notice = InspectionAnnounced(inspection_id=row.id, planned_on=row.planned_on, is_moved=is_moved)
        work.tell(notice, chat_id=desk_id, key=f"inspection:{row.id}:{row.planned_on}")
    if not desks:
        notice = InspectionToAnnounce(inspection_id=row.id, planned_on=row.planned_on)
        tell_clerks(work, body_id, notice, key=f"inspection:{row.id}:{row.planned_on}")
    row.announced_for = row.planned_on
    work.record("InspectionAnnounced", body_id=body_id, inspection_id=row.id, on=f"{row.planned_on}")


def _add(
    work: Work,
    row: ResolutionRow,
    planner: MemberRow,
    *,
    form: InspectionForm,
    inspector_id: int,
    inspected_id: int | None,
    inspected: str,
    on: date,
) -> InspectionRow:
    assert row.id is not None
    assert planner.id is not None
    planned = InspectionRow(
        resolution_id=row.id, form=form, inspector_id=inspector_id,
        inspected_id=inspected_id, inspected=inspected, planned_on=on,
        planned_by_id=planner.id, planned_at=work.now, date_set_on=local_date(work.now),
    )  # fmt: skip
    work.session.add(planned)
    work.session.flush()
    work.record(
        "InspectionPlanned", body_id=row.body_id, resolution_id=row.id,
        inspection_id=planned.id, on=f"{on}",
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=row.id))
    return planned


def _plannable(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow]:
    """Give a resolution whose plan this person may change, with the person.

    Until the vote its drafters plan, after the issue heads, clerks and inspectors.
    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for_member(work.session, work.who.user_id, resolution_id)
    if row.stage not in INSPECTED_AT:
        resolution_for(work.session, work.who.user_id, resolution_id, Ability.SUBMIT_DRAFT)
        check_stage(row, FACTS_MAY_CHANGE)
    elif not may_plan(member):
        raise NotPermitted(ability=Ability.INSPECT)
    row.changed_at = work.now
    return row, member


def _check_state(row: InspectionRow, state: InspectionState) -> None:
    if row.state is not state:
        assert row.id is not None
        raise WrongInspectionState(inspection_id=row.id, state=row.state)
