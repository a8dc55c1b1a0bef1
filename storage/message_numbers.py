"""Where the messages of a chat are spoken of by their numbers, which a moved group begins anew.

https://core.telegram.org/bots/api#message: a number is unique inside its chat.
"""

from sqlalchemy import Connection, update

from storage import cards, columns, outbox
from storage.comments import CommentRow
from storage.polls import PollMessageRow

_NUMBERED = tuple(map(columns.table_of, (CommentRow, PollMessageRow)))
"""Beside cards and the outbox. Nobody writes anonymously in a group that can still move."""


def forget_messages(connection: Connection, chat_id: int) -> None:
    """Forget the numbers of a chat's messages: the same ones will soon be those of others."""
    cards.forget_messages(connection, chat_id)
    outbox.forget_messages(connection, chat_id)
    for table in _NUMBERED:
        connection.execute(update(table).where(table.c.chat_id == chat_id).values(message_id=None))
