"""Time that can be moved: the one clock of the simulator and of the bot that is tried on it."""

import asyncio
import contextlib
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the simulator asks of a clock: the time, and to be woken later."""

    def now(self) -> datetime:
        """Return the time, aware."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed on this clock."""
        ...


class MovableClock:
    """A clock that stands still until it is moved, or flows and can be moved as well.

    `pace` is how many of its seconds pass in one real second: 0 stands still, 1 is ordinary time.
    Whoever sleeps on it is woken when the clock reaches the time asked for, however it got there.
    """

    #: How often the event loop is let round after each stop, so that those woken get on.
    TURNS = 12

    def __init__(self, start: datetime, *, pace: float = 0.0) -> None:
        if start.tzinfo is None:
            raise ValueError("the clock needs an aware time to start from")
        self.pace = pace
        self._at = start
        self._since = time.monotonic()
        self._order = itertools.count()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._alarm: asyncio.TimerHandle | None = None
        self._listeners: list[Callable[[datetime], None]] = []
        self._waits: list[Callable[[], Awaitable[None]]] = []

    def now(self) -> datetime:
        """Return the time on this clock."""
        if not self.pace:
            return self._at
        return self._at + timedelta(seconds=self.pace * (time.monotonic() - self._since))

    def flows(self, *, pace: float) -> None:
        """Let the clock run at another pace from now on."""
        self._at, self._since = self.now(), time.monotonic()
        self.pace = pace
        self._set_alarm()

    async def sleep(self, seconds: float) -> None:
        """Return when the clock has passed so many seconds from now; at once if not positive."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    async def sleep_until(self, wake_at: datetime) -> None:
        """Return when the clock reaches `wake_at`; at once if it has passed."""
        if wake_at <= self.now():
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (wake_at, next(self._order), woken))
        self._set_alarm()
        await woken

    @property
    def next_sleeper_at(self) -> datetime | None:
        """When the next sleeper wants to be woken, if anybody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def on_move(self, listener: Callable[[datetime], None]) -> None:
        """Call `listener` with the new time whenever the clock was moved by hand."""
        self._listeners.append(listener)

    def waits_for(self, quiet: Callable[[], Awaitable[None]]) -> None:
        """After each stop of `advance`, wait until `quiet()` returns before going on."""
        self._waits.append(quiet)

    def forget_wait(self, quiet: Callable[[], Awaitable[None]]) -> None:
        """Stop waiting for `quiet`."""
        with contextlib.suppress(ValueError):
            self._waits.remove(quiet)

    async def advance(self, by: timedelta | None = None, *, to: datetime | None = None) -> None:
        """Move the clock forward, stopping at the time of each sleeper so that it runs in order.

        Give either a span or a time. A sleeper who goes to sleep again on the way is woken again
        on the way. Raises ValueError for a time that has passed.
        """
        if (by is None) == (to is None):
            raise ValueError("advance by a span or to a time, one of the two")
        target = self.now() + by if by is not None else to
        if target is None or target < self.now():
            raise ValueError(f"the clock cannot go back from {self.now()} to {target}")
        while (stop := self.next_sleeper_at) is not None and stop <= target:
            self._move(max(stop, self.now()))
            await self.settle()
        self._move(max(target, self.now()))
        await self.settle()

    async def settle(self) -> None:
        """Let everybody who can run do so, without moving the clock."""
        for _ in range(self.TURNS):
            await asyncio.sleep(0)
        for quiet in list(self._waits):
            await quiet()

    def _move(self, at: datetime) -> None:
        self._at, self._since = at, time.monotonic()
        self._wake()
        for listener in self._listeners:
            listener(at)

    def _wake(self) -> None:
        now = self.now()
        while (next_at := self.next_sleeper_at) is not None and next_at <= now:
            heapq.heappop(self._sleepers)[2].set_result(None)
        self._set_alarm()

    def _set_alarm(self) -> None:
        """On a flowing clock, ask the event loop to wake the next sleeper."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        next_at = self.next_sleeper_at
        if self.pace and next_at is not None:
            delay = max(0.0, (next_at - self.now()).total_seconds() / self.pace)
            self._alarm = asyncio.get_running_loop().call_later(delay, self._wake)
