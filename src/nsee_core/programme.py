"""The programme: an immutable, indexed bag of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, overload

import attrs
from pydantic import ValidationError

from nsee_core.records import KINDS, Base, Cycle, Evidence, Lesson, record_adapter
from nsee_core.records.links import LinkField, link_fields, links, part_fields
from nsee_core.wording import a, counted

R = TypeVar("R", bound=Base)

#: Says whether an id exists elsewhere, when a programme is a slice of a larger one; it may answer
#: with the kind of the record there, so that a link to it can be judged.
Outside = Callable[[str], bool | str]

_HELD, _GIVEN = attrgetter("__dict__"), attrgetter("__pydantic_fields_set__")

#: A patch larger than this share of the whole is folded into a new index.
_FOLD_AT = 8


class UnknownRecord(KeyError):
    """No record has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class DuplicateId(ValueError):
    """Two different records were given under one id, or one under that of another kind."""


class NotARecord(ValueError):
    """A row that was said to be a record is none."""


def _from_row(row: object, number: int) -> Base:
    try:
        return record_adapter().validate_python(row)
    except ValidationError as error:
        msg = (
            f"row {number} is not a record ({counted(error.error_count(), 'fault')}); "
            "read_rows(rows) reads what can be read and reports every fault"
        )
        raise NotARecord(msg) from error


