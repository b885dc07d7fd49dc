"""The sheet that a tree of practices is drawn on: how large it is, and where its parts are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from nsee_core.plots.grouping import AnyGraph, Node
from nsee_core.plots.maps.layout import Spot
from nsee_core.plots.paper.measuring import breadth, broadest, broken
from nsee_core.plots.paper.style import plain
from nsee_core.plots.trees.tree_rows import Adaptation, Tree
from nsee_core.wording import counted

ROW = 26.0  # from one row to the next, in points
FAN = 34.0  # where lines lead from one column to the rows of the next, in points
STUB = 8.0  # with which each begins, clear of the boxes beneath
HEAD = 22.0  # an arrow and its head, beside what is written above it
_BETWEEN = 12.0  # from one box to the next of those that are alone
_LINE = 13.0
_LONGEST_VIA = 18
#: In points: no narrower than it takes to say what is on it.
_NARROWEST, _USUAL = 290.0, 430.0

ALONE = "Adapted from no other, and no other from it"
APART = "On a circle, or come from one: no generation; each adaptation by itself"


def via(said: Mapping[str, Any]) -> str:
    """The transfers of an adaptation, or how many they are."""
    ids = sorted(map(str, said.get("via", ())))
    words = ", ".join(ids)
    if len(ids) > 1 and len(words) > _LONGEST_VIA:
        return counted(len(ids), "transfer")
    return plain(words, _LONGEST_VIA)


@attrs.frozen(slots=False)
class Sheet:
    """Where everything is, in points to the right of and above the upper left corner."""

    graph: AnyGraph
    tree: Tree
    called: Mapping[Node, str]
    note: str
    legend: Sequence[str]

    # ------------------------------------------------------------ columns, one a generation

    @cached_property
    def boxes_wide(self) -> list[float]:
        """How wide the boxes of each column are: as its longest name."""
        names: list[list[str]] = [[f"generation {born}"] for born in self.tree.generations]
        for node, box in self.tree.boxes.items():
            names[box.column].append(self.called[node])
        return [broadest(column) + 12 for column in names]

    @cached_property
    def lefts(self) -> list[float]:
        """Where the boxes of each column begin: there is room for the longest arrow before."""
        arrows: list[list[Adaptation]] = [[] for _ in self.tree.generations]
        for edge in self.tree.ways:
            arrows[self.tree.boxes[edge[1]].column].append(edge)
        found, left = list[float](), 0.0
        for column, wide in enumerate(self.boxes_wide):
            left += (FAN + self.lead(arrows[column])) * (column > 0)
            found.append(left)
            left += wide
        return found

    def lead(self, edges: Sequence[Adaptation]) -> float:
        """How long arrows are where their transfers stand above them."""
        return broadest(via(self.graph.edges[edge]) for edge in edges) + HEAD

    def wide_enough(self, names: Sequence[str]) -> float:
        """How wide boxes are that have room for each of some names."""
        return broadest(names) + 12

    def y(self, row: float) -> float:
        """The middle of a row, or half row, of the columns."""
        return -(row + 1.5) * ROW

    # ------------------------------------------------------------ parts beneath one another

    @cached_property
    def top_of_alone(self) -> float:
        """Where the part begins of practices without any adaptation."""
        return -(self.tree.rows + 1) * ROW if self.tree.boxes else 0.0

    @cached_property
    def alone(self) -> dict[Node, Spot]:
        """The middle of the left side of each of them: in lines, as words are."""
        found, left, row = dict[Node, Spot](), 0.0, 0
        for node in self.tree.alone:
            wide = self.wide_enough([self.called[node]])
            if left and left + wide > max(self._columns_wide, _USUAL):
                left, row = 0.0, row + 1
            found[node] = (left, self.top_of_alone - (row + 1.5) * ROW)
            left += wide + _BETWEEN
        return found

    @cached_property
    def top_of_apart(self) -> float:
        """Where the part begins of adaptations that are on a circle or come from one."""
        rows = [y - ROW / 2 for _, y in self.alone.values()]
        return min(rows, default=self.top_of_alone)

    @cached_property
    def arrow_apart(self) -> Spot:
        """From where to where their arrows lead."""
        start = self.wide_enough([self.called[parent] for parent, _ in self.tree.apart])
        return start, start + self.lead(self.tree.apart)

    @cached_property
    def foot(self) -> float:
        """Where the note begins."""
        apart = len(self.tree.apart)
        return self.top_of_apart - (apart + 1) * ROW * bool(apart) - 6

    @cached_property
    def notes(self) -> list[str]:
        """The note in lines that have room."""
        return broken(self.note, self.wide)

    @cached_property
    def legend_columns(self) -> int:
        """In how many columns there is room to explain the arrows."""
        return max(1, min(len(self.legend), int(self.wide // (broadest(self.legend) + 45))))

    @cached_property
    def high(self) -> float:
        """How high it all is."""
        lines = -(-len(self.legend) // self.legend_columns) + len(self.notes)
        return -self.foot + lines * _LINE + 6

    @cached_property
    def wide(self) -> float:
        """How wide it all is."""
        alone = [at[0] + self.wide_enough([self.called[node]]) for node, at in self.alone.items()]
        children = [self.called[child] for _, child in self.tree.apart]
        apart = (
            [self.arrow_apart[1] + self.wide_enough(children), breadth(APART)] if children else []
        )
        return max([self._columns_wide, _NARROWEST, *alone, *apart])

    @property
    def _columns_wide(self) -> float:
        return self.lefts[-1] + self.boxes_wide[-1] if self.lefts else 0.0
