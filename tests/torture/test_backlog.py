"""The bot was away for long: what waits is handled in order, in little memory, and nobody is stuck."""

import asyncio
import os
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from storage import inbox, journal
from storage.engine import engine_for, make_engine, reading
from storage.inbox import Arrival, Urgency
from storage.work import Group
from tests.stories.consulting import opens
from tests.torture.discretion import quoted
from tests.torture.killing import nursery
from tests.waiting import until

SOME = 2_000
MANY = int(os.environ.get("TORTURE_WAITING", "100000"))
PAGE = 1_000
FIRST = 800_000_000
"""The number of the first update that waits."""

COMMENTS = text("SELECT member_id, text FROM comment WHERE text LIKE 'Ý kiến chờ %' ORDER BY id")
OVERTAKEN = text("""
    SELECT count(*) FROM inbox WHERE update_id >= :first AND done_at > (
        SELECT done_at FROM inbox WHERE urgency = :urgency ORDER BY id DESC LIMIT 1)
""")
ASIDE = text("SELECT count(*) FROM inbox WHERE parked_because IS NOT NULL")


@pytest.fixture
def database_url(either_database):
    return either_database


@pytest.fixture
def engine(database_url):
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
async def deserted(committee):
    """A consultation that is open, with one comment; and the bot has gone."""
    group = await committee.meets()
    await opens(committee)
    committee.mai.replies(committee.mai.chat(group).find("80% số hộ dân"), "Ý kiến đầu tiên")
    await committee.writes(committee.hung, "/ngonngu")
    await committee.town.bot.stop()
    return committee


def stored(committee, many):
    """Put comments of three members into the inbox, and a press at the end, as Telegram brings them."""
    members = [committee.mai, committee.hung, committee.others[-1]]
    with engine_for(committee.town.bot.settings.database_url) as engine:
        said = _pattern(engine, "body LIKE '%Ý kiến đầu tiên%'")
        pressed = _pattern(engine, "kind = 'callback_query'")
        for first in range(0, many, PAGE):
            with Group(engine, now=committee.town.clock.now()) as group:
                page = [_comment(said, members, n) for n in range(first, min(first + PAGE, many))]
                inbox.store(group.connection, page, now=group.now)
        with Group(engine, now=committee.town.clock.now()) as group:
            pressed |= {"update_id": FIRST - 1}
            pressed["callback_query"]["id"] = "17"
            body = orjson.dumps(pressed).decode()
            last = Arrival(update_id=FIRST - 1, kind="callback_query", body=body)
            inbox.store(group.connection, [last], now=group.now)


def _pattern(engine, which):
    with reading(engine) as session:
        found = text(f"SELECT body FROM inbox WHERE {which} ORDER BY id DESC LIMIT 1")
        return orjson.loads(session.connection().execute(found).scalar_one())


def _comment(pattern, members, number):
    author = members[number % len(members)]
    said = {"id": author.id, "is_bot": False, "first_name": author.name}
    message = pattern["message"] | {
        "message_id": 1_000_000 + number, "from": said, "text": f"Ý kiến chờ {number}"
    }  # fmt: skip
    body = orjson.dumps({"update_id": FIRST + number, "message": message}).decode()
    return Arrival(update_id=FIRST + number, kind="message", body=body)


def was_handled_in_order(committee, many):
    """Look at what was made of it: every comment once, and each member's in the order of sending."""
    with engine_for(committee.town.bot.settings.database_url) as engine, reading(engine) as session:
        connection = session.connection()
        said = defaultdict(list)
        for author, comment in connection.execute(COMMENTS):
            said[author].append(int(comment.rpartition(" ")[2]))
        assert connection.execute(ASIDE).scalar_one() == 0
        assert journal.verify(connection).is_whole
    assert sorted(number for numbers in said.values() for number in numbers) == list(range(many))
    assert all(numbers == sorted(numbers) for numbers in said.values())


def overtaken(committee, by):
    """How many of the rows that waited were handled after the last one that hurried so."""
    with engine_for(committee.town.bot.settings.database_url) as engine, reading(engine) as session:
        return session.connection().execute(OVERTAKEN, {"first": FIRST, "urgency": by}).scalar_one()


