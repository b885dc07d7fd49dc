"""Writing and reading XES, beside pm4py's own writer and reader, on the same events.

It runs in the environment of ``make peers``, where pm4py is: ``python -m benchmarks.eventlogs``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import Cycle, Entry, Programme
from nsee_core.readers import read_jsonl
from nsee_core.readers.xes import read_xes
from nsee_core.writers.xes import write_xes

EVENTS = (10_000, 100_000)
_EVENTS_A_CYCLE = 13
#: pm4py's writer and its readers in Python, of which the iterating ones take twice as long; told
#: nothing, it calls a library in Rust where there is one, which is measured beside them.
WRITER, READERS, RUST = "line_by_line", ("chunk_regex", "line_by_line"), None


@attrs.frozen
class Row:
    """Microseconds an event."""

    events: int
    writing: float
    reading: float
    writers: Mapping[str, float]
    """pm4py's, by what it is given: the table that it reads, or its log of objects, deprecated."""
    readers: Mapping[str, float]
    """pm4py's, by their names."""
    rust_writing: float
    rust_reading: float

    @property
    def pm4py_writing(self) -> float:
        """Its writer of what its reader gives."""
        return self.writers["DataFrame"]

    @property
    def pm4py_reading(self) -> float:
        """The quickest of its readers."""
        return min(self.readers.values())


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
            held = {"DataFrame": frame, "EventLog": pm4py.convert_to_event_log(frame)}
            with redirect_stderr(io.StringIO()):  # where it shows its progress
                writing, reading, rust_writing, rust_reading, *rest = (
                    time / events * 1e6
                    for time in together(
                        partial(write_xes, programme, ours, include_sensitive=True),
                        partial(read_xes, Path(ours)),
                        partial(pm4py.write_xes, frame, theirs, variant_str=RUST),
                        partial(pm4py.read_xes, ours, variant=RUST),
                        *(
                            partial(pm4py.write_xes, log, theirs, variant_str=WRITER)
                            for log in held.values()
                        ),
                        *(partial(pm4py.read_xes, ours, variant=reader) for reader in READERS),
                        rounds=5 if size <= EVENTS[0] else 2,
                        clock=process_time,
                    )
                )
        writers = dict(zip(held, rest, strict=False))
        readers = dict(zip(READERS, rest[len(held) :], strict=True))
        yield Row(events, writing, reading, writers, readers, rust_writing, rust_reading)


def logs(cycles: int) -> Programme:
    """So many complete cycles, and their entries."""
    whole = read_jsonl(io.BytesIO(lines(cycles))).programme
    return Programme.of([*whole.of_kind(Cycle), *whole.of_kind(Entry)])


def main() -> None:
    """Print the table, and below it how the other forms of pm4py compare."""
    print("| events | writing, µs an event | pm4py / ours | reading | pm4py / ours |")
    print("|---|---|---|---|---|")
    rows = []
    for row in measured():
        rows.append(row)
        print(
            f"| {row.events:,} | {row.writing:.1f} | {row.pm4py_writing / row.writing:.1f} "
            f"| {row.reading:.1f} | {row.pm4py_reading / row.reading:.2f} |",
            flush=True,
        )
    print("\n| events | pm4py, µs an event | pm4py / ours |\n|---|---|---|")
    for row in rows:
        for name, time in {**row.writers, "DataFrame, in Rust": row.rust_writing}.items():
            print(f"| {row.events:,} | writing a {name}: {time:.1f} | {time / row.writing:.1f} |")
        for name, time in {**row.readers, "the one in Rust": row.rust_reading}.items():
            print(f"| {row.events:,} | reading by {name}: {time:.1f} | {time / row.reading:.2f} |")


if __name__ == "__main__":
    main()
