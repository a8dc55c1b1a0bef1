"""Bells: how one process tells the others that there is something to do.

A bell rings when the transaction is committed. Nobody relies on hearing it: whoever sleeps looks by
himself every so often. On SQLite there is one process, and nobody to tell.

https://www.postgresql.org/docs/current/sql-notify.html
"""

import secrets
from enum import StrEnum

from sqlalchemy import Connection, text

PROCESS = secrets.token_hex(8)
"""Names this process, which does not need its own bells."""

CHANNEL = "'nghiquyet_' || current_schema()"
"""The SQL of the channel's name: each schema has a house of its own."""

_RING = text(f"SELECT pg_notify({CHANNEL}, :said)")


class Bell(StrEnum):
    """What there is to do."""

    ARRIVAL = "arrival"  # something waits to be handled
    NEWS = "news"  # something waits to be sent


def ring(connection: Connection, bell: Bell) -> None:
    """Ring when this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(_RING, {"said": f"{PROCESS} {bell}"})


def heard(said: str) -> Bell | None:
    """Read what was rung. None for our own bells."""
    process, _, bell = said.partition(" ")
    return None if process == PROCESS else Bell(bell)
