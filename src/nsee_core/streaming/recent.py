"""What was asked for of late, as much of it as there is room for."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps what was put in or asked for of late, up to about twice a given weight.

    What was put in stays until as much again has come after it; what is asked for in that time
    stays longer. So there is no order to keep, and looking something up is quick. Something
    heavier than the room there is stays for a while, too.

    >>> recent = Recent[str, int](room=2)
    >>> for number, name in enumerate("abcde"):
    ...     recent.put(name, number, weight=1)
    ...     _ = recent.get("a")
    >>> recent.get("a"), recent.get("b"), recent.get("e")
    (0, None, 4)
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._weight = 0
        self._new: dict[K, tuple[V, int]] = {}
        self._old: dict[K, tuple[V, int]] = {}

    def get(self, key: K) -> V | None:
        """What was put in under a key, or None where it is no longer known."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Put something in, with what it weighs."""
        self._new[key] = value, weight
        self._weight += weight
        if self._weight > self._room:
            self._old, self._new, self._weight = self._new, {}, 0
