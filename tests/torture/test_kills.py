"""Killed at random moments under load, hundreds of times: nothing is lost, doubled or out of order."""

import asyncio
import os
import random
import time
from collections import Counter
from itertools import pairwise

import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from simulator.faults import Fault
from storage import journal
from storage.engine import engine_for, make_engine, reading
from tests.stories.consulting import opens
from tests.torture.crowd import Crowd
from tests.torture.discretion import quoted
from tests.torture.killing import nursery

KILLS = int(os.environ.get("TORTURE_KILLS", "200"))
TERMS = 10
RATE = 25
"""Updates a second, on average: a bot that is not killed keeps up with it."""
PROCESSES = {"sqlite": 1, "postgresql": 4}

UPDATES = text("SELECT count(*) FROM inbox WHERE update_id IS NOT NULL")
TOLD = text("""
    SELECT chat.telegram_id, outbox.kind FROM outbox JOIN chat ON chat.id = outbox.chat_id
    WHERE outbox.form = 'message'
""")
ASIDE = text("""
    SELECT 'inbox', kind, parked_because FROM inbox WHERE parked_because IS NOT NULL
    UNION ALL SELECT 'outbox', kind, state || ' ' || error FROM outbox
    WHERE state IN ('failed', 'uncertain') OR state = 'dropped' AND form <> 'answer'
""")

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.fixture
def database_url(either_database):
    return either_database


@pytest.fixture
def engine(database_url):
    made = make_engine(database_url)
    yield made
    made.dispose()


async def test_killed_hundreds_of_times(committee, tmp_path, tell):
    town, chance = committee.town, random.Random(4)
    url = town.bot.settings.database_url
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    group = await committee.meets()
    await opens(committee)
    crowd = Crowd(committee, size=120, chance=chance, rate=RATE)
    crowd.draft = committee.mai.chat(group).find("80% số hộ dân")
    await crowd.learns_the_words(committee)
    await town.bot.stop()
    before = await asyncio.to_thread(counts, url)
    town.clock.flows(pace=1)
    town.telegram.faults.sometimes(
        fault=Fault.flood(retry_after=1), method="sendMessage", probability=0.02
    )
    town.telegram.faults.sometimes(fault=Fault.repeat(), method="getUpdates", probability=0.2)
    ahead = town.clock.now().timestamp() - SystemClock().now().timestamp()
    environment = {
        "BOT_TOKEN": town.account.token, "BOT_API_URL": town.telegram.url, "DATABASE_URL": url,
        "CLOCK_AHEAD": str(ahead), "LOG_LEVEL": "DEBUG",
    }  # fmt: skip
    async with nursery(tmp_path / "log", town.telegram.server, **environment) as bots:
        enough = asyncio.Event()
        asking = asyncio.create_task(crowd.asks_until(enough))
        await kills(bots, crowd, chance, processes=PROCESSES[kind])
        stops = await terms(bots, crowd, chance)
        enough.set()
        await asking
        last = [await bots.start() for _ in range(PROCESSES[kind])]
        await drained(url, crowd)
        ended = [await bots.ends(pid) for pid in last]
        found = await asyncio.to_thread(judge, url, before, crowd, bots)
    found |= {
        "kills": len(bots.deaths),
        "polite stops": len(stops + ended),
        "seconds of the longest": f"{max(stops + ended):.2f}",
        "429s": sum(fault.code == 429 for _, fault in town.telegram.faults.happened),
        "batches repeated": sum(fault == Fault.repeat() for _, fault in town.telegram.faults.happened),
    }  # fmt: skip
    tell(f"killed on {kind}, {PROCESSES[kind]} at work", found)
    for nothing in (
        "lost messages",
        "out of order",
        "unexplained copies",
        "rows set aside",
        "quoted in the log",
    ):
        assert found[nothing] == []
    for none in ("lost updates", "lost effects", "doubled effects"):
        assert found[none] == 0


async def kills(bots, crowd, chance, *, processes):
    """Keep so many at work, and kill one of them again and again, mostly in the middle of something."""
    alive = [await bots.start() for _ in range(processes)]
    for _ in range(KILLS):
        if chance.random() < 0.8:
            await something_is_sent(crowd)
        await asyncio.sleep(chance.uniform(0, 0.4))
        victim = chance.randrange(processes)
        await bots.kill(alive[victim])
        alive[victim] = await bots.start()
    for pid in alive:
        await bots.kill(pid)


