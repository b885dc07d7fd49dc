"""How often somebody stands on the shortest way between two others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Literal, get_args

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.extras import needs
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.given import Graphs, whole_number
from nsee_core.networks.measures.arrays import Floats
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.undefined import or_missing

#: How betweenness is counted.
Method = Literal["auto", "exact", "rustworkx", "sampled"]


class UnknownMethod(ValueError):
    """Betweenness was to be counted in a way that there is not."""


class NotASample(ValueError):
    """Betweenness was to be estimated from too few pivots or none, or counted exactly from some."""


def betweenness(
    graph: Graphs,
    *,
    method: Method = "auto",
    sample: int | None = None,
    seed: int = 0,
    normalised: bool = True,
) -> pd.DataFrame:
    """How often each node stands on the shortest way between two others.

    The betweenness of v is the sum, over all pairs s and t of other nodes, of the share of the
    shortest paths from s to t that pass through v (Freeman 1977, "A set of measures of centrality
    based on betweenness", Sociometry 40); a pair without a path counts nothing. Exact values are
    counted as by Brandes 2001 ("A faster algorithm for betweenness centrality", Journal of
    Mathematical Sociology 25). In a directed graph paths follow the ties and pairs are ordered; in
    an undirected graph each pair counts once. Normalised, it is divided by the number of those
    pairs: (n - 1)(n - 2) directed, half of that undirected.

    Every tie is one step: weights are strengths, not distances, and count nothing; nor do second
    ties between the same two, or ties to oneself.

    Missing data: a tie that nobody reported may make a shorter way. Where nothing is said of
    answering, ties are taken as they stand. Where it is named who answered, the ways are those of
    the ties among those who did as a whole, and the others' betweenness is missing. Where that is
    not known, everybody's is.

    An estimate takes the paths from a sample of nodes, the pivots, for those from all (Brandes and
    Pich 2007, "Centrality estimation in large networks"): (n - 1) times the mean, over the pivots
    other than v, of what the paths from a pivot add to v. Its standard error is that of a mean of a
    sample drawn without replacement; with all nodes as pivots the estimate is exact.

    Columns: ``node`` (``str``), in the order of the graph; ``betweenness`` (``Float64``);
    ``standard_error`` (``Float64``), 0 where exact, missing where a node has one pivot besides it;
    ``response_rate`` (``Float64``).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
        method: ``exact`` by networkx; ``rustworkx``, as exact and many times as fast, with the
            extra ``graph``; ``sampled``; or ``auto``: sampled where ``sample`` is given, else by
            rustworkx where it is installed and by networkx where not. Never an estimate unasked,
            however long it takes: a quarter of a minute by networkx for 2,500 nodes with 10,000
            ties, and growing with nodes times ties.
        sample: how many pivots, at least 2; more than there are nodes means all.
        seed: of the dice that draw the pivots.
        normalised: whether to divide by the number of pairs.

    Raises:
        UnknownMethod: there is no such method.
        NotASample: ``sampled`` without ``sample``, an exact method with it, or it is no whole
            number of 2 or more.
        MissingExtra: ``rustworkx`` is not installed.
        TypeError: it is no graph, nor graphs by label.
        UnusableNumber: ``seed`` is no whole number of 0 or more.

    >>> path = nx.path_graph(["a", "b", "c", "d"])
    >>> betweenness(path, normalised=False)[["node", "betweenness", "standard_error"]]
      node  betweenness  standard_error
    0    a          0.0             0.0
    1    b          2.0             0.0
    2    c          2.0             0.0
    3    d          0.0             0.0
    """
    pivots, dice = _checked(method, sample), whole_number(seed, "seed")
    return of_each(graph, lambda one: _counted(one, method, pivots, dice, normalised=normalised))


def _counted(
    graph: nx.Graph[Any], method: Method, pivots: int | None, seed: int, *, normalised: bool
) -> pd.DataFrame:
    seen = Observed.of(graph)
    known = seen.graph_of_answered() if seen.told else graph
    if pivots is None:
        exact = _by_rustworkx if method == "rustworkx" or _fast(method) else _by_networkx
        values, errors = exact(known), np.zeros(len(known))
    else:
        values, errors = _sampled(known, pivots, seed)
    scale = _scale(known) if normalised else 1.0
    of_known = dict(zip(known, or_missing(values * scale), strict=True))
    error_of = dict(zip(known, or_missing(errors * scale), strict=True))
    return typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            "betweenness": ("Float64", [of_known.get(node) for node in graph]),
            "standard_error": ("Float64", [error_of.get(node) for node in graph]),
            "response_rate": ("Float64", [seen.response_rate] * len(graph)),
        }
    )


def _checked(method: str, sample: int | None) -> int | None:
    """How many pivots; None to count exactly."""
    chosen(method, get_args(Method), UnknownMethod, '"{}" is no way to count betweenness')
    if sample is None and method == "sampled":
        raise NotASample("an estimate needs a number of pivots; give sample=")
    if sample is not None and method in ("exact", "rustworkx"):
        raise NotASample(f'"{method}" counts from every node; leave out sample=')
    return None if sample is None else whole_number(sample, "sample", 2, NotASample)


def _fast(method: str) -> bool:
    return method == "auto" and find_spec("rustworkx") is not None


def _scale(graph: nx.Graph[Any]) -> float:
    pairs = (len(graph) - 1) * (len(graph) - 2)
    return (1.0 if graph.is_directed() else 2.0) / pairs if len(graph) > 2 else 1.0


def _by_networkx(graph: nx.Graph[Any]) -> Floats:
    return _column(nx.betweenness_centrality(graph, normalized=False))


def _by_rustworkx(graph: nx.Graph[Any]) -> Floats:
    rustworkx = needs("rustworkx", "graph")
    number = {node: index for index, node in enumerate(graph)}
    same = rustworkx.PyDiGraph() if graph.is_directed() else rustworkx.PyGraph()
    same.add_nodes_from(range(len(number)))
    same.add_edges_from_no_data(_pairs(graph, number))
    return _column(rustworkx.betweenness_centrality(same, normalized=False))


def _pairs(graph: nx.Graph[Any], number: Mapping[Any, int]) -> list[tuple[int, int]]:
    """The ties by number, each once, and none to oneself."""
    directed = graph.is_directed()
    return [
        (one, other)
        for node, others in graph.adjacency()
        for one, other in ((number[node], number[to]) for to in others)
        if one < other or (directed and one != other)
    ]


def _sampled(graph: nx.Graph[Any], sample: int, seed: int) -> tuple[Floats, Floats]:
    """The estimate of each node and its standard error, not a number where there is none."""
    nodes = list(graph)
    drawn = random.Random(seed).sample(range(len(nodes)), min(sample, len(nodes)))  # noqa: S311 - dice
    total, squares = np.zeros(len(nodes)), np.zeros(len(nodes))
    for index in drawn:
        added = _column(nx.betweenness_centrality_subset(graph, [nodes[index]], nodes))
        total += added
        squares += added**2
    others = len(drawn) - np.isin(np.arange(len(nodes)), drawn)
    population = len(nodes) - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nan_to_num(total / others)
        variance = np.maximum(squares - others * mean**2, 0) / (others - 1)
        errors = np.sqrt(variance / others * (1 - others / population))
    errors[others >= population] = 0
    return population * mean, population * errors


def _column(values: Mapping[Any, float]) -> Floats:
    return np.fromiter(values.values(), float, len(values))
