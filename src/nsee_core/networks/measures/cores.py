"""Core and periphery: who is tied to everybody, and who is tied to those only."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.core_fit import KnownPairs
from nsee_core.networks.measures.core_search import best_core
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.weighing import strengths


def core_periphery(graph: Graphs, *, weight: str | None = None) -> pd.DataFrame:
    """Who is in the core of a network, by two definitions.

    - ``k_core`` (Seidman 1983, "Network structure and minimum degree", Social Networks 5,
      269-287): the largest k for which the node is in a part of the graph in which everybody is
      tied to k others of that part. Exact. A tie in either direction counts, and counts once.
    - ``core`` (Borgatti and Everett 2000, "Models of core/periphery structures", Social Networks
      21, 375-395; the discrete model): the division whose ideal pattern is most like the graph. In
      the ideal, two are tied if one of them or both are in the core; nobody in the periphery is
      tied to anybody else there. How like it is is the correlation (Pearson) of the ties with the
      ideal, over all pairs; of a directed graph, over all ordered pairs.

    Of up to 20 nodes, every division is tried, and ``exact`` says that there is none better. Of
    more that would take too long, so that the best one is searched for: from the best division by
    number of ties, from nobody in the core, (up to 2,500 nodes) from everybody in it, and from up
    to 20 divisions at random (the same each time; fewer of more than 250 nodes, none of more than
    5,000), one node after another changes sides, the best first, as long as that leads anywhere.
    What is found is not ``exact``, unless it fits without fault: its fit is never above the best
    there is, and rarely below. Where several divisions fit equally well, one is given.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, the correlation is over the pairs whose sender answered as a whole, or
    without direction either end. Where that is not known, there is no such pair, no fit and no
    core. ``k_core`` is of the ties that were reported, and may be too low.

    Columns: ``node`` (``str``), ``k_core`` (``Int64``) and ``core`` (``boolean``), which is missing
    where no division is better than another: where there is no tie, or every tie there can be. In
    ``frame.attrs`` are ``fit``, the correlation (None where missing), ``exact``, whether it is
    certain that no division fits better, ``core_size``, ``pairs``, how many pairs it is over,
    ``pairs_unknown``, how many were left out, and ``response_rate`` (None where it is not known).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is,
            and ``attrs`` are by label. Loops are left out.
        weight: the edge attribute to correlate, such as ``"weight"``, 1 where an edge lacks it.
            Other than elsewhere, the default is None, that a tie is a tie: in the ideal two are
            tied or not, and where weights count, few strong ties decide.

    Raises:
        TypeError: it is no graph, nor graphs by label, or ``weight`` is no text.
        NotAWeight: the weight of an edge is no number of 0 or more.

    >>> star = nx.star_graph(["centre", "a", "b", "c"])
    >>> frame = core_periphery(star)
    >>> frame, frame.attrs["fit"]
    (     node  k_core   core
    0  centre       1   True
    1       a       1  False
    2       b       1  False
    3       c       1  False, 1.0)
    """
    return of_each(graph, lambda one: _core_of(one, weight))


def _core_of(graph: nx.Graph[Any], weight: str | None) -> pd.DataFrame:
    seen = Observed.of(graph)
    strong = strengths(graph, seen, weight)
    tied = strong if weight is not None else dict.fromkeys(strong, 1.0)
    pairs = KnownPairs.of(seen, tied)
    best, exact = best_core(pairs)
    fit = pairs.fit(best)
    found = np.isfinite(fit)
    core = dict(zip(pairs.nodes, best.tolist() if found else [None] * len(best), strict=True))
    shells = _k_cores(seen)
    frame = typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            "k_core": ("Int64", [shells[node] for node in graph]),
            "core": ("boolean", [core[node] for node in graph]),
        }
    )
    frame.attrs |= {
        "fit": float(fit) if found else None,
        "exact": exact if found else None,
        "core_size": int(best.sum()) if found else None,
        "pairs": pairs.pairs,
        "pairs_unknown": pairs.pairs_unknown,
        "response_rate": seen.response_rate,
    }
    return frame


def _k_cores(seen: Observed) -> dict[Any, int]:
    either_way: nx.Graph[Any] = nx.Graph(seen.reported)
    either_way.add_nodes_from(seen.out)
    return dict(nx.core_number(either_way))
