"""Where each node stands in a network: one row a node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.attributes import words_said
from nsee_core.networks.measures.degrees import columns_of
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.pieces import alone, components
from nsee_core.networks.measures.shortest_paths import betweenness as betweenness_of
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.weighing import strengths

_SAID = ("kind", "school", "authority", "role")


def centrality(
    graph: Graphs, *, weight: str | None = "weight", betweenness: bool = True
) -> pd.DataFrame:
    """Where each node stands, one row a node, in the order of the graph.

    Ties to oneself do not count, and several between the same two are one in a degree and add up in
    a strength.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, what somebody who did not would have said is missing, never 0; what others
    said of them is known. A school of which only some answered did so in part: what it reports
    counts, and it may have more. Where it is not known who answered, that is so of everybody.
    Degrees and strengths are of all ties that were reported, and missing where nobody answered who
    could have reported one. To compare nodes, take the shares: what a school reports that answered
    in part is in none of them, as of it only ties are known, and not that there is none.

    Columns:

    - ``node``, and what it says of itself where it does: ``kind``, ``school``, ``authority``,
      ``role`` (all ``str``; several things are one text, ``a; b``), ``respondent`` (``boolean``;
      missing where nothing is said): of a school, whether any of its people answered;
    - ``in_part`` (``boolean``): whether only some answered of those asked behind it. Missing where
      ``respondent`` is;
    - ``possible`` (``Int64``): of how many others it is known whether they have a tie with it:
      directed, whether they name it. Those are all who answered as a whole, and who named it of
      those who did in part; undirected, all others for who answered as a whole. Missing where it is
      not known who answered;
    - ``degree`` (``Int64``), undirected: how many it has a tie with. ``in_degree`` and
      ``out_degree``, directed: how many name it, of ``possible``, and how many it names;
    - ``share``, ``in_share``, ``out_share`` (``Float64``): the same, as shares from 0 to 1 that are
      fair: of all others of whom it would be known whatever the answer was. They are those who
      answered as a whole; for what somebody says who did so themselves, everybody (missing where
      more were asked than are named). Missing where there are none: of nobody in part is there an
      ``out_share``;
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
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
        weight: the attribute of edges that strengths add up, 1 where an edge lacks it; None to
            count each edge 1.
        betweenness: whether to count betweenness; with thousands of nodes it takes longer than
            all else.

    Raises:
        TypeError: it is no graph, nor graphs by label, or ``weight`` is no text.
        NotAWeight: the weight of an edge is no number of 0 or more.

    >>> asked = nx.DiGraph([("a", "b"), ("b", "c")], respondents=("a", "b"))
    >>> centrality(asked)[["node", "possible", "in_degree", "out_degree"]]
      node  possible  in_degree  out_degree
    0    a         1          0           1
    1    b         1          1           1
    2    c         2          1        <NA>
    """
    return of_each(graph, lambda one: _places(one, weight, betweenness=betweenness))


def _places(graph: nx.Graph[Any], weight: str | None, *, betweenness: bool) -> pd.DataFrame:
    seen = Observed.of(graph)
    columns: dict[str, tuple[str, Mapping[Any, Any]]] = {
        **{name: ("str", _said(graph, name)) for name in _SAID},
        "respondent": ("boolean", {**seen.responded, **dict.fromkeys(seen.partly, True)}),
        "in_part": ("boolean", {node: node in seen.partly for node in seen.responded}),
        **columns_of(seen, strengths(graph, seen, weight)),
        "betweenness": ("Float64", _betweenness(graph) if betweenness else {}),
        "component": ("Int64", _components(seen)),
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


def _said(graph: nx.Graph[Any], name: str) -> dict[Any, str | None]:
    return {node: words_said(node, name, said) for node, said in graph.nodes(data=name)}


def _betweenness(graph: nx.Graph[Any]) -> dict[Any, float]:
    return dict(zip(graph, betweenness_of(graph)["betweenness"], strict=True))


def _components(seen: Observed) -> dict[Any, int]:
    pieces = enumerate(components(seen), 1)
    return {node: number for number, piece in pieces for node in piece}
