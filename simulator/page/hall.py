"""What all tabs share: the people, the town, what each person has read, and the tour."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from simulator.calls import LoggedCall
from simulator.chats import Chat
from simulator.page import curtain
from simulator.page.controls import Controls
from simulator.page.doings import Actor
from simulator.page.live import Tab
from simulator.page.shown import Json, chat_id, moment, newest_first
from simulator.page.tour import Tour
from simulator.people import Person
from simulator.users import Bot
from simulator.world import Event, World

JOURNAL_EVERY = 0.3
"""Seconds after which the tour looks into the journal again, once something has happened."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Somebody who can be played."""

    person: Person
    post: str
    is_citizen: bool = False


Offer = Callable[[], Awaitable[None]]


class Hall:
    """The town as the page knows it."""

    def __init__(
        self,
        *,
        world: World,
        bot: Bot,
        title: str,
        language: str,
        parts: Sequence[Part],
        controls: Controls,
        engine: Engine,
        tour_parts: Mapping[str, Person],
        offers: Mapping[str, Offer],
    ) -> None:
        self.world = world
        self.bot = bot
        self.controls = controls
        self.engine = engine
        self.visited = asyncio.Event()  # set once somebody looks at the page
        self._tabs: set[Tab] = set()
        self._title = title
        self._language = language
        self._parts = {str(part.person.id): part for part in parts}
        self._offers = offers
        self._read: dict[tuple[int, Chat], int] = {}
        self._tour = Tour(
            {name: str(person.id) for name, person in tour_parts.items()},
            language,
            lambda: curtain.facts(engine),
        )
        self._something_happened = asyncio.Event()
        self._guide: asyncio.Task[None] | None = None

    def adds(self, part: Part) -> None:
        """Let somebody more be played."""
        self._parts[str(part.person.id)] = part

    def opens(self) -> None:
        """Begin to watch the town; what was said before counts as read."""
        for part in self._parts.values():
            for chat in self.actor(part.person.id).chats():
                self.has_read(part.person, chat)
        self._tour.has_changed()
        self.world.watchers.append(self._happened)
        self.world.calls.watchers.append(self._called)
        self.controls.on_move(self._tell_clock)
        self._guide = asyncio.create_task(self._guides())

    async def closes(self) -> None:
        """Stop watching, and end every tab."""
        self.world.watchers.remove(self._happened)
        self.world.calls.watchers.remove(self._called)
        if self._guide is not None:
            self._guide.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._guide
        for tab in list(self._tabs):
            await tab.close()

    def comes(self, tab: Tab) -> None:
        """Take in a tab."""
        self._tabs.add(tab)
        self.visited.set()

    def goes(self, tab: Tab) -> None:
        """Let a tab go."""
        self._tabs.discard(tab)

    def actor(self, person_id: object) -> Actor:
        """Give somebody who can be played. Raises LookupError."""
        part = self._parts.get(str(person_id))
        if part is None:
            raise LookupError(f"nobody here is {person_id}")
        return Actor(part.person, self.bot)

    # --- what has been read

    def has_read(self, person: Person, chat: Chat) -> None:
        """Note that everything in a chat has been seen."""
        newest = next(newest_first(person, chat), None)
        self._read[person.id, chat] = newest.id if newest is not None else 0

    def read_until(self, person: Person, chat: Chat) -> int:
        """The last message that a person has seen in a chat."""
        return self._read.get((person.id, chat), 0)

    # --- what is told

    def greeting(self) -> Json:
        """What a tab is told first."""
        bot = {"id": str(self.bot.id), "name": self.bot.full_name, "username": self.bot.username}
        return {
            "event": "hello",
            "town": {"title": self._title, "language": self._language},
            "bot": bot,
            "people": self._people(),
            "now": moment(self.controls.now),
            "pace": 1,
            "weather": self.controls.weather,
            "power": self.controls.power,
            "tour": self._tour.shown(),
        }

    def _people(self) -> list[Json]:
        return [
            {
                "id": number,
                "name": part.person.name,
                "post": part.post,
                "is_citizen": part.is_citizen,
                "has_blocked": self.world.private_chat(part.person.user, self.bot).is_blocked,
            }
            for number, part in self._parts.items()
        ]

    def tells_state(self) -> None:
        """Tell everybody how the weather is, and whether the bot is there."""
        self._tell_all({"event": "weather", "weather": self.controls.weather})
        self._tell_all({"event": "power", "power": self.controls.power})
        self._tell_clock()

    def _tell_clock(self) -> None:
        moving = self.controls.is_moving
        self._tell_all({"event": "clock", "now": moment(self.controls.now), "is_moving": moving})

    def _tell_all(self, news: Json) -> None:
        for tab in self._tabs:
            tab.hears(news)

    def _happened(self, event: Event) -> None:
        for tab in self._tabs:
            tab.happened(event)
        if event.chat.is_private and event.message is None:
            self._tell_all({"event": "people", "people": self._people()})
        self._something_happened.set()

    def _called(self, call: LoggedCall) -> None:
        for tab in self._tabs:
            tab.called(call)

    async def _guides(self) -> None:
        """Keep the tour and the clock in step with what happens."""
        while True:
            await self._something_happened.wait()
            await asyncio.sleep(JOURNAL_EVERY)
            self._something_happened.clear()
            if await asyncio.to_thread(self._tour.has_changed):
                self._tell_all({"event": "tour", "tour": self._tour.shown()})
            self._tell_clock()

    # --- what is asked of everybody

    async def moves_clock(self, span: str) -> list[Json]:
        """Let time go by; tell who got how much from the bot. Raises LookupError."""
        try:
            arrived = await self.controls.move(span)
        finally:
            self._tell_clock()
            self._something_happened.set()
        return self._arrivals(arrived)

    def _arrivals(self, arrived: Counter[Chat]) -> list[Json]:
        return [
            {
                "as": str(reader.id),
                "name": reader.name if chat.is_private else "",
                "chat": chat_id(chat),
                "title": chat.bot.full_name if chat.bot is not None else chat.title,
                "count": count,
            }
            for chat, count in arrived.most_common()
            for reader in self._readers(chat)[:1]
        ]

    def _readers(self, chat: Chat) -> list[Person]:
        return [part.person for part in self._parts.values() if chat.has(part.person.user)]

    async def offers(self, wanted: str) -> None:
        """Do in everybody's stead what would be tedious alone. Raises LookupError."""
        if wanted not in self._offers:
            raise LookupError(f"nobody offers {wanted!r}")
        await self._offers[wanted]()
