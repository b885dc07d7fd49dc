"""The pieces that a network is in, and who stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from nsee_core.networks.measures.observed import Observed


def components(seen: Observed) -> list[set[Any]]:
    """The pieces that the reported ties make, whatever their direction: the largest first."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(seen.out)
    graph.add_edges_from(seen.reported)
    return sorted(nx.connected_components(graph), key=len, reverse=True)


def alone(seen: Observed) -> Mapping[Any, bool | None]:
    """Who has no tie that is known; None of those who may have one that nobody reported."""
    tied = {node for tie in seen.reported for node in tie}
    return {
        node: False if node in tied else True if node in seen.whole else None for node in seen.out
    }
