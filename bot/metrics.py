"""What is counted while the bot works, and how Prometheus is told of it.

An update passes here several times, so counting is an addition in a dictionary: the library's own
counters, each with its lock, would be a twentieth of what an update costs. The library does the telling.
Labels come from short lists of ours; nothing that somebody wrote becomes one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from telegram import Update
from telegram.error import TelegramError

from bot.verdicts import Verdict, judge

KINDS = frozenset({*Update.ALL_TYPES, "errand"})
"""What may arrive; anything else is counted as `other`."""


class Outcome(StrEnum):
    """What became of something that arrived."""

    DONE = "done"
    REFUSED = "refused"  # a rule said no, and whoever asked was told
    UNREADABLE = "unreadable"  # not what the Bot API prescribes: it is parked
    FAILED = "failed"  # a fault of ours: it is parked


class Fault(StrEnum):
    """Where the program itself was wrong: each has its trace in the log."""

    HANDLER = "handler"
    TICK = "tick"
    DELIVERY = "delivery"
    TRANSACTION = "transaction"


class Metrics:
    """The counters of one bot in this process, since it began."""

    def __init__(self) -> None:
        self._updates: Counter[tuple[str, ...]] = Counter()
        self._calls: Counter[tuple[str, ...]] = Counter()
        self._settled: Counter[tuple[str, ...]] = Counter()
        self._faults: Counter[tuple[str, ...]] = Counter({(fault,): 0 for fault in Fault})
        self._floods: Counter[tuple[str, ...]] = Counter({(): 0})

    def handled(self, kind: str, outcome: Outcome) -> None:
        """Count an update, or an errand's result, that has been handled."""
        self._updates[kind if kind in KINDS else "other", outcome] += 1

    def called(self, method: str, error: TelegramError | None) -> None:
        """Count a call of the Bot API, with what its answer means."""
        verdict = None if error is None else judge(error)
        self._calls[method, "ok" if verdict is None else verdict.name.lower()] += 1
        if verdict is Verdict.HOLD:
            self._floods[()] += 1

    def settled(self, form: str, state: str) -> None:
        """Count a row of the outbox that will not be tried again: sent, dropped, failed, uncertain."""
        self._settled[form, state] += 1

    def fault(self, where: Fault) -> None:
        """Count a fault of ours."""
        self._faults[where,] += 1

    def families(self) -> Iterator[Metric]:
        """Give all counters as Prometheus wants them."""
        yield _counter("updates", "Updates and errand results handled", self._updates, "kind", "result")
        yield _counter("telegram_calls", "Calls of the Bot API", self._calls, "method", "result")
        yield _counter("flood_limits", "Answers 429: Telegram asked us to wait", self._floods)
        yield _counter("settled", "Rows of the outbox brought to an end", self._settled, "form", "state")
        yield _counter("faults", "Faults of the program; see the log", self._faults, "where")


def gauge(name: str, says: str, values: Mapping[str, float], by: str) -> Metric:
    """Give something that goes up and down, by one label."""
    family = GaugeMetricFamily(f"nghiquyet_{name}", says, labels=[by])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def number(name: str, says: str, value: float) -> Metric:
    """Give something that goes up and down."""
    return GaugeMetricFamily(f"nghiquyet_{name}", says, value=value)


def _counter(name: str, says: str, counts: Counter[tuple[str, ...]], *labels: str) -> Metric:
    family = CounterMetricFamily(f"nghiquyet_{name}", says, labels=labels)
    for key, count in list(counts.items()):  # copied at once: others go on counting
        family.add_metric(key, count)
    return family
