"""Live cards: messages of ours that are edited whenever their facts change.

Changing a fact only marks its cards (`changes` goes up). However many changes there are, the
delivery edits once, and writes down which change it has shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Index, UniqueConstraint, bindparam, select, text, update
from sqlmodel import SQLModel

from rules.notices import Notice
from storage import columns
from storage.chats import ChatRow
from storage.dialect import insert_into
from storage.prepared import Prepared


class CardRow(SQLModel, table=True):
    """One card in one chat."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("kind", "facts", "chat_id"),
        Index("ix_card_changed", "id", sqlite_where=text("changes > shown"),
              postgresql_where=text("changes > shown")),
        Index("ix_card_message", "chat_id", "message_id"),
    )  # fmt: skip

    id: int | None = columns.key()
    kind: str
    facts: str
    chat_id: int = columns.reference("chat.id")
    thread_id: int | None = None
    message_id: int | None = None
    pinned: bool = False
    changes: int = 1
    shown: int = 0
    shown_hash: str | None = None
    shown_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A card that shows old facts."""

    id: int
    kind: str
    facts: str
    chat_id: int
    telegram_id: int
    thread_id: int | None
    message_id: int | None
    pinned: bool
    changes: int
    shown_hash: str | None


_TABLE = columns.table_of(CardRow)
_CHAT = columns.table_of(ChatRow)
_TOUCH = Prepared(
    update(_TABLE)
    .where(_TABLE.c.kind == bindparam("of_kind"), _TABLE.c.facts == bindparam("of_facts"))
    .values(changes=_TABLE.c.changes + 1)
)
_CARDS = (
    select(
        *(_TABLE.c[name] for name in Changed.__dataclass_fields__ if name != "telegram_id"),
        _CHAT.c.telegram_id,
    )
    .join(_CHAT, _TABLE.c.chat_id == _CHAT.c.id)
    .where(_CHAT.c.gone_at.is_(None))
)
_CHANGED = Prepared(
    _CARDS.where(_TABLE.c.changes > _TABLE.c.shown, _TABLE.c.message_id.is_not(None))
    .order_by(_TABLE.c.id)
    .limit(bindparam("most"))
)
_SHOWN = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("card"))
    .values(
        shown=bindparam("upto"),
        shown_hash=bindparam("hash"),
        shown_at=bindparam("at"),
        message_id=bindparam("message"),
        pinned=bindparam("is_pinned"),
    )
)


def open_card(connection: Connection, notice: Notice, *, chat_id: int, thread_id: int | None) -> int:
    """Make the card of `notice` in a chat, or find it, and return its id. It is not shown yet."""
    statement = insert_into(connection, _TABLE).values(
        kind=notice.kind, facts=notice.facts(), chat_id=chat_id, thread_id=thread_id,
        changes=1, shown=0, pinned=False,
    )  # fmt: skip
    return connection.execute(
        statement.on_conflict_do_update(
            index_elements=["kind", "facts", "chat_id"],
            set_={"thread_id": thread_id, "changes": _TABLE.c.changes + 1, "message_id": None},
        ).returning(_TABLE.c.id)
    ).scalar_one()


def touch(connection: Connection, notices: Iterable[tuple[str, str]]) -> None:
    """Mark the cards of some facts (kind and facts), wherever they hang, as showing old ones."""
    rows = [{"of_kind": kind, "of_facts": facts} for kind, facts in notices]
    _TOUCH.run_for_each(connection, rows)


def changed(connection: Connection, *, limit: int) -> list[Changed]:
    """Give cards that hang somewhere and show old facts."""
    return [Changed(**row._asdict()) for row in _CHANGED.all(connection, most=limit)]


def card(connection: Connection, card_id: int) -> Changed | None:
    """Give one card as it is now."""
    row = connection.execute(_CARDS.where(_TABLE.c.id == card_id)).first()
    return Changed(**row._mapping) if row else None  # noqa: SLF001


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a card shows now, and where."""

    id: int
    changes: int
    text_hash: str | None
    message_id: int | None
    pinned: bool
    at: datetime


def mark_shown(connection: Connection, shown: Iterable[Shown]) -> None:
    """Write down what cards show."""
    rows = [
        {"card": s.id, "upto": s.changes, "hash": s.text_hash, "at": s.at,
         "message": s.message_id, "is_pinned": s.pinned}
        for s in shown
    ]  # fmt: skip
    _SHOWN.run_for_each(connection, rows)


def hangs(connection: Connection, notice: Notice, *, chat_id: int) -> bool:
    """Tell whether a card has been hung in a chat."""
    hung = select(_TABLE.c.id).where(
        _TABLE.c.kind == notice.kind, _TABLE.c.facts == notice.facts(), _TABLE.c.chat_id == chat_id
    )
    return connection.execute(hung).first() is not None


def forget_messages(connection: Connection, chat_id: int) -> None:
    """Forget where the cards of a chat hang."""
    connection.execute(
        update(_TABLE)
        .where(_TABLE.c.chat_id == chat_id)
        .values(message_id=None, pinned=False, shown_hash=None, thread_id=None)
    )
