"""The clock: the one place that reads the time, and that waits."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where `now` comes from. Handed to the machine, so that it can be moved in rehearsals."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""
        ...

    async def sleep(self, seconds: float, /) -> None:
        """Wait for a span of this clock's time."""
        ...


class Steady:
    """A clock that is never set back: a span of a second stays a second.

    For spans alone; what it says of the time of day may be off by what the other clock was corrected.
    """

    def __init__(self, other: Clock) -> None:
        self._other = other
        self._last = other.now()
        self._set_back = timedelta(0)

    def now(self) -> datetime:
        """Tell the time that has passed, as a time."""
        told = self._other.now()
        self._set_back += max(timedelta(0), self._last - told)
        self._last = told
        return told + self._set_back

    async def sleep(self, seconds: float, /) -> None:
        """Wait for a span of the other clock's time."""
        await self._other.sleep(seconds)


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one place that reads it

    async def sleep(self, seconds: float, /) -> None:
        """Wait for some seconds."""
        await asyncio.sleep(seconds)


async def set_within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event, some real seconds at most, and say whether it has come."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
