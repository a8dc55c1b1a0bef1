"""A rehearsal before an audience."""

import asyncio
import os
import re
import signal

import aiohttp

from simulator.rehearsal.town import town
from simulator.rehearsal.watching import TO_READ, audience
from tests.page.conftest import Tab


async def test_a_play_begins_when_somebody_looks_and_ends_when_told(tmp_path, capsys):
    async with town(tmp_path, members=5, seed=1) as made:
        seconds = []

        async def plays():
            async with audience(made):
                began = asyncio.get_running_loop().time()
                made.clerk.writes(made.account, "/trogiup")
                await made.stage.settle()
                seconds.append(asyncio.get_running_loop().time() - began)

        playing = asyncio.create_task(plays())
        await asyncio.sleep(0.2)
        shown = re.search(r"http://\S+", capsys.readouterr().err)
        assert shown is not None
        address = shown[0]
        assert not seconds
        headers = {"Origin": address.rstrip("/")}
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(address + "live", headers=headers) as live,
        ):
            tab = Tab(live)
            await tab.ask("follow", **{"as": str(made.clerk.id)})
            heard = await tab.hears("message", lambda event: event["message"]["is_bot"])
            assert "làm được" in heard["message"]["text"]
            while not seconds:
                await asyncio.sleep(0.05)
            assert seconds[0] >= 2 * TO_READ
            while "Ctrl+C" not in capsys.readouterr().err:
                await asyncio.sleep(0.05)
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.wait_for(playing, 5)
