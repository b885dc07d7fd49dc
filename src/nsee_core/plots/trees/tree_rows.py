"""Where practices are in a tree, in columns and rows, and the ways of the arrows between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from statistics import mean
from typing import TypeAlias

import attrs

from nsee_core.plots.grouping import AnyGraph, Node, by_id

#: From a practice to one that was adapted from it.
Adaptation: TypeAlias = tuple[Node, Node]


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

    generations: Sequence[int] = ()  # of each column
    boxes: dict[Node, Box] = attrs.field(factory=dict)
    ways: dict[Adaptation, list[int]] = attrs.field(factory=dict)
    apart: Sequence[Adaptation] = ()  # that lead not from one column to one to the right of it
    alone: Sequence[Node] = ()  # without any adaptation

    @classmethod
    def of(cls, graph: AnyGraph) -> Tree:
        """The tree of practices by their generations.

        A practice is near those it came from. A way that passes a column has a row of its own
        there, so that it crosses no box; and so has each arrow that reaches a box.
        """
        born: Mapping[Node, int] = dict(graph.nodes(data="generation"))
        edges = sorted(graph.edges(), key=lambda edge: (by_id(edge[0]), by_id(edge[1])))
        onward = [edge for edge in edges if _is_onward(born, edge)]
        inside = sorted({node for edge in onward for node in edge}, key=by_id)
        generations = sorted({born[node] for node in inside})
        of = {node: generations.index(born[node]) for node in inside}
        joined = {node for edge in edges for node in edge}
        tree = cls(
            generations,
            ways={edge: [] for edge in onward},
            apart=[edge for edge in edges if not _is_onward(born, edge)],
            alone=sorted((node for node in graph if node not in joined), key=by_id),
        )
        for column in range(len(generations)):
            _fill(tree, column, of)
        return tree

    @property
    def rows(self) -> int:
        """How many rows there are."""
        boxes = [box.row + box.rows for box in self.boxes.values()]
        return max([*boxes, *(row + 1 for way in self.ways.values() for row in way)], default=0)

    def last(self, edge: Adaptation) -> float:
        """The row that a way has come to so far."""
        way = self.ways[edge]
        return way[-1] if way else self.boxes[edge[0]].middle


def _is_onward(born: Mapping[Node, int | None], edge: Adaptation) -> bool:
    parent, child = (born[node] for node in edge)
    return parent is not None and child is not None and parent < child


def _fill(tree: Tree, column: int, of: Mapping[Node, int]) -> None:
    """Put the practices of a generation, and the ways that pass it, into a column."""
    reaching: dict[Node, list[Adaptation]] = {node: [] for node in of if of[node] == column}
    passing = []
    for edge in tree.ways:
        if edge[1] in reaching:
            reaching[edge[1]].append(edge)
        elif of[edge[0]] < column < of[edge[1]]:
            passing.append(edge)
    into: list[tuple[Node | None, list[Adaptation]]] = [*reaching.items()]
    into += [(None, [edge]) for edge in passing]
    near = [mean(map(tree.last, edges)) if edges else 0.0 for _, edges in into]
    free = 0
    for place in sorted(range(len(into)), key=lambda place: (near[place], place)):
        node, edges = into[place]
        rows = max(1, len(edges))
        row = max(free, floor(near[place] - (rows - 1) / 2)) if edges else free
        for slot, edge in enumerate(sorted(edges, key=tree.last)):
            tree.ways[edge].append(row + slot)
        if node is not None:
            tree.boxes[node] = Box(column, row, rows)
        free = row + rows