class _Index:
    """Records in order, and the look-ups over them, each made once and shared."""

    def __init__(self, records: dict[str, Base]) -> None:
        self.records = records

    @cached_property
    def kinds(self) -> Mapping[str, list[Base]]:
        """The records by kind, in order."""
        of_model: dict[type[Base], list[Base]] = defaultdict(list)
        for record in self.records.values():
            of_model[type(record)].append(record)
        return {kind: of_model[model] for kind, model in KINDS.items() if model in of_model}

    @cached_property
    def fields(self) -> Mapping[str, list[dict[str, Any]]]:
        """The fields of every record, by kind and in order."""
        return {kind: list(map(_HELD, of)) for kind, of in self.kinds.items()}

    @cached_property
    def given(self) -> Mapping[str, frozenset[str]]:
        """The fields that are given in some record, by kind."""
        return {
            kind: frozenset().union(*map(_GIVEN, records)) for kind, records in self.kinds.items()
        }

    def column(self, kind: str, field: str) -> Iterator[Any]:
        """The values of one field, in all records of a kind and in order."""
        return map(itemgetter(field), self.fields.get(kind, ()))

    @cached_property
    def parts(self) -> Mapping[type[Base], Mapping[str, list[Base]]]:
        """For each kind of which there are parts: whole to its parts, in order."""
        parts: dict[type[Base], Mapping[str, list[Base]]] = {}
        for kind, records in self.kinds.items():
            model = KINDS[kind]
            if names := part_fields(model):
                parts[model] = of_whole = defaultdict(list)
                wholes = zip(*(self.column(kind, name) for name in names), strict=True)
                for record, named in zip(records, wholes, strict=True):
                    for whole in named:
                        of_whole[whole].append(record)
                of_whole.pop(None, None)  # those that are part of nothing
        return parts

    @cached_property
    def all_evidence_names_a_cycle(self) -> bool:
        return all(self.column("evidence", "cycle"))

    @cached_property
    def linking(self) -> dict[str, list[Base]]:
        """Target to the records that link to it, each once, in order."""
        linking: dict[str, dict[str, Base]] = defaultdict(dict)
        for record in self.records.values():
            for link in links(record):
                linking[link.target][record.id] = record
        return {target: list(sources.values()) for target, sources in linking.items()}

    @cached_property
    def misfits(self) -> frozenset[str]:
        """The kinds of record of which some link leads to nothing here, or to a wrong kind."""
        ids = {kind: set(self.column(kind, "id")) for kind in self.kinds}

        @cache
        def known(kinds: tuple[str, ...]) -> set[str]:
            if len(kinds) == 1:
                return ids.get(kinds[0], set())
            return set().union(*(ids.get(kind, ()) for kind in kinds))

        return frozenset(
            kind
            for kind, given in self.given.items()
            for field in link_fields(KINDS[kind])
            if field.name in given and not known(field.kinds).issuperset(self._targets(kind, field))
        )

    def _targets(self, kind: str, field: LinkField) -> Iterable[str]:
        """Every id in a field of all records of a kind; where it is quick, each once."""
        if part_fields(KINDS[kind]) == (field.name,):
            return self.parts[KINDS[kind]]
        values = self.column(kind, field.name)
        if not field.many:
            return filter(None, values)
        given = chain.from_iterable(values)
        if field.inside is None:
            return given
        return filter(None, map(attrgetter(field.inside), given))

    @cached_property
    def positions(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.records)}


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

    _index: _Index
    _patch: Mapping[str, Base | None] = attrs.Factory(dict)
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
        return cls(_Index(held), outside=outside)

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
        return self._with(changes)

    def without(self, *ids: str) -> Programme:
        """This programme without these records.

        Raises:
            UnknownRecord: one of the ids is not here.
        """
        for id_ in ids:
            self[id_]
        return self._with(dict.fromkeys(ids))

    def elsewhere(self, outside: Outside | None) -> Programme:
        """The same records, as a slice whose other ids ``outside`` knows."""
        return attrs.evolve(self, outside=outside)

    def get(self, id_: str) -> Base | None:
        """The record of this id, or None."""
        if id_ in self._patch:
            return self._patch[id_]
        return self._index.records.get(id_)

    @property
    def look_up(self) -> Callable[[str | None], Base | None]:
        """``get``, in the quickest form there is, for what asks it of many ids."""
        if self._patch:
            return lambda id_: None if id_ is None else self.get(id_)
        return self._index.records.get  # type: ignore[return-value] # None is no id, and not found

    def __getitem__(self, id_: str) -> Base:
        record = self.get(id_)
        if record is None:
            msg = f'no record has the id "{id_}"'
            raise UnknownRecord(msg)
        return record

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self.get(id_) is not None

    def __iter__(self) -> Iterator[Base]:
        if not self._patch:
            yield from self._index.records.values()
            return
        for id_, record in self._index.records.items():
            held = self._patch.get(id_, record)
            if held is not None:
                yield held
        for id_, added in self._patch.items():
            if added is not None and id_ not in self._index.records:
                yield added

    @cached_property
    def _size(self) -> int:
        known = self._index.records
        return len(known) + sum(
            (record is not None) - (id_ in known) for id_, record in self._patch.items()
        )

    def __len__(self) -> int:
        return self._size

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
        if not self._patch:
            return tuple(self._index.kinds.get(name, ()))
        return tuple(record for record in self if record.kind == name)

    def gives(self, kind: str, field: str) -> bool:
        """Whether some record of a kind may say something in a field; a glance, as ``column``."""
        return bool(self._patch) or field in self._index.given.get(kind, ())

    def column(self, kind: str, field: str) -> Iterator[Any]:
        """The values of one field, in all records of a kind and in order.

        A glance at a whole programme: it takes a fraction of the time that its records take.
        """
        if self._patch:
            return (record.__dict__[field] for record in self.of_kind(kind))
        return self._index.column(kind, field)

    @overload
    def within(self, whole: str) -> tuple[Base, ...]: ...
    @overload
    def within(self, whole: str, kind: type[R]) -> tuple[R, ...]: ...
    def within(self, whole: str, kind: type[Base] | None = None) -> tuple[Base, ...]:
        """The parts of a record, in order: a cycle's entries, lessons and evidence, and so on."""
        parts = self._index.parts
        if kind is not None and not self._patch:
            return tuple(parts[kind].get(whole, ())) if kind in parts else ()
        models = parts if kind is None else parts.keys() & {kind}
        known = self._in_order(chain.from_iterable(parts[model].get(whole, ()) for model in models))
        if self._patch:
            known = self._patched(known, lambda record: _part_of(record, whole))
        return tuple(part for part in known if kind in (None, type(part)))

    def _in_order(self, records: Iterable[Base]) -> list[Base]:
        """Records of the index, as they stand in it."""
        places = self._index.positions
        return sorted(records, key=lambda record: places[record.id])

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
        if not self._patch and self._index.all_evidence_names_a_cycle:
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
        known = self._index.linking.get(id_, [])
        return tuple(self._patched(known, lambda record: _links_to(record, id_)))

    def links_fit(self, kind: str) -> bool:
        """Whether every link of every record of a kind is known to lead where it may."""
        return not self._patch and kind not in self._index.misfits

    def _patched(self, known: Iterable[Base], belongs: Callable[[Base], bool]) -> list[Base]:
        """What the index knows with the patch laid over it, in the order of the programme."""
        kept = [record for record in known if record.id not in self._patch]
        changed = [r for r in self._patch.values() if r is not None and belongs(r)]
        if not changed:
            return kept
        end = len(self._index.records)
        places = self._index.positions
        return sorted([*kept, *changed], key=lambda record: places.get(record.id, end))

    def _with(self, changes: Mapping[str, Base | None]) -> Programme:
        patch = {**self._patch, **changes}
        programme = Programme(self._index, patch, self.outside)
        if len(patch) * _FOLD_AT > len(self._index.records) + 100 * _FOLD_AT:
            folded = {record.id: record for record in programme}
            return Programme(_Index(folded), outside=self.outside)
        return programme

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


def _part_of(record: Base, whole: str) -> bool:
    return any(record.__dict__[name] == whole for name in part_fields(type(record)))


def _links_to(record: Base, id_: str) -> bool:
    return any(link.target == id_ for link in links(record))
