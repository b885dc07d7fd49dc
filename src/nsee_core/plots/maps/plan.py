"""What a map shows: where nodes are, in which groups, and what all is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING, Any

import attrs

from nsee_core.plots.grouping import AnyGraph, Groups, Node, by_group, isolates
from nsee_core.plots.maps import disc_names, node_names, ring_names
from nsee_core.plots.maps.discs import Discs, are_apart, discs_of
from nsee_core.plots.maps.layout import FOOT, Spots
from nsee_core.plots.maps.nodes import FEW, Look, area, looks
from nsee_core.plots.paper.boxes import scale_of
from nsee_core.plots.paper.measuring import broadest
from nsee_core.plots.paper.style import NOT_KNOWN, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_NAMED = 40  # so many nodes are named at most where nobody says otherwise
_SMALLEST = 8.0  # the area of a node, in square points
_WIDEST = 0.075  # the width of a node at most, in units of the map
_BUNDLED = 100  # more ties than these are bundled where there are many groups


@attrs.frozen(slots=False)
class Plan:
    """A graph, its groups, where its nodes are, and what they are called."""

    graph: AnyGraph
    groups: Groups
    at: Spots
    names: Mapping[Any, str]

    @classmethod
    def of(cls, graph: AnyGraph, by: str | None, at: Spots, names: Mapping[Any, str]) -> Plan:
        """The plan of a graph."""
        return cls(graph, by_group(graph, by), at, names)

    def name_of(self, node: Node) -> str:
        """What to call a node."""
        return label(node, self.names, self.graph.nodes[node])

    def called(self, group: str | None) -> str:
        """What to call a group: the name it is given; its own, if all have one; or its id."""
        said = self.graph.nodes.get(group) if self._have_names else None
        return NOT_KNOWN if group is None else label(group, self.names, said)

    @cached_property
    def _have_names(self) -> bool:
        """Whether every group is a node with a name: those of some would be of another sort."""
        said = self.graph.nodes
        known = [name for name in self.groups if name is not None]
        return all(said.get(name, {}).get("name") for name in known)

    # ---------------------------------------------------------------- how it is drawn

    @cached_property
    def alike(self) -> bool:
        """Whether each node is a group by itself, so that groups say no more than nodes do."""
        return all(len(nodes) == 1 for nodes in self.groups.values())

    @cached_property
    def discs(self) -> Discs:
        """The discs of the groups; none of one group, or where groups lie on one another."""
        found = discs_of(self.groups, self.at) if len(self.groups) > 1 else {}
        return found if are_apart(found.values()) else {}

    @cached_property
    def ringed(self) -> bool:
        """Whether there are so many groups that names around the map tell them, and no looks."""
        tied = self.graph.nodes - set(self.alone)
        return len(self.discs) > FEW and all(self.at[node][1] > FOOT for node in tied)

    @cached_property
    def bundled(self) -> bool:
        """Whether all ties between two groups are one line."""
        grouped = sum(map(len, self.groups.values())) == len(self.graph)
        return (
            self.ringed and not self.alike and grouped and self.graph.number_of_edges() > _BUNDLED
        )

    @cached_property
    def look(self) -> dict[str | None, Look]:
        """How the nodes of each group look."""
        return looks(self.groups, alike=self.alike or self.ringed)

    @cached_property
    def alone(self) -> list[Node]:
        """The nodes without a tie."""
        return isolates(self.graph)

    @cached_property
    def group_of(self) -> dict[Node, str | None]:
        """The group of each node."""
        return {node: name for name, nodes in self.groups.items() for node in nodes}

    def named(self, labels: int | None) -> int:
        """How many nodes to name at most; by themselves, not those of named groups."""
        if labels is not None:
            return labels
        return 0 if self.ringed and not self.alike else len(self.graph) if self.ringed else _NAMED

    # ---------------------------------------------------------------- its names

    def around(self, most: int) -> dict[str | None, str]:
        """What to write around a map of many groups: their names, or those of their one node."""
        if not self.alike:
            return {name: f"{self.called(name)} ({len(self.groups[name])})" for name in self.discs}
        tied = [n for n in node_names.most_tied(self.graph) if self.group_of[n] in self.discs]
        return {self.group_of[node]: self.name_of(node) for node in tied[:most]}

    def beside(self, most: int) -> float:
        """How wide the widest name of a node is, in points; 0 where none is to be named."""
        named = self.group_of if most else ()
        return broadest(self.name_of(node).replace(r"\$", "$") for node in named)

    def write(self, ax: Axes, here: AnyGraph, most: int, *, share: float = 1.0) -> Names:
        """Write the names of groups and nodes on a map, once all has taken its room beside it.

        Args:
            ax: the map.
            here: which nodes are on it.
            most: how many nodes to name at most.
            share: the area of a node, as a share of what it has on a map by itself.
        """
        if self.ringed:
            words = self.around(most)
            low = min(y for _, y in self.at.values())
            ring = ring_names.framed(ax, self.discs, words, low)
            size, scale = self._area(ring.scale), ring.scale
            boxes = ring_names.write(ax, ring, self.discs, words)
            if self.alike:
                return Names(size, nodes=len(boxes), groups=len(boxes))
        else:
            size = fitted(ax, area(len(self.graph)) * share)
            several = {name: disc for name, disc in self.discs.items() if disc.nodes > 1}
            words = {name: self.called(name) for name in several}
            boxes = disc_names.write(ax, several, words, self.at, size=size)
            scale = scale_of(ax)
        nodes = node_names.write(ax, self, here, most, size=size, scale=scale, written=boxes)
        return Names(size, nodes=nodes, groups=len(boxes) if self.ringed else len(self.discs))

    def _area(self, scale: float) -> float:
        """The area of a node so that those of a group have room, in square points."""
        room = [disc.radius / sqrt(disc.nodes) for disc in self.discs.values() if disc.nodes > 1]
        return max(_SMALLEST, min(60.0, (0.6 * scale * median(room or [0.05])) ** 2))


def fitted(ax: Axes, size: float) -> float:
    """The area of a node in square points, or a smaller one on a map that is small by now."""
    return max(_SMALLEST, min(size, (_WIDEST * scale_of(ax)) ** 2))


@attrs.frozen
class Names:
    """The area of a node on a map in square points, and how many nodes and groups are named."""

    size: float
    nodes: int
    groups: int

    @classmethod
    def before(cls, most: int) -> Names:
        """Before any is written, so that the note takes the room that it may need."""
        return cls(0.0, nodes=min(1, most), groups=0)
