"""A different garbled date in every row, against the same rows with dates that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from string import ascii_lowercase
from time import process_time

import attrs

from benchmarks.timing import together
from nsee_core.readers import read_csv, read_jsonl
from nsee_core.records.date_days import MONTHS


@attrs.frozen
class Row:
    """Seconds for so many rows in one format, clean and with a fault in each."""

    format: str
    rows: int
    clean: float
    faulty: float


def measured(sizes: tuple[int, ...] = (10_000, 50_000)) -> Iterator[Row]:
    """Read each format, of each size: so many faults that none of them is remembered."""
    for rows in sizes:
        days = [f"{2000 + i % 26}-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(rows)]
        spoilt = garbled_dates(rows)
        for name, written, read in (
            ("JSON Lines", in_json, read_jsonl),
            ("CSV", in_csv, read_logs),
        ):
            works = (partial(read, written(dates)) for dates in (days, spoilt))
            yield Row(name, rows, *together(*works, rounds=5, clock=process_time))


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


def in_json(dates: list[str]) -> list[str]:
    """Entries in JSON Lines."""
    start = '{"kind":"entry","cycle":"c1","step":"plan"'
    return [f'{start},"id":"e{number}","when":"{date}"}}' for number, date in enumerate(dates)]


def in_csv(dates: list[str]) -> list[str]:
    """The same entries in CSV."""
    rows = (f"e{number},c1,plan,{date}" for number, date in enumerate(dates))
    return ["id,cycle,step,when", *rows]


def read_logs(lines: list[str]) -> object:
    """Read entries from CSV."""
    return read_csv(lines, kind="entry")


_FORMATS = (("JSON Lines", in_json, read_jsonl), ("CSV", in_csv, read_logs))
