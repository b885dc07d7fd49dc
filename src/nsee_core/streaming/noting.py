"""Readings that keep nothing: what comes of the lines is taken out of them."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from nsee_core.readers.intake import Intake
from nsee_core.records import Base


@attrs.define
class Noting(Intake):
    """A reading whose records are taken out of it, those as well whose ids are taken."""

    _noted: list[tuple[int, Base]] = attrs.field(factory=list, init=False)
    _unread: set[str] = attrs.field(factory=set, init=False)
    _lost: list[tuple[str, int]] = attrs.field(factory=list, init=False)

    def keep(self, record: Base, line: int) -> None:
        """Note a record."""
        self._noted.append((line, record))

    def unread(self, id_: str | None, wholes: Iterable[str], line: int) -> None:
        """Note that a record is there and could not be read."""
        if id_ is not None:
            self._unread.add(id_)
        self._lost += ((whole, line) for whole in wholes)

    def drain_records(self) -> list[tuple[int, Base]]:
        """The records since this was last asked, each with its line."""
        noted, self._noted = self._noted, []
        return noted

    def drain_unread(self) -> set[str]:
        """The ids, since this was last asked, of what is there and could not be read."""
        unread, self._unread = self._unread, set()
        return unread

    def drain_lost(self) -> list[tuple[str, int]]:
        """What it would be part of, since this was last asked, and on which line it stands."""
        lost, self._lost = self._lost, []
        return lost
