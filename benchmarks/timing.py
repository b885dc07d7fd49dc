"""Timing two things side by side, so that a ratio holds when the machine's speed drifts."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object]) -> float:
    """The seconds that one call takes, with the collector out of the way."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        work()
        return perf_counter() - start
    finally:
        gc.enable()


def together(*works: Callable[[], object], rounds: int = 5) -> tuple[float, ...]:
    """The median seconds of each, taken in turns: A B A B."""
    taken = [[seconds(work) for work in works] for _ in range(rounds)]
    return tuple(median(times) for times in zip(*taken, strict=True))
