"""pm4py finds in our XES what we wrote, and what it writes of that reads back as it was."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from nsee_core import Cycle, Entry, Programme, When
from nsee_core.eventlogs import TIME
from nsee_core.readers.eventlogs import read_event_csv
from nsee_core.readers.xes import read_xes
from nsee_core.writers.xes import write_xes
from tests.eventlogs.logs import CASE, EXPECTED, PROGRAMME, SHOWN

with warnings.catch_warnings(action="ignore"):
    import pandas as pd
    import pm4py

#: pm4py's own readers in Python, but for those that leave `&amp;` as it stands; and that in Rust.
VARIANTS = ("iterparse", "iterparse_20", "rustxes", "r4pm")


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The events of pm4py, as rows of what is shown."""
    shown = frame.reindex(columns=list(SHOWN)).astype(object)
    held: list[dict[Any, Any]] = shown.where(shown.notna(), None).to_dict("records")
    return [{**row, TIME: row[TIME] and row[TIME].to_pydatetime()} for row in held]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_xes(PROGRAMME, tmp_path / "log.xes", include_sensitive=True)
    return tmp_path / "log.xes"


@pytest.mark.parametrize("variant", VARIANTS)
def test_pm4py_finds_the_same_traces_and_events(variant: str, path: Path) -> None:
    assert rows(pm4py.read_xes(str(path), variant=variant)) == EXPECTED


def test_what_pm4py_writes_of_it_reads_back_equal(path: Path, tmp_path: Path) -> None:
    frame = pm4py.read_xes(str(path), variant="iterparse")
    pm4py.write_xes(frame, str(tmp_path / "again.xes"), variant_str="line_by_line")
    reading = read_xes(tmp_path / "again.xes")
    with_events = PROGRAMME.without("c2")  # a table of events has no row for a case without any
    assert set(reading.programme) == set(with_events)


def test_a_csv_log_of_pm4py_reads_as_its_xes_does(tmp_path: Path) -> None:
    entries = [
        Entry(
            id=f"{case}/{n}",
            cycle=case,
            step=f"1.{n}",
            when=When(f"2017-06-1{n}"),
            event="completed",
        )
        for case in ("a", "b")
        for n in (1, 2, 3)
    ]
    frame = pd.DataFrame(
        {
            CASE: [entry.cycle for entry in entries],
            "concept:name": [entry.step for entry in entries],
            TIME: pd.to_datetime([str(entry.when) for entry in entries], utc=True),
            "lifecycle:transition": "complete",
        }
    )
    frame.to_csv(tmp_path / "log.csv", index=False)
    pm4py.write_xes(frame, str(tmp_path / "log.xes"), variant_str="line_by_line")
    columns = {
        CASE: "case",
        "concept:name": "activity",
        TIME: "timestamp",
        "lifecycle:transition": "lifecycle",
    }
    wanted = Programme.of([Cycle(id="a"), Cycle(id="b"), *entries])
    assert read_event_csv(tmp_path / "log.csv", columns=columns).programme == wanted
    assert read_xes(tmp_path / "log.xes").programme == wanted
