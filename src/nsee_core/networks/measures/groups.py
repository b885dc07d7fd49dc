"""Who is in which group, and the ties among them that were reported."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import attrs
import networkx as nx
import numpy as np

from nsee_core.networks.given import text_given
from nsee_core.networks.measures.arrays import Flags, Wholes
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.undefined import is_missing
from nsee_core.wording import counted, listed, perhaps


class UnknownGroup(ValueError):
    """Nodes were to be grouped by something that none of them says of itself."""


@attrs.frozen
class Grouped:
    """A graph as its groups see it: nodes of a known group, and the reported ties among them."""

    nodes: tuple[Hashable, ...]
    groups: tuple[str, ...]
    """In the order in which the nodes first name them."""
    of: Wholes
    """The group of each node, by its place among the groups."""
    ties: Wholes
    """Both ends of each tie in two columns, by their places among the nodes."""
    seen: Observed
    unheard: Flags
    """Of each node, whether it is known by name not to have answered."""
    without_group: int
    """How many nodes say of no group, and are set aside."""

    @classmethod
    def by(cls, graph: nx.Graph[Any], by: str) -> Grouped:
        """A graph by the groups that its nodes name in an attribute.

        Raises:
            UnknownGroup: the graph has nodes, and none of them has this attribute.
            TypeError: it is no graph, or what to group by is no text.
        """
        seen = Observed.of(graph)
        all_said: Iterable[tuple[Hashable, object]] = graph.nodes(data=text_given(by, "by"))
        named = {node: said for node, said in all_said if not is_missing(said)}
        if not named and len(graph):
            raise UnknownGroup(_nobody_says(graph, by))
        at = {node: place for place, node in enumerate(named)}
        numbers: dict[str, int] = {}
        of = [numbers.setdefault(str(said), len(numbers)) for said in named.values()]
        ties = [(at[one], at[other]) for one, other in seen.reported if one in at and other in at]
        return cls(
            nodes=tuple(named),
            groups=tuple(numbers),
            of=np.array(of, np.int64),
            ties=np.array(ties, np.int64).reshape(-1, 2),
            seen=seen,
            unheard=np.array([node in seen.unheard for node in named], np.bool_),
            without_group=len(graph) - len(named),
        )

    @property
    def sizes(self) -> Wholes:
        """How many nodes each group has."""
        return np.bincount(self.of, minlength=len(self.groups))

    @property
    def unheard_in(self) -> Wholes:
        """How many nodes of each group are known by name not to have answered."""
        return np.bincount(self.of[self.unheard], minlength=len(self.groups))


def _nobody_says(graph: nx.Graph[Any], by: str) -> str:
    all_said = [item for _, said in graph.nodes(data=True) for item in said.items()]
    known = sorted({str(name) for name, value in all_said if not is_missing(value)})
    hint = perhaps(by, known) or (f"; they have {listed(known)}" if known else "")
    return f'none of {counted(len(graph), "node")} has "{by}"{hint}'
