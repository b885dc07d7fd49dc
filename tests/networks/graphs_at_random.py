"""Small graphs at random, with and without direction, and with some who did not answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from typing import Any, TypeAlias

import igraph as ig  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
from hypothesis import strategies as st

Graph: TypeAlias = "nx.Graph[Any]"


@st.composite
def graphs(draw: st.DrawFn, *, directed: bool | None = None, most: int = 8) -> Graph:
    """Some of the ties that there could be between a few nodes, weighted, none to oneself."""
    directed = draw(st.booleans()) if directed is None else directed
    nodes = [f"n{number}" for number in range(draw(st.integers(0, most)))]
    graph: Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(nodes)
    pairs = every_pair(graph)
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        graph.add_edge(one, other, weight=draw(st.sampled_from((0.5, 1.0, 3.0))))
    return graph


@st.composite
def surveys(draw: st.DrawFn, *, directed: bool | None = None, most: int = 8) -> Graph:
    """A graph of which some did not answer, and say nothing that an answer would have said."""
    graph = draw(graphs(directed=directed, most=most))
    nx.set_node_attributes(graph, {node: draw(st.booleans()) for node in graph}, "respondent")
    graph.remove_edges_from(list(unseen(graph, graph.edges())))
    return graph


def unseen(graph: Graph, pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The pairs of which nobody answered who could have told of a tie."""
    answered = nx.get_node_attributes(graph, "respondent")
    for one, other in pairs:
        if not (answered[one] or (answered[other] and not graph.is_directed())):
            yield one, other


def every_pair(graph: Graph) -> list[tuple[Any, Any]]:
    """All between whom there could be a tie."""
    return list((permutations if graph.is_directed() else combinations)(graph, 2))


def renamed(graph: Graph, order: list[Any]) -> Graph:
    """The same graph, its nodes called otherwise and in another order, and so its ties."""
    new: Graph = graph.__class__(**graph.graph)
    new.add_nodes_from((f"x{node}", graph.nodes[node]) for node in order)
    for one, other, said in reversed(list(graph.edges(data=True))):
        new.add_edge(f"x{one}", f"x{other}", **said)
    return new


def of_igraph(graph: Graph) -> ig.Graph:
    """The same graph for igraph."""
    number = {node: index for index, node in enumerate(graph)}
    edges = [(number[one], number[other]) for one, other in graph.edges()]
    return ig.Graph(len(number), edges, directed=graph.is_directed())
