"""What a user says that headings stand for, and of what nothing came."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from nsee_core.findings import Severity
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.naming import headings
from nsee_core.readers.tabular.specs import Side
from nsee_core.readers.tabular.table import (
    ColumnMap,
    Table,
    UnknownColumn,
    UnknownTable,
    all_columns,
    columns_of,
    meant_by,
    there_is,
)
from nsee_core.records import KINDS
from nsee_core.rules import reading as codes
from nsee_core.wording import perhaps


class _Entry(NamedTuple):
    """One heading of a column map."""

    heading: str
    name: str | None
    """The column that it stands for; None to pass it over."""
    holds: str | Side | None = None
    """What the tables hold whose heading it is; None for those of all tables."""
    called: str = ""
    """What the tables are called whose heading it is, where only that tells them."""

    def is_of(self, table: Table, holds: str | Side | None) -> bool:
        """Whether it is a heading of a table, of which it is known what it holds."""
        if self.called:
            return table.is_called(self.called)
        return self.holds in (None, holds)

    @property
    def nearness(self) -> tuple[bool, bool]:
        """How closely it is about one table: of two that differ, the closer one counts."""
        return bool(self.called), self.holds is not None


@attrs.define
class Renaming:
    """A column map that is being followed."""

    entries: Sequence[_Entry]
    _heads: set[str] = attrs.field(factory=set)
    _met: set[_Entry] = attrs.field(factory=set)

    @classmethod
    def of(cls, columns: ColumnMap | None, tables: Sequence[Table] = ()) -> Renaming:
        """That of a column map.

        Args:
            columns: the map.
            tables: the tables that are to be read, by whose names it may speak of them.

        Raises:
            TypeError: it is no map.
            UnknownColumn: it names a field that there is not.
            UnknownTable: it names a table that there is not.

        >>> Renaming.of({"Teacher": "tought_by"})
        Traceback (most recent call last):
        ...
        nsee_core.readers.tabular.table.UnknownColumn: "tought_by" is no column of any table; ...
        """
        entries = _entries(_a_map(columns), tables)
        return cls(sorted(entries, key=lambda entry: entry.nearness))

    def names(self, table: Table, holds: str | Side) -> dict[str, str | None]:
        """What the headings of a table stand for, of which it is known what it holds.

        >>> names = Renaming.of({"Mood": None, "lesson": {"Teacher": "taught_by"}})
        >>> names.names(Table("lesson", ["Teacher"], []), "lesson")
        {'Mood': None, 'Teacher': 'taught_by'}
        """
        known = (None, *columns_of(holds))
        return {
            entry.heading: entry.name
            for entry in self.entries
            if entry.is_of(table, holds) and entry.name in known
        }

    def meet(self, table: Table, holds: str | Side | None) -> None:
        """Note which headings there are, in a table that is to be read."""
        if self.entries:
            heads = {heading.text for heading in headings(table.header)}
            self._heads |= heads
            mine = (entry for entry in self.entries if entry.is_of(table, holds))
            self._met |= {entry for entry in mine if entry.heading in heads}

    def say_unmet(self, gathering: Gathering) -> None:
        """Say which headings there were not, though something was to be read under them."""
        for entry in self.entries:
            if entry not in self._met:
                near = gathering.speller.perhaps(entry.heading, sorted(self._heads))
                meant = f"read as {entry.name}" if entry.name else "passed over"
                gathering.say(
                    codes.PART_MISSING,
                    None,
                    place=gathering.whole,
                    severity=Severity.WARNING if entry.name else Severity.INFO,
                    part=f'column "{entry.heading}"',
                    told=f"though it was to be {meant}{near}",
                    missing="the column, or correct its heading in the map",
                )


def headings_in(columns: ColumnMap | None) -> list[str]:
    """All headings of which a column map speaks.

    >>> headings_in({"Mood": None, "Staff": {"Post": "position"}})
    ['Mood', 'Post']
    """
    held = _a_map(columns).items()
    each = (list(meant) if isinstance(meant, Mapping) else [key] for key, meant in held)
    return [str(heading) for several in each for heading in several]


def _a_map(columns: object) -> ColumnMap:
    if columns is None:
        return {}
    if isinstance(columns, Mapping):
        return columns
    msg = f'columns is a map, such as {{"Teacher": "taught_by"}}, not {type(columns).__name__}'
    raise TypeError(msg)


def _entries(columns: ColumnMap, tables: Sequence[Table]) -> Iterator[_Entry]:
    for key, meant in columns.items():
        if not isinstance(meant, Mapping):
            yield _Entry(key, _known(meant, sorted(all_columns()), "any table"))
            continue
        holds, called, names = _tables(key, tables)
        for heading, name in meant.items():
            yield _Entry(heading, _known(name, names, "this table"), holds, called)


def _tables(key: object, tables: Sequence[Table]) -> tuple[str | Side | None, str, Collection[str]]:
    """Of which tables a map speaks: what they hold, or what they are called; and their columns.

    Where a table is called by the word for a kind and holds another, its own name counts.

    Raises:
        UnknownTable: there is none.
    """
    holds = meant_by(key) if isinstance(key, str) else None
    own = [table for table in tables if table.is_called(key)] if isinstance(key, str) else []
    held = {meant_by(table.name) for table in own}
    if own and (holds is None or held != {holds}):
        names = {name for each in held for name in (columns_of(each) if each else all_columns())}
        return None, str(key), sorted(names)
    if holds is not None:
        return holds, "", columns_of(holds)
    there = [table.called or table.name for table in tables]
    kinds = f"{there_is(there)}; the kinds are {', '.join(KINDS)}"
    raise UnknownTable(f'"{key}" is no table{perhaps(key, (*there, *KINDS)) or kinds}', key)


def _known(name: str | None, names: Collection[str], of: str) -> str | None:
    """A column that a map names, if there is one."""
    if name is None or name in names:
        return name
    msg = f'"{name}" is no column of {of}{perhaps(name, names)}'
    raise UnknownColumn(msg)
