"""What stands in the way of tasks, and how it was removed."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Session, SQLModel, col, select

from rules.tasks import TASKS_RUN, WITH_OWNER, TaskState
from storage import columns
from storage.members import MemberRow, NotPermitted, member_of
from storage.resolutions import ResolutionRow
from storage.tasks import TaskRow

_IN_THE_WAY = text("removed_at IS NULL")


class ObstacleRow(SQLModel, table=True):
    """One obstacle of one task. What was removed stays on record."""

    __tablename__ = "obstacle"
    __table_args__ = (
        Index("ix_obstacle_open", "id", sqlite_where=_IN_THE_WAY, postgresql_where=_IN_THE_WAY),
    )

    id: int | None = columns.key()
    task_id: int = columns.reference("task.id")
    text: str = columns.text()
    reported_by_id: int = columns.reference("member.id", index=False)
    reported_at: datetime
    is_on_paper: bool = False
    removed_by_id: int | None = columns.reference("member.id", default=None, index=False)
    removed_at: datetime | None = None
    removal: str = columns.text(default="")  # what was done


def obstacles_of(session: Session, task_id: int) -> list[ObstacleRow]:
    """Give the obstacles of a task, the oldest first."""
    return list(
        session.exec(
            select(ObstacleRow).where(ObstacleRow.task_id == task_id).order_by(col(ObstacleRow.id))
        )
    )


def obstacles_in_the_way(session: Session, task: TaskRow) -> list[ObstacleRow]:
    """Give what still stands in the way of a task; nothing does once it is reported done."""
    if task.state not in WITH_OWNER:
        return []
    return [row for row in obstacles_of(session, task.id or 0) if row.removed_at is None]


def open_obstacles(
    session: Session, *, inspector_ids: list[int], body_ids: list[int]
) -> list[tuple[ObstacleRow, TaskRow]]:
    """Give what still stands in the way of work: of these inspectors, or in these bodies."""
    return list(
        session.exec(
            select(ObstacleRow, TaskRow)
            .join(TaskRow, col(TaskRow.id) == ObstacleRow.task_id)
            .join(ResolutionRow, col(ResolutionRow.id) == TaskRow.resolution_id)
            .where(
                col(ObstacleRow.removed_at).is_(None),
                # Said the other way round, so that obstacles are looked through and not all open tasks.
                col(TaskRow.state).not_in(frozenset(TaskState) - WITH_OWNER),
                col(ResolutionRow.stage).in_(TASKS_RUN),
                col(TaskRow.inspector_id).in_(inspector_ids) | col(ResolutionRow.body_id).in_(body_ids),
            )
            .order_by(col(ObstacleRow.id))
        )
    )


def obstacle_for_member(
    session: Session, user_id: int | None, obstacle_id: int
) -> tuple[ObstacleRow, TaskRow, MemberRow]:
    """Give an obstacle to a member of its body. Raises NotAMember, NotPermitted."""
    row = session.get(ObstacleRow, obstacle_id)
    if row is None:
        raise NotPermitted
    task = session.get_one(TaskRow, row.task_id)
    resolution = session.get_one(ResolutionRow, task.resolution_id)
    return row, task, member_of(session, user_id, resolution.body_id)
