"""Parquet: a folder of tidy tables with their types, and a Data Package."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from nsee_core.extras import needs
from nsee_core.files import beside
from nsee_core.programme import Programme
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.writers.data_package import write_package
from nsee_core.writers.table_schemas import Descriptor
from nsee_core.writers.tidy import TidyTable

_EXTRA = "parquet"
#: What pyarrow calls the types of a Table Schema.
_TYPES = {
    "string": "string",
    "object": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32",
}


def write_parquet(
    programme: Programme,
    folder: str | PathLike[str],
    *,
    descriptor: Mapping[str, Any] | None = None,
    include_sensitive: bool = False,
) -> None:
    """Write a programme as Parquet files in a folder, one a table, with ``datapackage.json``.

    The tables are those of ``to_tables`` that have rows, called ``trio.parquet``,
    ``trio_members.parquet`` and so on; ``to_data_package`` says what the descriptor holds.

    Columns are typed: ``string``, ``int64``, ``double``, ``bool``, ``date32``; words out of a
    closed list are a dictionary; ``ext`` is JSON text. What is required may not be null. The
    schema of each file names the schema of the records and its version, and each field carries
    its description.

    It needs pyarrow, which the extra ``parquet`` installs.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        folder: the folder, which is made if it is not there. Files of the tables' names in it are
            replaced, or removed where the programme has no rows for them; others stay.
        descriptor: what the package says of itself, as ``to_data_package`` takes it.
        include_sensitive: whether to write it all instead.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: a file cannot be written.

    >>> from nsee_core import Programme, Trio
    >>> folder = getfixture("tmp_path")
    >>> write_parquet(Programme.of([Trio(id="t1", members=("p1",))]), folder)
    >>> sorted(path.name for path in folder.iterdir())
    ['datapackage.json', 'trio.parquet', 'trio_members.parquet']
    """
    needs("pyarrow", _EXTRA)  # before there is a folder
    write_package(
        programme,
        folder,
        _write_table,
        files="parquet",
        descriptor=descriptor,
        include_sensitive=include_sensitive,
    )


def _write_table(table: TidyTable, schema: Descriptor, path: Path) -> None:
    pa = needs("pyarrow", _EXTRA)
    said = {"schema": SCHEMA, "version": str(SCHEMA_VERSION), "table": table.layout.name}
    fields = pa.schema(map(_field, schema["fields"]), metadata=said)
    columns = list(map(pa.array, table.values, fields.types))
    arranged = pa.Table.from_arrays(columns, schema=fields)
    with beside(path) as place:
        needs("pyarrow.parquet", _EXTRA).write_table(arranged, place)


def _field(field: Descriptor) -> Any:  # noqa: ANN401 - pyarrow has no types: a pyarrow.Field
    pa = needs("pyarrow", _EXTRA)
    constraints = field.get("constraints", {})
    words = pa.dictionary(pa.int32(), pa.string()) if "enum" in constraints else None
    return pa.field(
        field["name"],
        words or _TYPES[field["type"]],
        nullable="required" not in constraints,
        metadata={"description": field["description"]},
    )
