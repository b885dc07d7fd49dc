"""What a tidy table may hold, as a Table Schema: read off the JSON Schema of the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from nsee_core.records import KINDS
from nsee_core.records.schema import record_schema
from nsee_core.tabular.shapes import FieldSort
from nsee_core.tabular.tidy import Facet, Layout, TidyColumn

Descriptor = dict[str, Any]

_TYPES: Mapping[FieldSort, str] = MappingProxyType(
    {
        "text": "string",
        "integer": "integer",
        "number": "number",
        "truth": "boolean",
        "date": "date",
        "map": "object",
    }
)
#: What a column adds to the description of the field that it shows, or says where it shows none.
_SAYS: Mapping[Facet, str] = MappingProxyType(
    {
        "earliest": "The first day that it can be; missing where none is known.",
        "latest": "The last day that it can be; missing where none is known.",
        "json": "As JSON.",
        "owner": "The record whose value it is.",
        "place": "The place of the value among those of the record, counted from 0.",
        "target kind": "What kind of record the target is; missing where it is not here.",
    }
)
#: What is known of the columns of a table that show no field.
_OWN: Mapping[Facet, Mapping[str, Any]] = MappingProxyType(
    {
        "owner": {"required": True},
        "place": {"required": True, "minimum": 0},
        "target kind": {"enum": list(KINDS)},
    }
)
_KEPT = ("enum", "pattern", "minimum", "maximum")


def table_schema(layout: Layout, *, guard: str = "") -> Descriptor:
    """The Table Schema of a table: its fields, its primary key, and what a missing value is.

    Source: Data Package 2.0, Table Schema. Besides what that knows, ``x-links-to`` and
    ``x-private`` say of a field what they say in the schema of a record.

    Args:
        layout: the table.
        guard: a pattern of what may stand before a text in a file.

    >>> from nsee_core.tabular.tidy import layouts
    >>> schema = table_schema(next(layout for layout in layouts() if layout.name == "trio_members"))
    >>> [field["name"] for field in schema["fields"]], schema["primaryKey"]
    (['trio', 'place', 'target', 'target_kind'], ['trio', 'place'])
    """
    return {
        "fields": [_field(column, guard) for column in layout.columns],
        "missingValues": [""],
        "primaryKey": ["id"] if layout.field is None else [layout.kind, "place"],
    }


def description(layout: Layout) -> str:
    """What a table is for: what its kind of record is, or what the field is that it holds.

    >>> from nsee_core.tabular.tidy import layouts
    >>> description(next(layout for layout in layouts() if layout.name == "cycle_questions"))
    'What is asked.'
    """
    model = KINDS[layout.kind]
    said = (
        _definitions()[model.__name__] if layout.field is None else _properties(model)[layout.field]
    )
    return str(said.get("description", ""))


def _field(column: TidyColumn, guard: str) -> Descriptor:
    said = [_properties(model)[name] for model, name in column.fields]
    descriptions = [*(schema.get("description") for schema in said), _SAYS.get(column.facet)]
    marks = {mark: value for schema in said for mark, value in schema.items() if mark[:2] == "x-"}
    constraints = dict(_constraints(column, said[-1], guard) if said else _OWN[column.facet])
    return {
        "name": column.name,
        "type": _TYPES[column.sort],
        "description": " ".join(filter(None, descriptions)),
        **marks,
        **({"constraints": constraints} if constraints else {}),
    }


def _properties(model: type[BaseModel]) -> Descriptor:
    """The schema of each field of a model."""
    properties: Descriptor = _definitions()[model.__name__]["properties"]
    return properties


@cache
def _definitions() -> Descriptor:
    """The schema of every model, by its name."""
    definitions: Descriptor = record_schema()["$defs"]
    return definitions


def _constraints(column: TidyColumn, schema: Descriptor, guard: str) -> Iterator[tuple[str, Any]]:
    """What holds of every value in a column that shows a field."""
    if column.facet == "item" or all(
        model.model_fields[name].is_required() for model, name in column.fields
    ):
        yield "required", True
    if column.name == "id":
        yield "unique", True
    if column.facet in ("field", "item"):
        for name, value in _value(schema).items():
            if name == "pattern":
                yield from _pattern(value, guard)
            elif name in _KEPT:
                yield name, value


def _value(schema: Descriptor) -> Descriptor:
    """The schema of one value of a field: not of none, and not of a list."""
    some: Descriptor = schema.get("anyOf", [schema])[0]
    one: Descriptor = some.get("items", some)
    return one


def _pattern(pattern: str, guard: str) -> Iterator[tuple[str, str]]:
    r"""A pattern as XML Schema writes it: for the whole of a text, and without ``\x``."""
    if "\\x" not in pattern:
        yield "pattern", guard + pattern.removeprefix("^").removesuffix("$")
