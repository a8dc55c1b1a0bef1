"""Inbox → handlers: one thread that writes, one transaction for many updates, one savepoint for each.

The thread sleeps until something is asked of it or arrives. Then, in one transaction, it stores what
arrived, does what was asked (ticks, marks), handles up to `GROUP` open rows and commits; only then is
anybody told. Where several processes serve one database, rows are handled and actions carried out by
whoever has the pen (storage/pen.py); storing and marking wait for nobody. The thread keeps no updates in
memory: what is open is read from the inbox, so that a restart goes on where it stopped.
"""

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog
from sqlalchemy import Engine

from bot.blame import Blame
from bot.clock import Clock
from bot.errors import answer_fault, answer_refusal
from bot.log_names import name_no_row, name_row
from bot.metrics import Fault, Metrics, Outcome
from bot.vitals import Part, Vitals
from handlers.shapes import Unreadable
from rules.refused import Refused
from storage import inbox
from storage.engine import DATABASE_AWAY, reason
from storage.inbox import Arrival, Closed, Open
from storage.work import HOUSE, Actor, Group, Work

GROUP = 64
"""Rows handled in one transaction: larger groups gain little and hold up a lone press."""

SHORT_GROUP = 16
"""Rows handled in one transaction while somebody waits: at the door, or to have something done."""

IN_A_ROW = 3
"""Transactions for those who wait at the door before open rows have their turn again."""

RETRY_AFTER = 1.0
"""Seconds between attempts while the database is away."""

log = structlog.get_logger(__name__)


class Handles(Protocol):
    """What the worker needs of the application."""

    def handle(self, row: Open, work: Work) -> None:
        """Handle one row, or raise."""


@dataclass(kw_only=True)
class _Job:
    """Something to be done within the next transaction."""

    do: Callable[[Group], Any]
    needs_pen: bool
    hurries: bool
    done: Future[Any] = field(default_factory=Future)
    result: Any = None
    error: Exception | None = None

    def run(self, group: Group) -> None:
        try:
            self.result = self.do(group)
        except DATABASE_AWAY:
            raise
        except Exception as error:  # noqa: BLE001  it belongs to whoever asked, who gets it
            self.error = error

    def tell(self, failure: BaseException | None = None) -> None:
        """Tell whoever asked, unless they have gone, as at a stop."""
        with contextlib.suppress(InvalidStateError):
            if failure or self.error:
                self.done.set_exception(failure or self.error)
            else:
                self.done.set_result(self.result)


