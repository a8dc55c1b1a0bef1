"""Telegram → inbox: stored first, confirmed after.

Polling asks for the next updates only when the last ones are committed; a webhook answers 200 only
then. The offset is never kept: after a restart Telegram repeats what was not confirmed, and the inbox
knows it already.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.transport import Transport
from bot.verdicts import seconds_of
from bot.vitals import Part, Vitals
from bot.worker import Worker
from storage.engine import DATABASE_AWAY, reason
from storage.inbox import Arrival

ALLOWED_UPDATES = (
    "message", "edited_message", "callback_query", "inline_query", "poll_answer", "my_chat_member",
    "chat_member",
)  # fmt: skip
"""All that is used, named in full: Telegram remembers the last list it was given."""

LONG_POLL = 50
"""Seconds Telegram keeps a question open when there is nothing new."""

BACK_OFF = (1, 2, 5, 10, 20, 40, 60)
"""Seconds between attempts while Telegram is away."""

PATIENCE = LONG_POLL + 20
"""Seconds after which a question that the server keeps open is given up."""

SILENT_AFTER = PATIENCE + 20
"""Seconds without an answer or an error after which the poller itself is given up."""

LOOK_EVERY = 5.0
"""Seconds between two looks at the poller."""

MAKE_WAY = 5.0
"""Seconds that are left to another poller, which the operator may have started on purpose."""

ALONE_AFTER = 60.0
"""Seconds without a conflict after which we poll alone: two pollers throw each other out in turn."""

log = structlog.get_logger(__name__)


def arrivals(updates: Iterable[dict[str, Any]], bot_id: int) -> list[Arrival]:
    """Make arrivals of raw updates, without the talk that is not meant for us."""
    found = []
    for update in updates:
        kind = next((name for name in update if name != "update_id"), "unknown")
        if not _is_a_number(update["update_id"]):
            log.warning("an update whose number is none", kind=kind)
        elif _is_for_us(update, kind, bot_id):
            found.append(_arrival(update, kind))
    return found


def _arrival(update: dict[str, Any], kind: str) -> Arrival:
    try:
        is_private = update[kind]["chat"]["type"] == "private"
    except (KeyError, TypeError):  # it has no chat, or cannot be read
        is_private = False
    body = orjson.dumps(update).decode()
    return Arrival(update_id=update["update_id"], kind=kind, body=body, is_private=is_private)


def _is_a_number(update_id: Any) -> bool:
    """Whether it fits where it is to be kept; JSON knows larger numbers, and other things."""
    return type(update_id) is int and 0 <= update_id < 2**63


def _is_for_us(update: dict[str, Any], kind: str, bot_id: int) -> bool:
    """Tell talk among members from what is said to the bot.

    As an administrator the bot is sent every message of a group. It keeps replies to its own messages,
    commands and the news of a move, and lets the rest go unread. A message in a topic seems to reply to
    the topic's opening, which is ours, without being a reply.
    """
    if kind not in ("message", "edited_message"):
        return True
    try:
        return _is_said_to_us(update[kind], bot_id)
    except (AttributeError, TypeError):
        return True  # what cannot be read is kept too, and set aside when it is handled


def _is_said_to_us(message: dict[str, Any], bot_id: int) -> bool:
    if message.get("via_bot", {}).get("id") == bot_id:
        return False  # what we have offered, and somebody has shared: they said nothing themselves
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

    def __init__(self, transport: Transport, worker: Worker, vitals: Vitals, *, bot_id: int) -> None:
        self._transport = transport
        self._worker = worker
        self._vitals = vitals
        self._bot_id = bot_id
        self._failures = 0
        self._met_another_at = float("-inf")
        self.asked_at: float | None = None
        """Since when, on the loop's clock, Telegram is waited for; None while something else is done."""

    async def run(self) -> None:
        """Poll until cancelled. Whatever Telegram answers, it goes on asking."""
        offset: int | None = None
        while True:
            try:
                updates = await self._ask(offset)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except Conflict:
                self._met_another_at = asyncio.get_running_loop().time()
                self._wrong(
                    Part.SECOND_POLLER, "another process polls with this token: end one of the two"
                )
                await asyncio.sleep(MAKE_WAY)
            except InvalidToken as error:
                self._wrong(Part.TOKEN, f"Telegram refuses it, or a proxy answers: {error.message}")
                await self._back_off()
            except TelegramError as error:
                self._wrong(Part.TELEGRAM, f"getUpdates: {error.message}")
                await self._back_off()
            else:
                self._well()
                if updates:
                    await self._store(updates)
                    offset = updates[-1]["update_id"] + 1

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {
            # After a failure an answer at once shows that all is well again.
            "timeout": 0 if self._failures else LONG_POLL,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            parameters["offset"] = offset
        self.asked_at = asyncio.get_running_loop().time()
        try:
            return await self._transport.call("getUpdates", parameters, read_timeout=PATIENCE)
        finally:
            self.asked_at = None
            self._vitals.beat("poller")

    async def _store(self, updates: Iterable[dict[str, Any]]) -> None:
        """Store a batch for as long as it takes: Telegram keeps it until we ask for the next one."""
        arrived = arrivals(updates, self._bot_id)
        while arrived:
            try:
                await asyncio.wrap_future(self._worker.store(arrived))
            except Exception as error:  # noqa: BLE001  the worker has logged it
                if isinstance(error, DATABASE_AWAY):
                    self._vitals.wrong(Part.DATABASE, reason(error), by="poller")
                await self._back_off()
            else:
                self._vitals.right(Part.DATABASE, by="poller")
                return

    async def _back_off(self) -> None:
        await asyncio.sleep(BACK_OFF[min(self._failures, len(BACK_OFF) - 1)])
        self._failures += 1

    def _wrong(self, part: Part, what: str) -> None:
        self._vitals.wrong(part, what, by="poller")
        for other in {Part.TELEGRAM, Part.TOKEN} - {part}:
            self._vitals.right(other, by="poller")

    def _well(self) -> None:
        self._failures = 0
        for part in (Part.TELEGRAM, Part.TOKEN, Part.POLLER):
            self._vitals.right(part, by="poller")
        if asyncio.get_running_loop().time() - self._met_another_at > ALONE_AFTER:
            self._vitals.right(Part.SECOND_POLLER, by="poller")


class Watchdog:
    """Sees to it that somebody polls: a poller that has died or fallen silent is replaced by another."""

    def __init__(self, make: Callable[[], Poller], vitals: Vitals) -> None:
        self._make = make
        self._vitals = vitals

    async def run(self) -> None:
        """Have polled until cancelled."""
        try:
            while True:
                await self._have_polled()
                await asyncio.sleep(BACK_OFF[0])
        finally:
            for part in Part:  # whoever polls from now on will say what is wrong
                self._vitals.leave(part, by="poller")

    async def _have_polled(self) -> None:
        """Have polled for as long as one poller lives."""
        poller = self._make()
        polling = asyncio.create_task(poller.run(), name="poller")
        try:
            await self._watch(poller, polling)
        finally:
            polling.cancel()

    async def _watch(self, poller: Poller, polling: asyncio.Task[None]) -> None:
        """Return when the poller polls no more, having said why."""
        while not polling.done():
            await asyncio.wait({polling}, timeout=LOOK_EVERY)
            asked_at = poller.asked_at
            if asked_at is not None and asyncio.get_running_loop().time() - asked_at > SILENT_AFTER:
                self._vitals.wrong(Part.POLLER, "getUpdates neither returned nor failed", by="poller")
                return
        if Part.POLLER not in self._vitals.troubles:
            log.error("the poller has died", exc_info=polling.exception())
        self._vitals.wrong(Part.POLLER, f"it died: {type(polling.exception()).__name__}", by="poller")
