"""OCEL 2.0 as an SQLite database."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from os import PathLike

from nsee_core.files import write_chunks
from nsee_core.programme import Programme
from nsee_core.safety import leaving
from nsee_core.tabular import Scalar, named_cell
from nsee_core.writers.ocel.log import Form, Item, ObjectLog, Types

Attribute = tuple[str, Scalar]
Relation = tuple[str, str]

_SCHEMA = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL UNIQUE);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL UNIQUE);
CREATE TABLE event (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type)
);
CREATE TABLE object (
    ocel_id TEXT PRIMARY KEY,
    ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type)
);
CREATE TABLE event_object (
    ocel_event_id TEXT NOT NULL REFERENCES event (ocel_id),
    ocel_object_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_target_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
"""
#: What begins the table of a type of event or object.
_OF_A_TYPE = {
    "event": (
        "ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id)",
        "ocel_time TIMESTAMP NOT NULL",
    ),
    "object": (
        "ocel_id TEXT NOT NULL REFERENCES object (ocel_id)",
        "ocel_time TIMESTAMP NOT NULL",
        "ocel_changed_field TEXT",
    ),
}
#: The columns of a relation.
_RELATION = {
    "event": ("ocel_event_id", "ocel_object_id", "ocel_qualifier"),
    "object": ("ocel_source_id", "ocel_target_id", "ocel_qualifier"),
}
_SQL = {
    "string": "TEXT",
    "time": "TIMESTAMP",
    "integer": "INTEGER",
    "float": "REAL",
    "boolean": "BOOLEAN",
}
_NO_LETTERS = re.compile("[^A-Za-z0-9]+")
#: These tables have another use, or would be called like one that has.
_TAKEN = ("map_type", "object", "")


def to_ocel_sqlite(programme: Programme, *, include_sensitive: bool = False) -> bytes:
    """A programme as an object-centric event log: the contents of an SQLite database.

    The same events, objects and relations as ``to_ocel`` gives. Primary and foreign keys hold
    as the standard demands. A type is called in the names of tables by its letters and digits.

    Source: OCEL (Object-Centric Event Log) 2.0 Specification, 2023, section 6 (arXiv:2403.01975).

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> to_ocel_sqlite(Programme.of([Trio(id="t1")]))[:15]
    b'SQLite format 3'
    """
    log = ObjectLog(leaving(programme, include_sensitive=include_sensitive))
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(f"PRAGMA foreign_keys = ON; {_SCHEMA}")
        with database:
            for prefix, types, items in (
                ("object", log.object_types(), log.objects(_FORM)),
                ("event", log.event_types(), log.events(_FORM)),
            ):
                _put(database, prefix, types, items)
        return database.serialize()


def write_ocel_sqlite(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_ocel_sqlite`` gives to a file.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    write_chunks(path, [to_ocel_sqlite(programme, include_sensitive=include_sensitive)])


def _relation(qualifier: str) -> Callable[[str], Relation]:
    return lambda id_: (id_, qualifier)


#: The name of each attribute with its value, and the id of each related object with the qualifier.
_FORM = Form(named_cell, _relation)


def _put(
    database: sqlite3.Connection,
    of: str,
    types: Types,
    items: Iterable[Item[Attribute, Relation]],
) -> None:
    """Write all events, or all objects, with what they relate to."""
    tables = _tables(of, types)
    for type_, attributes in types.items():
        table = tables[type_]
        map_ = table.removeprefix(f"{of}_")
        _insert(database, f"{of}_map_type", {"ocel_type": type_, "ocel_type_map": map_})
        held = (f"{_quoted(name)} {_SQL[sql]}" for name, sql in attributes.items())
        database.execute(f"CREATE TABLE {table} ({', '.join((*_OF_A_TYPE[of], *held))})")
    related: list[tuple[str, str, str]] = []
    for id_, type_, time, said, relations in items:
        _insert(database, of, {"ocel_id": id_, "ocel_type": type_})
        own: dict[str, Scalar] = {"ocel_id": id_, "ocel_time": time}
        _insert(database, tables[type_], own | dict(said))
        related += ((id_, *relation) for relation in relations)
    for row in related:  # when all that they lead to is there
        _insert(database, f"{of}_object", dict(zip(_RELATION[of], row, strict=True)))


def _tables(of: str, types: Iterable[str]) -> Mapping[str, str]:
    """The table of each type: no two alike, whatever the case.

    >>> _tables("event", ["1.1", "1-1", "Map type", "?"])
    {'1.1': 'event_1_1', '1-1': 'event_1_1_2', 'Map type': 'event_Map_type_2', '?': 'event__2'}
    """
    taken, counts, names = set(_TAKEN), Counter[str](), dict[str, str]()
    for type_ in types:
        base = name = _NO_LETTERS.sub("_", type_).strip("_")
        while name.lower() in taken:
            counts[base.lower()] += 1
            name = f"{base}_{counts[base.lower()] + 1}"
        taken.add(name.lower())
        names[type_] = f"{of}_{name}"
    return names


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, Scalar]) -> None:
    columns, places = ", ".join(map(_quoted, row)), ", ".join("?" * len(row))
    query = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of ours, values apart
    database.execute(query, tuple(row.values()))


def _quoted(name: str) -> str:
    return f'"{name}"'  # a column may be called as a word of SQL is
