"""Waiting for what must come, however slow or busy the machine is.

Only a test that fails waits to the end, so patience costs nothing.
"""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

PATIENCE = 60.0
"""Seconds: longer than the longest stall of a shared machine, shorter than the limit of a test."""


async def until(condition: Callable[[], Any], *, look_every: float = 0.01) -> Any:
    """Return what a condition gives, or the coroutine that it gives, as soon as it is true of it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = condition()
            if inspect.isawaitable(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(look_every)
