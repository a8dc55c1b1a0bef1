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
    """The pace of messages to many chats: raised slowly, halved when Telegram complains."""

    START, LEAST, MOST = 28.0, 1.0, 29.0
    AT_MOST = Allowance(messages=29, span=SECOND)
    """What has been late must not make up for it in one go: Telegram counts any second."""

    def __init__(self) -> None:
        self._per_second = self.START
        self._next_at: datetime | None = None
        self._gone = Pace((self.AT_MOST,))

    def take(self, now: datetime) -> datetime:
        """Take the next place in the row and say when it comes."""
        at = max(now, self._next_at or now)
        self._next_at = at + SECOND / self._per_second
        self._per_second = min(self.MOST, self._per_second + 0.01)
        return at

    def free_at(self, now: datetime) -> datetime:
        """Say when one more message may go, whoever's place it is."""
        return self._gone.free_at(now)

    def sent(self, at: datetime) -> None:
        """Count a message that went."""
        self._gone.sent(at)

    def complained(self) -> None:
        """Slow down: Telegram has refused a message for coming too soon."""
        self._per_second = max(self.LEAST, self._per_second / 2)
