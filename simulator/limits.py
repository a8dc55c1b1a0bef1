"""How much a bot may send before Telegram asks it to wait.

The real server first waits itself, up to eight seconds, before it answers 429; here the answer
comes at once, for the simulated clock may stand still.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.chats import Chat


@dataclass(frozen=True, kw_only=True, slots=True)
class FloodLimits:
    """The limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

    Counted on the simulated clock. Messages and edits count; reactions, pins, deletions and
    answers to buttons do not.
    """

    is_on: bool = True
    #: One chat: this many messages a second in the long run …
    chat_per_second: float = 1.0
    #: … and this many at once before that.
    chat_burst: int = 5
    #: A group or a channel, in any 60 seconds.
    group_per_minute: int = 20
    #: All chats together, in any second; chats that have just spoken to the bot do not count.
    bulk_per_second: int = 30


#: No limits at all: for load tests.
NO_LIMITS = FloodLimits(is_on=False)


class _Window:
    """Times of what was sent in the last so many seconds."""

    __slots__ = ("seconds", "times")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.times: deque[float] = deque()

    def wait(self, now: float, most: int, count: int) -> float:
        """Seconds until `count` more fit."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        excess = len(self.times) + count - most
        if excess <= 0:
            return 0.0
        return self.times[min(excess, len(self.times)) - 1] + self.seconds - now if self.times else 0.0

    def add(self, now: float, count: int) -> None:
        self.times.extend([now] * count)


class FloodControl:
    """Counts what each bot sends where, and says how long it has to wait."""

    def __init__(self, limits: FloodLimits) -> None:
        self.limits = limits
        self._bulk: dict[int, _Window] = {}
        self._minutes: dict[tuple[int, int], _Window] = {}
        self._buckets: dict[tuple[int, int], tuple[float, float]] = {}
        self._spoken_to: set[tuple[int, int]] = set()

    def heard(self, bot_ids: Iterable[int], chat: Chat) -> None:
        """Note that somebody spoke in a chat: an answer there is no bulk message."""
        self._spoken_to.update((bot_id, chat.id) for bot_id in bot_ids)

    def wait(self, bot_id: int, chat: Chat, now: float, count: int = 1) -> int:
        """Count `count` messages, or answer for how many whole seconds the bot must wait."""
        if not self.limits.is_on:
            return 0
        key = (bot_id, chat.id)
        bulk = self._bulk.setdefault(bot_id, _Window(1.0))
        is_bulk = key not in self._spoken_to
        waits = [self._bucket_wait(key, now, count)]
        if is_bulk:
            waits.append(bulk.wait(now, self.limits.bulk_per_second, count))
        if not chat.is_private:
            minute = self._minutes.setdefault(key, _Window(60.0))
            waits.append(minute.wait(now, self.limits.group_per_minute, count))
        if (longest := max(waits)) > 0:
            return max(1, math.ceil(longest))
        self._count(key, chat, now, count, is_bulk=is_bulk)
        return 0

    def _count(self, key: tuple[int, int], chat: Chat, now: float, count: int, *, is_bulk: bool) -> None:
        tokens, _ = self._tokens(key, now)
        self._buckets[key] = (tokens - count, now)
        if is_bulk:
            self._bulk[key[0]].add(now, count)
        self._spoken_to.discard(key)
        if not chat.is_private:
            self._minutes[key].add(now, count)

    def _tokens(self, key: tuple[int, int], now: float) -> tuple[float, float]:
        tokens, since = self._buckets.get(key, (float(self.limits.chat_burst), now))
        grown = tokens + (now - since) * self.limits.chat_per_second
        return min(float(self.limits.chat_burst), grown), now

    def _bucket_wait(self, key: tuple[int, int], now: float, count: int) -> float:
        """An album may take a full bucket below zero, so that it passes at all."""
        tokens, _ = self._tokens(key, now)
        needed = min(count, self.limits.chat_burst)
        return max(0.0, (needed - tokens) / self.limits.chat_per_second)
