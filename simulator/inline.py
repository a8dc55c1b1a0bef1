"""Inline mode: what somebody types behind @bot, in any chat, and what the bot offers them there.

https://core.telegram.org/bots/inline
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator import audience, wire
from simulator.users import Bot, User
from simulator.world import World
from simulator.writing import NotPossible

#: For how many seconds a query can be answered: as long as the server keeps it for the bot.
ANSWERABLE_FOR = 30

LONGEST_QUERY = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """One thing to choose, and the message that it becomes, as the server keeps it."""

    id: str
    title: str
    description: str
    message: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """What a bot offered to one query."""

    results: tuple[Offered, ...]
    next_offset: str = ""
    is_personal: bool = False
    cache_time: int = 300
    button: dict[str, Any] | None = None

    @property
    def titles(self) -> list[str]:
        """The lines to choose from."""
        return [each.title for each in self.results]

    def offered(self, title: str) -> Offered:
        """The first thing whose title holds these words. Raises LookupError."""
        for each in self.results:
            if title in each.title:
                return each
        raise LookupError(f"{title!r} is not among {self.titles}")


@dataclass(eq=False, kw_only=True, slots=True)
class Query:
    """One query. The offers come later, if the bot gives some in time."""

    id: str
    bot: Bot
    person: User
    text: str
    offset: str
    asked_at: datetime
    offers: Offers | None = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self, within: float = 60.0) -> Offers:
        """Wait so many real seconds for the offers. Raises TimeoutError without any."""
        if self.offers is None:
            await asyncio.wait_for(self._answered.wait(), within)
        assert self.offers is not None
        return self.offers

    def take(self, offers: Offers) -> None:
        """Show the offers to the person."""
        self.offers = offers
        self._answered.set()


def ask(world: World, person: User, bot: Bot, text: str, *, offset: str, chat_type: str) -> Query:
    """Type something behind @bot. Raises NotPossible."""
    if not bot.is_inline:
        raise NotPossible(f"@{bot.username} has no inline mode: /setinline at BotFather")
    if len(text) > LONGEST_QUERY:
        raise NotPossible(f"a query has at most {LONGEST_QUERY} characters")
    query = Query(
        id=str(world.random.getrandbits(62)), bot=bot, person=person, text=text, offset=offset,
        asked_at=world.clock.now(),
    )  # fmt: skip
    world.queries[query.id] = query
    audience.meets(bot, person)
    asked = {"id": query.id, "from": wire.user(person), "query": text, "offset": offset}
    audience.push(bot, "inline_query", {**asked, "chat_type": chat_type})
    return query
