"""By when contacts reach everybody: one sweep through them in the order of their days."""

from __future__ import annotations

from array import array

import numpy as np

from nsee_core.networks.days import AFTER, BEFORE, Days
from nsee_core.networks.movement.contact_table import ContactTable, Nodes, packed

#: The day on which what is never reached is reached.
_NEVER = AFTER + 1


def certainly_by(met: ContactTable, size: int, sources: Nodes) -> Days:
    """For everybody the day by which they are certainly reached.

    Going through the contacts by their first day, whatever a contact rests on was seen before it:
    that ended before this began.

    Args:
        met: the contacts, by their first day.
        size: how many there are to reach.
        sources: who is reached to begin with.
    """
    by = array("q", [_NEVER]) * size
    for node in sources.tolist():
        by[node] = BEFORE - 1
    columns = (met.source, met.target, met.first, met.last)
    for source, target, first, last in zip(*map(packed, columns), strict=True):
        if last < by[target] and by[source] < first:
            by[target] = last
    return np.array(by, np.int64)


def possibly_on(met: ContactTable, size: int, sources: Nodes) -> Days:
    """For everybody the first day on which they can be reached.

    Going through the contacts by their first day, whoever is reached is reached as early as can be.
    On that day also what began before and was not over yet can carry it on.

    Args:
        met: the contacts, by their first day.
        size: how many there are to reach.
        sources: who is reached to begin with.
    """
    count = len(met.source)
    onward = met.where(np.argsort(met.source * count + np.arange(count)))
    starts = packed(np.searchsorted(onward.source, np.arange(size + 1)))
    targets, firsts, lasts = map(packed, (onward.target, onward.first, onward.last))
    on = array("q", [_NEVER]) * size
    for node in sources.tolist():
        on[node] = BEFORE

    def spread(node: int, day: int) -> None:
        """Reach somebody, and on the same day whoever is in a contact that is not over yet."""
        on[node], waiting = day, [node]
        while waiting:
            node = waiting.pop()
            for at in range(starts[node], starts[node + 1]):
                if firsts[at] > day:
                    break
                target = targets[at]
                if lasts[at] >= day and on[target] > day:
                    on[target] = day
                    waiting.append(target)

    columns = (met.source, met.target, met.first)
    for source, target, first in zip(*map(packed, columns), strict=True):
        if on[target] > first and on[source] <= first:
            spread(target, first)
    return np.array(on, np.int64)


def in_time(met: ContactTable, by: Days) -> ContactTable:
    """The contacts that certainly reach somebody as early as any."""
    return met.where((by[met.source] < met.first) & (met.last == by[met.target]))


def on_the_day(met: ContactTable, on: Days) -> ContactTable:
    """The contacts that can reach somebody as early as any, on the day on which that is."""
    leaves = on[met.source]
    arrives = np.maximum(leaves, met.first)
    return met.where((leaves <= met.last) & (arrives == on[met.target]))
