"""One thing is tried once: worded, sent, judged, and what became of it written down."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from telegram.error import ChatMigrated, TelegramError

from actions import chats
from bot.composer import Composed, Composer
from bot.errands.runner import Errands
from bot.ledger import Ledger, Written
from bot.texts.wording import Vanished
from bot.traces import without_quotes
from bot.transport import Transport
from bot.verdicts import Verdict, judge
from bot.vitals import Part, Vitals
from bot.waits import Wait, database_away, later, wait_of
from bot.wire import Request
from rules.desk import Broken
from rules.notices import Errand, Notice, Repeat
from storage.cards import Changed
from storage.engine import DATABASE_AWAY
from storage.outbox import Form, Parcel, Sending

MOST_COPIES = 3
"""How often something is sent when nobody knows whether it arrived."""

Result = TypeVar("Result")

Leave = Callable[[], Awaitable[None]]
"""Waits until something that is ready may go to Telegram."""

log = structlog.get_logger(__name__)


async def _leave_at_once() -> None:
    pass


class Sender:
    """Tries a parcel, a card or an errand.

    Gives a Wait where it has to be tried again, and where it is settled what is done once that is
    written down.
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        transport: Transport,
        composer: Composer,
        errands: Errands,
        vitals: Vitals,
    ) -> None:
        self._ledger = ledger
        self._transport = transport
        self._composer = composer
        self._errands = errands
        self._vitals = vitals
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reader")

    def close(self) -> None:
        """End the reader threads."""
        self._readers.shutdown()

    async def in_thread(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Run something that reads the database beside the loop."""
        loop = asyncio.get_running_loop()
        named = copy_context().run  # what the log says of who waits goes along
        return await loop.run_in_executor(self._readers, named, function, *arguments)

    async def try_parcel(
        self, parcel: Parcel, failures: int, leave: Leave = _leave_at_once
    ) -> Wait | Written:
        """Send a row of the outbox, or find out why not; `leave` returns when it may go."""
        try:
            composed = await self._composed(parcel)
        except Vanished:
            return self._ledger.mark(parcel, Sending.DROPPED, error="it is gone")
        except DATABASE_AWAY as error:
            return database_away(error, failures)
        except Exception as error:  # noqa: BLE001  a fault of ours: it must not stop the chat's line
            waiting = parcel.chat_id if parcel.form in (Form.MESSAGE, Form.SCREEN) else None
            excused = None if parcel.kind == Broken.__name__ else waiting
            await self._ledger.fault(f"outbox {parcel.id}", error, chat_id=excused)
            return self._ledger.mark(parcel, Sending.FAILED, error=repr(error))
        if away := await self._is_away(
            failures, twice=not _never_twice(parcel), attempts=parcel.attempts
        ):
            return away
        await self._ledger.begin(parcel, composed.request, is_marked=_never_twice(parcel))
        await leave()
        try:
            result = await self._call(composed.request)
        except TelegramError as error:
            return await self._parcel_failed(parcel, error, failures)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        if parcel.card_id is not None and message_id is not None:
            await self._hang(parcel.card_id, composed, message_id)
        return self._ledger.mark(parcel, Sending.SENT, message_id=message_id)

    async def _composed(self, parcel: Parcel) -> Composed:
        if parcel.form is Form.REACTION:  # says nothing that would have to be looked up
            return self._composer.sign(parcel)
        return await self.in_thread(self._composer.parcel, parcel)

    async def try_card(self, card: Changed, failures: int) -> Wait | Written:
        """Bring a card that hangs somewhere up to date."""
        try:
            composed = await self.in_thread(self._composer.card, card)
        except Vanished:
            return self._ledger.still_shows(card, card.shown_hash)
        except DATABASE_AWAY as error:
            return database_away(error, failures)
        except Exception as error:  # noqa: BLE001  a fault of ours: the card keeps its old words
            await self._ledger.fault(f"card {card.id}", error)
            return self._ledger.still_shows(card, card.shown_hash)
        card = replace(card, changes=composed.changes, shown_hash=composed.shown_hash)
        if composed.fingerprint != card.shown_hash:
            await self._ledger.keep_buttons(composed.request)
            try:
                await self._call(composed.request)
            except TelegramError as error:
                return await self._card_failed(card, composed, error, failures)
        return self._ledger.still_shows(card, composed.fingerprint)

    async def try_errand(self, parcel: Parcel, failures: int) -> Wait | Written:
        """Run an errand; its result goes into the inbox."""
        try:
            errand = Errand.read(parcel.kind, parcel.facts)
        except Exception as error:  # noqa: BLE001  an errand of an older version, most likely
            await self._ledger.fault(f"outbox {parcel.id}", error)
            return self._ledger.mark(parcel, Sending.FAILED, error=repr(error))
        if _never_twice(parcel):
            if away := await self._is_away(failures, twice=False, attempts=0):
                return away
            await self._ledger.mark(parcel, Sending.STARTED)
        try:
            result = await self._errands.run(errand)
        except TelegramError as error:
            verdict = judge(error)
            if verdict is Verdict.UNKNOWN and not _never_twice(parcel):
                return later(error, failures)
            if wait := wait_of(verdict, error, failures):
                return wait
            result = {"error": verdict.name}
        except DATABASE_AWAY as error:
            return database_away(error, failures)
        except Exception as error:  # noqa: BLE001  a fault of ours: whoever asked hears of it
            await self._ledger.fault(f"outbox {parcel.id}", error)
            result = {"error": type(error).__name__}
        return self._ledger.errand_done(parcel, errand, result)

    async def _call(self, request: Request) -> Any:
        """Make the call; where our markup is broken or a topic is gone, make it without them."""
        while True:
            try:
                with self._ledger.expecting():
                    return await self._transport.call(
                        request.method, request.parameters, request.uploads
                    )
            except TelegramError as error:
                verdict = judge(error)
                if verdict is Verdict.DONE:
                    return None
                if verdict is Verdict.PLAIN and "parse_mode" in request.parameters:
                    log.warning(
                        "broken markup", method=request.method, error=without_quotes(error.message)
                    )
                    request = request.without_markup()
                elif verdict is Verdict.NO_TOPIC and "message_thread_id" in request.parameters:
                    request = request.without_thread()
                else:
                    raise

    async def _parcel_failed(
        self, parcel: Parcel, error: TelegramError, failures: int
    ) -> Wait | Written:
        verdict, because = judge(error), error.message
        if wait := wait_of(verdict, error, failures):
            if _never_twice(parcel):  # Telegram has surely sent nothing
                await self._ledger.mark(parcel, Sending.WAITING)
            return wait
        match verdict:
            case Verdict.UNKNOWN:
                return await self._doubt(parcel, error, failures)
            case Verdict.MOVED:
                return await self._follow(parcel, error)
            case Verdict.ANEW:
                return Wait(seconds=0, parcel=parcel.as_new())
            case Verdict.GONE | Verdict.TOO_LATE:
                await self._report(verdict, parcel.chat_id, because)
                return self._ledger.mark(parcel, Sending.DROPPED, error=because)
            case _:
                await self._report(verdict, parcel.chat_id, because)
                log.error("not sent", kind=parcel.kind, error=because)
                return self._ledger.mark(parcel, Sending.FAILED, error=because)

    async def _card_failed(
        self, card: Changed, composed: Composed, error: TelegramError, failures: int
    ) -> Wait | Written:
        verdict = judge(error)
        if wait := wait_of(verdict, error, failures):
            return wait
        match verdict:
            case Verdict.UNKNOWN:
                return later(error, failures)  # an edit may safely be made twice
            case Verdict.MOVED:
                await self._moved(card.telegram_id, error)
            case Verdict.ANEW:
                await self._ledger.act(lambda work: chats.hang_again(work, card.id))
            case Verdict.GONE:
                await self._report(verdict, card.chat_id, error.message)
            case _:
                await self._report(verdict, card.chat_id, error.message)
                log.error("card not shown", kind=card.kind, error=error.message)
                return self._ledger.still_shows(card, composed.fingerprint)
        return self._ledger.nothing_more()

    async def _is_away(self, failures: int, *, twice: bool, attempts: int) -> Wait | None:
        """Make sure that Telegram answers before something is risked that nobody would know of.

        What may go twice is risked once without asking: nearly always Telegram is there.
        """
        if not attempts and (twice or Part.TELEGRAM not in self._vitals.troubles):
            return None
        try:
            await self._transport.call("getMe", {})
        except TelegramError as error:
            return wait_of(judge(error), error, failures) or later(error, failures)
        return None

    async def _doubt(self, parcel: Parcel, error: TelegramError, failures: int) -> Wait | Written:
        """Nobody knows whether it arrived: try again, or leave it, as its kind prefers."""
        attempts, because = parcel.attempts + 1, error.message
        if _never_twice(parcel) or attempts >= MOST_COPIES:
            log.warning("uncertain", kind=parcel.kind, error=because)
            return self._ledger.mark(parcel, Sending.UNCERTAIN, error=because, attempts=attempts)
        await self._ledger.mark(parcel, Sending.WAITING, error=because, attempts=attempts)
        return replace(later(error, failures), parcel=replace(parcel, attempts=attempts))

    async def _hang(self, card_id: int, composed: Composed, message_id: int) -> None:
        """Remember where a card hangs, and pin it where the bot may."""
        chat = composed.chat
        assert chat is not None
        pinned = composed.is_pinned and chat.may_pin
        await self._ledger.shown(
            card_id,
            changes=composed.changes,
            message_id=message_id,
            fingerprint=None,
            pinned=pinned,
        )
        if pinned:
            pin = {"chat_id": chat.telegram_id, "message_id": message_id, "disable_notification": True}
            try:
                await self._transport.call("pinChatMessage", pin)
            except TelegramError as error:  # a card that is not pinned is still a card
                log.warning("not pinned", card_id=card_id, error=error.message)

    async def _moved(self, old: int | None, error: TelegramError) -> int:
        assert isinstance(error, ChatMigrated)
        new = error.new_chat_id
        if old is not None:
            await self._ledger.act(lambda work: chats.move_chat(work, old=old, new=new))
        return new

    async def _follow(self, parcel: Parcel, error: TelegramError) -> Wait | Written:
        """Send a parcel to where its group has moved; a sign stays behind with its message."""
        new = await self._moved(parcel.telegram_id, error)
        if parcel.form is Form.REACTION:
            return self._ledger.mark(parcel, Sending.DROPPED, error=error.message)
        return Wait(seconds=0, parcel=replace(parcel.as_new(), telegram_id=new))

    async def _report(self, verdict: Verdict, chat_id: int | None, because: str) -> None:
        """Tell the house that a chat is gone or that a right is missing there."""
        if chat_id is None:
            return
        if verdict is Verdict.GONE:
            await self._ledger.act(
                lambda work: chats.leave_behind(work, chat_id=chat_id, because=because)
            )
        if verdict is Verdict.NO_RIGHTS:
            await self._ledger.act(lambda work: chats.report_missing_right(work, chat_id=chat_id))


def _never_twice(parcel: Parcel) -> bool:
    told = Errand if parcel.form is Form.ERRAND else Notice
    return told.kinds[parcel.kind].repeat is Repeat.NEVER
