"""How the bot is: what is wrong and since when, what waits, whether it moves at all.

What is read from the database is read in a thread, beside the writer, and waited for only so long: a
database that hangs does not hang the answer. Several who ask at the same time share one look.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from prometheus_client.core import Metric
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.metrics import Metrics, gauge, number
from bot.vitals import Part, Trouble, Vitals
from storage.backlog import Queue, waiting_in, waiting_out
from storage.engine import reading, reason
from storage.roles import Role, held_by_anybody

DATABASE_LIMIT = 2.0
"""Seconds that the database is waited for."""

UNHELD_FOR = 5.0
"""Seconds for which nobody may have a role before that is wrong: a dead process is replaced in two."""

STUCK_AFTER = 120.0
"""Seconds within one transaction after which the writer no longer lives: one takes milliseconds."""

Roles = Callable[[], Collection[Role] | None]
"""The roles held by this process; None while it has not begun its work."""


class Writer(Protocol):
    """What is asked of the worker."""

    @property
    def stuck_for(self) -> float:
        """Seconds since it last got on with what waits for it."""
        ...


class Ticking(Protocol):
    """What is asked of the schedule."""

    def lags(self) -> Mapping[str, float]:
        """Seconds by which each tick is late, where this process ticks."""
        ...


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """What the database says: how quickly it answers, and what waits in it."""

    round_trip: float
    inbox: Mapping[str, Queue]
    outbox: Mapping[str, Queue]
    held: Collection[Role] | None = None
    """The roles that some process has; None where there is one process."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """How one bot is at one moment."""

    bot: str
    at: datetime
    troubles: Mapping[str, Trouble]
    roles: Collection[Role]
    backlog: Backlog | None
    """None where the database did not answer."""
    held: Collection[Role]
    """The roles that some process has, as far as the database says so."""

    @property
    def is_ready(self) -> bool:
        """Whether it does its work."""
        return not self.troubles


class Health:
    """The state of one bot in this process."""

    def __init__(
        self,
        bot_id: int | None,
        engine: Engine,
        clock: Clock,
        *,
        vitals: Vitals,
        metrics: Metrics,
        writer: Writer,
        ticking: Ticking,
        roles: Roles,
    ) -> None:
        self.bot = str(bot_id or "")
        """Which bot it is: the number that its token begins with."""
        self._clock = clock
        self._vitals = vitals
        self._metrics = metrics
        self._writer = writer
        self._ticking = ticking
        self._roles = roles
        self._reader = _Reader(engine)
        self._began_at = clock.now()
        self._held_at = dict.fromkeys(Role, time.monotonic())  # when each was last seen to be held

    @property
    def is_alive(self) -> bool:
        """Whether the writer moves. That the loop moves is shown by whoever is answered."""
        return self._writer.stuck_for < STUCK_AFTER

    def close(self) -> None:
        """End."""
        self._reader.close()

    async def report(self) -> Report:
        """Look at everything."""
        backlog, roles = await self._backlog(), self._roles()
        held = self._held(backlog, roles or ())
        troubles = dict(self._vitals.troubles)
        if roles is None:
            troubles["start"] = Trouble(since=self._began_at, what="it has not begun its work yet")
        return Report(
            bot=self.bot,
            at=self._clock.now(),
            troubles=troubles,
            roles=sorted(roles or ()),
            backlog=backlog,
            held=sorted(held),
        )

    def _held(self, backlog: Backlog | None, roles: Collection[Role]) -> Collection[Role]:
        """Say which roles somebody has, and that it is wrong where nobody has had one for a while."""
        if backlog is None:
            return roles
        held = roles if backlog.held is None else backlog.held
        now = time.monotonic()
        self._held_at |= dict.fromkeys(held, now)
        for role, at in self._held_at.items():
            if now - at <= UNHELD_FOR:
                self._vitals.right(Part.DUTIES, by=role)
            elif backlog.held is not None:  # a lone process says itself what it waits for
                self._vitals.wrong(Part.DUTIES, f"no process is {role}", by=role)
        return held

    async def _backlog(self) -> Backlog | None:
        try:
            found = await self._reader.read()
        except TimeoutError:
            what = f"no answer within {DATABASE_LIMIT:g} s"
        except DBAPIError as error:
            what = reason(error)
        else:
            self._vitals.right(Part.DATABASE, by="health")
            return found
        self._vitals.wrong(Part.DATABASE, what, by="health")
        return None

    def families(self, report: Report) -> Iterator[Metric]:
        """Give all figures as Prometheus wants them: what was counted, and what is so now."""
        yield from self._metrics.families()
        yield from self._now(report)

    def _now(self, report: Report) -> Iterator[Metric]:
        yield number("ready", "Whether nothing is wrong", float(report.is_ready))
        wrong = {part: float(part in report.troubles) for part in (*Part, "start")}
        yield gauge("trouble", "Whether something is wrong with a part", wrong, "part")
        held = {role.value: float(role in report.roles) for role in Role}
        yield gauge("role", "Whether this process holds a role", held, "role")
        by_any = {role.value: float(role in report.held) for role in Role}
        yield gauge("role_held", "Whether any process holds a role", by_any, "role")
        yield gauge("tick_lag_seconds", "By how much a tick is late", self._ticking.lags(), "tick")
        yield number("writer_stuck_seconds", "Since the writer last got on", self._writer.stuck_for)
        yield number("database_up", "Whether the database answers", float(report.backlog is not None))
        if backlog := report.backlog:
            yield number("database_round_trip_seconds", "One question to it", backlog.round_trip)
            yield from _queues("inbox", backlog.inbox, "urgency", report.at)
            yield from _queues("outbox", backlog.outbox, "lane", report.at)


def age(queue: Queue, now: datetime) -> float:
    """Say for how many seconds the oldest in a queue has waited."""
    return max(0.0, (now - queue.oldest_at).total_seconds()) if queue.oldest_at else 0.0


def _queues(name: str, queues: Mapping[str, Queue], by: str, now: datetime) -> Iterator[Metric]:
    depths = {key: float(queue.depth) for key, queue in queues.items()}
    yield gauge(f"{name}_rows", f"Rows of the {name} that wait", depths, by)
    ages = {key: age(queue, now) for key, queue in queues.items()}
    yield gauge(f"{name}_oldest_seconds", f"Since the oldest of them waits in the {name}", ages, by)


class _Reader:
    """Reads the database: one look at a time, in a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")
        self._look: asyncio.Future[Backlog] | None = None

    async def read(self) -> Backlog:
        """Give what waits. Raises TimeoutError or DBAPIError where the database does not answer."""
        if self._look is None or self._look.done():
            self._look = asyncio.get_running_loop().run_in_executor(self._thread, self._read)
            self._look.add_done_callback(_heard)
        return await asyncio.wait_for(asyncio.shield(self._look), DATABASE_LIMIT)

    def close(self) -> None:
        """End the thread, when it comes back from what it waits for."""
        self._thread.shutdown(wait=False)

    def _read(self) -> Backlog:
        with reading(self._engine) as session:
            connection = session.connection()
            if connection.dialect.name == "postgresql":
                limit = f"SET LOCAL statement_timeout = {DATABASE_LIMIT * 1000:.0f}"
                connection.execute(text(limit))
            began = time.perf_counter()
            connection.execute(text("SELECT 1"))
            return Backlog(
                round_trip=time.perf_counter() - began,
                inbox={each.name.lower(): queue for each, queue in waiting_in(connection).items()},
                outbox={each.name.lower(): queue for each, queue in waiting_out(connection).items()},
                held=held_by_anybody(connection),
            )


def _heard(look: asyncio.Future[Backlog]) -> None:
    """Take note of how a look ended for which nobody waits any more."""
    if not look.cancelled():
        look.exception()
