"""What has happened to a task, step by step. Nothing in it is ever changed."""

from datetime import date, datetime

from sqlmodel import Session, SQLModel, col, select

from rules.tasks import TaskFact
from storage import columns


class TaskEventRow(SQLModel, table=True):
    """One thing that has happened to a task. Rows are never changed."""

    __tablename__ = "task_event"

    id: int | None = columns.key()
    task_id: int = columns.reference("task.id")
    fact: TaskFact = columns.state(TaskFact)
    by_id: int | None = columns.reference("member.id", default=None, index=False)
    at: datetime
    is_on_paper: bool = False  # the clerk has written it down for somebody
    note: str = columns.text(default="")
    reached: float | None = None
    owner_id: int | None = columns.reference("member.id", default=None, index=False)
    due_on: date | None = None


def add_event(
    session: Session,
    task_id: int,
    fact: TaskFact,
    *,
    by_id: int | None,
    now: datetime,
    note: str = "",
    is_on_paper: bool = False,
    reached: float | None = None,
    owner_id: int | None = None,
    due_on: date | None = None,
) -> None:
    """Write down what has happened, with what was said."""
    session.add(
        TaskEventRow(
            task_id=task_id, fact=fact, by_id=by_id, at=now, note=note, is_on_paper=is_on_paper,
            reached=reached, owner_id=owner_id, due_on=due_on,
        )
    )  # fmt: skip


def history_of(session: Session, task_id: int) -> list[TaskEventRow]:
    """Give what has happened to a task, the oldest first."""
    return list(
        session.exec(
            select(TaskEventRow).where(TaskEventRow.task_id == task_id).order_by(col(TaskEventRow.id))
        )
    )


def last_note(session: Session, task_id: int, fact: TaskFact) -> str:
    """Give what was said when something happened to a task for the last time, "" where it did not."""
    note = session.exec(
        select(TaskEventRow.note)
        .where(TaskEventRow.task_id == task_id, TaskEventRow.fact == fact)
        .order_by(col(TaskEventRow.id).desc())
        .limit(1)
    ).first()
    return note or ""
