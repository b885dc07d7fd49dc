"""What a table makes of each field of a kind of record, read off the field's type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_origin

from pydantic import BaseModel

from nsee_core.records import When
from nsee_core.records.base import Part, inner
from nsee_core.records.frozen import FrozenMap

#: What sort of value a field holds: a scalar, a date, or names with values.
FieldSort = Literal["text", "integer", "number", "truth", "date", "map"]

#: By the type in the field's annotation; a text may be spelt in many ways, such as a choice.
_SORTS: Mapping[Any, FieldSort] = MappingProxyType(
    {When: "date", FrozenMap: "map", bool: "truth", int: "integer", float: "number"}
)


class Shape(NamedTuple):
    """One field: whether it holds several values, and what sort of value."""

    name: str
    several: bool
    sort: FieldSort
    part: type[Part] | None
    """The model of its values where they are made of fields themselves."""

    @property
    def plain(self) -> bool:
        """Whether it holds one text, number, truth value or date."""
        return not self.several and self.part is None and self.sort != "map"


@cache
def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """Every field but ``kind``, which is the table.

    >>> from nsee_core import Trio
    >>> [shape.name for shape in shapes(Trio) if shape.several]
    ['members']
    """
    fields = model.model_fields.items()
    return tuple(_shape(name, inner(info.annotation)) for name, info in fields if name != "kind")


def _shape(name: str, layers: tuple[Any, ...]) -> Shape:
    parts = [layer for layer in layers if isinstance(layer, type) and issubclass(layer, Part)]
    return Shape(
        name,
        several=any(get_origin(layer) is tuple for layer in layers),
        sort=next((sort for type_, sort in _SORTS.items() if type_ in layers), "text"),
        part=parts[0] if parts else None,
    )
