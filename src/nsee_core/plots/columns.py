"""Where practices of each generation are in columns, and the ways of the arrows between."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from statistics import mean
from typing import TypeAlias

import attrs

from nsee_core.plots.layout import AnyGraph, Node, by_id

Edge: TypeAlias = tuple[Node, Node]


@attrs.frozen
class Box:
    """The column and the first row of a practice; it has a row for each arrow that it receives."""

    column: int
    row: int
    rows: int

    @property
    def middle(self) -> float:
        """The row, or half row, in its middle."""
        return self.row + (self.rows - 1) / 2


@attrs.frozen
class Tree:
    """Boxes, and for each adaptation its way: a row in each column after that of the parent."""

    boxes: dict[Node, Box] = attrs.field(factory=dict)
    ways: dict[Edge, list[int]] = attrs.field(factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        boxes = [box.row + box.rows for box in self.boxes.values()]
        return max([*boxes, *(row + 1 for way in self.ways.values() for row in way)], default=0)

    def last(self, edge: Edge) -> float:
        """The row that a way has come to so far."""
        way = self.ways[edge]
        return way[-1] if way else self.boxes[edge[0]].middle


def laid_out(graph: AnyGraph) -> tuple[Tree, list[Edge]]:
    """The tree of what has a generation, and sorted the adaptations that are apart from it.

    A practice is near those it came from. A way that passes a column has a row of its own there, so
    that it crosses no box; and so has each arrow that reaches a box.
    """
    born: Mapping[Node, int] = dict(graph.nodes(data="generation"))
    edges = sorted(graph.edges(), key=lambda edge: (by_id(edge[0]), by_id(edge[1])))
    onward = [edge for edge in edges if _is_onward(born, edge)]
    tree = Tree(ways={edge: [] for edge in onward})
    known = [node for node in graph if born[node] is not None]
    for column in range(1 + max((born[node] for node in known), default=-1)):
        _fill(tree, column, born, sorted((n for n in known if born[n] == column), key=by_id))
    return tree, [edge for edge in edges if edge not in tree.ways]


def _is_onward(born: Mapping[Node, int | None], edge: Edge) -> bool:
    parent, child = (born[node] for node in edge)
    return parent is not None and child is not None and parent < child


def _fill(tree: Tree, column: int, born: Mapping[Node, int], nodes: list[Node]) -> None:
    """Put the practices of a generation, and the ways that pass it, into a column."""
    has_children = {parent for parent, _ in tree.ways}
    into: list[tuple[Node | None, list[Edge]]] = [
        (node, [edge for edge in tree.ways if edge[1] == node]) for node in nodes
    ]
    passing = [edge for edge in tree.ways if born[edge[0]] < column < born[edge[1]]]
    into += [(None, [edge]) for edge in passing]
    near = {
        place: mean(map(tree.last, edges)) if edges else float(into[place][0] not in has_children)
        for place, (_, edges) in enumerate(into)
    }
    free = 0
    for place in sorted(near, key=lambda place: (near[place], place)):
        node, edges = into[place]
        rows = max(1, len(edges))
        row = max(free, floor(near[place] - (rows - 1) / 2)) if edges else free
        for slot, edge in enumerate(sorted(edges, key=tree.last)):
            tree.ways[edge].append(row + slot)
        if node is not None:
            tree.boxes[node] = Box(column, row, rows)
        free = row + rows
