"""What is wrong now, and since when; and who gave a sign of life, and when.

Kept in memory alone, for the log, `/health` and whoever watches over the parts of the machine. Each
trouble is one line in the log when it begins and one when it is over, however often it is met.
"""

import threading
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

import structlog

from bot.clock import Clock

log = structlog.get_logger(__name__)


class Part(StrEnum):
    """What can be wrong."""

    TELEGRAM = "telegram"  # it is away, answers badly, or a proxy answers in its place
    TOKEN = "token"  # noqa: S105  it is refused: wrong, taken back, or a proxy answers
    SECOND_POLLER = "second poller"  # somebody else takes our updates
    DATABASE = "database"  # it is away, full, or held by another process
    POLLER = "poller"  # it was silent or had died, and was started anew
    DUTIES = "duties"  # nobody polls, sends or ticks, in no process


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One thing that is wrong."""

    since: datetime
    what: str
    """For the operator, in English; never a token, never what somebody wrote."""


@dataclass(kw_only=True)
class _Case:
    trouble: Trouble
    seen_by: set[Hashable] = field(default_factory=set)


class Vitals:
    """The state of health of one process. Every thread may report."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._cases: dict[str, _Case] = {}
        self._beats: dict[str, datetime] = {}

    @property
    def troubles(self) -> Mapping[str, Trouble]:
        """What is wrong now, by part."""
        with self._lock:
            return MappingProxyType({part: case.trouble for part, case in self._cases.items()})

    def wrong(self, part: str, what: str, *, by: Hashable = None) -> None:
        """Say that something is wrong. Until all who said so take it back, it stays one trouble."""
        with self._lock:
            if case := self._cases.get(part):
                case.seen_by.add(by)
                return
            trouble = Trouble(since=self._clock.now(), what=what)
            self._cases[part] = _Case(trouble=trouble, seen_by={by})
        log.warning("trouble", part=str(part), what=what)

    def right(self, part: str, *, by: Hashable = None) -> None:
        """Take back what was said, if anything was."""
        if case := self._taken_back(part, by):
            lasted = (self._clock.now() - case.trouble.since).total_seconds()
            log.info("trouble is over", part=str(part), seconds=round(lasted))

    def leave(self, part: str, *, by: Hashable = None) -> None:
        """Take back what was said without saying that it is over: one has ceased to look."""
        if self._taken_back(part, by):
            log.info("trouble is left to whoever looks next", part=str(part))

    def _taken_back(self, part: str, by: Hashable) -> _Case | None:
        """Take one voice away; the case, where it was the last."""
        if part not in self._cases:  # as nearly always: without waiting for anybody
            return None
        with self._lock:
            case = self._cases.get(part)
            if case is None or by not in case.seen_by:
                return None
            case.seen_by.discard(by)
            return None if case.seen_by else self._cases.pop(part)

    def beat(self, part: str) -> None:
        """Give a sign of life."""
        self._beats[part] = self._clock.now()

    def age(self, part: str, now: datetime) -> timedelta | None:
        """Say how old the last sign of life is; None where there never was one."""
        last = self._beats.get(part)
        return None if last is None else now - last
