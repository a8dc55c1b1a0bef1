"""The ticks: APScheduler calls one action every so often, with the time. It remembers nothing.

What is due is derived from facts and `now` by the rules; that it was done is a row. A tick that comes
late catches up once, a tick that comes twice finds nothing to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from actions import (
    citizens,
    consultation,
    consultation_end,
    consultation_reminders,
    housekeeping,
    inspections,
    nudges,
    responses,
    reviews,
    urging,
    votes,
)
from bot.worker import Worker
from handlers.calls import name_of
from storage.work import Work


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
    Tick(action=consultation.catch_up, every=timedelta(minutes=1)),
    Tick(action=consultation_end.close_due, every=timedelta(minutes=1)),
    Tick(action=consultation_end.announce_ends, every=timedelta(minutes=1)),
    Tick(action=consultation_reminders.remind_silent, every=timedelta(minutes=1)),
    Tick(action=consultation_reminders.refresh_cards, every=timedelta(minutes=1)),
    Tick(action=responses.tell_authors, every=timedelta(minutes=1)),
    Tick(action=citizens.forget_unused, every=timedelta(hours=6)),
)


class Schedule:
    """Ticks, each within a unit of work of its own."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

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
        self.run_now()

    def stop(self) -> None:
        """End."""
        self._scheduler.shutdown(wait=False)

    def run_now(self) -> None:
        """Do everything that is due now: for a clock that has been moved."""
        for tick in TICKS:
            self._run(tick)

    def _run(self, tick: Tick) -> Any:
        return self._worker.act(tick.action, cause=f"tick:{tick.name}")
