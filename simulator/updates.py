"""What waits for a bot: its queue of updates, and who may take from it.

Two habits of the real server are left out: it slows down a bot that asks again with the same
offset within moments, and it delays the 409 of a bot that goes on being polled twice.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from simulator.errors import CallRefused, conflict

#: The server keeps no more than this and drops newer ones in silence.
MOST_PENDING = 100_000
#: How far beyond the end of the queue an offset may lie before the server ignores it.
FUTURE_OFFSET = 10

DAY = 86_400
#: How many confirmed updates are kept for a server that repeats itself.
REPEATED = 20
#: For how many seconds an update of a kind is kept; a day unless named.
KEPT_FOR = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}

#: The kinds that a bot gets only if it asked for them.
ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

TERMINATED_BY_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
TERMINATED_BY_WEBHOOK = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """One update on its way: its number, its kind, its body and when it is forgotten."""

    update_id: int
    kind: str
    body: bytes
    expires_at: float


class UpdateQueue:
    """The updates of one bot, oldest first, until they are confirmed or too old.

    The numbers rise from a random start. `unix_now` is the simulated time in seconds; only the
    waiting of a long poll is real time.
    """

    def __init__(self, *, start: int, unix_now: Callable[[], float]) -> None:
        self.next_id = start
        self.allowed: frozenset[str] | None = None
        self.dropped = 0
        self.webhook_url = ""
        #: When updates were last handed out without being confirmed yet, in real seconds.
        self.handed_out_at = 0.0
        self._unix_now = unix_now
        self._pending: deque[Pending] = deque()
        #: No update expires before this: spares looking through a long queue at each call.
        self._none_expires_before = 0.0
        self._confirmed: deque[bytes] = deque(maxlen=REPEATED)
        self._repeats = False
        self._poll: asyncio.Future[bool] | None = None
        self._listener: Callable[[], None] | None = None

    def __len__(self) -> int:
        self._forget_expired()
        return len(self._pending)

    @property
    def is_polled(self) -> bool:
        """Whether somebody waits in a long poll at this moment."""
        return self._poll is not None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind."""
        if self.allowed is None:
            return kind not in ONLY_IF_ASKED
        return kind in self.allowed

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember the list last given; an empty one means the default."""
        given = frozenset(kinds)
        self.allowed = given or None

    def push(self, kind: str, content: dict[str, Any]) -> None:
        """Store an update and wake whoever waits for it."""
        if len(self._pending) >= MOST_PENDING:
            self.dropped += 1
            return
        update_id = self.next_id
        self.next_id += 1
        body = orjson.dumps({"update_id": update_id, kind: content})
        expires_at = self._unix_now() + KEPT_FOR.get(kind, DAY)
        if not self._pending or expires_at < self._none_expires_before:
            self._none_expires_before = expires_at
        self._pending.append(Pending(update_id=update_id, kind=kind, body=body, expires_at=expires_at))
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(True)
        if self._listener is not None:
            self._listener()

    def is_asked_for(self) -> None:
        """Note that the bot asks again, whatever becomes of it: it has digested what it was handed."""
        self.handed_out_at = 0.0

    async def take(self, *, offset: int, limit: int, wait_for: float) -> list[bytes]:
        """Answer one getUpdates: confirm what lies below `offset`, return what follows.

        Waits up to `wait_for` real seconds if there is nothing. Raises CallRefused (409) when
        another request takes over meanwhile.
        """
        self._confirm(offset)
        batch = self._batch(offset, limit)
        if not batch and wait_for > 0:
            await self._wait(wait_for)
            batch = self._batch(offset, limit)
        self.handed_out_at = time.monotonic() if batch else 0.0
        if batch and self._repeats:
            self._repeats = False
            return [*self._confirmed, *batch]
        return batch

    def repeat_once(self) -> None:
        """Hand out what was confirmed once more with the next batch, as after a fault of the server."""
        self._repeats = True

    def interrupt(self, reason: str = TERMINATED_BY_WEBHOOK) -> None:
        """End a long poll that is under way with a 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))
        self._poll = None

    def peek(self) -> Pending | None:
        """The oldest update that is still wanted, for a webhook."""
        self._forget_expired()
        return self._pending[0] if self._pending else None

    def remove(self, update: Pending) -> None:
        """Forget one update that a webhook acknowledged."""
        if self._pending and self._pending[0] is update:
            self._pending.popleft()
        elif update in self._pending:
            self._pending.remove(update)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()

    def on_push(self, listener: Callable[[], None] | None) -> None:
        """Call `listener` whenever an update was stored."""
        self._listener = listener

    def _forget_expired(self) -> None:
        now = self._unix_now()
        if self._pending and self._none_expires_before <= now:
            self._pending = deque(u for u in self._pending if u.expires_at > now)
            self._none_expires_before = min((u.expires_at for u in self._pending), default=0.0)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        if self._is_known(offset):
            while self._pending and self._pending[0].update_id < offset:
                self._confirmed.append(self._pending.popleft().body)

    def _is_known(self, offset: int) -> bool:
        """An offset far ahead or far behind is ignored: the head of the queue is served."""
        head = self._pending[0].update_id if self._pending else self.next_id
        return head - MOST_PENDING <= offset <= self.next_id + FUTURE_OFFSET

    def _batch(self, offset: int, limit: int) -> list[bytes]:
        self._forget_expired()
        first = offset if offset > 0 and self._is_known(offset) else 0
        found = []
        for update in self._pending:
            if update.update_id >= first:
                found.append(update.body)
                if len(found) == limit:
                    break
        return found

    async def _wait(self, wait_for: float) -> None:
        self.interrupt(TERMINATED_BY_POLL)
        poll: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            await asyncio.wait_for(poll, wait_for)
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None


def check_polling(queue: UpdateQueue) -> None:
    """Refuse getUpdates while a webhook is set. Raises CallRefused."""
    if queue.webhook_url:
        raise CallRefused(409, f"Conflict: {WEBHOOK_ACTIVE}")
