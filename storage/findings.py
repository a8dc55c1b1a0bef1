"""Demands of inspections: each is a task once the inspection is concluded."""

from datetime import date

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import Mapped
from sqlmodel import Session, SQLModel, col, select

from rules.findings import missing_of_demand
from rules.inspections import earliest_reinspection
from rules.tasks import OPEN, TaskState
from storage import columns
from storage.tasks import TaskRow


class DemandRow(SQLModel, table=True):
    """One demand: what, of whom, until when. Without a task it is not concluded yet.

    A re-inspection takes over what is still open; then the row points at the demand it comes from
    and at the same task.
    """

    __tablename__ = "demand"

    id: int | None = columns.key()
    inspection_id: int = columns.reference("inspection.id")
    what: str = columns.text()
    owner_id: int | None = columns.reference("member.id", default=None, index=False)
    due_on: date | None = None
    carried_from_id: int | None = columns.reference("demand.id", default=None, index=False)
    task_id: int | None = columns.reference("task.id", default=None)

    @property
    def is_complete(self) -> bool:
        """Whether it says of whom and until when."""
        return not missing_of_demand(owner_id=self.owner_id, due_on=self.due_on)


def demands_of(session: Session, inspection_id: int) -> list[DemandRow]:
    """Give the demands of an inspection in the order in which they were made."""
    return list(
        session.exec(
            select(DemandRow).where(DemandRow.inspection_id == inspection_id).order_by(col(DemandRow.id))
        )
    )


def followed_demands_of(session: Session, inspection_id: int) -> list[tuple[DemandRow, TaskRow]]:
    """Give the demands of a concluded inspection with the tasks that they have become."""
    return list(
        session.exec(
            select(DemandRow, TaskRow)
            .join(TaskRow, col(TaskRow.id) == DemandRow.task_id)
            .where(DemandRow.inspection_id == inspection_id)
            .order_by(col(DemandRow.id))
        )
    )


def open_demands_of(session: Session, inspection_id: int) -> list[tuple[DemandRow, TaskRow]]:
    """Give the demands of a concluded inspection that are not met yet, with their tasks."""
    found = followed_demands_of(session, inspection_id)
    return [(demand, task) for demand, task in found if task.state in OPEN]


def met_demands_of(session: Session, inspection_id: int) -> list[DemandRow]:
    """Give the demands whose tasks an inspector has confirmed; one that was taken back is not met."""
    found = followed_demands_of(session, inspection_id)
    return [demand for demand, task in found if task.state is TaskState.DONE]


def first_day_of_reinspection(session: Session, inspection_id: int, *, today: date) -> date:
    """Give the first day on which everything that an inspection demanded has fallen due."""
    dues = [demand.due_on for demand in demands_of(session, inspection_id) if demand.due_on]
    return earliest_reinspection(dues, today=today)


def has_open_demands(inspection_id: Mapped[int | None]) -> ColumnElement[bool]:
    """Ask within a statement whether an inspection has demands that are not met yet."""
    return exists(
        select(DemandRow.id)
        .join(TaskRow, col(TaskRow.id) == DemandRow.task_id)
        .where(DemandRow.inspection_id == inspection_id, col(TaskRow.state).in_(OPEN))
    )
