"""Who is in which group, and the ties among them that were reported."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import attrs
import networkx as nx
import numpy as np

from nsee_core.networks.arguments.given import text_given
from nsee_core.networks.measures.arrays import Flags, Wholes
from nsee_core.networks.measures.attributes import label_said, some_of
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.undefined import is_missing
from nsee_core.wording import counted, perhaps


class UnknownGroup(ValueError):
    """Nodes were to be grouped by something that none of them says of itself."""


def groups_said(graph: nx.Graph[Any], by: str) -> dict[Hashable, str]:
    """The group of each node that says of one.

    Raises:
        UnknownGroup: the graph has nodes, and none of them says of any.
        TypeError: a node says several things.
    """
    all_said: Iterable[tuple[Hashable, object]] = graph.nodes(data=by)
    said = {node: label_said(node, by, one) for node, one in all_said if not is_missing(one)}
    if not said and len(graph):
        raise UnknownGroup(_nobody_says(graph, by))
    return said


def numbered(labels: Iterable[str]) -> tuple[tuple[str, ...], Wholes]:
    """Labels in the order in which they first come, and the number of each.

    >>> numbered(["moray", "highland", "moray"])
    (('moray', 'highland'), array([0, 1, 0]))
    """
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(label, len(numbers)) for label in labels]
    return tuple(numbers), np.array(of, np.int64)


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
    """Of each node, whether it is known by name not to have answered as a whole."""
    silent: Flags
    """Of each node, whether it is known by name that nobody answered."""
    without_group: int
    """How many nodes say of no group, and are set aside."""

    @classmethod
    def by(cls, graph: nx.Graph[Any], by: str) -> Grouped:
        """A graph by the groups that its nodes name in an attribute.

        Raises:
            UnknownGroup: the graph has nodes, and none of them has this attribute.
            TypeError: it is no graph, what to group by is no text, or what a node says by it is
                several things.
        """
        seen = Observed.of(graph)
        named = groups_said(graph, text_given(by, "by"))
        at = {node: place for place, node in enumerate(named)}
        groups, of = numbered(named.values())
        ties = [(at[one], at[other]) for one, other in seen.reported if one in at and other in at]
        return cls(
            nodes=tuple(named),
            groups=groups,
            of=of,
            ties=np.array(ties, np.int64).reshape(-1, 2),
            seen=seen,
            unheard=np.array([node in seen.unheard for node in named], np.bool_),
            silent=np.array([node in seen.silent for node in named], np.bool_),
            without_group=len(graph) - len(named),
        )

    @property
    def sizes(self) -> Wholes:
        """How many nodes each group has."""
        return np.bincount(self.of, minlength=len(self.groups))

    def number_in(self, nodes: Flags) -> Wholes:
        """How many of some nodes are in each group."""
        return np.bincount(self.of[nodes], minlength=len(self.groups))

    def pairs(self, sizes: Wholes) -> tuple[Wholes, Wholes]:
        """The pairs inside and across groups of some sizes: in the whole first, then of each."""
        n = int(sizes.sum())
        ways = 2 if self.seen.directed else 1
        inside, across = ways * sizes * (sizes - 1) // 2, ways * sizes * (n - sizes)
        return np.array([inside.sum(), *inside]), np.array([across.sum() // 2, *across])

    def pairs_without(self, quiet: Flags) -> tuple[Wholes, Wholes]:
        """The pairs of which only some nodes could tell, and do not: sent by one, or of two."""
        number = self.number_in(quiet)
        if not self.seen.directed:
            return self.pairs(number)
        sizes, n, m = self.sizes, len(self.nodes), int(number.sum())
        inside, sent = number * (sizes - 1), number * (n - sizes)
        across = sent + (m - number) * sizes
        return np.array([inside.sum(), *inside]), np.array([sent.sum(), *across])

    def inside_and_across(self, ties: Wholes, groups: Wholes) -> tuple[Wholes, Wholes]:
        """How many ties are internal and external: of the whole first, then of each group."""
        number = len(self.groups)
        one, other = groups[ties[:, 0]], groups[ties[:, 1]]
        inside = np.bincount(one[one == other], minlength=number)
        ends = np.bincount(one, minlength=number) + np.bincount(other, minlength=number)
        internal = np.array([inside.sum(), *inside])
        return internal, np.array([len(one), *(ends - inside)]) - internal

    @property
    def beyond(self) -> Wholes:
        """The ties of pairs of which only the tie is known, and would not be if there were none."""
        one, other = self.unheard[self.ties].T
        untold: Flags = one if self.seen.directed else one & other
        return np.compress(untold, self.ties, axis=0)


def _nobody_says(graph: nx.Graph[Any], by: str) -> str:
    all_said = [item for _, said in graph.nodes(data=True) for item in said.items()]
    known = sorted({str(name) for name, value in all_said if not is_missing(value)})
    hint = perhaps(by, known) or f"; {_instead(known)}"
    return f'none of {counted(len(graph), "node")} has "{by}"{hint}'


def _instead(known: Sequence[str]) -> str:
    if not known:
        return "give it to them with nx.set_node_attributes()"
    return f"group by what they have: {some_of(known, 'or')}"
