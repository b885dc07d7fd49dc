"""What two networks of the same nodes have in common, of what could be seen in both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import nan, sqrt
from typing import Any, NamedTuple

import attrs
import numpy as np

from nsee_core.networks.measures.arrays import Flags, Indices, Wholes
from nsee_core.networks.measures.observed import Observed


class Overlap(NamedTuple):
    """How many ordered pairs could be seen in both networks, and in which of them are tied."""

    pairs: int
    first: int
    second: int
    both: int

    @property
    def correlation(self) -> float:
        """Pearson's, of tied (1) or not (0); NaN where one of them does not vary."""
        pairs, first, second, both = self
        spread = first * (pairs - first) * second * (pairs - second)
        return (pairs * both - first * second) / sqrt(spread) if spread else nan


@attrs.frozen(eq=False, slots=False)
class Ties:
    """The ties of a network that could be seen, by the numbers of its nodes.

    Where there is no direction, each stands here in both.
    """

    directed: bool
    senders: Indices
    receivers: Indices
    whole: Flags
    """Whose ties are all known."""
    groups: Wholes
    """The group of each node, by number. There are no pairs within a group."""

    @classmethod
    def of(cls, seen: Observed, nodes: Sequence[Any], groups: Wholes) -> Ties:
        """The ties among these nodes, numbered in this order, that are between two groups."""
        number = {node: place for place, node in enumerate(nodes)}
        ends = [
            (number[node], number[other])
            for node in nodes
            for other in seen.out[node]
            if other in number
        ]
        senders, receivers = np.array(ends, np.intp).reshape(-1, 2).T
        ties = cls(
            seen.directed,
            senders,
            receivers,
            np.array([node in seen.whole for node in nodes], np.bool_),
            groups,
        )
        could_be = ties.seen(senders, receivers) & (groups[senders] != groups[receivers])
        return attrs.evolve(ties, senders=senders[could_be], receivers=receivers[could_be])

    @property
    def n(self) -> int:
        """How many nodes there are."""
        return len(self.whole)

    @property
    def ways(self) -> int:
        """How often each tie stands here."""
        return 1 if self.directed else 2

    def seen(self, senders: Indices, receivers: Indices) -> Flags:
        """Of which pairs it could be seen whether they are tied."""
        if self.directed:
            return self.whole[senders]
        return self.whole[senders] | self.whole[receivers]

    def tied(self, senders: Indices, receivers: Indices) -> Flags:
        """Which pairs are tied."""
        if not len(self._codes):
            return np.zeros(len(senders), np.bool_)
        wanted = senders * self.n + receivers
        at = np.searchsorted(self._codes, wanted)
        found: Flags = self._codes[np.minimum(at, len(self._codes) - 1)] == wanted
        return found

    @cached_property
    def _codes(self) -> Indices:
        return np.sort(self.senders * self.n + self.receivers)

    def among(self, chosen: Flags) -> int:
        """How many ordered pairs of some nodes are between two groups."""
        return int(chosen.sum() ** 2 - (np.bincount(self.groups[chosen]) ** 2).sum())

    def given(self) -> Wholes:
        """How many ties each node has."""
        return np.bincount(self.senders, minlength=self.n)


def overlap(one: Ties, other: Ties, places: Indices) -> Overlap:
    """What two networks have in common, if node i of the one is node ``places[i]`` of the other.

    That must be one of its own group, which is the same in both. What could not be seen goes with
    the node that did not answer, wherever it stands.
    """
    back = np.argsort(places)
    senders, receivers = places[one.senders], places[one.receivers]
    return Overlap(
        pairs=_pairs(one, other, places),
        first=int(other.seen(senders, receivers).sum()),
        second=int(one.seen(back[other.senders], back[other.receivers]).sum()),
        both=int(other.tied(senders, receivers).sum()),
    )


def _pairs(one: Ties, other: Ties, places: Indices) -> int:
    """How many ordered pairs could be seen in both."""
    whole, there = one.whole, other.whole[places]
    if one.directed:
        others = one.n - np.bincount(one.groups)[one.groups]
        return int(others[whole & there].sum())
    unseen = sum(one.among(nodes) for nodes in (~whole, ~there)) - one.among(~whole & ~there)
    return one.among(np.ones(one.n, np.bool_)) - unseen
