"""Consent that can be proved, requests that were carried out, and forgetting a person for good."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Table,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlmodel import Field, Session, SQLModel, col
from sqlmodel import select as choose

from rules.personal_data import Purpose, RequestKind
from storage import columns
from storage.calls import CallRow
from storage.chats import ChatKind, ChatRow
from storage.citizens import CitizenIdentityRow
from storage.comments import CommentRow
from storage.dialect import insert_or_ignore
from storage.inbox import WIPED, InboxRow
from storage.members import MemberRow
from storage.outbox import OutboxRow, Sending

AT_A_TIME = 10
"""Chats forgotten in one go: each search goes through the inbox, and nobody else writes meanwhile."""


class ConsentTextRow(SQLModel, table=True):
    """Words that people have agreed to, under the hash that stands with each consent."""

    __tablename__ = "consent_text"

    hash: str = Field(primary_key=True)
    text: str = columns.text()
    first_used_at: datetime


class ConsentRow(SQLModel, table=True):
    """A citizen has agreed to a purpose: to which words, when, and until when."""

    __tablename__ = "consent"
    __table_args__ = (
        Index(
            "ix_consent_given", "citizen_id", "purpose", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: int | None = columns.key()
    citizen_id: int = columns.reference("citizen.id")
    purpose: Purpose = columns.state(Purpose)
    text_hash: str = Field(foreign_key="consent_text.hash")
    given_at: datetime
    withdrawn_at: datetime | None = None


class DataRequestRow(SQLModel, table=True):
    """Somebody asked for their data, or for its end. Who it was is not kept."""

    __tablename__ = "data_request"

    id: int | None = columns.key()
    kind: RequestKind = columns.state(RequestKind)
    asked_at: datetime
    due_at: datetime  # what the law gives
    done_at: datetime | None = None


_TEXT = columns.table_of(ConsentTextRow)
_CHAT = columns.table_of(ChatRow)
_CALL = columns.table_of(CallRow)
_INBOX = columns.table_of(InboxRow)
_OUTBOX = columns.table_of(OutboxRow)


def note_consent(
    session: Session, citizen_id: int, purpose: Purpose, *, words: str, now: datetime
) -> ConsentRow:
    """Write down that somebody agrees, to exactly these words. Agreeing twice changes nothing."""
    known = consent_to(session, citizen_id, purpose)
    if known is not None:
        return known
    digest = hashlib.sha256(words.encode()).hexdigest()
    connection = session.connection()
    row = {"hash": digest, "text": words, "first_used_at": now}
    connection.execute(insert_or_ignore(connection, _TEXT), [row])
    consent = ConsentRow(citizen_id=citizen_id, purpose=purpose, text_hash=digest, given_at=now)
    session.add(consent)
    session.flush()
    return consent


def consent_to(session: Session, citizen_id: int, purpose: Purpose) -> ConsentRow | None:
    """Give the consent of a citizen to a purpose, while it holds."""
    return session.exec(
        choose(ConsentRow).where(
            ConsentRow.citizen_id == citizen_id, ConsentRow.purpose == purpose,
            col(ConsentRow.withdrawn_at).is_(None),
        )
    ).first()  # fmt: skip


def last_told(session: Session, consultation_ids: Sequence[int]) -> datetime | None:
    """Say when a name or a hamlet was last given by somebody who commented; None where none stands."""
    return session.exec(
        choose(func.max(ConsentRow.given_at))
        .join(CommentRow, col(CommentRow.citizen_id) == ConsentRow.citizen_id)
        .where(col(CommentRow.consultation_id).in_(consultation_ids))
        .where(col(ConsentRow.purpose).in_((Purpose.NAME, Purpose.PLACE)))
        .where(col(ConsentRow.withdrawn_at).is_(None))
    ).one()


def consents_of(session: Session, citizen_id: int) -> list[ConsentRow]:
    """Give all that a citizen has ever agreed to, withdrawn ones too, the oldest first."""
    own = choose(ConsentRow).where(ConsentRow.citizen_id == citizen_id)
    return list(session.exec(own.order_by(col(ConsentRow.id))))


def withdraw_consents(
    session: Session, citizen_id: int, purpose: Purpose | None, *, now: datetime
) -> None:
    """End the consent to a purpose, or to all; that it was once given stays provable."""
    ending = (
        update(ConsentRow)
        .where(col(ConsentRow.citizen_id) == citizen_id, col(ConsentRow.withdrawn_at).is_(None))
        .values(withdrawn_at=now)
    )
    if purpose is not None:
        ending = ending.where(col(ConsentRow.purpose) == purpose)
    session.exec(ending)


def forget_chat_from(connection: Connection, chat_id: int, moment: datetime) -> None:
    """Say from when on a private chat is to be forgotten, if it is nobody's then."""
    own = (_CHAT.c.id == chat_id) & (_CHAT.c.kind == ChatKind.PRIVATE)
    connection.execute(update(_CHAT).where(own).values(forget_at=moment))


