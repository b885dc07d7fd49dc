"""What is written in tables reads back equal: as DataFrames, CSV, Parquet, and row by row."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pandas as pd
import pytest
from hypothesis import example, given, settings
from pandas.api.types import is_string_dtype

from nsee_core import Programme
from nsee_core.readers.csv_tables import read_csv_folder
from nsee_core.readers.frames import read_frames
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.tabular import TablesReader
from nsee_core.tabular import flat, guarded
from nsee_core.writers import to_tables
from tests.strategies import programmes

#: Texts that spreadsheets, CSV and readers of either take for something else.
AWKWARD = (
    *("n/a", "N/A", "-", "none", "NULL", "nan", "", "#N/A", "NaT"),
    *("=1+1", "+44", "-5", "@x", "'tis", "'=1", "''", "'", "'n/a"),
    *(" a", "a ", "\u00a0", "\ta", "a\n", "\n", "a\r\nb", "a\rb", "\u2028", "\x85", "\ufeffid"),
    *('"', '""', 'a"b', "a,b", "a;b", "[", "[]", '["a"]', "{", "{}", "\\", "a\\n"),
    *("1.0", "007", "1e5", "2017-01-01", "06/13/2017", "true", "TRUE", "\U0001f393", "e\u0301"),
)
AWKWARD_PROGRAMME = Programme.of(
    [
        *(
            {"kind": "cycle", "id": f"c{n}", "title": text, "focus": [text, "x", text]}
            for n, text in enumerate(filter(None, AWKWARD))
        ),
        *(
            {
                "kind": "change",
                "id": f"h{n}",
                "cycle": "c1",
                "rejected": [text],
                "ext": {text: text},
            }
            for n, text in enumerate(filter(None, AWKWARD))
        ),
        *({"kind": "person", "id": id_, "school": id_} for id_ in ("n/a", "None", "null", "1.0")),
        {"kind": "team", "id": "t", "members": ["nan", "NA"]},
        {"kind": "evidence", "id": "e", "recording": "none", "identifiable": False, "n": 0},
        {"kind": "claim", "id": "k", "value": -0.5, "unit": "percentage points"},
        {"kind": "school", "id": "s", "seed_code": "0001234"},
        {"kind": "network", "id": "w", "started": "12/06/2017", "ended": "years 1 to 3"},
    ]
)


def errors_of(reading: Reading) -> list[str]:
    return [str(finding) for finding in reading.report if finding.severity.value != "info"]


def written(programme: Programme, folder: Path) -> None:
    """Write the tables of a programme as CSV, with what anybody may write it with."""
    for name, frame in to_tables(programme, include_sensitive=True).items():
        texts = {column for column in frame if is_string_dtype(frame[column])}
        safe = frame.apply(lambda c: c.map(guarded, "ignore") if c.name in texts else c)  # noqa: B023 - applied at once
        safe.to_csv(folder / f"{name}.csv", index=False, quoting=csv.QUOTE_NONNUMERIC)


@settings(max_examples=15, deadline=None)  # each is some sixty tables
@given(programmes())
@example(AWKWARD_PROGRAMME)
def test_tables_read_back_equal(programme: Programme) -> None:
    reading = read_frames(to_tables(programme, include_sensitive=True))
    assert (reading.programme, errors_of(reading)) == (programme, [])


@settings(max_examples=10, deadline=None)  # as above
@given(programmes())
@example(AWKWARD_PROGRAMME)
def test_a_folder_of_csv_reads_back_equal(programme: Programme) -> None:
    with TemporaryDirectory() as folder:
        written(programme, Path(folder))
        reading = read_csv_folder(folder)
    assert (reading.programme, errors_of(reading)) == (programme, [])


@settings(max_examples=5, deadline=None)  # as above
@given(programmes())
@example(AWKWARD_PROGRAMME)
def test_a_folder_of_parquet_reads_back_equal(programme: Programme) -> None:
    with TemporaryDirectory() as folder:
        for name, frame in to_tables(programme, include_sensitive=True).items():
            frame.to_parquet(Path(folder) / f"{name}.parquet")
        reading = read_parquet(folder)
    assert (reading.programme, errors_of(reading)) == (programme, [])


@given(programmes())
@example(AWKWARD_PROGRAMME)
def test_flat_cells_read_back_equal(programme: Programme) -> None:
    gathering = Gathering()
    reader = TablesReader(gathering)
    for line, record in enumerate(programme, start=1):
        reader.keep_cells(record.kind, flat(record), line)
    reader.close()
    reading = gathering.done()
    assert reading.programme == programme


@pytest.mark.parametrize("dtype", ["object", "category"])
def test_a_frame_reads_the_same_whatever_its_dtypes(
    dtype: Literal["object", "category"],
) -> None:
    tables = to_tables(AWKWARD_PROGRAMME, include_sensitive=True)
    other: dict[str, pd.DataFrame] = {n: frame.astype(dtype) for n, frame in tables.items()}
    assert read_frames(other).programme == AWKWARD_PROGRAMME
