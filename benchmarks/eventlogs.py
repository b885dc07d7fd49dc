"""Writing and reading XES, beside pm4py's own writer and reader, on the same events.

It runs in the environment of ``make peers``, where pm4py is: ``python -m benchmarks.eventlogs``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import Cycle, Entry, Programme
from nsee_core.readers import read_jsonl
from nsee_core.readers.xes import read_xes
from nsee_core.writers.xes import write_xes

EVENTS = (10_000, 100_000)
_EVENTS_A_CYCLE = 13
#: pm4py's writer and its quickest readers in Python; what it calls in Rust is no part of it.
WRITER, READERS = "line_by_line", ("chunk_regex", "line_by_line")


@attrs.frozen
class Row:
    """Microseconds an event."""

    events: int
    writing: float
    pm4py_writing: float
    reading: float
    pm4py_reading: float
    """By the quicker of its readers."""


def measured(sizes: tuple[int, ...] = EVENTS) -> Iterator[Row]:
    """Write cycles and entries, read them, and have pm4py do both with the same file."""
    with redirect_stdout(io.StringIO()):  # where it prints its licence
        import pm4py

    for size in sizes:
        programme = logs(-(-size // _EVENTS_A_CYCLE))
        events = len(programme.of_kind(Entry))
        with TemporaryDirectory() as folder, warnings.catch_warnings(action="ignore"):
            ours, theirs = f"{folder}/ours.xes", f"{folder}/theirs.xes"
            write_xes(programme, ours, include_sensitive=True)
            frame = pm4py.read_xes(ours, variant=READERS[0])
            assert len(frame) == events == len(read_xes(ours).programme.of_kind(Entry))
            with redirect_stderr(io.StringIO()):  # where it shows its progress
                times = together(
                    partial(write_xes, programme, ours, include_sensitive=True),
                    partial(pm4py.write_xes, frame, theirs, variant_str=WRITER),
                    partial(read_xes, Path(ours)),
                    *(partial(pm4py.read_xes, ours, variant=reader) for reader in READERS),
                    rounds=5 if size <= EVENTS[0] else 2,
                )
        writing, pm4py_writing, reading, *pm4py_reading = (time / events * 1e6 for time in times)
        yield Row(events, writing, pm4py_writing, reading, min(pm4py_reading))


def logs(cycles: int) -> Programme:
    """So many complete cycles, and their entries."""
    whole = read_jsonl(io.BytesIO(lines(cycles))).programme
    return Programme.of([*whole.of_kind(Cycle), *whole.of_kind(Entry)])


def main() -> None:
    """Print the table."""
    print("| events | writing, µs an event | pm4py / ours | reading | pm4py / ours |")
    print("|---|---|---|---|---|")
    for row in measured():
        print(
            f"| {row.events:,} | {row.writing:.1f} | {row.pm4py_writing / row.writing:.1f} "
            f"| {row.reading:.1f} | {row.pm4py_reading / row.reading:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
