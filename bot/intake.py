"""Telegram → inbox: stored first, confirmed after.

Polling asks for the next updates only when the last ones are committed; a webhook answers 200 only
then. The offset is never kept: after a restart Telegram repeats what was not confirmed, and the inbox
knows it already.
"""

import asyncio
import hmac
from collections.abc import Iterable
from typing import Any

import orjson
import structlog
from aiohttp import web
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.settings import Settings
from bot.transport import Transport
from bot.verdicts import seconds_of
from bot.worker import Worker
from storage.inbox import Arrival

ALLOWED_UPDATES = (
    "message", "edited_message", "callback_query", "poll_answer", "my_chat_member", "chat_member",
)  # fmt: skip
"""All that is used, named in full: Telegram remembers the last list it was given."""

LONG_POLL = 50
"""Seconds Telegram keeps a question open when there is nothing new."""

BODY_LIMIT = 1024 * 1024
"""Bytes of a webhook call; an update is a few kilobytes."""

BACK_OFF = (1, 2, 5, 10, 20, 40, 60)
"""Seconds between attempts while Telegram is away."""

log = structlog.get_logger(__name__)


def arrivals(updates: Iterable[dict[str, Any]], bot_id: int) -> list[Arrival]:
    """Make arrivals of raw updates, without the talk that is not meant for us."""
    found = []
    for update in updates:
        kind = next((name for name in update if name != "update_id"), "unknown")
        if _is_for_us(update, kind, bot_id):
            body = orjson.dumps(update).decode()
            found.append(Arrival(update_id=update["update_id"], kind=kind, body=body))
    return found


def _is_for_us(update: dict[str, Any], kind: str, bot_id: int) -> bool:
    """Tell talk among members from what is said to the bot.

    As an administrator the bot is sent every message of a group. It keeps replies to its own messages,
    commands and the news of a move, and lets the rest go unread. A message in a topic seems to reply to
    the topic's opening, which is ours, without being a reply.
    """
    if kind not in ("message", "edited_message"):
        return True
    message = update[kind]
    if message.get("chat", {}).get("type") == "private":
        return True
    replied = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == bot_id and "forum_topic_created" not in replied:
        return True
    entities = message.get("entities", ())
    if any(entity.get("type") == "bot_command" for entity in entities):
        return True
    return "migrate_to_chat_id" in message or "migrate_from_chat_id" in message


class Poller:
    """Asks Telegram for updates."""

    def __init__(self, transport: Transport, worker: Worker, *, bot_id: int) -> None:
        self._transport = transport
        self._worker = worker
        self._bot_id = bot_id
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled. Whatever Telegram answers, it goes on asking."""
        offset: int | None = None
        while True:
            try:
                updates = await self._ask(offset)
                self._failures = 0
                if updates:
                    await self._store(updates)
                    offset = updates[-1]["update_id"] + 1
            except Conflict:
                log.warning("another process polls with this token: end one of the two")
                await asyncio.sleep(5)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except InvalidToken as error:
                log.error("Telegram refuses the token, or a proxy answers", error=error.message)  # noqa: TRY400
                await self._back_off()
            except TelegramError as error:
                log.warning("Telegram does not answer", error=error.message)
                await self._back_off()

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {
            "timeout": LONG_POLL,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            parameters["offset"] = offset
        return await self._transport.call("getUpdates", parameters, read_timeout=LONG_POLL + 20)

    async def _store(self, updates: Iterable[dict[str, Any]]) -> None:
        """Store a batch for as long as it takes: Telegram keeps it until we ask for the next one."""
        arrived = arrivals(updates, self._bot_id)
        while arrived:
            try:
                await asyncio.wrap_future(self._worker.store(arrived))
            except Exception:  # noqa: BLE001  the worker has logged it; the database is away
                await self._back_off()
            else:
                return

    async def _back_off(self) -> None:
        await asyncio.sleep(BACK_OFF[min(self._failures, len(BACK_OFF) - 1)])
        self._failures += 1


class Webhook:
    """Lets Telegram bring the updates.

    https://core.telegram.org/bots/api#setwebhook
    """

    def __init__(self, settings: Settings, worker: Worker, *, bot_id: int) -> None:
        assert settings.webhook_secret is not None
        self._secret = settings.webhook_secret.get_secret_value().encode()
        self._settings = settings
        self._worker = worker
        self._bot_id = bot_id

    def registration(self) -> dict[str, Any]:
        """Give what Telegram has to know to bring the updates."""
        return {
            "url": str(self._settings.webhook_url),
            "secret_token": self._secret.decode(),
            "allowed_updates": ALLOWED_UPDATES,
        }

    async def listen(self) -> None:
        """Open the door. Telegram is told of it afterwards."""
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post("/{path:.*}", self._receive)  # whatever path a proxy leaves on
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.webhook_host, self._settings.webhook_port).start()

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            await asyncio.Event().wait()
        finally:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        said = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode()
        if not hmac.compare_digest(said, self._secret):
            return web.Response(status=403)
        try:
            arrived = arrivals([orjson.loads(await request.read())], self._bot_id)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("a webhook call that is no update")
            return web.Response(status=200)  # repeated for 24 hours it would not become one
        await asyncio.wrap_future(self._worker.store(arrived))
        return web.Response(status=200)
