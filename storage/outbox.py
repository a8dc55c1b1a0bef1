"""What waits to leave the house, and what has left: one row, one call of Telegram.

Rows are written in the transaction of the change they tell of. Nobody but the delivery sends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    Index,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlmodel import Field, SQLModel

from rules.notices import Lane
from storage import columns
from storage.chats import ChatRow
from storage.dialect import insert_in
from storage.prepared import Prepared


class Form(StrEnum):
    """How a notice reaches people."""

    MESSAGE = "message"  # a new message
    SCREEN = "screen"  # an old message of ours turns into it
    CARD = "card"  # the first showing of a live card
    ANSWER = "answer"  # the answer to a button press
    OFFER = "offer"  # what can be shared, to somebody who looks for it in another chat
    REACTION = "reaction"  # a sign on somebody's message
    ERRAND = "errand"  # something to be fetched or asked; the result returns through the inbox


class Sending(StrEnum):
    """What has become of a row."""

    WAITING = "waiting"
    STARTED = "started"  # only for what must never go twice: it may have gone
    SENT = "sent"
    DROPPED = "dropped"  # nobody is there any more, or it came too late
    FAILED = "failed"  # Telegram refused it for good; `error` says why
    UNCERTAIN = "uncertain"  # it may have arrived, and a second one would be worse


class OutboxRow(SQLModel, table=True):
    """One thing to send. `facts` is the notice or errand; it is worded when it is sent."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_open", "lane", "id", sqlite_where=text("state = 'waiting'"),
              postgresql_where=text("state = 'waiting'")),
        Index("ix_outbox_said", "chat_id", "sent_message_id"),
        Index("ix_outbox_started", "id", sqlite_where=text("state = 'started'"),
              postgresql_where=text("state = 'started'")),
    )  # fmt: skip

    id: int | None = columns.key()
    form: Form = columns.state(Form)
    kind: str
    facts: str = columns.text()
    lane: int
    chat_id: int | None = columns.reference("chat.id", default=None, index=False)
    thread_id: int | None = None
    message_id: int | None = None  # the message to turn, to react to or to reply to
    card_id: int | None = None
    callback_id: str | None = None
    key: str | None = Field(default=None, unique=True)
    created_at: datetime
    state: Sending = columns.state(Sending, default=Sending.WAITING)
    attempts: int = 0
    sent_at: datetime | None = None
    sent_message_id: int | None = None
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A row of the outbox on its way, with the address it goes to."""

    id: int
    form: Form
    kind: str
    facts: str
    lane: Lane
    chat_id: int | None
    telegram_id: int | None
    thread_id: int | None
    message_id: int | None
    card_id: int | None
    callback_id: str | None
    created_at: datetime
    attempts: int

    def as_new(self) -> "Parcel":
        """Give it as one that looks back at no message."""
        form = Form.MESSAGE if self.form is Form.SCREEN else self.form
        return replace(self, form=form, message_id=None)


_TABLE = columns.table_of(OutboxRow)
_CHAT = columns.table_of(ChatRow)
_IS_WAITING = columns.stands_at(_TABLE.c.state, Sending.WAITING)
_WAITING = (
    select(
        *(_TABLE.c[name] for name in Parcel.__dataclass_fields__ if name != "telegram_id"),
        _CHAT.c.telegram_id,
    )
    .select_from(_TABLE.outerjoin(_CHAT, _TABLE.c.chat_id == _CHAT.c.id))
    # As in the index; what is prepared has no room for values that are written in later.
    .where(literal_column("outbox.state = 'waiting'"), _TABLE.c.lane == bindparam("of"))
    .order_by(_TABLE.c.id)
    .limit(bindparam("most"))
)
_NEXT = Prepared(_WAITING.where(_TABLE.c.id > bindparam("after")))
# The sum keeps an index of all that was said in the chat from being taken.
_OF_CHAT = Prepared(
    _WAITING.where(_TABLE.c.id >= bindparam("start"), _TABLE.c.chat_id + 0 == bindparam("chat"))
)
_PUT = Prepared(lambda dialect: insert_in(dialect, _TABLE).on_conflict_do_nothing())


def put(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Queue rows; one whose `key` was queued before is left out: it has been said already."""
    _PUT.run_for_each(connection, rows)


def waiting(connection: Connection, *, lane: Lane, after: int, limit: int) -> list[Parcel]:
    """Give what waits in a lane, in order, behind the row `after`."""
    rows = _NEXT.all(connection, of=lane, after=after, most=limit)
    return [Parcel(**row._asdict()) for row in rows]


def waiting_for(
    connection: Connection, chat_id: int, *, lane: Lane, first: int, limit: int
) -> list[Parcel]:
    """Give what waits for a chat in a lane, in order, from the row `first` on."""
    rows = _OF_CHAT.all(connection, of=lane, start=first, chat=chat_id, most=limit)
    return [Parcel(**row._asdict()) for row in rows]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What became of a parcel."""

    id: int
    state: Sending
    attempts: int = 0
    sent_at: datetime | None = None
    sent_message_id: int | None = None
    error: str | None = None
    wipes_facts: bool = False


_MARK = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        attempts=bindparam("tries"),
        sent_at=bindparam("at"),
        sent_message_id=bindparam("message"),
        error=bindparam("why"),
        facts=case((bindparam("wipe"), ""), else_=_TABLE.c.facts),
    )
)


def mark(connection: Connection, marks: Iterable[Mark]) -> None:
    """Write down what became of parcels."""
    rows = [
        {
            "row": m.id,
            "new_state": m.state,
            "tries": m.attempts,
            "at": m.sent_at,
            "message": m.sent_message_id,
            "why": m.error,
            "wipe": m.wipes_facts,
        }
        for m in marks
    ]
    _MARK.run_for_each(connection, rows)


def doubtful_after_crash(connection: Connection) -> int:
    """Settle what was started and never marked: it must not go twice, so it stays uncertain."""
    return connection.execute(
        update(_TABLE)
        .where(columns.stands_at(_TABLE.c.state, Sending.STARTED))
        .values(state=Sending.UNCERTAIN, error="the process ended while it was being sent")
    ).rowcount


def drop_for_chat(connection: Connection, chat_id: int, *, because: str) -> None:
    """Give up what waits for a chat where nobody is any more."""
    connection.execute(
        update(_TABLE)
        # What waits is little; what was said in a chat over the years is not. The sum keeps an index
        # of all that was said there from being taken.
        .where(and_(_TABLE.c.chat_id + 0 == chat_id, _IS_WAITING))
        .values(state=Sending.DROPPED, error=because)
    )


def forget_messages(connection: Connection, chat_id: int) -> None:
    """Forget the numbers of a chat's messages: screens come as new ones, signs go nowhere."""
    of_chat = update(_TABLE).where(_TABLE.c.chat_id == chat_id)
    for waiting, becomes in (
        (Form.SCREEN, {"form": Form.MESSAGE}),
        (Form.REACTION, {"state": Sending.DROPPED, "error": "the group has moved"}),
    ):
        connection.execute(of_chat.where(_IS_WAITING, _TABLE.c.form == waiting).values(becomes))
    connection.execute(of_chat.values(message_id=None, sent_message_id=None))


def count_waiting(connection: Connection) -> int:
    """Say how many rows wait, for whatever reason."""
    return connection.execute(select(func.count()).select_from(_TABLE).where(_IS_WAITING)).scalar_one()
