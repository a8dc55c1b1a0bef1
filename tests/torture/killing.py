"""Processes of the bot that are started, killed and told to end, and what they leave in the log."""

import asyncio
import os
import signal
import sys
import time
from contextlib import asynccontextmanager

import orjson

from bot.clock import SystemClock


class Nursery:
    """Starts bots in no time, by forking them."""

    def __init__(self, process, log, server):
        self._process, self.log, self._server = process, log, server
        self.deaths = []  # (when on the monotonic clock, when by the computer's, process id)

    async def start(self):
        self._process.stdin.write(b"one\n")
        return int(await self._process.stdout.readline())

    async def kill(self, pid):
        at = SystemClock().now().isoformat()
        await self._ends(pid, signal.SIGKILL)
        await self._arrives()
        self.deaths.append((time.monotonic(), at, pid))

    async def _arrives(self):
        """Let what a dead process had put on the wire arrive before anybody takes its place."""
        for _ in range(20):
            await asyncio.sleep(0.005)
        while self._server.busy:
            await asyncio.sleep(0.005)

    async def ends(self, pid):
        """Tell a bot to end, and give the seconds that it takes."""
        began = time.monotonic()
        await self._ends(pid, signal.SIGTERM)
        return time.monotonic() - began

    async def _ends(self, pid, by):
        os.kill(pid, by)
        async with asyncio.timeout(60):
            while _lives(pid):
                await asyncio.sleep(0.002)

    def lines(self):
        """The lines of all logs."""
        return [orjson.loads(line) for line in self.text().splitlines() if line.startswith("{")]

    def text(self):
        return self.log.read_text("utf-8")

    def deaths_of_senders(self):
        """When a process died that was sending, by the log's word on who took up that duty."""
        duties = [
            line for line in self.lines()
            if line.get("role") == "sender" and line["event"].startswith("a duty is")
        ]  # fmt: skip
        for when, at, pid in self.deaths:
            own = [
                line for line in duties if line["process"] == pid and line["timestamp"][:19] <= at[:19]
            ]
            if own and own[-1]["event"] == "a duty is taken up":
                yield when


@asynccontextmanager
async def nursery(log, server, **environment):
    """A nursery whose bots live in this environment, call this server and write to this file."""
    with log.open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.torture.nursery",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=written,
            env={**os.environ, **environment}, start_new_session=True,
        )  # fmt: skip
        try:
            yield Nursery(process, log, server)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
