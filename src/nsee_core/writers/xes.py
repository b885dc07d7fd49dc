"""XES: the cycles and their entries as an event log that process mining tools open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any

from nsee_core.eventlogs import (
    NAME,
    PLACE,
    PREFIX,
    TIME,
    TRANSITION,
    UNSAYABLE,
    attributes_of_case,
    attributes_of_event,
    cases,
)
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Entry
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.safety import leaving
from nsee_core.tabular import Scalar, columns
from nsee_core.writers.xml import escaped

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
_TAG_OF = {"integer": "int", "number": "float", "truth": "boolean"}
#: The tags of attributes that are no strings.
_TAGS = {TIME: "date", PLACE: "int"} | {
    PREFIX + column.name: _TAG_OF[column.sort]
    for model in (Cycle, Entry)
    for column in columns(model)
    if column.sort in _TAG_OF
}


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
    """Write the cycles and entries of a programme to a file as XES, trace by trace, in UTF-8.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        path: the file, which is replaced if it is there.
        include_sensitive: whether to write it all instead.

    Raises:
        OSError: the file cannot be written.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(leaving(programme, include_sensitive=include_sensitive)))


def _pieces(programme: Programme) -> Iterator[str]:
    yield _HEAD
    for case in cases(programme):
        yield _marked_up(attributes_of_case(case), "<trace>\n")
        for event in case.events:
            yield _marked_up(attributes_of_event(event), "<event>\n", "</event>\n")
        yield "</trace>\n"
    yield _FOOT


def _marked_up(said: Mapping[str, Scalar], start: str, end: str = "") -> str:
    """A line for each attribute, and one more if a text holds what XML does not know."""
    names, values = tuple(said), tuple(said.values())
    if _is_plain(values):
        return _lines(names, start, end) % values
    texts = {name: _written(value) for name, value in said.items()}
    lost = {name: said[name] for name, text in texts.items() if "\ufffd" in text}
    if lost:
        texts[UNSAYABLE] = escaped(json.dumps(lost))
    return _lines(tuple(texts), start, end) % tuple(texts.values())


def _is_plain(values: Iterable[Any]) -> bool:
    """Whether values are texts that stand in XML as they are, as most do: one look saves time."""
    try:
        text = "".join(values)
    except TypeError:
        return False
    marked = "&" in text or "<" in text or ">" in text or '"' in text
    return not marked and text.isascii() and text.isprintable()


@lru_cache(maxsize=1024)
def _lines(names: tuple[str, ...], start: str, end: str) -> str:
    """The lines of attributes of these names, to be filled with their values."""
    lines = (f'<{_TAGS.get(name, "string")} key="{name}" value="%s"/>\n' for name in names)
    return "".join((start, *lines, end))


def _written(value: Scalar) -> str:
    return escaped(value) if isinstance(value, str) else json.dumps(value)
