"""Timing two things side by side, so that a ratio holds when the machine's speed drifts."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

Clock = Callable[[], float]


def seconds(work: Callable[[], object], clock: Clock = perf_counter) -> float:
    """The seconds that one call takes, with the collector out of the way."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        work()
        return clock() - start
    finally:
        gc.enable()


def together(
    *works: Callable[[], object], rounds: int = 5, clock: Clock = perf_counter
) -> tuple[float, ...]:
    """The median seconds of each, taken in turns: A B A B.

    With ``clock=process_time``, what else runs on the machine counts less; only for work that is
    done in one thread.
    """
    taken = [[seconds(work, clock) for work in works] for _ in range(rounds)]
    return tuple(median(times) for times in zip(*taken, strict=True))
