"""Who does what only one process may do: poll Telegram, send, tick.

Any number of processes serve a PostgreSQL database. A role is held by a lock of a session, so however a
process ends, its roles are free at once. Everybody's presence is a shared lock; the roles are spread
over those who are present. A SQLite file has one process, which holds everything.
"""

import asyncio
import fcntl
import math
from collections.abc import AsyncGenerator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Protocol

from psycopg import AsyncConnection, OperationalError, sql
from sqlalchemy import Connection, Engine, text

from storage import bells
from storage.bells import Bell

PRESENCE = 6_100_410
FIRST_ROLE = 6_100_411
"""Names of locks among a PostgreSQL database's advisory locks; the schema is the other half."""

LOOK_EVERY = 0.5
"""Seconds between two looks at who is there: a dead process is replaced within two of them."""

SESSION = {
    "connect_timeout": 5,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 2000,
}
"""A server that is cut off is noticed within two seconds, and by the server so are we."""

_NOTICE_US = (
    "SET tcp_keepalives_idle = 1", "SET tcp_keepalives_interval = 1", "SET tcp_keepalives_count = 2",
    "SET tcp_user_timeout = 2000",
)  # fmt: skip


class Role(StrEnum):
    """What only one process may do at a time."""

    SENDER = "sender"
    POLLER = "poller"
    TICKER = "ticker"


class AlreadyRunning(Exception):
    """Another bot serves this file."""


class HoldLost(Exception):
    """The database is away, and with it everything that was held."""


class Hold(Protocol):
    """What a process holds of a database."""

    async def open(self) -> None:
        """Be present. Raises AlreadyRunning, HoldLost."""

    async def close(self) -> None:
        """Let go of everything."""

    async def fair_share(self) -> int:
        """Say how many roles each of those present should hold. Raises HoldLost."""
        ...

    async def take(self, role: Role) -> bool:
        """Take a role where it is free. Raises HoldLost."""
        ...

    async def give_up(self, role: Role) -> None:
        """Leave a role to others. Raises HoldLost."""

    def bells(self) -> AsyncGenerator[Bell]:
        """Give what the other processes ring until it is time for a look. Raises HoldLost."""
        ...


def hold_of(engine: Engine) -> Hold:
    """Give the way in which a database is held."""
    return FileHold(engine) if engine.dialect.name == "sqlite" else ServerHold(engine)


class FileHold:
    """A file beside the database, locked for one process."""

    def __init__(self, engine: Engine) -> None:
        self._path = Path(f"{engine.url.database}.lock")
        self._file: IO[str] | None = None

    async def open(self) -> None:
        """Lock the file. Raises AlreadyRunning."""
        self._file = self._path.open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise AlreadyRunning from None

    async def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    async def fair_share(self) -> int:
        """Everything is ours."""
        return len(Role)

    async def take(self, role: Role) -> bool:  # noqa: ARG002
        """Everything is ours."""
        return True

    async def give_up(self, role: Role) -> None:
        """There is nobody to leave it to."""

    async def bells(self) -> AsyncGenerator[Bell]:
        """Wait for ever: there is nobody else."""
        await asyncio.Event().wait()
        yield Bell.ARRIVAL  # never; it makes this a generator


class ServerHold:
    """A session of a PostgreSQL server, with its locks and its ears."""

    def __init__(self, engine: Engine) -> None:
        _, parameters = engine.dialect.create_connect_args(engine.url)
        self._parameters: dict[str, Any] = {**SESSION, **parameters}
        self._connection: AsyncConnection[Any] | None = None

    async def open(self) -> None:
        """Be present and listen. Raises HoldLost."""
        try:
            self._connection = await AsyncConnection.connect(**self._parameters, autocommit=True)
        except OperationalError as error:
            raise HoldLost from error
        for setting in _NOTICE_US:
            await self._ask(setting)
        await self._ask("SELECT pg_advisory_lock_shared(%s, hashtext(current_schema()))", PRESENCE)
        channel = await self._ask(f"SELECT {bells.CHANNEL}")
        await self._run(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))

    async def close(self) -> None:
        """End the session, and with it everything that was held."""
        if self._connection is not None:
            with suppress(OperationalError):
                await self._connection.close()

    async def fair_share(self) -> int:
        """Spread the roles over those who are present."""
        return math.ceil(len(Role) / max(1, await self._ask(_PRESENT, PRESENCE)))

    async def take(self, role: Role) -> bool:
        """Take a role where it is free."""
        return await self._ask("SELECT pg_try_advisory_lock(%s, hashtext(current_schema()))", _key(role))

    async def give_up(self, role: Role) -> None:
        """Leave a role to others."""
        await self._ask("SELECT pg_advisory_unlock(%s, hashtext(current_schema()))", _key(role))

    async def bells(self) -> AsyncGenerator[Bell]:
        """Listen until it is time for a look."""
        assert self._connection is not None
        try:
            async for notice in self._connection.notifies(timeout=LOOK_EVERY):
                if bell := bells.heard(notice.payload):
                    yield bell
        except OperationalError as error:
            raise HoldLost from error

    async def _ask(self, statement: str, *values: object) -> Any:
        return await self._run(statement.encode(), *values)

    async def _run(self, statement: bytes | sql.Composed, *values: object) -> Any:
        """Run a statement; its first value, where it gives one. Raises HoldLost."""
        assert self._connection is not None
        try:
            cursor = await self._connection.execute(statement, values)
            row = await cursor.fetchone() if cursor.description else None
        except OperationalError as error:
            raise HoldLost from error
        return row[0] if row else None


_PRESENT = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid = %s AND objsubid = 2
      AND objid = (hashtext(current_schema())::bigint & 4294967295)::oid
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

_HELD = text("""
    SELECT classid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND objid = (hashtext(current_schema())::bigint & 4294967295)::oid
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")


def held_by_anybody(connection: Connection) -> frozenset[Role] | None:
    """Say which roles some process has; None on SQLite, where one process has them all."""
    if connection.dialect.name == "sqlite":
        return None
    held = set(connection.execute(_HELD).scalars())
    return frozenset(role for role in Role if _key(role) in held)


def _key(role: Role) -> int:
    return FIRST_ROLE + list(Role).index(role)
