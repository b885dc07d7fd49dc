"""Where each node stands in a network: one row a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.pieces import alone, components
from nsee_core.networks.measures.shortest_paths import betweenness as betweenness_of

_SAID = ("kind", "school", "authority", "role")
_TIES = {
    "degree": "Int64",
    "in_degree": "Int64",
    "out_degree": "Int64",
    "strength": "Float64",
    "in_strength": "Float64",
    "out_strength": "Float64",
}


def centrality(
    graph: nx.Graph[Any], *, weight: str | None = "weight", betweenness: bool = True
) -> pd.DataFrame:
    """Where each node stands, one row a node, in the order of the graph.

    Ties to oneself do not count, and several between the same two are one in a degree and add up in
    a strength. What somebody who did not answer would have said is missing, never 0; what others
    said of them is known. Of a graph that says nothing of answering, ties are taken as they stand.
    Columns:

    - ``node``, and what it says of itself where it does: ``kind``, ``school``, ``authority``,
      ``role`` (all ``str``), ``respondent`` (``boolean``; missing where nothing is said);
    - ``possible`` (``Int64``): with how many others a tie could be seen: directed, how many others
      are known to have answered and so could name it; undirected, all others for who answered, and
      for who did not, how many answered. Missing where nothing is said of answering;
    - ``degree`` (``Int64``), undirected: how many it has a tie with. ``in_degree`` and
      ``out_degree``, directed: how many name it, of ``possible``, and how many it names;
    - ``strength``, ``in_strength``, ``out_strength`` (``Float64``): the same, in sums of weights
      (Barrat and others 2004, "The architecture of complex weighted networks", PNAS 101);
    - ``betweenness`` (``Float64``): normalised, exact, of the ties among those who answered; see
      ``betweenness()``. Missing of others, on whose ways nothing is known;
    - ``component`` (``Int64``): in which piece it is, whatever the direction of ties; 1 is the
      largest, and of two as large that which the graph has first;
    - ``isolate`` (``boolean``): no tie is known. Missing of who did not answer and is not named.

    Degrees of a directed graph are not added up: to be asked and to ask are not the same. Closeness
    is left out: Freeman's is not defined where a network is in pieces.

    Args:
        graph: any networkx graph.
        weight: the attribute of edges that strengths add up, 1 where an edge lacks it; None to
            count each edge 1.
        betweenness: whether to count betweenness; with thousands of nodes it takes longer than
            all else.

    >>> asked = nx.DiGraph([("a", "b"), ("b", "c")], respondents=("a", "b"))
    >>> centrality(asked)[["node", "possible", "in_degree", "out_degree"]]
      node  possible  in_degree  out_degree
    0    a         1          0           1
    1    b         1          1           1
    2    c         2          1        <NA>
    """
    seen = Observed.of(graph)
    said = {name: nx.get_node_attributes(graph, name) for name in _SAID}
    columns: dict[str, tuple[str, Mapping[Any, Any]]] = {
        **{name: ("str", values) for name, values in said.items()},
        "respondent": ("boolean", seen.responded),
        "possible": ("Int64", _possible(seen)),
        **_ties(seen, *_strengths(graph, weight)),
        "betweenness": ("Float64", _betweenness(seen) if betweenness else {}),
        "component": ("Int64", _components(graph)),
        "isolate": ("boolean", alone(seen)),
    }
    return typed_frame(
        {
            "node": ("str", [str(node) for node in graph]),
            **{
                name: (dtype, [values.get(node) for node in graph])
                for name, (dtype, values) in columns.items()
            },
        }
    )


def _possible(seen: Observed) -> dict[Any, int]:
    known = seen.told
    return {node: seen.possible_with(node) for node in seen.out} if known else {}


def _ties(
    seen: Observed, sent: Mapping[Any, float], received: Mapping[Any, float]
) -> dict[str, tuple[str, Mapping[Any, float]]]:
    """Degrees and strengths, and of a directed graph only those with a direction."""
    degrees = seen.received(seen.out)
    if seen.directed:
        values = {
            "in_degree": degrees,
            "out_degree": {node: len(seen.out[node]) for node in seen.whole},
            "in_strength": received,
            "out_strength": {node: sent[node] for node in seen.whole},
        }
    else:
        both = {node: sent[node] + received[node] for node in degrees}
        values = {"degree": degrees, "strength": both}
    return {name: (dtype, values.get(name, {})) for name, dtype in _TIES.items()}


def _strengths(
    graph: nx.Graph[Any], weight: str | None
) -> tuple[dict[Any, float], dict[Any, float]]:
    """The weights of the ties that each node sends, and gets, added up."""
    sent, received = dict.fromkeys(graph, 0.0), dict.fromkeys(graph, 0.0)
    for one, other, said in graph.edges(data=True):
        if one != other:
            value = 1 if weight is None else said.get(weight, 1)
            sent[one] += value
            received[other] += value
    return sent, received


def _betweenness(seen: Observed) -> dict[Any, float]:
    among = seen.graph_of_answered()
    return dict(zip(among, betweenness_of(among)["betweenness"], strict=True))


def _components(graph: nx.Graph[Any]) -> dict[Any, int]:
    pieces = enumerate(components(graph), 1)
    return {node: number for number, piece in pieces for node in piece}
