"""The pen and the roles: one has them, others wait or go without, and nobody keeps them in death."""

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from storage import bells
from storage.bells import Bell
from storage.engine import will_pass
from storage.inbox import Arrival
from storage.roles import AlreadyRunning, FileHold, HoldLost, Role, hold_of
from storage.server_roles import ServerHold
from storage.work import Group
from tests.conftest import _on_server
from tests.waiting import until

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def server(postgresql_database):
    return postgresql_database[1]


async def hold(engine):
    held = hold_of(engine)
    await held.open()
    return held


async def test_a_file_is_held_once(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("a server is held by many")
    first = await hold(engine)
    assert isinstance(first, FileHold)
    with pytest.raises(AlreadyRunning):
        await hold(engine)
    assert await first.fair_share() == len(Role)
    await first.close()
    await (await hold(engine)).close()


async def test_roles_are_spread_over_those_who_are_present(server):
    shares, holds = [], []
    for _ in range(4):
        holds.append(await hold(server))
        shares.append(await holds[0].fair_share())
    assert shares == [3, 2, 1, 1]
    for each in holds:
        await each.close()


async def test_a_role_is_held_by_one_and_free_when_its_session_ends(server):
    first, second = await hold(server), await hold(server)
    assert await first.take(Role.SENDER)
    assert not await second.take(Role.SENDER)
    assert await second.take(Role.TICKER)
    await first.close()
    await until(lambda: second.take(Role.SENDER))  # the server hears of the end a moment later
    await second.give_up(Role.TICKER)
    third = await hold(server)
    assert await third.take(Role.TICKER)
    await second.close()
    await third.close()


async def test_who_loses_the_session_hears_of_it(server):
    held = await hold(server)
    assert isinstance(held, ServerHold)
    _on_server(server.url.render_as_string(hide_password=False), (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
    ))  # fmt: skip
    with pytest.raises(HoldLost):
        await held.fair_share()
    await held.close()


async def test_a_bell_is_heard_by_the_others_when_the_transaction_is_committed(server, monkeypatch):
    held = await hold(server)
    with Group(server, now=NOW) as group:
        bells.ring(group.connection, Bell.NEWS)  # ours: we know it
    monkeypatch.setattr(bells, "PROCESS", "another")
    with Group(server, now=NOW) as group:
        bells.ring(group.connection, Bell.ARRIVAL)
    monkeypatch.undo()
    heard = [bell async for bell in held.bells()]
    assert heard == [Bell.ARRIVAL]
    await held.close()


def test_the_pen_is_had_by_one_transaction_at_a_time(server):
    with Group(server, now=NOW) as writer:
        assert writer.has_pen
        with Group(server, now=NOW, waits=False) as other:
            assert not other.has_pen
            other.store([Arrival(update_id=1, kind="message", body="{}")])
            with pytest.raises(AssertionError), other.unit(cause="test"):
                pass
    with Group(server, now=NOW, waits=False) as next_one:
        assert next_one.has_pen
    with Group(server, now=NOW) as group:
        group.connection.exec_driver_sql("DELETE FROM inbox")


def test_who_hangs_loses_the_pen(server):
    with pytest.raises(DBAPIError) as lost, Group(server, now=NOW) as hanging:
        hanging.connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 50")
        with Group(server, now=NOW) as writer:
            assert writer.has_pen
        hanging.connection.exec_driver_sql("SELECT 1")
    assert will_pass(lost.value)


async def test_who_needs_the_pen_waits_for_it(server):
    took = threading.Event()

    def write():
        with Group(server, now=NOW):
            took.set()

    with Group(server, now=NOW):
        waiting = asyncio.create_task(asyncio.to_thread(write))
        await asyncio.sleep(0.1)
        assert not took.is_set()
    await waiting
    assert took.is_set()
