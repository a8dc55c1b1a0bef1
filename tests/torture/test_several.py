"""Several processes on one database: the duties are spread, a dead process is missed by nobody."""

from contextlib import AsyncExitStack

from sqlalchemy import text

from simulator.clock import MovableClock
from simulator.limits import NO_LIMITS
from simulator.telegram import Telegram
from storage.engine import make_engine, reading
from storage.roles import FIRST_ROLE, Role
from tests.conftest import empty
from tests.stories.conftest import MONDAY_MORNING
from tests.torture.discretion import quoted
from tests.torture.killing import nursery
from tests.torture.test_restart import count, handled, sent
from tests.waiting import until

PROCESSES = 3
PEOPLE = 20

HOLDERS = text("""
    SELECT classid, pid FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid BETWEEN :first AND :last
""")


async def test_three_processes_share_the_work_and_survive_one_death(postgresql_database, tmp_path):
    url, engine = postgresql_database
    clock = MovableClock(MONDAY_MORNING, pace=1)
    async with Telegram(clock=clock, limits=NO_LIMITS) as telegram, AsyncExitStack() as running:
        account = telegram.new_bot("Trợ lý", "nghiquyet_bot")
        bots = await running.enter_async_context(
            nursery(
                tmp_path / "log", telegram.server,
                BOT_TOKEN=account.token, BOT_API_URL=telegram.url, DATABASE_URL=url,
            )
        )  # fmt: skip
        pids = [await bots.start() for _ in range(PROCESSES)]
        await spread(url, over=PROCESSES)
        people = [telegram.person(f"Người {n}") for n in range(PEOPLE)]
        for person in people:
            person.starts(account)
        await handled(url, at_least=PEOPLE // 2)
        await bots.kill(pids[0])  # the first has had a duty from the beginning
        for person in people:
            person.starts(account)
        await handled(url, at_least=2 * PEOPLE)
        await sent(url)
        await spread(url, over=PROCESSES - 1)
        greetings = [
            sum("Kính chào" in message.text for message in person.chat(account).messages)
            for person in people
        ]
    assert count(url, "SELECT count(*) FROM outbox WHERE kind = 'Greeting'") == 2 * PEOPLE
    assert count(url, "SELECT count(*) FROM inbox WHERE parked_because IS NOT NULL") == 0
    assert min(greetings) >= 2
    assert quoted((tmp_path / "log").read_text("utf-8"), telegram) == []
    empty(engine)


async def spread(url, *, over):
    """Wait until every role is held, by as many processes."""
    engine = make_engine(url)
    bounds = {"first": FIRST_ROLE, "last": FIRST_ROLE + len(Role) - 1}

    def is_spread():
        with reading(engine) as session:
            held = session.connection().execute(HOLDERS, bounds).all()
        return len(held) == len(Role) and len({row.pid for row in held}) == over

    await until(is_spread, look_every=0.05)
    engine.dispose()
