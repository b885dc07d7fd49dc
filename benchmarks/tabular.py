"""A folder of CSV, read and checked: against pandas and pydantic, and with a fault in each row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pandas as pd

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import check
from nsee_core.readers import parse_jsonl
from nsee_core.readers.csv_tables import read_csv_folder
from nsee_core.records import KINDS, record_adapter
from nsee_core.tabular import Sort, columns, flat

_CUTS: dict[Sort, Callable[[str], object]] = {
    "list": lambda text: text.split("; "),
    "parts": json.loads,
    "map": json.loads,
}
#: Records of one complete cycle.
_CYCLE = len(parse_jsonl(lines(1)).programme)


@attrs.frozen
class Row:
    """Seconds for so many rows: two libraries reading them, ours, and ours with faults."""

    rows: int
    peers: float
    clean: float
    faulty: float


def measured(sizes: tuple[int, ...] = (10_000, 100_000)) -> Iterator[Row]:
    """Read the same rows in each way."""
    with TemporaryDirectory() as folder:
        for size in sizes:
            clean, faulty = Path(folder, f"{size}-clean"), Path(folder, f"{size}-faulty")
            rows = written(clean, size // _CYCLE, faulty=False)
            written(faulty, size // _CYCLE, faulty=True)
            works = (partial(peers, clean), partial(ours, clean), partial(ours, faulty))
            yield Row(rows, *together(*works, rounds=3))


def written(folder: Path, cycles: int, *, faulty: bool) -> int:
    """Write a folder of CSV, every row with a misspelt basis if it is to be faulty."""
    folder.mkdir()
    programme = parse_jsonl(lines(cycles)).programme
    for kind in KINDS:
        records = [flat(record) for record in programme.of_kind(kind)]
        if faulty:
            records = [{**record, "basis": "prnited"} for record in records]
        names = [column.name for column in columns(KINDS[kind])]
        if records:
            with Path(folder, f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(records)
    return len(programme)


def ours(folder: Path) -> None:
    """Read a folder, and check all of it."""
    reading = read_csv_folder(folder)
    reading.located(check(reading.programme))


def peers(folder: Path) -> None:
    """Read each file with pandas, and make a record of each row, cut into values."""
    for path in folder.iterdir():
        _validated(pd.read_csv(path, dtype=str, keep_default_na=False), path.stem)


def _validated(frame: pd.DataFrame, kind: str) -> None:
    cut = {
        column.name: _CUTS[column.sort] for column in columns(KINDS[kind]) if column.sort in _CUTS
    }
    validate: Callable[[object], object] = record_adapter().validate_python
    for row in frame.to_dict("records"):
        said = {name: value for name, value in row.items() if value}
        for name in cut.keys() & said.keys():
            said[name] = cut[name](said[name])
        validate({"kind": kind, **said})