def chats_to_forget(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """Give private chats whose time has come and that are nobody's: our number and Telegram's.

    Chats that have become a member's or a citizen's meanwhile are kept, and asked for no more. Where
    something waits to be sent or handled, the next time will do, as for those beyond `AT_A_TIME`.
    """
    member = exists().where(col(MemberRow.user_id) == _CHAT.c.telegram_id)
    citizen = exists().where(col(CitizenIdentityRow.user_id) == _CHAT.c.telegram_id)
    due = (_CHAT.c.forget_at <= now) & (_CHAT.c.kind == ChatKind.PRIVATE)
    connection.execute(update(_CHAT).where(due, or_(member, citizen)).values(forget_at=None))
    waiting = exists().where(
        _OUTBOX.c.chat_id == _CHAT.c.id, _OUTBOX.c.state.in_((Sending.WAITING, Sending.STARTED))
    )
    oldest = select(_CHAT.c.id, _CHAT.c.telegram_id).where(due, ~waiting).order_by(_CHAT.c.forget_at)
    rows = connection.execute(oldest.limit(AT_A_TIME))
    return [(row.id, row.telegram_id) for row in rows]


def wipe_person(connection: Connection, *, chat_id: int, telegram_id: int) -> None:
    """Delete everything that leads to somebody with a private chat: rows, raw updates, buttons.

    It goes by the shape of the tables, so that new ones are covered by themselves: rows that refer to
    the chat, and rows that hold the account's number as `user_id`.
    """
    _wipe_updates(connection, telegram_id)
    connection.execute(delete(_CALL).where(_CALL.c.chat_id == chat_id))
    for table in reversed(SQLModel.metadata.sorted_tables):
        for column in table.columns:
            if any(key.column is _CHAT.c.id for key in column.foreign_keys):
                _leave_chat(connection, table, column, chat_id)
            elif column.name == "user_id":
                connection.execute(delete(table).where(column == telegram_id))
    connection.execute(delete(_CHAT).where(_CHAT.c.id == chat_id))


def _leave_chat(connection: Connection, table: Table, column: Column[Any], chat_id: int) -> None:
    """Take rows from a chat; what cannot be without one is deleted.

    Rows of the outbox stay, empty: the delivery goes by their numbers, and SQLite gives a deleted one
    to the next row.
    """
    if not column.nullable:
        connection.execute(delete(table).where(column == chat_id))
        return
    emptied = {"facts": "", "key": None, "sent_message_id": None, "message_id": None}
    values = {name: value for name, value in emptied.items() if name in table.columns}
    connection.execute(update(table).where(column == chat_id).values({column.name: None, **values}))


_ABOUT = (
    select(_INBOX.c.id, _INBOX.c.body)
    .where(_INBOX.c.done_at.is_not(None))  # what waits is handled first, and wiped the next time
    .where(_INBOX.c.body.contains(bindparam("number")))
)


def _wipe_updates(connection: Connection, telegram_id: int) -> None:
    """Empty the raw updates of an account; the inbox holds three days, and this is rare."""
    found = connection.execute(_ABOUT, {"number": str(telegram_id)}).all()
    own = [row.id for row in found if _speaks_of(orjson.loads(row.body), telegram_id)]
    if own:
        connection.execute(update(_INBOX).where(_INBOX.c.id.in_(own)).values(body=WIPED))


def _speaks_of(said: Any, telegram_id: int) -> bool:
    """Tell whether an account stands anywhere in an update: as sender, as chat, in a reply."""
    if isinstance(said, dict):
        return said.get("id") == telegram_id or any(_speaks_of(v, telegram_id) for v in said.values())
    return isinstance(said, list) and any(_speaks_of(each, telegram_id) for each in said)
