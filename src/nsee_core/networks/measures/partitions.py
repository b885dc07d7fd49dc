"""Communities: who is tied more to each other than to the rest, and how sure that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from math import comb
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.observed import Observed

Labels = NDArray[np.int64]


class NoRuns(ValueError):
    """Communities were to be found in no runs at all, or by a resolution that finds none."""


class NotTheSameNodes(ValueError):
    """Two partitions were to be compared that are not of the same nodes."""


def communities(
    graph: nx.Graph[Any],
    *,
    seed: int = 0,
    runs: int = 20,
    resolution: float = 1.0,
    weight: str | None = "weight",
    stable_from: float = 0.9,
) -> pd.DataFrame:
    """Which communities a network falls into, and whether they are the same each time.

    The method is that of Louvain (Blondel and others 2008, "Fast unfolding of communities in large
    networks", Journal of Statistical Mechanics, P10008), which looks for the partition of the
    greatest modularity (Newman and Girvan 2004, "Finding and evaluating community structure in
    networks", Physical Review E 69, 026113), and of a directed graph, of the greatest directed
    modularity (Leicht and Newman 2008, "Community structure in directed networks", Physical
    Review Letters 100, 118703). It depends on the order in which nodes are looked at, and many
    partitions may be nearly as good; so it is run several times, each in an order of its own. The
    partition given is the one that agrees most with all the others (of equals, the one of greatest
    modularity), and with it how far they agree:

    - of a node, the mean over the other runs of Jaccard's index of the communities that
      it is in, those in both by those in either: 1 where it has the same company each time;
    - of the whole, the mean of the adjusted Rand index of every two runs (``adjusted_rand()``).

    Whoever has no ties is a community of one. Communities are numbered from 1, the largest first,
    and of equal ones that whose first member by name comes first.

    Ties of those who did not answer are unknown, and nothing is put in their place: where
    ``response_rate`` is well below 1, the agreement of runs says nothing about what is missing.
    A run over 10,000 ties takes about a second.

    Columns: ``node`` (``str``), ``community`` and ``size``, of that community (``Int64``), and
    ``agreement``, of the node (``Float64``; missing where there was one run). In ``frame.attrs``
    are ``modularity`` (None where there is no tie), ``agreement``, of the whole, ``stable``:
    whether that is at least ``stable_from`` (both None where there was one run), ``runs``,
    ``resolution``, and ``response_rate`` (None where nothing is said of answering).

    Args:
        graph: any networkx graph.
        seed: what the random orders begin from; the same seed gives the same communities.
        runs: how often to look.
        resolution: above 1 for smaller communities, below 1 for larger ones.
        weight: the edge attribute that says how strong a tie is; None where a tie is a tie.
        stable_from: the mean agreement from which the partition is called stable. The default is a
            convention of this package, and has no source.

    Raises:
        NoRuns: there is to be no run, or the resolution is not above 0.

    >>> frame = communities(nx.karate_club_graph(), weight=None)
    >>> frame.drop_duplicates("community")[["community", "size"]].sort_values("community").head(2)
       community  size
    8          1    13
    0          2    12
    >>> round(frame.attrs["modularity"], 2), frame.attrs["stable"]
    (0.42, False)
    """
    if runs < 1 or not resolution > 0:
        raise NoRuns("communities are found in at least 1 run, by a resolution above 0")
    nodes = sorted(graph, key=str)
    numbered = _numbered(graph, nodes, weight)
    random = Random(seed)  # noqa: S311 - nothing to keep secret
    found = [
        nx.community.louvain_communities(
            numbered, resolution=resolution, seed=random.getrandbits(32)
        )
        for _ in range(runs)
    ]
    partitions = [_labels(partition, len(nodes)) for partition in found]
    agreed = _agreements(partitions)
    qualities = [_modularity(numbered, partition, resolution) for partition in found]
    means = (agreed.sum(axis=1) - 1) / max(runs - 1, 1)
    best = max(range(runs), key=lambda run: (round(means[run], 12), qualities[run] or 0.0))
    chosen = partitions[best]
    others = [partition for run, partition in enumerate(partitions) if run != best]
    overall = float(agreed[np.triu_indices(runs, 1)].mean()) if others else None
    frame = _frame(graph, nodes, chosen, others)
    frame.attrs |= {
        "modularity": qualities[best],
        "agreement": overall,
        "stable": None if overall is None else overall >= stable_from,
        "runs": runs,
        "resolution": resolution,
        "response_rate": Observed.of(graph).response_rate,
    }
    return frame


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """How far two partitions of the same nodes agree, beyond what chance would bring.

    Of all pairs of nodes, those that are together in both partitions are counted, S; by chance
    they would be E = P Q / N, where P and Q are together in the one and in the other, of N pairs.
    The index is (S - E) / ((P + Q) / 2 - E): 1 where the partitions are the same, about 0 where
    they have nothing to do with each other (Hubert and Arabie 1985, "Comparing partitions", Journal
    of Classification 2, 193-218). Two partitions that are both of single nodes, or both of one
    community, are the same: 1.

    Args:
        one: the community of each node.
        other: the same, of the same nodes in the same order.

    Raises:
        NotTheSameNodes: one is longer than the other.

    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 3)
    (1.0, -0.5)
    """
    if len(one) != len(other):
        msg = f"one partition is of {len(one)} nodes and the other of {len(other)}; give the same"
        raise NotTheSameNodes(msg)
    return _adjusted_rand(_coded(one), _coded(other))


def _adjusted_rand(one: Labels, other: Labels) -> float:
    both = _pairs(np.unique(np.stack([one, other]), axis=1, return_counts=True)[1])
    first, second = (_pairs(np.unique(each, return_counts=True)[1]) for each in (one, other))
    expected = first * second / max(comb(len(one), 2), 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _coded(labels: Sequence[Hashable]) -> Labels:
    codes: dict[Hashable, int] = {}
    return np.array([codes.setdefault(label, len(codes)) for label in labels], np.int64)


def _pairs(sizes: NDArray[np.int64]) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _numbered(graph: nx.Graph[Any], nodes: list[Any], weight: str | None) -> nx.Graph[int]:
    """The graph with numbers for nodes, so that neither order nor names change what is found."""
    place = {node: number for number, node in enumerate(nodes)}
    numbered: nx.Graph[int] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    tied: dict[tuple[int, int], float] = {}
    for one, other, value in graph.edges(data=weight or "", default=1.0):
        if one == other:
            continue  # a tie to oneself is none
        ends = place[one], place[other]
        pair = ends if graph.is_directed() else (min(ends), max(ends))
        tied[pair] = tied.get(pair, 0.0) + value
    numbered.add_weighted_edges_from((*pair, tied[pair]) for pair in sorted(tied))
    return numbered


def _labels(partition: Iterable[set[int]], n: int) -> Labels:
    """The community of each node, numbered from 1: the largest first, then by its first member."""
    ordered = sorted(partition, key=lambda members: (-len(members), min(members)))
    labels = np.zeros(n, np.int64)
    for number, members in enumerate(ordered, start=1):
        labels[list(members)] = number
    return labels


def _agreements(partitions: Sequence[Labels]) -> NDArray[np.float64]:
    """The adjusted Rand index of every two partitions."""
    agreed = np.eye(len(partitions))
    for one, other in combinations(range(len(partitions)), 2):
        agreed[one, other] = agreed[other, one] = _adjusted_rand(partitions[one], partitions[other])
    return agreed


def _modularity(
    graph: nx.Graph[int], partition: Iterable[set[int]], resolution: float
) -> float | None:
    if not graph.size(weight="weight"):
        return None
    return float(nx.community.modularity(graph, partition, resolution=resolution))


def _company(one: Labels, other: Labels) -> NDArray[np.float64]:
    """How far each node has the same company in two partitions: 1 where it is the same."""
    _, at, both = np.unique(np.stack([one, other]), axis=1, return_inverse=True, return_counts=True)
    shared = both[at.reshape(-1)]
    return np.asarray(shared / (np.bincount(one)[one] + np.bincount(other)[other] - shared))


def _frame(
    graph: nx.Graph[Any], nodes: list[Any], chosen: Labels, others: Sequence[Labels]
) -> pd.DataFrame:
    sizes = np.bincount(chosen)[chosen]
    agreement: Sequence[float | None] = [None] * len(nodes)
    if others:
        agreement = np.mean([_company(chosen, other) for other in others], axis=0).tolist()
    columns = (chosen.tolist(), sizes.tolist(), agreement)
    rows: Mapping[Any, tuple[Any, ...]] = dict(zip(nodes, zip(*columns, strict=True), strict=True))
    return typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            "community": ("Int64", [rows[node][0] for node in graph]),
            "size": ("Int64", [rows[node][1] for node in graph]),
            "agreement": ("Float64", [rows[node][2] for node in graph]),
        }
    )
