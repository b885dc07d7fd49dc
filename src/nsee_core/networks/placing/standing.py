"""Who stands for groups that are in each other, each time from when until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from heapq import heappop, heappush

from nsee_core.networks.placing.spans import Span

#: Who stands for something, each time with from when until when they were there.
Standing = Iterable[tuple[str, Span]]


def standing_for(
    circle: Collection[str],
    members: Callable[[str], Standing],
    of: Callable[[str, Span], Standing],
) -> Mapping[str, tuple[tuple[str, Span], ...]]:
    """Who stands for each of some groups, by belonging to it or to others of them in it.

    From each group, those in it go on into the groups that it is in, for as long as it is there. A
    stay that lies within another of the same one in the same group says no more, and goes no
    further: so, however groups are in each other, nobody goes round more often than there are ends
    to stay until.

    Args:
        circle: the groups, all in each other, or only one.
        members: who is in a group, each time with from when until when.
        of: who stands for a member that is none of these groups, during a stay.
    """
    outer = defaultdict[str, list[tuple[str, "Span"]]](list)
    waiting: list[tuple[date, int, int, str, str, Span]] = []
    so_far = 0

    def enter(group: str, node: str, stay: Span) -> None:
        nonlocal so_far
        so_far += 1
        heappush(waiting, (*_first_and_longest(stay), so_far, group, node, stay))

    for group in circle:
        for member, own in members(group):
            if member in circle:
                outer[member].append((group, own))
            else:
                for node, stay in of(member, own):
                    enter(group, node, stay)
    found = {group: list[tuple[int, str, "Span"]]() for group in circle}
    longest: dict[tuple[str, str, tuple[str | None, ...]], int] = {}
    while waiting:
        _, length, place, group, node, stay = heappop(waiting)
        key = group, node, _without_days(stay)
        if key in longest and longest[key] <= length:
            continue
        longest[key] = length
        found[group].append((place, node, stay))
        for other, own in outer[group]:
            if own.may_meet(stay):
                enter(other, node, own.within(stay))
    return {
        group: tuple((node, stay) for _, node, stay in sorted(there))
        for group, there in found.items()
    }


def _first_and_longest(stay: Span) -> tuple[date, int]:
    """By which stays are taken: what may have begun first, and of these what may last longest."""
    since = (stay.since and stay.since.earliest) or date.min
    until = (stay.until and stay.until.latest) or date.max
    return since, -until.toordinal()


def _without_days(stay: Span) -> tuple[str | None, ...]:
    """The dates of a stay that name no days, such as years of a project: they are in no order."""
    since = stay.since if stay.since and stay.since.earliest is None else None
    until = stay.until if stay.until and stay.until.latest is None else None
    return since and since.text, until and until.text
