"""The occasions on which something could pass from some to others, and who they were."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from nsee_core.networks.graphs.handing import Handing
from nsee_core.networks.graphs.taking_part import standing_entries
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.presence import Presence
from nsee_core.programme import Programme
from nsee_core.records import Entry, Lesson, Transfer, When

#: What brings people into contact.
ContactSort = Literal["transfer", "lesson", "entry"]
CONTACT_SORTS: tuple[ContactSort, ...] = get_args(ContactSort)


class Meeting(NamedTuple):
    """An occasion on which something could pass: of what sort, what says so, and when it was."""

    sort: ContactSort
    record: str
    when: When | None


def meetings(
    programme: Programme, nodes: Placing, sorts: Container[ContactSort]
) -> Iterator[Handing[Meeting]]:
    """All occasions of some sorts, sort by sort and in the order of the records."""
    for sort in CONTACT_SORTS:
        if sort in sorts:
            yield from _MEETINGS[sort](programme, nodes)


def handed_on(transfers: Iterable[Transfer], nodes: Placing) -> Iterator[Handing[Meeting]]:
    """The occasions that transfers are: one way, from who gave to who received."""
    for each in transfers:
        givers, receivers = nodes.of((each.giver,), each), nodes.of(each.receivers, each)
        yield Handing(Meeting("transfer", each.id, each.when), givers, receivers)


def _transfers(programme: Programme, nodes: Placing) -> Iterator[Handing[Meeting]]:
    return handed_on(programme.of_kind(Transfer), nodes)


def _lessons(programme: Programme, nodes: Placing) -> Iterator[Handing[Meeting]]:
    for lesson in programme.of_kind(Lesson):
        yield _met("lesson", lesson, nodes.of((lesson.taught_by, *lesson.observed_by), lesson))


def _entries(programme: Programme, nodes: Placing) -> Iterator[Handing[Meeting]]:
    for entry in standing_entries(programme):
        if entry.by:
            yield _met("entry", entry, nodes.of(entry.by, entry))


def _met(
    sort: ContactSort, record: Lesson | Entry, there: Mapping[str, Presence]
) -> Handing[Meeting]:
    return Handing(Meeting(sort, record.id, record.when), there, there)


_MEETINGS: Mapping[ContactSort, Callable[[Programme, Placing], Iterator[Handing[Meeting]]]] = (
    MappingProxyType({"transfer": _transfers, "lesson": _lessons, "entry": _entries})
)
