"""The cases of an event log: one a cycle, with its entries in the order in which they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import is_
from typing import NamedTuple

from nsee_core.engine.ordering import ordered
from nsee_core.eventlogs.moments import timestamps
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Entry


class Event(NamedTuple):
    """An entry as an event of its case."""

    entry: Entry
    timestamp: str | None
    """The start of its date; None where it has none."""
    place: int | None = None
    """Where the entry stands in the log as it was kept, if that is in another order."""


class Case(NamedTuple):
    """A cycle and what took place in it."""

    id: str
    """The id of the cycle."""
    cycle: Cycle | None
    """The cycle; None where entries name one that is not here."""
    events: Sequence[Event]
    """The entries that count, in the order in which they do."""
    superseded: Sequence[Event] = ()
    """The entries that a correction stands in for: they took place otherwise, so are no events."""


def cases(programme: Programme) -> Iterator[Case]:
    """The cases of a programme: its cycles in order, then cycles that only entries name.

    >>> from nsee_core import Cycle, Entry, Programme
    >>> log = [Entry(id="1", cycle="c", step="plna"), Entry(id="2", cycle="c", step="do"),
    ...        Entry(id="3", cycle="c", step="plan", corrects="1")]
    >>> [case] = cases(Programme.of([Cycle(id="c"), *log]))
    >>> [(event.entry.step, event.place) for event in case.events]
    [('plan', 2), ('do', 1)]
    >>> [event.entry.step for event in case.superseded]
    ['plna']
    """
    logs: dict[str, list[Entry]] = {}
    for entry in programme.of_kind(Entry):
        logs.setdefault(entry.cycle, []).append(entry)
    for cycle in programme.of_kind(Cycle):
        yield _case(cycle.id, cycle, logs.pop(cycle.id, []))
    for id_, log in logs.items():
        yield _case(id_, None, log)


def _case(id_: str, cycle: Cycle | None, log: Sequence[Entry]) -> Case:
    counting = ordered(log)
    times = timestamps(entry.when for entry in counting)
    if len(counting) == len(log) and all(map(is_, counting, log)):
        return Case(id_, cycle, list(map(Event, log, times)))
    places = {entry.id: place for place, entry in enumerate(log)}
    events = [
        Event(entry, time, places.pop(entry.id))
        for entry, time in zip(counting, times, strict=True)
    ]
    return Case(id_, cycle, events, [Event(log[at], None, at) for at in places.values()])
