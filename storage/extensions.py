"""Wishes for a later date, and what was decided about them."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Index, text
from sqlmodel import Session, SQLModel, col, select

from rules.calendar import local_date
from rules.extensions import ExtensionState
from rules.members import Ability, roles_that_may
from rules.nudges import ItemKind, OpenItem
from rules.packs import pack_for
from rules.tasks import TASKS_RUN
from storage import columns
from storage.bodies import BodyRow
from storage.members import MemberRow, NotPermitted, member_of, roster
from storage.resolutions import ResolutionRow
from storage.tasks import TaskRow

_WAITING = text("state = 'waiting'")


class ExtensionRow(SQLModel, table=True):
    """One wish for a later date. Rows are kept: their number and old dates show on the task."""

    __tablename__ = "extension"
    __table_args__ = (
        Index("ix_extension_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: int | None = columns.key()
    task_id: int = columns.reference("task.id")
    state: ExtensionState = columns.state(ExtensionState, default=ExtensionState.WAITING)
    old_due_on: date
    new_due_on: date
    reason: str = columns.text()
    asked_by_id: int = columns.reference("member.id", index=False)
    asked_at: datetime
    is_on_paper: bool = False
    decided_by_id: int | None = columns.reference("member.id", default=None, index=False)
    decided_at: datetime | None = None
    note: str = columns.text(default="")  # why it was refused


def extensions_of(session: Session, task_id: int) -> list[ExtensionRow]:
    """Give what was wished for a task, the oldest first."""
    return list(
        session.exec(
            select(ExtensionRow).where(ExtensionRow.task_id == task_id).order_by(col(ExtensionRow.id))
        )
    )


def waiting_extension(session: Session, task_id: int) -> ExtensionRow | None:
    """Give the wish that has not been decided yet."""
    return session.exec(
        select(ExtensionRow).where(
            ExtensionRow.task_id == task_id, ExtensionRow.state == ExtensionState.WAITING
        )
    ).first()


def extension_for_member(
    session: Session, user_id: int | None, extension_id: int
) -> tuple[ExtensionRow, TaskRow, MemberRow]:
    """Give a wish to a member of its body. Raises NotAMember, NotPermitted."""
    row = session.get(ExtensionRow, extension_id)
    if row is None:
        raise NotPermitted
    task = session.get_one(TaskRow, row.task_id)
    resolution = session.get_one(ResolutionRow, task.resolution_id)
    return row, task, member_of(session, user_id, resolution.body_id)


def approvers(session: Session, body_id: int) -> list[MemberRow]:
    """Give who may decide about later dates in a body."""
    roles = roles_that_may(Ability.APPROVE_EXTENSION)
    return [member for member in roster(session, body_id) if member.role in roles]


def extensions_to_decide(session: Session, body_ids: list[int]) -> list[tuple[ExtensionRow, TaskRow]]:
    """Give the wishes that wait in some bodies, the oldest first."""
    return list(
        session.exec(
            select(ExtensionRow, TaskRow)
            .join(TaskRow, col(TaskRow.id) == ExtensionRow.task_id)
            .join(ResolutionRow, col(ResolutionRow.id) == TaskRow.resolution_id)
            .where(
                _is_waiting(),
                col(ResolutionRow.body_id).in_(body_ids),
                col(ResolutionRow.stage).in_(TASKS_RUN),
            )
            .order_by(col(ExtensionRow.id))
        )
    )


def open_items(
    session: Session,
    *,
    now: datetime,
    due_until: date | None = None,  # noqa: ARG001  a wish is due in two days: few are not due yet
    resolution_id: int | None = None,
) -> list[OpenItem]:
    """Give every wish that waits, once for each head who may decide it and has not made it."""
    waiting = (
        select(ExtensionRow, TaskRow, BodyRow)
        .join(TaskRow, col(TaskRow.id) == ExtensionRow.task_id)
        .join(ResolutionRow, col(ResolutionRow.id) == TaskRow.resolution_id)
        .join(BodyRow, col(BodyRow.id) == ResolutionRow.body_id)
        .where(_is_waiting(), col(ResolutionRow.stage).in_(TASKS_RUN))
        .order_by(col(ExtensionRow.id))
    )
    if resolution_id is not None:
        waiting = waiting.where(TaskRow.resolution_id == resolution_id)
    rows = session.exec(waiting).all()
    heads = {body_id: approvers(session, body_id) for body_id in {body.id or 0 for *_, body in rows}}
    return [
        _item(wish, task, head, pack_for(body.kind, on=local_date(now)).spans.extension_for)
        for wish, task, body in rows
        for head in heads[body.id or 0]
        if head.id != wish.asked_by_id
    ]


def _is_waiting() -> ColumnElement[bool]:
    return columns.stands_at(columns.table_of(ExtensionRow).c.state, ExtensionState.WAITING)


def _item(wish: ExtensionRow, task: TaskRow, head: MemberRow, span: timedelta) -> OpenItem:
    asked_on = local_date(wish.asked_at)
    return OpenItem(
        kind=ItemKind.EXTENSION, subject_id=wish.id or 0, resolution_id=task.resolution_id,
        member_id=head.id or 0, due_on=asked_on + span, since_on=asked_on,
    )  # fmt: skip
