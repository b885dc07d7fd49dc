"""What was meant by a garbled date is looked for a few hundred times, whatever the file is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from nsee_core.readers import Reading, read_csv, read_jsonl, read_rows

DATES = [f"{1 + number % 28} Jnue {1000 + number}" for number in range(600)]
ENTRIES = [
    {"kind": "entry", "id": f"e{number}", "cycle": "c1", "step": "plan", "when": date}
    for number, date in enumerate(DATES)
]
READERS: dict[str, Callable[[], Reading]] = {
    "JSON Lines": lambda: read_jsonl([json.dumps(entry) for entry in ENTRIES]),
    "rows": lambda: read_rows(ENTRIES),
    "CSV": lambda: read_csv(
        ["kind,id,cycle,step,when", *(",".join(entry.values()) for entry in ENTRIES)]
    ),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_what_was_meant_is_told_five_hundred_times(read: Callable[[], Reading]) -> None:
    words = [finding.words(values=True) for finding in read().report]
    assert words == [
        f'"{date}" is not a date: perhaps "{date.replace("Jnue", "June")}" was meant'
        for date in DATES[:500]
    ] + [
        f'"{date}" is not a date: it is written in no form that can be read' for date in DATES[500:]
    ]
