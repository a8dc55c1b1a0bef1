"""One line in the log when something begins to be wrong, one when it is over; a poller is watched."""

import asyncio
from datetime import timedelta

import pytest

from bot import intake
from bot.intake import Poller, Watchdog
from bot.vitals import Part, Vitals
from simulator.clock import MovableClock
from simulator.faults import Fault
from tests.stories.conftest import MONDAY_MORNING
from tests.waiting import until


@pytest.fixture
def clock():
    return MovableClock(MONDAY_MORNING)


@pytest.fixture
def vitals(clock):
    return Vitals(clock)


async def test_a_trouble_is_one_line_when_it_begins_and_one_when_it_is_over(logged, vitals, clock):
    vitals.right(Part.TELEGRAM)
    for attempt in range(5):
        vitals.wrong(Part.TELEGRAM, f"attempt {attempt}", by="poller")
        await clock.advance(timedelta(minutes=1))
    vitals.wrong(Part.TELEGRAM, "not sent", by="chat 7")
    assert vitals.troubles["telegram"].what == "attempt 0"
    assert vitals.troubles["telegram"].since == MONDAY_MORNING
    vitals.right(Part.TELEGRAM, by="poller")
    vitals.right(Part.TELEGRAM, by="somebody else")
    assert "telegram" in vitals.troubles
    vitals.right(Part.TELEGRAM, by="chat 7")
    vitals.right(Part.TELEGRAM, by="chat 7")
    assert vitals.troubles == {}
    began, ended = logged()
    assert (began["event"], began["level"], began["what"]) == ("trouble", "warning", "attempt 0")
    assert (ended["event"], ended["level"], ended["seconds"]) == ("trouble is over", "info", 300)


async def test_a_sign_of_life_ages(vitals, clock):
    assert vitals.age("poller", clock.now()) is None
    vitals.beat("poller")
    await clock.advance(timedelta(seconds=7))
    assert vitals.age("poller", clock.now()) == timedelta(seconds=7)


@pytest.fixture
def impatient(monkeypatch):
    """A watchdog that thinks in tenths of a second."""
    monkeypatch.setattr(intake, "SILENT_AFTER", 0.2)
    monkeypatch.setattr(intake, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(intake, "BACK_OFF", (0.01,))


@pytest.mark.usefixtures("impatient")
async def test_a_silent_poller_is_replaced(town, logged):
    """The server takes the question and never answers, nor does the connection end."""
    faults = town.telegram.faults
    person = town.person("Mai")
    faults.sometimes(fault=Fault.silence(), method="getUpdates", probability=1.0)
    await until(lambda: [method for method, _ in faults.happened].count("getUpdates") >= 3)
    person.starts(town.account)
    faults.clear()
    await person.sees("Kính chào", town.account)
    told = [line for line in logged() if line.get("part") == "poller"]
    assert [line["event"] for line in told[:2]] == ["trouble", "trouble is over"]
    assert told[0]["what"] == "getUpdates neither returned nor failed"


async def test_a_poller_that_dies_is_replaced(town, logged, monkeypatch):
    monkeypatch.setattr(intake, "BACK_OFF", (0.01,))
    bot, made = town.bot, []

    class Mortal(Poller):
        async def run(self):
            made.append(self)
            if len(made) < 3:
                raise ZeroDivisionError
            self._well()
            await asyncio.Event().wait()

    watchdog = asyncio.create_task(
        Watchdog(lambda: Mortal(bot.transport, bot.worker, bot.vitals, bot_id=1), bot.vitals).run()
    )
    await until(lambda: len(made) == 3 and Part.POLLER not in bot.vitals.troubles)
    watchdog.cancel()
    assert [line["event"] for line in logged()] == ["the poller has died", "trouble", "trouble is over"]
