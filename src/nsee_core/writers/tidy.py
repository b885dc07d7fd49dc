"""Tidy tables as columns of plain values: what DataFrames, CSV and Parquet are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import attrs
from pydantic import BaseModel

from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.records.links import link_fields
from nsee_core.tabular.shapes import Shape, shapes

#: What a column shows: what stands in a field, or the text or a bound of the date there, or the
#: mapping there as JSON; or of one value among several, itself, whose it is, at which place, and of
#: what kind its target is.
Facet = Literal[
    "field", "text", "earliest", "latest", "json", "item", "owner", "place", "target kind"
]


def _json(value: FrozenMap) -> str | None:
    return json.dumps(thawed(value), ensure_ascii=False) if value else None


_SHOWN: Mapping[Facet, Callable[[Any], Any]] = MappingProxyType(
    {facet: attrgetter(facet) for facet in ("text", "earliest", "latest")} | {"json": _json}
)


class TidyColumn(NamedTuple):
    """A column of a table, whatever is in it."""

    name: str
    dtype: str
    """The dtype that pandas would give it."""
    facet: Facet
    fields: tuple[tuple[type[BaseModel], str], ...] = ()
    """The field that it shows, and the field within that one; each with its model."""


class Layout(NamedTuple):
    """What a table is called and what its columns are, whatever is in it."""

    name: str
    kind: str
    field: str | None
    """The field whose several values it holds; none in the table of the records themselves."""
    columns: tuple[TidyColumn, ...]

    def links(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each column that holds links, with the kinds that they may point at."""
        for link in link_fields(KINDS[self.kind]):
            if self.field is None and not link.many:
                yield link.name, link.kinds
            elif self.field == link.name:
                yield link.inside or "target", link.kinds
        if self.field is not None:
            yield self.kind, (self.kind,)


class TidyTable(NamedTuple):
    """A table of a programme: the values of each column, row by row."""

    layout: Layout
    values: tuple[Sequence[Any], ...]

    @property
    def empty(self) -> bool:
        """Whether it has no rows."""
        return not self.values[0]


@cache
def layouts() -> tuple[Layout, ...]:
    """Every table that there can be: of each kind, and of each of its fields of several values.

    >>> [layout.name for layout in layouts() if layout.kind == "trio"]
    ['trio', 'trio_members']
    """
    return tuple(layout for kind, model in KINDS.items() for layout in _layouts(kind, model))


def _layouts(kind: str, model: type[Base]) -> Iterator[Layout]:
    yield Layout(kind, kind, None, tuple(_columns(model)))
    for shape in shapes(model):
        if shape.several:
            whose = (TidyColumn(kind, "str", "owner"), TidyColumn("place", "Int64", "place"))
            held = tuple(_item(model, shape))
            yield Layout(f"{kind}_{shape.name}", kind, shape.name, whose + held)


def _item(model: type[Base], shape: Shape) -> Iterator[TidyColumn]:
    """The columns for one value among several."""
    field = ((model, shape.name),)
    if shape.part is not None:
        yield from _columns(shape.part)
    elif any(link.name == shape.name for link in link_fields(model)):
        yield TidyColumn("target", "str", "item", field)
        yield TidyColumn("target_kind", "str", "target kind")
    else:
        yield TidyColumn("value", shape.dtype, "item", field)


def _columns(
    model: type[BaseModel], above: tuple[tuple[type[BaseModel], str], ...] = ()
) -> Iterator[TidyColumn]:
    """A column for each field that holds one value; more for a date, and for a part."""
    for shape in shapes(model):
        fields = (*above, (model, shape.name))
        name = "_".join(name for _, name in fields)
        if shape.several:
            continue
        if shape.part is not None:
            yield from _columns(shape.part, fields)
        elif shape.sort == "date":
            yield TidyColumn(name, "str", "text", fields)
            yield TidyColumn(f"{name}_earliest", "datetime64[s]", "earliest", fields)
            yield TidyColumn(f"{name}_latest", "datetime64[s]", "latest", fields)
        elif shape.sort == "map":
            yield TidyColumn(name, "str", "json", fields)
        else:
            yield TidyColumn(name, shape.dtype, "field", fields)


def tidy_tables(programme: Programme) -> Iterator[TidyTable]:
    """Every table of a programme, one at a time; those of what there is none of are empty.

    It writes what it is given: what may leave is for the caller to say.
    """
    records: dict[str, list[Base]] = {kind: [] for kind in KINDS}
    for record in programme:
        records[record.kind].append(record)
    for layout in layouts():
        rows = _rows(layout, records[layout.kind], programme)
        yield TidyTable(layout, tuple(_values(column, rows) for column in layout.columns))


@attrs.frozen
class _Rows:
    """What the rows of a table are made of: the records of a kind, or all values of one field."""

    items: Sequence[Any]
    programme: Programme
    owners: Sequence[str] = ()
    places: Sequence[int] = ()

    @cached_property
    def fields(self) -> list[dict[str, Any]]:
        """What each item holds, where items are made of fields."""
        return [item.__dict__ for item in self.items]


def _rows(layout: Layout, records: list[Base], programme: Programme) -> _Rows:
    if layout.field is None:
        return _Rows(records, programme)
    held = [(record.id, record.__dict__[layout.field]) for record in records]
    return _Rows(
        items=[item for _, items in held for item in items],
        programme=programme,
        owners=[id_ for id_, items in held for _ in items],
        places=[place for _, items in held for place in range(len(items))],
    )


def _values(column: TidyColumn, rows: _Rows) -> Sequence[Any]:
    match column.facet:
        case "owner":
            return rows.owners
        case "place":
            return rows.places
        case "item":
            return rows.items
        case "target kind":
            return [_kind(rows.programme.get(id_)) for id_ in rows.items]
    (_, field), *within = column.fields
    values = list(map(itemgetter(field), rows.fields))
    for _, name in within:
        values = [None if value is None else value.__dict__[name] for value in values]
    show = _SHOWN.get(column.facet)
    return values if show is None else [None if v is None else show(v) for v in values]


def _kind(record: Base | None) -> str | None:
    return None if record is None else record.kind
