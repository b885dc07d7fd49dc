"""Betweenness, from a networkx graph to a DataFrame: against rustworkx given its own graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import networkx as nx
import rustworkx

from benchmarks.timing import seconds, together
from nsee_core.networks.measures.shortest_paths import betweenness

#: Nodes and ties: a large authority, and the schools of the country.
SIZES = ((500, 2_000), (2_500, 10_000))
PIVOTS = 100


class Row(NamedTuple):
    """What betweenness of one graph costs, in seconds on the wall: rustworkx uses every core."""

    nodes: int
    ties: int
    ours: float
    rustworkx: float
    sampled: float
    networkx: float


def measured(rounds: int = 5) -> Iterator[Row]:
    """One row a size; networkx, which is slow, is timed once."""
    for nodes, ties in SIZES:
        graph: nx.Graph[int] = nx.gnm_random_graph(nodes, ties, seed=1)
        ready_made = rustworkx.networkx_converter(graph)
        ours, ready, sampled = together(
            partial(betweenness, graph, method="rustworkx"),
            partial(rustworkx.betweenness_centrality, ready_made),
            partial(betweenness, graph, sample=PIVOTS),
            rounds=rounds,
        )
        by_networkx = seconds(partial(nx.betweenness_centrality, graph))
        yield Row(nodes, ties, ours, ready, sampled, by_networkx)