@asynccontextmanager
async def returned(committee, folder, port):
    """The bot as a process of its own, how it is to be asked how it is, and what waits at first."""
    town = committee.town
    town.clock.flows(pace=1)
    ahead = town.clock.now().timestamp() - SystemClock().now().timestamp()
    environment = {
        "BOT_TOKEN": town.account.token, "BOT_API_URL": town.telegram.url, "CLOCK_AHEAD": str(ahead),
        "DATABASE_URL": town.bot.settings.database_url, "HEALTH_PORT": str(port), "LOG_LEVEL": "INFO",
    }  # fmt: skip
    address = f"http://127.0.0.1:{port}/health"
    async with nursery(folder / "log", town.telegram.server, **environment) as bots:
        with engine_for(environment["DATABASE_URL"]) as engine, Group(engine, now=town.clock.now()):
            pid = await bots.start()  # nothing is handled before somebody looks: the pen is held
            seen = await until(lambda: answers(address))
        yield pid, address, seen["waiting"]
        await bots.ends(pid)
        assert quoted(bots.text(), town.telegram) == []
        assert "Ý kiến chờ" not in bots.text()


async def answers(address):
    """Whether there is somebody at the door."""
    try:
        return await waiting(address)
    except (aiohttp.ClientConnectionError, ValueError):
        return None


async def waiting(address):
    """How many updates wait, and since when, as /health says."""
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        [bot] = (await answer.json())["bots"]
        return bot["inbox"]["ordinary"]


async def comes_back(committee, folder, port, many):
    """Let the bot come back to a full inbox, and a press be made meanwhile; give what was seen."""
    found: dict[str, Any] = {"oldest": 0.0, "memory": []}
    pressed = None
    async with returned(committee, folder, port) as (pid, address, depth), asyncio.timeout(1500):
        found["depths"], began = [depth], time.monotonic()
        while True:
            queue = await waiting(address)
            found["depths"].append(queue["waiting"])
            found["oldest"] = max(found["oldest"], queue["oldest_seconds"])
            found["memory"].append(megabytes(pid))
            if pressed is None and queue["waiting"] < 0.9 * many:
                pressed = committee.hung.presses("Tiếng Việt", chat=committee.bot)
                committee.others[0].writes(committee.bot, "/trogiup")
                pressed_at = time.monotonic()
            if "press" not in found and pressed is not None and pressed.answer is not None:
                found["press"] = time.monotonic() - pressed_at
            if "message" not in found and pressed is not None and is_helped(committee):
                found["message"] = time.monotonic() - pressed_at
            if "seconds" not in found and not queue["waiting"]:
                found["seconds"] = time.monotonic() - began
            if {"press", "message", "seconds"} <= found.keys():
                return found
            await asyncio.sleep(0.05 if many <= SOME else 0.5)


def is_helped(committee):
    """Whether somebody who asked what can be done here has been told."""
    said = committee.others[0].chat(committee.bot).messages
    return any("Những việc làm được ở đây" in message.text for message in said)


def megabytes(pid):
    said = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(said.partition("VmRSS:")[2].split()[0]) / 1024


@pytest.mark.parametrize("either_database", ["sqlite"], indirect=True)
async def test_thousands_that_waited_are_handled_in_order(deserted, tmp_path, unused_tcp_port):
    stored(deserted, SOME)
    found = await comes_back(deserted, tmp_path, unused_tcp_port, SOME)
    was_handled_in_order(deserted, SOME)
    assert max(found["depths"]) > SOME // 2
    assert found["depths"] == sorted(found["depths"], reverse=True)


@pytest.mark.long
@pytest.mark.timeout(1800)
async def test_a_hundred_thousand_that_waited_are_handled_in_order(
    deserted, tmp_path, unused_tcp_port, tell
):
    kind = deserted.town.bot.settings.database_url.partition(":")[0]
    stored(deserted, MANY)
    found = await comes_back(deserted, tmp_path, unused_tcp_port, MANY)
    was_handled_in_order(deserted, MANY)
    memory = found["memory"]
    tell(f"a full inbox on {kind}", {
        "rows that waited": MANY,
        "seconds until none did": round(found["seconds"]),
        "depth said by /health, first and a quarter on": f"{found['depths'][0]}, "
        f"{found['depths'][len(found['depths']) // 4]}",
        "age of the oldest said by /health, at most": f"{found['oldest']:.0f} s",
        "a press made when a tenth was done, answered after": f"{found['press']:.1f} s",
        "rows that it has overtaken": overtaken(deserted, Urgency.PRESS),
        "a private message at the same moment, answered after": f"{found['message']:.1f} s",
        "rows that it has overtaken, too": overtaken(deserted, Urgency.DIALOGUE),
        "memory at the start, the most": f"{memory[0]:.0f} MB, {max(memory):.0f} MB",
    })  # fmt: skip
    assert overtaken(deserted, Urgency.PRESS) > 0
    assert overtaken(deserted, Urgency.DIALOGUE) > 0
