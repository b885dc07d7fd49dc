"""Reading a workbook, each record checked, against openpyxl that only goes through its cells."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import attrs
from openpyxl import load_workbook

from benchmarks.timing import together
from nsee_core import Programme
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.workbook.rows import SheetRows
from nsee_core.readers.workbook.values import Values
from nsee_core.records import Cycle, Entry, When
from nsee_core.workbooks.opening import package_of, sheets_of
from nsee_core.writers.workbook import to_excel

_STEPS = ("form", "choose", "focus", "views", "plan", "teach", "discuss", "conclude", "share")
_ROUNDS = 3


@attrs.frozen
class Row:
    """Seconds for a workbook of so many entries."""

    rows: int
    openpyxl: float
    """openpyxl's own read-only iteration over the values."""
    reading: float
    faulty: float
    """Reading it where every row has a fault."""
    writing: float
    memory: float
    """Megabytes that our own pass over the cells needs at most, records not counted."""


def measured(sizes: tuple[int, ...] = (10_000, 100_000)) -> Iterator[Row]:
    """Read a log of entries, clean and with a fault in every row."""
    for rows in sizes:
        programme = log(rows)
        clean = to_excel(programme, include_sensitive=True)
        faulty = spoilt(clean)
        assert read_excel(clean).programme == programme, "the clean workbook reads back"
        assert len(read_excel(faulty).report) >= rows, "each row of the other has a fault"
        times = together(
            partial(iterate, clean),
            partial(read_excel, clean),
            partial(read_excel, faulty),
            partial(to_excel, programme, include_sensitive=True),
            rounds=_ROUNDS if rows < 100_000 else 1,
        )
        yield Row(rows, *times, memory(clean))


def log(rows: int) -> Programme:
    """A log of so many entries, nine to a cycle."""
    count = rows // len(_STEPS) + 1
    cycles = [Cycle(id=f"c{number}", protocol="research-lesson-trio") for number in range(count)]
    entries = [
        Entry(
            id=f"e{number}",
            cycle=f"c{number // len(_STEPS)}",
            step=_STEPS[number % len(_STEPS)],
            when=When(f"2017-{1 + number % 12:02}-{1 + number % 28:02}"),
            by=(f"p{number % 50}", f"p{number % 49}"),
            why=f"because of what was seen in lesson {number}",
        )
        for number in range(rows)
    ]
    return Programme.of([*cycles, *entries])


def spoilt(data: bytes) -> bytes:
    """The workbook with an event in every entry that is none."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b">took place<", b">took plaice<"))
    return target.getvalue()


def iterate(data: bytes) -> None:
    """Go through every value, as openpyxl does it fastest."""
    for sheet in load_workbook(BytesIO(data), read_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def memory(data: bytes) -> float:
    """The most megabytes at once that a pass over every cell holds."""
    package = package_of(BytesIO(data))
    sheets, about = sheets_of(package)
    tracemalloc.start()
    values = Values.of(package, about)
    for sheet in sheets:
        for _ in SheetRows(package, sheet.part, values):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6
