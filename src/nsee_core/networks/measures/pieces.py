"""The pieces that a network is in, and who stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from nsee_core.networks.measures.observed import Observed


def components(graph: nx.Graph[Any]) -> list[set[Any]]:
    """The pieces of a graph, whatever the direction of ties: the largest first."""
    if isinstance(graph, nx.DiGraph):
        return sorted(nx.weakly_connected_components(graph), key=len, reverse=True)
    return sorted(nx.connected_components(graph), key=len, reverse=True)


def alone(seen: Observed) -> Mapping[Any, bool | None]:
    """Who has no tie that is known; None of those who may have one that nobody reported."""
    named = {other for others in seen.out.values() for other in others}
    return {
        node: False if others or node in named else True if node in seen.whole else None
        for node, others in seen.out.items()
    }
