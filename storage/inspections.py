"""Inspections of a resolution: planned with the draft, held later."""

from datetime import date, datetime

from sqlmodel import Session, SQLModel, col, select

from rules.inspections import InspectionForm
from storage import columns


class InspectionRow(SQLModel, table=True):
    """One inspection: who inspects whom, how, and when (S0.20)."""

    __tablename__ = "inspection"

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    form: InspectionForm = columns.state(InspectionForm)
    inspector_id: int = columns.reference("member.id")
    inspected_id: int | None = columns.reference("member.id", default=None)
    inspected: str  # the unit or person as printed
    planned_on: date
    planned_by_id: int = columns.reference("member.id")
    planned_at: datetime


def plan_of(session: Session, resolution_id: int) -> list[InspectionRow]:
    """Give a resolution's inspections by date."""
    return list(
        session.exec(
            select(InspectionRow)
            .where(InspectionRow.resolution_id == resolution_id)
            .order_by(col(InspectionRow.planned_on), col(InspectionRow.id))
        )
    )
