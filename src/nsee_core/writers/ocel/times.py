"""A time for every event, as OCEL 2.0 demands it, and what that time is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from nsee_core.eventlogs import timestamps
from nsee_core.records import When

#: The first day of a date that can mean several; that of the nearest dated entry before, or if
#: there is none behind; or no day at all.
TimeIs = Literal["start of date", "neighbour", "unknown"]

_UNKNOWN = When("1970-01-01")


def times(whens: Sequence[When | None]) -> Iterator[tuple[str, TimeIs | None]]:
    """The times of the events of one cycle, each with what it is if it is no day that was given.

    An event without a first day is given that of its nearest neighbour before, else behind it, so
    that it stays where it stands in whatever sorts by time. Where no event of the cycle has one,
    the time is the start of 1970. Neither is a claim: it says so.

    >>> list(times([None, When("June 2017"), When("2017-06-12")]))
    [('2017-06-01T00:00:00.000+00:00', 'neighbour'),
     ('2017-06-01T00:00:00.001+00:00', 'start of date'), ('2017-06-12T00:00:00.000+00:00', None)]
    """
    known = [when if when is not None and when.earliest else None for when in whens]
    first = next(filter(None, known), None)
    otherwise: TimeIs = "unknown" if first is None else "neighbour"
    days = timestamps(_filled(known, first or _UNKNOWN))
    for when, time in zip(known, cast("Iterator[str]", days), strict=True):  # each has a first day
        if when is None:
            yield time, otherwise
        else:
            yield time, None if when.exact else "start of date"


def _filled(whens: Iterable[When | None], last: When) -> Iterator[When]:
    for when in whens:
        last = when or last
        yield last
