"""The cliques of a graph: how many there are of which size, and in how many each node is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from math import comb
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs, whole_number
from nsee_core.networks.arguments.limits import known_limit
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each


class TooManyCliques(ValueError):
    """A graph has more cliques than were to be counted."""


def cliques(graph: Graphs, *, smallest: int = 3, at_most: int = 100_000) -> pd.DataFrame:
    """How many cliques of which size there are, and in how many each node is.

    A clique is a set of nodes that are all tied to one another, and that nobody else could join
    (Luce & Perry 1949, "A method of matrix analysis of group structure", Psychometrika 14, 95-116);
    they may overlap. They are found with ``networkx.find_cliques``.

    Direction: in a directed graph a tie counts where both point to each other, as in the paper.
    Weights, parallel ties and ties to oneself do not count.

    Missing data: where nothing is said of answering, or it is not known who answered, the ties that
    were reported are taken as they stand. Where it is named who answered, cliques are those of the
    ties that were reported, by schools in part too. ``unknown`` counts the pairs of which it is not
    known whether they are tied (with direction, both ways): cliques may be larger, and more.

    Columns: ``node`` (``str``), missing in the first rows, which count the cliques of each size;
    ``size`` (``Int64``); ``cliques`` (``Int64``); ``unknown`` (``Int64``, missing where it is not
    known who answered); ``response_rate`` (``Float64``). A node has a row for each size of clique
    that it is in, or one without a size and of 0; missing where nobody answered who could have
    reported it in one.

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.
        smallest: the fewest nodes that make a clique.
        at_most: how many cliques are counted, of any size. There can be 3 ** (n / 3) of them, so
            that a dense graph is refused and not counted in part: a part of a census says nothing.

    Raises:
        TooManyCliques: there are more cliques than ``at_most``.
        TypeError: it is no graph, nor graphs by label.
        UnusableNumber: ``smallest`` is no whole number of 1 or more.
        NotALimit: ``at_most`` is no whole number of 0 or more.

    >>> graph = nx.Graph([("p1", "p2"), ("p2", "p3"), ("p3", "p1"), ("p3", "p4")])
    >>> cliques(graph)[["node", "size", "cliques"]]
      node  size  cliques
    0  NaN     3        1
    1   p1     3        1
    2   p2     3        1
    3   p3     3        1
    4   p4  <NA>        0
    """
    fewest, most = whole_number(smallest, "smallest", 1), known_limit(at_most)
    return of_each(graph, lambda one: _census(Observed.of(one), fewest, most))


def _census(seen: Observed, smallest: int, at_most: int) -> pd.DataFrame:
    whole, of_node = _counts(_mutual(seen), smallest, at_most)
    rows: list[tuple[str | None, int | None, int | None]] = [
        (None, size, whole[size]) for size in sorted(whole)
    ]
    for node, sizes in of_node.items():
        rows += [(str(node), size, sizes[size]) for size in sorted(sizes)]
        if not sizes:
            rows.append((str(node), None, 0 if _could_be_in_one(seen, node) else None))
    unknown = seen.if_named(_unknown_pairs(seen))
    return typed_frame(
        {
            "node": ("str", [node for node, _, _ in rows]),
            "size": ("Int64", [size for _, size, _ in rows]),
            "cliques": ("Int64", [number for _, _, number in rows]),
            "unknown": ("Int64", [unknown] * len(rows)),
            "response_rate": ("Float64", [seen.response_rate] * len(rows)),
        }
    )


def _could_be_in_one(seen: Observed, node: Hashable) -> bool:
    """Whether those answered who could have reported a tie of a node: where directed, both."""
    spoke = node not in seen.silent
    others = len(seen.out) - len(seen.silent) > spoke
    return len(seen.out) == 1 or (spoke and others if seen.directed else spoke or others)


def _mutual(seen: Observed) -> nx.Graph[Any]:
    """Who is tied to whom both ways, as far as it could be seen."""
    ties = seen.reported
    if seen.directed:
        arcs = set(ties)
        ties = [(one, other) for one, other in ties if (other, one) in arcs]
    mutual: nx.Graph[Any] = nx.Graph()
    mutual.add_nodes_from(seen.out)
    mutual.add_edges_from(ties)
    return mutual


def _counts(
    graph: nx.Graph[Any], smallest: int, at_most: int
) -> tuple[Counter[int], dict[Hashable, Counter[int]]]:
    """How many cliques of each size there are: in all, and with each node."""
    whole: Counter[int] = Counter()
    of_node: dict[Hashable, Counter[int]] = {node: Counter() for node in graph}
    twins = _twins(graph)
    for number, found in enumerate(nx.find_cliques(graph.subgraph(twins)), start=1):
        if number > at_most:
            msg = (
                f"there are more than {at_most} cliques; take a sparser graph, such as its "
                "stronger ties, or raise at_most"
            )
            raise TooManyCliques(msg)
        clique = [node for one in found for node in twins[one]]
        if len(clique) >= smallest:
            whole[len(clique)] += 1
            for node in clique:
                of_node[node][len(clique)] += 1
    return whole, of_node


def _twins(graph: nx.Graph[Any]) -> dict[Hashable, list[Hashable]]:
    """The nodes that are tied to one another and to the same others, by one that stands for them.

    They are in the same cliques. Whoever took part in just one meeting is a twin of all who did,
    so that a meeting of hundreds takes no longer than a trio.
    """
    alike: dict[frozenset[Hashable], list[Hashable]] = {}
    for node, tied in graph.adjacency():
        alike.setdefault(frozenset((node, *tied)), []).append(node)
    return {nodes[0]: nodes for nodes in alike.values()}


def _unknown_pairs(seen: Observed) -> int:
    """The pairs of which it is not known whether they are tied both ways."""
    ties = set(seen.reported)
    untold = [tie for tie in ties if tie[1] in seen.unheard]
    among = comb(len(seen.unheard), 2)
    if not seen.directed:
        return among - sum(one in seen.unheard for one, _ in untold)
    both_ways = sum(one in seen.unheard and (other, one) in ties for one, other in untold) // 2
    one_way = sum(one not in seen.unheard and (other, one) not in ties for one, other in untold)
    return among - both_ways + one_way
