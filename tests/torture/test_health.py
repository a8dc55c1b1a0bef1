"""Whoever watches over the bot hears what is wrong, since when, and that it is over; nothing else."""

import asyncio
import shutil
import threading

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.engine import make_url

import bot.account
from bot import health
from bot.app import App, build
from bot.health_page import health_page
from bot.installation import each_bot, run_all
from bot.settings import Settings
from simulator.clock import MovableClock
from simulator.faults import Fault
from simulator.stage import Stage
from simulator.telegram import Telegram
from storage.inbox import Arrival
from tests.stories.conftest import MONDAY_MORNING
from tests.waiting import PATIENCE, until

SAID = "Nhà tôi ở thôn Hiệp Thành"


class Watched(Stage):
    """A bot with a door for whoever watches over it."""

    bot: App

    async def asks(self, path):
        """Ask at the door; the status and what was said."""
        address = f"http://127.0.0.1:{self.bot.settings.health_port}{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            said = await answer.text()
            assert SAID not in said
            assert self.bot.settings.bot_token.get_secret_value() not in said
            return answer.status, await answer.json() if path != "/metrics" else said

    async def becomes(self, status, path="/health/ready"):
        """Wait until the door answers so, and give what is said then."""

        async def asked():
            try:
                answer, said = await self.asks(path)
            except aiohttp.ClientConnectionError:  # it is not open yet
                return None
            return (said,) if answer == status else None

        [said] = await until(asked, look_every=0.02)
        return said

    async def figures(self):
        """Give all figures, by name and labels."""
        _, body = await self.asks("/metrics")
        bot = str(self.bot.application.bot.id)
        return {
            (sample.name, *sorted(set(sample.labels.values()) - {bot})): sample.value
            for family in text_string_to_metric_families(body)
            for sample in family.samples
        }

    @property
    def account(self):
        return next(iter(self.telegram.world.bots.values()))


@pytest.fixture
async def telegram():
    async with Telegram(clock=MovableClock(MONDAY_MORNING)) as made:
        yield made


async def watch(telegram, database_url, port):
    """Start a bot whose door is open, and stop it in the end."""
    given = Settings(
        _env_file=None,
        bot_token=telegram.new_bot("Trợ lý", "nghiquyet_bot").token,
        database_url=database_url,
        bot_api_url=telegram.url,
        health_port=port,
    )
    [settings] = each_bot(given)
    app = build(settings, clock=telegram.clock)
    async with health_page([app.health], host="127.0.0.1", port=port):
        starting = asyncio.create_task(app.start())
        yield Watched(telegram, telegram.clock, app)
        await starting
        await app.stop()


@pytest.fixture
async def watched(telegram, database_url, unused_tcp_port):
    async for each in watch(telegram, database_url, unused_tcp_port):
        yield each


@pytest.fixture
async def watched_on_either(telegram, either_database, unused_tcp_port):
    async for each in watch(telegram, either_database, unused_tcp_port):
        yield each


async def test_a_bot_that_works_is_ready_and_counts_what_it_does(watched_on_either):
    watched = watched_on_either
    await watched.becomes(200)
    mai = watched.telegram.person("Mai")
    mai.starts(watched.account)
    await mai.sees("Kính chào", watched.account)
    await watched.settle()
    broken = Arrival(update_id=9, kind="message", body='{"update_id": 9, "message": 5}')
    unheard = Arrival(update_id=10, kind=SAID, body="{}")
    unknown = Arrival(errand_id=404, kind="errand", body='{"kind": "x", "facts": "{}", "result": {}}')
    watched.bot.worker.store([broken, unheard, unknown]).result(PATIENCE)
    await watched.settle()
    status, said = await watched.asks("/health")
    assert (status, said["status"], said["troubles"]) == (200, "ready", [])
    [bot] = said["bots"]
    assert bot["roles"] == ["poller", "sender", "ticker"]
    assert bot["inbox"]["ordinary"] == {"waiting": 0, "oldest_seconds": 0.0}
    figures = await watched.figures()
    assert figures["nghiquyet_updates_total", "done", "message"] == 1
    assert figures["nghiquyet_updates_total", "message", "unreadable"] == 1
    assert figures["nghiquyet_updates_total", "other", "unreadable"] == 1
    assert figures["nghiquyet_updates_total", "errand", "failed"] == 1
    assert figures["nghiquyet_faults_total", "handler"] == 1
    assert figures["nghiquyet_telegram_calls_total", "ok", "sendMessage"] >= 1
    assert figures["nghiquyet_settled_total", "message", "sent"] >= 1
    assert figures["nghiquyet_tick_lag_seconds", "votes.close_due_votes"] == 0
    assert figures["nghiquyet_database_round_trip_seconds",] > 0
    assert figures["nghiquyet_ready",] == figures["nghiquyet_role", "sender"] == 1


