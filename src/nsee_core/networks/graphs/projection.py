"""Who worked with whom, drawn between two: the projection of a bipartite graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple, get_args

import networkx as nx

from nsee_core.wording import listed

Weighting = Literal["count", "newman"]


class UnknownWeighting(ValueError):
    """A projection was asked to weigh in a way that there is not."""


class NotBipartite(ValueError):
    """A graph was to be projected whose nodes do not say on which side they stand."""


def projected(
    graph: nx.Graph[str], *, weighting: Weighting = "count", at_most: int = 500
) -> nx.Graph[str]:
    """Who worked with whom: one edge between two who took part in the same occasions.

    With ``"count"`` the weight of an edge is the sum of what the shared occasions count. With
    ``"newman"`` an occasion of k counts 1 / (k - 1) of that, so that what somebody gives to one
    occasion is shared out among the others who are there, and a large meeting makes many weak
    ties (Newman 2001, "Scientific collaboration networks II", Physical Review E 64, 016132).

    Nodes are those of the side of who takes part, with what they say; an occasion of one is no
    edge. Edges have ``weight``, ``occasions``, how many they shared, and ``sorts``, of which sorts
    those were. What the graph says of itself stays, with ``weighting``, and ``set_aside``: the
    occasions of more than ``at_most``, which would draw a line between everybody and everybody.

    Args:
        graph: a graph as ``collaboration()`` makes it: each node with ``bipartite`` 0 or 1.
        weighting: how shared occasions add up.
        at_most: the largest occasion, in nodes, that counts.

    Raises:
        UnknownWeighting: there is no such way to weigh.
        NotBipartite: a node does not say on which side it stands.

    >>> from nsee_core import Person, Programme, Trio
    >>> from nsee_core.networks import collaboration
    >>> trio = Trio(id="t1", members=("p1", "p2", "p3"))
    >>> people = [Person(id=id_) for id_ in trio.members]
    >>> graph = projected(collaboration(Programme.of([*people, trio])), weighting="newman")
    >>> graph.edges["p1", "p3"]
    {'weight': 0.5, 'occasions': 1, 'sorts': ('trio',)}
    """
    if weighting not in get_args(Weighting):
        ways = listed(get_args(Weighting), "or")
        raise UnknownWeighting(f'there is no weighting "{weighting}"; give {ways}')
    taking_part, occasions = _sides(graph)
    small = [occasion for occasion in occasions if len(occasion.there) <= at_most]
    result: nx.Graph[str] = nx.Graph(**{**graph.graph, "weighting": weighting})
    result.graph["set_aside"] = tuple(each.id for each in occasions if len(each.there) > at_most)
    result.add_nodes_from(taking_part)
    result.add_edges_from(_edges(small, weighting))
    return result


class _Occasion(NamedTuple):
    id: str
    sort: str
    there: Mapping[str, Mapping[str, Any]]
    """The edges to it, by who took part."""


def _sides(graph: nx.Graph[str]) -> tuple[list[tuple[str, dict[str, Any]]], list[_Occasion]]:
    """Who takes part, with what they say of themselves, and the occasions."""
    taking_part, occasions = [], []
    for (node, there), said in zip(graph.adjacency(), graph.nodes.values(), strict=True):
        match said.get("bipartite"):
            case 0:
                taking_part.append((node, said))
            case 1:
                occasions.append(_Occasion(node, said.get("sort", "occasion"), there))
            case _:
                msg = f'the node "{node}" is on no side; make the graph with collaboration()'
                raise NotBipartite(msg)
    return taking_part, occasions


def _edges(
    occasions: list[_Occasion], weighting: Weighting
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each pair once, with all that it shared."""
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    for occasion in occasions:
        sort, share = occasion.sort, _share(occasion, weighting)
        for pair in combinations(sorted(occasion.there), 2):
            if (edge := edges.get(pair)) is None:
                edges[pair] = {"weight": share, "occasions": 1, "sorts": (sort,)}
                continue
            edge["weight"] += share
            edge["occasions"] += 1
            if sort not in edge["sorts"]:
                edge["sorts"] = tuple(sorted((*edge["sorts"], sort)))
    return ((one, other, edge) for (one, other), edge in edges.items())


def _share(occasion: _Occasion, weighting: Weighting) -> float:
    """What an occasion counts for each pair of those who are there."""
    weight: float = next((edge.get("weight", 1.0) for edge in occasion.there.values()), 0.0)
    return weight / max(len(occasion.there) - 1, 1) if weighting == "newman" else weight
