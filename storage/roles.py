"""Who does what only one process may do: poll Telegram, send, tick.

Any number of processes serve a PostgreSQL database. A role is held by a lock of a session, so however a
process ends, its roles are free at once. Everybody's presence is a shared lock; the roles are spread
over those who are present. A SQLite file has one process, which holds everything.
"""

import asyncio
import fcntl
from collections.abc import AsyncGenerator
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, text

from storage.bells import Bell

PRESENCE = 6_100_410
FIRST_ROLE = 6_100_411
"""Names of locks among a PostgreSQL database's advisory locks; the schema is the other half."""

LOOK_EVERY = 0.5
"""Seconds between two looks at who is there: a dead process is replaced within two of them."""


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
    if engine.dialect.name == "sqlite":
        return FileHold(engine)
    from storage.server_roles import ServerHold  # with the driver, which a file does not need

    return ServerHold(engine)


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
    return frozenset(role for role in Role if key_of(role) in held)


def key_of(role: Role) -> int:
    """Name the lock of a role."""
    return FIRST_ROLE + list(Role).index(role)
