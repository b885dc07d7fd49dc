"""Records in order, with the look-ups over them, each made once and shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from nsee_core.records import KINDS, Base
from nsee_core.records.links import LinkField, link_fields, links, part_fields

_HELD, _GIVEN = attrgetter("__dict__"), attrgetter("__pydantic_fields_set__")


class Index:
    """Records in order, found by id, by kind, by what they are part of and by what they link to."""

    def __init__(self, records: dict[str, Base]) -> None:
        self.records = records

    def __iter__(self) -> Iterator[Base]:
        return iter(self.records.values())

    def __len__(self) -> int:
        return len(self.records)

    @property
    def get(self) -> Callable[[str | None], Base | None]:
        """Finds a record by its id."""
        return self.records.get  # type: ignore[return-value] # None is no id, and not found

    def of_kind(self, kind: str) -> Iterable[Base]:
        """The records of a kind, in order."""
        return self._kinds.get(kind, ())

    def gives(self, kind: str, field: str) -> bool:
        """Whether some record of a kind may say something in a field."""
        return field in self._given.get(kind, ())

    def column(self, kind: str, field: str) -> Iterator[Any]:
        """The values of one field, in all records of a kind and in order."""
        return map(itemgetter(field), self._fields.get(kind, ()))

    def within(self, whole: str, kind: type[Base] | None) -> Iterable[Base]:
        """The parts of a record, in order; of one kind or of all."""
        parts = self._parts
        if kind is not None:
            return parts[kind].get(whole, ()) if kind in parts else ()
        found = chain.from_iterable(of_whole.get(whole, ()) for of_whole in parts.values())
        return sorted(found, key=lambda record: self.positions[record.id])

    def linking_to(self, id_: str) -> Iterable[Base]:
        """The records that link to this one, each once, in order."""
        return self._linking.get(id_, ())

    def links_fit(self, kind: str) -> bool:
        """Whether every link of every record of a kind is known to lead where it may."""
        return kind not in self._misfits

    @cached_property
    def all_evidence_names_a_cycle(self) -> bool:
        """Whether none is known to be of a cycle only because its lesson is."""
        return all(self.column("evidence", "cycle"))

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each record stands, by its id."""
        return {id_: place for place, id_ in enumerate(self.records)}

    @cached_property
    def _kinds(self) -> Mapping[str, list[Base]]:
        """The records by kind, in order."""
        of_model: dict[type[Base], list[Base]] = defaultdict(list)
        for record in self.records.values():
            of_model[type(record)].append(record)
        return {kind: of_model[model] for kind, model in KINDS.items() if model in of_model}

    @cached_property
    def _fields(self) -> Mapping[str, list[dict[str, Any]]]:
        """The fields of every record, by kind and in order."""
        return {kind: list(map(_HELD, of)) for kind, of in self._kinds.items()}

    @cached_property
    def _given(self) -> Mapping[str, frozenset[str]]:
        """The fields that are given in some record, by kind."""
        return {
            kind: frozenset().union(*map(_GIVEN, records)) for kind, records in self._kinds.items()
        }

    @cached_property
    def _parts(self) -> Mapping[type[Base], Mapping[str, list[Base]]]:
        """For each kind of which there are parts: whole to its parts, in order."""
        parts: dict[type[Base], Mapping[str, list[Base]]] = {}
        for kind, records in self._kinds.items():
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
    def _linking(self) -> dict[str, list[Base]]:
        """Target to the records that link to it, each once, in order."""
        linking: dict[str, dict[str, Base]] = defaultdict(dict)
        for record in self.records.values():
            for link in links(record):
                linking[link.target][record.id] = record
        return {target: list(sources.values()) for target, sources in linking.items()}

    @cached_property
    def _misfits(self) -> frozenset[str]:
        """The kinds of record of which some link leads to nothing here, or to a wrong kind."""
        ids = {kind: set(self.column(kind, "id")) for kind in self._kinds}

        @cache
        def known(kinds: tuple[str, ...]) -> set[str]:
            if len(kinds) == 1:
                return ids.get(kinds[0], set())
            return set().union(*(ids.get(kind, ()) for kind in kinds))

        return frozenset(
            kind
            for kind, given in self._given.items()
            for field in link_fields(KINDS[kind])
            if field.name in given and not known(field.kinds).issuperset(self._targets(kind, field))
        )

    def _targets(self, kind: str, field: LinkField) -> Iterable[str]:
        """Every id in a field of all records of a kind; where it is quick, each once."""
        if part_fields(KINDS[kind]) == (field.name,):
            return self._parts[KINDS[kind]]
        values = self.column(kind, field.name)
        if not field.many:
            return filter(None, values)
        given = chain.from_iterable(values)
        if field.inside is None:
            return given
        return filter(None, map(attrgetter(field.inside), given))
