"""A folder of tables with a descriptor of them: Data Package v2."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import attrs

from nsee_core.files import path_of, write_pieces
from nsee_core.programme import Programme
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.safety import leaving
from nsee_core.tabular.tidy import layouts
from nsee_core.writers.table_schemas import Descriptor, description, table_schema
from nsee_core.writers.tidy import TidyTable, tidy_tables

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

#: What stands in a text cell of a CSV file before what would be taken for something else.
_GUARD = "'"

Files = Literal["csv", "parquet"]


@attrs.frozen
class Form:
    """What the files of a package are, in the words of its descriptor."""

    mediatype: str
    guard: str = ""
    more: Mapping[str, Any] = MappingProxyType({})


FORMS: Mapping[Files, Form] = MappingProxyType(
    {
        "csv": Form(
            "text/csv",
            _GUARD,
            {
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
                "x-guard": _GUARD,
            },
        ),
        "parquet": Form("application/vnd.apache.parquet"),
    }
)


def to_data_package(
    programme: Programme,
    *,
    files: Files = "csv",
    descriptor: Mapping[str, Any] | None = None,
    include_sensitive: bool = False,
) -> Descriptor:
    """The descriptor of the package that ``write_csv`` or ``write_parquet`` writes.

    A resource a table, for each table of ``to_tables`` that has rows, with its Table Schema: type,
    description and constraints of each field, the primary key, and a foreign key

    - from the records' own tables to those of the kinds they link to, and from tables of several
      values to their records;
    - where a link may point at one kind only, and every target is in that kind's table. Another
      link is an id and no foreign key: it may point at several kinds, or at a record that is not
      here, and a foreign key would make the package invalid.

    Whether it is a foreign key or not, ``x-links-to`` on the field names the kinds that a link may
    point at; a table of links has the kind of each target that is here beside it.

    Nothing is invented: no date, no licence. A package has to have a resource, so the descriptor
    of a programme without records is valid only once somebody adds one.

    Source: Data Package 2.0, Data Package, Data Resource and Table Schema.

    Args:
        programme: the programme, of which ``safe(programme)`` is described.
        files: what sort of files it is made of.
        descriptor: what the package says of itself, in the words of the standard: ``name`` (else it
            is "programme"), ``title``, ``created``, ``licenses`` and so on; ``described(about)``
            puts an ``About`` so.
        include_sensitive: whether to describe it all instead.

    >>> from nsee_core import Programme, Trio
    >>> package = to_data_package(Programme.of([Trio(id="t1", members=("p1",))]))
    >>> [resource["path"] for resource in package["resources"]]
    ['trio.csv', 'trio_members.csv']
    >>> package["resources"][1]["schema"]["foreignKeys"]
    [{'fields': ['trio'], 'reference': {'resource': 'trio', 'fields': ['id']}}]
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    package = _package([resource for _, resource in _described(outgoing, files)], descriptor)
    return deepcopy(package)  # its parts are shared with every other, and the caller may add to it


def write_package(
    programme: Programme,
    folder: str | PathLike[str],
    write_table: Callable[[TidyTable, Descriptor, Path], object],
    *,
    files: Files,
    descriptor: Mapping[str, Any] | None,
    include_sensitive: bool,
) -> None:
    """Write each table that has rows to a file of its own, and the descriptor beside them.

    Files of tables without rows are removed, so that the folder holds one programme and nothing
    of an earlier one.
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    folder = path_of(folder)
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for table, resource in _described(outgoing, files):
        write_table(table, resource["schema"], folder / resource["path"])
        resources.append(resource)
    for name in {layout.name for layout in layouts()} - {it["name"] for it in resources}:
        (folder / _path(name, files)).unlink(missing_ok=True)
    text = json.dumps(_package(resources, descriptor), ensure_ascii=False, indent=1)
    write_pieces(folder / DESCRIPTOR, [text, "\n"])


def _package(resources: list[Descriptor], descriptor: Mapping[str, Any] | None) -> Descriptor:
    return {
        "$schema": PROFILE,
        "name": "programme",
        **(descriptor or {}),
        "x-records": {"schema": SCHEMA, "version": SCHEMA_VERSION},
        "resources": resources,
    }


def _described(programme: Programme, files: Files) -> Iterator[tuple[TidyTable, Descriptor]]:
    """Each table that has rows, with the resource that describes its file."""
    ids: dict[str, set[str]] = defaultdict(set)
    for record in programme:
        ids[record.kind].add(record.id)
    for table in tidy_tables(programme):
        if not table.empty:
            yield table, _resource(table, files, list(_foreign_keys(table, ids)))


def _resource(table: TidyTable, files: Files, foreign_keys: list[Descriptor]) -> Descriptor:
    form, layout = FORMS[files], table.layout
    keys = {"foreignKeys": foreign_keys} if foreign_keys else {}
    return {
        "name": layout.name,
        "type": "table",
        "description": description(layout),
        "path": _path(layout.name, files),
        "format": files,
        "mediatype": form.mediatype,
        **form.more,
        "schema": table_schema(layout, guard=form.guard and f"{form.guard}?") | keys,
    }


def _path(name: str, files: Files) -> str:
    return f"{name}.{files}"


def _foreign_keys(table: TidyTable, ids: Mapping[str, set[str]]) -> Iterator[Descriptor]:
    """The links of a table to one kind, all of whose targets are in the table of that kind."""
    values = dict(zip((column.name for column in table.layout.columns), table.values, strict=True))
    for name, kinds in table.layout.links():
        kind, *others = kinds
        if not others and kind in ids and ids[kind].issuperset(filter(None, values[name])):
            elsewhere = {} if kind == table.layout.name else {"resource": kind}
            yield {"fields": [name], "reference": {**elsewhere, "fields": ["id"]}}
