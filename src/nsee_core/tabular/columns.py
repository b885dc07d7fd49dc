"""The columns of a kind of record: one for each scalar that it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel

from nsee_core.tabular.shapes import FieldSort, Shape, shapes

#: What stands in the cells of a column. A list is of texts, such as ids; parts are a list of groups
#: of fields, such as the questions of a cycle.
Sort = Literal[FieldSort, "list", "parts"]


class Column(NamedTuple):
    """One column: what it is called, the field it holds, and what stands in its cells."""

    name: str
    path: tuple[str, ...]
    """The field, and the field within it where its value is made of several: ``amount, value``."""
    sort: Sort


@cache
def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a kind of record, or of a part of one, in the order of its fields.

    >>> from nsee_core import Cycle, Resource
    >>> [column.name for column in columns(Resource)][-3:]
    ['amount_value', 'amount_unit', 'when']
    >>> [column.name for column in columns(Cycle) if column.sort == "parts"]
    ['questions', 'success']
    """
    return tuple(_columns(model, ()))


def _columns(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Column]:
    for shape in shapes(model):
        path = (*above, shape.name)
        if shape.part is not None and not shape.several:
            yield from _columns(shape.part, path)
        else:
            yield Column("_".join(path), path, _sort(shape))


def _sort(shape: Shape) -> Sort:
    if shape.several:
        return "list" if shape.part is None else "parts"
    return shape.sort
