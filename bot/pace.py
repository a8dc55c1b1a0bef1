"""How fast one chat may be written to, so that Telegram does not have to tell us.

About one message a second in a chat, twenty a minute in a group, thirty a second in bulk.
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How many messages fit into a span."""

    messages: int
    span: timedelta


IN_PRIVATE = (Allowance(messages=3, span=3 * SECOND), Allowance(messages=40, span=MINUTE))
IN_GROUP = (Allowance(messages=3, span=3 * SECOND), Allowance(messages=18, span=MINUTE))
"""Two a minute below the limit: what others of us send there counts too."""


class Pace:
    """The memory of one chat's last messages."""

    def __init__(self, allowances: tuple[Allowance, ...]) -> None:
        self._allowances = allowances
        self._sent: deque[datetime] = deque(maxlen=max(a.messages for a in allowances))

    def free_at(self, now: datetime) -> datetime:
        """Say when the next message may go: now, or later."""
        return max((self._free_at(allowance, now) for allowance in self._allowances), default=now)

    def _free_at(self, allowance: Allowance, now: datetime) -> datetime:
        if len(self._sent) < allowance.messages:
            return now
        return max(now, self._sent[-allowance.messages] + allowance.span)

    def sent(self, at: datetime) -> None:
        """Count a message that went."""
        self._sent.append(at)


class Bulk:
    """The pace of messages to many chats: raised slowly, cut when Telegram complains.

    Telegram counts any second, so no thirty of ours leave in less than a second and what the way there
    may take off it. What was late is made up for within that. What had left already when Telegram
    complained will be complained of too, and that is one complaint.
    """

    IN_A_SECOND = 30
    START, LEAST, MOST = 28.0, 1.0, 29.1
    RAISED, CUT = 0.05, 0.75  # with each message, with each complaint
    ONE_COMPLAINT = 2 * SECOND
    MADE_UP = SECOND / 4  # of lateness
    AT_HAND = 0.25  # seconds' worth of messages that wait at the door, ready to go

    def __init__(self) -> None:
        self._per_second = self.START
        self._next_at: datetime | None = None
        self._sent: deque[datetime] = deque(maxlen=self.IN_A_SECOND)
        self._complained_at: datetime | None = None

    @property
    def at_hand(self) -> int:
        """Say how many messages to make ready ahead of their time."""
        return max(1, int(self._per_second * self.AT_HAND))

    def free_at(self, now: datetime) -> datetime:
        """Say when the next message may go: now, or later."""
        is_full = len(self._sent) == self.IN_A_SECOND
        span = self.IN_A_SECOND * SECOND / self._per_second
        return max(now, self._next_at or now, self._sent[0] + span if is_full else now)

    def sent(self, at: datetime) -> None:
        """Count a message that went."""
        due = max(self._next_at or at, at - self.MADE_UP)
        self._next_at = due + SECOND / self._per_second
        self._sent.append(at)
        self._per_second = min(self.MOST, self._per_second + self.RAISED)

    def complained(self, now: datetime) -> None:
        """Slow down: Telegram has refused a message for coming too soon."""
        if self._complained_at is None or now - self._complained_at > self.ONE_COMPLAINT:
            self._per_second = max(self.LEAST, self._per_second * self.CUT)
            self._complained_at = now
