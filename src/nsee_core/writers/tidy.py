"""Tidy tables as columns of plain values: what DataFrames, CSV and Parquet are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.frozen import FrozenMap
from nsee_core.tabular.cells import map_text
from nsee_core.tabular.tidy import Facet, Layout, TidyColumn, layouts


def _json(value: FrozenMap) -> str | None:
    return map_text(value) if value else None


_SHOWN: Mapping[Facet, Callable[[Any], Any]] = MappingProxyType(
    {facet: attrgetter(facet) for facet in ("text", "earliest", "latest")} | {"json": _json}
)


class TidyTable(NamedTuple):
    """A table of a programme: the values of each column, row by row."""

    layout: Layout
    values: tuple[Sequence[Any], ...]

    @property
    def empty(self) -> bool:
        """Whether it has no rows."""
        return not self.values[0]


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
