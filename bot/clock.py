"""The clock: the one place that reads the time, and that waits."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where `now` comes from. Handed to the machine, so that it can be moved in rehearsals."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""
        ...

    async def sleep(self, seconds: float, /) -> None:
        """Wait for a span of this clock's time."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one place that reads it

    async def sleep(self, seconds: float, /) -> None:
        """Wait for some seconds."""
        await asyncio.sleep(seconds)
