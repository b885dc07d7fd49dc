"""From the attributes of a log that was written here back to the rows of its records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from nsee_core.eventlogs.attributes import (
    ID,
    NAME,
    PLACE,
    PREFIX,
    STANDARD,
    SUPERSEDED,
    TIME,
    TRANSITION,
)
from nsee_core.eventlogs.moments import taken_apart
from nsee_core.records import KINDS
from nsee_core.tabular import NOTHING, columns, items_of

#: One id, as lists in an event log mostly hold: there is nothing to take apart.
_ONE = re.compile(r"[A-Za-z0-9._:@/+-]+")
#: The attributes that follow from others.
_DERIVED: Mapping[str, frozenset[str]] = MappingProxyType(
    {"cycle": frozenset((NAME, SUPERSEDED)), "entry": frozenset((TIME, TRANSITION, PLACE))}
)


def is_ours(said: Mapping[str, Any]) -> bool:
    """Whether a case or an event holds a record, as it was written here.

    >>> is_ours({"concept:name": "1.1", "nsee:id": "e"}), is_ours({"concept:name": "1.1"})
    (True, False)
    """
    return ID in said


def row_of_case(said: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a cycle, for a reader to judge, from the attributes of its case.

    >>> row_of_case({"concept:name": "c", "nsee:id": "c", "nsee:focus": "reading; writing"})
    {'kind': 'cycle', 'id': 'c', 'focus': ['reading', 'writing']}
    """
    row: dict[str, Any] = {"kind": "cycle"}
    _fill(row, "cycle", said)
    return row


def row_of_event(said: Mapping[str, Any], cycle: object) -> dict[str, Any]:
    """The row of an entry, for a reader to judge, from the attributes of its event.

    What somebody has added to the event is in ``ext``, under its name; a time, too, unless the
    entry has a date.

    >>> row_of_event({"concept:name": "1.1", "nsee:id": "e", "cost": 3}, "c")
    {'kind': 'entry', 'cycle': 'c', 'step': '1.1', 'id': 'e', 'ext': {'cost': 3}}
    """
    row: dict[str, Any] = {"kind": "entry", "cycle": cycle}
    _fill(row, "entry", said)
    if "when" not in row and (time := str(said.get(TIME, "NaT"))) not in NOTHING:
        row["when"] = taken_apart(time).day
    return row


def place_of(said: Mapping[str, Any]) -> float:
    """Where an event stood in the log; 0 where it stands there already.

    >>> place_of({"nsee:place": 3}), place_of({})
    (3, 0)
    """
    place = said.get(PLACE)
    return place if isinstance(place, int | float) else 0


def superseded_in(said: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """What the events of corrected entries of a case would say; None if that is unreadable.

    >>> superseded_in({"nsee:superseded": '[{"nsee:place": 1, "nsee:id": "e"}]'})
    [{'nsee:place': 1, 'nsee:id': 'e'}]
    """
    held: Any = _parsed(said.get(SUPERSEDED, "[]"))
    well = isinstance(held, list) and all(isinstance(item, dict) for item in held)
    return held if well else None


def _fill(row: dict[str, Any], kind: str, said: Mapping[str, Any]) -> None:
    """Put into a row the fields that attributes hold, and into ``ext`` what was added to them."""
    added: dict[str, Any] = {}
    known, derived = _known(kind), _DERIVED[kind]
    for name, value in said.items():
        if name in known:
            field, read = known[name]
            row[field] = value if read is None else read(value)
        elif name in derived:
            continue
        elif name.startswith(PREFIX):
            row[name.removeprefix(PREFIX)] = value  # no field: the reader says so
        else:
            added[name] = value
    if added:
        ext = row.get("ext", {})
        row["ext"] = {**added, **ext} if isinstance(ext, dict) else ext


@cache
def _known(kind: str) -> Mapping[str, tuple[str, Callable[[Any], Any] | None]]:
    """The fields of a kind, by the attribute that holds each, with how its text is read."""
    standard = STANDARD if kind == "entry" else {}
    reads = {"list": _items, "parts": _parsed, "map": _parsed}
    return MappingProxyType(
        {
            standard.get(column.name, PREFIX + column.name): (column.name, reads.get(column.sort))
            for column in columns(KINDS[kind])
        }
    )


def _items(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [value] if _ONE.fullmatch(value) else items_of(value)


def _parsed(value: object) -> object:
    """What a JSON text says; the text itself, if it is none."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value
