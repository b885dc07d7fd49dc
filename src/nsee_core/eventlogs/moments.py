"""From dates as precise as their source to the timestamps of an event log, and from those back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from nsee_core.records import When

_TIME = re.compile(
    r"""(?P<day>.*?\S)
    (?:[T\s]\s*|,\s*)
    (?P<time>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)
    (?P<rest>\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"[1-9]")


def timestamps(whens: Iterable[When | None]) -> Iterator[str | None]:
    """The timestamps of the events of a case: the start of the first day that each can be.

    They are in UTC, to the millisecond (ISO 8601). Events of one case that share a day are told
    apart by milliseconds, so that they stay in order in whatever sorts by time. There is none
    where no first day is known: no date, "by September 2017", "years 1 to 3".

    >>> list(timestamps([When("June 2017"), None, When("2017-06-01")]))
    ['2017-06-01T00:00:00.000+00:00', None, '2017-06-01T00:00:00.001+00:00']
    """
    before: dict[date, int] = {}
    for when in whens:
        day = None if when is None else when.earliest
        if day is None:
            yield None
        elif day in before:
            before[day] += 1
            yield _after(day, before[day])
        else:
            before[day] = 0
            yield _midnight(day)


@lru_cache(maxsize=4096)
def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000+00:00"


def _after(day: date, milliseconds: int) -> str:
    """So many milliseconds after midnight."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return (start + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


class Timestamp(NamedTuple):
    """A timestamp taken apart."""

    day: str
    """Its date, as it is written there."""
    timed: bool
    """Whether it says more than that: a time of day other than midnight."""


def taken_apart(text: str) -> Timestamp:
    """Take a timestamp apart: the day where it was written down, and whether it says more.

    The day is not moved into another time zone. A text without a time of day is all date.

    >>> taken_apart("2010-12-30T11:02:00.000+01:00")
    Timestamp(day='2010-12-30', timed=True)
    >>> taken_apart("30/12/2010 00:00")
    Timestamp(day='30/12/2010', timed=False)
    >>> taken_apart("June 2017")
    Timestamp(day='June 2017', timed=False)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return Timestamp(text, timed=False)
    return Timestamp(found["day"], timed=bool(_DIGIT.search(found["time"])))
