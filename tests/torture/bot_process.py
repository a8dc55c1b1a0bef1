"""A bot as its own process, for tests that kill it: `nghiquyet run` without the migration."""

import asyncio
import signal

from bot.app import build
from bot.settings import Settings


async def serve():
    app = build(Settings())
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await app.start()
    await stopping.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(serve())
