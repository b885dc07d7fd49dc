"""Runs every benchmark and prints the tables of docs/explanation/speed.md.

``python -m benchmarks`` takes some minutes and some gigabytes of memory; ``python -m benchmarks
small`` leaves out the largest programmes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from benchmarks import checking, importing, moving, sizes

SMALL = (1_000, 3_000)
FULL = (1_000, 10_000, 50_000)


def main() -> None:
    """Print each table as soon as it is measured."""
    counts = SMALL if sys.argv[1:] == ["small"] else FULL
    print("### Reading and checking\n")
    _table(
        "cycles|records|reading, µs a record|clean / reading|every record faulty / reading"
        "|clean, µs a cycle",
        (
            f"{row.cycles:,}|{row.records:,}|{row.reading / row.records * 1e6:.1f}"
            f"|{row.clean / row.reading:.2f}|{row.faulty / row.reading:.2f}"
            f"|{row.clean / row.cycles * 1e6:.0f}"
            for row in checking.measured(counts)
        ),
    )
    print("\n### One question to a programme of growing size\n")
    _table(
        "cycles|standing, µs|preview of an entry, µs",
        (f"{row.cycles:,}|{row.standing:.0f}|{row.preview:.0f}" for row in sizes.measured(counts)),
    )
    print("\n### May the next step happen, with every reason, and move on\n")
    times = moving.measured()
    _table(
        "library|µs a move|nsee-core / library",
        (f"{name}|{time:.1f}|{times['nsee-core'] / time:.2f}" for name, time in times.items()),
    )
    print("\n### Import\n")
    found = importing.measured()
    _table("measure|value", (f"{name}|{value}" for name, value in found.items()))


def _table(head: str, rows: Iterable[str]) -> None:
    columns = head.count("|") + 1
    print(f"| {head.replace('|', ' | ')} |")
    print("|---" * columns + "|")
    for row in rows:
        print(f"| {row.replace('|', ' | ')} |", flush=True)


if __name__ == "__main__":
    main()
