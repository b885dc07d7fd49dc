"""The records of a file, fetched as they are asked for; those of late are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from nsee_core.engine.moment import as_it_was
from nsee_core.programme import Programme
from nsee_core.records import Base, When
from nsee_core.streaming.lines import Spot, record_at
from nsee_core.streaming.recent import Recent
from nsee_core.streaming.store import Store, wholes

#: Bytes of lines that are kept at hand as records; in memory these are some ten times as long.
_AT_HAND = 2 << 20
_ASKED = 100  # bytes, about, for what was asked about and is not there


class Held(NamedTuple):
    """The record on a line."""

    spot: Spot
    record: Base
    """As it stands in the file."""
    then: Base | None
    """As it was on the date that is asked about; None if it was not there yet."""


class Shelf:
    """The records of a file, by their ids and by what they are part of.

    Args:
        path: the file.
        store: where each record stands in it.
        by: a date; then each record is as it was on that.
    """

    def __init__(self, path: Path, store: Store, by: When | None = None) -> None:
        self._store, self._by = store, by
        self._open = ExitStack()
        #: One to go through the file and one to jump about in it, each with a buffer of its own.
        self._through, self._about = (self._open.enter_context(path.open("rb")) for _ in range(2))
        self._of_number = Recent[int, Held](_AT_HAND)
        self._of_id = Recent[str, tuple[Held | None]](_AT_HAND)
        self._parts = Recent[tuple[str, str | None], tuple[Base, ...]](_AT_HAND)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def __iter__(self) -> Iterator[Held]:
        """Every record, in order."""
        for spot in self._store.spots():
            held = self._held(spot, self._through)
            self._of_id.put(held.record.id, (held,), spot.length)
            yield held

    def find(self, id_: str) -> Held | None:
        """The record of this id, whether or not it was there on the date."""
        known = self._of_id.get(id_)
        if known is None:
            found = (self._held(spot, self._about) for spot in self._store.named(id_))
            known = (next((held for held in found if held.record.id == id_), None),)
            self._of_id.put(id_, known, known[0].spot.length if known[0] else _ASKED)
        return known[0]

    def parts(self, whole: str, kind: str | None = None) -> tuple[Base, ...]:
        """The parts of a record, or those of one kind, in order, as they were on the date."""
        known = self._parts.get((whole, kind))
        if known is None:
            found = (self._held(spot, self._about) for spot in self._store.parts(whole, kind))
            own = [held for held in found if whole in wholes(held.record)]
            known = tuple(held.then for held in own if held.then is not None)
            self._parts.put((whole, kind), known, _ASKED + sum(held.spot.length for held in own))
        return known

    def elsewhere(self, id_: str) -> bool | str:
        """Whether an id is known of what is not here, and of what kind that is, if that is known.

        It came later than the date, or it could not be read.
        """
        held = self.find(id_)
        return self._store.is_unread(id_) if held is None else held.record.kind

    def _held(self, spot: Spot, file: BinaryIO) -> Held:
        held = self._of_number.get(spot.number)
        if held is None:
            record = record_at(file, spot)
            held = Held(spot, record, self._as_it_was(record))
            self._of_number.put(spot.number, held, spot.length)
        return held

    def _as_it_was(self, record: Base) -> Base | None:
        if self._by is None:
            return record
        return as_it_was(Programme.of([record]), self._by).get(record.id)
