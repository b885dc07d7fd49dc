"""What an event log in XES holds: traces and events, and attributes of one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Event(NamedTuple):
    """An event: what it says, and the line on which it begins."""

    said: dict[str, Any]
    line: int
    twice: list[str]
    """The attributes that stand there more than once."""


class Trace(NamedTuple):
    """A trace: what it says, the line on which it begins, and its events in order."""

    said: dict[str, Any]
    line: int
    twice: list[str]
    events: list[Event]


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text.strip().lower()]


def _int(text: str) -> int | str:
    return int(text)


#: How the text of each sort of attribute is read; of None, as it stands.
READS: Mapping[str, Callable[[str], Any] | None] = {
    "string": None,
    "date": None,
    "id": None,
    "int": _int,
    "float": float,
    "boolean": _boolean,
}
#: What reading one of them may raise.
UNREADABLE = (ValueError, KeyError)
