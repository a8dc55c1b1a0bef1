"""Proposed tasks: what the text says, before somebody confirms it."""

from sqlmodel import Session, col, select

from rules.tasks import (
    TaskSource,
    TaskState,
)
from storage.tasks import TaskRow


def proposals_of(session: Session, resolution_id: int) -> list[TaskRow]:
    """Give what is proposed for a resolution and not yet decided, in the order of the text."""
    return list(
        session.exec(
            select(TaskRow)
            .where(TaskRow.resolution_id == resolution_id, TaskRow.state == TaskState.PROPOSED)
            .order_by(col(TaskRow.id))
        )
    )


def proposal_keys(session: Session, resolution_id: int) -> set[str]:
    """Give what the text of a resolution has proposed so far, whatever became of it."""
    keys = session.exec(select(TaskRow.proposal_key).where(TaskRow.resolution_id == resolution_id))
    return {key for key in keys if key is not None}


def proposal_after(session: Session, task: TaskRow) -> TaskRow | None:
    """Give the proposal that comes after one in its text or list; None after one that was told alone."""
    if task.source is TaskSource.TYPED:
        return None
    waiting = [row for row in proposals_of(session, task.resolution_id) if row.source is task.source]
    later = [row for row in waiting if (row.id or 0) > (task.id or 0)]
    return next(iter([*later, *waiting]), None)


def listed_proposals_of(session: Session, resolution_id: int) -> list[TaskRow]:
    """Give what the last list proposes and nobody has decided yet."""
    rows = proposals_of(session, resolution_id)
    return [row for row in rows if row.source is TaskSource.SHEET]
