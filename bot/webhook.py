"""Telegram brings the updates: stored first, answered 200 after.

One door serves all bots of a process; behind it each has a webhook of its own.

https://core.telegram.org/bots/api#setwebhook
"""

import asyncio
import hmac
from typing import Any

import orjson
import structlog
from aiohttp import web

from bot.intake import ALLOWED_UPDATES, arrivals
from bot.settings import Settings
from bot.worker import Worker
from storage.inbox import Arrival

log = structlog.get_logger(__name__)


class _Call:
    """One call of Telegram, and whether what it brought is stored."""

    def __init__(self, arrived: list[Arrival]) -> None:
        self.arrived = arrived
        self.stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def tell(self, failure: Exception | None = None) -> None:
        """Tell whoever called, unless they have hung up."""
        if self.stored.done():
            return
        if failure:
            self.stored.set_exception(failure)
        else:
            self.stored.set_result(None)


class Webhook:
    """What is brought for one bot."""

    def __init__(self, settings: Settings, worker: Worker, *, bot_id: int) -> None:
        assert settings.webhook_secret is not None
        self._secret = settings.webhook_secret.get_secret_value().encode()
        self._url = str(settings.webhook_url)
        self._worker = worker
        self._bot_id = bot_id
        self._calls: list[_Call] = []
        self._storing: asyncio.Task[None] | None = None

    @property
    def path_end(self) -> str:
        """What the path of its address ends with."""
        return self._url.rpartition("/")[2]

    def registration(self) -> dict[str, Any]:
        """Give what Telegram has to know to bring the updates."""
        return {
            "url": self._url,
            "secret_token": self._secret.decode(),
            "allowed_updates": ALLOWED_UPDATES,
        }

    async def receive(self, request: web.BaseRequest) -> web.Response:
        """Take one call."""
        said = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode()
        if not hmac.compare_digest(said, self._secret):
            return web.Response(status=403)
        try:
            arrived = arrivals([orjson.loads(await request.read())], self._bot_id)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("a webhook call that is no update")
            return web.Response(status=200)  # repeated for 24 hours it would not become one
        if arrived:
            await self._kept(arrived)
        return web.Response(status=200)

    async def _kept(self, arrived: list[Arrival]) -> None:
        """Have it stored with what else comes until the writer is free: one commit for all who wait."""
        call = _Call(arrived)
        self._calls.append(call)
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())
        await call.stored

    async def _store_all(self) -> None:
        while self._calls:
            calls, self._calls = self._calls, []
            await self._store(calls)

    async def _store(self, calls: list["_Call"]) -> None:
        arrived = [arrival for call in calls for arrival in call.arrived]
        try:
            await asyncio.wrap_future(self._worker.store(arrived, hurries=True))
        except Exception as error:  # noqa: BLE001  the database is away: Telegram will call again
            failure = error
        else:
            failure = None
        for call in calls:
            call.tell(failure)


class Door:
    """The address of this process, open while a bot stands behind it."""

    def __init__(self, settings: Settings) -> None:
        self._host, self._port = settings.webhook_host, settings.webhook_port
        self._webhooks: dict[str, Webhook] = {}
        self._opening = asyncio.Lock()

    async def opens_for(self, webhook: Webhook) -> None:
        """Let calls in for a bot. Telegram is told of it afterwards. Raises OSError."""
        async with self._opening:
            if not self._webhooks:
                await self._listen()
            self._webhooks[webhook.path_end] = webhook

    async def closes_for(self, webhook: Webhook) -> None:
        """Let no more calls in for a bot."""
        if self._webhooks.pop(webhook.path_end, None) and not self._webhooks:
            await self._runner.cleanup()

    async def _listen(self) -> None:
        # Whatever the path: there is nothing to route, and a body of more than a megabyte is refused.
        self._runner = web.ServerRunner(web.Server(self._receive, access_log=None))
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def _receive(self, request: web.BaseRequest) -> web.Response:
        """Find the webhook by the end of the path; one alone takes whatever path a proxy leaves on."""
        if request.method != "POST":
            return web.Response(status=405)
        if len(self._webhooks) == 1:
            [webhook] = self._webhooks.values()
        else:
            webhook = self._webhooks.get(request.path.rpartition("/")[2])
        return await webhook.receive(request) if webhook else web.Response(status=404)
