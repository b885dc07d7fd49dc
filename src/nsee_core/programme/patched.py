"""An index with what differs from it held apart, until there is so much that it is folded in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from nsee_core.programme.index import Index
from nsee_core.records import Base
from nsee_core.records.links import links, part_fields

#: A patch larger than this share of the whole is folded into a new index.
FOLD_AT = 8

Patch = Mapping[str, Base | None]


def changed(held: Index | Patched, changes: Patch) -> Index | Patched:
    """What is held, with some records added, put in the place of others, or (None) taken away."""
    if isinstance(held, Patched):
        return changed(held.index, {**held.patch, **changes})
    patched = Patched(held, changes)
    if len(changes) * FOLD_AT > len(held) + 100 * FOLD_AT:
        return Index({record.id: record for record in patched})
    return patched if changes else held


class Patched:
    """An index with a patch laid over it; it answers as an index of the outcome would."""

    all_evidence_names_a_cycle = False  # it is not known

    def __init__(self, index: Index, patch: Patch) -> None:
        self.index, self.patch = index, patch

    def __iter__(self) -> Iterator[Base]:
        for id_, record in self.index.records.items():
            held = self.patch.get(id_, record)
            if held is not None:
                yield held
        for id_, added in self.patch.items():
            if added is not None and id_ not in self.index.records:
                yield added

    def __len__(self) -> int:
        known = self.index.records
        return len(known) + sum(
            (record is not None) - (id_ in known) for id_, record in self.patch.items()
        )

    def get(self, id_: str | None) -> Base | None:
        """The record of this id."""
        if id_ is not None and id_ in self.patch:
            return self.patch[id_]
        return self.index.get(id_)

    def of_kind(self, kind: str) -> Iterable[Base]:
        """The records of a kind, in order."""
        return (record for record in self if record.kind == kind)

    def gives(self, _kind: str, _field: str) -> bool:
        """Whether some record of a kind may say something in a field: it is not known."""
        return True

    def column(self, kind: str, field: str) -> Iterator[Any]:
        """The values of one field, in all records of a kind and in order."""
        return (record.__dict__[field] for record in self.of_kind(kind))

    def within(self, whole: str, kind: type[Base] | None) -> Iterable[Base]:
        """The parts of a record, in order; of one kind or of all."""

        def belongs(record: Base) -> bool:
            return kind in (None, type(record)) and _is_part(record, whole)

        return self._laid_over(self.index.within(whole, kind), belongs)

    def linking_to(self, id_: str) -> Iterable[Base]:
        """The records that link to this one, each once, in order."""
        return self._laid_over(
            self.index.linking_to(id_),
            lambda record: any(link.target == id_ for link in links(record)),
        )

    def links_fit(self, _kind: str) -> bool:
        """Whether every link of every record of a kind is known to lead where it may: it is not."""
        return False

    def _laid_over(self, known: Iterable[Base], belongs: Callable[[Base], bool]) -> Iterable[Base]:
        """What the index knows with the patch laid over it, in the order of the whole."""
        kept = [record for record in known if record.id not in self.patch]
        put = [r for r in self.patch.values() if r is not None and belongs(r)]
        if not put:
            return kept
        places, end = self.index.positions, len(self.index)
        return sorted([*kept, *put], key=lambda record: places.get(record.id, end))


def _is_part(record: Base, whole: str) -> bool:
    return any(record.__dict__[name] == whole for name in part_fields(type(record)))
