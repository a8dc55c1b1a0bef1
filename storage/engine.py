"""One engine for both databases: SQLite (one file) and PostgreSQL."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

PRAGMAS: tuple[str, ...] = (
    "journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten: it could be somebody's
)  # fmt: skip

IDLE = "60s"
"""A transaction in which nothing happens for so long is ended by PostgreSQL: it may hold the pen."""

DATABASE_AWAY = (OperationalError, InterfaceError)
"""What is raised while the database is away, full, or held by somebody else: it will come back."""


_PASSES = {
    "sqlite": ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN",
               "SQLITE_READONLY"),
    # Connections, resources, interventions of an operator, the system; deadlocks and the like; `IDLE`.
    "postgresql": ("08", "53", "57", "58", "40", "25P03"),
}  # fmt: skip
"""How the codes begin of what is not the statement's fault.

https://www.sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html
"""


def will_pass(error: Exception) -> bool:
    """Whether the same work will succeed when the database is well again, whatever it is."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorname", None)
    if code is not None:
        return code.startswith(_PASSES["sqlite"])
    code = getattr(error.orig, "sqlstate", None)
    # Where the server could not even be asked, there is no code.
    return isinstance(error, DATABASE_AWAY) if code is None else code.startswith(_PASSES["postgresql"])


def reason(error: DBAPIError) -> str:
    """Give the first line of what the database itself said."""
    return next(iter(str(error.orig).strip().splitlines()), type(error.orig).__name__)


def make_engine(url: str) -> Engine:
    """Open the database at `url`; the folder of an SQLite file is made when it is missing."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(url, address.database)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.autocommit = True  # within a transaction it would be taken back with it
        connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE}'")
        connection.autocommit = False

    return engine


def _sqlite_engine(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)  # an error would quote what people wrote

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is deferred: two writers then lose updates or fail at once.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")

    # SQLAlchemy compiles each savepoint anew, which is a quarter of what an idle tick costs.
    engine.dialect.do_savepoint = _savepoint
    engine.dialect.do_release_savepoint = _release
    return engine


def _savepoint(connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"SAVEPOINT {name}")


def _release(connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"RELEASE SAVEPOINT {name}")


@contextmanager
def engine_for(url: str) -> Generator[Engine]:
    """Open the database for one task, and close every connection after it."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Generator[Session]:
    """Open a session that only reads: on SQLite it runs beside the writer, not behind it."""
    with Session(engine.execution_options(begin="DEFERRED"), expire_on_commit=False) as session:
        yield session
