"""Tasks of a resolution: who does what by when, and what of it waits for somebody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Executable, Index, UniqueConstraint, text
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from rules.calendar import local_date
from rules.nudges import ItemKind, OpenItem
from rules.packs import pack_for
from rules.task_targets import WHOLE, TaskTarget, percent_done
from rules.tasks import (
    GIVEN,
    OPEN,
    TASKS_RUN,
    WITH_OWNER,
    TaskFact,
    TaskSource,
    TaskState,
    TaskStep,
    Timeliness,
    state_after,
    timeliness,
)
from storage import columns
from storage.bodies import BodyRow
from storage.members import MemberRow
from storage.resolutions import ResolutionRow
from storage.task_history import add_event

_WITH_OWNER = text("state IN ('assigned', 'under_way')")
_REPORTED = text("state = 'reported'")


class TaskRow(SQLModel, table=True):
    """One task: one owner, an inspector who is somebody else, one due date."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("resolution_id", "proposal_key"),
        CheckConstraint("owner_id <> inspector_id", name="inspector_is_another"),
        Index("ix_task_due", "due_on", sqlite_where=_WITH_OWNER, postgresql_where=_WITH_OWNER),
        Index("ix_task_reported", "id", sqlite_where=_REPORTED, postgresql_where=_REPORTED),
        Index("ix_task_owner", "owner_id", "state"),
        Index("ix_task_inspector", "inspector_id", "state"),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    state: TaskState = columns.state(TaskState)
    source: TaskSource = columns.state(TaskSource)
    #: which proposal of the text it is: asking twice proposes nothing twice
    proposal_key: str | None = None
    clause_key: str | None = None
    clause_path: str = ""
    inspection_id: int | None = columns.reference("inspection.id", default=None)
    what: str = columns.text()
    said_owner: str = ""  # whom the text names, as printed
    said_due: str = ""  # the words of the text for the date
    owner_id: int | None = columns.reference("member.id", default=None, index=False)
    inspector_id: int | None = columns.reference("member.id", default=None, index=False)
    due_on: date | None = None
    due_set_on: date  # since when it is due on that day
    product: str = columns.text(default="")
    target_value: float | None = None
    target_unit: str = ""
    baseline: float | None = None
    reached: float | None = None  # in the target's unit; in percent where there is no target
    result: str = columns.text(default="")
    created_by_id: int = columns.reference("member.id", index=False)
    created_at: datetime
    assigned_at: datetime | None = None
    accepted_at: datetime | None = None
    reported_at: datetime | None = None
    confirmed_at: datetime | None = None

    @property
    def target(self) -> TaskTarget | None:
        """The number to be reached, if there is one."""
        if self.target_value is None:
            return None
        return TaskTarget(value=self.target_value, unit=self.target_unit, baseline=self.baseline)

    @property
    def percent(self) -> float:
        """How much of it is done. Without a target, what is reported done is done."""
        if self.target is None and self.state in (TaskState.REPORTED, TaskState.DONE):
            return WHOLE
        return percent_done(self.reached, self.target)

    def timeliness(self, today: date) -> Timeliness:
        """How it stands against its due date."""
        assert self.due_on is not None
        reported_on = local_date(self.reported_at) if self.reported_at else None
        return timeliness(self.state, due_on=self.due_on, reported_on=reported_on, today=today)


class CooperatorRow(SQLModel, table=True):
    """Somebody who helps with a task: a member, or a unit by its name."""

    __tablename__ = "task_cooperator"
    __table_args__ = (UniqueConstraint("task_id", "name"),)

    id: int | None = columns.key()
    task_id: int = columns.reference("task.id")
    member_id: int | None = columns.reference("member.id", default=None, index=False)
    name: str


