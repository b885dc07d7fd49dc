"""Tidy DataFrames: one table a kind, and one for each field that holds several values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from nsee_core.frames import typed_frame
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.records.links import link_fields
from nsee_core.safety import leaving
from nsee_core.tabular.shapes import Shape, shapes

if TYPE_CHECKING:
    import pandas as pd

#: A column: its name, its dtype and its values.
Column = tuple[str, tuple[str, Sequence[Any]]]


def to_tables(programme: Programme, *, include_sensitive: bool = False) -> dict[str, pd.DataFrame]:
    """Every record, field and link of a programme, as DataFrames by name.

    Each kind has a table with one row a record and one column a field; a link is the id that it
    gives. A date is three columns: the text as given, and its first and last possible day
    (``started``, ``started_earliest``, ``started_latest``); a quantity is its value and its unit
    (``amount_value``, ``amount_unit``); ``ext`` is JSON text.

    A field with several values is a table of its own, called ``<kind>_<field>``: the id of the
    record under the name of its kind, the ``place`` of the value, counted from 0, and then

    - for links, ``target`` and ``target_kind``, which is missing where the target is not here;
    - for parts, such as the questions of a cycle, a column for each of their fields;
    - else ``value``.

    So each link stands in exactly one table. Tables of what there is none of are empty and typed.
    Dtypes: text ``str``, ``Int64``, ``Float64``, ``boolean``, days ``datetime64[s]``.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> tables = to_tables(Programme.of([Trio(id="t1", members=("p1", "p2"))]))
    >>> tables["trio_members"][["trio", "place", "target"]].values.tolist()
    [['t1', 0, 'p1'], ['t1', 1, 'p2']]
    """
    leaves = leaving(programme, include_sensitive=include_sensitive)
    records: dict[str, list[Base]] = defaultdict(list)
    for record in leaves:
        records[record.kind].append(record)
    return {
        name: typed_frame(dict(columns))
        for kind, model in KINDS.items()
        for name, columns in _tables(kind, model, records[kind], leaves)
    }


def _tables(
    kind: str, model: type[Base], records: list[Base], programme: Programme
) -> Iterator[tuple[str, Iterator[Column]]]:
    yield kind, _columns(model, records)
    for shape in shapes(model):
        if shape.several:
            yield f"{kind}_{shape.name}", _several(kind, model, shape, records, programme)


def _several(
    kind: str, model: type[Base], shape: Shape, records: list[Base], programme: Programme
) -> Iterator[Column]:
    """The table of a field with several values: whose, at which place, and what."""
    values = [(record.id, record.__dict__[shape.name]) for record in records]
    yield kind, ("str", [id_ for id_, held in values for _ in held])
    yield "place", ("Int64", [place for _, held in values for place in range(len(held))])
    items = [item for _, held in values for item in held]
    if shape.part is not None:
        yield from _columns(shape.part, items)
    elif any(field.name == shape.name for field in link_fields(model)):
        yield "target", ("str", items)
        yield "target_kind", ("str", [_kind(programme.get(id_)) for id_ in items])
    else:
        yield "value", (shape.dtype, items)


def _columns(
    model: type[BaseModel], values: Sequence[BaseModel | None], prefix: str = ""
) -> Iterator[Column]:
    """A column for each field that holds one value; more for a date, and for a part."""
    for shape in shapes(model):
        name = prefix + shape.name
        held = [None if value is None else value.__dict__[shape.name] for value in values]
        if shape.several:
            continue
        if shape.part is not None:
            yield from _columns(shape.part, held, f"{name}_")
        elif shape.sort == "date":
            yield name, ("str", [when and when.text for when in held])
            yield f"{name}_earliest", ("datetime64[s]", [when and when.earliest for when in held])
            yield f"{name}_latest", ("datetime64[s]", [when and when.latest for when in held])
        elif shape.sort == "map":
            yield name, ("str", [_json(value) for value in held])
        else:
            yield name, (shape.dtype, held)


def _kind(record: Base | None) -> str | None:
    return None if record is None else record.kind


def _json(value: FrozenMap | None) -> str | None:
    return json.dumps(thawed(value), ensure_ascii=False) if value else None
