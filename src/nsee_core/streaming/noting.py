"""Readings that keep nothing: what comes of the lines is taken out of them."""

from __future__ import annotations

import attrs

from nsee_core.findings import Finding
from nsee_core.readers.reading import Gathering
from nsee_core.records import Base


@attrs.define
class Draining(Gathering):
    """A reading whose findings are taken out of it."""

    def drain(self) -> list[Finding]:
        """What was found since this was last asked."""
        found, self._findings = self._findings, []
        return found


@attrs.define
class Noting(Draining):
    """A reading whose records are taken out of it too, those as well whose ids are taken."""

    _noted: list[tuple[int, Base]] = attrs.field(factory=list, init=False)

    def keep(self, record: Base, line: int) -> None:
        """Note a record."""
        self._noted.append((line, record))

    def drain_records(self) -> list[tuple[int, Base]]:
        """The records since this was last asked, each with its line."""
        noted, self._noted = self._noted, []
        return noted

    def drain_unread(self) -> set[str]:
        """The ids, since this was last asked, of what is there and could not be read."""
        unread, self._unread = self._unread, set()
        return unread
