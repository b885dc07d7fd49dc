"""What the OCEL 2.0 specification (2023, arXiv:2403.01975) demands, stated again for tests."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

# ---------------------------------------------------------------- JSON: section 8.2

_TEXT = {"type": "string"}
_TIME = {"type": "string", "format": "date-time"}


def _listed(**fields: dict[str, Any]) -> dict[str, Any]:
    """A list of objects that have all of these fields."""
    return _optional(list(fields), **fields)


def _optional(required: list[str], **fields: dict[str, Any]) -> dict[str, Any]:
    """A list of objects that have these fields, if not all of them."""
    item = {"type": "object", "properties": fields, "required": required}
    return {"type": "array", "items": item}


_TYPES = _listed(name=_TEXT, attributes=_listed(name=_TEXT, type=_TEXT))
_RELATIONSHIPS = _listed(objectId=_TEXT, qualifier=_TEXT)

#: Equal, as a JSON value, to the schema that the standard publishes, ocel20-schema-json.json.
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["eventTypes", "objectTypes", "events", "objects"],
    "properties": {
        "eventTypes": _TYPES,
        "objectTypes": _TYPES,
        "events": _optional(
            ["id", "type", "time"],
            id=_TEXT,
            type=_TEXT,
            time=_TIME,
            attributes=_listed(name=_TEXT, value=_TEXT),
            relationships=_RELATIONSHIPS,
        ),
        "objects": _optional(
            ["id", "type"],
            id=_TEXT,
            type=_TEXT,
            attributes=_listed(name=_TEXT, value=_TEXT, time=_TIME),
            relationships=_RELATIONSHIPS,
        ),
    },
}

# ---------------------------------------------------------------- SQLite: section 6

_HALVES = ("event", "object")
_TYPES_OF = {half: f"SELECT * FROM {half}_map_type" for half in _HALVES}  # noqa: S608 - our words
_FIXED = ("event", "object", "event_map_type", "object_map_type", "event_object", "object_object")
_RELATIONS = {
    "event_object": {"ocel_event_id": "event", "ocel_object_id": "object"},
    "object_object": {"ocel_source_id": "object", "ocel_target_id": "object"},
}

Columns = dict[str, tuple[str, int]]
"""The columns of a table by name: each with its type, and its place in the primary key or 0."""


class Database:
    """The schema of a database, as its constraints speak of it."""

    def __init__(self, contents: bytes) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(contents)
            ask = connection.execute
            tables = [name for (name,) in ask("SELECT name FROM sqlite_schema WHERE type='table'")]
            self.columns: dict[str, Columns] = {
                table: {row[1]: (row[2], row[5]) for row in ask(f'PRAGMA table_info("{table}")')}
                for table in tables
            }
            self.links = {
                table: {
                    row[3]: (row[2], row[4]) for row in ask(f'PRAGMA foreign_key_list("{table}")')
                }
                for table in tables
            }
            self.of_types = {
                half: [f"{half}_{row[1]}" for row in ask(_TYPES_OF[half])] for half in _HALVES
            }
            self.dangling = list(ask("PRAGMA foreign_key_check"))
            self.sound = list(ask("PRAGMA integrity_check")) == [("ok",)]

    def key(self, table: str) -> set[str]:
        """The columns of its primary key."""
        return {name for name, (_, place) in self.columns.get(table, {}).items() if place}

    def has(self, table: str, *columns: str) -> bool:
        """Whether it is there, with these columns."""
        return table in self.columns and self.columns[table].keys() >= {*columns}


def _type_tables_match(data: Database, half: str) -> bool:
    """Whether each type has a table of its own, and each such table a type."""
    own = {table for table in data.columns if table.startswith(f"{half}_")} - {*_FIXED}
    return own == {*data.of_types[half]}


def _every(data: Database, half: str, holds: Callable[[Database, str], bool]) -> bool:
    return all(table in data.columns and holds(data, table) for table in data.of_types[half])


def _points(data: Database, table: str, column: str, target: tuple[str, str]) -> bool:
    return data.links.get(table, {}).get(column) == target


def _timed(data: Database, table: str) -> bool:
    return data.columns[table].get("ocel_time", ("",))[0] == "TIMESTAMP"


def constraints(data: Database) -> Iterator[bool]:
    """The 24 constraints on a relational schema, in the order in which they are numbered."""
    yield all(data.has(table) for table in _FIXED)
    for half in reversed(_HALVES):
        yield _type_tables_match(data, half)
    yield all(data.has(table, "ocel_type") for table in _FIXED[:4])
    yield all(data.has(table, "ocel_type_map") for table in _FIXED[2:4])
    yield all(data.has(table, "ocel_id") for table in _HALVES)
    yield all(data.has(table, "ocel_qualifier") for table in _RELATIONS)
    for table, ends in _RELATIONS.items():
        yield data.has(table, *ends)
    for half in reversed(_HALVES):
        yield _every(data, half, lambda data, table: data.has(table, "ocel_id"))
    for half in reversed(_HALVES):
        yield _every(data, half, _timed)
    yield all(data.key(table) == {"ocel_type"} for table in _FIXED[2:4])
    yield all(data.key(table) == {"ocel_id"} for table in _HALVES)
    for table, ends in _RELATIONS.items():
        yield data.key(table) == {*ends, "ocel_qualifier"}
    yield _every(data, "event", lambda data, table: data.key(table) == {"ocel_id"})
    for half in _HALVES:
        yield _points(data, half, "ocel_type", (f"{half}_map_type", "ocel_type"))
    for table, ends in _RELATIONS.items():
        yield all(_points(data, table, end, (half, "ocel_id")) for end, half in ends.items())
    for half in _HALVES:
        tables = data.of_types[half]
        yield all(_points(data, table, "ocel_id", (half, "ocel_id")) for table in tables)


def broken(contents: bytes) -> list[int]:
    """The numbers of the constraints that a database breaks."""
    held = list(constraints(Database(contents)))
    assert len(held) == 24
    return [number for number, holds in enumerate(held, start=1) if not holds]
