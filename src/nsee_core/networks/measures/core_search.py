"""The search for the core and periphery that are most like the ideal."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nsee_core.networks.measures.arrays import Flags, Indices
from nsee_core.networks.measures.core_fit import KnownPairs, Totals

#: Up to how many nodes every division is tried: 4,096 of them.
_FEW = 12
#: Up to how many nodes the search also begins with everybody in the core, which takes longest.
_MANY = 2_500
#: How many moves in a row may make a division worse before the search goes back to its best.
_PATIENCE = 50


def best_core(pairs: KnownPairs) -> Flags:
    """The best division that is found, from wherever the search begins."""
    return max((_improved(pairs, start) for start in _starts(pairs)), key=pairs.fit)


def _starts(pairs: KnownPairs) -> Iterator[Flags]:
    """Divisions to begin from: the best one of few nodes, else a likely one and the ends."""
    if len(pairs.nodes) <= _FEW:
        yield _best_of_all(pairs)
        return
    strength = np.array([each.sum() for each in pairs.strengths])
    yield _best_of(pairs, np.argsort(-strength, kind="stable"))
    yield np.zeros(len(pairs.nodes), bool)
    if len(pairs.nodes) <= _MANY:
        yield np.ones(len(pairs.nodes), bool)


def _improved(pairs: KnownPairs, core: Flags) -> Flags:
    """The best division that is reached by nodes changing sides, until none gets further.

    In a pass every node may change once, the best first (Kernighan and Lin 1970, "An efficient
    heuristic procedure for partitioning graphs", Bell System Technical Journal 49, 291-307).
    """
    while True:
        better = _passed(pairs, core)
        if not pairs.fit(better) > pairs.fit(core) + 1e-12:
            return core
        core = better


def _passed(pairs: KnownPairs, start: Flags) -> Flags:
    """The best division on the way of one pass."""
    core, best, waited = start.copy(), start, 0
    best_fit = pairs.fit(start)
    free = np.ones(len(core), bool)
    outside = pairs.outside(core)
    totals = pairs.totals(core)
    while free.any() and waited < _PATIENCE:
        changed = pairs.after_each(core, outside, totals)
        fits = np.where(free, pairs.correlated(changed), -np.inf)
        node = int(np.argmax(np.where(free, fits, -np.inf)))
        free[node] = False
        totals = Totals(changed.covered[node], changed.ideal[node])
        core[node] = not core[node]
        outside[pairs.neighbours[node]] -= pairs.strengths[node] * (1 if core[node] else -1)
        waited += 1
        if fits[node] > best_fit + 1e-12:
            best, best_fit, waited = core.copy(), fits[node], 0
    return best


def _best_of_all(pairs: KnownPairs) -> Flags:
    """The best core of all there are."""
    n = len(pairs.nodes)
    tied = np.zeros((n, n))
    for node, others in enumerate(pairs.neighbours):
        tied[node, others] = pairs.strengths[node]
    cores = (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(bool)
    within = ((~cores @ tied) * ~cores).sum(axis=1) / 2
    ideal = pairs.ideal(cores.sum(axis=1), cores @ pairs.known)
    fits = pairs.correlated(Totals(pairs.total - within, ideal))
    return np.asarray(cores[int(np.argmax(fits))])


def _best_of(pairs: KnownPairs, order: Indices) -> Flags:
    """The best core that is made of the first of an order."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    gained = np.array(
        [
            strengths[place[others] > place[node]].sum()
            for node, (others, strengths) in enumerate(
                zip(pairs.neighbours, pairs.strengths, strict=True)
            )
        ]
    )
    covered = np.cumsum(gained[order])
    ideal = pairs.ideal(np.arange(1, len(order) + 1), np.cumsum(pairs.known[order]))
    core = np.zeros(len(order), bool)
    if len(order):
        fits = pairs.correlated(Totals(covered, ideal))
        core[order[: int(np.argmax(fits)) + 1]] = True
    return core
