"""Updates brought by Telegram itself: kept before the 200, and nobody else may bring any."""

import asyncio
import io

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import build
from bot.settings import Settings
from simulator.clock import MovableClock
from simulator.stage import Stage
from simulator.telegram import Telegram
from storage.engine import reading
from storage.inbox import count_open
from tests.stories.conftest import MONDAY_MORNING

SECRET = "a-secret-of-this-installation"


@pytest.fixture
async def hooked(database_url, unused_tcp_port):
    """A bot that is brought its updates."""
    clock = MovableClock(MONDAY_MORNING)
    async with Telegram(clock=clock) as telegram:
        account = telegram.new_bot("Trợ lý", "nghiquyet_bot")
        settings = Settings(
            _env_file=None,
            bot_token=account.token,
            database_url=database_url,
            bot_api_url=telegram.url,
            webhook_url=f"http://127.0.0.1:{unused_tcp_port}/",
            webhook_secret=SecretStr(SECRET),
            webhook_port=unused_tcp_port,
        )
        app = build(settings, clock=clock)
        await app.start()
        yield Stage(telegram, clock, app)
        await app.stop()


async def test_updates_are_brought_and_answered(hooked):
    person = hooked.telegram.person("Mai")
    bot = next(iter(hooked.telegram.world.bots.values()))
    person.starts(bot)
    await person.sees("Kính chào", bot)


@pytest.mark.parametrize("secret", ["", "guessed", SECRET[:-1]])
async def test_whoever_does_not_know_the_secret_is_turned_away(hooked, secret):
    async with aiohttp.ClientSession() as session:
        answer = await session.post(
            str(hooked.bot.settings.webhook_url),
            json={"update_id": 1, "message": {}},
            headers={"X-Telegram-Bot-Api-Secret-Token": secret},
        )
    assert answer.status == 403
    with reading(hooked.bot.engine) as session:
        assert count_open(session.connection()) == 0


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'{"message": 1}'])
async def test_what_is_no_update_is_taken_off_telegrams_hands(hooked, body):
    async with aiohttp.ClientSession() as session:
        answer = await session.post(
            str(hooked.bot.settings.webhook_url),
            data=body,
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        )
    assert answer.status == 200


async def test_a_body_over_the_limit_is_refused(hooked):
    async with aiohttp.ClientSession() as session:
        answer = await session.post(
            str(hooked.bot.settings.webhook_url),
            data=io.BytesIO(b"x" * 2_000_000),
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        )
    assert answer.status == 413


async def test_an_update_without_a_number_spoils_none_that_came_with_it(hooked):
    """Calls that come together are stored together; what cannot be kept is not among them."""

    async def brings(session, update_id):
        answer = await session.post(
            str(hooked.bot.settings.webhook_url),
            json={"update_id": update_id, "poll": {"id": "1"}},
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        )
        return answer.status

    ids = [*range(1, 41), 2**70, *range(41, 81)]
    async with aiohttp.ClientSession() as session:
        statuses = await asyncio.gather(*(brings(session, update_id) for update_id in ids))
    assert statuses == [200] * 81
    await hooked.settle()
    with reading(hooked.bot.engine) as session:
        stored = session.connection().exec_driver_sql("SELECT count(*) FROM inbox").scalar_one()
        assert (stored, count_open(session.connection())) == (80, 0)
