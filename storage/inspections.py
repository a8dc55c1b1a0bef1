"""Inspections of a resolution: planned with the draft, moved, announced, held."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Index, text
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from rules.calendar import local_date
from rules.findings import Finding
from rules.inspections import INSPECTED_AT, InspectionForm, InspectionState, is_known_to
from rules.members import Ability, may
from rules.nudges import ItemKind, OpenItem
from storage import columns
from storage.findings import has_open_demands
from storage.issuing import IssuedRow
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, check_stage, resolution_for_member

ANNOUNCED_WITHIN = timedelta(days=30)
"""Three working days never stretch further, not even around Tết."""


_MOVED = text("announced_for <> planned_on")


class InspectionRow(SQLModel, table=True):
    """One inspection: who inspects whom, how and when (S0.20), and what was found."""

    __tablename__ = "inspection"
    __table_args__ = (
        Index("ix_inspection_due", "state", "planned_on"),
        Index("ix_inspection_moved", "planned_on", sqlite_where=_MOVED, postgresql_where=_MOVED),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    state: InspectionState = columns.state(InspectionState, default=InspectionState.PLANNED)
    form: InspectionForm = columns.state(InspectionForm)
    inspector_id: int = columns.reference("member.id")
    inspected_id: int | None = columns.reference("member.id", default=None)
    inspected: str  # the unit or person as printed
    planned_on: date
    planned_by_id: int = columns.reference("member.id", index=False)
    planned_at: datetime
    date_set_on: date  # since when it is planned for that day
    reinspection_of_id: int | None = columns.reference("inspection.id", default=None)
    announced_for: date | None = None  # the day that the inspected were told last
    held_on: date | None = None
    is_on_paper: bool = False  # the clerk enters what the inspector has written on paper
    focus: str | None = columns.text(default=None)
    strengths: str | None = columns.text(default=None)  # None: not said yet; "": nothing to note
    weaknesses: str | None = columns.text(default=None)
    causes: str | None = columns.text(default=None)
    concluded_by_id: int | None = columns.reference("member.id", default=None, index=False)
    concluded_at: datetime | None = None

    @property
    def findings(self) -> dict[Finding, str | None]:
        """What is said so far, part by part."""
        return {part: getattr(self, part) for part in Finding}


class InspectionMoveRow(SQLModel, table=True):
    """One change of an inspection's date. Rows are never changed."""

    __tablename__ = "inspection_move"

    id: int | None = columns.key()
    inspection_id: int = columns.reference("inspection.id")
    moved_from: date
    moved_to: date
    reason: str = columns.text()
    moved_by_id: int = columns.reference("member.id", index=False)
    moved_at: datetime


def plan_of(session: Session, resolution_id: int) -> list[InspectionRow]:
    """Give a resolution's inspections by date."""
    return list(
        session.exec(
            select(InspectionRow)
            .where(InspectionRow.resolution_id == resolution_id)
            .order_by(col(InspectionRow.planned_on), col(InspectionRow.id))
        )
    )


def inspectors_of(session: Session, resolution_id: int) -> list[int]:
    """Give who inspects a resolution, in the order of the plan."""
    return [row.inspector_id for row in plan_of(session, resolution_id)]


def inspection(session: Session, inspection_id: int) -> InspectionRow:
    """Give an inspection that is known to exist, to the house itself."""
    return session.get_one(InspectionRow, inspection_id)


def is_known(row: InspectionRow, member: MemberRow) -> bool:
    """Tell whether a member of the body may see an inspection."""
    assert member.id is not None
    return is_known_to(
        member.id,
        sees_all=may(member.role, Ability.SEE_ALL_RESOLUTIONS),
        form=row.form,
        state=row.state,
        inspector_id=row.inspector_id,
        inspected_id=row.inspected_id,
        planned_by_id=row.planned_by_id,
    )


def inspection_for_member(
    session: Session, user_id: int | None, inspection_id: int
) -> tuple[InspectionRow, ResolutionRow, MemberRow]:
    """Give an inspection to somebody who may see it. Raises NotAMember, NotPermitted."""
    row = session.get(InspectionRow, inspection_id)
    if row is None:
        raise NotPermitted
    resolution, member = resolution_for_member(session, user_id, row.resolution_id)
    if not is_known(row, member):
        raise NotPermitted
    return row, resolution, member


def inspection_to_record(
    session: Session, user_id: int | None, inspection_id: int
) -> tuple[InspectionRow, ResolutionRow, MemberRow]:
    """Give an inspection to whoever writes its record: the inspector, or the clerk from paper.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, resolution, member = inspection_for_member(session, user_id, inspection_id)
    enters_paper = row.is_on_paper and may(member.role, Ability.KEEP_ROSTER)
    if member.id != row.inspector_id and not enters_paper:
        raise NotPermitted(ability=Ability.INSPECT)
    check_stage(resolution, INSPECTED_AT)
    return row, resolution, member


def may_plan(member: MemberRow) -> bool:
    """Tell whether a member may add inspections after the issue: heads, clerks, inspectors."""
    return may(member.role, Ability.ASSIGN_TASKS) or may(member.role, Ability.INSPECT)


def may_move(row: InspectionRow, member: MemberRow) -> bool:
    """Tell whether a member may change the date: heads, clerks, and who inspects."""
    return may(member.role, Ability.ASSIGN_TASKS) or member.id == row.inspector_id


def moves_of(session: Session, inspection_id: int) -> list[InspectionMoveRow]:
    """Give the changes of an inspection's date, the oldest first."""
    return list(
        session.exec(
            select(InspectionMoveRow)
            .where(InspectionMoveRow.inspection_id == inspection_id)
            .order_by(col(InspectionMoveRow.id))
        )
    )