def add_task(
    session: Session,
    *,
    resolution_id: int,
    what: str,
    owner_id: int,
    inspector_id: int,
    due_on: date,
    by_id: int,
    source: TaskSource,
    now: datetime,
    inspection_id: int | None = None,
    product: str = "",
) -> TaskRow:
    """Give somebody a task that needs no further question, such as an inspection's demand.

    The caller tells its owner (`TaskAssigned`) and touches the card. The database refuses an
    inspector who is the owner.
    """
    row = TaskRow(
        resolution_id=resolution_id,
        state=TaskState.ASSIGNED,
        source=source,
        inspection_id=inspection_id,
        what=what,
        owner_id=owner_id,
        inspector_id=inspector_id,
        due_on=due_on,
        due_set_on=local_date(now),
        product=product,
        created_by_id=by_id,
        created_at=now,
        assigned_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    add_event(session, row.id, TaskFact.ASSIGNED, by_id=by_id, now=now, owner_id=owner_id, due_on=due_on)
    return row


def take_task_step(row: TaskRow, step: TaskStep) -> None:
    """Move a task on. Raises WrongTaskState."""
    row.state = state_after(row.state, step)


def write_history(
    session: Session,
    row: TaskRow,
    fact: TaskFact,
    *,
    by: MemberRow,
    now: datetime,
    note: str = "",
    is_on_paper: bool = False,
) -> None:
    """Write down what has happened to a task, with its owner, date and number as they are now."""
    assert row.id is not None
    add_event(
        session, row.id, fact, by_id=by.id, now=now, note=note, is_on_paper=is_on_paper,
        reached=row.reached, owner_id=row.owner_id, due_on=row.due_on,
    )  # fmt: skip


def tasks_of(session: Session, resolution_id: int) -> list[TaskRow]:
    """Give the tasks of a resolution that were given, by due date."""
    return list(
        session.exec(
            select(TaskRow)
            .where(TaskRow.resolution_id == resolution_id, col(TaskRow.state).in_(GIVEN))
            .order_by(col(TaskRow.due_on), col(TaskRow.id))
        )
    )


def open_tasks_of(session: Session, resolution_id: int) -> list[TaskRow]:
    """Give the tasks of a resolution that were given and are not done, by due date."""
    return [row for row in tasks_of(session, resolution_id) if row.state in OPEN]


def cooperators_of(session: Session, task_id: int) -> list[CooperatorRow]:
    """Give who helps with a task."""
    return list(
        session.exec(
            select(CooperatorRow).where(CooperatorRow.task_id == task_id).order_by(col(CooperatorRow.id))
        )
    )


def tasks_owned_by(session: Session, member_ids: list[int]) -> list[TaskRow]:
    """Give the tasks with which people have something to do, by due date."""
    return _running(session, col(TaskRow.owner_id).in_(member_ids), WITH_OWNER)


def tasks_to_confirm_by(session: Session, member_ids: list[int]) -> list[TaskRow]:
    """Give the tasks that were reported done and wait for these inspectors."""
    return _running(session, col(TaskRow.inspector_id).in_(member_ids), frozenset({TaskState.REPORTED}))


def _running(
    session: Session, whose: ColumnElement[bool], states: frozenset[TaskState]
) -> list[TaskRow]:
    return list(
        session.exec(
            select(TaskRow)
            .join(ResolutionRow, col(ResolutionRow.id) == TaskRow.resolution_id)
            .where(whose, col(TaskRow.state).in_(states), col(ResolutionRow.stage).in_(TASKS_RUN))
            .order_by(col(TaskRow.due_on), col(TaskRow.id))
        )
    )


_TASK = columns.table_of(TaskRow)
_RESOLUTION = columns.table_of(ResolutionRow)
_BODY = columns.table_of(BodyRow)

# Read by the daily round over all bodies, so as plain rows and not as objects.
_OPEN = (
    select_columns(
        _TASK.c.id, _TASK.c.resolution_id, _TASK.c.state, _TASK.c.owner_id, _TASK.c.inspector_id,
        _TASK.c.due_on, _TASK.c.due_set_on, _TASK.c.reported_at, _BODY.c.kind,
    )
    .select_from(_TASK.join(_RESOLUTION, _RESOLUTION.c.id == _TASK.c.resolution_id)
                 .join(_BODY, _BODY.c.id == _RESOLUTION.c.body_id))
    .where(_RESOLUTION.c.stage.in_(TASKS_RUN))
)  # fmt: skip
_AT_OWNERS = _OPEN.where(columns.stands_at(_TASK.c.state, TaskState.ASSIGNED, TaskState.UNDER_WAY))
_AT_INSPECTORS = _OPEN.where(columns.stands_at(_TASK.c.state, TaskState.REPORTED))


def open_items(
    session: Session, *, now: datetime, due_until: date | None = None, resolution_id: int | None = None
) -> list[OpenItem]:
    """Give every task that waits for its owner, or for its inspector's word on a report."""
    today = local_date(now)
    at_owners, at_inspectors = _AT_OWNERS, _AT_INSPECTORS
    if due_until is not None:
        # A report waits for its inspector some days only: what is not due of these is little.
        at_owners = at_owners.where(_TASK.c.due_on <= due_until)
    if resolution_id is not None:
        of_it = _TASK.c.resolution_id == resolution_id
        at_owners, at_inspectors = at_owners.where(of_it), at_inspectors.where(of_it)
    rows = [*_rows(session, at_owners), *_rows(session, at_inspectors)]
    return [_open_item(row, today) for row in sorted(rows, key=lambda row: row.id)]


def _rows(session: Session, wanted: Executable) -> Sequence[Any]:
    return session.connection().execute(wanted).all()


def _open_item(row: Any, today: date) -> OpenItem:
    if row.state is not TaskState.REPORTED:
        return OpenItem(
            kind=ItemKind.TASK, subject_id=row.id, resolution_id=row.resolution_id,
            member_id=row.owner_id, due_on=row.due_on, inspector_id=row.inspector_id,
            since_on=row.due_set_on,
        )  # fmt: skip
    reported_on = local_date(row.reported_at)
    return OpenItem(
        kind=ItemKind.CONFIRMATION, subject_id=row.id, resolution_id=row.resolution_id,
        member_id=row.inspector_id, since_on=reported_on,
        due_on=reported_on + pack_for(row.kind, on=today).spans.confirm_for,
    )  # fmt: skip
