"""What a log holds, from whatever it was read: events and objects of plain values."""

from __future__ import annotations

from typing import Any, NamedTuple


class Attribute(NamedTuple):
    """What an attribute is, from some time on."""

    name: str
    value: Any
    time: str


class Item(NamedTuple):
    """An event or an object."""

    id: str
    type: str
    times: list[str]
    """When an event took place, as it is written there: once. Of an object, nothing that counts."""
    attributes: list[Attribute]
    related: list[tuple[str, str]]
    """The ids of objects, each with what it is to this."""
    line: int
    table: str | None = None
    """The table in which its line is, if it is none of a file."""

    @property
    def time(self) -> str:
        """When an event took place; empty if nothing says so."""
        return next(iter(self.times), "")


class Log(NamedTuple):
    """The events and objects of a log, in order."""

    events: list[Item]
    objects: list[Item]
