"""The clock, the weather, and the bot's power switch."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from simulator.chats import Chat
from simulator.faults import Fault
from simulator.messages import Message
from simulator.stage import Stage
from simulator.world import Event, Happening

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = time(7, 35)
"""When the daily lists are out."""

EVENING = time(20, 30)
"""When nothing more is sent until the next day."""

STEP = timedelta(hours=2)
FARTHEST_NUDGE = timedelta(days=30)


class Weather(StrEnum):
    """What is wrong between the bot and Telegram."""

    FINE = "fine"
    FLOOD = "flood"  # one call in two is answered 429
    ERRORS = "errors"  # one call in three breaks, before or after it was done
    SLOW = "slow"  # every call takes a second and a half


_FAULTS: dict[Weather, tuple[tuple[Fault, float], ...]] = {
    Weather.FINE: (),
    Weather.FLOOD: ((Fault.flood(3), 0.5),),
    Weather.ERRORS: (
        (Fault.server_error(502), 0.15),
        (Fault.page(502), 0.1),
        (Fault.reset_before(), 0.1),
    ),
    Weather.SLOW: ((Fault.latency(1.5), 1.0),),
}


class Power(StrEnum):
    """What is done to the bot."""

    ON = "on"
    OFF = "off"  # it finishes what it has begun; Telegram keeps what comes for it
    KILL = "kill"  # every connection breaks in the middle, and it starts anew


class Controls:
    """Moves the clock, makes the weather, and switches the bot; one thing at a time."""

    def __init__(self, stage: Stage, *, build: Callable[[], Awaitable[None]]) -> None:
        self._stage = stage
        self._build = build
        self._one_at_a_time = asyncio.Lock()
        self.weather = Weather.FINE
        self.power = Power.ON
        self.is_moving = False

    @property
    def now(self) -> datetime:
        """The time in the town."""
        return self._stage.clock.now()

    def on_move(self, listener: Callable[[], None]) -> None:
        """Tell of every stop of the clock."""
        self._stage.clock.on_move(lambda _at: listener())

    async def move(self, span: str) -> Counter[Chat]:
        """Let time go by; give what the bot has written meanwhile, by chat. Raises LookupError."""
        async with self._one_at_a_time, self._counting() as arrived:
            self.is_moving = True
            try:
                if self.power is Power.ON:
                    await self._stage.settle()  # what was pressed just now does not grow old
                await self._go(span, arrived)
            finally:
                self.is_moving = False
        return arrived

    async def _go(self, span: str, arrived: Counter[Chat]) -> None:
        match span:
            case "hour":
                await self._until(self.now + STEP)
            case "day":
                await self._until(self.now + timedelta(days=1))
            case "morning":
                await self._until(next_morning(self.now))
            case "nudge":
                await self._until(self.now + FARTHEST_NUDGE, or_something_in=arrived)
            case _:
                raise LookupError(f"the clock does not know {span!r}")

    async def _until(self, moment: datetime, or_something_in: Counter[Chat] | None = None) -> None:
        """Go on hour by hour, and through the night at once, so that nothing falls due unseen."""
        while (now := self.now) < moment and not or_something_in:
            stop = min(moment, now + STEP if _is_day(now) else next_dawn(now))
            if self.power is Power.ON:
                await self._stage.go_on(to=max(stop, self.now))
            else:
                await self._stage.clock.advance(to=max(stop, self.now))

    @asynccontextmanager
    async def _counting(self) -> AsyncGenerator[Counter[Chat]]:
        arrived: Counter[Chat] = Counter()

        def look(event: Event) -> None:
            if event.kind is Happening.MESSAGE_SENT and _is_from_bot(event.message):
                arrived[event.chat] += 1

        watchers = self._stage.telegram.world.watchers
        watchers.append(look)
        try:
            yield arrived
        finally:
            watchers.remove(look)

    async def change_weather(self, wanted: str) -> None:
        """Let things go wrong, or well again. Raises ValueError."""
        self.weather = Weather(wanted)
        faults = self._stage.telegram.faults
        faults.clear()
        for fault, probability in _FAULTS[self.weather]:
            faults.sometimes(fault=fault, probability=probability)

    async def switch(self, wanted: str) -> None:
        """Stop the bot, start it, or pull its cable and start it anew. Raises ValueError."""
        power = Power(wanted)
        async with self._one_at_a_time:
            if power is not Power.ON and self.power is Power.ON:
                await self._stop(is_torn=power is Power.KILL)
            if power is not Power.OFF and self.power is Power.OFF:
                await self._build()
                self.power = Power.ON

    async def _stop(self, *, is_torn: bool) -> None:
        """Stop the bot; torn, whatever it is saying just now arrives without its knowing."""
        if is_torn:
            self._stage.telegram.faults.sometimes(fault=Fault.reset_after(), probability=1.0)
        try:
            await self._stage.bot.stop()
        finally:
            self.power = Power.OFF
            await self.change_weather(self.weather)


def _is_from_bot(message: Message | None) -> bool:
    return message is not None and message.sender is not None and message.sender.is_bot


def _is_day(at: datetime) -> bool:
    return MORNING <= at.astimezone(ZONE).time() < EVENING


def next_dawn(now: datetime) -> datetime:
    """Give the next time of day at which the daily lists are out."""
    local = now.astimezone(ZONE)
    on = local.date() + timedelta(days=0 if local.time() < MORNING else 1)
    return datetime.combine(on, MORNING, ZONE)


def next_morning(now: datetime) -> datetime:
    """Give the next working morning."""
    morning = next_dawn(now)
    while morning.weekday() in (5, 6):
        morning += timedelta(days=1)
    return morning
