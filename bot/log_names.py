"""What every line of the log names while a row is handled or something is sent: rows and groups.

Of a private chat nothing: it has its owner's number, and logs outlive a request to be forgotten. The row
of the inbox or of the outbox leads to it for as long as it is there.
"""

from structlog.contextvars import bind_contextvars, unbind_contextvars

from storage.inbox import Open

_HANDLED = ("inbox_id", "update_id", "errand_id", "chat_id")
_SENT = ("outbox_id", "card_id")


def name_row(row: Open) -> None:
    """Let every line say which row is handled from here on; the application adds the chat."""
    name_no_row()
    named = {"errand_id": row.errand_id} if row.errand_id else {"update_id": row.update_id}
    bind_contextvars(inbox_id=row.id, **named)


def name_no_row() -> None:
    """Let the lines name no row any more."""
    unbind_contextvars(*_HANDLED)


def name_sending(**ids: int | None) -> None:
    """Let every line of this chat's task say what is sent from here on, and where to."""
    unbind_contextvars(*_SENT)
    said = {name: value for name, value in ids.items() if value is not None}
    bind_contextvars(**{name: value for name, value in said.items() if name != "chat_id" or value < 0})
