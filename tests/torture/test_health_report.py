"""What the report of a bot's health says of its database and of duties nobody has."""

import socket

from bot import health
from bot.health import Health
from bot.metrics import Metrics
from bot.vitals import Vitals
from simulator.clock import MovableClock
from storage.engine import engine_for
from storage.roles import Role, hold_of
from tests.stories.conftest import MONDAY_MORNING


class _Idle:
    stuck_for = 0.0

    def lags(self):
        return {}


def health_of(engine):
    clock = MovableClock(MONDAY_MORNING)
    return Health(
        7,
        engine,
        clock,
        vitals=Vitals(clock),
        metrics=Metrics(),
        writer=_Idle(),
        ticking=_Idle(),
        roles=set,
    )


async def test_a_database_that_is_not_there_is_a_trouble(unused_tcp_port):
    with engine_for(f"postgresql://house@127.0.0.1:{unused_tcp_port}/house") as engine:
        watched = health_of(engine)
        report = await watched.report()
        watched.close()
    assert "refused" in report.troubles["database"].what
    assert report.backlog is None


async def test_a_database_that_never_answers_is_waited_for_only_so_long(monkeypatch):
    monkeypatch.setattr(health, "DATABASE_LIMIT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with engine_for(f"postgresql://house@{address}/house?connect_timeout=60") as engine:
            watched = health_of(engine)
            for _ in range(3):  # and the next one who asks does not wait behind the first
                report = await watched.report()
                assert report.troubles["database"].what == "no answer within 0.1 s"
            watched.close()


async def test_a_role_that_no_process_has_is_a_trouble(postgresql_database, monkeypatch, alarms):
    monkeypatch.setattr(health, "UNHELD_FOR", 0.0)
    _, engine = postgresql_database
    here, elsewhere = health_of(engine), hold_of(engine)
    await elsewhere.open()  # another process
    for role in Role:
        assert await elsewhere.take(role)
    found = await here.report()
    assert (found.is_ready, found.roles, found.held) == (True, [], sorted(Role))
    await elsewhere.give_up(Role.SENDER)
    found = await here.report()
    assert found.held == sorted({Role.POLLER, Role.TICKER})
    assert found.troubles["duties"].what == "no process is sender"
    assert await elsewhere.take(Role.SENDER)
    assert (await here.report()).is_ready
    await elsewhere.close()
    here.close()
    assert alarms() == ["trouble"]
