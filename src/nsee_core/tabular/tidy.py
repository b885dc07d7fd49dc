"""How tidy tables lie: what each is called and what its columns are, whatever is in it.

Writers fill them, and readers of tables know them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel

from nsee_core.records import KINDS, Base
from nsee_core.records.links import link_fields
from nsee_core.tabular.shapes import FieldSort, Shape, shapes

#: The columns of one value among several: its place, and itself, or what it links to.
PLACE, VALUE, TARGET, TARGET_KIND = "place", "value", "target", "target_kind"
#: What stands behind the name of a date, for the first and the last day that it can be.
EARLIEST, LATEST = "_earliest", "_latest"

#: What a column shows: what stands in a field, or the text or a bound of the date there, or the
#: mapping there as JSON; or of one value among several, itself, whose it is, at which place, and of
#: what kind its target is.
Facet = Literal[
    "field", "text", "earliest", "latest", "json", "item", "owner", "place", "target kind"
]


def table_name(kind: str, field: str | None = None) -> str:
    """What the table of a kind is called, or that of a field with several values.

    >>> table_name("trio"), table_name("trio", "members")
    ('trio', 'trio_members')
    """
    return f"{kind}_{field}" if field else kind


class TidyColumn(NamedTuple):
    """A column of a table, whatever is in it."""

    name: str
    sort: FieldSort
    """What stands in its cells; a date is a day."""
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
                yield link.inside or TARGET, link.kinds
        if self.field is not None:
            yield self.kind, (self.kind,)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every table that there can be: of each kind, and of each of its fields of several values.

    >>> [layout.name for layout in layouts() if layout.kind == "trio"]
    ['trio', 'trio_members']
    """
    return tuple(layout for kind, model in KINDS.items() for layout in _layouts(kind, model))


def _layouts(kind: str, model: type[Base]) -> Iterator[Layout]:
    yield Layout(table_name(kind), kind, None, tuple(_columns(model)))
    for shape in shapes(model):
        if shape.several:
            whose = (TidyColumn(kind, "text", "owner"), TidyColumn(PLACE, "integer", "place"))
            held = tuple(_item(model, shape))
            yield Layout(table_name(kind, shape.name), kind, shape.name, whose + held)


def _item(model: type[Base], shape: Shape) -> Iterator[TidyColumn]:
    """The columns for one value among several."""
    field = ((model, shape.name),)
    if shape.part is not None:
        yield from _columns(shape.part)
    elif any(link.name == shape.name for link in link_fields(model)):
        yield TidyColumn(TARGET, "text", "item", field)
        yield TidyColumn(TARGET_KIND, "text", "target kind")
    else:
        yield TidyColumn(VALUE, shape.sort, "item", field)


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
            yield TidyColumn(name, "text", "text", fields)
            yield TidyColumn(name + EARLIEST, "date", "earliest", fields)
            yield TidyColumn(name + LATEST, "date", "latest", fields)
        elif shape.sort == "map":
            yield TidyColumn(name, "map", "json", fields)
        else:
            yield TidyColumn(name, shape.sort, "field", fields)
