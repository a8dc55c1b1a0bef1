"""Inspections: planned while the draft is written (S0.20)."""

from datetime import date

from rules.inspections import InspectionForm, InspectsOneself
from rules.members import Ability
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionCard
from storage.inspections import InspectionRow
from storage.members import MemberRow, NotPermitted, memberships
from storage.resolutions import ResolutionRow, check_stage, resolution_for
from storage.work import Work


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
    """Plan an inspection while the draft is written (S0.20). Raises as `_plannable`, InspectsOneself."""
    row = _plannable(work, resolution_id)
    inspector = _of_body(work, row, inspector_id)
    if inspected_id == inspector_id:
        raise InspectsOneself(full_name=inspector.full_name)
    if inspected_id is not None:
        inspected = _of_body(work, row, inspected_id).full_name
    planner = next(m for m in memberships(work.session, work.who.user_id) if m.body_id == row.body_id)
    assert planner.id is not None
    work.session.add(
        InspectionRow(
            resolution_id=resolution_id, form=form, inspector_id=inspector_id,
            inspected_id=inspected_id, inspected=inspected, planned_on=on,
            planned_by_id=planner.id, planned_at=work.now,
        )
    )  # fmt: skip
    work.record("InspectionPlanned", body_id=row.body_id, resolution_id=resolution_id, on=f"{on}")


def drop_inspection(work: Work, inspection_id: int) -> None:
    """Take a planned inspection out again. Raises as `_plannable`."""
    planned = work.session.get(InspectionRow, inspection_id)
    if planned is None:
        raise NotPermitted
    row = _plannable(work, planned.resolution_id)
    work.session.delete(planned)
    work.record("InspectionDropped", body_id=row.body_id, inspection_id=inspection_id)


def _plannable(work: Work, resolution_id: int) -> ResolutionRow:
    """Give a draft whose plan this person may change. Raises NotAMember, NotPermitted, WrongStage."""
    row, _ = resolution_for(work.session, work.who.user_id, resolution_id, Ability.SUBMIT_DRAFT)
    check_stage(row, FACTS_MAY_CHANGE)
    row.changed_at = work.now
    work.touch(ResolutionCard(resolution_id=resolution_id))
    return row


def _of_body(work: Work, row: ResolutionRow, member_id: int) -> MemberRow:
    """Give a member of the resolution's body. Raises NotPermitted for anybody else."""
    member = work.session.get(MemberRow, member_id)
    if member is None or member.body_id != row.body_id or member.left_at is not None:
        raise NotPermitted
    return member
