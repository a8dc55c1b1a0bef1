"""What anonymous administrators and channels wrote, until an author comes forward."""

from datetime import datetime

from sqlalchemy import Connection, delete
from sqlmodel import Field, Session, SQLModel, col, select

from storage import columns
from storage.chats import ChatRow


class UnclaimedRow(SQLModel, table=True):
    """What an anonymous administrator or a channel wrote, until its author comes forward."""

    __tablename__ = "unclaimed_comment"

    chat_id: int = Field(foreign_key="chat.id", primary_key=True, sa_type=columns.BigKey)
    message_id: int = Field(primary_key=True)
    consultation_id: int = columns.reference("consultation.id")
    clause_id: int | None = columns.reference("clause.id", default=None, index=False)
    quote: str = columns.text(default="")
    text: str = columns.text()
    written_at: datetime


def unclaimed_by_message(session: Session, group: int, message_id: int) -> UnclaimedRow | None:
    """Find what an anonymous message said, by Telegram's numbers."""
    return session.exec(
        select(UnclaimedRow)
        .join(ChatRow, col(ChatRow.id) == UnclaimedRow.chat_id)
        .where(ChatRow.telegram_id == group, UnclaimedRow.message_id == message_id)
    ).first()


def forget_unclaimed(connection: Connection, consultation_id: int) -> None:
    """Let go of anonymous messages whose authors never came forward."""
    table = columns.table_of(UnclaimedRow)
    connection.execute(delete(table).where(table.c.consultation_id == consultation_id))
