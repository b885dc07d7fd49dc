"""Reading and checking, at 1,000, 10,000 and 50,000 cycles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from time import process_time

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import Programme, check
from nsee_core.readers import read_jsonl


@attrs.frozen
class Row:
    """Seconds for one size."""

    cycles: int
    records: int
    reading: float
    clean: float
    faulty: float
    findings: int


def measured(sizes: tuple[int, ...] = (1_000, 10_000, 50_000)) -> Iterator[Row]:
    """Read a clean programme, check it, and check one in which every record is faulty."""
    for cycles in sizes:
        text, spoilt = lines(cycles), lines(cycles, faulty=True)
        whole = read_jsonl(io.BytesIO(text)).programme
        broken = read_jsonl(io.BytesIO(spoilt)).programme
        findings = len(check(broken))
        assert not check(whole).findings, "the clean programme is clean"
        rounds = {1_000: 9, 10_000: 3}.get(cycles, 2)
        times = together(
            partial(read, text),
            partial(check_next, fresh(whole, rounds)),
            partial(check_next, fresh(broken, rounds)),
            rounds=rounds,
            clock=process_time,
        )
        yield Row(cycles, len(whole), *times, findings)


def read(text: bytes) -> None:
    """Read JSON Lines."""
    read_jsonl(io.BytesIO(text))


def fresh(programme: Programme, times: int) -> Iterator[Programme]:
    """The same records again and again, without the indexes that a check has built."""
    return iter([Programme.of(programme) for _ in range(times)])


def check_next(programmes: Iterator[Programme]) -> None:
    """Check one that was not checked yet."""
    check(next(programmes))
