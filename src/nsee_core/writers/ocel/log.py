"""A programme as an object-centric log: what is an event, what an object, and what relates them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, reduce
from operator import itemgetter
from typing import Any, NamedTuple

from nsee_core.eventlogs import Case, cases
from nsee_core.eventlogs.objects import (
    EARLIEST,
    ORDER,
    PLACE,
    TIME_IS,
    dates,
    declared_of_events,
    declared_of_objects,
)
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.links import LinkField, link_fields
from nsee_core.tabular import Scalar, columns, scalar
from nsee_core.writers.ocel.times import times

#: The time of what never changes (the format's own page on JSON: "set to UNIX timestamp 0").
ALWAYS = "1970-01-01T00:00:00.000+00:00"

#: The ids of objects, each with the name of the field that links to it; in order, and each once.
Relations = dict[tuple[str, str], None]
Types = Mapping[str, Mapping[str, str]]
"""The types of events or objects, each with its attributes, and these with their types."""


class Item(NamedTuple):
    """An event or an object."""

    id: str
    type: str
    time: str
    attributes: Mapping[str, Scalar]
    related: Relations


class ObjectLog:
    """A programme as an object-centric event log.

    Each entry is an event of the type of its step. Every other record is an object of the type of
    its kind; so is an entry that a correction stands in for, since what took place is what the
    correction says.

    A link is a relation, qualified by the name of its field. Where relations do not say all that
    a field does, it is an attribute too: a link leads to an event, or to what is not here, or
    stands twice, or within a part. Every other field is an attribute.
    """

    def __init__(self, programme: Programme) -> None:
        self._cases = tuple(cases(programme))
        self._superseded = {
            event.entry.id: event.place for case in self._cases for event in case.superseded
        }
        self._objects = {
            record.id: record
            for record in programme
            if record.kind != "entry" or record.id in self._superseded
        }

    def event_types(self) -> Types:
        """The step of every event."""
        steps = (event.entry.step for case in self._cases for event in case.events)
        return dict.fromkeys(steps, declared_of_events())

    def object_types(self) -> Types:
        """The kind of every object."""
        present = {record.kind for record in self._objects.values()}
        return {kind: declared_of_objects(kind) for kind in KINDS if kind in present}

    def events(self) -> Iterator[Item]:
        """The entries of each cycle, in the order in which they count."""
        for case in self._cases:
            yield from self._events(case)

    def _events(self, case: Case) -> Iterator[Item]:
        told = times([event.entry.when for event in case.events])
        for order, (event, (time, time_is)) in enumerate(zip(case.events, told, strict=True), 1):
            entry = event.entry
            attributes, related = self._said(entry)
            del attributes["step"]
            attributes[ORDER] = order
            if event.place is not None:
                attributes[PLACE] = event.place
            if time_is is not None:
                attributes[TIME_IS] = time_is
            yield Item(entry.id, entry.step, time, attributes, related)

    def objects(self) -> Iterator[Item]:
        """Every other record, in order."""
        for record in self._objects.values():
            attributes, related = self._said(record)
            for name in dates(record.kind):
                when = record.__dict__[name]
                if when is not None and when.earliest is not None:
                    attributes[name + EARLIEST] = f"{when.earliest}T00:00:00.000+00:00"
            place = self._superseded.get(record.id)
            if place is not None:
                attributes[PLACE] = place
            yield Item(record.id, record.kind, ALWAYS, attributes, related)

    def _said(self, record: Base) -> tuple[dict[str, Scalar], Relations]:
        """What a record says: as attributes, and as relations to objects."""
        attributes, related = dict[str, Scalar](), Relations()
        held, defaults, fields = _fields(type(record))
        for value, default, (name, path, link) in zip(  # noqa: B905 - as long as each other, by plan
            held(record.__dict__), defaults, fields
        ):
            if value is default or value is None or value == default:
                continue
            if link is None or not self._relate(link, value, related):
                end = value if not path else reduce(getattr, path, value)
                attributes[name] = end if type(end) is str else scalar(end)
        return attributes, related

    def _relate(self, link: LinkField, value: Any, related: Relations) -> bool:  # noqa: ANN401 - what the field holds
        """Add the relations that a field of links comes to; whether they say all that it does."""
        name, objects = link.name, self._objects
        if not link.many:
            if value in objects:
                related[value, name] = None
                return True
            return False
        targets = value if link.inside is None else [getattr(part, link.inside) for part in value]
        before = len(related)
        for target in targets:
            if target in objects:
                related[target, name] = None
        return link.inside is None and len(related) - before == len(targets)


class _Field(NamedTuple):
    """A column: its name, its path within the field, and what it links."""

    name: str
    path: tuple[str, ...]
    link: LinkField | None


@cache
def _fields(
    model: type[Base],
) -> tuple[Callable[[dict[str, Any]], tuple[Any, ...]], tuple[Any, ...], tuple[_Field, ...]]:
    """The columns of a kind, but for its id: how to get at their fields, and the defaults."""
    held = [column for column in columns(model) if column.name != "id"]
    links = {field.name: field for field in link_fields(model)}
    return (
        itemgetter(*(column.path[0] for column in held)),
        tuple(model.model_fields[column.path[0]].default for column in held),
        tuple(_Field(name, path[1:], links.get(name)) for name, path, _ in held),
    )
