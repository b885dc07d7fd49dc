"""The triad census: how many sets of three nodes there are of each of the sixteen sorts."""

from __future__ import annotations

from collections import Counter
from math import comb
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each

#: The sorts of triad by their mutual, asymmetric and null pairs; D down, U up, T transitive,
#: C cyclic.
TRIADS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)

#: How one node is tied to another: it sends, it receives, or both.
_SENDS, _RECEIVES, _MUTUAL = 1, 2, 3
#: The sort of a triad of which one node is tied to both others, and those are not tied.
_OPEN = {
    (_SENDS, _SENDS): "021D",
    (_SENDS, _RECEIVES): "021C",
    (_SENDS, _MUTUAL): "111U",
    (_RECEIVES, _RECEIVES): "021U",
    (_RECEIVES, _MUTUAL): "111D",
    (_MUTUAL, _MUTUAL): "201",
}
#: The sort of a triangle, by what it would be if each of its sides in turn were missing.
_CLOSED: dict[tuple[str, ...], str] = {
    ("021C", "021C", "021C"): "030C",
    ("021C", "021D", "021U"): "030T",
    ("021C", "111D", "111U"): "120C",
    ("021D", "111D", "111D"): "120D",
    ("021U", "111U", "111U"): "120U",
    ("111D", "111U", "201"): "210",
    ("201", "201", "201"): "300",
}


def triads(graph: Graphs) -> pd.DataFrame:
    """How many sets of three nodes there are of each of the sixteen sorts.

    The sorts are named by how many of the three pairs are mutual, asymmetric and null, and by a
    letter: D down, U up, T transitive, C cyclic (Holland & Leinhardt 1970, "A method for detecting
    structure in sociometric data", American Journal of Sociology 76, 492-513). The time that it
    takes grows with the ties and triangles, and not with the triads.

    Direction: in an undirected graph each tie goes both ways, so that only 003, 102, 201 and 300
    occur. Weights, parallel ties and ties to oneself do not count.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, only triads of three who did as a whole are counted: of others it is not
    always known which ties are not there, and to count those would make closed ones too many;
    ``unknown`` is how many are not. Where that is not known, no triad is known: the counts are
    missing, and ``unknown`` is how many triads there are.

    Columns: ``triad`` (``str``), ``count`` (``Int64``); ``unknown`` (``Int64``, missing where
    nothing is said of answering); ``response_rate`` (``Float64``). Sixteen rows a graph.

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.

    Raises:
        TypeError: it is no graph, nor graphs by label.

    >>> frame = triads(nx.DiGraph([("p1", "p2"), ("p2", "p3"), ("p1", "p3")]))
    >>> frame.loc[frame["count"] > 0, ["triad", "count"]]
      triad  count
    8  030T      1
    """
    return of_each(graph, lambda one: _census(Observed.of(one)))


def _census(seen: Observed) -> pd.DataFrame:
    counts = _counts(seen.graph_of_answered().to_directed())
    unknown = comb(len(seen.out), 3) - comb(len(seen.whole), 3)
    return typed_frame(
        {
            "triad": ("str", TRIADS),
            "count": ("Int64", [None if seen.nameless else counts[each] for each in TRIADS]),
            "unknown": ("Int64", [unknown if seen.told else None] * len(TRIADS)),
            "response_rate": ("Float64", [seen.response_rate] * len(TRIADS)),
        }
    )


def _counts(graph: nx.DiGraph[Any]) -> Counter[str]:
    """The triads of each sort: first those with two ties or three, then the others by subtraction.

    Whoever is tied to two others makes a triad of one of six sorts, unless those two are tied as
    well; so all pairs of ties at a node are counted by arithmetic, and only triangles one by one.
    """
    ways = _ways(graph)
    counts: Counter[str] = Counter()
    for tied in ways.values():
        of_way = Counter(tied.values())
        for pair, sort in _OPEN.items():
            one, other = (of_way[way] for way in pair)
            counts[sort] += comb(one, 2) if pair[0] == pair[1] else one * other
    for sides, triangles in _triangles(ways).items():
        counts[_CLOSED[sides]] += triangles
        for sort in sides:
            counts[sort] -= triangles
    mutual = sum(way == _MUTUAL for tied in ways.values() for way in tied.values()) // 2
    asymmetric = graph.number_of_edges() - 2 * mutual
    others = max(len(graph) - 2, 0)
    in_more = [(int(sort[0]), int(sort[1]), count) for sort, count in counts.items()]
    counts["102"] = mutual * others - sum(ties * count for ties, _, count in in_more)
    counts["012"] = asymmetric * others - sum(ties * count for _, ties, count in in_more)
    counts["003"] = comb(len(graph), 3) - counts.total()
    return counts


def _ways(graph: nx.DiGraph[Any]) -> dict[Any, dict[Any, int]]:
    """How each node is tied to each that it is tied to."""
    ways: dict[Any, dict[Any, int]] = {node: {} for node in graph}
    for one, other in graph.edges():
        ways[one][other] = ways[one].get(other, 0) + _SENDS
        ways[other][one] = ways[other].get(one, 0) + _RECEIVES
    return ways


def _triangles(ways: dict[Any, dict[Any, int]]) -> Counter[tuple[str, ...]]:
    """The triangles, by what each of their nodes would make of its two ties alone."""
    of_ways: Counter[tuple[int, int, int]] = Counter()
    later: dict[Any, set[Any]] = {}
    for a, tied in ways.items():
        later[a] = {b for b in tied if b not in later}
    for a, after in later.items():
        from_a = ways[a]
        for b in after:
            from_b = ways[b]
            of_ways.update((from_a[b], from_b[c], from_a[c]) for c in after & later[b])
    found: Counter[tuple[str, ...]] = Counter()
    for (ab, bc, ac), triangles in of_ways.items():
        at_nodes = (ab, ac), (_back(ab), bc), (_back(bc), _back(ac))
        found[tuple(sorted(_OPEN[_ordered(pair)] for pair in at_nodes))] += triangles
    return found


def _back(way: int) -> int:
    """The same tie, seen from the other node."""
    return way if way == _MUTUAL else _SENDS + _RECEIVES - way


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return min(pair), max(pair)
