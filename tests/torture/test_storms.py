"""Bad hours: Telegram away, refused or shared, clocks set. The bot recovers and says so once."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from bot import intake, schedule
from bot.clock import Steady
from bot.pace import IN_PRIVATE, Pace
from bot.transport import Transport
from rules.desk import Cancelled
from simulator.clock import MovableClock
from simulator.faults import Fault
from storage.engine import reading
from storage.inbox import InboxRow
from storage.outbox import OutboxRow, Sending
from tests.stories.conftest import MONDAY_MORNING
from tests.torture.test_weather import chat_of, rows
from tests.waiting import PATIENCE, until

HOUR = timedelta(hours=1)


@pytest.fixture
def quick(monkeypatch):
    """Waits of the poller, which it does by the computer's clock."""
    monkeypatch.setattr(intake, "BACK_OFF", (0.01,))
    monkeypatch.setattr(intake, "MAKE_WAY", 0.02)
    monkeypatch.setattr(intake, "ALONE_AFTER", 0.3)


async def bad_hour(committee, fault):
    """Let every call fail for an hour, in which somebody asks and the bot has something to say."""
    town = committee.town
    await until(lambda: committee.bot.updates.is_polled)
    for method in ("getUpdates", None):
        town.telegram.faults.sometimes(fault=fault, method=method, probability=1.0)
    place = chat_of(town, committee.hung.id)
    committee.mai.writes(committee.bot, "/trogiup")
    town.bot.worker.act(lambda work: work.tell(Cancelled(), chat_id=place.id), cause="test").result(
        PATIENCE
    )
    await until(lambda: town.bot.vitals.troubles or town.clock.next_sleeper_at)
    for _ in range(12):
        await town.clock.advance(HOUR / 12)
        await asyncio.sleep(0.03)
    await until(lambda: town.bot.vitals.troubles)
    town.telegram.faults.clear()
    await town.go_on(timedelta(minutes=2))  # and on, for what failed at the last moment
    await committee.mai.sees("Những việc làm được ở đây", committee.bot)
    await until(lambda: not town.bot.vitals.troubles)  # the poller asks when it asks


@pytest.mark.usefixtures("quick")
async def test_a_stop_during_a_trouble_does_not_say_that_it_is_over(logged, troubles, committee):
    town = committee.town
    town.telegram.faults.sometimes(fault=Fault.server_error(502), method=None, probability=1.0)
    await until(lambda: town.bot.vitals.troubles)
    await town.bot.stop()
    assert troubles() == [("telegram", True)]
    assert "trouble is left to whoever looks next" in [line["event"] for line in logged()]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("fault", "part"),
    [
        (Fault.server_error(502), "telegram"),
        (Fault.page(504), "telegram"),
        (Fault.reset_before(), "telegram"),
        (Fault.page(401), "telegram"),
        (Fault.page(404), "telegram"),
        (Fault.server_error(401), "token"),
    ],
    ids=str,
)
async def test_an_hour_without_telegram_is_two_lines_in_the_log(
    alarms, troubles, committee, fault, part
):
    await bad_hour(committee, fault)
    assert troubles() == [(part, True), (part, False)]
    assert alarms() == ["trouble"]
    assert committee.town.bot.vitals.troubles == {}
    assert {row.state for row in rows(committee.town)} == {Sending.SENT}
    assert committee.hung.chat(committee.bot).find("không có gì thay đổi")


@pytest.mark.usefixtures("quick")
async def test_an_hour_of_lost_answers_repeats_no_more_than_is_risked_once(troubles, committee):
    """What was carried out cannot be known; before each copy Telegram is asked whether it is there."""
    await bad_hour(committee, Fault.reset_after())
    said = [m.text for m in committee.hung.chat(committee.bot).messages if "không có gì" in m.text]
    assert len(said) == 2
    assert troubles() == [("telegram", True), ("telegram", False)]


@pytest.mark.usefixtures("quick")
async def test_a_second_poller_is_named_once_and_outlived(logged, troubles, committee):
    town = committee.town
    token = town.bot.settings.bot_token.get_secret_value()
    other = Transport(token=token, api_url=town.telegram.url)
    await other.initialize()
    await until(lambda: committee.bot.updates.is_polled)
    for thrown_out in range(1, 6):  # each of the two throws the other out
        polled = asyncio.create_task(other.call("getUpdates", {"timeout": 1}))
        await until(lambda most=thrown_out: len(conflicts(town)) >= most)
        polled.cancel()
    await other.shutdown()
    answers = len(committee.mai.chat(committee.bot).messages)
    committee.mai.writes(committee.bot, "/trogiup")
    await town.settle()
    assert len(committee.mai.chat(committee.bot).messages) == answers + 2
    while town.bot.vitals.troubles:  # until it has been alone for long enough
        await asyncio.sleep(0.1)
        await committee.writes(committee.mai, "/huy")
    assert troubles() == [("second poller", True), ("second poller", False)]
    assert "end one of the two" in next(line["what"] for line in logged() if "what" in line)


def conflicts(town):
    """How often somebody who polled has been thrown out."""
    return [call for call in town.telegram.calls.failures if call.code == 409]


async def test_updates_that_are_handed_out_again_are_handled_once(committee):
    town = committee.town
    for fault in (Fault.repeat(), Fault.repeat(), Fault.repeat()):
        town.telegram.faults.next(fault=fault, method="getUpdates")
    for command in ("/trogiup", "/huy", "/trogiup"):
        await committee.writes(committee.mai, command)
    with reading(town.bot.engine) as session:
        assert len(session.exec(select(InboxRow)).all()) == 3
        assert len(session.exec(select(OutboxRow)).all()) == 3


class Corrected(MovableClock):
    """A clock that somebody sets, forward and back."""

    def is_set(self, by):
        self._at += by


def test_a_chat_does_not_wait_for_a_clock_that_was_set_back():
    clock = Corrected(MONDAY_MORNING)
    steady, pace = Steady(clock), Pace(IN_PRIVATE)
    for by in (timedelta(days=3), -HOUR, timedelta(seconds=1), -2 * HOUR, timedelta(days=-400)):
        clock.is_set(by)
        for _ in range(3):
            pace.sent(steady.now())
        assert pace.free_at(steady.now()) - steady.now() <= timedelta(seconds=3)
    clock.is_set(timedelta(seconds=60))
    assert pace.free_at(steady.now()) == steady.now()


async def test_messages_go_out_while_the_clock_is_set(town):
    clock = Corrected(MONDAY_MORNING)
    town.bot.delivery._clock._other = clock
    person = town.person("Mai")
    person.starts(town.account)
    await town.settle()
    for by in (-HOUR, 5 * HOUR, -3 * HOUR):
        clock.is_set(by)
        person.writes(town.account, "/trogiup")
        await town.settle()
    assert len(person.chat(town.account).messages) == 8


async def test_ticks_go_on_when_the_clock_was_set_back(town, monkeypatch):
    """APScheduler reads the computer's clock: two hours back, and the next tick is two hours away."""
    monkeypatch.setattr(schedule, "LOOK_EVERY", 0.01)
    ticks = town.bot.schedule
    ticks.stop()
    ticks.start()
    waiting = ticks._scheduler.get_jobs()
    for job in waiting:
        job.modify(next_run_time=job.next_run_time + 2 * HOUR)
    await until(
        lambda: all(
            job.next_run_time <= ticks._wall.now() + HOUR
            for job in ticks._scheduler.get_jobs()
            if job.trigger.interval < HOUR
        )
    )
