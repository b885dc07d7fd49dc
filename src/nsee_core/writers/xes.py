"""XES: the cycles and their entries as an event log that process mining tools open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from os import PathLike
from typing import Any, TypeVar

from nsee_core.eventlogs import (
    COLUMNS_OF_CASE,
    COLUMNS_OF_EVENT,
    NAME,
    PLACE,
    PREFIX,
    TIME,
    TRANSITION,
    TRANSITIONS,
    UNSAYABLE,
    Case,
    Event,
    attributes_of_case,
    attributes_of_event,
    cases,
)
from nsee_core.files import write_chunks
from nsee_core.programme import Programme
from nsee_core.records import Base, Cycle, Entry
from nsee_core.records.links import link_fields
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.safety import leaving
from nsee_core.tabular import Column, Scalar, Sort, cell_of, teller
from nsee_core.writers.xml import escaped

R = TypeVar("R", bound=Base)

_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace">
<string key="{NAME}" value="UNKNOWN"/>
</global>
<global scope="event">
<string key="{NAME}" value="UNKNOWN"/>
<string key="{TRANSITION}" value="complete"/>
</global>
<classifier name="Activity" keys="{NAME}"/>
<classifier name="Activity and transition" keys="{NAME} {TRANSITION}"/>
<string key="lifecycle:model" value="standard"/>
<string key="{PREFIX}schema" value="{SCHEMA}"/>
<int key="{PREFIX}version" value="{SCHEMA_VERSION}"/>
"""
_FOOT = "</log>\n"
#: The tags of what is no string, by the sort of the column.
_TAGS: Mapping[Sort, str] = {"integer": "int", "number": "float", "truth": "boolean"}
#: The tags of what is no column.
_TAG_OF = {TIME: "date", PLACE: "int"} | {
    name: _TAGS[column.sort]
    for of in (COLUMNS_OF_CASE, COLUMNS_OF_EVENT)
    for name, column in of.items()
    if column.sort in _TAGS
}
_END = '"/>\n'
#: What stands for a character that XML does not know.
_LOST = "\ufffd"


def to_xes(programme: Programme, *, include_sensitive: bool = False) -> str:
    """The cycles of a programme and their entries as XES (IEEE 1849-2016).

    A cycle is a trace, an entry is an event of it, in the order in which entries count. An event
    has the standard ``concept:name``, the step; ``lifecycle:transition``, which is ``start`` for
    a step that was started and else ``complete``; ``time:timestamp``, the start of the first day
    that its date can be, in UTC, unless no such day is known; and ``org:resource``, by whom. All
    other columns of a cycle or an entry are attributes behind the prefix ``nsee:``, as
    ``tabular.flat`` has them, such as ``nsee:when``, the date as it was given: what is written is
    read back equal. Entries that a correction stands in for are no events; their trace keeps them
    as ``nsee:superseded``. Records of other kinds have no place in XES.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Cycle, Entry, Programme
    >>> log = to_xes(Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="1.1")]))
    >>> print(log[log.index("<trace>"):])
    <trace>
    <string key="concept:name" value="c"/>
    <string key="nsee:id" value="c"/>
    <event>
    <string key="concept:name" value="1.1"/>
    <string key="lifecycle:transition" value="complete"/>
    <string key="nsee:id" value="e"/>
    </event>
    </trace>
    </log>
    """
    return "".join(_pieces(leaving(programme, include_sensitive=include_sensitive)))


def write_xes(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_xes`` gives to a file, trace by trace, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    pieces = _pieces(leaving(programme, include_sensitive=include_sensitive))
    write_chunks(path, map(str.encode, pieces))


def _pieces(programme: Programme) -> Iterator[str]:
    """The log, case by case."""
    yield _HEAD
    for case in cases(programme):
        yield "".join((_start(case), *map(_event, case.events), "</trace>\n"))
    yield _FOOT


def _start(case: Case) -> str:
    """The start of a trace, and its attributes."""
    if case.cycle is not None and not case.superseded:
        text = "".join((f"<trace>\n{_opening(NAME)}{case.id}{_END}", *_of_cycle(case.cycle)))
        if _LOST not in text:
            return text
    return _marked_up(attributes_of_case(case), "<trace>\n")


def _event(event: Event) -> str:
    """An event and its attributes."""
    entry, timestamp, place = event
    if place is None:
        time = "" if timestamp is None else f"{_TIMED}{timestamp}{_END}"
        text = "".join((_taken(entry.step, entry.event), time, *_of_entry(entry), "</event>\n"))
        if _LOST not in text:
            return text
    return _marked_up(attributes_of_event(event), "<event>\n", "</event>\n")


def _marked_up(said: Mapping[str, Scalar], start: str, end: str = "") -> str:
    """A line for each attribute, and one more if a text holds what XML does not know."""
    texts = {name: _written(value) for name, value in said.items()}
    lost = {name: said[name] for name, text in texts.items() if _LOST in text}
    if lost:
        texts[UNSAYABLE] = escaped(json.dumps(lost))
    lines = (f"{_opening(name)}{text}{_END}" for name, text in texts.items())
    return "".join((start, *lines, end))


def _opening(name: str) -> str:
    """The line of an attribute up to its value."""
    return f'<{_TAG_OF.get(name, "string")} key="{name}" value="'


_TIMED = _opening(TIME)


@lru_cache(maxsize=1024)
def _taken(step: str, event: str) -> str:
    """The start of an event, and its activity and transition: there are few of them."""
    return _marked_up({NAME: step, TRANSITION: TRANSITIONS[event]}, "<event>\n")


def _written(value: Scalar) -> str:
    return escaped(value) if isinstance(value, str) else json.dumps(value)


def _teller(model: type[R], attributes: Mapping[str, Column]) -> Callable[[R], list[str]]:
    """What tells the lines of a record, with all done once that is the same for every record."""
    ids = {"id", *(field.name for field in link_fields(model) if field.inside is None)}
    return teller(
        model,
        [
            (column.path, _line(_opening(name), column, is_id=column.name in ids))
            for name, column in attributes.items()
        ],
    )


def _line(opening: str, column: Column, *, is_id: bool) -> Callable[[Any], str]:
    """What makes the line of an attribute of the value of its column.

    No character of an id is special, neither to XML nor in a list, so nothing is looked for there.
    """
    if is_id and column.sort == "list":
        return lambda ids: f"{opening}{'; '.join(ids)}{_END}"
    if is_id:
        return lambda id_: f"{opening}{id_}{_END}"
    if column.sort == "date":  # one date is that of many records
        dated = lru_cache(maxsize=4096)(lambda text: f"{opening}{escaped(text)}{_END}")
        return lambda when: dated(when.text)
    if column.sort in _TAGS:
        return lambda number: f"{opening}{_written(number)}{_END}"
    cell = cell_of(column.sort)
    if cell is None:
        return lambda text: f"{opening}{escaped(text)}{_END}"
    return lambda value: f"{opening}{escaped(cell(value))}{_END}"


_of_cycle = _teller(Cycle, COLUMNS_OF_CASE)
_of_entry = _teller(Entry, COLUMNS_OF_EVENT)
