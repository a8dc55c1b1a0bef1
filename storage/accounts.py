"""Telegram accounts that have a private chat with the bot: their desk."""

from datetime import datetime

from sqlmodel import Session, SQLModel

from storage import columns
from storage.chats import ChatRow


class AccountRow(SQLModel, table=True):
    """A Telegram account that has opened a private chat with the bot."""

    __tablename__ = "account"

    user_id: int = columns.telegram_id(primary_key=True)
    chat_id: int = columns.reference("chat.id")
    created_at: datetime


def ensure_account(session: Session, *, user_id: int, chat_id: int, now: datetime) -> AccountRow:
    """Give the account, made when it is seen for the first time."""
    account = session.get(AccountRow, user_id)
    if account is None:
        account = AccountRow(user_id=user_id, chat_id=chat_id, created_at=now)
        session.add(account)
        session.flush()
    return account


def owner_of(session: Session, telegram_id: int) -> int:
    """Give the account behind a private chat: Telegram gives both the same number."""
    account = session.get(AccountRow, telegram_id)
    return account.user_id if account else telegram_id


def desk_of(session: Session, user_id: int) -> int | None:
    """Give our number of the person's private chat. None where there is none, or it is closed to us."""
    account = session.get(AccountRow, user_id)
    if account is None:
        return None
    chat = session.get_one(ChatRow, account.chat_id)
    return None if chat.gone_at else chat.id
