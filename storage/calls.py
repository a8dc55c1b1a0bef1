"""What a button will do when it is pressed, kept on our side.

Telegram carries only a short key: what it stands for, and in which chat it may be pressed, is
known here. The same button in the same chat always has the same key, so showing a card again adds
nothing.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, insert, select
from sqlmodel import Field, SQLModel

from storage import columns
from storage.dialect import insert_or_ignore

ANYWHERE = 0
"""The chat of a call that may come from any chat: a link that opens the private chat."""

_KEY_BYTES = 15  # 120 bits: twenty characters, all allowed in callback_data and in /start links


class CallRow(SQLModel, table=True):
    """One button's meaning: a registered handler and its arguments as JSON."""

    __tablename__ = "call"

    key: str = Field(primary_key=True)
    chat_id: int = Field(sa_type=columns.BigKey, index=True)
    name: str
    arguments: str = columns.text()


class Secret(SQLModel, table=True):
    """The installation's own secret, made once: without it nobody can compute a key."""

    __tablename__ = "secret"

    id: int = Field(default=1, primary_key=True)
    value: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """A handler to be called later, with its arguments."""

    name: str
    arguments: str
    chat_id: int = ANYWHERE

    def key(self, secret: bytes) -> str:
        """Derive the key under which it is known."""
        said = orjson.dumps([self.chat_id, self.name, self.arguments])
        digest = hmac.new(secret, said, hashlib.sha256).digest()[:_KEY_BYTES]
        return base64.urlsafe_b64encode(digest).decode()


_TABLE = columns.table_of(CallRow)
_SECRET = columns.table_of(Secret)


def installation_secret(connection: Connection) -> bytes:
    """Give the secret of this installation; the first call makes it."""
    found = connection.execute(select(_SECRET.c.value)).scalar_one_or_none()
    if found is None:
        found = secrets.token_hex(32)
        connection.execute(insert(_SECRET).values(id=1, value=found))
    return bytes.fromhex(found)


def keep(connection: Connection, calls: Sequence[tuple[str, Call]]) -> None:
    """Remember calls under their keys."""
    if calls:
        connection.execute(
            insert_or_ignore(connection, _TABLE),
            [
                {"key": key, "chat_id": c.chat_id, "name": c.name, "arguments": c.arguments}
                for key, c in calls
            ],
        )


def find(connection: Connection, key: str, *, chat_id: int) -> Call | None:
    """Give the call behind a key that was pressed in a chat. None for a forged or foreign key."""
    row = connection.execute(
        select(_TABLE.c.name, _TABLE.c.arguments).where(_TABLE.c.key == key, _TABLE.c.chat_id == chat_id)
    ).first()
    return Call(name=row.name, arguments=row.arguments, chat_id=chat_id) if row else None
