"""A programme as an object-centric log: what is an event, what an object, and what relates them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

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
from nsee_core.records import KINDS, Base, Entry, When
from nsee_core.records.links import LinkField, link_fields
from nsee_core.tabular import Sort, columns, several, teller
from nsee_core.writers.ocel.times import times

#: The time of what never changes (the format's own page on JSON: "set to UNIX timestamp 0").
ALWAYS = "1970-01-01T00:00:00.000+00:00"

A = TypeVar("A")
R = TypeVar("R")
Types = Mapping[str, Mapping[str, str]]
"""The types of events or objects, each with its attributes, and these with their types."""


class Form(NamedTuple, Generic[A, R]):
    """How a format has attributes and relations; functions are made once for each kind."""

    attribute: Callable[[str, Sort], Callable[[Any], A]]
    """From the name and the sort of an attribute to what makes one of a value."""
    relations: Callable[[str], Callable[[Iterable[str]], R]]
    """From a qualifier to what makes the relations that it qualifies, of the ids of objects."""


class Item(NamedTuple, Generic[A, R]):
    """An event or an object."""

    id: str
    type: str
    time: str
    attributes: list[A]
    related: list[R]


Said = Callable[[Base], tuple[list[A], list[R]]]
"""From a record to what it says: as attributes, and as relations to objects."""


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
        self._ids = {*self._objects}

    def event_types(self) -> Types:
        """The step of every event."""
        steps = (event.entry.step for case in self._cases for event in case.events)
        return dict.fromkeys(steps, declared_of_events())

    def object_types(self) -> Types:
        """The kind of every object."""
        present = {record.kind for record in self._objects.values()}
        return {kind: declared_of_objects(kind) for kind in KINDS if kind in present}

    def events(self, form: Form[A, R]) -> Iterator[Item[A, R]]:
        """The entries of each cycle, in the order in which they count."""
        said = self._said(Entry, form, but=("id", "step"))
        order, place = form.attribute(ORDER, "integer"), form.attribute(PLACE, "integer")
        time_is = form.attribute(TIME_IS, "text")
        for case in self._cases:
            told = times([event.entry.when for event in case.events])
            for number, (event, (time, what)) in enumerate(zip(case.events, told, strict=True), 1):
                entry = event.entry
                attributes, related = said(entry)
                attributes.append(order(number))
                if event.place is not None:
                    attributes.append(place(event.place))
                if what is not None:
                    attributes.append(time_is(what))
                yield Item(entry.id, entry.step, time, attributes, related)

    def objects(self, form: Form[A, R]) -> Iterator[Item[A, R]]:
        """Every other record, in order."""
        said = {kind: self._said(KINDS[kind], form, but=("id",)) for kind in self.object_types()}
        place = form.attribute(PLACE, "integer")
        for record in self._objects.values():
            kind = record.kind
            attributes, related = said[kind](record)
            if kind == "entry":
                attributes.append(place(self._superseded[record.id]))
            yield Item(record.id, kind, ALWAYS, attributes, related)

    def _said(self, kind: type[Base], form: Form[A, R], but: tuple[str, ...]) -> Said[A, R]:
        """What tells what a record of a kind says, but for some of its fields."""
        links = {field.name: field for field in link_fields(kind)}
        told = teller(kind, _ways(kind, form, {*links, *but}))
        linked = [_Linked.of(field, form) for field in links.values()]
        held, objects = several([*links]), self._ids

        def said(record: Base) -> tuple[list[A], list[R]]:
            attributes, related = told(record), list[R]()
            for value, link in zip(held(record.__dict__), linked):  # noqa: B905 - of the same fields
                if value:
                    link.say(value, objects, attributes, related)
            return attributes, related

        return said
