"""A Telegram, a bot, two people, and the places where they meet."""

from datetime import UTC, datetime

import aiohttp
import pytest

from simulator.clock import MovableClock
from simulator.telegram import Telegram
from tests.simulator.api import Api

#: Monday, 2 March 2026, 8:00 in Hà Nội.
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    return MovableClock(START)


@pytest.fixture
async def telegram(clock):
    async with Telegram(clock=clock) as running:
        yield running


@pytest.fixture
async def session():
    async with aiohttp.ClientSession() as open_session:
        yield open_session


@pytest.fixture
def bot(telegram):
    return telegram.new_bot("Nghị quyết", "nghiquyet_bot")


@pytest.fixture
def api(telegram, session, bot):
    return Api(session, telegram.url, bot.token)


@pytest.fixture
def binh(telegram):
    return telegram.person("Nguyễn Văn Bình")


@pytest.fixture
def an(telegram):
    return telegram.person("Lê Thị An", username="lean")


@pytest.fixture
def group(telegram, bot, binh, an):
    """A supergroup of two people, and the bot as an administrator."""
    room = telegram.group("Ban Thường vụ", binh, an)
    room.adds(bot, rights=["can_pin_messages", "can_delete_messages", "can_invite_users"])
    return room


@pytest.fixture
def forum(telegram, bot, binh, an):
    """A forum of two people, and the bot as an administrator."""
    room = telegram.forum("Ban Chấp hành", binh, an)
    room.adds(bot, rights=["can_manage_topics", "can_pin_messages", "can_delete_messages"])
    return room


@pytest.fixture
def desk(bot, an):
    """An's private chat with the bot, started."""
    an.starts(bot)
    return an.chat(bot)
