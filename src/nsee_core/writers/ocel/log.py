"""A programme as an object-centric log: what is an event, what an object, and what relates them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from nsee_core.eventlogs import cases
from nsee_core.eventlogs.objects import (
    KEPT_AT,
    ORDER,
    TIME_IS,
    dates,
    declared_of_events,
    declared_of_objects,
)
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base, Entry, When
from nsee_core.records.base import Part
from nsee_core.records.links import LinkField, link_fields
from nsee_core.tabular import Sort, columns, several, teller
from nsee_core.tabular.tidy import EARLIEST
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
    relation: Callable[[str], Callable[[str], R]]
    """From a qualifier to what makes the relation that it qualifies, of the id of an object."""


Item = tuple[str, str, str, list[A], list[R]]
"""An event or an object: its id, its type, its time, its attributes, and its relations."""
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
        said = self._said(Entry, form, but=("id", "step"), dated=())
        order, place = form.attribute(ORDER, "integer"), form.attribute(KEPT_AT, "integer")
        time_is = form.attribute(TIME_IS, "text")
        for case in self._cases:
            told = times(case.events)
            for number, (event, (time, what)) in enumerate(zip(case.events, told, strict=True), 1):
                entry = event.entry
                attributes, related = said(entry)
                attributes.append(order(number))
                if event.place is not None:
                    attributes.append(place(event.place))
                if what is not None:
                    attributes.append(time_is(what))
                yield entry.id, entry.step, time, attributes, related

    def objects(self, form: Form[A, R]) -> Iterator[Item[A, R]]:
        """Every other record, in order."""
        said = {
            kind: self._said(KINDS[kind], form, but=("id",), dated=dates(kind))
            for kind in self.object_types()
        }
        place = form.attribute(KEPT_AT, "integer")
        for record in self._objects.values():
            kind = record.kind
            attributes, related = said[kind](record)
            if kind == "entry":
                attributes.append(place(self._superseded[record.id]))
            yield record.id, kind, ALWAYS, attributes, related

    def _said(
        self, kind: type[Base], form: Form[A, R], *, but: Iterable[str], dated: Iterable[str]
    ) -> Said[A, R]:
        """What tells what a record of a kind says, but for some of its fields."""
        links = {field.name: field for field in link_fields(kind)}
        ways = [*_ways(kind, form, {*links, *but}, dated)]
        told = teller(kind, ways)
        held = several([*links])
        relates = [_relating(field, form, self._ids) for field in links.values()]

        def said(record: Base) -> tuple[list[A], list[R]]:
            attributes = told(record)
            related: list[R] = []
            for value, relate in zip(held(record.__dict__), relates):  # noqa: B905 - of the same fields
                if value:
                    relate(value, attributes, related)
            return attributes, related

        return said


def _relating(
    field: LinkField, form: Form[A, R], objects: set[str]
) -> Callable[[Any, list[A], list[R]], None]:
    """What adds the relations that a field comes to, and the field if they do not say it all."""
    sort: Sort = "text" if not field.many else "list" if field.inside is None else "parts"
    attribute, relation = form.attribute(field.name, sort), form.relation(field.name)

    def one(target: str, attributes: list[A], related: list[R]) -> None:
        if target in objects:
            related.append(relation(target))
        else:
            attributes.append(attribute(target))

    def known(targets: Iterable[str]) -> list[R]:
        return [relation(target) for target in dict.fromkeys(targets) if target in objects]

    def many(targets: Sequence[str], attributes: list[A], related: list[R]) -> None:
        told = known(targets)
        related += told
        if len(told) < len(targets):
            attributes.append(attribute(targets))

    def within(parts: Sequence[Part], attributes: list[A], related: list[R]) -> None:
        related += known(getattr(part, str(field.inside)) for part in parts)
        attributes.append(attribute(parts))

    return one if not field.many else many if field.inside is None else within


def _ways(
    kind: type[Base], form: Form[A, Any], but: Container[str], dated: Iterable[str]
) -> Iterator[tuple[tuple[str, ...], Callable[[Any], A | None]]]:
    """How to tell each column as an attribute; of some dates, the first day as one more."""
    for column in columns(kind):
        if column.name not in but:
            yield column.path, form.attribute(column.name, column.sort)
    for name in dated:
        earliest = _earliest(name, form)
        yield (name,), earliest


def _earliest(name: str, form: Form[A, Any]) -> Callable[[When], A | None]:
    """How to tell the first day of a date as an attribute of its own."""
    attribute = form.attribute(name + EARLIEST, "text")

    def told(when: When) -> A | None:
        day = when.earliest
        return None if day is None else attribute(f"{day}T00:00:00.000+00:00")

    return told
