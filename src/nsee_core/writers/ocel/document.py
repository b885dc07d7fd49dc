"""OCEL 2.0 as a JSON document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from json.encoder import encode_basestring as _quoted
from os import PathLike
from typing import Any

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.safety import leaving
from nsee_core.tabular import Sort, cell_of
from nsee_core.writers.ocel.log import ALWAYS, Form, ObjectLog, Types

Row = dict[str, Any]

_BETWEEN = ",\n"
#: So many rows go to the file at once: a call for each takes longer, and more hold more memory.
_BATCH = 256


def to_ocel(programme: Programme, *, include_sensitive: bool = False) -> dict[str, list[Row]]:
    """A programme as an object-centric event log, ready for ``json.dumps``.

    Each entry is an event of the type of its step, and every other record an object of the type of
    its kind, so that nothing is left out and nothing invented. An entry that a correction stands
    in for is an object, too. Links are relations, qualified by the names of their fields.

    The time of an event is the first day that its date can be, with the date as it was given in
    the attribute ``when``. Events of one cycle on one day are told apart by milliseconds, so that
    they stay in order. OCEL wants a time for all of them: the attribute ``time_is`` says where it
    is only the ``start of date``, that of a dated ``neighbour``, or ``unknown``. Objects do not
    change, so that the time of their attributes is the start of 1970, as the standard has it.

    Values are texts, of numbers too, as the schema demands; their types are declared.

    Source: OCEL (Object-Centric Event Log) 2.0 Specification, 2023, section 8 (arXiv:2403.01975).

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Cycle, Entry, Programme
    >>> log = to_ocel(Programme.of([Cycle(id="c"), Entry(id="e", cycle="c", step="1.1")]))
    >>> [(event["type"], event["relationships"]) for event in log["events"]]
    [('1.1', [{'objectId': 'c', 'qualifier': 'cycle'}])]
    """
    log = ObjectLog(leaving(programme, include_sensitive=include_sensitive))
    held: dict[str, list[Row]] = json.loads("".join(_text(log)))
    return held


def write_ocel_json(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_ocel`` gives to a file, bit by bit, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    log = ObjectLog(leaving(programme, include_sensitive=include_sensitive))
    write_pieces(path, _text(log))


def _text(log: ObjectLog) -> Iterator[str]:
    opening = "{"
    for name, rows in (
        ("eventTypes", _types(log.event_types())),
        ("objectTypes", _types(log.object_types())),
        ("events", _events(log)),
        ("objects", _objects(log)),
    ):
        yield f'{opening}"{name}": ['
        mark = "\n"
        while batch := list(islice(rows, _BATCH)):
            yield f"{mark}{_BETWEEN.join(batch)}"
            mark = _BETWEEN
        opening = "],\n"
    yield "]}\n"


def _types(types: Types) -> Iterator[str]:
    for name, attributes in types.items():
        held = [{"name": attribute, "type": type_} for attribute, type_ in attributes.items()]
        yield json.dumps({"name": name, "attributes": held}, ensure_ascii=False)


# Ids, names of fields and times need no marks before their characters, and are put in as they are:
# to have each row encoded as a whole takes many times as long.


def _events(log: ObjectLog) -> Iterator[str]:
    for id_, type_, time, attributes, related in log.events(Form(_attribute(), _relation)):
        yield (
            f'{{"id": "{id_}", "type": {_quoted(type_)}, "time": "{time}", '
            f'"attributes": [{", ".join(attributes)}], "relationships": [{", ".join(related)}]}}'
        )


def _objects(log: ObjectLog) -> Iterator[str]:
    form = Form(_attribute(f'"time": "{ALWAYS}", '), _relation)
    for id_, type_, _, attributes, related in log.objects(form):
        yield (
            f'{{"id": "{id_}", "type": "{type_}", '
            f'"attributes": [{", ".join(attributes)}], "relationships": [{", ".join(related)}]}}'
        )


def _attribute(time: str = "") -> Callable[[str, Sort], Callable[[Any], str]]:
    """How an attribute is written, with its time if it has one."""

    def form(name: str, sort: Sort) -> Callable[[Any], str]:
        start = f'{{"name": "{name}", {time}"value": '
        if sort == "text":
            return lambda text: f"{start}{_quoted(text)}}}"
        if sort == "truth":
            return lambda truth: f'{start}"{"true" if truth else "false"}"}}'
        cell = cell_of(sort)
        if cell is None:
            return lambda number: f'{start}"{number}"}}'
        return lambda value: f"{start}{_quoted(cell(value))}}}"

    return form


def _relation(qualifier: str) -> Callable[[str], str]:
    end = f'", "qualifier": "{qualifier}"}}'
    return lambda id_: f'{{"objectId": "{id_}{end}'
