"""A town for rehearsals and the demo: a Telegram, a running bot, a committee that has come together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Literal

from actions.bodies import set_up_body
from actions.members import make_link
from bot.app import App, build
from bot.settings import Settings
from rules.bodies import BodyKind
from simulator.clock import MovableClock
from simulator.groups import Group
from simulator.page.labels import label
from simulator.people import Person
from simulator.rehearsal.cast import Role, committee, roster_file
from simulator.stage import Stage
from simulator.telegram import Telegram
from simulator.users import Bot
from storage.migrate import migrate
from storage.work import OPERATOR
from storage.work import Group as Transaction

Language = Literal["vi", "en"]

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Vietnam
CLERK = Role(name="Lê Thị Hạnh", post="Chánh Văn phòng Đảng ủy", role="Thư ký")
BODY = "Đảng ủy xã Công Hải"


@dataclass(kw_only=True)
class Town:
    """Everybody and everything of a rehearsal."""

    stage: Stage
    telegram: Telegram
    clock: MovableClock
    bot: App
    account: Bot
    language: Language
    chance: Random
    roster: list[Role]
    people: dict[str, Person] = field(default_factory=dict)
    group: Group | None = None

    @property
    def clerk(self) -> Person:
        """The clerk."""
        return self.people[CLERK.name]

    def with_role(self, role: str) -> list[Person]:
        """Give the people of a role, in the order of the roster."""
        return [self.people[each.name] for each in self.roster if each.role == role]

    async def comes_together(self, first_link: str) -> None:
        """Let the clerk come, send the roster, hand out links; let all come; open the group."""
        await self._comes(CLERK.name, first_link)
        self.clerk.sends_file(self.account, "danh-sach.csv", roster_file(self.roster))
        await self.stage.settle()
        self.clerk.presses(self.label("Get the personal links"), chat=self.account)
        await self.stage.settle()
        links = {m.text: m.text.split()[-1] for m in self.clerk.chat(self.account).messages if m.photo}
        for each in self.roster:
            link = next(link for text, link in links.items() if each.name in text)
            await self._comes(each.name, link)
        await self._meets()

    def label(self, msgid: str) -> str:
        """Give a button's label as the bot words it."""
        return label(msgid, self.language)

    async def starts_bot(self) -> None:
        """Start the bot anew, as after a crash or an update."""
        self.bot = self.stage.bot = build(self.bot.settings, clock=self.clock)
        await self.bot.start()

    async def _comes(self, name: str, link: str) -> None:
        self.people[name] = self.telegram.person(name)
        self.people[name].follows(link)
        await self.stage.settle()

    async def _meets(self) -> None:
        members = [person for person in self.people.values() if person is not self.clerk]
        self.group = self.telegram.forum(BODY, self.clerk, *members)
        self.clerk.adds(self.account, self.group)
        self.clerk.promotes(self.account, self.group)
        await self.stage.settle()


@asynccontextmanager
async def town(
    folder: Path, *, members: int, seed: int, language: Language = "vi"
) -> AsyncGenerator[Town]:
    """Build a town: a new database in `folder`, a Telegram on loopback, the bot between them."""
    chance = Random(seed)  # noqa: S311  people's moods, not secrets
    clock = MovableClock(MORNING)
    async with Telegram(clock=clock, seed=seed) as telegram:
        account = telegram.new_bot("Trợ lý Nghị quyết", "nghiquyet_bot")
        settings = Settings(
            _env_file=None,
            bot_token=account.token,
            database_url=f"sqlite:///{folder / 'nghiquyet.db'}",
            bot_api_url=telegram.url,
            webhook_url=None,
            language=language,
        )
        migrate(settings.database_url)
        bot = build(settings, clock=clock)
        link = _set_up(bot, language)
        made = Town(
            stage=Stage(telegram, clock, bot), telegram=telegram, clock=clock, bot=bot,
            account=account, language=language, chance=chance, roster=committee(chance, members),
        )  # fmt: skip
        await bot.start()
        try:
            await made.comes_together(link)
            yield made
        finally:
            await made.bot.stop()


def _set_up(bot: App, language: Language) -> str:
    with (
        Transaction(bot.engine, now=bot.clock.now()) as group,
        group.unit(who=OPERATOR, cause="setup") as work,
    ):
        clerk = set_up_body(
            work, kind=BodyKind.PARTY_COMMITTEE, name=BODY, parent="Tỉnh ủy Khánh Hòa", symbol="ĐU",
            place="Công Hải", term="2025-2030", term_began_on=datetime(2025, 7, 1, tzinfo=UTC).date(),
            language=language, clerk_name=CLERK.name,
        )  # fmt: skip
        return f"https://t.me/nghiquyet_bot?start=m-{make_link(work, clerk)}"
