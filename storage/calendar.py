"""Days that a notice has made free or working, against the usual calendar."""

from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from rules.calendar import KNOWN_OVERRIDES, DayKind, DayOverride, WorkCalendar
from storage import columns


class DayOverrideRow(SQLModel, table=True):
    """One such day. It wins over the package of holidays."""

    __tablename__ = "calendar_override"

    on: date = Field(primary_key=True)
    kind: DayKind = columns.state(DayKind)
    reason: str
    source: str


def work_calendar(session: Session) -> WorkCalendar:
    """Give the calendar as it is known today."""
    known = {override.on: override for override in KNOWN_OVERRIDES}
    for row in session.exec(select(DayOverrideRow)):
        known[row.on] = DayOverride(on=row.on, kind=row.kind, reason=row.reason, source=row.source)
    return WorkCalendar(tuple(known.values()))


def overrides_from(session: Session, on: date) -> list[DayOverrideRow]:
    """Give the days from a day on that somebody has entered here."""
    return list(
        session.exec(
            select(DayOverrideRow).where(col(DayOverrideRow.on) >= on).order_by(col(DayOverrideRow.on))
        )
    )
