"""A bot on the simulated Telegram, and time that passes for both."""

import asyncio
import time
from datetime import datetime, timedelta
from typing import Protocol

from simulator.clock import MovableClock
from simulator.telegram import Telegram


class Ticks(Protocol):
    """What a schedule offers."""

    def run_now(self) -> None:
        """Do everything that is due now."""
        ...


class Running(Protocol):
    """What the stage asks of a bot."""

    @property
    def schedule(self) -> Ticks:
        """What ticks."""
        ...

    @property
    def is_busy(self) -> bool:
        """Whether something is being handled or sent, but for what waits for the clock."""
        ...

    async def stop(self) -> None:
        """Take nothing new, let what is in flight end."""
        ...


class Stage:
    """Moves time on, and waits until everybody has done what there was to do."""

    LONGEST_PAUSE = timedelta(minutes=3)
    """What is held back longer than this by Telegram's limits is not waited for."""

    PATIENCE = 90.0
    """Real seconds after which a bot that does not come to rest is given up."""

    CALM = 20
    """Looks in a row that find nobody busy: whoever has just been woken takes some turns of the loop."""

    def __init__(self, telegram: Telegram, clock: MovableClock, bot: Running) -> None:
        self.telegram = telegram
        self.clock = clock
        self.bot = bot

    async def settle(self) -> None:
        """Wait until nothing happens any more; the clock moves only as far as paced messages need."""
        await self._quiet()
        until = self.clock.now() + self.LONGEST_PAUSE
        while (at := self.clock.next_sleeper_at) is not None and at <= until:
            await self.clock.advance(to=at)
            await self._quiet()

    async def go_on(self, by: timedelta | None = None, *, to: datetime | None = None) -> None:
        """Move the clock and let everything happen that is due then."""
        await self.clock.advance(by, to=to)
        self.bot.schedule.run_now()
        await self.settle()

    async def _quiet(self) -> None:
        calm, patience = 0, time.monotonic() + self.PATIENCE
        while calm < self.CALM:
            if time.monotonic() > patience:
                raise TimeoutError("the bot does not come to rest")
            waiting = any(len(bot.updates) for bot in self.telegram.world.bots.values())
            is_busy = waiting or self.telegram.is_busy or self.bot.is_busy
            calm = 0 if is_busy else calm + 1
            # While it is busy, each look takes time from those who work.
            await asyncio.sleep(0.002 if is_busy else 0)
