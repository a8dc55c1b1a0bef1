"""What waits for one chat, in the order in which it goes, and when Telegram lets the next of it go."""

import asyncio
import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.pace import IN_GROUP, IN_PRIVATE, Pace
from rules.notices import Lane
from storage.cards import Changed
from storage.outbox import Form, Parcel

CARDS_REST = timedelta(seconds=5)
"""Between two edits of cards in a chat: what Telegram allows there is left to what people wait for."""


@dataclass(order=True)
class Item:
    """Something to be done in a chat: a parcel, or a card that shows old facts."""

    lane: Lane
    id: int
    parcel: Parcel | None = field(compare=False, default=None)
    card: Changed | None = field(compare=False, default=None)

    @property
    def is_message(self) -> bool:
        """Whether it counts against the pace of the chat."""
        return self.parcel is None or self.parcel.form in (Form.MESSAGE, Form.SCREEN, Form.CARD)

    @property
    def is_one_of_many(self) -> bool:
        """Whether the same goes to many chats, so that it has to wait for its turn among them."""
        return self.lane >= Lane.NUDGE


@dataclass
class Line:
    """What waits for one chat."""

    pace: Pace
    items: list[Item] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something has come that goes before all that waited."""
    hold_until: datetime | None = None
    cards_from: datetime | None = None
    """When the next card may be edited."""
    said: asyncio.Future[None] | None = None
    """Done when it is written down that the last message went."""
    failures: int = 0
    is_served: bool = False

    @classmethod
    def to(cls, telegram_id: int) -> "Line":
        """Begin the line of a chat: groups, whose numbers are negative, bear less."""
        return cls(Pace(IN_GROUP if telegram_id < 0 else IN_PRIVATE))

    def add(self, item: Item) -> None:
        """Put something into the line at its place."""
        heapq.heappush(self.items, item)
        if self.items[0] is item:
            self.news.set()

    def free_at(self, now: datetime) -> datetime:
        """Say when the first thing may go: now, or later."""
        item = self.items[0]
        free_at = max(now, self.hold_until or now)
        if item.card is not None:
            free_at = max(free_at, self.cards_from or now)
        if item.is_message:
            free_at = max(free_at, self.pace.free_at(now))
        return free_at

    def pop(self, now: datetime) -> Item:
        """Let the first thing go."""
        item = heapq.heappop(self.items)
        if item.is_message:
            self.pace.sent(now)
        if item.card is not None:
            self.cards_from = now + CARDS_REST
        return item
