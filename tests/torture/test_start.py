"""From the start of the process to its first answer: after kill -9 and after a polite end, printed."""

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import pytest

from simulator.clock import MovableClock
from simulator.limits import NO_LIMITS
from simulator.telegram import Telegram
from tests.stories.conftest import MONDAY_MORNING
from tests.torture.discretion import quoted

STARTS = int(os.environ.get("TORTURE_STARTS", "5"))
TICKS = os.sysconf("SC_CLK_TCK")

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


class Program:
    """`nghiquyet run` as an operator starts it."""

    def __init__(self, process, began):
        self._process, self.began = process, began
        self.kill, self.terminate = process.kill, process.terminate

    @property
    def cpu_seconds(self):
        """What it has used of the processor, user and system together."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def megabytes(self):
        said = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        return int(said.partition("VmRSS:")[2].split()[0]) / 1024

    async def ends(self):
        async with asyncio.timeout(30):
            await self._process.wait()


@asynccontextmanager
async def program(folder, environment):
    began = time.monotonic()
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=folder, stderr=log, env={**os.environ, "PYTHONPATH": str(Path.cwd()), **environment},
        )  # fmt: skip
    try:
        yield Program(process, began)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_first_answer_after_a_start(new_database, tmp_path, tell):
    figures = {"kill -9": [], "SIGTERM": [], "asks": [], "processor": [], "memory": [], "end": []}
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1), limits=NO_LIMITS) as telegram:
        account = telegram.new_bot("Trợ lý", "nghiquyet_bot")
        environment = {
            "BOT_TOKEN": account.token, "BOT_API_URL": telegram.url, "DATABASE_URL": new_database,
        }  # fmt: skip
        asked = []
        telegram.calls.on_answer = lambda method, *_: asked.append((time.monotonic(), method))
        for number in range(2 * STARTS + 1):
            person = telegram.person(f"Người {number}")
            person.starts(account)  # while the bot is down
            async with program(tmp_path, environment) as bot:
                await person.sees("Kính chào", account, within=60)
                took = time.monotonic() - bot.began
                figures["processor"].append(bot.cpu_seconds)
                figures["memory"].append(bot.megabytes)
                first = next(at for at, method in asked if method == "deleteWebhook" and at > bot.began)
                figures["asks"].append(first - bot.began)
                if number:  # the first start has made the tables
                    figures["SIGTERM" if number % 2 else "kill -9"].append(took)
                at = time.monotonic()
                bot.kill() if number % 2 else bot.terminate()
                await bot.ends()
                figures["end"].append(time.monotonic() - at)
    assert quoted((tmp_path / "log").read_text("utf-8"), telegram) == []
    kind = new_database.partition(":")[0]
    tell(f"starts on {kind}, {2 * STARTS + 1} of them, medians", {
        "until it asks for updates": f"{median(figures['asks']):.2f} s",
        "until the first answer, after kill -9": f"{median(figures['kill -9']):.2f} s",
        "until the first answer, after SIGTERM": f"{median(figures['SIGTERM']):.2f} s",
        "the longest until an answer": f"{max(figures['kill -9'] + figures['SIGTERM']):.2f} s",
        "processor until then": f"{median(figures['processor']):.2f} s",
        "memory then": f"{median(figures['memory']):.0f} MB",
        "the end": f"{median(figures['end']):.2f} s",
    })  # fmt: skip
    assert all(figures.values())
