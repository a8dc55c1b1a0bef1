"""A bot as its own process, for tests that kill it: `nghiquyet run` without the migration.

With HEALTH_PORT it can be asked how it is.
"""

import asyncio
import logging
import os
import signal
from datetime import timedelta

from bot.app import build
from bot.clock import SystemClock
from bot.health_page import health_page
from bot.logs import configure_logs
from bot.settings import Settings


class ShiftedClock(SystemClock):
    """The computer's clock, seen from the day on which the test plays."""

    def __init__(self, ahead):
        self.ahead = timedelta(seconds=ahead)

    def now(self):
        return super().now() + self.ahead


async def serve():
    configure_logs(logging.getLevelNamesMapping()[os.environ.get("LOG_LEVEL", "INFO")], shape="json")
    settings = Settings()
    app = build(settings, clock=ShiftedClock(float(os.environ.get("CLOCK_AHEAD", "0"))))
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    if settings.health_port is None:
        await app.run(stopping)
        return
    async with health_page([app.health], host=settings.health_host, port=settings.health_port):
        await app.run(stopping)


if __name__ == "__main__":
    asyncio.run(serve())
