"""What waits for one chat, in the order in which it goes, and when Telegram lets the next of it go."""

import asyncio
import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.pace import IN_GROUP, IN_PRIVATE, Pace
from rules.notices import Lane
from storage.cards import Changed
from storage.outbox import Form, Parcel

HOLDS = 200
"""Things of a lane that a chat's line holds; what else waits for it stays in the outbox."""

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
    held: Counter[Lane] = field(default_factory=Counter)
    left: dict[Lane, int] = field(default_factory=dict)
    """The first row of a lane that stayed in the outbox for want of room."""

    @classmethod
    def to(cls, telegram_id: int) -> "Line":
        """Begin the line of a chat: groups, whose numbers are negative, bear less."""
        return cls(Pace(IN_GROUP if telegram_id < 0 else IN_PRIVATE))

    def add(self, item: Item) -> None:
        """Put something into the line at its place."""
        heapq.heappush(self.items, item)
        self.held[item.lane] += 1
        if self.items[0] is item:
            self.news.set()

    def leaves(self, parcel: Parcel) -> bool:
        """Whether a parcel stays in the outbox: there is no room, or something before it has stayed."""
        left = self.left.get(parcel.lane)
        if self.held[parcel.lane] < HOLDS and (left is None or parcel.id < left):
            return False
        self.left[parcel.lane] = parcel.id if left is None else min(left, parcel.id)
        return True

    @property
    def with_room(self) -> list[Lane]:
        """Lanes of which something stayed, and more can be held now."""
        return [lane for lane in self.left if self.held[lane] <= HOLDS // 2]

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
        self.held[item.lane] -= 1
        if item.is_message:
            self.pace.sent(now)
        if item.card is not None:
            self.cards_from = now + CARDS_REST
        return item


@dataclass(frozen=True, kw_only=True)
class Rest:
    """What of a lane a chat's line had no room for: where it begins."""

    chat_id: int
    lane: Lane
    first: int


class Lines:
    """The lines of all chats, and for which of them something stays in the outbox."""

    def __init__(self) -> None:
        self._lines: dict[int, Line] = {}
        self._overfull: set[int] = set()

    def __iter__(self) -> Iterator[Line]:
        """Give every line."""
        return iter(self._lines.values())

    def to(self, chat_id: int, telegram_id: int) -> Line:
        """Give a chat's line."""
        line = self._lines.get(chat_id)
        if line is None:
            line = self._lines[chat_id] = Line.to(telegram_id)
        return line

    def room_for(self, parcel: Parcel) -> Line | None:
        """Give the line that a parcel goes into; None where it stays in the outbox for now."""
        if parcel.chat_id is None or parcel.telegram_id is None:
            return None
        line = self.to(parcel.chat_id, parcel.telegram_id)
        if line.leaves(parcel):
            self._overfull.add(parcel.chat_id)
            return None
        return line

    def rests(self) -> list[Rest]:
        """Say what there is room for again."""
        return [
            Rest(chat_id=chat_id, lane=lane, first=self._lines[chat_id].left[lane])
            for chat_id in self._overfull
            for lane in self._lines[chat_id].with_room
        ]

    def begin(self, rest: Rest, parcels: Sequence[Parcel]) -> None:
        """Make room for what was read of a rest; behind as much as a line holds there may be more."""
        left = self._lines[rest.chat_id].left
        del left[rest.lane]
        if len(parcels) == HOLDS:
            left[rest.lane] = parcels[-1].id + 1
        if not left:
            self._overfull.discard(rest.chat_id)
