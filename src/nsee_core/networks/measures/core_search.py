"""The search for the core and periphery that are most like the ideal."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nsee_core.networks.measures.arrays import Flags, Indices
from nsee_core.networks.measures.core_fit import KnownPairs, Totals

#: Up to how many nodes every division is tried: about a million of them.
_FEW = 20
#: Up to how many nodes the search also begins with everybody in the core, which takes longest.
_MANY = 2_500
#: From how many divisions at random the search begins besides, at most,
_BEGINNINGS = 20
#: and on how many nodes in all of them together.
_BEGUN = 5_000
#: How many moves in a row may make a division worse before the search goes back to its best.
_PATIENCE = 50


def best_core(pairs: KnownPairs) -> tuple[Flags, bool]:
    """The best division, or the best that is found, and whether it is certain to be the best."""
    if len(pairs.nodes) <= _FEW:
        return _best_of_all(pairs), True
    best = max((_improved(pairs, start) for start in _starts(pairs)), key=pairs.fit)
    return best, bool(pairs.fit(best) > 1 - 1e-12)


def _starts(pairs: KnownPairs) -> Iterator[Flags]:
    """Divisions to begin from: a likely one, the ends, and some at random, always the same."""
    n = len(pairs.nodes)
    strength = np.array([each.sum() for each in pairs.strengths])
    yield _best_of(pairs, np.argsort(-strength, kind="stable"))
    yield np.zeros(n, bool)
    if n <= _MANY:
        yield np.ones(n, bool)
    dice = np.random.default_rng(0)
    for _ in range(min(_BEGINNINGS, _BEGUN // max(n, 1))):
        yield dice.random(n) < dice.random()


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
    """The best core of all there are.

    They are numbered, each bit a node; with one node more there are twice as many, the second half
    those of the first half with that node.
    """
    covered, size, known = np.zeros(1), np.zeros(1, np.int64), np.zeros(1, np.int64)
    for node, (others, strengths) in enumerate(zip(pairs.neighbours, pairs.strengths, strict=True)):
        already = np.zeros(1)  # how strongly the node is tied to each core of those before it
        for one in range(node):
            strength = strengths[others == one].sum()
            already = np.concatenate([already, already + strength])
        covered = np.concatenate([covered, covered + (strengths.sum() - already)])
        size = np.concatenate([size, size + 1])
        known = np.concatenate([known, known + pairs.known[node]])
    best = int(np.argmax(pairs.correlated(Totals(covered, pairs.ideal(size, known)))))
    return (best >> np.arange(len(pairs.nodes)) & 1).astype(bool)


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
