"""The bot at another Bot API server, written from the published interface alone."""

import asyncio

import pytest
from aiohttp import web
from sqlalchemy import text

from bot.app import build
from bot.settings import Settings
from storage.engine import reading
from tests.waiting import until

TOKEN = "123456789:AAExampleExampleExampleExampleExample"


class OtherServer:
    """Answers what a bot of this kind calls, keeps what it was told, and hands out updates."""

    url = ""

    def __init__(self):
        self.updates, self.calls, self.arrived = [], [], asyncio.Event()
        self.next_message = 500

    async def answer(self, request):
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(body, status=401)
        given = (
            await request.json()
            if request.can_read_body and request.content_type == "application/json"
            else {}
        )
        self.calls.append((method, given))
        return web.json_response({"ok": True, "result": await self.result(method, given)})

    async def result(self, method, given):
        if method == "getMe":
            return {"id": 123456789, "is_bot": True, "first_name": "Trợ lý", "username": "khac_bot"}
        if method == "getUpdates":
            self.updates = [u for u in self.updates if u["update_id"] >= given.get("offset", 0)]
            if not self.updates:
                self.arrived.clear()
                try:
                    await asyncio.wait_for(self.arrived.wait(), 1)
                except TimeoutError:
                    return []
            return self.updates
        if method in ("sendMessage", "editMessageText"):
            self.next_message += 1
            chat = {"id": given["chat_id"], "type": "private"}
            return {"message_id": self.next_message, "date": 1, "text": given["text"], "chat": chat}
        return True

    def brings(self, update_id, text):
        chat = {"id": 42, "type": "private", "first_name": "Mai"}
        message = {"message_id": update_id, "date": 1, "chat": chat, "text": text,
                   "from": {"id": 42, "is_bot": False, "first_name": "Mai"},
                   "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}]}  # fmt: skip
        self.updates.append({"update_id": update_id, "message": message})
        self.arrived.set()

    async def heard(self, method):
        return await until(lambda: [given for name, given in self.calls if name == method])


@pytest.fixture
async def server(unused_tcp_port):
    made = OtherServer()
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", made.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    made.url = f"http://127.0.0.1:{unused_tcp_port}"
    yield made
    await runner.cleanup()


async def test_an_update_is_answered_and_confirmed_there_too(server, database_url):
    app = build(
        Settings(
            _env_file=None, bot_token=TOKEN, database_url=database_url, bot_api_url=server.url + "/"
        )
    )
    await app.start()
    server.brings(7_001, "/start")
    [greeting] = await server.heard("sendMessage")
    assert greeting["chat_id"] == 42
    assert "Kính chào" in greeting["text"]
    await until(
        lambda: ("getUpdates", 7_002) in [(name, given.get("offset")) for name, given in server.calls]
    )
    with reading(app.engine) as session:
        stored = session.connection().execute(text("SELECT update_id FROM inbox")).scalars().all()
    assert stored == [7_001]
    await app.stop()
