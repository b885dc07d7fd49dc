"""Whom ids stand for at a level, and which of them cannot be placed there."""

from __future__ import annotations

from collections.abc import Iterable

from nsee_core.networks.levels import Level, Places, known_level


class Placing:
    """Whom ids stand for at a level, noting those that stand for nobody.

    Raises:
        UnknownLevel: there is no such level.
    """

    def __init__(self, places: Places, level: Level) -> None:
        self._places, self._level = places, known_level(level)
        self._unplaced: dict[str, None] = {}

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The ids that stood for nobody so far, each once."""
        return tuple(self._unplaced)

    def of(self, ids: Iterable[str | None]) -> dict[str, None]:
        """Everybody that these stand for, each once and in order."""
        found: dict[str, None] = {}
        for id_ in filter(None, ids):
            at = self._places.at(id_, self._level)
            found.update(dict.fromkeys(at))
            if not at:
                self._unplaced[id_] = None
        return found
