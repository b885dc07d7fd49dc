"""A different fault in every entry of a log, against the same log without: read, and checked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import StringIO
from random import Random
from string import ascii_lowercase
from time import process_time
from types import MappingProxyType
from typing import Any

import attrs

from benchmarks.timing import together
from nsee_core import check
from nsee_core.readers import Reading, read_csv, read_jsonl
from nsee_core.records.date_days import MONTHS

Rows = list[dict[str, Any]]
_ENTRIES_OF_A_CYCLE = 20


@attrs.frozen
class Row:
    """Seconds for so many rows in one format, with one sort of fault in each entry.

    Each is a pair: to read the file without the faults, and with them; and to check it besides.
    """

    fault: str
    format: str
    rows: int
    reading: tuple[float, float]
    report: tuple[float, float]


def measured(entries: int = 10_000, rounds: int = 5) -> Iterator[Row]:
    """Each sort of fault in each format, clean and faulty in turns."""
    clean = log(entries)
    assert not check(read_jsonl(in_json(clean)).programme).findings, "the clean log is clean"
    for fault, spoil in FAULTS.items():
        spoilt = log(entries)
        spoil([row for row in spoilt if row["kind"] == "entry"])
        for format_, (written, read) in _FORMATS.items():
            reads = [partial(read, written(rows)) for rows in (clean, spoilt)]
            works = (*reads, *(partial(report, read) for read in reads))
            times = together(*works, rounds=rounds, clock=process_time)
            yield Row(fault, format_, len(clean), times[:2], times[2:])


def report(read: Callable[[], Reading]) -> object:
    """All that is to be said of a file."""
    reading = read()
    return reading.report + reading.located(check(reading.programme))


# Logs --------------------------------------------------------------------------------------------


def log(entries: int) -> Rows:
    """So many entries, twenty to a cycle, one of which is taken a day."""
    rows: Rows = [{"kind": "person", "id": "p1"}]
    for number in range(entries):
        cycle, at = divmod(number, _ENTRIES_OF_A_CYCLE)
        if not at:
            rows.append({"kind": "cycle", "id": f"c{cycle}", "protocol": "pdsa"})
        entry = {"cycle": f"c{cycle}", "step": "aim", "event": "took place", "sequence": at}
        day = f"{2000 + cycle % 26}-{1 + cycle % 12:02}-{1 + at:02}"
        rows.append({"kind": "entry", "id": f"e{number}", **entry, "when": day, "by": ["p1"]})
    return rows


def in_json(rows: Rows) -> list[str]:
    """A log in JSON Lines."""
    return [json.dumps(row, separators=(",", ":")) for row in rows]


def in_csv(rows: Rows) -> list[str]:
    """The same log as one table, in which each row tells its kind."""
    out = StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows({**row, "by": "; ".join(row.get("by", ()))} for row in rows)
    return out.getvalue().splitlines()


_FORMATS: Mapping[str, tuple[Callable[[Rows], list[str]], Callable[[list[str]], Reading]]]
_FORMATS = MappingProxyType({"JSON Lines": (in_json, read_jsonl), "CSV": (in_csv, read_csv)})


# Faults, in each entry another -------------------------------------------------------------------


def _each(field: str, spoilt: Callable[[int], object]) -> Callable[[Rows], None]:
    """Spoils one field of each entry."""

    def spoil(entries: Rows) -> None:
        for number, entry in enumerate(entries):
            entry[field] = spoilt(number)

    return spoil


def _garble_dates(entries: Rows) -> None:
    for entry, date in zip(entries, garbled_dates(len(entries)), strict=True):
        entry["when"] = date


def garbled_dates(count: int) -> list[str]:
    """So many dates, each with a misspelt month, and no two the same."""
    random, found = Random(1), dict[str, None]()  # noqa: S311 - of no consequence
    months = list(MONTHS.values())
    while len(found) < count:
        month = _misspelt(random, _misspelt(random, random.choice(months)))
        if month.capitalize() not in months:
            found[f"{random.randrange(1, 29)} {month} {random.randrange(2000, 2026)}"] = None
    return list(found)


def _misspelt(random: Random, word: str) -> str:
    """A word with one more letter, or another."""
    at = random.randrange(len(word))
    return word[:at] + random.choice(ascii_lowercase) + word[at + random.randrange(2) :]


FAULTS: Mapping[str, Callable[[Rows], None]] = MappingProxyType(
    {
        "a garbled date": _garble_dates,
        "a name for the id of a person": _each("by", lambda number: [f"Tom Smith {number}"]),
        "no id": _each("id", lambda number: f"entry {number}"),
        "no id in a link": _each("cycle", lambda number: f"cycle {number}"),
        "a misspelt choice": _each("event", lambda number: f"complted {number}"),
        "a word for a number": _each("sequence", lambda number: f"number {number}"),
        "an unknown field": _each("mood", lambda number: f"mood {number}"),
    }
)
