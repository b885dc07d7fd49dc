"""Core and periphery: who is tied to everybody, and who is tied to those only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.observed import Observed

Floats = NDArray[np.float64]

#: Up to how many nodes every division is tried: 4,096 of them.
_FEW = 12
#: Up to how many nodes the search also begins with everybody in the core, which takes longest.
_MANY = 2_500
#: How many moves in a row may make a division worse before the search goes back to its best.
_PATIENCE = 50


def core_periphery(graph: nx.Graph[Any], *, weight: str | None = None) -> pd.DataFrame:
    """Who is in the core of a network, by two definitions.

    - ``k_core`` (Seidman 1983, "Network structure and minimum degree", Social Networks 5,
      269-287): the largest k for which the node is in a part of the graph in which everybody is
      tied to k others of that part. Exact. A tie in either direction counts, and counts once.
    - ``core`` (Borgatti and Everett 2000, "Models of core/periphery structures", Social Networks
      21, 375-395; the discrete model): the division whose ideal pattern is most like the graph. In
      the ideal, two are tied if one of them or both are in the core; nobody in the periphery is
      tied to anybody else there. How like it is is the correlation (Pearson) of the ties with the
      ideal, over all pairs; of a directed graph, over all ordered pairs.

    Of up to 12 nodes, every division is tried. Of more that would take too long, so that the best
    one is searched for: from the best division by number of ties, from nobody in the core and (up
    to 2,500 nodes) from everybody in it, one node after another changes sides, the best first, as
    long as that leads anywhere. The fit that is found is never above the best there is, and rarely
    below. Where several divisions fit equally well, one is given.

    Somebody who did not answer has ties that are unknown, not none: pairs that nobody reported on
    are left out of the correlation. ``k_core`` counts the ties that are known, and may be too low.
    A graph that says nothing of answering is taken as it stands.

    Columns: ``node`` (``str``), ``k_core`` (``Int64``) and ``core`` (``boolean``), which is missing
    where no division is better than another: where there is no tie, or every tie there can be. In
    ``frame.attrs`` are ``fit``, the correlation (None where missing), ``core_size``, ``pairs``,
    how many pairs it is over, and ``pairs_unknown``, how many were left out.

    Args:
        graph: any networkx graph. Loops are left out.
        weight: the edge attribute to correlate, such as ``"weight"``; None where a tie is a tie.

    >>> star = nx.star_graph(["centre", "a", "b", "c"])
    >>> frame = core_periphery(star)
    >>> frame, frame.attrs["fit"]
    (     node  k_core   core
    0  centre       1   True
    1       a       1  False
    2       b       1  False
    3       c       1  False, 1.0)
    """
    network = _Network.of(graph, weight)
    best = max((network.improved(start) for start in network.starts()), key=network.fit)
    fit = network.fit(best)
    found = np.isfinite(fit)
    inside = best.tolist() if found else [None] * len(network.nodes)
    simple: nx.Graph[Any] = nx.Graph(graph.edges())
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    simple.add_nodes_from(graph)
    shells = nx.core_number(simple)
    core = dict(zip(network.nodes, inside, strict=True))
    frame = typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            "k_core": ("Int64", [shells[node] for node in graph]),
            "core": ("boolean", [core[node] for node in graph]),
        }
    )
    frame.attrs |= {
        "fit": float(fit) if found else None,
        "core_size": int(best.sum()) if found else None,
        "pairs": network.pairs,
        "pairs_unknown": network.pairs_unknown,
    }
    return frame


class _Totals(NamedTuple):
    """What the correlation with an ideal pattern rests on, for one division or for many."""

    covered: Any
    """The sum of the ties that the ideal has, too."""
    ideal: Any
    """How many known pairs are tied in the ideal."""


@attrs.frozen(eq=False)
class _Network:
    """The known pairs of a graph: between whom, and how strongly, tied in either direction."""

    nodes: list[Any]
    """In the order of their names, so that the order in the graph changes nothing."""
    known: NDArray[np.int64]
    """1 where a node reported its ties, else 0."""
    directed: bool
    neighbours: list[NDArray[np.int64]]
    strengths: list[Floats]
    total: float
    squares: float

    @classmethod
    def of(cls, graph: nx.Graph[Any], weight: str | None) -> _Network:
        nodes = sorted(graph, key=str)
        place = {node: number for number, node in enumerate(nodes)}
        silent = set(graph).difference(Observed.of(graph).whole)
        valued: dict[tuple[int, int], float] = {}
        for one, other, value in graph.edges(data=weight or "", default=1.0):
            unknown = one in silent and (graph.is_directed() or other in silent)
            if one != other and not unknown:
                ends = place[one], place[other]
                pair = ends if graph.is_directed() else (min(ends), max(ends))
                valued[pair] = valued.get(pair, 0.0) + value if weight else 1.0
        tied: list[dict[int, float]] = [{} for _ in nodes]
        for (one, other), value in valued.items():
            tied[one][other] = tied[one].get(other, 0.0) + value
            tied[other][one] = tied[other].get(one, 0.0) + value
        return cls(
            nodes=nodes,
            known=np.array([node not in silent for node in nodes], np.int64),
            directed=graph.is_directed(),
            neighbours=[np.fromiter(sorted(each), np.int64) for each in tied],
            strengths=[np.array([each[other] for other in sorted(each)]) for each in tied],
            total=sum(valued.values()),
            squares=sum(value * value for value in valued.values()),
        )

    @property
    def pairs(self) -> int:
        return int(self._ideal(len(self.nodes), int(self.known.sum())))

    @property
    def pairs_unknown(self) -> int:
        n = len(self.nodes)
        return n * (n - 1) // (1 if self.directed else 2) - self.pairs

    def fit(self, core: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - numpy has no type for a number
        """The correlation of the ties with the ideal pattern of a core; minus infinity for none."""
        return self._correlated(self._totals(core))

    def starts(self) -> Iterator[NDArray[np.bool_]]:
        """Divisions to begin from: the best one of few nodes, else a likely one and the ends."""
        if len(self.nodes) <= _FEW:
            yield self._best_of_all()
            return
        strength = np.array([each.sum() for each in self.strengths])
        yield self._best_of(np.argsort(-strength, kind="stable"))
        yield np.zeros(len(self.nodes), bool)
        if len(self.nodes) <= _MANY:
            yield np.ones(len(self.nodes), bool)

    def improved(self, core: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The best division that is reached by nodes changing sides, until none gets further.

        In a pass every node may change once, the best first (Kernighan and Lin 1970, "An efficient
        heuristic procedure for partitioning graphs", Bell System Technical Journal 49, 291-307).
        """
        while True:
            better = self._passed(core)
            if not self.fit(better) > self.fit(core) + 1e-12:
                return core
            core = better

    def _passed(self, start: NDArray[np.bool_]) -> NDArray[np.bool_]:
        core, best, waited = start.copy(), start, 0
        best_fit = self.fit(start)
        free = np.ones(len(core), bool)
        outside = self._outside(core)
        totals = self._totals(core)
        while free.any() and waited < _PATIENCE:
            changed = self._after_each(core, outside, totals)
            fits = np.where(free, self._correlated(changed), -np.inf)
            node = int(np.argmax(np.where(free, fits, -np.inf)))
            free[node] = False
            totals = _Totals(changed.covered[node], changed.ideal[node])
            core[node] = not core[node]
            outside[self.neighbours[node]] -= self.strengths[node] * (1 if core[node] else -1)
            waited += 1
            if fits[node] > best_fit + 1e-12:
                best, best_fit, waited = core.copy(), fits[node], 0
        return best

    def _after_each(self, core: NDArray[np.bool_], outside: Floats, totals: _Totals) -> _Totals:
        """The totals after each node, alone, has changed sides."""
        step = np.where(core, -1, 1)
        size, known = core.sum() + step, (core * self.known).sum() + step * self.known
        return _Totals(totals.covered + step * outside, self._ideal(size, known))

    def _totals(self, core: NDArray[np.bool_]) -> _Totals:
        within_periphery = self._outside(core)[~core].sum() / 2
        return _Totals(self.total - within_periphery, self._ideal(core.sum(), core @ self.known))

    def _outside(self, core: NDArray[np.bool_]) -> Floats:
        """How strongly each node is tied to the periphery."""
        return np.array(
            [
                strengths[~core[others]].sum()
                for others, strengths in zip(self.neighbours, self.strengths, strict=True)
            ]
        )

    def _ideal(self, size: Any, known: Any) -> Any:  # noqa: ANN401 - one number, or one for each
        """How many known pairs have an end in a core of a size, of whom so many are known."""
        n, reporting = len(self.nodes), self.known.sum()
        if self.directed:
            return known * (n - 1) + (reporting - known) * size
        silent, silent_core = n - reporting, size - known
        return _touching(n, size) - _touching(silent, silent_core)

    def _correlated(self, totals: _Totals) -> Any:  # noqa: ANN401 - one number, or one for each
        pairs = self.pairs
        spread = pairs * self.squares - self.total**2
        ideal = np.asarray(totals.ideal, np.float64)
        divided = pairs * ideal - ideal**2
        there = (divided > 0) & (spread > 1e-12)
        shared = pairs * np.asarray(totals.covered) - self.total * ideal
        return np.where(there, shared / np.sqrt(np.where(there, spread * divided, 1.0)), -np.inf)

    def _best_of_all(self) -> NDArray[np.bool_]:
        """The best core of all there are."""
        n = len(self.nodes)
        tied = np.zeros((n, n))
        for node, others in enumerate(self.neighbours):
            tied[node, others] = self.strengths[node]
        cores = (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(bool)
        within = ((~cores @ tied) * ~cores).sum(axis=1) / 2
        ideal = self._ideal(cores.sum(axis=1), cores @ self.known)
        fits = self._correlated(_Totals(self.total - within, ideal))
        return np.asarray(cores[int(np.argmax(fits))])

    def _best_of(self, order: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The best core that is made of the first of an order."""
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        gained = np.array(
            [
                strengths[place[others] > place[node]].sum()
                for node, (others, strengths) in enumerate(
                    zip(self.neighbours, self.strengths, strict=True)
                )
            ]
        )
        covered = np.cumsum(gained[order])
        ideal = self._ideal(np.arange(1, len(order) + 1), np.cumsum(self.known[order]))
        core = np.zeros(len(order), bool)
        if len(order):
            fits = self._correlated(_Totals(covered, ideal))
            core[order[: int(np.argmax(fits)) + 1]] = True
        return core


def _touching(n: Any, size: Any) -> Any:  # noqa: ANN401 - one number, or one for each
    """How many pairs of n have an end among so many of them."""
    return (n * (n - 1) - (n - size) * (n - size - 1)) // 2
