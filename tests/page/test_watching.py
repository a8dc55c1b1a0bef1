"""A rehearsal before an audience."""

import asyncio
import os
import re
import shutil
import signal

import aiohttp

from simulator.rehearsal.town import town
from simulator.rehearsal.watching import TO_READ, audience
from tests.page.conftest import Tab
from tests.waiting import PATIENCE, until


async def test_a_play_begins_when_somebody_looks_and_ends_when_told(tmp_path, capsys, migrated_sqlite):
    shutil.copy(migrated_sqlite, tmp_path / "nghiquyet.db")
    async with town(tmp_path, members=5, seed=1) as made:
        seconds = []

        async def plays():
            async with audience(made):
                began = asyncio.get_running_loop().time()
                made.clerk.writes(made.account, "/trogiup")
                await made.stage.settle()
                seconds.append(asyncio.get_running_loop().time() - began)

        playing = asyncio.create_task(plays())
        [address] = await until(lambda: re.findall(r"http://\S+", capsys.readouterr().err))
        await asyncio.sleep(0.2)  # in which nobody looks
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
            await until(lambda: seconds)
            assert seconds[0] >= 2 * TO_READ
            await until(lambda: "Ctrl+C" in capsys.readouterr().err)
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.wait_for(playing, PATIENCE)
