"""Outbox → Telegram: the one way out. In order within a chat, at Telegram's pace, never silently lost.

Each chat has a line of its own, so a chat that has to wait holds up nobody else. Answers to presses and
errands stand in no chat's line. What is said is worded at the last moment, from fresh facts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Engine

from bot.clock import Clock, Steady, set_within
from bot.ledger import Written
from bot.lines import Item, Line, Lines
from bot.log_names import name_sending
from bot.sending import Sender
from bot.turns import Turns
from bot.unread import Unread
from bot.vitals import Part, Vitals
from bot.waits import HeldUp, Wait
from rules.notices import Lane
from storage.engine import DATABASE_AWAY, reason
from storage.outbox import Form, Parcel

AT_ONCE = 96
"""Calls in flight or not written down yet, of all chats together: after a crash they are made again."""

ALONE = AT_ONCE // 2
"""Answers and errands tried at once: however many there are, the chats' lines have the other half."""

IN_MEMORY = 2000
"""Reminders and broadcasts read ahead; what people wait for is always read."""

FINISH_WITHIN = 30.0
"""Seconds for what is in flight when the sending ends: as long as Telegram may take to answer a call."""

RESCAN_AFTER = 5.0
"""Real seconds after which the outbox is read from its beginning: for rows left by another process."""

log = structlog.get_logger(__name__)


