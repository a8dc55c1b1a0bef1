"""The one writer: how long those have to wait who want something done while much is handled."""

from datetime import UTC, datetime
from threading import Event

from bot.metrics import Metrics
from bot.vitals import Vitals
from bot.worker import GROUP, SHORT_GROUP, Worker
from simulator.clock import MovableClock
from storage import inbox
from storage.engine import reading
from storage.inbox import Arrival
from tests.waiting import PATIENCE

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


class Handling:
    """Notes which rows are handled; while it has the fifth, somebody wants something done."""

    def __init__(self, engine):
        clock = MovableClock(NOON)
        self.rows, self.has_asked = [], Event()
        self.worker = Worker(
            engine, clock, self, vitals=Vitals(clock), metrics=Metrics(), on_commit=lambda: None
        )

    def handle(self, row, work):
        self.rows.append(row.update_id)
        if len(self.rows) == 5:
            self.asked = self.worker.submit(lambda _: len(self.rows))
            self.has_asked.set()


def test_a_group_is_cut_short_for_whoever_waits_and_nothing_is_passed_over(engine):
    handling = Handling(engine)
    waiting = [Arrival(kind="message", body="{}", update_id=number) for number in range(GROUP - 10)]
    handling.worker.store(waiting)
    handling.worker.start()
    assert handling.has_asked.wait(PATIENCE)
    assert handling.asked.result(PATIENCE) == SHORT_GROUP
    handling.worker.stop()
    with reading(engine) as session:
        left = inbox.count_open(session.connection())
    assert handling.rows == list(range(GROUP - 10 - left))
