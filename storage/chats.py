"""Chats that the bot speaks in. A chat has a number of ours, because Telegram's may change."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, Session, SQLModel, col, select

from storage import columns


class ChatKind(StrEnum):
    """What Telegram calls the type of a chat.

    https://core.telegram.org/bots/api#chat
    """

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


GROUPS = frozenset({ChatKind.GROUP, ChatKind.SUPERGROUP})
"""Where a body meets. A channel is read by everybody: what is said among members never goes there."""

_TO_FORGET = text("forget_at IS NOT NULL")


class ChatRow(SQLModel, table=True):
    """One chat. A group belongs to a body once a clerk who is in it has tied it."""

    __tablename__ = "chat"
    __table_args__ = (
        Index("ix_chat_to_forget", "forget_at", sqlite_where=_TO_FORGET, postgresql_where=_TO_FORGET),
    )

    id: int | None = columns.key()
    telegram_id: int = Field(unique=True, sa_type=columns.BigKey)
    kind: ChatKind = columns.state(ChatKind)
    title: str = ""
    body_id: int | None = columns.reference("body.id", default=None)
    language: str | None = None
    is_forum: bool = False
    may_pin: bool = False
    may_manage_topics: bool = False
    may_post: bool = False  # in a channel
    gone_at: datetime | None = None
    forget_at: datetime | None = None  # a private chat that is nobody's until then is wiped


def chat_by_telegram_id(session: Session, telegram_id: int) -> ChatRow | None:
    """Find a chat by Telegram's number."""
    return session.exec(select(ChatRow).where(ChatRow.telegram_id == telegram_id)).first()


def ensure_chat(
    session: Session, *, telegram_id: int, kind: ChatKind, title: str, forget_at: datetime | None = None
) -> ChatRow:
    """Give the chat in which something just happened, made when it is seen for the first time.

    A new private chat is forgotten at `forget_at` where it has not become somebody's.
    """
    chat = chat_by_telegram_id(session, telegram_id)
    if chat is None:
        is_private = kind is ChatKind.PRIVATE
        chat = ChatRow(
            telegram_id=telegram_id, kind=kind, title=title, forget_at=forget_at if is_private else None
        )
        session.add(chat)
        session.flush()
    if kind is ChatKind.PRIVATE and chat.gone_at:
        # Whoever writes to us has not blocked us, whatever an older error said.
        chat.gone_at = None
    return chat


def groups_of(session: Session, body_id: int) -> list[ChatRow]:
    """Give the groups in which a body meets and the bot still is."""
    return list(
        session.exec(
            select(ChatRow)
            .where(ChatRow.body_id == body_id, col(ChatRow.gone_at).is_(None))
            .where(col(ChatRow.kind).in_(GROUPS))
            .order_by(col(ChatRow.id))
        )
    )
