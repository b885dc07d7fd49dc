"""Which nodes of two waves are compared, and between which of them ties are looked for."""

from __future__ import annotations

from typing import Any

import attrs
import networkx as nx
import numpy as np

from nsee_core.networks.measures.arrays import Wholes
from nsee_core.networks.measures.groups import groups_said, numbered


@attrs.frozen(eq=False)
class ComparedNodes:
    """The nodes of two waves that are compared, and the group of each."""

    nodes: list[Any]
    groups: Wholes
    """By number. Only ties between two groups count; where no groups are asked for, everybody is a
    group of their own."""
    between: str | None
    """What these are groups by."""
    joined: int
    """How many nodes are in the later wave only."""
    left: int
    """How many are in the earlier only."""
    without_group: int | None = None
    """How many nodes of both waves do not say of a group in each, and are set aside."""
    regrouped: int | None = None
    """How many say of another group in the later wave, and are set aside."""

    @classmethod
    def of(cls, earlier: nx.Graph[Any], later: nx.Graph[Any], between: str | None) -> ComparedNodes:
        """The nodes that are in both waves, and where it is asked for, in one and the same group.

        Raises:
            UnknownGroup: a wave has nodes, and none of them has the attribute.
            TypeError: a node says several things by it.
        """
        both = [node for node in earlier if node in later]
        others = len(later) - len(both), len(earlier) - len(both)
        if between is None:
            return cls(both, np.arange(len(both)), None, *others)
        one, other = (groups_said(graph, between) for graph in (earlier, later))
        said = [node for node in both if node in one and node in other]
        stayed = [node for node in said if one[node] == other[node]]
        _, groups = numbered(one[node] for node in stayed)
        aside = len(both) - len(said), len(said) - len(stayed)
        return cls(stayed, groups, between, *others, *aside)

    @property
    def kinds(self) -> int:
        """How many groups there are."""
        return len(np.unique(self.groups))
