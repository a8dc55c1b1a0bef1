"""The token appears in no log line, no repr and no traceback."""

import logging
import traceback

import pytest
from telegram.error import TelegramError

from bot.app import build
from bot.settings import Settings
from bot.transport import MaybeDelivered, NotDelivered, Transport
from simulator.faults import Fault
from tests.torture.listening import listening

TOKEN = "7000000011:AAH-this_is_a_token_as_long_as_real_ones"


@pytest.fixture
def logged():
    """What is written to the log at the most talkative level."""
    with listening(logging.DEBUG, shape="logfmt") as out:
        yield out


@pytest.mark.parametrize("name", ["telegram", "aiohttp.client", "apscheduler.executors", "bot.sending"])
def test_a_token_in_a_message_an_address_or_an_exception_is_taken_out(logged, name):
    log = logging.getLogger(name)
    try:
        int(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("failed at %s", f"/bot{TOKEN}/x", extra={"token": TOKEN})
    assert "<token>" in logged.getvalue()
    assert TOKEN not in logged.getvalue()
    assert TOKEN.partition(":")[2] not in logged.getvalue()


def test_settings_and_transport_do_not_show_it(tmp_path):
    settings = Settings(_env_file=None, bot_token=TOKEN, database_url=f"sqlite:///{tmp_path}/x.db")
    app = build(settings)
    for shown in (settings, app, app.transport, app.__dict__):
        assert TOKEN not in repr(shown)
    app.engine.dispose()


async def test_errors_of_the_wire_do_not_show_it(town, unused_tcp_port):
    elsewhere = Transport(token=TOKEN, api_url=f"http://127.0.0.1:{unused_tcp_port}")
    await elsewhere.initialize()
    with pytest.raises(NotDelivered) as refused:
        await elsewhere.call("getMe", {})
    await elsewhere.shutdown()
    town.telegram.faults.next(fault=Fault.reset_after(), method="getMe")
    with pytest.raises(MaybeDelivered) as lost:
        await town.bot.transport.call("getMe", {})
    token = town.bot.settings.bot_token.get_secret_value()
    for caught in (refused, lost):
        shown = "".join(traceback.format_exception(caught.value))
        assert TOKEN not in shown
        assert token not in shown


async def test_an_answer_without_a_result_is_an_error_of_the_network(town):
    town.telegram.faults.next(fault=Fault.page(200), method="getMe")
    with pytest.raises(TelegramError):
        await town.bot.transport.call("getMe", {})
