"""One bot for one database: two would say everything twice."""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from storage.engine import engine_for

LOCK_KEY = 6_100_399
"""Names the lock among a PostgreSQL database's advisory locks; any number would do."""


class AlreadyRunning(Exception):
    """Another bot serves this database."""


@contextmanager
def only_one(url: str) -> Generator[None]:
    """Hold the database for one bot. However the process ends, the hold ends with it.

    Raises AlreadyRunning.
    """
    with engine_for(url) as engine:
        hold = _hold_file(engine) if engine.dialect.name == "sqlite" else _hold_server(engine)
        with hold:
            yield


@contextmanager
def _hold_file(engine: Engine) -> Generator[None]:
    with Path(f"{engine.url.database}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield


@contextmanager
def _hold_server(engine: Engine) -> Generator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY})
        if not taken.scalar_one():
            raise AlreadyRunning
        try:
            yield
        finally:
            connection.invalidate()  # the hold is the connection's: it must not go back to a pool
