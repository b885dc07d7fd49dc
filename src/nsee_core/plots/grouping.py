"""The nodes of a graph by group, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeAlias

import networkx as nx

from nsee_core.plots.paper.style import CannotDraw

Node: TypeAlias = Hashable
AnyGraph: TypeAlias = "nx.Graph[Any]"
Groups: TypeAlias = dict[str | None, list[Node]]

#: What our graphs may say of a node: a graph in which no node says it is still drawn.
_SAID = ("authority", "kind", "role", "school", "sort")


def by_id(node: Node) -> tuple[str, str]:
    """What nodes are sorted by: their ids, as text."""
    return str(node), type(node).__name__


def by_group(graph: AnyGraph, by: str | None, nodes: Iterable[Node] | None = None) -> Groups:
    """The nodes by what they say of themselves, sorted; those that say nothing come last.

    Occasions, the second side of a bipartite graph, are in no group.

    Raises:
        CannotDraw: no node says anything of the sort, or it is no text.

    >>> by_group(nx.Graph([("b", "a")]), "authority")
    {None: ['a', 'b']}
    """
    said = graph.nodes
    if by is not None and not isinstance(by, str):
        raise CannotDraw(f'by is an attribute of the nodes, such as "authority", and not {by!r}')
    if by is not None and by not in _SAID and not any(by in said[node] for node in graph):
        raise CannotDraw(f'no node says its "{by}"; give an attribute of the nodes, or None')
    groups: Groups = {}
    for node in sorted(graph if nodes is None else nodes, key=by_id):
        if not is_occasion(graph, node):
            value = None if by is None else said[node].get(by)
            groups.setdefault(None if value is None else str(value), []).append(node)
    return dict(sorted(groups.items(), key=lambda item: (item[0] is None, str(item[0]))))


def is_occasion(graph: AnyGraph, node: Node) -> bool:
    """Whether a node is what people took part in, in a bipartite graph."""
    return bool(graph.nodes[node].get("bipartite") == 1)


def isolates(graph: AnyGraph) -> list[Node]:
    """The nodes without a tie to another, sorted."""
    tied = {node for pair in graph.edges() if pair[0] != pair[1] for node in pair}
    return sorted((node for node in graph if node not in tied), key=by_id)


def together(graphs: Sequence[AnyGraph]) -> AnyGraph:
    """All graphs as one undirected graph, in which each node says what it first said."""
    whole: AnyGraph = nx.Graph()
    for graph in graphs:
        for node in sorted(graph, key=by_id):
            whole.add_node(node, **{**graph.nodes[node], **whole.nodes.get(node, {})})
        whole.add_edges_from(sorted(map(_sorted_pair, graph.edges()), key=str))
    return whole


def _sorted_pair(pair: tuple[Node, Node]) -> tuple[Node, Node]:
    one, other = sorted(pair, key=by_id)
    return one, other
