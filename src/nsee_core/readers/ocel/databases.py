"""OCEL 2.0 in SQLite, as plain events and objects; a file that was made to harm does none."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple

from nsee_core.readers.eventlogs.steps import are
from nsee_core.readers.ocel.items import Attribute, Item, Log
from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.wording import listed, visible

#: What every SQLite database begins with.
MAGIC = b"SQLite format 3\0"

_LONGEST = 10_000_000  # bytes in one value: more than a record holds
_STEPS, _MOST_LOOKS = 100_000, 500  # of SQLite's machine between two looks; looks for one row
_ABOUT_A_ROW = frozenset(("ocel_id", "ocel_time", "ocel_changed_field"))
_JOURNAL = slice(18, 20)  # of the header: whether a write-ahead log stands beside the file
_SCHEMA = "SELECT name, type, sql FROM sqlite_schema"
#: What PRAGMA table_xinfo says of a column that is worked out whenever, or was when, it is asked.
_WORKED_OUT = frozenset((2, 3))
_MOST_NAMES = 5  # in one finding
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA))

_Said = Mapping[str, Any]
Items = dict[str, Item]


def read_database(gathering: Gathering, contents: bytes) -> Log:
    """The events and objects of a database, which can neither be changed nor run anything.

    Only what is kept in the columns of ordinary tables is read, from end to end: no view and no
    trigger is ever asked, no function called, no column worked out.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(contents[: _JOURNAL.start] + b"\1\1" + contents[_JOURNAL.stop :])
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(_only_tables)
        connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        return _Database(gathering, connection, most=len(contents)).read()


class _Half(NamedTuple):
    """The tables of events, or those of objects."""

    of: str
    related: str
    source: str
    target: str


_EVENTS = _Half("event", "event_object", "ocel_event_id", "ocel_object_id")
_OBJECTS = _Half("object", "object_object", "ocel_source_id", "ocel_target_id")