async def test_what_waits_is_counted_with_its_age(watched):
    await watched.becomes(200)
    mai = watched.telegram.person("Mai")
    mai.starts(watched.account)
    await watched.settle()
    watched.telegram.faults.next(fault=Fault.flood(retry_after=600), method="sendMessage")
    mai.writes(watched.account, "/trogiup")
    await watched.settle()
    await watched.clock.advance(watched.LONGEST_PAUSE)
    figures = await watched.figures()
    assert figures["nghiquyet_outbox_rows", "reply"] == 1
    assert figures["nghiquyet_outbox_oldest_seconds", "reply"] >= 180
    assert figures["nghiquyet_flood_limits_total",] == 1
    assert figures["nghiquyet_telegram_calls_total", "hold", "sendMessage"] == 1


async def test_telegram_goes_away_and_comes_back(watched):
    await watched.becomes(200)
    faults = watched.telegram.faults
    faults.sometimes(fault=Fault.page(502), method="getUpdates", probability=1.0)
    watched.telegram.person("Mai").starts(watched.account)  # ends the question that is open
    said = await watched.becomes(503)
    [trouble] = said["troubles"]
    assert trouble["part"] == "telegram"
    assert trouble["since"] == MONDAY_MORNING.isoformat()
    assert (await watched.figures())["nghiquyet_trouble", "telegram"] == 1
    assert (await watched.asks("/health"))[0] == (await watched.asks("/health/live"))[0] == 200
    faults.clear()
    assert (await watched.becomes(200))["troubles"] == []


async def test_what_cannot_be_sent_is_a_trouble_too(watched):
    await watched.becomes(200)
    faults = watched.telegram.faults
    faults.sometimes(fault=Fault.page(403), method="sendMessage", probability=1.0)
    watched.telegram.person("Mai").starts(watched.account)
    await watched.settle()
    [trouble] = (await watched.becomes(503))["troubles"]
    assert trouble["what"] == "not sent: HTTP 403, and not from Telegram"
    faults.clear()
    await watched.go_on(watched.LONGEST_PAUSE)
    await watched.becomes(200)


async def test_a_start_that_waits_for_telegram_says_so(
    telegram, database_url, unused_tcp_port, monkeypatch
):
    monkeypatch.setattr(bot.account, "RETRY_AFTER", 0.2)
    monkeypatch.setattr(health, "STUCK_AFTER", 0.0001)
    telegram.faults.sometimes(fault=Fault.page(502), method="getMe", probability=1.0)
    async for watched in watch(telegram, database_url, unused_tcp_port):
        said = await watched.becomes(503)
        assert {trouble["part"] for trouble in said["troubles"]} >= {"start"}
        assert (await watched.asks("/health/live"))[0] == 200
        telegram.faults.clear()
        await watched.becomes(200)


async def test_a_writer_that_does_not_move_is_not_alive_and_holds_up_nobody_who_asks(
    watched, monkeypatch
):
    await watched.becomes(200)
    await watched.settle()
    assert watched.bot.worker.stuck_for == 0.0  # who has nothing to do is not stuck
    monkeypatch.setattr(health, "STUCK_AFTER", 0.05)
    go_on = threading.Event()
    held = watched.bot.worker.act(lambda _: go_on.wait(100), cause="test")
    await watched.becomes(503, "/health/live")
    assert (await watched.figures())["nghiquyet_writer_stuck_seconds",] > 0
    go_on.set()
    await asyncio.wrap_future(held)
    await watched.becomes(200, "/health/live")


def have_tables(bots, empty_sqlite):
    for each in bots:
        file = make_url(each.database_url).database
        assert file is not None
        shutil.copy(empty_sqlite, file)


async def test_of_several_bots_the_one_that_does_not_run_is_named(
    telegram, tmp_path, empty_sqlite, unused_tcp_port
):
    known = telegram.new_bot("Trợ lý", "nghiquyet_bot").token
    bots = each_bot(
        Settings(
            _env_file=None, bot_token=f"{known} 7000009999:AA-nobody_has_given_such_a_token_to_us",
            database_url=f"sqlite:///{tmp_path / 'house.db'}", bot_api_url=telegram.url,
            health_port=unused_tcp_port,
        )
    )  # fmt: skip
    have_tables(bots, empty_sqlite)
    stopping = asyncio.Event()
    running = asyncio.create_task(run_all(bots, stopping))
    asked = Watched(telegram, telegram.clock, build(bots[0]))
    await asked.becomes(503)
    while len(troubles := (await asked.asks("/health/ready"))[1]["troubles"]) != 2:
        await asyncio.sleep(0.02)
    assert {(each["bot"], each["part"]) for each in troubles} == {
        ("7000009999", "token"), ("7000009999", "start"),
    }  # fmt: skip
    _, body = await asked.asks("/metrics")
    assert 'nghiquyet_ready{bot="7000009999"} 0.0' in body
    assert f'nghiquyet_ready{{bot="{bots[0].bot_id}"}} 1.0' in body
    stopping.set()
    await running
