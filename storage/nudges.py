"""Reminders that were given: due is derived from facts, done is stored, and never twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, UniqueConstraint, select
from sqlmodel import Field, SQLModel

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


class DailyRoundRow(SQLModel, table=True):
    """The lists of a day were given: the next tick of the same day has nothing to do."""

    __tablename__ = "daily_round"

    on: date = Field(primary_key=True)
    given_at: datetime


_TABLE = columns.table_of(NudgeRow)
_ROUND = columns.table_of(DailyRoundRow)


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
    # PostgreSQL's driver gives no row count for an INSERT whose new key it returns by itself.
    given = connection.execute(
        insert_or_ignore(connection, _TABLE).returning(_TABLE.c.id),
        {
            "kind": kind,
            "subject_id": subject_id,
            "member_id": member_id,
            "step": step,
            "nudged_at": now,
        },
    )
    return given.first() is not None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A reminder that is about to be given."""

    kind: ItemKind
    subject_id: int
    member_id: int
    step: str


def mark_all_nudged(connection: Connection, marks: Sequence[Mark], *, now: datetime) -> set[Mark]:
    """Write down many reminders at once, and give those that were not given before."""
    if not marks:
        return set()
    given = connection.execute(
        insert_or_ignore(connection, _TABLE).returning(
            _TABLE.c.kind, _TABLE.c.subject_id, _TABLE.c.member_id, _TABLE.c.step
        ),
        [
            {
                "kind": mark.kind,
                "subject_id": mark.subject_id,
                "member_id": mark.member_id,
                "step": mark.step,
                "nudged_at": now,
            }
            for mark in marks
        ],
    )
    return {Mark(**row._mapping) for row in given}  # noqa: SLF001  the documented way to a row's names


def round_given(connection: Connection, on: date) -> bool:
    """Tell whether the lists of a day were given."""
    return connection.execute(select(_ROUND.c.on).where(_ROUND.c.on == on)).first() is not None


def mark_round(connection: Connection, on: date, *, now: datetime) -> None:
    """Write down that the lists of a day are given now."""
    connection.execute(insert_or_ignore(connection, _ROUND), {"on": on, "given_at": now})
