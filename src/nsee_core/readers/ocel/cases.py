"""Logs of other programs: objects of one type are cycles, and events to do with them entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from nsee_core.readers.eventlogs.steps import Steps, are, say_unknown
from nsee_core.readers.ocel.items import Attribute, Item, Log
from nsee_core.readers.reading import Gathering
from nsee_core.rules import reading as codes
from nsee_core.wording import counted, visible

#: Characters of what an event says that are said again by each entry that it is; of more, its
#: first entry alone says what it says at length, or a small log would fill any memory.
_LONGEST = 1000
_AT_LENGTH = ("attributes", "relationships")
_COLUMNS = {"case": "id", "activity": "type", "timestamp": "time"}


def read_cases(
    gathering: Gathering,
    log: Log,
    case: str,
    activities: Mapping[str, str] | None,
    protocol: str | None,
) -> None:
    """Keep the objects of a type as cycles, and the events that relate to them as entries.

    What else they say and relate to is kept in ``ext``. What does not is counted in findings.
    """
    types = Counter(item.type for item in log.objects)
    if case not in types:
        say_unknown(gathering, case, "type of object", types)
    steps = Steps(gathering, _COLUMNS, activities, protocol)
    cycles = {
        item.id: steps.case(_said(item), item.line) for item in log.objects if item.type == case
    }
    aside: Counter[str] = Counter()
    once: Counter[str] = Counter()
    for item in log.events:
        own = dict.fromkeys(cycles[id_] for id_, _ in item.related if id_ in cycles)
        said = _said(item)
        for number, cycle in enumerate(own):
            if number == 1 and len(repr(said)) > _LONGEST:
                once[item.type] += 1
                said = {name: value for name, value in said.items() if name not in _AT_LENGTH}
            steps.event(cycle, said, item.line)
        aside[item.type] += not own
    steps.done()
    for type_, count in once.items():
        _said_once(gathering, count, type_)
    for type_, count in (+aside).items():
        _not_read(gathering, count, "event", type_, f'no object of the type "{case}" is related')
    for type_, count in types.items():
        if type_ != case:
            _not_read(
                gathering,
                count,
                "object",
                type_,
                "only what relates to them keeps their ids",
            )


def _said(item: Item) -> dict[str, Any]:
    """What an event or object says by itself, with all that it has to do with."""
    said: dict[str, Any] = {"id": item.id, "type": item.type}
    if item.time:
        said["time"] = item.time
    if item.attributes:
        said["attributes"] = _by_name(item.attributes)
    if item.related:
        said["relationships"] = [
            {"objectId": id_, "qualifier": qualifier} for id_, qualifier in item.related
        ]
    return said


def _by_name(attributes: list[Attribute]) -> dict[str, Any]:
    """The value of each attribute; of one that changed, each with the time from which it holds."""
    values: dict[str, list[Attribute]] = {}
    for attribute in attributes:
        values.setdefault(attribute.name, []).append(attribute)
    return {
        name: held[0].value
        if len(held) == 1
        else [{"time": each.time, "value": each.value} for each in held]
        for name, held in values.items()
    }


def _said_once(gathering: Gathering, count: int, type_: str) -> None:
    """Say of how many events of a type only the first entry says all that they say."""
    of = f'{counted(count, "event")} of the type "{visible(type_, 60)}"'
    what = f"the attributes and relations of {of} are, for all cases but the first,"
    why = "each case would repeat them, and they are long"
    gathering.say(codes.NOT_READ, None, what=what, why=why)


def _not_read(gathering: Gathering, count: int, noun: str, type_: str, why: str) -> None:
    """Say how many events or objects of a type are no records."""
    what = f'{counted(count, noun)} of the type "{visible(type_, 60)}" {are(count)}'
    gathering.say(codes.NOT_READ, None, what=what, why=why)
