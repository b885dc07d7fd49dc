"""What the attributes of cases and events are called, and what they say.

The names of XES (IEEE 1849-2016) for what it has names for; the columns of a record, behind a
prefix, for the rest. So a log reads back, and whatever else is in it is told apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from nsee_core.eventlogs.cases import Case, Event
from nsee_core.eventlogs.lifecycle import TRANSITIONS
from nsee_core.records import Cycle, Entry
from nsee_core.tabular import Column, Scalar, columns, flat, named_cell, teller

#: The standard names: of a case or an activity, of when, in which transition, and by whom.
NAME, TIME, TRANSITION, RESOURCE = (
    "concept:name",
    "time:timestamp",
    "lifecycle:transition",
    "org:resource",
)
#: What begins the names of attributes that are columns of a record.
PREFIX = "nsee:"

#: The id of the record that a case or an event holds.
ID = f"{PREFIX}id"
#: Where an entry stood in the log, if its event does not stand there.
PLACE = f"{PREFIX}place"
#: The entries of a case that were corrected: a JSON list, for each what its event would say.
SUPERSEDED = f"{PREFIX}superseded"
#: The attributes whose characters the format has no way to write, once more: a JSON object.
UNSAYABLE = f"{PREFIX}json"
#: The columns of an entry that a standard attribute holds as they are.
STANDARD: Mapping[str, str] = MappingProxyType({"step": NAME, "by": RESOURCE})
#: The attributes that are columns of a cycle, and those that are columns of an entry, in order;
#: but for what goes without saying of an event: its activity is the step, its case the cycle.
COLUMNS_OF_CASE: Mapping[str, Column] = MappingProxyType(
    {PREFIX + column.name: column for column in columns(Cycle)}
)
COLUMNS_OF_EVENT: Mapping[str, Column] = MappingProxyType(
    {
        STANDARD.get(column.name, PREFIX + column.name): column
        for column in columns(Entry)
        if column.name not in ("step", "cycle")
    }
)


def attributes_of_case(case: Case) -> dict[str, Scalar]:
    """What a case says: its name, the columns of its cycle, and the entries that were corrected.

    >>> from nsee_core import Cycle
    >>> attributes_of_case(Case("c", Cycle(id="c", protocol="sipp"), ()))
    {'concept:name': 'c', 'nsee:id': 'c', 'nsee:protocol': 'sipp'}
    """
    said: dict[str, Scalar] = {NAME: case.id}
    if case.cycle is not None:
        said |= {PREFIX + name: value for name, value in flat(case.cycle).items()}
    if case.superseded:
        corrected = [attributes_of_event(event) for event in case.superseded]
        said[SUPERSEDED] = json.dumps(corrected, ensure_ascii=False)
    return said


def attributes_of_event(event: Event) -> dict[str, Scalar]:
    """What an event says: its activity, transition, time and resource, and every other column.

    >>> from nsee_core import Entry, When
    >>> entry = Entry(id="e", cycle="c", step="1.1", when="June 2017", by=("p1", "p2"))
    >>> attributes_of_event(Event(entry, "2017-06-01T00:00:00.000+00:00"))
    {'concept:name': '1.1', 'lifecycle:transition': 'complete',
     'time:timestamp': '2017-06-01T00:00:00.000+00:00', 'nsee:id': 'e', 'nsee:when': 'June 2017',
     'org:resource': 'p1; p2'}
    """
    entry, timestamp, place = event
    said: dict[str, Scalar] = {NAME: entry.step, TRANSITION: TRANSITIONS[entry.event]}
    if timestamp is not None:
        said[TIME] = timestamp
    said.update(_told(entry))
    if place is not None:
        said[PLACE] = place
    return said


_told = teller(
    Entry,
    [(column.path, named_cell(name, column.sort)) for name, column in COLUMNS_OF_EVENT.items()],
)
