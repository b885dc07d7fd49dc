"""Where the nodes of a map are: the same graph at the same places, whatever its order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from math import asin, cos, pi, sin, sqrt
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from nsee_core.plots.style import CannotDraw

Node = Hashable
AnyGraph: TypeAlias = "nx.Graph[Any]"
Place = tuple[float, float]
Places = dict[Node, Place]
Points = NDArray[np.float64]

#: What our graphs may say of a node: a graph in which no node says it is still drawn.
_SAID = ("authority", "kind", "role", "school", "sort")
_BETWEEN = 1.25  # a group has a quarter of its radius as space around it
_ROUNDS = 60
_PAIRS = 80_000_000  # that all rounds together may look at: some seconds
_APART, _GOLDEN = 0.04, pi * (3 - sqrt(5))  # a spiral on which no two points are near
_ROW, _DOWN = 0.1, 0.16  # from one without ties to the next, and from one row to the next


def by_id(node: Node) -> tuple[str, str]:
    """What nodes are sorted by: their ids, as text."""
    return str(node), type(node).__name__


def grouped(
    graph: AnyGraph, by: str | None, nodes: Iterable[Node] | None = None
) -> dict[str | None, list[Node]]:
    """The nodes by what they say of themselves, sorted; those that say nothing come last.

    Occasions, the second side of a bipartite graph, are in no group.

    Raises:
        CannotDraw: no node says anything of the sort.

    >>> grouped(nx.Graph([("b", "a")]), "authority")
    {None: ['a', 'b']}
    """
    said = graph.nodes
    if by is not None and by not in _SAID and not any(by in said[node] for node in graph):
        raise CannotDraw(f'no node says its "{by}"; give an attribute of the nodes, or None')
    groups: dict[str | None, list[Node]] = {}
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


def positions(graphs: AnyGraph | Mapping[str, AnyGraph], *, by: str | None = "authority") -> Places:
    """Where each node is on a map, so that several maps can show it at the same place.

    Groups are discs around a circle, by the alphabet from the top and clockwise, each as large as
    it has nodes. Within its disc a node starts where its id says, near its school; nodes then push
    each other apart, and ties pull. There is no chance in it: the same graph gives the same places,
    whatever the order of its nodes, and a node more moves the others a little. Nodes without ties
    are in rows beneath, in order of group and id. Occasions are amid those who took part.

    The first of it is a circular layout, the second that of Fruchterman and Reingold (1991).
    A disc of thousands is relaxed in fewer rounds, so that it takes seconds and not minutes.

    Args:
        graphs: a graph, or several by their names (as waves), which are taken together.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            one group.

    Returns:
        Each node with x and y; groups lie in the circle of radius 1 around 0, rows below.

    Raises:
        CannotDraw: no node has such an attribute.

    >>> sorted(positions(nx.path_graph(["a", "b"]), by=None))
    ['a', 'b']
    """
    graph = together([graphs] if isinstance(graphs, nx.Graph) else list(graphs.values()))
    alone = set(isolates(graph))
    groups = grouped(graph, by, graph.nodes - alone)
    placed = _in_discs(graph, list(groups.values()))
    occasions = [node for node in sorted(graph, key=by_id) if is_occasion(graph, node)]
    placed |= _amid(graph, [node for node in occasions if node not in alone], placed)
    in_rows = [node for nodes in grouped(graph, by, alone).values() for node in nodes]
    in_rows += [node for node in occasions if node in alone]
    return placed | _in_rows(in_rows)


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


# ---------------------------------------------------------------- groups


def _in_discs(graph: AnyGraph, groups: Sequence[Sequence[Node]]) -> Places:
    radii = [sqrt(len(nodes)) for nodes in groups]
    centres = _around(radii)
    extent = max(
        (np.hypot(*at) + radius for at, radius in zip(centres, radii, strict=True)), default=1
    )
    placed: Places = {}
    for nodes, centre, radius in zip(groups, centres, radii, strict=True):
        inside = _filling(_relaxed(*_started(graph, nodes)))
        points = (np.array(centre) + radius * inside) / extent
        placed |= {node: (x, y) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}
    return placed


def _around(radii: Sequence[float]) -> list[Place]:
    """The centres of discs around a circle, side by side."""
    if len(radii) < 2:
        return [(0.0, 0.0)] * len(radii)
    ring = _ring([_BETWEEN * radius for radius in radii])
    halves = [asin(min(1.0, _BETWEEN * radius / ring)) for radius in radii]
    spare = (2 * pi - 2 * sum(halves)) / len(halves)
    ends = accumulate(2 * half + spare for half in halves)
    first = halves[0] + spare / 2
    angles = [end - half - spare / 2 - first for end, half in zip(ends, halves, strict=True)]
    return [(ring * sin(angle), ring * cos(angle)) for angle in angles]


def _ring(radii: Sequence[float]) -> float:
    """The radius of the smallest circle around which discs have room side by side."""
    low, high = max(radii), sum(radii)
    for _ in range(50):
        middle = (low + high) / 2
        if sum(asin(radius / middle) for radius in radii) > pi:
            low = middle
        else:
            high = middle
    return high


# ---------------------------------------------------------------- within a group


def _chance(text: object) -> Place:
    """A point of the disc of radius 1 that follows from a text."""
    digest = blake2b(str(text).encode(), digest_size=8).digest()
    share, turn = (int.from_bytes(part) / 2**32 for part in (digest[:4], digest[4:]))
    return sqrt(share) * cos(2 * pi * turn), sqrt(share) * sin(2 * pi * turn)


def _started(graph: AnyGraph, nodes: Sequence[Node]) -> tuple[Points, Points, NDArray[np.int64]]:
    """Where nodes begin, which pairs have a tie, and how many schools each stands beside."""
    schools = [graph.nodes[node].get("school") for node in nodes]
    several = len(set(schools)) < len(schools)
    own = np.array([_chance(node) for node in nodes])
    near = np.array([_chance(school or node) for school, node in zip(schools, nodes, strict=True)])
    number = {node: place for place, node in enumerate(nodes)}
    ties = np.array(
        [
            (place, number[other])
            for node, place in number.items()
            for other in sorted(graph[node], key=by_id)
            if other in number and other != node
        ],
        np.int64,
    ).reshape(-1, 2)
    at = 0.75 * near + 0.25 * own if several else own
    return at, near if several else np.zeros_like(own), ties


def _relaxed(at: Points, home: Points, ties: NDArray[np.int64]) -> Points:
    """Nodes after they pushed each other apart and ties pulled."""
    apart = 1.7 / sqrt(len(at))
    for step in np.linspace(0.12, 0, _rounds(len(at)), endpoint=False):
        move = _pushed(at, apart) + 0.6 * (home - at)
        pull = at[ties[:, 1]] - at[ties[:, 0]]
        np.add.at(move, ties[:, 0], 0.5 * pull * np.hypot(*pull.T)[:, None] / apart)
        length = np.hypot(*move.T)[:, None] + 1e-12
        at = at + move / length * np.minimum(length, step)
    return at


def _filling(at: Points) -> Points:
    """Points moved and stretched alike, so that they fill the disc of radius 1."""
    moved = at - (at.min(axis=0) + at.max(axis=0)) / 2
    filling: Points = moved / max(float(np.hypot(*moved.T).max()), 1e-9)
    return filling


def _rounds(nodes: int) -> int:
    return min(_ROUNDS, _PAIRS // nodes**2)


def _pushed(at: Points, apart: float) -> Points:
    """How nodes push each other: the nearer the harder."""
    x, y = (side[:, None] - side[None, :] for side in at.T)
    hard = apart**2 / (x * x + y * y + 1e-6)
    return np.stack([(x * hard).sum(axis=1), (y * hard).sum(axis=1)], axis=1)


# ---------------------------------------------------------------- the rest


def _amid(graph: AnyGraph, occasions: Sequence[Node], placed: Places) -> Places:
    """In the middle of those who took part; around it, where the same took part several times."""
    by_those: dict[tuple[Node, ...], list[Node]] = {}
    for node in occasions:
        those = tuple(other for other in sorted(graph[node], key=by_id) if other in placed)
        by_those.setdefault(those, []).append(node)
    found: Places = {}
    for those, nodes in by_those.items():
        x, y = np.mean([placed[other] for other in those] or [(0.0, 0.0)], axis=0).tolist()
        apart = min(_APART, 0.3 / sqrt(len(nodes)))
        for turn, node in enumerate(nodes):
            away = apart * sqrt(turn)
            found[node] = (x + away * cos(_GOLDEN * turn), y + away * sin(_GOLDEN * turn))
    return found


def _in_rows(nodes: Sequence[Node]) -> Places:
    """Rows beneath the groups, from left to right."""
    length = max(21, round(sqrt(10 * len(nodes))))
    apart = min(_ROW, 2 / (length - 1))
    return {
        node: (apart * (place % length) - 1, -1.3 - _DOWN * apart / _ROW * (place // length))
        for place, node in enumerate(nodes)
    }
