"""Who is in which group, and the ties among them that could be seen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import attrs
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.measures.observed import Observed
from nsee_core.wording import counted, listed, perhaps

Numbers = NDArray[np.int64]


class UnknownGroup(ValueError):
    """Nodes were to be grouped by something that none of them says of itself."""


def silent(seen: Observed) -> frozenset[Hashable]:
    """Who did not answer, as far as that is known.

    Where only the share that answered is stated, nobody is held to have been silent: ties are taken
    as they stand, and beside them stands the response rate.
    """
    return frozenset(seen.out.keys() - seen.whole) if seen.responded else frozenset()


def if_known(seen: Observed, unknown: int) -> int | None:
    """A number of pairs that could not be seen; None where it is not known who answered."""
    return unknown if seen.responded else None


def ties_seen(seen: Observed) -> list[tuple[Hashable, Hashable]]:
    """The ties between two that could be seen, each once.

    What is recorded of a pair that could not be seen is no fair part of what would have been said
    of such pairs, so it is left out: an arc whose sender, or a tie both of whose ends, did not
    answer.
    """
    unheard, done = silent(seen), set[Hashable]()
    ties = []
    for one, others in seen.out.items():
        if not seen.directed:
            done.add(one)
        elif one in unheard:
            continue
        ties += [
            (one, other)
            for other in others
            if other not in done and not (one in unheard and other in unheard)
        ]
    return ties


@attrs.frozen
class Grouped:
    """A graph as its groups see it: nodes of a known group, and the observed ties among them."""

    nodes: tuple[Hashable, ...]
    groups: tuple[str, ...]
    """In the order in which the nodes first name them."""
    of: Numbers
    """The group of each node, by its place among the groups."""
    ties: Numbers
    """Both ends of each tie in two columns, by their places among the nodes."""
    seen: Observed
    silent: NDArray[np.bool_]
    """Of each node, whether it is known not to have answered."""
    without_group: int
    """How many nodes say of no group, and are set aside."""

    @property
    def sizes(self) -> Numbers:
        """How many nodes each group has."""
        return np.bincount(self.of, minlength=len(self.groups))


def grouped(graph: nx.Graph[Any], by: str) -> Grouped:
    """A graph by the groups that its nodes name in the attribute ``by``.

    Raises:
        UnknownGroup: the graph has nodes, and none of them has this attribute.
    """
    all_said: Iterable[tuple[Hashable, object]] = graph.nodes(data=by)
    named = {node: said for node, said in all_said if said is not None}
    if not named and len(graph):
        raise UnknownGroup(_nobody_says(graph, by))
    seen = Observed.of(graph)
    unheard = silent(seen)
    at = {node: place for place, node in enumerate(named)}
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(str(said), len(numbers)) for said in named.values()]
    ties = [(at[one], at[other]) for one, other in ties_seen(seen) if one in at and other in at]
    return Grouped(
        nodes=tuple(named),
        groups=tuple(numbers),
        of=np.array(of, np.int64),
        ties=np.array(ties, np.int64).reshape(-1, 2),
        seen=seen,
        silent=np.array([node in unheard for node in named], np.bool_),
        without_group=len(graph) - len(named),
    )


def _nobody_says(graph: nx.Graph[Any], by: str) -> str:
    known = sorted({name for _, said in graph.nodes(data=True) for name in said})
    hint = perhaps(by, known) or (f"; they have {listed(known)}" if known else "")
    return f'none of {counted(len(graph), "node")} has "{by}"{hint}'
