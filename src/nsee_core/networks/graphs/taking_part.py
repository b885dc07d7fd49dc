"""The occasions on which people work together, and who takes part in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Real
from types import MappingProxyType
from typing import Literal, NamedTuple, cast, get_args

from nsee_core.engine.ordering import superseded
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.placing.levels import is_group
from nsee_core.networks.placing.spans import ALWAYS, Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records import Base, Cycle, Entry, Lesson
from nsee_core.wording import a, shown

#: What can bring people together; a network does by its memberships.
Sort = Literal["trio", "team", "lesson", "cycle", "entry", "network"]
#: What somebody does there.
Part = Literal["member", "taught", "observed", "led", "critical friend", "took part"]

#: What counts as working together unless told otherwise, and how much: a trio, a team, a research
#: lesson and a cycle once each. To belong to one network is not to have worked together, and the
#: entries of a cycle repeat it; both count where they are asked for.
COUNTING: Mapping[Sort, float] = MappingProxyType(
    {"trio": 1.0, "team": 1.0, "lesson": 1.0, "cycle": 1.0}
)


class UnknownSort(ValueError):
    """Something was to count as working together that is no occasion, or by no positive weight."""


class Occasion(NamedTuple):
    """Something on which people worked together: which record says so, and who took part."""

    record: Base
    sort: Sort
    weight: float
    taking_part: Iterator[tuple[str, Part, Span]]
    """Who, as what, and from when until when they belonged, if to belong is to take part."""


def occasions(
    programme: Programme, stays: Stays, counting: Mapping[Sort, float]
) -> Iterator[Occasion]:
    """Every occasion that counts, sort by sort and in the order of the records.

    Raises:
        UnknownSort: ``counting`` names no sort of occasion, or gives one a weight that is none.
    """
    for sort, weight in _checked(counting).items():
        records = standing_entries(programme) if sort == "entry" else programme.of_kind(sort)
        for record in records:
            yield Occasion(record, sort, weight, _taking_part(record, stays))


def _checked(counting: object) -> Mapping[Sort, float]:
    if not isinstance(counting, Mapping):
        msg = f"counting cannot be {shown(counting)}; say how much each counts: {{'trio': 1}}"
        raise UnknownSort(msg)
    for sort, weight in counting.items():
        chosen(sort, get_args(Sort), UnknownSort, '"{}" is nothing that people do together')
        if not (isinstance(weight, Real) and 0 < float(weight) < float("inf")):
            raise UnknownSort(f"{a(sort)} cannot count {weight}; give a number above 0")
    return counting


def standing_entries(programme: Programme) -> Iterator[Entry]:
    """The entries that no other corrects, in order."""
    corrected: set[str] = set()
    if programme.gives("entry", "corrects"):
        for cycle in dict.fromkeys(programme.column("entry", "cycle")):
            corrected.update(superseded(programme.within(cycle, Entry)))
    return (entry for entry in programme.of_kind(Entry) if entry.id not in corrected)


def _taking_part(record: Base, stays: Stays) -> Iterator[tuple[str, Part, Span]]:
    if is_group(record):
        return ((id_, "member", stay) for id_, stay in stays.members(record))
    return ((id_, part, ALWAYS) for id_, part in named(record))


def named(record: Base) -> Iterator[tuple[str, Part]]:
    """Who a cycle, lesson or entry names, by id, and as what; somebody may be named twice.

    Pupils who observed a lesson are left out: they are whom the work is for, and carry no way of
    teaching on.
    """
    match record.kind:  # of whole countries, where ``isinstance`` takes long
        case "lesson":
            return _of_lesson(cast("Lesson", record))
        case "cycle":
            return _of_cycle(cast("Cycle", record))
    return ((id_, "took part") for id_ in cast("Entry", record).by)


def _of_lesson(lesson: Lesson) -> Iterator[tuple[str, Part]]:
    if lesson.taught_by is not None:
        yield lesson.taught_by, "taught"
    yield from ((observer, "observed") for observer in lesson.observed_by)


def _of_cycle(cycle: Cycle) -> Iterator[tuple[str, Part]]:
    for leader in cycle.led_by:
        yield leader, "led"
    if cycle.trio is not None:
        yield cycle.trio, "member"
    if cycle.critical_friends is not None:
        yield cycle.critical_friends, "critical friend"
    for organisation in cycle.organisations:
        yield organisation, "took part"
