"""Over how few contacts everybody is reached, and from whom last."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.movement.contact_table import ContactTable, Nodes, packed


class Hops(NamedTuple):
    """Over how few contacts each is reached, and from whom last: -1 if not at all."""

    steps: Nodes
    via: Nodes

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Whether it is."""
        return np.greater_equal(self.steps, 0)


def hops(met: ContactTable, sources: Nodes, rank: Nodes) -> Hops:
    """How everybody is reached over the fewest of these contacts, whenever they were.

    Args:
        met: the contacts.
        sources: who is reached to begin with.
        rank: the place of each among all of them by id, which decides who is named.
    """
    size = len(rank)
    onward = np.argsort(met.source)
    starts = packed(np.searchsorted(met.source[onward], np.arange(size + 1)))
    targets = packed(met.target[onward])
    steps, reached = [-1] * size, sources.tolist()
    for node in reached:
        steps[node] = 0
    for node in reached:  # which grows, as they are reached
        step = steps[node] + 1
        for target in targets[starts[node] : starts[node + 1]]:
            if steps[target] < 0:
                steps[target] = step
                reached.append(target)
    taken = np.array(steps, np.int64)
    shortest = (taken[met.source] >= 0) & (taken[met.target] == taken[met.source] + 1)
    before = np.full(size, size, np.int64)
    np.minimum.at(before, met.target[shortest], rank[met.source[shortest]])
    return Hops(taken, np.append(np.argsort(rank), -1)[before])
