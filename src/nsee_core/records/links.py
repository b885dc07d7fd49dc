"""The links of a record, read off the ``To`` marks on its fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_origin

from pydantic import BaseModel

from nsee_core.records.base import Base, Part, To, inner


class LinkField(NamedTuple):
    """A field that holds one or more links: where it is, and to what kinds it may point."""

    name: str
    kinds: tuple[str, ...]
    part: bool
    many: bool
    inside: str | None = None
    """The field of each nested value that holds the link, where it is not the field itself."""


@cache
def link_fields(model: type[BaseModel]) -> tuple[LinkField, ...]:
    """The fields of a kind of record that point at other records.

    >>> from nsee_core.records import Trio
    >>> [(field.name, field.kinds[0], field.many) for field in link_fields(Trio)]
    [('members', 'person', True), ('network', 'network', False)]
    """
    return tuple(_link_fields(model))


@cache
def part_fields(model: type[Base]) -> tuple[str, ...]:
    """The fields of a kind of record that name what it is a part of.

    >>> from nsee_core.records import Evidence
    >>> part_fields(Evidence)
    ('cycle', 'lesson')
    """
    return tuple(field.name for field in link_fields(model) if field.part)


def _link_fields(model: type[BaseModel]) -> Iterator[LinkField]:
    for name, info in model.model_fields.items():
        layers = inner(info.annotation)
        marks = [*info.metadata, *(mark for layer in layers for mark in _marks(layer))]
        for mark in marks:
            if isinstance(mark, To):
                many = any(get_origin(layer) is tuple for layer in layers)
                yield LinkField(name, mark.kinds, mark.part, many)
        for layer in layers:
            if isinstance(layer, type) and issubclass(layer, Part):
                for field in link_fields(layer):
                    yield LinkField(name, field.kinds, part=False, many=True, inside=field.name)


def _marks(layer: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any type annotation
    return getattr(layer, "__metadata__", ())


class Link(NamedTuple):
    """One link of one record: the field it stands in, its place there, and the id it gives."""

    field: LinkField
    place: tuple[str | int, ...]
    target: str


def links(record: Base) -> Iterator[Link]:
    """Every link that a record makes, in the order of its fields.

    >>> from nsee_core.records import Lesson
    >>> lesson = Lesson(id="l1", cycle="c1", observed_by=("p2", "p3"))
    >>> [(link.place, link.target) for link in links(lesson)]
    [(('cycle',), 'c1'), (('observed_by', 0), 'p2'), (('observed_by', 1), 'p3')]
    """
    held = record.__dict__
    for field in link_fields(type(record)):
        value = held[field.name]
        if not value:
            continue
        if not field.many:
            yield Link(field, (field.name,), value)
        elif field.inside is None:
            for index, target in enumerate(value):
                yield Link(field, (field.name, index), target)
        else:
            for index, item in enumerate(value):
                target = getattr(item, field.inside)
                if target is not None:
                    yield Link(field, (field.name, index, field.inside), target)
