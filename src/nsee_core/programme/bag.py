"""The programme: an immutable, indexed bag of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, overload

import attrs
from pydantic import ValidationError

from nsee_core.programme.faults import DuplicateId, NotARecord, UnknownRecord
from nsee_core.programme.index import Index
from nsee_core.programme.patched import Patched, changed
from nsee_core.records import KINDS, Base, Cycle, Evidence, Lesson, record_adapter
from nsee_core.wording import a, counted

R = TypeVar("R", bound=Base)

#: Says whether an id exists elsewhere, when a programme is a slice of a larger one; it may answer
#: with the kind of the record there, so that a link to it can be judged.
Outside = Callable[[str], bool | str]


@attrs.frozen(eq=False, repr=False, slots=False, hash=False)
class Programme:
    """An immutable bag of records, found by id, by kind and by what they belong to.

    Deriving a programme from another is cheap: the two share their index, and only what differs
    is held apart. Two programmes are equal when they hold equal records, and the entries of each
    cycle stand in the same order.

    >>> from nsee_core import Cycle, Entry
    >>> p = Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="plan")])
    >>> len(p), [entry.step for entry in p.within("c")], "e" in p.without("e")
    (2, ['plan'], False)
    """

    _held: Index | Patched
    outside: Outside | None = None
    """Says whether an id exists elsewhere, or of what kind it is there: set on a slice, so that
    links out of it hold."""

    @classmethod
    def of(
        cls, records: Iterable[Base | Mapping[str, Any]], *, outside: Outside | None = None
    ) -> Programme:
        """A programme of these records, or of rows that are known to be records.

        Rows that may be faulty are for ``read_rows``, which makes a finding of every fault.

        Raises:
            NotARecord: one of them is no record.
            DuplicateId: two of them have one id.
        """
        held: dict[str, Base] = {}
        for number, item in enumerate(records, start=1):
            record = item if isinstance(item, Base) else _from_row(item, number)
            if held.setdefault(record.id, record) is not record:
                msg = f'two records have the id "{record.id}"; give each its own'
                raise DuplicateId(msg)
        return cls(Index(held), outside=outside)

    def put(self, *records: Base) -> Programme:
        """This programme with these records added, or put in the place of those with their ids.

        Raises:
            DuplicateId: an id belongs to a record of another kind.
        """
        changes: dict[str, Base] = {}
        for record in records:
            held = changes.get(record.id) or self.get(record.id)
            if held is not None and held.kind != record.kind:
                msg = (
                    f'the id "{record.id}" belongs to {a(held.kind)}; '
                    f"give the {record.kind} an id of its own"
                )
                raise DuplicateId(msg)
            changes[record.id] = record
        return attrs.evolve(self, held=changed(self._held, changes))

    def without(self, *ids: str) -> Programme:
        """This programme without these records.

        Raises:
            UnknownRecord: one of the ids is not here.
        """
        for id_ in ids:
            self[id_]
        return attrs.evolve(self, held=changed(self._held, dict.fromkeys(ids)))

    def elsewhere(self, outside: Outside | None) -> Programme:
        """The same records, as a slice whose other ids ``outside`` knows."""
        return attrs.evolve(self, outside=outside)

    def get(self, id_: str) -> Base | None:
        """The record of this id, or None."""
        return self._held.get(id_)

    @property
    def look_up(self) -> Callable[[str | None], Base | None]:
        """``get``, in the quickest form there is, for what asks it of many ids."""
        return self._held.get

    def __getitem__(self, id_: str) -> Base:
        record = self.get(id_)
        if record is None:
            msg = f'no record has the id "{id_}"'
            raise UnknownRecord(msg)
        return record

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self.get(id_) is not None

    def __iter__(self) -> Iterator[Base]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def of_kind(self, kind: type[R]) -> tuple[R, ...]: ...
    @overload
    def of_kind(self, kind: str) -> tuple[Base, ...]: ...
    def of_kind(self, kind: str | type[Base]) -> tuple[Base, ...]:
        """The records of one kind, in order; the kind by its name or its class.

        Raises:
            ValueError: there is no such kind.
        """
        name = kind if isinstance(kind, str) else kind.model_fields["kind"].default
        if name not in KINDS:
            msg = f'"{name}" is not a kind of record; the kinds are {", ".join(KINDS)}'
            raise ValueError(msg)
        return tuple(self._held.of_kind(name))

    def gives(self, kind: str, field: str) -> bool:
        """Whether some record of a kind may say something in a field; a glance, as ``column``."""
        return self._held.gives(kind, field)

    def column(self, kind: str, field: str) -> Iterator[Any]:
        """The values of one field, in all records of a kind and in order.

        A glance at a whole programme: it takes a fraction of the time that its records take.
        """
        return self._held.column(kind, field)

    @overload
    def within(self, whole: str) -> tuple[Base, ...]: ...
    @overload
    def within(self, whole: str, kind: type[R]) -> tuple[R, ...]: ...
    def within(self, whole: str, kind: type[Base] | None = None) -> tuple[Base, ...]:
        """The parts of a record, in order: a cycle's entries, lessons and evidence, and so on."""
        return tuple(self._held.within(whole, kind))

    def cycle_of(self, record: Base) -> Cycle | None:
        """The cycle that a record is, or names, or that the lesson it names belongs to.

        >>> from nsee_core import Cycle, Evidence, Lesson
        >>> notes = Evidence(id="notes", lesson="l")
        >>> Programme.of([Cycle(id="c"), Lesson(id="l", cycle="c"), notes]).cycle_of(notes).id
        'c'
        """
        held = record.__dict__
        cycle = held.get("cycle")
        if cycle is None and (lesson := held.get("lesson")) is not None:
            found = self.get(lesson)
            cycle = found.cycle if isinstance(found, Lesson) else None
        found = record if cycle is None else self.get(cycle)
        return found if isinstance(found, Cycle) else None

    def evidence_of(self, cycle: str) -> tuple[Evidence, ...]:
        """The evidence of a cycle: what names it, and what names only a lesson of it."""
        named = self.within(cycle, Evidence)
        if self._held.all_evidence_names_a_cycle:
            return named
        through_lessons = (
            item
            for lesson in self.within(cycle, Lesson)
            for item in self.within(lesson.id, Evidence)
            if item.cycle is None
        )
        return (*named, *through_lessons)

    def linking_to(self, id_: str) -> tuple[Base, ...]:
        """The records that link to this one, each once, in order."""
        return tuple(self._held.linking_to(id_))

    def links_fit(self, kind: str) -> bool:
        """Whether every link of every record of a kind is known to lead where it may."""
        return self._held.links_fit(kind)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Programme):
            return NotImplemented
        return self._content == other._content

    def __hash__(self) -> int:
        return hash(frozenset(self._content[0]))

    @cached_property
    def _content(self) -> tuple[dict[str, Base], dict[str, list[str]]]:
        logs: dict[str, list[str]] = defaultdict(list)
        for record in self.of_kind("entry"):
            logs[record.__dict__["cycle"]].append(record.id)
        return {record.id: record for record in self}, dict(logs)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(records)} {kind}" for kind in KINDS if (records := self.of_kind(kind))
        )
        return f"<Programme of {counted(len(self), 'record')}: {counts or 'empty'}>"


def _from_row(row: object, number: int) -> Base:
    try:
        return record_adapter().validate_python(row)
    except ValidationError as error:
        msg = (
            f"row {number} is not a record ({counted(error.error_count(), 'fault')}); "
            "read_rows(rows) reads what can be read and reports every fault"
        )
        raise NotARecord(msg) from error
