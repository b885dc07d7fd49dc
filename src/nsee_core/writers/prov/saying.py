"""What PROV-JSON says of one record besides its relations: types, fields, times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from nsee_core.records import Base, Cycle, Entry, Lesson, Transfer, When
from nsee_core.records.links import Link, link_fields, links
from nsee_core.tabular import Column, columns, flat
from nsee_core.tabular.tidy import EARLIEST, LATEST
from nsee_core.writers.prov.mapping import RELATIONS, TYPES

#: What people call a record by.
_LABELS = ("name", "title")


def named(id_: str) -> str:
    """An id as a qualified name: PROV takes whatever an id may be as its local part."""
    return f"id:{id_}"


def qualified(text: str) -> dict[str, str]:
    """A qualified name as a value."""
    return {"$": text, "type": "xsd:QName"}


def attributes(record: Base) -> Iterator[tuple[str, Any]]:
    """What is said of a record: each attribute once, with its value or values."""
    yield from _times(record)
    types = (f"nsee:{record.kind}", TYPES.get(record.kind))
    yield "prov:type", [qualified(each) for each in types if each]
    yield from _links(record)
    said = flat(record)
    for column in _own(type(record)):
        if column.name in said:
            yield from _said(record, column, said[column.name])


@cache
def _own(model: type[Base]) -> tuple[Column, ...]:
    """The columns of a kind that hold neither its id nor links."""
    others = {"id", *(field.name for field in link_fields(model) if field.inside is None)}
    return tuple(column for column in columns(model) if column.name not in others)


def _links(record: Base) -> Iterator[tuple[str, Any]]:
    """The links for which PROV has no relation, each field with all that it points at."""
    others: dict[str, list[Any]] = defaultdict(list)
    for link in links(record):
        if (record.kind, link.field.name) not in RELATIONS:
            others[_field(link)].append(qualified(named(link.target)))
    yield from others.items()


def _field(link: Link) -> str:
    inside = link.field.inside
    return f"nsee:{link.field.name}" + (f"_{inside}" if inside else "")


def _said(record: Base, column: Column, cell: object) -> Iterator[tuple[str, Any]]:
    name = "prov:label" if column.name in _LABELS else f"nsee:{column.name}"
    if column.sort == "date":
        yield from _date(name, record.__dict__[column.name])
    elif column.sort == "list":
        yield name, list(record.__dict__[column.name])
    else:
        yield name, _literal(cell)


def _date(name: str, when: When) -> Iterator[tuple[str, Any]]:
    yield name, when.text
    for end, day in ((EARLIEST, when.earliest), (LATEST, when.latest)):
        if day is not None:
            yield name + end, {"$": day.isoformat(), "type": "xsd:date"}


def _literal(value: object) -> Any:  # noqa: ANN401 - a JSON value
    """A value as PROV-JSON writes it: a number is text, with its type beside it."""
    if isinstance(value, bool | str):
        return value
    return {"$": str(value), "type": "xsd:double" if isinstance(value, float) else "xsd:int"}


def _times(record: Base) -> Iterator[tuple[str, str]]:
    """When an activity began and ended, as far as that is known to the day."""
    begins, ends = _span(record)
    if begins is not None and begins.exact:
        yield "prov:startTime", f"{begins.earliest}T00:00:00"
    if ends is not None and ends.exact:
        yield "prov:endTime", f"{ends.earliest}T23:59:59"


def _span(record: Base) -> tuple[When | None, When | None]:
    match record:
        case Cycle():
            return record.started, record.ended
        case Entry(event="started"):
            return record.when, None
        case Entry(event="completed"):
            return None, record.when
        case Entry() | Lesson() | Transfer():
            return record.when, record.when
    return None, None
