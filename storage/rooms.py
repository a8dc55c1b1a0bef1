"""Rooms: each bot of an installation has a place of its own for its data, and no way into another's.

A province may run the bots of its communes in one installation. Each token then has its own tables: on
PostgreSQL a schema of the same database, on SQLite a file beside the first. No statement needs to know
of it, so none can forget it. The first bot of an installation keeps the place that `DATABASE_URL` names.
"""

from pathlib import Path

from sqlalchemy import BigInteger, Connection, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlmodel import Field, SQLModel

from storage import columns
from storage.engine import engine_for, reading


class RoomRow(SQLModel, table=True):
    """Whose data this is."""

    __tablename__ = "room"

    id: int = Field(default=1, primary_key=True)
    bot_id: int = Field(sa_type=BigInteger)


class AnotherBot(Exception):
    """The data is another bot's; the text is its id."""


_TABLE = columns.table_of(RoomRow)


def place_of(url: str, bot_id: int, *, is_alone: bool) -> str:
    """Give the address of a bot's data.

    It is the bot's own room where there is one, or where the bot is not alone and the place that `url`
    names is not its own already; otherwise it is that place.
    """
    if _owner(url) == bot_id:
        return url
    room = _room(make_url(url), bot_id).render_as_string(hide_password=False)
    return url if is_alone and not _is_there(room) else room


def claim(connection: Connection, bot_id: int) -> None:
    """Make the data this bot's, or see that it is. Raises AnotherBot."""
    owner = connection.execute(select(_TABLE.c.bot_id)).scalar_one_or_none()
    if owner is None:
        connection.execute(insert(_TABLE).values(id=1, bot_id=bot_id))
    elif owner != bot_id:
        raise AnotherBot(str(owner))


def hand_over(connection: Connection, bot_id: int) -> None:
    """Give the data of a bot that is gone to another."""
    connection.execute(update(_TABLE).values(bot_id=bot_id))


def schema_of(address: URL) -> str | None:
    """Name the PostgreSQL schema of a room. None for any other place."""
    options = str(address.query.get("options", ""))
    _, found, schema = options.partition("-csearch_path=")
    return schema.partition(" ")[0] if found else None


def make_room(connection: Connection) -> None:
    """Make the PostgreSQL schema of a room where it is missing; a file makes itself."""
    if schema := schema_of(connection.engine.url):
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))


def _room(address: URL, bot_id: int) -> URL:
    name = f"bot_{bot_id}"
    if address.get_backend_name() == "sqlite":
        first = Path(address.database or "")
        return address.set(database=str(first.with_name(f"{first.stem}-{name}{first.suffix}")))
    options = f"{address.query.get('options', '')} -csearch_path={name}".strip()
    return address.update_query_dict({"options": options})


def _is_there(url: str) -> bool:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        return False
    with engine_for(url) as engine:
        return inspect(engine).has_table(_TABLE.name)


def _owner(url: str) -> int | None:
    if not _is_there(url):
        return None
    with engine_for(url) as engine, reading(engine) as session:
        return session.connection().execute(select(_TABLE.c.bot_id)).scalar_one_or_none()