async def terms(bots, crowd, chance):
    """Have one bot end politely in the middle of something, again and again; give the seconds."""
    taken = []
    for _ in range(TERMS):
        pid = await bots.start()
        await something_is_sent(crowd)
        await asyncio.sleep(chance.uniform(0, 0.4))
        taken.append(await bots.ends(pid))
    return taken


async def something_is_sent(crowd):
    until = time.monotonic() + 20
    before = sum(map(len, crowd.sent.values()))
    while sum(map(len, crowd.sent.values())) == before and time.monotonic() < until:
        await asyncio.sleep(0.01)


async def drained(url, crowd):
    async with asyncio.timeout(300):
        while len(crowd.bot.updates) or await asyncio.to_thread(left, url):
            await asyncio.sleep(0.2)


def left(url):
    with engine_for(url) as engine, reading(engine) as session:
        connection = session.connection()
        return sum(
            connection.execute(text(statement)).scalar_one()
            for statement in (
                "SELECT count(*) FROM inbox WHERE done_at IS NULL",
                "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'started')",
            )
        )


def counts(url):
    """How many updates there are."""
    with engine_for(url) as engine, reading(engine) as session:
        return session.connection().execute(UPDATES).scalar_one()


def judge(url, before, crowd, bots):
    """Compare what is in the database and in the chats with what was asked."""
    with engine_for(url) as engine, reading(engine) as session:
        connection = session.connection()
        said = Counter(connection.execute(text("SELECT text FROM comment")).scalars())
        told = Counter(tuple(row) for row in connection.execute(TOLD))
        aside = connection.execute(ASIDE).all()
        assert journal.verify(connection).is_whole
    owed = Counter((chat, kind) for chat, kinds in crowd.owed.items() for kind in kinds)
    told = Counter({key: count for key, count in told.items() if key in owed})
    comments = Counter(crowd.comments)
    said = Counter({comment: count for comment, count in said.items() if comment in comments})
    senders = list(bots.deaths_of_senders())
    in_chats = [compare(kinds, crowd.sent[chat], senders) for chat, kinds in crowd.owed.items()]
    return {
        "updates": crowd.updates,
        "lost updates": crowd.updates - (counts(url) - before),
        "effects": owed.total() + comments.total(),
        "lost effects": (owed - told).total() + (comments - said).total(),
        "doubled effects": (told - owed).total() + (said - comments).total(),
        "presses": len(crowd.presses),
        "presses without an answer": sum(press.answer is None for press in crowd.presses),
        "messages": owed.total(),
        "lost messages": [found for each in in_chats for found in each["lost"]],
        "out of order": [found for each in in_chats for found in each["order"]],
        "copies": sum(each["copies"] for each in in_chats),
        "ambiguous sends": sum(each["ambiguous"] for each in in_chats),
        "most copies of one message": max(each["most"] for each in in_chats),
        "unexplained copies": [found for each in in_chats for found in each["unexplained"]],
        "deaths of a sender": len(senders),
        "rows set aside": [str(row) for row in aside],
        "quoted in the log": quoted(bots.text(), crowd.telegram),
    }


def compare(owed, sent, deaths):
    """Walk through a chat: each message that is owed, in its order, and copies of it right behind it."""
    found = {"lost": [], "order": [], "copies": 0, "most": 1, "ambiguous": 0, "unexplained": []}
    arrived = [[sent[0]]] if sent else []
    for one in sent[1:]:
        if one[1] == arrived[-1][-1][1]:
            arrived[-1].append(one)
        else:
            arrived.append([one])
    kinds = [group[0][1] for group in arrived]
    if kinds != owed:
        missing = Counter(owed) - Counter(kinds)
        found["lost"] = [f"{kind} of {owed}" for kind in missing]
        found["order"] = [] if missing else [f"{kinds} for {owed}"]
    for group in arrived:
        found["most"] = max(found["most"], len(group))
        for (first, kind), (second, _) in pairwise(group):
            found["copies"] += 1
            if any(first <= death <= second for death in deaths):
                found["ambiguous"] += 1
            else:
                found["unexplained"].append(f"{kind} after {second - first:.2f} s")
    return found
