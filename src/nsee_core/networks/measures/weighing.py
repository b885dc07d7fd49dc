"""How strong ties are: the weights of edges, several between the same two added up."""

from __future__ import annotations

from typing import Any

import networkx as nx

from nsee_core.networks.arguments.weights import attribute_named, weight_of
from nsee_core.networks.measures.observed import Observed


def strengths(
    graph: nx.Graph[Any], seen: Observed, weight: str | None
) -> dict[tuple[Any, Any], float]:
    """How strong each tie is that was reported, to which its edges add up.

    Args:
        graph: the graph.
        seen: what could be seen of it.
        weight: the attribute of edges that says how strong they are, 1 where an edge lacks it; None
            to count each edge 1.

    Raises:
        NotAWeight: an edge has a weight that is no number, negative or not finite.
        TypeError: ``weight`` names no attribute.

    >>> graph = nx.MultiDiGraph([("a", "b", {"weight": 2.0}), ("a", "b"), ("b", "b")])
    >>> strengths(graph, Observed.of(graph), "weight")
    {('a', 'b'): 3.0}
    """
    name = attribute_named(weight)
    found: dict[tuple[Any, Any], float] = {}
    for one, other, said in graph.edges(data=True):
        value = 1.0 if name is None else weight_of(said, name, one, other)
        if one != other and seen.reports(one, other):
            found[one, other] = found.get((one, other), 0.0) + value
    return found
