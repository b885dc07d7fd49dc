"""The tools that XES is for find in ours what we wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import r4pm.df
import rustxes

from nsee_core import Entry, Programme, When
from nsee_core.eventlogs import TIME
from nsee_core.writers.xes import write_xes
from tests.eventlogs.logs import EXPECTED, PROGRAMME, SHOWN, in_utc

READERS: dict[str, Callable[[str], Any]] = {
    "rustxes": rustxes.import_xes,
    "r4pm": r4pm.df.import_xes,
}


def found(reader: str, path: Path) -> list[dict[str, Any]]:
    """The events that a tool finds in a file, as rows of what is shown."""
    frame, _ = READERS[reader](str(path))
    return [
        {name: row.get(name) for name in SHOWN} | {TIME: in_utc(row.get(TIME))}
        for row in frame.to_dicts()
    ]


@pytest.mark.parametrize("reader", READERS)
def test_a_tool_finds_the_same_traces_and_events(reader: str, tmp_path: Path) -> None:
    write_xes(PROGRAMME, tmp_path / "log.xes", include_sensitive=True)
    assert found(reader, tmp_path / "log.xes") == EXPECTED


@pytest.mark.parametrize("reader", READERS)
def test_a_tool_that_sorts_by_time_keeps_the_order_of_events_of_one_day(
    reader: str, tmp_path: Path
) -> None:
    log = [Entry(id=f"e{n}", cycle="c", step=f"{n}", when=When("2017-06-12")) for n in range(1500)]
    write_xes(Programme.of(log), tmp_path / "log.xes")
    times = [row[TIME] for row in found(reader, tmp_path / "log.xes")]
    assert times == sorted(set(times))
