"""Who worked with whom, drawn between two: the projection of a bipartite graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple, get_args

import networkx as nx

from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.given import graph_given
from nsee_core.networks.arguments.limits import known_limit
from nsee_core.networks.arguments.weights import weight_of
from nsee_core.networks.placing.spans import ALWAYS, Span, at_one_time

Weighting = Literal["count", "newman"]


_MAKE_IT = "make the graph with collaboration()"


class UnknownWeighting(ValueError):
    """A graph was asked to weigh in a way that there is not."""


class NotBipartite(ValueError):
    """A graph was to be projected that has not two sides: who took part, and in what."""


def projected(
    graph: nx.Graph[str], *, weighting: Weighting = "count", at_most: int = 500
) -> nx.Graph[str]:
    """Who worked with whom: one edge between two who took part in the same occasions.

    Two who were in a trio, team or network at different times did not work together in it, nor in
    a cycle, lesson or entry that names it: where the edges say when somebody was there
    (``during``), it ties no two of whom one had certainly left before the other came. Dates that
    are not exact leave it open, and an open one parts nobody.

    With ``"count"`` the weight of an edge is the sum of what the shared occasions count. With
    ``"newman"`` an occasion of k, whenever each of them was there, counts 1 / (k - 1) of that, so
    that what somebody gives to one occasion is shared out among the others, and a large meeting
    makes many weak ties (Newman 2001, "Scientific collaboration networks II", Physical Review E 64,
    016132).

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
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NotBipartite: a node does not say on which side it stands, or is joined to its own side, an
            edge does not say in dates when somebody was there, or the graph has directions or
            several edges between two.
        NotAWeight: what an occasion counts is no number.

    >>> from nsee_core import Person, Programme, Trio
    >>> from nsee_core.networks import collaboration
    >>> trio = Trio(id="t1", members=("p1", "p2", "p3"))
    >>> people = [Person(id=id_) for id_ in trio.members]
    >>> graph = projected(collaboration(Programme.of([*people, trio])), weighting="newman")
    >>> graph.edges["p1", "p3"]
    {'weight': 0.5, 'occasions': 1, 'sorts': ('trio',)}
    """
    ways = get_args(Weighting)
    weighting = chosen(weighting, ways, UnknownWeighting, 'there is no weighting "{}"')
    limit = known_limit(at_most)
    taking_part, occasions = _sides(graph_given(graph))
    small = [occasion for occasion in occasions if len(occasion.there) <= limit]
    result: nx.Graph[str] = nx.Graph(**{**graph.graph, "weighting": weighting})
    too_large = (each.id for each in occasions if len(each.there) > limit)
    result.graph["set_aside"] = (*graph.graph.get("set_aside", ()), *too_large)
    result.add_nodes_from(taking_part)
    place = {node: number for number, node in enumerate(result)}
    result.add_edges_from(_edges(small, place, weighting))
    return result


class _Occasion(NamedTuple):
    id: str
    sort: str
    there: Mapping[str, Mapping[str, Any]]
    """The edges to it, by who took part."""

    def pairs(self, place: Mapping[str, int]) -> Iterable[tuple[str, str]]:
        """Any two who took part, unless they were certainly there at different times.

        Args:
            place: the place of everybody in one order, in which they are named.
        """
        pairs = combinations(sorted(self.there, key=place.__getitem__), 2)
        for edge in self.there.values():
            if "during" in edge:
                return self._at_one_time(pairs)
        return pairs

    def _at_one_time(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        spans = {node: self._spans(node) for node in self.there}
        for one, other in pairs:
            if at_one_time(spans[one], spans[other]):
                yield one, other

    def share(self, weighting: Weighting) -> float:
        """What it counts for each pair of those who took part."""
        node, edge = next(iter(self.there.items()), (None, {}))
        weight = weight_of(edge, "weight", node, self.id)
        return weight / max(len(self.there) - 1, 1) if weighting == "newman" else weight

    def _spans(self, node: str) -> list[Span]:
        """When somebody was there."""
        stays = self.there[node].get("during", (ALWAYS,))
        try:
            return [stay if stay is ALWAYS else Span.of(stay) for stay in stays]
        except (TypeError, ValueError):
            msg = (
                f'the edge from "{node}" to "{self.id}" has the during {stays!r}; give pairs of '
                "dates, from when and until when, or leave it out"
            )
            raise NotBipartite(msg) from None


def _sides(graph: nx.Graph[str]) -> tuple[list[tuple[str, dict[str, Any]]], list[_Occasion]]:
    """Who takes part, with what they say of themselves, and the occasions."""
    if graph.is_directed() or graph.is_multigraph():
        raise NotBipartite(f"a {type(graph).__name__} has no two sides; {_MAKE_IT}")
    taking_part, occasions = {}, []
    for (node, there), said in zip(graph.adjacency(), graph.nodes.values(), strict=True):
        match said.get("bipartite"):
            case 0:
                taking_part[node] = said
            case 1:
                occasions.append(_Occasion(node, said.get("sort", "occasion"), there))
            case _:
                raise NotBipartite(f'the node "{node}" is on no side; {_MAKE_IT}')
    for occasion in occasions:
        if not taking_part.keys() >= occasion.there.keys():
            msg = f'the occasion "{occasion.id}" took part in another; {_MAKE_IT}'
            raise NotBipartite(msg)
    return list(taking_part.items()), occasions


def _edges(
    occasions: list[_Occasion], place: Mapping[str, int], weighting: Weighting
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each pair once, with all that it shared."""
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    for occasion in occasions:
        sort, share = occasion.sort, occasion.share(weighting)
        for pair in occasion.pairs(place):
            if (edge := edges.get(pair)) is None:
                edges[pair] = {"weight": share, "occasions": 1, "sorts": (sort,)}
                continue
            edge["weight"] += share
            edge["occasions"] += 1
            if sort not in edge["sorts"]:
                edge["sorts"] = tuple(sorted((*edge["sorts"], sort)))
    return ((one, other, edge) for (one, other), edge in edges.items())
