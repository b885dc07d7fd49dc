"""How many others each node of a directed graph leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

import networkx as nx

Node = TypeVar("Node", bound=Hashable)

#: How many nodes are looked for in one sweep of the graph, each as one bit of a number. More would
#: save sweeps, and each node would then hold a number of a kilobyte and more.
_AT_ONCE = 8192


def leads_to(graph: nx.DiGraph[Node], at_once: int = _AT_ONCE) -> dict[Node, int]:
    """To how many others each node leads, step by step: each once, and never itself.

    What can be come to in one way only is added up. The rest, from where ways meet onwards, has to
    be told apart: it is swept for, so many at a time, from the last nodes back to the first.

    Args:
        graph: a directed graph; it may have circles.
        at_once: how many are swept for at a time.

    >>> leads_to(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "d")]))
    {'a': 3, 'b': 1, 'c': 1, 'd': 0}
    """
    joined: nx.DiGraph[int] = nx.condensation(graph)  # a circle is one, and leads to all on it
    on: dict[int, set[Node]] = {circle: said["members"] for circle, said in joined.nodes.items()}
    inwards = [*nx.topological_sort(joined)][::-1]
    met = [circle for circle, ways in joined.in_degree() if ways > 1]
    after = set(chain.from_iterable(nx.bfs_layers(joined, met)))
    found: dict[int, int] = {}
    for circle in inwards:
        alone = (each for each in joined[circle] if each not in after)
        found[circle] = sum(len(on[each]) + found[each] for each in alone)
    of: dict[Node, int] = joined.graph["mapping"]
    sought = [node for node in graph if of[node] in after]
    for first in range(0, len(sought), at_once):
        some = [of[node] for node in sought[first : first + at_once]]
        for circle, number in _sweep(joined, inwards, some):
            found[circle] += number
    return {node: found[of[node]] + len(on[of[node]]) - 1 for node in graph}


def _sweep(
    joined: nx.DiGraph[int], inwards: Sequence[int], sought: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """How many of those sought lie beyond each circle.

    Args:
        joined: a graph without circles.
        inwards: its nodes, each after all that it leads to.
        sought: the node on which each lies.
    """
    reached = defaultdict[int, int](int)
    for place, circle in enumerate(sought):
        reached[circle] |= 1 << place
    for circle in inwards:
        beyond = 0
        for each in joined[circle]:
            beyond |= reached[each]
        reached[circle] |= beyond
        yield circle, beyond.bit_count()
