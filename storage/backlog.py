"""How much waits, and since when: for whoever watches the machine. Small reads, each along an index.

Depth and age are read when somebody asks, never kept: they are right after a restart, and the same for
every worker of the installation.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, select

from rules.notices import Lane
from storage import columns
from storage.inbox import InboxRow, Urgency
from storage.outbox import OutboxRow

_INBOX = columns.table_of(InboxRow)
_OUTBOX = columns.table_of(OutboxRow)


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What waits in one queue."""

    depth: int = 0
    oldest_at: datetime | None = None


def waiting_in(connection: Connection) -> dict[Urgency, Queue]:
    """Say what has arrived and is not handled yet, by how urgent it is."""
    found = _queues(
        connection, _INBOX, _INBOX.c.urgency, _INBOX.c.received_at, _INBOX.c.done_at.is_(None)
    )
    return {each: found.get(each, Queue()) for each in Urgency}


def waiting_out(connection: Connection) -> dict[Lane, Queue]:
    """Say what waits to be sent, by lane; also what waits for Telegram's limits or for a chat."""
    # Written out, as in the index: a parameter would hide from the planner that the index fits.
    is_waiting = literal_column("state = 'waiting'")
    found = _queues(connection, _OUTBOX, _OUTBOX.c.lane, _OUTBOX.c.created_at, is_waiting)
    return {each: found.get(each, Queue()) for each in Lane}


def _queues(
    connection: Connection,
    table: Table,
    by: ColumnElement[int],
    since: ColumnElement[datetime],
    waits: ColumnElement[bool],
) -> dict[int, Queue]:
    """Count along the index of what waits, and look up the first row of each queue."""
    counted = (
        select(by, func.count(), func.min(table.c.id))
        # SQLite would rather look up every row that waits, with its long text.
        .with_hint(table, f"INDEXED BY ix_{table.name}_open", "sqlite")
        .where(waits)
        .group_by(by)
        .subquery("waiting")
    )
    key, depth, first = counted.c
    rows = connection.execute(select(key, depth, since).join(table, table.c.id == first))
    return {row[0]: Queue(depth=row[1], oldest_at=row[2]) for row in rows}
