"""Communities: who is tied more to each other than to the rest, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs, UnusableNumber, is_amount, whole_number
from nsee_core.networks.measures.agreement import agreements, same_company
from nsee_core.networks.measures.arrays import Wholes
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.weighing import strengths
from nsee_core.wording import shown

#: How many runs agreement may be found over.
_MOST_RUNS = 10_000


class NoRuns(ValueError):
    """Communities were to be found in no runs at all, or by a resolution that finds none."""


def communities(
    graph: Graphs,
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

    Missing data: the ties that were reported are taken as they stand, and nothing is put in the
    place of what is unknown: where ``response_rate`` is well below 1, the agreement of runs says
    nothing about what is missing. Where no tie was reported and not everybody answered, there is
    nothing to find communities by, and they are missing.

    Weights: a tie of weight 0 joins nobody. A run over 10,000 ties takes about a second.

    Columns: ``node`` (``str``), ``community`` and ``size``, of that community (``Int64``), and
    ``agreement``, of the node (``Float64``; missing where there was one run). In ``frame.attrs``
    are ``modularity`` (None where there is no tie), ``agreement``, of the whole, ``stable``:
    whether that is at least ``stable_from`` (both None where there was one run, or there are no
    communities), ``runs``,
    ``resolution``, and ``response_rate`` (None where nothing is said of answering).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is,
            and ``attrs`` are by label.
        seed: what the random orders begin from; the same seed gives the same communities.
        runs: how often to look.
        resolution: above 1 for smaller communities, below 1 for larger ones.
        weight: the edge attribute that says how strong a tie is, 1 where an edge lacks it; None
            where a tie is a tie.
        stable_from: the mean agreement from which the partition is called stable. The default is a
            convention of this package, and has no source.

    Raises:
        NoRuns: there is to be no run, or the resolution is no number above 0.
        TypeError: it is no graph, nor graphs by label, or ``weight`` is no text.
        UnusableNumber: ``seed`` is no whole number of 0 or more, or ``stable_from`` no share.
        NotAWeight: the weight of an edge is no number of 0 or more.

    >>> frame = communities(nx.karate_club_graph(), weight=None)
    >>> frame.drop_duplicates("community")[["community", "size"]].sort_values("community").head(2)
       community  size
    8          1    13
    0          2    12
    >>> round(frame.attrs["modularity"], 2), frame.attrs["stable"]
    (0.42, False)
    """
    looked = _checked(runs, resolution, stable_from)
    dice = whole_number(seed, "seed")
    found = partial(
        _found,
        seed=dice,
        runs=looked,
        resolution=resolution,
        weight=weight,
        stable_from=stable_from,
    )
    return of_each(graph, found)


def _found(
    graph: nx.Graph[Any],
    *,
    seed: int,
    runs: int,
    resolution: float,
    weight: str | None,
    stable_from: float,
) -> pd.DataFrame:
    """The communities of one graph, and what is said of them in the attributes of the frame."""
    random = Random(seed)  # noqa: S311 - nothing to keep secret
    seen = Observed.of(graph)
    nodes = sorted(graph, key=str)
    numbered = _numbered(seen, nodes, strengths(graph, seen, weight))
    found = [
        nx.community.louvain_communities(
            numbered, resolution=resolution, seed=random.getrandbits(32)
        )
        for _ in range(runs)
    ]
    partitions = [_labels(partition, len(nodes)) for partition in found]
    agreed = agreements(partitions)
    qualities = [_modularity(numbered, partition, resolution) for partition in found]
    means = (agreed.sum(axis=1) - 1) / max(runs - 1, 1)
    best = max(range(runs), key=lambda run: (round(means[run], 12), qualities[run] or 0.0))
    picked = partitions[best]
    others = [partition for run, partition in enumerate(partitions) if run != best]
    overall = float(agreed[np.triu_indices(runs, 1)].mean()) if others else None
    frame = _frame(graph, nodes, picked, others)
    if not seen.reported and seen.not_whole:
        overall = None
        frame.loc[:, ["community", "size", "agreement"]] = pd.NA
    frame.attrs |= {
        "modularity": qualities[best],
        "agreement": overall,
        "stable": None if overall is None else overall >= stable_from,
        "runs": runs,
        "resolution": resolution,
        "response_rate": seen.response_rate,
    }
    return frame


def _checked(runs: int, resolution: float, stable_from: float) -> int:
    """How often to look."""
    if not (is_amount(resolution) and resolution > 0):
        raise NoRuns(f"resolution cannot be {shown(resolution)}; give a number above 0")
    if not (is_amount(stable_from) and stable_from <= 1):
        raise UnusableNumber(
            f"stable_from cannot be {shown(stable_from)}; give a share, from 0 to 1"
        )
    return whole_number(runs, "runs", 1, NoRuns, most=_MOST_RUNS)


def _numbered(
    seen: Observed, nodes: list[Any], strong: Mapping[tuple[Any, Any], float]
) -> nx.Graph[int]:
    """The graph with numbers for nodes, so that neither order nor names change what is found."""
    place = {node: number for number, node in enumerate(nodes)}
    numbered: nx.Graph[int] = nx.DiGraph() if seen.directed else nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    ties = [(place[one], place[other], value) for (one, other), value in strong.items() if value]
    if not seen.directed:
        ties = [(min(one, other), max(one, other), value) for one, other, value in ties]
    numbered.add_weighted_edges_from(sorted(ties))
    return numbered


def _labels(partition: Iterable[set[int]], n: int) -> Wholes:
    """The community of each node, numbered from 1: the largest first, then by its first member."""
    ordered = sorted(partition, key=lambda members: (-len(members), min(members)))
    labels = np.zeros(n, np.int64)
    for number, members in enumerate(ordered, start=1):
        labels[list(members)] = number
    return labels


def _modularity(
    graph: nx.Graph[int], partition: Iterable[set[int]], resolution: float
) -> float | None:
    if not graph.size(weight="weight"):
        return None
    return float(nx.community.modularity(graph, partition, resolution=resolution))


def _frame(
    graph: nx.Graph[Any], nodes: list[Any], picked: Wholes, others: Sequence[Wholes]
) -> pd.DataFrame:
    sizes = np.bincount(picked)[picked]
    agreement: Sequence[float | None] = [None] * len(nodes)
    if others:
        agreement = np.mean([same_company(picked, other) for other in others], axis=0).tolist()
    columns = (picked.tolist(), sizes.tolist(), agreement)
    rows: Mapping[Any, tuple[Any, ...]] = dict(zip(nodes, zip(*columns, strict=True), strict=True))
    return typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            "community": ("Int64", [rows[node][0] for node in graph]),
            "size": ("Int64", [rows[node][1] for node in graph]),
            "agreement": ("Float64", [rows[node][2] for node in graph]),
        }
    )
