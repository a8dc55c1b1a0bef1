"""Urgings that were asked for: at night they wait for the morning."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Session, SQLModel, col, select

from storage import columns

_WAITING = "given_at IS NULL"


class UrgingRow(SQLModel, table=True):
    """One press of the button that urges all who have open items of a resolution."""

    __tablename__ = "urging"
    __table_args__ = (
        Index("ix_urging_waiting", "id", sqlite_where=text(_WAITING), postgresql_where=text(_WAITING)),
    )

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    asked_by_id: int = columns.reference("member.id", index=False)
    asked_at: datetime
    given_at: datetime | None = None


def waiting_urgings(session: Session) -> list[UrgingRow]:
    """Give what waits for the morning, the oldest first."""
    return list(
        session.exec(
            select(UrgingRow).where(col(UrgingRow.given_at).is_(None)).order_by(col(UrgingRow.id))
        )
    )