class Worker:
    """The one writer of this process."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        application: Handles,
        *,
        vitals: Vitals,
        metrics: Metrics,
        on_commit: Callable[[], None],
        operator_id: int | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._application = application
        self.vitals = vitals
        self._metrics = metrics
        self._on_commit = on_commit
        self._operator_id = operator_id
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._blame = Blame(most=GROUP)
        self._hurried = 0  # transactions in a row for somebody who waits at the door
        self._stopping = threading.Event()
        self._more = True
        self._asked = self._told = 0
        self._got_on_at: float | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done or waits to be done."""
        return self._more or self._asked > self._told

    @property
    def stuck_for(self) -> float:
        """Seconds since it last got on with what waits for it."""
        since = self._got_on_at
        return time.monotonic() - since if self.is_busy and since is not None else 0.0

    def start(self) -> None:
        """Begin; rows left open by an earlier run are handled first."""
        with structlog.contextvars.bound_contextvars(role="worker"):
            inherited = copy_context()  # its lines in the log say which bot, and who speaks
        self._thread = threading.Thread(
            target=inherited.run, args=[self._run], name="worker", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Finish what was asked so far and end. Rows that are still open stay in the inbox."""
        self._stopping.set()
        self._asked += 1
        self._jobs.put(None)
        self._thread.join()

    def store(self, arrivals: Sequence[Arrival], *, hurries: bool = False) -> Future[None]:
        """Store what arrived. The future is done when it is committed.

        Where somebody waits at the door it `hurries`: it is committed before more is handled.
        """
        return self.submit(lambda group: group.store(arrivals), needs_pen=False, hurries=hurries)

    def look(self) -> None:
        """Look for open rows: another process has stored some, or has died over some."""
        self.submit(lambda _: None, needs_pen=False)

    def act(self, action: Callable[[Work], Any], *, cause: str, who: Actor = HOUSE) -> Future[Any]:
        """Carry out an action in a unit of its own. The future holds its result or its error."""

        def do(group: Group) -> Any:
            with group.unit(who=who, cause=cause) as work:
                return action(work)

        return self.submit(do)

    def submit(
        self, do: Callable[[Group], Any], *, needs_pen: bool = True, hurries: bool = False
    ) -> Future[Any]:
        """Have something done within the next transaction; what needs no pen does not wait for it."""
        job = _Job(do=do, needs_pen=needs_pen, hurries=hurries)
        if not self.is_busy and self._got_on_at is not None:
            self._got_on_at = time.monotonic()  # it has been idle until now
        self._asked += 1
        self._jobs.put(job)
        return job.done

    def _run(self) -> None:
        while True:
            jobs = [] if self._blame.are_rows_next else self._take(wait=not self._more)
            self._got_on_at = time.monotonic()
            self._more = self._transaction([job for job in jobs if job is not None])
            self._told += len(jobs)
            if None in jobs:
                return

    def _take(self, *, wait: bool) -> list[_Job | None]:
        jobs = [self._jobs.get()] if wait else []
        while not self._jobs.empty():
            jobs.append(self._jobs.get())
        return jobs

    def _transaction(self, jobs: list[_Job]) -> bool:
        """Do the jobs and a group of open rows in one transaction; say whether more rows wait."""
        name_no_row()
        # What hurries goes alone, but not for ever: open rows have their turn too.
        hurries = self._hurried < IN_A_ROW and any(job.hurries for job in jobs)
        most = self._most_rows(jobs, hurries=hurries)
        self._hurried = self._hurried + 1 if hurries else 0
        rows: list[Open] = []
        try:
            waits = any(job.needs_pen for job in jobs)
            with Group(self._engine, now=self._clock.now(), waits=waits) as group:
                for job in jobs:
                    job.run(group)
                if most and group.has_pen:
                    rows = inbox.open_rows(group.connection, limit=most)
                handled = self._handle_rows(group, rows)
                name_no_row()
        except Exception as error:  # noqa: BLE001  nothing was kept; whoever asked hears of it
            return self._failed(jobs, rows, error)
        self._blame.went_well(jobs=len(jobs), rows=handled)
        if jobs or rows:  # that nothing was to be done says nothing
            self.vitals.right(Part.DATABASE, by="writer")
        if group.has_news:
            self._on_commit()
        for job in jobs:
            job.tell()
        return handled == most or handled < len(rows)

    def _most_rows(self, jobs: list[_Job], *, hurries: bool) -> int:
        """Say how many open rows are handled beside the jobs: none where these are to go alone."""
        if hurries or (self._blame.is_on and jobs):
            return 0
        if self._blame.is_on:
            return 1
        return SHORT_GROUP if self._hurried else GROUP

    def _handle_rows(self, group: Group, rows: list[Open]) -> int:
        """Handle rows, but for a short group of them alone where a job waits; say how many."""
        for handled, row in enumerate(rows):
            if handled >= SHORT_GROUP and not self._jobs.empty():
                return handled
            self._handle(group, row)
        return len(rows)

    def _failed(self, jobs: list[_Job], rows: list[Open], error: Exception) -> bool:
        """Give up a transaction; say whether rows may wait. What spoilt it is looked for."""
        is_away = isinstance(error, DATABASE_AWAY)
        if isinstance(error, DATABASE_AWAY):
            self.vitals.wrong(Part.DATABASE, reason(error), by="writer")
        else:
            self._metrics.fault(Fault.TRANSACTION)
            log.warning("transaction failed", error=type(error).__name__, jobs=len(jobs), exc_info=error)
        for job in jobs:
            job.tell(error)
        tried = [row.id for row in rows]
        if self._blame.failed(error, jobs=len(jobs), rows=tried, is_away=is_away):
            self._stopping.wait(RETRY_AFTER)
            return not self._stopping.is_set()
        return True

    def _handle(self, group: Group, row: Open) -> None:
        """Handle one row in its own savepoint and close it, whatever comes of it."""
        cause = f"errand:{row.errand_id}" if row.errand_id else f"update:{row.update_id}"
        name_row(row)
        if spoilt_by := self._blame.proven(row.id):
            # Nobody is told: what would be said may be what cannot be written.
            log.error("row set aside", kind=row.kind, exc_info=spoilt_by)
            group.close_row(Closed.of(row, type(spoilt_by).__name__))
            return
        try:
            with group.unit(cause=cause) as work:
                self._application.handle(row, work)
        except Refused as refused:
            with group.unit(cause=cause) as work:
                answer_refusal(work, row, refused)
            group.close_row(Closed.of(row, is_forgotten=refused.is_forgotten))
            self._metrics.handled(row.kind, Outcome.REFUSED)
            log.debug("refused", kind=row.kind, because=type(refused).__name__)
        except Unreadable as error:
            because = type(error.__cause__ or error).__name__
            log.warning("an update that cannot be read", kind=row.kind, because=because)
            group.close_row(Closed.of(row, type(error).__name__))
            self._metrics.handled(row.kind, Outcome.UNREADABLE)
        except Exception as error:
            if isinstance(error, DATABASE_AWAY):
                raise
            self._park(group, row, error, cause)
        else:
            group.close_row(Closed.of(row))
            self._metrics.handled(row.kind, Outcome.DONE)
            log.debug("handled", kind=row.kind)

    def _park(self, group: Group, row: Open, error: Exception, cause: str) -> None:
        """Set a row aside with the reason."""
        log.error("handler failed", kind=row.kind, exc_info=error)
        self._metrics.handled(row.kind, Outcome.FAILED)
        self._metrics.fault(Fault.HANDLER)
        self._excuse(group, row, error, cause)
        group.close_row(Closed.of(row, type(error).__name__))

    def _excuse(self, group: Group, row: Open, error: Exception, cause: str) -> None:
        """Tell whoever can be told of a fault; a row so broken that it names nobody is only logged."""
        try:
            with group.unit(cause=cause) as work:
                answer_fault(work, row, error, operator_id=self._operator_id)
        except DATABASE_AWAY:
            raise
        except Exception:
            log.exception("nobody could be told", kind=row.kind)
