"""A bot on the simulated Telegram, with a committee that has just been set up."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from actions.bodies import set_up_body
from actions.members import make_link
from bot.app import App, build
from bot.settings import Settings
from rules.bodies import BodyKind
from simulator.clock import MovableClock
from simulator.stage import Stage
from simulator.telegram import Telegram
from storage.engine import reading
from storage.inbox import WIPED, InboxRow
from storage.outbox import Form, OutboxRow, Sending
from storage.roles import Role
from storage.work import OPERATOR, Group
from tests.plans import statements
from tests.stories.committee import Committee
from tests.waiting import PATIENCE, until

MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00 in Vietnam


@pytest.fixture(scope="session")
def judged():
    """What was judged before, so that each statement is explained once."""
    return {"sqlite": set(), "postgresql": set()}


@pytest.fixture(autouse=True)
def _no_table_that_grows_is_read_as_a_whole(request, judged):
    """Whatever the bot asks in a story is answered through an index, however many rows there will be."""
    engine = request.getfixturevalue("engine") if "engine" in request.fixturenames else None
    with statements() as asked:
        yield
    if engine is not None:
        assert asked.full_scans(engine, judged[engine.dialect.name]) == []


@pytest.fixture(autouse=True)
def _nothing_of_a_paper_stays_with_what_was_done(request):
    """Whatever errands a story has run: their rows, and those of their results, hold no words."""
    engine = request.getfixturevalue("engine") if "engine" in request.fixturenames else None
    yield
    if engine is not None:
        with reading(engine) as session:
            done = select(OutboxRow).where(
                OutboxRow.form == Form.ERRAND, OutboxRow.state != Sending.WAITING
            )
            assert {row.facts for row in session.exec(done)} <= {""}
            results = select(InboxRow).where(
                col(InboxRow.errand_id).is_not(None), col(InboxRow.done_at).is_not(None),
                col(InboxRow.parked_because).is_(None),
            )  # fmt: skip
            assert {row.body for row in session.exec(results)} <= {WIPED}


class Town(Stage):
    """The stage of a story: the bot, the body's first link, and people who are made as needed."""

    bot: App
    first_link: str

    def person(self, name):
        return self.telegram.person(name)

    async def tells(self, notice, *, chat_id):
        """Have the bot tell something, as an action would."""
        self.bot.worker.act(lambda work: work.tell(notice, chat_id=chat_id), cause="test").result(
            PATIENCE
        )
        await self.settle()

    @property
    def account(self):
        """The bot's account in the simulated Telegram."""
        return next(iter(self.telegram.world.bots.values()))


@pytest.fixture
async def town(database_url, engine):
    """A committee with a clerk who has not come yet."""
    clock = MovableClock(MONDAY_MORNING)
    async with Telegram(clock=clock) as telegram:
        account = telegram.new_bot("Trợ lý Nghị quyết", "nghiquyet_bot")
        settings = Settings(
            _env_file=None,
            bot_token=account.token,
            database_url=database_url,
            bot_api_url=telegram.url,
        )
        app = build(settings, clock=clock, engine=engine)
        with (
            Group(app.engine, now=clock.now()) as group,
            group.unit(who=OPERATOR, cause="setup") as work,
        ):
            clerk = set_up_body(
                work,
                kind=BodyKind.PARTY_COMMITTEE,
                name="Đảng ủy xã Công Hải",
                parent="Tỉnh ủy Khánh Hòa",
                symbol="ĐU",
                place="Công Hải",
                term="2025-2030",
                term_began_on=date(2025, 7, 1),
                language="vi",
                clerk_name="Lê Thị Hạnh",
            )
            token = make_link(work, clerk)
        await app.start()
        # Those of the last test's bot may be let go of by the server a moment after it has ended.
        await until(lambda: app.duties.held == set(Role))
        stage = Town(telegram, clock, app)
        stage.first_link = f"https://t.me/nghiquyet_bot?start=m-{token}"
        yield stage
        await stage.bot.stop()


@pytest.fixture
def committee(town):
    """The committee after everybody has come."""
    made = Committee(town)
    made.is_there()
    return made
