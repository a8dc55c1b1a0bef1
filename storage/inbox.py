"""What has arrived and is to be handled: updates of Telegram, results of errands.

An update is stored here, and committed, before Telegram hears that it arrived. The row is closed
in the same transaction as everything that its handling changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Self

from sqlalchemy import Connection, Index, bindparam, delete, func, or_, select, text, update
from sqlmodel import Field, SQLModel

from storage import columns
from storage.dialect import insert_in
from storage.prepared import Prepared


class Urgency(IntEnum):
    """Who is handled first where much waits. The order within a chat is kept, but for presses."""

    PRESS = 0  # dies after 150 seconds
    DIALOGUE = 1  # one person waits for the next words: a private chat, a paper being read, @bot
    ORDINARY = 2  # what is said in groups, and answered with a sign


ONE_IN = 4
"""Where more of the urgent wait than can be handled at once, one row in so many is less urgent."""


FLEETING = frozenset({"inline_query"})
"""What somebody types while they look for something: it is kept until it is answered, no longer."""

WIPED = "{}"
"""What stands in the place of a raw update: its number stays, so that it is not handled twice."""


class InboxRow(SQLModel, table=True):
    """One update, or one errand's result, as raw JSON."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_open", "urgency", "id", sqlite_where=text("done_at IS NULL"),
              postgresql_where=text("done_at IS NULL")),
        # Of these alone: SQLite would look for the open ones here, and put all of them in order.
        Index("ix_inbox_done", "done_at", sqlite_where=text("done_at IS NOT NULL"),
              postgresql_where=text("done_at IS NOT NULL")),
    )  # fmt: skip

    id: int | None = columns.key()
    update_id: int | None = Field(default=None, unique=True, sa_type=columns.BigKey)
    errand_id: int | None = Field(default=None, unique=True, sa_type=columns.BigKey)
    kind: str
    urgency: int
    body: str = columns.text()
    received_at: datetime
    done_at: datetime | None = None
    parked_because: str | None = None


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is put into the inbox. Exactly one of the two ids is given."""

    kind: str
    body: str
    update_id: int | None = None
    errand_id: int | None = None
    is_private: bool = False  # said in a chat with one person

    @property
    def urgency(self) -> Urgency:
        """Whether it may wait its turn."""
        if self.kind == "callback_query":
            return Urgency.PRESS
        is_dialogue = self.is_private or self.errand_id is not None or self.kind in FLEETING
        return Urgency.DIALOGUE if is_dialogue else Urgency.ORDINARY


@dataclass(frozen=True, kw_only=True)
class Open:
    """A row that waits to be handled."""

    id: int
    update_id: int | None
    errand_id: int | None
    kind: str
    body: str
    urgency: int


_TABLE = columns.table_of(InboxRow)
_COLUMNS = (_TABLE.c.id, _TABLE.c.update_id, _TABLE.c.errand_id, _TABLE.c.kind, _TABLE.c.body,
            _TABLE.c.urgency)  # fmt: skip
_OPEN = Prepared(
    select(*_COLUMNS)
    .where(_TABLE.c.done_at.is_(None), _TABLE.c.urgency >= bindparam("least"))
    .order_by(_TABLE.c.urgency, _TABLE.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLOSE = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(done_at=bindparam("at"), parked_because=bindparam("because"))
)
_EMPTY = Prepared(update(_TABLE).where(_TABLE.c.id == bindparam("row")).values(body=WIPED))
_STORE = Prepared(lambda dialect: insert_in(dialect, _TABLE).on_conflict_do_nothing())
_FORGET = delete(_TABLE).where(
    _TABLE.c.done_at < bindparam("handled"),
    or_(_TABLE.c.parked_because.is_(None), _TABLE.c.done_at < bindparam("parked")),
)


def store(connection: Connection, arrivals: Sequence[Arrival], *, now: datetime) -> None:
    """Keep what arrived. What is here already (Telegram repeats itself) is left as it is."""
    _STORE.run_for_each(
        connection,
        [
            {
                "update_id": a.update_id,
                "errand_id": a.errand_id,
                "kind": a.kind,
                "urgency": a.urgency,
                "body": a.body,
                "received_at": now,
            }
            for a in arrivals
        ],
    )


def open_rows(connection: Connection, *, limit: int) -> list[Open]:
    """Give the next rows to handle, and lock them against other workers.

    Where all can be handled at once, they come as they arrived, presses first. Where much waits, the
    more urgent go before the others, and one of these after every few of them: nobody waits for ever.
    """
    rows = _open(connection, least=Urgency.PRESS, limit=limit)
    if len(rows) < limit:
        return sorted(rows, key=lambda row: (row.urgency > Urgency.PRESS, row.id))
    most = rows[-1].urgency
    urgent = [row for row in rows if row.urgency < Urgency.ORDINARY]
    others = rows[len(urgent) :]
    if not others:
        others = _open(connection, least=most + 1, limit=limit // ONE_IN)
        urgent = urgent[: limit - len(others)]
    for number, row in enumerate(others, start=1):
        urgent.insert(number * ONE_IN - 1, row)
    return urgent


def _open(connection: Connection, *, least: int, limit: int) -> list[Open]:
    return [Open(**row._asdict()) for row in _OPEN.all(connection, least=least, most=limit)]


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A row that has been handled, or parked with the reason."""

    id: int
    parked_because: str | None = None
    is_emptied: bool = False

    @classmethod
    def of(cls, row: Open, parked_because: str | None = None, *, is_forgotten: bool = False) -> Self:
        """Close a row; of what is fleeting, or must not be kept, the words go with it."""
        # A result is the whole of somebody's paper; what is kept of it has been stored by now.
        is_result = row.errand_id is not None and parked_because is None
        is_emptied = is_forgotten or is_result or row.kind in FLEETING
        return cls(id=row.id, parked_because=parked_because, is_emptied=is_emptied)


def close(connection: Connection, closed: Iterable[Closed], *, now: datetime) -> None:
    """Close rows, within the transaction of what their handling changed."""
    closed = list(closed)
    _CLOSE.run_for_each(
        connection, [{"row": c.id, "at": now, "because": c.parked_because} for c in closed]
    )
    _EMPTY.run_for_each(connection, [{"row": c.id} for c in closed if c.is_emptied])


def count_open(connection: Connection) -> int:
    """Say how many rows wait."""
    return connection.execute(
        select(func.count()).select_from(_TABLE).where(_TABLE.c.done_at.is_(None))
    ).scalar_one()


def forget_before(connection: Connection, moment: datetime, *, parked_before: datetime) -> int:
    """Delete rows handled before a moment, and parked ones that are older still.

    Raw updates hold personal data and are of no more use. The span must stay above the 24 hours in
    which Telegram may repeat an update.
    """
    return connection.execute(_FORGET, {"handled": moment, "parked": parked_before}).rowcount
