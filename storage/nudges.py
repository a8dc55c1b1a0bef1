"""Reminders that were given: due is derived from facts, done is stored, and never twice."""

from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint
from sqlmodel import SQLModel

from rules.nudges import ItemKind
from storage import columns
from storage.dialect import insert_or_ignore


class NudgeRow(SQLModel, table=True):
    """One reminder of one thing to one person. `step` names the rung, or the day of a list."""

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "member_id", "step"),)

    id: int | None = columns.key()
    kind: ItemKind = columns.state(ItemKind)
    subject_id: int
    member_id: int = columns.reference("member.id")
    step: str
    nudged_at: datetime


_TABLE = columns.table_of(NudgeRow)


def mark_nudged(
    connection: Connection,
    *,
    kind: ItemKind,
    subject_id: int,
    member_id: int,
    step: str,
    now: datetime,
) -> bool:
    """Write down that a reminder is given now; False where it was given before."""
    given = connection.execute(
        insert_or_ignore(connection, _TABLE),
        {
            "kind": kind,
            "subject_id": subject_id,
            "member_id": member_id,
            "step": step,
            "nudged_at": now,
        },
    )
    return given.rowcount == 1
