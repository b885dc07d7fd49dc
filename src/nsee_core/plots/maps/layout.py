"""Where the nodes of a map are: the same graph at the same places, whatever its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import asin, cos, pi, sin, sqrt
from typing import TypeAlias

import numpy as np

from nsee_core.plots.asked import graphs_of
from nsee_core.plots.grouping import (
    AnyGraph,
    Node,
    by_group,
    by_id,
    is_occasion,
    isolates,
    together,
)
from nsee_core.plots.maps.relaxing import relaxed

Spot: TypeAlias = tuple[float, float]
Spots: TypeAlias = dict[Node, Spot]

#: Below this are only the rows of nodes without ties.
FOOT = -1.2
_BETWEEN = 1.25  # a group has a quarter of its radius as space around it
_APART, _GOLDEN = 0.04, pi * (3 - sqrt(5))  # a spiral on which no two points are near
_ROW, _DOWN = 0.1, 0.16  # from one without ties to the next, and from one row to the next


def positions(graphs: AnyGraph | Mapping[str, AnyGraph], by: str | None = "authority") -> Spots:
    """Where each node is on a map, so that several maps can show it at the same place.

    Groups are discs around a circle, by the alphabet from the top and clockwise, each as large as
    it has nodes. Within its disc a node starts where its id says, near its school; nodes then push
    each other apart, and ties pull. Nodes without ties are in rows beneath, in order of group and
    id. Occasions are amid those who took part.

    There is no chance in it: the same graph gives the same places, whatever the order of its nodes
    and ties. A tie more between two groups moves nobody, and one within a group nobody outside of
    it; a node more makes its own group larger, and the others make room. A group that is new in a
    later wave takes its place in the alphabet, so that all that follow go on round the circle, and
    so does the first tie of who had none, who leaves the rows. To lay maps of several waves on one
    another, give all of them at once, and then these positions to each map: who is in a later wave
    only has a place from the first on.

    The first of it is a circular layout, the second that of Fruchterman and Reingold (1991).
    A disc of thousands is relaxed in fewer rounds, so that it takes seconds and not minutes.

    Args:
        graphs: a graph, or several by their names (as waves), which are taken together.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            one group.

    Returns:
        Each node with x and y; groups lie in the circle of radius 1 around 0, rows below.

    Raises:
        CannotDraw: no node has such an attribute, or what was given is no graph.

    >>> import networkx as nx
    >>> sorted(positions(nx.path_graph(["a", "b"]), by=None))
    ['a', 'b']
    """
    graph = together(graphs_of(graphs))
    alone = set(isolates(graph))
    groups = by_group(graph, by, graph.nodes - alone)
    placed = _in_discs(graph, list(groups.values()))
    occasions = [node for node in sorted(graph, key=by_id) if is_occasion(graph, node)]
    placed |= _amid(graph, [node for node in occasions if node not in alone], placed)
    in_rows = [node for nodes in by_group(graph, by, alone).values() for node in nodes]
    in_rows += [node for node in occasions if node in alone]
    return placed | _in_rows(in_rows)


# ---------------------------------------------------------------- groups


def _in_discs(graph: AnyGraph, groups: Sequence[Sequence[Node]]) -> Spots:
    radii = [sqrt(len(nodes)) for nodes in groups]
    centres = _around(radii)
    extent = max(
        (np.hypot(*at) + radius for at, radius in zip(centres, radii, strict=True)), default=1
    )
    placed: Spots = {}
    for nodes, centre, radius in zip(groups, centres, radii, strict=True):
        inside = relaxed(graph, nodes)
        points = (np.array(centre) + radius * inside) / extent
        placed |= {node: (x, y) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}
    return placed


def _around(radii: Sequence[float]) -> list[Spot]:
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


# ---------------------------------------------------------------- the rest


def _amid(graph: AnyGraph, occasions: Sequence[Node], placed: Spots) -> Spots:
    """In the middle of those who took part; around it, where the same took part several times."""
    by_those: dict[tuple[Node, ...], list[Node]] = {}
    for node in occasions:
        those = tuple(other for other in sorted(graph[node], key=by_id) if other in placed)
        by_those.setdefault(those, []).append(node)
    found: Spots = {}
    for those, nodes in by_those.items():
        x, y = np.mean([placed[other] for other in those] or [(0.0, 0.0)], axis=0).tolist()
        apart = min(_APART, 0.3 / sqrt(len(nodes)))
        for turn, node in enumerate(nodes):
            away = apart * sqrt(turn)
            found[node] = (x + away * cos(_GOLDEN * turn), y + away * sin(_GOLDEN * turn))
    return found


def _in_rows(nodes: Sequence[Node]) -> Spots:
    """Rows beneath the groups, from left to right."""
    length = max(21, round(sqrt(10 * len(nodes))))
    apart = min(_ROW, 2 / (length - 1))
    return {
        node: (apart * (place % length) - 1, -1.3 - _DOWN * apart / _ROW * (place // length))
        for place, node in enumerate(nodes)
    }
