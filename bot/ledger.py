"""What the delivery has written down: sent, doubtful, dropped, shown — through the one writer."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
import structlog

from bot.clock import Clock, set_within
from bot.errors import tell_operator
from bot.metrics import Fault, Metrics
from bot.vitals import Part
from bot.wire import Request
from bot.worker import Worker
from rules.desk import Broken
from rules.notices import Errand, Notice
from storage import calls, cards, outbox
from storage.calls import Call
from storage.cards import Changed, Shown
from storage.engine import DATABASE_AWAY, reason
from storage.inbox import Arrival
from storage.outbox import Form, Mark, Parcel, Sending
from storage.work import Group, Work

RETRY_AFTER = (1, 2, 5, 10, 30)
"""Seconds between attempts while the database is away; the last one is repeated."""

GATHERING = 0.005
"""Seconds in which a page fills while calls are under way: a transaction for each would cost as much as
the call itself. After a crash, what was sent in this time is sent again."""

KNOWN_KEYS = 20_000
"""Buttons remembered as kept, so that showing a card again asks nothing of the database."""


log = structlog.get_logger(__name__)


def _is_over(state: Sending) -> bool:
    return state not in (Sending.WAITING, Sending.STARTED)


def _is_secret(parcel: Parcel) -> bool:
    """Whether a parcel's facts are kept no longer than they are needed: an errand's never are."""
    return parcel.form is Form.ERRAND or Notice.kinds[parcel.kind].is_secret


Written = asyncio.Future[None]
"""Done when it is committed."""


@dataclass(kw_only=True)
class _Page:
    """What is written down in one go: all that came up while the last page was being written."""

    written: Written
    marks: list[Mark] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    calls: list[tuple[str, Call]] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)

    def write(self, group: Group) -> None:
        if self.arrivals:
            group.store(self.arrivals)
        outbox.mark(group.connection, self.marks)
        cards.mark_shown(group.connection, self.shown)
        calls.keep(group.connection, self.calls)


class Ledger:
    """Writes down what became of parcels and cards, and lets actions be carried out."""

    def __init__(
        self, worker: Worker, clock: Clock, *, metrics: Metrics, operator_id: int | None
    ) -> None:
        self._worker = worker
        self._clock = clock
        self._metrics = metrics
        self._operator_id = operator_id
        self._known_keys: dict[str, None] = {}
        self._page: _Page | None = None
        self._expected = 0
        self._hurry = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    @contextmanager
    def expecting(self) -> Generator[None]:
        """Expect more to be written down: a call is under way."""
        self._expected += 1
        try:
            yield
        finally:
            self._expected -= 1
            # Later on in this turn of the loop the chat's next call may have begun.
            asyncio.get_running_loop().call_soon(self._expect_nothing)

    def _expect_nothing(self) -> None:
        if not self._expected:
            self._hurry.set()

    def mark(
        self,
        parcel: Parcel,
        state: Sending,
        *,
        message_id: int | None = None,
        error: str | None = None,
        attempts: int | None = None,
    ) -> Written:
        """Write down what became of a parcel."""
        page = self._open_page()
        page.marks.append(
            Mark(
                id=parcel.id,
                state=state,
                attempts=parcel.attempts if attempts is None else attempts,
                sent_at=self._clock.now() if state is Sending.SENT else None,
                sent_message_id=message_id,
                error=error,
                wipes_facts=_is_over(state) and _is_secret(parcel),
            )
        )
        if _is_over(state):
            self._metrics.settled(parcel.form, state)
            log.debug("settled", kind=parcel.kind, state=str(state))
        return page.written

    def errand_done(self, parcel: Parcel, errand: Errand, result: dict[str, Any]) -> Written:
        """Close an errand and put its result into the inbox, both or neither."""
        body = {"kind": errand.kind, "facts": errand.facts(), "result": result}
        page = self._open_page()
        page.arrivals.append(
            Arrival(kind="errand", errand_id=parcel.id, body=orjson.dumps(body).decode())
        )
        return self.mark(parcel, Sending.SENT)

    def shown(
        self,
        card_id: int,
        *,
        changes: int,
        message_id: int | None,
        fingerprint: str | None,
        pinned: bool,
    ) -> Written:
        """Write down what a card shows now, and where."""
        page = self._open_page()
        page.shown.append(
            Shown(
                id=card_id, changes=changes, text_hash=fingerprint, message_id=message_id,
                pinned=pinned, at=self._clock.now(),
            )
        )  # fmt: skip
        return page.written

    def still_shows(self, card: Changed, fingerprint: str | None) -> Written:
        """Write down that a card hangs where it did and shows the facts it was made from."""
        return self.shown(
            card.id, changes=card.changes, message_id=card.message_id,
            fingerprint=fingerprint, pinned=card.pinned,
        )  # fmt: skip

    async def begin(self, parcel: Parcel, request: Request, *, is_marked: bool) -> None:
        """Keep the buttons and, where `is_marked`, that the sending has begun: both in one go."""
        if is_marked:
            started = self.mark(parcel, Sending.STARTED)
            self._keep(request)
            self._hurry.set()
            await started
        else:
            await self.keep_buttons(request)

    async def keep_buttons(self, request: Request) -> None:
        """Keep what the buttons of a request stand for, before anybody can press them."""
        if kept := self._keep(request):
            self._hurry.set()
            await kept

    def _keep(self, request: Request) -> Written | None:
        new = [(key, call) for key, call in request.calls if key not in self._known_keys]
        if not new:
            return None
        page = self._open_page()
        page.calls += new
        page.written.add_done_callback(lambda _: self._know([key for key, _ in new]))
        return page.written

    def _know(self, keys: list[str]) -> None:
        if len(self._known_keys) > KNOWN_KEYS:
            self._known_keys.clear()
        self._known_keys.update(dict.fromkeys(keys))

    def nothing_more(self) -> Written:
        """Answer where everything has been written down already."""
        written: Written = asyncio.get_running_loop().create_future()
        written.set_result(None)
        return written

    async def fault(self, row: str, error: Exception, *, chat_id: int | None = None) -> None:
        """Log a fault of ours, excuse ourselves to the chat that waits, and tell the operator."""
        self._metrics.fault(Fault.DELIVERY)
        log.error("a fault in the delivery", row=row, exc_info=error)

        def report(work: Work) -> None:
            tell_operator(work, row, error, operator_id=self._operator_id)
            if chat_id is not None:
                work.tell(Broken(), chat_id=chat_id)

        await self.act(report)

    async def act(self, action: Callable[[Work], Any]) -> None:
        """Carry out an action because of what Telegram answered."""

        def do(group: Group) -> None:
            with group.unit(cause="delivery") as work:
                action(work)

        await self._persist(do, needs_pen=True)

    def _open_page(self) -> _Page:
        """Give the page that is written next."""
        if self._page is None:
            self._page = _Page(written=asyncio.get_running_loop().create_future())
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return self._page

    async def _write(self) -> None:
        """Write page after page until there is none."""
        while page := self._page:
            if self._expected:
                await set_within(self._hurry, GATHERING)
            self._page = None
            self._hurry.clear()
            await self._persist(page.write)
            if not page.written.done():  # whoever waited for it may have been cancelled
                page.written.set_result(None)
        self._writing = None

    async def _persist(self, do: Callable[[Group], Any], *, needs_pen: bool = False) -> None:
        """Have it written for as long as it takes: what was sent must be known as sent."""
        failures = 0
        try:
            while not await self._is_written(do, needs_pen=needs_pen):
                await asyncio.sleep(RETRY_AFTER[min(failures, len(RETRY_AFTER) - 1)])
                failures += 1
        finally:
            self._worker.vitals.right(Part.DATABASE, by=do)

    async def _is_written(self, do: Callable[[Group], Any], *, needs_pen: bool) -> bool:
        try:
            await asyncio.wrap_future(self._worker.submit(do, needs_pen=needs_pen))
        except DATABASE_AWAY as error:
            self._worker.vitals.wrong(Part.DATABASE, reason(error), by=do)
            return False
        except Exception:
            log.exception("it could not be written down")
            return False
        return True
