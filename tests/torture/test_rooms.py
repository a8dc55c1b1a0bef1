"""Several bots in one installation: each has its own people and data, and sees nothing of the others."""

import asyncio
import os
import signal
import sys
import uuid

import pytest
from sqlalchemy import text

from bot.installation import NotOne, at_place, each_bot, migrate_all, one_bot, run_all, take_over
from bot.settings import DatabaseSettings, Settings
from simulator.clock import MovableClock
from simulator.telegram import Telegram
from storage.engine import engine_for, reading
from storage.rooms import AnotherBot, claim, place_of
from storage.work import Group
from tests.conftest import _database, _on_server
from tests.stories.conftest import MONDAY_MORNING

FIRST, SECOND, THIRD = 7_000_000_001, 7_000_000_002, 7_000_000_003


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request, tmp_path):
    """The address of a database where nothing is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'house.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    name = f"rooms_{uuid.uuid4().hex[:8]}"
    _on_server(server, f"CREATE DATABASE {name}")
    yield _database(server, name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def settings(url, *ids, **other):
    tokens = " , ".join(f"{bot_id}:AAtoken" for bot_id in ids)
    return Settings(_env_file=None, bot_token=tokens, database_url=url, **other)


def claimed(url, bot_id):
    with engine_for(url) as engine, Group(engine, now=MONDAY_MORNING) as group:
        claim(group.connection, bot_id)


def test_a_bot_alone_has_the_place_itself_and_keeps_it_when_others_come(new_database):
    [alone] = each_bot(settings(new_database, FIRST))
    assert alone.database_url == new_database
    migrate_all([alone])
    claimed(new_database, FIRST)
    second, first = each_bot(settings(new_database, SECOND, FIRST))
    assert first.database_url == new_database
    assert second.database_url != new_database
    migrate_all([second])
    [left] = each_bot(settings(new_database, SECOND))  # the first bot's token is taken away
    assert left.database_url == second.database_url


def test_data_is_not_used_by_another_bot_unless_it_is_handed_over(new_database):
    bots = each_bot(settings(new_database, FIRST))
    migrate_all(bots)
    claimed(new_database, FIRST)
    [stranger] = each_bot(settings(new_database, THIRD))
    assert stranger.database_url == new_database
    with pytest.raises(AnotherBot, match=str(FIRST)):
        claimed(new_database, THIRD)
    take_over([stranger])
    claimed(new_database, THIRD)


def test_a_command_is_about_one_bot(tmp_path):
    url = f"sqlite:///{tmp_path / 'house.db'}"
    with pytest.raises(NotOne, match=f"{FIRST}, {SECOND}"):
        one_bot(settings(url, FIRST, SECOND))
    assert one_bot(settings(url, FIRST, SECOND, bot_id=SECOND)).bot_id == SECOND
    with pytest.raises(NotOne):
        one_bot(settings(url, FIRST, SECOND, bot_id=THIRD))
    migrate_all(each_bot(settings(url, FIRST, SECOND)))
    named = DatabaseSettings(_env_file=None, database_url=url, bot_id=SECOND)
    assert at_place(named).database_url == place_of(url, SECOND, is_alone=False)


async def test_two_bots_in_one_process_share_the_door_and_nothing_else(new_database, unused_tcp_port):
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1)) as telegram:
        accounts = [telegram.new_bot(f"Trợ lý {n}", f"nghiquyet{n}_bot") for n in (1, 2)]
        bots = each_bot(
            Settings(
                _env_file=None, bot_token=" ".join(bot.token for bot in accounts),
                database_url=new_database, bot_api_url=telegram.url,
                webhook_url=f"http://127.0.0.1:{unused_tcp_port}/hook", webhook_secret="secret",
                webhook_port=unused_tcp_port,
            )
        )  # fmt: skip
        migrate_all(bots)
        stopping = asyncio.Event()
        running = asyncio.create_task(run_all(bots, stopping))
        mai, hung = telegram.person("Mai"), telegram.person("Hùng")
        mai.starts(accounts[0])
        hung.starts(accounts[1])
        await mai.sees("Kính chào", accounts[0])
        await hung.sees("Kính chào", accounts[1])
        stopping.set()
        await running
    assert [accounts_in(bot.database_url) for bot in bots] == [[mai.id], [hung.id]]


async def test_a_token_that_is_taken_back_stops_its_own_bot_alone(tmp_path):
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1)) as telegram:
        account = telegram.new_bot("Trợ lý", "nghiquyet_bot")
        environment = {
            **os.environ, "BOT_TOKEN": f"{account.token},{THIRD}:AAtaken-back-and-of-no-use-any-more",
            "BOT_API_URL": telegram.url, "DATABASE_URL": f"sqlite:///{tmp_path / 'house.db'}",
        }  # fmt: skip
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.PIPE
        )
        mai = telegram.person("Mai")
        mai.starts(account)
        await mai.sees("Kính chào", account)
        bot.send_signal(signal.SIGTERM)
        _, said = await bot.communicate()
    assert bot.returncode == 0
    assert f"bot_id={THIRD}" in said.decode()


def accounts_in(url):
    with engine_for(url) as engine, reading(engine) as session:
        return session.connection().execute(text("SELECT user_id FROM account")).scalars().all()
