"""A town with its page, and a tab that talks with it as a browser would."""

import asyncio
import shutil
from contextlib import asynccontextmanager

import aiohttp
import pytest

from simulator.page.server import PageServer
from simulator.rehearsal.demo import hall_of
from simulator.rehearsal.town import town
from tests.waiting import PATIENCE


class Tab:
    """One tab of a browser, without the browser."""

    def __init__(self, socket):
        self.socket = socket
        self.events = []
        self._asked = 0

    async def ask(self, do, **fields):
        """Ask, and give the answer; what else comes is kept in `events`."""
        self._asked += 1
        await self.socket.send_json({"id": self._asked, "do": do, **fields})
        while (told := await self.socket.receive_json(timeout=PATIENCE)).get("re") != self._asked:
            self.events.append(told)
        return told

    async def hears(self, kind, fits=lambda event: True):
        """Wait for an event."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events:
                    if event["event"] == kind and fits(event):
                        self.events.remove(event)
                        return event
                self.events.append(await self.socket.receive_json())


class Opened:
    """A page that is open, with what a test looks at."""

    def __init__(self, made, page, http):
        self.made, self.url, self.http = made, page.url, http
        self.origin = page.url.rstrip("/")
        self.bot = str(made.account.id)

    @asynccontextmanager
    async def tab(self):
        headers = {"Origin": self.origin}
        async with self.http.ws_connect(self.url + "live", headers=headers) as socket:
            yield Tab(socket)

    def id_of(self, number):
        """The clerk is 0, then the roster."""
        return str(list(self.made.people.values())[number].id)


@pytest.fixture
def language():
    """What the bot speaks, where a test does not choose."""
    return "vi"


@pytest.fixture
async def opened(tmp_path, language, migrated_sqlite):
    shutil.copy(migrated_sqlite, tmp_path / "nghiquyet.db")
    async with town(tmp_path, members=5, seed=1, language=language) as made:
        made.clock.flows(pace=1)
        async with PageServer(hall_of(made)) as page, aiohttp.ClientSession() as http:
            yield Opened(made, page, http)
