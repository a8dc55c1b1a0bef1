"""The pen: whoever holds it handles what has arrived and carries out actions. There is one for all.

Several processes may serve a database. They store what arrives and write down what was sent side by
side; what changes the committee's affairs happens one transaction after another, so that rules may
read, decide and write as if they were alone. The pen is part of a transaction and ends with it,
however the process ends. On SQLite it is BEGIN IMMEDIATE itself.

https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

from sqlalchemy import Connection, text

PEN = 6_100_400
"""Names the lock among a PostgreSQL database's advisory locks; the schema is the other half."""

_WAIT = text("SELECT pg_advisory_xact_lock(:pen, hashtext(current_schema()))")
_TRY = text("SELECT pg_try_advisory_xact_lock(:pen, hashtext(current_schema()))")


def take(connection: Connection, *, waits: bool) -> bool:
    """Take the pen for the rest of the transaction and say whether we have it."""
    if connection.dialect.name == "sqlite":
        return True
    if waits:
        connection.execute(_WAIT, {"pen": PEN})
        return True
    return connection.execute(_TRY, {"pen": PEN}).scalar_one()
