"""Behind the curtain: calls of the Bot API, what waits to be sent, and the journal."""

from sqlalchemy import Engine, select

from simulator.calls import LoggedCall
from simulator.page.shown import Json, moment
from simulator.world import World
from storage import columns
from storage.chats import ChatRow
from storage.engine import reading
from storage.journal import JournalRow
from storage.outbox import OutboxRow

LATEST = 50

_CHATS = columns.table_of(ChatRow)
_OUTBOX = columns.table_of(OutboxRow)
_JOURNAL = columns.table_of(JournalRow)


def call(world: World, made: LoggedCall) -> Json:
    """One call with its answer."""
    return {
        "at": moment(made.at),
        "method": made.method,
        "chat": place(world, made.chat_id),
        "code": made.code,
        "description": made.description,
    }


def place(world: World, chat_id: object) -> str:
    """Name a chat as a reader knows it."""
    if not isinstance(chat_id, int):
        return str(chat_id or "")
    if chat_id in world.chats:
        return world.chats[chat_id].title
    return world.users[chat_id].full_name if chat_id in world.users else str(chat_id)


def outbox(engine: Engine, world: World) -> list[Json]:
    """The latest rows of the outbox, newest first."""
    rows = (
        select(_OUTBOX, _CHATS.c.telegram_id)
        .outerjoin(_CHATS, _CHATS.c.id == _OUTBOX.c.chat_id)
        .order_by(_OUTBOX.c.id.desc())
        .limit(LATEST)
    )
    with reading(engine) as session:
        return [
            {
                "id": row.id,
                "kind": row.kind,
                "chat": place(world, row.telegram_id),
                "state": row.state,
                "attempts": row.attempts,
                "at": moment(row.created_at),
            }
            for row in session.connection().execute(rows)
        ]


def journal(engine: Engine) -> list[Json]:
    """The latest rows of the journal, newest first."""
    rows = select(_JOURNAL).order_by(_JOURNAL.c.seq.desc()).limit(LATEST)
    with reading(engine) as session:
        return [
            {
                "seq": row.seq,
                "at": moment(row.at),
                "actor": row.actor,
                "cause": row.cause,
                "fact": row.fact,
            }
            for row in session.connection().execute(rows)
        ]


def facts(engine: Engine) -> set[str]:
    """What has happened at least once."""
    with reading(engine) as session:
        return set(session.connection().execute(select(_JOURNAL.c.fact).distinct()).scalars())
