"""Ending a consultation before its last day: what is still owed to whom, and what keeps its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.refused import Refused
from rules.rounds import IN_PUBLIC, Circle


@dataclass(frozen=True, kw_only=True)
class Heard:
    """How one circle stands while its consultation runs."""

    circle: Circle
    field: str
    asked: int  # by name; nobody is in a circle of the public
    silent: int  # of them
    has_begun: bool
    until_on: date  # the last day it was given
    least_until_on: date | None = None  # until then it keeps its days; None where a person decides
    basis: str = ""  # of that

    @property
    def has_all_spoken(self) -> bool:
        """Whether nobody is waited for; of the public nobody knows."""
        return self.circle not in IN_PUBLIC and self.has_begun and not self.silent


@dataclass(eq=False, kw_only=True)
class KeepsItsDays(Refused):
    """The rules in force give a circle at least so many days, and they are not over."""

    circle: Circle
    until_on: date
    basis: str


def silent_in(heard: Iterable[Heard]) -> int:
    """Count those asked by name who have said nothing; whoever is asked in two rounds counts twice."""
    return sum(each.silent for each in heard)


def keeps_longest(heard: Iterable[Heard], today: date) -> Heard | None:
    """Give the circle that keeps its days the longest; None where everything may end today."""
    kept = [
        each for each in heard
        if each.least_until_on and today <= each.least_until_on and not each.has_all_spoken
    ]  # fmt: skip
    return max(kept, key=lambda each: each.least_until_on or today, default=None)


def check_days_kept(heard: Iterable[Heard], today: date) -> None:
    """Raise KeepsItsDays while a circle has not had the days that the rules give it at least."""
    kept = keeps_longest(heard, today)
    if kept is not None and kept.least_until_on is not None:
        raise KeepsItsDays(circle=kept.circle, until_on=kept.least_until_on, basis=kept.basis)
