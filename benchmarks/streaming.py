"""Checking a file as it is read, against holding it in memory; and how memory stays where it is.

``python -m benchmarks.streaming`` measures both for 1,000 and 10,000 cycles; with a number of
megabytes, such as ``1000``, it checks one file of that size and says how much memory it took.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from benchmarks.programmes import HEADER, one_cycle
from benchmarks.timing import together
from nsee_core import check
from nsee_core.readers import read_jsonl
from nsee_core.streaming import check_jsonl

#: What a fresh Python runs, so that no memory is counted but its own: kibibytes at the most. Linux
#: says it of the program itself; getrusage() counts in what the parent had when it was begun.
_PEAK = """
import sys
from pathlib import Path
from nsee_core import check
from nsee_core.readers import read_jsonl
from nsee_core.streaming import check_jsonl
if sys.argv[1] == "streamed":
    sum(1 for _ in check_jsonl(sys.argv[2]))
else:
    check(read_jsonl(sys.argv[2]).programme)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2])
"""


@attrs.frozen
class Row:
    """Seconds, and megabytes at the most, for one size."""

    cycles: int
    megabytes: float
    held: float
    streamed: float
    held_memory: float
    streamed_memory: float


def measured(sizes: tuple[int, ...] = (1_000, 10_000)) -> Iterator[Row]:
    """Check a clean file both ways."""
    for cycles in sizes:
        with TemporaryDirectory() as folder:
            path = Path(folder, "records.jsonl")
            write(path, cycles)
            rounds = {1_000: 5}.get(cycles, 3)
            held, streamed = together(partial(hold, path), partial(stream, path), rounds=rounds)
            memory = (peak(how, path) for how in ("held", "streamed"))
            yield Row(cycles, path.stat().st_size / 1e6, held, streamed, *memory)


def write(path: Path, cycles: int) -> None:
    """Write so many complete cycles, however many they are."""
    block = one_cycle(faulty=False)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(block.replace("@", f"c{n}-") for n in range(cycles))


def hold(path: Path) -> None:
    """Read it all, and check it."""
    reading = read_jsonl(path)
    assert not reading.located(check(reading.programme)).findings


def stream(path: Path) -> None:
    """Check it as it is read."""
    assert not list(check_jsonl(path))


def peak(how: str, path: Path) -> float:
    """The most megabytes that a Python of its own takes."""
    said = subprocess.check_output([sys.executable, "-c", _PEAK, how, str(path)], text=True)
    return int(said.split()[0]) * 1024 / 1e6


def main() -> None:
    """Print a table, or the memory for one size."""
    if len(sys.argv) == 1:
        print("cycles|MB|held, s|streamed, s|streamed / held|held, MB|streamed, MB")
        for row in measured():
            print(
                f"{row.cycles:,}|{row.megabytes:.0f}|{row.held:.1f}|{row.streamed:.1f}"
                f"|{row.streamed / row.held:.2f}|{row.held_memory:.0f}|{row.streamed_memory:.0f}"
            )
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        write(path, int(sys.argv[1]) * 1_000_000 // len(one_cycle(faulty=False)))
        print(f"{path.stat().st_size / 1e6:.0f} MB in {peak('streamed', path):.0f} MB of memory")


if __name__ == "__main__":
    main()
