"""One standing and one preview, in programmes of growing size."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import Entry, Programme, preview, standing
from nsee_core.readers import read_jsonl

TIMES = 50


@attrs.frozen
class Row:
    """Microseconds for one question to a programme of so many cycles."""

    cycles: int
    standing: float
    preview: float


def measured(sizes: tuple[int, ...] = (1_000, 10_000, 50_000)) -> Iterator[Row]:
    """Ask where the first cycle stands, and what one more entry would bring."""
    for cycles in sizes:
        whole = read_jsonl(io.BytesIO(lines(cycles))).programme
        cycle = "c0-cycle-1"
        entry = Entry(id="one-more", cycle=cycle, step="plan-together", why="to try it again")
        ask_standing(whole, cycle)
        ask_preview(whole, entry)  # the indexes are built once, for both
        times = together(
            partial(ask_standing, whole, cycle), partial(ask_preview, whole, entry), rounds=9
        )
        yield Row(cycles, *(time / TIMES * 1e6 for time in times))


def ask_standing(programme: Programme, cycle: str) -> None:
    """Where the cycle stands, with every step and what remains."""
    for _ in range(TIMES):
        standing(programme, cycle).to_dict()


def ask_preview(programme: Programme, entry: Entry) -> None:
    """What one more entry would bring and clear."""
    for _ in range(TIMES):
        preview(programme, put=[entry])