def reinspections_of(session: Session, inspection_id: int) -> list[InspectionRow]:
    """Give the inspections that look again at what this one demanded."""
    return list(
        session.exec(
            select(InspectionRow)
            .where(InspectionRow.reinspection_of_id == inspection_id)
            .order_by(col(InspectionRow.planned_on), col(InspectionRow.id))
        )
    )


def inspections_known_to(session: Session, people: Sequence[MemberRow]) -> list[InspectionRow]:
    """Give the inspections of issued resolutions that somebody may see, the open ones first by date."""
    found = session.exec(
        select(InspectionRow, ResolutionRow.body_id)
        .join(ResolutionRow, col(ResolutionRow.id) == InspectionRow.resolution_id)
        .where(
            col(ResolutionRow.body_id).in_([m.body_id for m in people]),
            col(ResolutionRow.stage).in_(INSPECTED_AT),
        )
        .order_by(col(InspectionRow.planned_on), col(InspectionRow.id))
    ).all()
    seats = {member.body_id: member for member in people}
    known = [row for row, body_id in found if is_known(row, seats[body_id])]
    return sorted(known, key=lambda row: row.state is InspectionState.CONCLUDED)


def inspections_of_inspectors(session: Session, member_ids: Sequence[int]) -> list[InspectionRow]:
    """Give the inspections that wait to be held or concluded by somebody, by date."""
    return list(session.exec(_open().where(col(InspectionRow.inspector_id).in_(member_ids))))


def inspections_open_of(session: Session, resolution_id: int) -> list[InspectionRow]:
    """Give the inspections of a resolution that are still to be held or concluded."""
    return list(session.exec(_open().where(InspectionRow.resolution_id == resolution_id)))


def _open(state: ColumnElement[bool] | None = None) -> SelectOfScalar[InspectionRow]:
    if state is None:
        state = col(InspectionRow.state).in_([InspectionState.PLANNED, InspectionState.UNDERWAY])
    return (
        select(InspectionRow)
        .join(ResolutionRow, col(ResolutionRow.id) == InspectionRow.resolution_id)
        .where(
            state,
            col(ResolutionRow.stage).in_(INSPECTED_AT),
            # A re-inspection falls away once everything it was to look at again is done.
            col(InspectionRow.reinspection_of_id).is_(None)
            | (InspectionRow.state == InspectionState.UNDERWAY)
            | has_open_demands(col(InspectionRow.reinspection_of_id)),
        )
        .order_by(col(InspectionRow.planned_on), col(InspectionRow.id))
    )


def announceable(session: Session, *, today: date) -> list[InspectionRow]:
    """Give planned inspections near enough, or moved since they were announced."""
    near = _open(col(InspectionRow.state) == InspectionState.PLANNED).where(
        col(InspectionRow.announced_for).is_(None),
        col(InspectionRow.planned_on).between(today, today + ANNOUNCED_WITHIN),
    )
    # Said the other way round, so that what was moved is looked through and not all that is planned.
    moved = _open(
        col(InspectionRow.state).not_in(frozenset(InspectionState) - {InspectionState.PLANNED})
    ).where(
        col(InspectionRow.announced_for) != InspectionRow.planned_on,
        col(InspectionRow.planned_on) >= today,
    )
    found = [*session.exec(near), *session.exec(moved)]
    return sorted(found, key=lambda row: (row.planned_on, row.id))


def open_items(
    session: Session,
    *,
    now: datetime,  # noqa: ARG001  one form for all
    due_until: date | None = None,
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give what inspectors have still to hold or to conclude, for the daily lists."""
    wanted = _open()
    if due_until is not None:
        wanted = wanted.where(col(InspectionRow.planned_on) <= due_until)
    if resolution_id is not None:
        wanted = wanted.where(InspectionRow.resolution_id == resolution_id)
    rows = list(session.exec(wanted))
    since = _issued_on(session, {row.resolution_id for row in rows})
    return [
        OpenItem(
            kind=ItemKind.INSPECTION, subject_id=row.id or 0, resolution_id=row.resolution_id,
            member_id=row.inspector_id, due_on=row.planned_on,
            since_on=max(row.date_set_on, since.get(row.resolution_id, row.date_set_on)),
        )
        for row in rows
    ]  # fmt: skip


def _issued_on(session: Session, resolution_ids: set[int]) -> dict[int, date]:
    """Give the days of issue: before them nobody owes an inspection, whatever the plan says."""
    papers = session.exec(select(IssuedRow).where(col(IssuedRow.resolution_id).in_(resolution_ids)))
    return {paper.resolution_id: local_date(paper.issued_at) for paper in papers}
