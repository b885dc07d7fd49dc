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
from nsee_core.networks.measures.weighing import strengths

_SAID = ("kind", "school", "authority", "role")


def centrality(
    graph: nx.Graph[Any], *, weight: str | None = "weight", betweenness: bool = True
) -> pd.DataFrame:
    """Where each node stands, one row a node, in the order of the graph.

    Ties to oneself do not count, and several between the same two are one in a degree and add up in
    a strength.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, what somebody who did not would have said is missing, never 0; what others
    said of them is known. Where that is not known, degrees and strengths are of the ties that were
    reported, and may be too low; what rests on ties that are not there is missing.

    Columns:

    - ``node``, and what it says of itself where it does: ``kind``, ``school``, ``authority``,
      ``role`` (all ``str``), ``respondent`` (``boolean``; missing where nothing is said);
    - ``possible`` (``Int64``): with how many others a tie could be seen: directed, how many others
      are known to have answered and so could name it; undirected, all others for who answered, and
      for who did not, how many answered. Missing where it is not known who answered;
    - ``degree`` (``Int64``), undirected: how many it has a tie with. ``in_degree`` and
      ``out_degree``, directed: how many name it, of ``possible``, and how many it names;
    - ``strength``, ``in_strength``, ``out_strength`` (``Float64``): the same, in sums of weights
      (Barrat and others 2004, "The architecture of complex weighted networks", PNAS 101);
    - ``betweenness`` (``Float64``): that of ``betweenness()``, normalised and exact;
    - ``component`` (``Int64``): in which piece it is, whatever the direction of ties; 1 is the
      largest, and of two as large that which the graph has first;
    - ``isolate`` (``boolean``): no tie is known. Missing of who is not known to have answered and
      is not named;
    - ``response_rate`` (``Float64``): of the whole graph.

    Degrees of a directed graph are not added up: to be asked and to ask are not the same. Closeness
    is left out: Freeman's is not defined where a network is in pieces.

    Args:
        graph: any networkx graph.
        weight: the attribute of edges that strengths add up, 1 where an edge lacks it; None to
            count each edge 1.
        betweenness: whether to count betweenness; with thousands of nodes it takes longer than
            all else.

    Raises:
        TypeError: it is no graph, or ``weight`` no text.
        NotAWeight: the weight of an edge is no number of 0 or more.

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
        **_ties(seen, strengths(graph, seen, weight)),
        "betweenness": ("Float64", _betweenness(graph) if betweenness else {}),
        "component": ("Int64", _components(graph)),
        "isolate": ("boolean", alone(seen)),
        "response_rate": ("Float64", dict.fromkeys(graph, seen.response_rate)),
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
    return {node: seen.possible_with(node) for node in seen.out} if seen.named else {}


def _ties(
    seen: Observed, strong: Mapping[tuple[Any, Any], float]
) -> dict[str, tuple[str, Mapping[Any, float]]]:
    """Degrees and strengths: of both directions together, towards a node, and from it."""
    degrees, sums = _by_node(seen, dict.fromkeys(strong, 1)), _by_node(seen, strong)
    return {
        f"{way}{what}": (dtype, values[way])
        for what, dtype, values in (("degree", "Int64", degrees), ("strength", "Float64", sums))
        for way in ("", "in_", "out_")
    }


def _by_node(
    seen: Observed, of_ties: Mapping[tuple[Any, Any], float]
) -> dict[str, Mapping[Any, float]]:
    """What the reported ties of each node add up to, and nothing where that is not asked."""
    sent: dict[Any, float] = dict.fromkeys(seen.out, 0)
    received = dict(sent)
    for (one, other), value in of_ties.items():
        sent[one] += value
        received[other] += value
    if seen.directed:
        heard = {node: value for node, value in sent.items() if node not in seen.unheard}
        return {"": {}, "in_": received, "out_": heard}
    return {"": {node: sent[node] + received[node] for node in sent}, "in_": {}, "out_": {}}


def _betweenness(graph: nx.Graph[Any]) -> dict[Any, float]:
    return dict(zip(graph, betweenness_of(graph)["betweenness"], strict=True))


def _components(graph: nx.Graph[Any]) -> dict[Any, int]:
    pieces = enumerate(components(graph), 1)
    return {node: number for number, piece in pieces for node in piece}
