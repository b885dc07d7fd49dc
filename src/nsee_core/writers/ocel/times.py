"""A time for every event, as OCEL 2.0 demands it, and what that time is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from nsee_core.eventlogs import Event, timestamps
from nsee_core.records import When

#: The first day of a date that can mean several; that of the nearest dated entry before, or if
#: there is none behind; or no day at all.
TimeIs = Literal["start of date", "neighbour", "unknown"]

_UNKNOWN = When("1970-01-01")


def times(events: Sequence[Event]) -> Iterator[tuple[str, TimeIs | None]]:
    """The times of the events of one cycle, each with what it is if it is no day that was given.

    An event without a first day is given that of its nearest neighbour before, else behind it, so
    that it stays where it stands in whatever sorts by time. Where no event of the cycle has one,
    the time is the start of 1970. Neither is a claim: it says so.

    >>> from nsee_core import Cycle, Entry, Programme
    >>> whens = [None, "June 2017", "2017-06-12"]
    >>> log = [Entry(id=str(n), cycle="c", step="s", when=when) for n, when in enumerate(whens)]
    >>> from nsee_core.eventlogs import cases
    >>> [case] = cases(Programme.of(log))
    >>> list(times(case.events))
    [('2017-06-01T00:00:00.000+00:00', 'neighbour'),
     ('2017-06-01T00:00:00.001+00:00', 'start of date'), ('2017-06-12T00:00:00.000+00:00', None)]
    """
    known = [event.entry.when if event.timestamp else None for event in events]
    first = next(filter(None, known), None)
    otherwise: TimeIs = "unknown" if first is None else "neighbour"
    told: list[TimeIs | None] = [
        otherwise if when is None else None if when.exact else "start of date" for when in known
    ]
    if otherwise in told:
        filled = timestamps(_filled(known, first or _UNKNOWN))
    else:
        filled = (event.timestamp for event in events)
    return zip(cast("Iterator[str]", filled), told, strict=True)  # each has a first day


def _filled(whens: Iterable[When | None], last: When) -> Iterator[When]:
    for when in whens:
        last = when or last
        yield last
