"""Turns for messages to many: one after the other, however many chats wait for them."""

import asyncio
from collections import deque
from datetime import timedelta

from bot.clock import Clock
from bot.lines import Item, Line, Turn
from bot.pace import Bulk


class Turns:
    """The row in which the lines of all chats stand with what goes to many."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bulk = Bulk()
        self._asking: deque[tuple[Line, Item]] = deque()
        self._giving: asyncio.Task[None] | None = None

    def ask(self, line: Line, item: Item) -> None:
        """Stand in the row with the first thing of a line; the line is told when the turn has come."""
        if item.turn is Turn.NOT_ASKED:
            item.turn = Turn.ASKED
            self._asking.append((line, item))
            if self._giving is None:
                self._giving = asyncio.create_task(self._give())

    def complained(self) -> None:
        """Slow down: Telegram has refused a message for coming too soon."""
        self._bulk.complained(self._clock.now())

    def stop(self) -> None:
        """Give no more turns."""
        if self._giving is not None:
            self._giving.cancel()

    async def _give(self) -> None:
        while self._asking:
            now = self._clock.now()
            if (wait := self._bulk.free_at(now) - now) > timedelta(0):
                await self._clock.sleep(wait.total_seconds())
            else:
                self._give_one(*self._asking.popleft())
        self._giving = None

    def _give_one(self, line: Line, item: Item) -> None:
        """Give a turn; who is not the first of a line any more asks again when that is so."""
        if line.items and line.items[0] is item:
            item.turn = Turn.COME
            line.news.set()
            self._bulk.sent(self._clock.now())
        else:
            item.turn = Turn.NOT_ASKED
