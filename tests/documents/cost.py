"""What some work costs beside other work, on a machine that is busy with something else."""

import math
import time
from collections.abc import Callable

TRIES = 8
"""Looks after which it costs too much indeed: whatever else runs only adds to what is measured."""


def costs_less_than(times: float, act: Callable[[], object], *, beside: Callable[[], object]) -> bool:
    """Whether something takes less than so many times the processor's time of something else.

    The best of at least two tries of each is compared.
    """
    best, other = math.inf, math.inf
    for tried in range(1, TRIES + 1):
        best, other = min(best, _seconds(act)), min(other, _seconds(beside))
        if tried >= 2 and best < times * other:
            return True
    return False


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
