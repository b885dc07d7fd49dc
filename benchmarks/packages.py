"""Writing a programme as CSV and Parquet: against pandas and pyarrow, given its DataFrames."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from benchmarks.programmes import lines
from benchmarks.timing import together
from nsee_core import to_tables
from nsee_core.readers import read_jsonl
from nsee_core.writers.csv_tables import write_csv
from nsee_core.writers.parquet import write_parquet


@attrs.frozen
class Row:
    """Seconds to write a programme of so many cycles, and for a library to write its tables."""

    cycles: int
    records: int
    csv: float
    pandas: float
    parquet: float
    pyarrow: float


def measured(sizes: tuple[int, ...] = (1_000, 10_000)) -> Iterator[Row]:
    """Write programmes of growing size; the libraries are given their DataFrames ready made."""
    for cycles in sizes:
        programme = read_jsonl(io.BytesIO(lines(cycles))).programme
        tables = to_tables(programme, include_sensitive=True)
        frames = {name: frame for name, frame in tables.items() if len(frame)}
        with TemporaryDirectory() as folder:
            times = together(
                partial(write_csv, programme, folder, include_sensitive=True),
                partial(with_pandas, frames, Path(folder)),
                partial(write_parquet, programme, folder, include_sensitive=True),
                partial(with_pyarrow, frames, Path(folder)),
                rounds=3,
            )
        yield Row(cycles, len(programme), *times)


def with_pandas(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write DataFrames as CSV with pandas."""
    for name, frame in frames.items():
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def with_pyarrow(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write DataFrames as Parquet with pyarrow."""
    for name, frame in frames.items():
        parquet.write_table(pa.Table.from_pandas(frame), folder / f"{name}.parquet")
