"""How a process holds roles of a PostgreSQL database: by locks of a session of its own."""

import math
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

from psycopg import AsyncConnection, OperationalError, sql
from sqlalchemy import Engine

from storage import bells
from storage.bells import Bell
from storage.roles import LOOK_EVERY, PRESENCE, HoldLost, Role, key_of

SESSION = {
    "connect_timeout": 5,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 2000,
}
"""A server that is cut off is noticed within two seconds, and by the server so are we."""

_NOTICE_US = """
    SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2;
    SET tcp_user_timeout = 2000
"""


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
        await self._ask(_NOTICE_US)
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
        return await self._ask(
            "SELECT pg_try_advisory_lock(%s, hashtext(current_schema()))", key_of(role)
        )

    async def give_up(self, role: Role) -> None:
        """Leave a role to others."""
        await self._ask("SELECT pg_advisory_unlock(%s, hashtext(current_schema()))", key_of(role))

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
