"""Tidy DataFrames: one table a kind, and one for each field that holds several values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_origin

from pydantic import BaseModel

from nsee_core.frames import typed_frame
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base, When
from nsee_core.records.base import Part, inner
from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.records.links import link_fields
from nsee_core.safety import leaving

if TYPE_CHECKING:
    import pandas as pd

#: A column: its name, its dtype and its values.
Column = tuple[str, tuple[str, Sequence[Any]]]
Shape = Literal["several", "part", "date", "map"] | str
_DTYPES = {bool: "boolean", int: "Int64", float: "Float64"}


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
    links = {field.name for field in link_fields(model) if field.inside is None}
    for name, shape in _shapes(model).items():
        if shape == "several":
            items = [item for record in records for item in record.__dict__[name]]
            part = _part(model, name)
            if part is not None:
                rest = _columns(part, items)
            elif name in links:
                rest = _targets(items, programme)
            else:
                rest = iter([("value", ("str", items))])
            yield f"{kind}_{name}", _several(kind, name, records, rest)


def _several(kind: str, name: str, records: list[Base], rest: Iterator[Column]) -> Iterator[Column]:
    sizes = [(record.id, len(record.__dict__[name])) for record in records]
    yield kind, ("str", [id_ for id_, size in sizes for _ in range(size)])
    yield "place", ("Int64", [place for _, size in sizes for place in range(size)])
    yield from rest


def _targets(ids: list[str], programme: Programme) -> Iterator[Column]:
    yield "target", ("str", ids)
    found = [programme.get(id_) for id_ in ids]
    yield "target_kind", ("str", [None if target is None else target.kind for target in found])


def _columns(
    model: type[BaseModel], values: Sequence[BaseModel | None], prefix: str = ""
) -> Iterator[Column]:
    """A column for each field that holds one value; more for a date, and for a part."""
    for field, shape in _shapes(model).items():
        name = prefix + field
        held = [None if value is None else value.__dict__[field] for value in values]
        if shape == "date":
            yield name, ("str", [None if when is None else when.text for when in held])
            yield f"{name}_earliest", ("datetime64[s]", [when and when.earliest for when in held])
            yield f"{name}_latest", ("datetime64[s]", [when and when.latest for when in held])
        elif shape == "part":
            yield from _columns(_part(model, field), held, f"{name}_")
        elif shape == "map":
            yield name, ("str", [_json(value) for value in held])
        elif shape != "several":
            yield name, (shape, held)


@cache
def _shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """What a table makes of each field: a dtype, or something of more than one column."""
    return {
        name: _shape(inner(info.annotation))
        for name, info in model.model_fields.items()
        if name != "kind"
    }


def _shape(layers: tuple[Any, ...]) -> Shape:
    if any(get_origin(layer) is tuple for layer in layers):
        return "several"
    if When in layers:
        return "date"
    if FrozenMap in layers:
        return "map"
    if any(_is_part(layer) for layer in layers):
        return "part"
    return next((dtype for scalar, dtype in _DTYPES.items() if scalar in layers), "str")


def _part(model: type[BaseModel], field: str) -> type[Part] | None:
    """The part that a field holds one or more of, if it holds parts."""
    layers = inner(model.model_fields[field].annotation)
    return next((layer for layer in layers if _is_part(layer)), None)


def _is_part(layer: Any) -> bool:  # noqa: ANN401 - any type annotation
    return isinstance(layer, type) and issubclass(layer, Part)


def _json(value: FrozenMap) -> str | None:
    return json.dumps(thawed(value), ensure_ascii=False) if value else None
