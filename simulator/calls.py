"""A log of every call, for reports and for tests."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedCall:
    """One call as the server saw it. `code` is 200 when it was done."""

    at: datetime
    bot_id: int
    method: str
    chat_id: int | str | None
    code: int
    description: str


class CallLog:
    """Which calls came in and how they ended.

    Only calls that failed are kept one by one, with those of the last moments; a run of weeks
    makes millions of calls.
    """

    #: How many of the latest calls are kept whatever became of them.
    LATEST = 20_000

    def __init__(self) -> None:
        self.by_method: Counter[str] = Counter()
        self.failures: list[LoggedCall] = []
        self.latest: list[LoggedCall] = []
        #: Told of every call but getUpdates.
        self.watchers: list[Callable[[LoggedCall], None]] = []
        #: Called with every call, its parameters and its result, when tests want to look.
        self.on_answer: Callable[[str, dict[str, Any], Any], None] | None = None

    @property
    def calls(self) -> int:
        """How many calls there were, without getUpdates."""
        return self.by_method.total() - self.by_method["getUpdates"]

    @property
    def refused(self) -> int:
        """How many calls the server refused as wrong (4xx other than 429)."""
        return sum(400 <= call.code < 500 and call.code != 429 for call in self.failures)

    @property
    def flood_waits(self) -> int:
        """How many calls were answered 429."""
        return sum(call.code == 429 for call in self.failures)

    def add(self, call: LoggedCall) -> None:
        """Note a call that ended."""
        self.by_method[call.method] += 1
        if call.code != 200:
            self.failures.append(call)
        if call.method != "getUpdates":
            self.latest.append(call)
            for watcher in list(self.watchers):
                watcher(call)
            if len(self.latest) > 2 * self.LATEST:
                del self.latest[: self.LATEST]

    def of(self, method: str) -> list[LoggedCall]:
        """The latest calls of one method, oldest first."""
        return [call for call in self.latest if call.method == method]
