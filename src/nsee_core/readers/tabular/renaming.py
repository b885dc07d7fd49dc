"""What a user says that headings stand for, and of what nothing came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from nsee_core.findings import Severity
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.naming import headings
from nsee_core.readers.tabular.specs import Side
from nsee_core.readers.tabular.table import (
    ColumnMap,
    UnknownColumn,
    all_columns,
    columns_of,
    meant_by,
)
from nsee_core.records import KINDS
from nsee_core.rules import reading as codes
from nsee_core.wording import perhaps


class _Entry(NamedTuple):
    """One heading of a column map."""

    table: str | Side | None
    """The table whose heading it is; None for those of all tables."""
    heading: str
    name: str | None
    """The column that it stands for; None to pass it over."""


@attrs.define
class Renaming:
    """A column map that is being followed."""

    entries: Sequence[_Entry]
    _heads: set[str] = attrs.field(factory=set)
    _met: set[_Entry] = attrs.field(factory=set)

    @classmethod
    def of(cls, columns: ColumnMap | None) -> Renaming:
        """That of a column map.

        Raises:
            TypeError: it is no map.
            UnknownColumn: it names a table or a field that there is not.

        >>> Renaming.of({"Teacher": "tought_by"})
        Traceback (most recent call last):
        ...
        nsee_core.readers.tabular.table.UnknownColumn: "tought_by" is no column of any table; ...
        """
        return cls(list(_entries(_a_map(columns))))

    def names(self, table: str | Side) -> dict[str, str | None]:
        """What the headings of a table stand for.

        >>> Renaming.of({"Mood": None, "lesson": {"Teacher": "taught_by"}}).names("lesson")
        {'Mood': None, 'Teacher': 'taught_by'}
        """
        known = (None, *columns_of(table))
        return {
            entry.heading: entry.name
            for entry in self.entries
            if entry.table in (None, table) and entry.name in known
        }

    def meet(self, table: str | Side | None, header: Sequence[object]) -> None:
        """Note which headings there are, in a table that is to be read."""
        if self.entries:
            heads = {heading.text for heading in headings(header)}
            self._heads |= heads
            of = (None, table)
            self._met |= {e for e in self.entries if e.table in of and e.heading in heads}

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


def _a_map(columns: object) -> ColumnMap:
    if columns is None:
        return {}
    if isinstance(columns, Mapping):
        return columns
    msg = f'columns is a map, such as {{"Teacher": "taught_by"}}, not {type(columns).__name__}'
    raise TypeError(msg)


def _entries(columns: ColumnMap) -> Iterator[_Entry]:
    for key, meant in columns.items():
        if not isinstance(meant, Mapping):
            yield _Entry(None, key, _known(meant, None))
            continue
        table = _table(key)
        for heading, name in meant.items():
            yield _Entry(table, heading, _known(name, table))


def _table(key: object) -> str | Side:
    """The table that a map names, if there is one."""
    if isinstance(key, str) and (table := meant_by(key)) is not None:
        return table
    msg = f'"{key}" is no table{perhaps(key, KINDS)}; the kinds are {", ".join(KINDS)}'
    raise UnknownColumn(msg)


def _known(name: str | None, table: str | Side | None) -> str | None:
    """A column that a map names, if there is one."""
    names = columns_of(table) if table else sorted(all_columns())
    if name is None or name in names:
        return name
    msg = f'"{name}" is no column of {"this table" if table else "any table"}{perhaps(name, names)}'
    raise UnknownColumn(msg)
