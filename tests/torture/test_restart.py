"""The process ends, politely or not: what was begun is finished, what waited is taken up."""

import asyncio
import random

from sqlalchemy import text

from bot.app import build
from simulator.clock import MovableClock
from simulator.limits import NO_LIMITS
from simulator.telegram import Telegram
from storage import inbox, journal
from storage.engine import make_engine, reading
from storage.inbox import Arrival
from storage.work import Group
from tests.stories.conftest import MONDAY_MORNING
from tests.torture.discretion import quoted
from tests.torture.killing import nursery
from tests.waiting import until

KILLS = 2
MESSAGES = 90


async def test_what_waited_at_the_stop_is_taken_up_at_the_start(committee):
    town = committee.town
    await town.bot.stop()
    committee.mai.writes(committee.bot, "/trogiup")
    town.bot = build(town.bot.settings, clock=town.clock)
    await town.bot.start()
    await town.settle()
    assert "làm được" in committee.mai.chat(committee.bot).last.text


async def test_rows_stored_by_an_earlier_run_are_handled_first(committee):
    town = committee.town
    await town.bot.stop()
    engine = make_engine(town.bot.settings.database_url)
    with Group(engine, now=town.clock.now()) as group:
        body = (
            f'{{"update_id": 1, "message": {{"message_id": 1, "date": 1, '
            f'"chat": {{"id": {committee.mai.id}, "type": "private"}}, '
            f'"from": {{"id": {committee.mai.id}, "is_bot": false, "first_name": "x"}}, '
            f'"text": "/trogiup", "entities": [{{"type": "bot_command", "offset": 0, "length": 8}}]}}}}'
        )
        inbox.store(group.connection, [Arrival(update_id=1, kind="message", body=body)], now=group.now)
    engine.dispose()
    town.bot = build(town.bot.settings, clock=town.clock)
    await town.bot.start()
    await town.settle()
    assert "làm được" in committee.mai.chat(committee.bot).last.text


async def test_kill_9_under_load_loses_nothing_and_doubles_no_effect(either_database, tmp_path):
    """People write while the bot's process is killed."""
    database_url = either_database
    chance = random.Random(5)
    clock = MovableClock(MONDAY_MORNING, pace=1)
    async with Telegram(clock=clock, limits=NO_LIMITS) as telegram:
        account = telegram.new_bot("Trợ lý", "nghiquyet_bot")
        people = [telegram.person(f"Người {n}") for n in range(MESSAGES // 2)]
        environment = {
            "BOT_TOKEN": account.token, "BOT_API_URL": telegram.url, "DATABASE_URL": database_url,
            "LOG_LEVEL": "DEBUG",
        }  # fmt: skip
        written = 0
        async with nursery(tmp_path / "log", telegram.server, **environment) as bots:
            for round_ in range(KILLS + 1):
                pid = await bots.start()
                share = MESSAGES // (KILLS + 1)
                for _ in range(share):
                    people[written % len(people)].starts(account)
                    written += 1
                    await asyncio.sleep(0.005)
                if round_ < KILLS:
                    await handled(database_url, at_least=1 + share * round_)
                    await asyncio.sleep(chance.uniform(0, 0.15))
                    await bots.kill(pid)
                else:
                    await handled(database_url, at_least=written)
                    await sent(database_url)
                    await bots.ends(pid)
        greetings = sum(
            "Kính chào" in message.text for person in people for message in person.chat(account).messages
        )
    assert quoted((tmp_path / "log").read_text("utf-8"), telegram) == []
    assert count(database_url, "SELECT count(*) FROM inbox WHERE parked_because IS NOT NULL") == 0
    assert count(database_url, "SELECT count(*) FROM outbox WHERE kind = 'Greeting'") == written
    assert count(database_url, "SELECT count(*) FROM outbox WHERE state <> 'sent'") == 0
    assert written <= greetings <= written + KILLS * 64
    engine = make_engine(database_url)
    with reading(engine) as session:
        assert journal.verify(session.connection()).is_whole
    engine.dispose()


async def handled(url, *, at_least):
    done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL"
    await until(lambda: count(url, done) >= at_least, look_every=0.1)


async def sent(url):
    left = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'started')"
    await until(lambda: not count(url, left), look_every=0.1)


def count(url, statement):
    engine = make_engine(url)
    with reading(engine) as session:
        found = session.connection().execute(text(statement)).scalar_one()
    engine.dispose()
    return found
