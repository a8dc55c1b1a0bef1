"""The ticks: APScheduler calls one action every so often, with the time. It remembers nothing.

What is due is derived from facts and `now` by the rules; that it was done is a row. A tick that comes
late catches up once, a tick that comes twice finds nothing to do.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from actions import (
    consultation,
    consultation_end,
    consultation_reminders,
    housekeeping,
    inspections,
    news,
    nudges,
    personal_data,
    responses,
    reviews,
    rounds,
    urging,
    votes,
)
from bot.clock import SystemClock
from bot.metrics import Fault, Metrics
from bot.worker import Worker
from handlers.calls import name_of
from storage.engine import DATABASE_AWAY
from storage.work import Work

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One thing that is done every so often."""

    action: Callable[[Work], None]
    every: timedelta

    @property
    def name(self) -> str:
        """The activity and the verb."""
        return name_of(self.action)


TICKS: tuple[Tick, ...] = (
    Tick(action=housekeeping.forget_old_rows, every=timedelta(hours=1)),
    Tick(action=inspections.announce_inspections, every=timedelta(minutes=5)),
    Tick(action=reviews.announce_reviews, every=timedelta(minutes=5)),
    Tick(action=votes.close_due_votes, every=timedelta(minutes=1)),
    Tick(action=votes.announce_results, every=timedelta(minutes=1)),
    Tick(action=votes.remind_voters, every=timedelta(minutes=5)),
    Tick(action=votes.count_days_anew, every=timedelta(minutes=5)),
    Tick(action=nudges.give_daily_lists, every=timedelta(minutes=1)),
    Tick(action=nudges.release_held, every=timedelta(minutes=1)),
    Tick(action=urging.give_waiting, every=timedelta(minutes=1)),
    Tick(action=rounds.open_due, every=timedelta(minutes=1)),
    Tick(action=consultation.catch_up, every=timedelta(minutes=1)),
    Tick(action=rounds.remind_silent, every=timedelta(minutes=1)),
    Tick(action=rounds.close_due, every=timedelta(minutes=1)),
    Tick(action=consultation_end.close_due, every=timedelta(minutes=1)),
    Tick(action=consultation_end.announce_ends, every=timedelta(minutes=1)),
    Tick(action=consultation_reminders.remind_silent, every=timedelta(minutes=1)),
    Tick(action=consultation_reminders.refresh_cards, every=timedelta(minutes=1)),
    Tick(action=responses.tell_authors, every=timedelta(minutes=1)),
    Tick(action=news.tell_news, every=timedelta(minutes=1)),
    Tick(action=personal_data.forget_unused, every=timedelta(hours=6)),
    Tick(action=personal_data.forget_strangers, every=timedelta(minutes=1)),
)


LOOK_EVERY = 20.0
"""Seconds between two looks at the computer's clock."""

SLACK = timedelta(seconds=5)
"""By how much a tick may lie further ahead than its interval."""


class Schedule:
    """Ticks, each within a unit of work of its own."""

    def __init__(self, worker: Worker, metrics: Metrics) -> None:
        self._worker = worker
        self._metrics = metrics
        self._wall = SystemClock()
        self._done_at: dict[Tick, float] = {}

    def start(self) -> None:
        """Begin to tick; the first round comes at once, for what fell due while nobody ticked."""
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for tick in TICKS:
            every = IntervalTrigger(seconds=int(tick.every.total_seconds()))
            self._scheduler.add_job(self._run, every, [tick], id=tick.name)
        self._scheduler.start()
        self._minding = asyncio.create_task(self._mind_the_clock())
        self._done_at = dict.fromkeys(TICKS, time.monotonic())
        self.run_now()

    def stop(self) -> None:
        """End."""
        self._minding.cancel()
        self._scheduler.shutdown(wait=False)
        self._done_at = {}

    def run_now(self) -> None:
        """Do everything that is due now: for a clock that has been moved."""
        for tick in TICKS:
            self._run(tick)

    async def _mind_the_clock(self) -> None:
        """Tick on when the computer's clock is set back: APScheduler would wait for it to catch up."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = self._wall.now()
            for job in self._scheduler.get_jobs():
                if job.next_run_time > now + job.trigger.interval + SLACK:
                    job.modify(next_run_time=now)

    def lags(self) -> dict[str, float]:
        """Say by how many seconds each tick is late: its interval has gone by and it is not done."""
        now = time.monotonic()
        return {
            tick.name: max(0.0, now - done_at - tick.every.total_seconds())
            for tick, done_at in self._done_at.items()
        }

    def _run(self, tick: Tick) -> None:
        carried_out = self._worker.act(tick.action, cause=f"tick:{tick.name}")
        # Who has ceased to tick meanwhile is not late with anything.
        carried_out.add_done_callback(partial(self._carried_out, tick, self._done_at))

    def _carried_out(self, tick: Tick, done_at: dict[Tick, float], how: Future[Any]) -> None:
        error = None if how.cancelled() else how.exception()
        if error is None:
            if tick in done_at:
                done_at[tick] = time.monotonic()
        elif not isinstance(error, DATABASE_AWAY):  # of that the worker has told
            self._metrics.fault(Fault.TICK)
            log.error("a tick failed", tick=tick.name, exc_info=error)