class _Database:
    """A database that is being read."""

    def __init__(self, gathering: Gathering, connection: sqlite3.Connection, *, most: int) -> None:
        self._gathering, self._connection = gathering, connection
        self._most = most  # no honest table has more rows than its file has bytes
        self._looks = 0
        self._tables, self._broken = set[str](), set[str]()
        self._columns: dict[str, dict[str, int]] = {}
        connection.set_progress_handler(self._look, _STEPS)

    def read(self) -> Log:
        """The events and objects of its tables."""
        try:
            self._tables = {
                name
                for name, type_, sql in self._connection.execute(_SCHEMA)
                if type_ == "table" and str(sql).upper().startswith("CREATE TABLE")
            }
        except (sqlite3.Error, ValueError):
            why = "the file is damaged, or no SQLite database"
            self._gathering.say(codes.NO_OBJECT_LOG, None, why=why)
            return Log([], [])
        return Log(self._half(_EVENTS), self._half(_OBJECTS))

    def _half(self, half: _Half) -> list[Item]:
        items = list(self._items(half.of))
        by_id = {item.id: item for item in reversed(items)}
        types: dict[str, list[str]] = {}
        for _, said in self._table(f"{half.of}_map_type"):
            table = f"{half.of}_{said.get('ocel_type_map')}"
            types.setdefault(table, []).append(_text(said.get("ocel_type")))
        broken: set[str] = set()
        for table, of_table in types.items():
            self._attributes(table, by_id)
            broken.update(of_table if table in self._broken else ())
        for number, said in self._table(half.related):
            item = self._owner(by_id, said, half.source, half.related, number)
            other = _id(said.get(half.target))
            if item is not None and other is not None:
                item.related.append((other, _text(said.get("ocel_qualifier"))))
            elif item is not None:
                self._lacks(half.related, number, half.target)
        return [item for item in items if self._is_whole(item, broken)]

    def _is_whole(self, item: Item, broken: Container[str]) -> bool:
        """Whether what is said of its type was read of it, if only when it took place."""
        if item.time or (item.table == _OBJECTS.of and item.type not in broken):
            return True
        self._gathering.lose({"id": item.id}, item.line)
        self._lacks(item.table or "", item.line, "ocel_time", item.id)
        return False

    def _items(self, table: str) -> Iterator[Item]:
        for number, said in self._table(table):
            id_, type_ = _id(said.get("ocel_id")), _id(said.get("ocel_type"))
            if id_ is None or type_ is None:
                self._lacks(table, number, "ocel_id" if id_ is None else "ocel_type")
            else:
                yield Item(id_, type_, [], [], [], number, table)

    def _attributes(self, table: str, by_id: Items) -> None:
        """What the table of a type says of events or objects; of these, once for each change."""
        for number, said in self._table(table):
            item = self._owner(by_id, said, "ocel_id", table, number)
            if item is None:
                continue
            time, changed = _text(said.get("ocel_time")), said.get("ocel_changed_field")
            item.times.append(time)
            item.attributes.extend(
                Attribute(name, value, time)
                for name, value in said.items()
                if value is not None
                and name not in _ABOUT_A_ROW
                and (changed is None or name == changed)
            )

    def _owner(
        self, by_id: Items, said: _Said, column: str, table: str, number: int
    ) -> Item | None:
        id_ = said.get(column)
        item = by_id.get(_text(id_))
        if item is None:
            kind = "event" if table.startswith("event") else "object"
            self._say(codes.NO_OWNER, table, number, column, value=id_, kind=kind)
        return item

    def _lacks(self, table: str, number: int, column: str, id_: str | None = None) -> None:
        said = {"subject": id_, "a_kind": "a row", "field": column}
        self._say(codes.FIELD_MISSING, table, number, column, **said)

    # Tables

    def _table(self, name: str) -> Iterator[tuple[int, _Said]]:
        """The rows of an ordinary table, with their numbers."""
        if name in self._tables:
            return self._rows(name)
        self._broken.add(name)
        self._say(codes.NO_OBJECT_LOG, name, None, "", why="there is no such table")
        return iter(())

    def _rows(self, table: str) -> Iterator[tuple[int, _Said]]:
        number = 0
        try:
            names = self._kept(table)
            held = ", ".join(map(_quoted, names))
            query = f"SELECT {held} FROM {_quoted(table)}"  # noqa: S608 - the names are quoted
            for number, row in enumerate(self._connection.execute(query), start=1):
                self._looks = 0
                if number > self._most:
                    raise sqlite3.DatabaseError
                yield number, dict(zip(names, row, strict=True))
        except (sqlite3.Error, ValueError):  # the names of columns may be no text
            self._broken.add(table)
            why = "it cannot be read to its end"
            self._say(codes.NO_OBJECT_LOG, table, number + 1, "", why=why)

    def _kept(self, table: str) -> list[str]:
        """The columns of a table but for those that are worked out, of which a finding tells.

        No handler could stop one function that takes for ever, so none is called.
        """
        columns = [
            (name, place, hidden in _WORKED_OUT)
            for place, name, *_, hidden in self._connection.execute(
                f"PRAGMA table_xinfo({_quoted(table)})"
            )
        ]
        self._columns[table] = {name: place for name, place, _ in columns}
        skipped = [name for name, _, worked_out in columns if worked_out]
        if skipped:
            shown = [f'"{visible(name, 60)}"' for name in skipped[:_MOST_NAMES]]
            shown += ["others"] * (len(skipped) > _MOST_NAMES)
            columns_are = "column" if len(skipped) == 1 else "columns"
            self._say(
                codes.NOT_READ,
                table,
                None,
                "",
                value=skipped,
                what=f"the {columns_are} {listed(shown)} {are(len(skipped))}",
                why="a formula works out what stands there, and no formula of a file is run",
            )
        return [name for name, _, worked_out in columns if not worked_out]

    def _look(self) -> bool:
        """Whether to stop: a row has been looked for too long."""
        self._looks += 1
        return self._looks > _MOST_LOOKS

    def _say(
        self,
        rule: Rule,
        table: str,
        number: int | None,
        column: str,
        **said: Any,  # noqa: ANN401 - what a finding takes
    ) -> None:
        leaf = Leaf(self._gathering.leaf.file, table, self._columns.get(table, {}))
        self._gathering.say(rule, number, place=leaf.place(number, (column,)), **said)


def _only_tables(
    action: int, _first: str | None, _second: str | None, _of: str | None, inside: str | None
) -> int:
    """Allow to read tables and what their columns are; but nothing for a view or a trigger."""
    allowed = action in _ALLOWED and inside is None
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _quoted(name: str) -> str:
    quoted = name.replace('"', '""')
    return f'"{quoted}"'


def _id(value: object) -> str | None:
    """A value that calls something by name."""
    return str(value) if isinstance(value, str | int) and value != "" else None


def _text(value: object) -> str:
    return "" if value is None else str(value)
