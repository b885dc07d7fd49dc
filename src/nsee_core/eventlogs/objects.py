"""What an object-centric event log calls the fields of a record: the names both ways go by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nsee_core.records import KINDS
from nsee_core.tabular import Sort, columns
from nsee_core.tabular.tidy import EARLIEST

#: Attributes of an event that are no field of its entry: its place among the entries of its cycle
#: that count, from 1; its place in the log as it was kept, from 0, where entries were put in
#: another order; and what its time is, where that is not the start of one known day.
ORDER, KEPT_AT, TIME_IS = "order", "place", "time_is"

_TYPES: Mapping[Sort, str] = MappingProxyType(
    {"integer": "integer", "number": "float", "truth": "boolean"}
)


@cache
def dates(kind: str) -> tuple[str, ...]:
    """The fields of a kind that hold a date."""
    return tuple(column.name for column in columns(KINDS[kind]) if column.sort == "date")


@cache
def declared_of_objects(kind: str) -> Mapping[str, str]:
    """The attributes that objects of a kind may have, each with its type in OCEL 2.0.

    >>> declared_of_objects("profile")["roll"], declared_of_objects("lesson")["when_earliest"]
    ('integer', 'time')
    """
    held = {column.name: _TYPES.get(column.sort, "string") for column in columns(KINDS[kind])}
    del held["id"]
    added = {name + EARLIEST: "time" for name in dates(kind)}
    place = {KEPT_AT: "integer"} if kind == "entry" else {}
    return MappingProxyType(held | added | place)


@cache
def declared_of_events() -> Mapping[str, str]:
    """The attributes that events may have: an entry's, but for its step, which is their type."""
    held = {**declared_of_objects("entry"), ORDER: "integer", TIME_IS: "string"}
    del held["step"], held["when" + EARLIEST]
    return MappingProxyType(held)
