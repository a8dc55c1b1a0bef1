"""Turns for messages to many: made ready a few at a time, and let out one after the other.

Telegram counts what reaches it. So the pace is kept at the door, when a message has been worded and what
has to be written down beforehand is committed: whatever took long there, no two leave at once.
"""

import asyncio
from collections import deque

from bot.clock import Clock
from bot.lines import Item, Line
from bot.pace import Bulk


class Turns:
    """The row in which the lines of all chats stand with what goes to many, and the door it leads to."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bulk = Bulk()
        self._row: deque[tuple[Line, Item, asyncio.Future[None]]] = deque()
        self._made_ready: set[int] = set()  # by number: what has been let begin and has not left
        self._door = asyncio.Lock()

    def ask(self, line: Line, item: Item) -> asyncio.Future[None]:
        """Stand in the row with the first thing of a line.

        It is done when the thing has been taken out of the line and may be made ready; whoever does not
        want it any more cancels it.
        """
        come: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._row.append((line, item, come))
        self._let_begin()
        return come

    async def leave(self, item: Item) -> None:
        """Wait until something that is ready may go to Telegram."""
        async with self._door:
            now = self._clock.now()
            while (free_at := self._bulk.free_at(now)) > now:
                await self._clock.sleep((free_at - now).total_seconds())
                now = self._clock.now()
            self._bulk.sent(now)
        self.over(item)

    def over(self, item: Item) -> None:
        """Let the next one begin: this one has left, or will not leave."""
        self._made_ready.discard(item.id)
        self._let_begin()

    def complained(self) -> None:
        """Slow down: Telegram has refused a message for coming too soon."""
        self._bulk.complained(self._clock.now())

    def stop(self) -> None:
        """Let nothing more begin."""
        self._row.clear()

    def _let_begin(self) -> None:
        while self._row and len(self._made_ready) < self._bulk.at_hand:
            line, item, come = self._row.popleft()
            # Who is not the first of a line any more asks again when that is so.
            if not come.done() and line.items[0] is item:
                self._made_ready.add(line.pop(self._clock.now()).id)
                come.set_result(None)
