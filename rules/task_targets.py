"""Targets: a number with its unit, where it starts from, and how much of the way is done (S4.10)."""

import re
from dataclasses import dataclass

from rules.sheets import number_of

WHOLE = 100.0
"""Progress without a target is told in percent."""


@dataclass(frozen=True, kw_only=True)
class TaskTarget:
    """A number to be reached: 120 water meters; from 47.4 % to 80 %."""

    value: float
    unit: str
    baseline: float | None = None


def percent_done(reached: float | None, target: TaskTarget | None) -> float:
    """Say how much of a task is done, in percent; more than 100 where the target was surpassed.

    `reached` is in the target's unit; without a target it is in percent already. The way from the
    baseline counts: from 47.4 to 80, a 60 is 38.7 %.
    """
    if reached is None:
        return 0.0
    if target is None:
        return reached
    start = target.baseline or 0.0
    if target.value == start:
        return WHOLE if reached == target.value else 0.0
    return max(0.0, (reached - start) / (target.value - start) * WHOLE)


_NUMBER = r"[+-]?\d[\d.,]*"
_TARGET = re.compile(
    rf"(?:từ\s+)?(?:(?P<baseline>{_NUMBER})\s*%?\s*(?:lên|đến|xuống|còn|->|→|-|–)\s*)?"
    rf"(?P<value>{_NUMBER})\s*(?P<unit>[^\d\s].*)?",
    re.IGNORECASE | re.DOTALL,
)


def target_of(text: str) -> TaskTarget | None:
    """Read a target as people write it: "120 đồng hồ", "từ 47,4 lên 80 %"; None where there is none."""
    match = _TARGET.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    value = number_of(match["value"].rstrip(".,"))
    baseline = number_of((match["baseline"] or "").rstrip(".,"))
    if value is None or (match["baseline"] and baseline is None):
        return None
    return TaskTarget(
        value=float(value),
        unit=(match["unit"] or "").strip(" .,;"),
        baseline=None if baseline is None else float(baseline),
    )


_REACHED = re.compile(rf"\s*(?P<number>{_NUMBER})\s*(?P<percent>%)?")


def reached_of(text: str, target: TaskTarget | None) -> float | None:
    """Read how far it has come, from the beginning of a report: "40", "40 đồng hồ, còn chờ", "35 %".

    Percent of a target in another unit are turned into that unit; without a target the number is
    percent. None where the report begins with no number, or with one below zero.
    """
    match = _REACHED.match(text)
    number = number_of(match["number"].rstrip(".,")) if match else None
    if match is None or number is None or number < 0:
        return None
    value = float(number)
    if target is None or not match["percent"] or target.unit.startswith("%"):
        return value
    start = target.baseline or 0.0
    return start + (target.value - start) * value / WHOLE
