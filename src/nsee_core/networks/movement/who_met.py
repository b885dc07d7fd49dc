"""The occasions on which something could pass from some to others, and who they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from nsee_core.networks.graphs.taking_part import standing_entries
from nsee_core.networks.placing import Placing
from nsee_core.programme import Programme
from nsee_core.records import Lesson, Transfer, When

#: What brings people into contact.
ContactSort = Literal["transfer", "lesson", "entry"]
CONTACT_SORTS: tuple[ContactSort, ...] = get_args(ContactSort)


class Meeting(NamedTuple):
    """An occasion on which something could pass, from whom to whom, and what says so."""

    sort: ContactSort
    record: str
    when: When | None
    givers: Collection[str]
    receivers: Collection[str]

    def within(self, at_most: int) -> bool:
        """Whether it leads no more ways than a meeting of so many, told without making them."""
        return len(self.givers) * len(self.receivers) <= at_most**2

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """From whom to whom it leads; nobody meets themselves."""
        both = product(self.givers, self.receivers)
        return [(one, other) for one, other in both if one != other]


def meetings(
    programme: Programme, nodes: Placing, sorts: Container[ContactSort]
) -> Iterator[Meeting]:
    """All occasions of some sorts, sort by sort and in the order of the records."""
    for sort in CONTACT_SORTS:
        if sort in sorts:
            yield from _MEETINGS[sort](programme, nodes)


def handed_on(transfers: Iterable[Transfer], nodes: Placing) -> Iterator[Meeting]:
    """The occasions that transfers are: one way, from who gave to who received."""
    for each in transfers:
        givers, receivers = nodes.of((each.giver,)), nodes.of(each.receivers)
        yield Meeting("transfer", each.id, each.when, givers, receivers)


def _transfers(programme: Programme, nodes: Placing) -> Iterator[Meeting]:
    yield from handed_on(programme.of_kind(Transfer), nodes)


def _lessons(programme: Programme, nodes: Placing) -> Iterator[Meeting]:
    for lesson in programme.of_kind(Lesson):
        there = nodes.of((lesson.taught_by, *lesson.observed_by))
        yield Meeting("lesson", lesson.id, lesson.when, there, there)


def _entries(programme: Programme, nodes: Placing) -> Iterator[Meeting]:
    for entry in standing_entries(programme):
        if entry.by:
            there = nodes.of(entry.by)
            yield Meeting("entry", entry.id, entry.when, there, there)


_MEETINGS: Mapping[ContactSort, Callable[[Programme, Placing], Iterator[Meeting]]] = (
    MappingProxyType({"transfer": _transfers, "lesson": _lessons, "entry": _entries})
)
