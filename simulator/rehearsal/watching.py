"""A rehearsal before an audience: slow enough to be read, on the chat page."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from simulator.page.server import PageServer
from simulator.rehearsal.demo import hall_of, show, until_told
from simulator.rehearsal.town import Town
from simulator.stage import Stage
from simulator.world import Event, Happening

TO_READ = 0.8
"""Seconds that each message is given."""

AT_MOST = 3.0
"""Seconds after which the play goes on, however much was said at once."""

OPEN = """
Mở trong trình duyệt; diễn tập bắt đầu ngay khi trang mở ra:
Open in a browser; the play begins as soon as the page is there:

    {page}

"""
ENDED = """\
Diễn tập xong. Trang còn mở đến khi bấm Ctrl+C.
The play has ended. The page stays until Ctrl+C.
"""


class Readable(Stage):
    """A stage on which every message is given time to be read."""

    @classmethod
    def instead_of(cls, stage: Stage) -> "Readable":
        """Take over from a stage on which nobody looks on."""
        slower = cls(stage.telegram, stage.clock, stage.bot)
        stage.telegram.watch(slower._happened)
        return slower

    said = 0

    def _happened(self, event: Event) -> None:
        self.said += event.kind in {Happening.MESSAGE_SENT, Happening.BUTTON_PRESSED}

    async def settle(self) -> None:
        """Wait until nothing happens any more, and until it has been read."""
        await super().settle()
        said, self.said = self.said, 0
        await asyncio.sleep(min(AT_MOST, said * TO_READ))


@asynccontextmanager
async def audience(made: Town) -> AsyncGenerator[None]:
    """Open the page, wait for somebody to look, and keep it open after the play until told."""
    made.stage = Readable.instead_of(made.stage)
    hall = hall_of(made)
    async with PageServer(hall) as page:
        sys.stderr.write(OPEN.format(page=page.url))
        await show(page.url)
        await hall.visited.wait()
        yield
        sys.stderr.write(ENDED)
        await until_told().wait()
