"""CSV: a folder of tidy tables, with a Data Package."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, TextIO

from nsee_core.files import beside
from nsee_core.programme import Programme
from nsee_core.tabular import guarded
from nsee_core.writers.data_package import write_package
from nsee_core.writers.table_schemas import Descriptor
from nsee_core.writers.tidy import TidyTable

#: The ends of lines for which the csv module looks when it decides what to quote. On Python 3.11
#: it quotes what they are made of and no more, and a carriage return alone ends a line elsewhere.
_QUOTED_ENDS = "\r\n"


def write_csv(
    programme: Programme,
    folder: str | PathLike[str],
    *,
    descriptor: Mapping[str, Any] | None = None,
    include_sensitive: bool = False,
) -> None:
    """Write a programme as CSV files in a folder, one a table, with ``datapackage.json``.

    The tables are those of ``to_tables`` that have rows, called ``trio.csv``,
    ``trio_members.csv`` and so on; ``to_data_package`` says what the descriptor holds.

    UTF-8, lines that end in LF, and quotes where RFC 4180 asks for them; records in their order.
    A missing value is an empty cell, days are ISO 8601, truth is ``true`` or ``false``. A text
    that a spreadsheet would take for a formula, or a reader for nothing ("n/a"), stands behind an
    apostrophe, unless it is a word out of a closed list; our own reader takes it off.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        folder: the folder, which is made if it is not there. Files of the tables' names in it are
            replaced, or removed where the programme has no rows for them; others stay.
        descriptor: what the package says of itself, as ``to_data_package`` takes it.
        include_sensitive: whether to write it all instead.

    Raises:
        OSError: a file cannot be written.

    >>> from nsee_core import Programme, Trio
    >>> folder = getfixture("tmp_path")
    >>> write_csv(Programme.of([Trio(id="t1", members=("p1",))]), folder)
    >>> sorted(path.name for path in folder.iterdir())
    ['datapackage.json', 'trio.csv', 'trio_members.csv']
    """
    write_package(
        programme,
        folder,
        _write_table,
        files="csv",
        descriptor=descriptor,
        include_sensitive=include_sensitive,
    )


def _write_table(table: TidyTable, schema: Descriptor, path: Path) -> None:
    columns = map(_cells, schema["fields"], table.values)
    with beside(path) as place, place.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(_WithLineFeeds(file), lineterminator=_QUOTED_ENDS)
        lines.writerow(field["name"] for field in schema["fields"])
        lines.writerows(zip(*columns, strict=True))


class _WithLineFeeds:
    """A file whose lines end in LF; the csv module gives it one at a time."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, line: str) -> None:
        self._file.write(line.removesuffix(_QUOTED_ENDS) + "\n")


def _cells(field: Descriptor, values: Sequence[Any]) -> Sequence[Any]:
    """The values as they stand in cells; the csv module knows the rest: none, numbers, days."""
    if field["type"] == "boolean":
        return [None if value is None else str(value).lower() for value in values]
    if field["type"] == "string" and "enum" not in field.get("constraints", ()):
        return [None if value is None else guarded(value) for value in values]
    return values
