"""The company that plays: its people, its town, its calendar."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from simulator.groups import Group
from simulator.messages import Message
from simulator.people import Person
from simulator.rehearsal.days import VOTED_AFTER, ZONE, next_look
from simulator.rehearsal.player import Player
from simulator.rehearsal.town import Town


class NotTaken(Exception):
    """The draft was refused; the bot's own sentence says why."""


@dataclass(kw_only=True)
class Company:
    """Who plays, with what, and on which day."""

    town: Town
    draft_name: str
    draft: bytes
    citizens: int
    tasks: int
    days: int
    silent: list[Player] = field(default_factory=list)
    channel: Group | None = None  # where citizens read what they are asked
    inspections: list[tuple[str, date]] = field(default_factory=list)  # still to be held

    def __post_init__(self) -> None:
        self.chance: Random = self.town.chance
        self.stage = self.town.stage
        self.clerk = self.player(self.town.clerk)
        voters = [each.name for each in self.town.roster if each.votes]
        self.voters = [self.player(self.town.people[name]) for name in voters]
        self.inspector = self.player(self.town.with_role("Kiểm tra")[0])
        self.secretary = self.voters[0]
        self.blocker = self.voters[-1]
        self.began = self.stage.clock.now().astimezone(ZONE).date()

    def player(self, person: Person) -> Player:
        """Let somebody take part."""
        return Player(person, self.town.account, self.stage)

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.stage.clock.now().astimezone(ZONE).date()

    def on_day(self, number: int) -> date:
        """Give a day of the play."""
        return self.began + timedelta(days=number)

    def carried_out(self, share: float) -> date:
        """Give the day on which such a share of the time for carrying out has gone by."""
        return self.on_day(VOTED_AFTER + int(share * (self.days - VOTED_AFTER)))

    def group(self) -> list[Message]:
        """Give what the committee's group has seen."""
        assert self.town.group is not None
        return self.clerk.person.chat(self.town.group).messages

    def card(self) -> Message:
        """Give the resolution's card in the group."""
        return next(m for m in self.group() if "Giai đoạn" in m.text)

    async def a_while(self) -> None:
        """Let some minutes go by: people do not all look at their telephones at once."""
        await self.stage.clock.advance(timedelta(minutes=self.chance.randint(2, 9)))

    async def passes(self, *, days: int) -> None:
        """Let days go by until the morning's lists are out."""
        on = self.today + timedelta(days=days)
        await self.until(datetime.combine(on, time(7, 40), ZONE))

    async def until(self, moment: datetime) -> None:
        """Let time go by with looks at night too: what must not happen then would show."""
        while (now := self.stage.clock.now()) < moment:
            await self.stage.go_on(to=min(moment, next_look(now)))