class Delivery:
    """Reads the outbox and serves the lines."""

    def __init__(self, engine: Engine, clock: Clock, sender: Sender, vitals: Vitals) -> None:
        self._clock = Steady(clock)
        self._sender = sender
        self._vitals = vitals
        self._held_up = HeldUp(vitals)
        self._lines = Lines()
        self._known: set[int] = set()
        self._known_cards: set[int] = set()
        self._unwritten: list[Written] = []  # one for each parcel or card; many are done together
        self._settled_meanwhile: set[int] = set()  # since the outbox began to be read: they may be found
        self._unread = Unread(engine)
        self._turns = Turns(self._clock)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._alone = asyncio.Semaphore(ALONE)
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_reading = False
        self._pausing = 0

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._woken.set()

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or sent. What waits for the clock is not busy."""
        return (
            self._is_reading
            or self._woken.is_set()
            or len(self._tasks) > self._pausing
            or bool(self._unwritten)
            or any(line.is_served and line.news.is_set() for line in self._lines)
        )

    async def run(self) -> None:
        """Send until `stop` is called."""
        while not self._stopping.is_set():
            self._is_reading = True
            self._woken.clear()
            try:
                await self._read_all()
            except DATABASE_AWAY as error:
                self._vitals.wrong(Part.DATABASE, reason(error), by="outbox")
            except Exception:
                log.exception("the outbox could not be read")
            else:
                self._vitals.right(Part.DATABASE, by="outbox")
            self._is_reading = False
            if not await set_within(self._woken, RESCAN_AFTER):
                self._unread.begin_anew()

    async def stop(self) -> None:
        """Let what is in flight end, and begin nothing new. The rest stays in the outbox."""
        self._stopping.set()
        self._woken.set()
        self._turns.stop()
        for line in self._lines:
            line.news.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FINISH_WITHIN)
        if self._unwritten:
            await asyncio.wait(set(self._unwritten), timeout=FINISH_WITHIN)
        self._vitals.leave(Part.DATABASE, by="outbox")
        self._held_up.clear()  # whoever sends from now on will say what holds it up

    async def _read_all(self) -> None:
        more = True
        while more and not self._stopping.is_set():
            self._settled_meanwhile.clear()
            last = Lane.CARD if len(self._known) > IN_MEMORY else Lane.BROADCAST
            found = await self._sender.in_thread(self._unread.read, last, self._lines.rests())
            for parcel in found.parcels:
                self._take(parcel)
            for rest, parcels in found.rests:
                self._lines.begin(rest, parcels)
                for parcel in parcels:
                    self._take(parcel)
            for card in found.changed:
                if card.id not in self._known_cards:
                    self._known_cards.add(card.id)
                    line = self._lines.to(card.chat_id, card.telegram_id)
                    self._queue(line, Item(Lane.CARD, card.id, card=card))
            more = found.has_more

    def _take(self, parcel: Parcel) -> None:
        if parcel.id in self._known or parcel.id in self._settled_meanwhile:
            return
        if parcel.form in (Form.ANSWER, Form.OFFER, Form.ERRAND):
            self._known.add(parcel.id)
            self._start(self._serve_alone(parcel))
        elif line := self._lines.room_for(parcel):
            self._known.add(parcel.id)
            self._queue(line, Item(parcel.lane, parcel.id, parcel=parcel))

    def _queue(self, line: Line, item: Item) -> None:
        line.add(item)
        if not line.is_served:
            line.is_served = True
            self._start(self._serve(line))

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a line broke", exc_info=error)

    async def _serve(self, line: Line) -> None:
        """Serve a chat's line until it is empty, one thing at a time."""
        try:
            while item := await self._next(line):
                if line.with_room:
                    self._woken.set()
                if item.is_message and line.said:
                    # After a crash it would be said anew, and behind what was said after it.
                    await asyncio.wait({line.said})
                outcome = await self._in_slot(self._try, item, line.failures)
                if outcome is None:
                    return
                self._held_up.note(outcome, line.failures, by=("line", id(line)))
                if isinstance(outcome, Wait):
                    self._again(line, item, outcome)
                else:
                    line.failures = 0
                    line.said = outcome if item.is_message else line.said
                    self._done(item, outcome)
        finally:
            line.is_served = False

    async def _serve_alone(self, parcel: Parcel) -> None:
        """Serve what belongs to no line, until it is settled."""
        failures = 0
        name_sending(outbox_id=parcel.id, chat_id=parcel.telegram_id)
        try_it = self._sender.try_errand if parcel.form is Form.ERRAND else self._sender.try_parcel
        while True:
            async with self._alone:
                outcome = await self._in_slot(try_it, parcel, failures)
            if outcome is None:
                return
            self._held_up.note(outcome, failures, by=("row", parcel.id))
            if not isinstance(outcome, Wait):
                self._when(outcome, self._settled, parcel.id)
                return
            parcel, failures = outcome.parcel or parcel, failures + 1
            if outcome.seconds > 0:
                await self._pause(self._clock.sleep(outcome.seconds), self._stopping.wait())

    async def _try(self, item: Item, failures: int) -> Wait | Written:
        if item.parcel is not None:
            name_sending(outbox_id=item.id, chat_id=item.parcel.telegram_id)
            try:
                return await self._sender.try_parcel(item.parcel, failures, partial(self._leave, item))
            finally:
                self._turns.over(item)
        assert item.card is not None
        name_sending(card_id=item.id, chat_id=item.card.telegram_id)
        return await self._sender.try_card(item.card, failures)

    async def _next(self, line: Line) -> Item | None:
        """Wait until Telegram's limits let the first thing of a line go, whichever is first by then."""
        while line.items and not self._stopping.is_set():
            line.news.clear()
            item, now = line.items[0], self._clock.now()
            wait = line.free_at(now) - now
            if wait > timedelta(0):
                await self._pause(self._clock.sleep(wait.total_seconds()), line.news.wait())
            elif item.is_one_of_many:
                come = self._turns.ask(line, item)
                await self._pause(come, line.news.wait())
                if not come.cancelled():
                    return item
            else:
                return line.pop(now)
        return None

    async def _leave(self, item: Item) -> None:
        """Wait at the door with what goes to many."""
        if item.is_one_of_many:
            self._pausing += 1
            await self._turns.leave(item)
            self._pausing -= 1

    async def _in_slot(
        self, attempt: Callable[..., Coroutine[Any, Any, Wait | Written]], *what: Any
    ) -> Wait | Written | None:
        """Try something when a slot is free: one is taken until it is written down what came of it.

        None where the sending has ended meanwhile: it is left in the outbox.
        """
        await self._slots.acquire()
        outcome = None
        try:
            if not self._stopping.is_set():
                outcome = await attempt(*what)
            return outcome
        finally:
            if isinstance(outcome, asyncio.Future):
                outcome.add_done_callback(lambda _: self._slots.release())
            else:
                self._slots.release()

    async def _pause(self, *until: Awaitable[Any]) -> None:
        """Wait for the first of some things, on the house's clock."""
        self._pausing += 1
        tasks = [asyncio.ensure_future(each) for each in until]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        self._pausing -= 1

    def _done(self, item: Item, written: Written) -> None:
        self._when(written, self._settled if item.card is None else self._shown, item.id)

    def _when(self, written: Written, do: Callable[[int], None], row_id: int) -> None:
        """Do something once a parcel or card is written down."""

        def done(_: Written) -> None:
            self._unwritten.remove(written)
            do(row_id)

        self._unwritten.append(written)
        written.add_done_callback(done)

    def _settled(self, parcel_id: int) -> None:
        """Forget a parcel: until now it would have been found in the outbox."""
        self._known.discard(parcel_id)
        self._settled_meanwhile.add(parcel_id)

    def _shown(self, card_id: int) -> None:
        """Look at a card once more: it may have changed again since its facts were read."""
        self._known_cards.discard(card_id)
        self._woken.set()

    def _again(self, line: Line, item: Item, wait: Wait) -> None:
        if wait.complained and item.lane >= Lane.NUDGE:
            self._turns.complained()
        line.failures += 1
        line.hold_until = self._clock.now() + timedelta(seconds=wait.seconds)
        line.add(Item(item.lane, item.id, parcel=wait.parcel or item.parcel, card=item.card))
