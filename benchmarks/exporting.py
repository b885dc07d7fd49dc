"""Every format of an export, of programmes of growing size: what a cycle costs in each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core.exporting import FORMATS, Format
from nsee_core.exporting.formats import Matter
from nsee_core.protocol import builtin_protocols
from nsee_core.readers import read_jsonl


@attrs.frozen
class Row:
    """Microseconds a cycle for one format, in a small programme and in a large one."""

    format: str
    small: float
    large: float

    @property
    def growth(self) -> float:
        """What a cycle costs in the large programme, in the small one's; 1 is linear."""
        return self.large / self.small


def measured(sizes: tuple[int, int] = (1_000, 10_000), rounds: int = 3) -> Iterator[Row]:
    """Write each format of both programmes, in turns."""
    small, large = map(matter_of, sizes)
    with TemporaryDirectory() as folder:
        for each in FORMATS:
            if not each.missing:
                works = (writing(each, matter, Path(folder)) for matter in (small, large))
                times = together(*works, rounds=rounds)
                yield Row(each.name, *(t / n * 1e6 for t, n in zip(times, sizes, strict=True)))


def matter_of(cycles: int) -> Matter:
    """A programme of so many cycles, of which everything leaves."""
    programme = read_jsonl(io.BytesIO(lines(cycles))).programme
    return Matter(programme, programme, builtin_protocols())


def writing(each: Format, matter: Matter, folder: Path) -> Callable[[], None]:
    """What writes a format anew whenever it is called."""
    numbers = count()

    def write() -> None:
        new = folder / f"{each.name}-{len(matter.whole)}-{next(numbers)}"
        new.mkdir()
        each.write(matter, new / each.path)

    return write
