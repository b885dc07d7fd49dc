"""How closely a network hangs together: one row a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.centralisation import (
    betweenness_centralisation,
    degree_centralisation,
    in_centralisation,
    out_centralisation,
)
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.pieces import alone, components
from nsee_core.networks.measures.stacking import of_each

_Tied = Mapping[Any, set[Any]]
_COLUMNS = {
    "nodes": "Int64",
    "respondents": "Int64",
    "in_part": "Int64",
    "response_rate": "Float64",
    "ties": "Int64",
    "density": "Float64",
    "density_low": "Float64",
    "density_high": "Float64",
    "reciprocity": "Float64",
    "components": "Int64",
    "strong_components": "Int64",
    "largest": "Float64",
    "isolates": "Int64",
    "mean_degree": "Float64",
    "centralisation_degree": "Float64",
    "centralisation_in": "Float64",
    "centralisation_out": "Float64",
    "centralisation_betweenness": "Float64",
    "transitivity": "Float64",
}


def cohesion(graph: Graphs, *, betweenness: bool = True) -> pd.DataFrame:
    """How closely a graph hangs together: one row, or one for each of several graphs.

    Ties are what is counted, not their weights: once between the same two (in each direction of a
    directed graph), and none to oneself. Shares are ``Float64``, numbers ``Int64``; what does not
    apply, or would be divided by nothing, is missing.

    Missing data: where nothing is said of answering, ties are taken as they stand. Where it is
    named who answered, each measure says below what it is over. Where that is not known, known are
    the ties that were reported, the pieces that these make, and the bounds of density; all else is
    missing. A school of which only some answered did so in part: what it reports is known, and that
    it has no other ties is not. Of n nodes, r have answered as a whole:

    - ``nodes``; ``respondents``, how many answered, and ``in_part``, how many of these in part, so
      that r is what is left; ``response_rate``, as the graph states it, or else r / n. They are
      missing where the graph says nothing of answering;
    - ``ties``: all that were reported; missing where nobody answered;
    - ``density``: of the pairs of which it is known whatever the answer was, those with a tie.
      Directed, they are the r (n - 1) ordered pairs whose sender is one of the r; undirected, those
      of which at least one is. ``density_low`` and ``density_high`` are what it would be over all
      pairs, if no pair were tied of which that is unknown, or every one. Where more were asked than
      are named (``unlisted``, as ``ties()`` says of a graph), all three are missing, and with them
      what is over n: ``mean_degree`` and the centralisation of degrees;
    - ``reciprocity``, if directed: of the ties between two of the r, those that are returned (of
      ties, not of pairs);
    - ``components``: in how many pieces the graph is, whatever the direction of ties;
      ``largest``, the share of nodes in the largest. An unknown tie could only join them: there
      are at most so many;
    - ``strong_components``, if directed: the same along the direction of ties, among the r, since
      from others not all ways that lead on are known; missing where there are none;
    - ``isolates``: how many of the r neither have nor get any tie that is known; missing where
      there are none;
    - ``mean_degree``: ties for each node, those it sends where directed; density times n - 1;
    - ``centralisation_degree`` (undirected), ``centralisation_in`` and ``centralisation_out``
      (directed), ``centralisation_betweenness``: the sum of how far each node is below the highest,
      as a share of the most that sum can be (Freeman 1978/79, "Centrality in social networks:
      conceptual clarification", Social Networks 1): 0 where all are alike, 1 in a star. With an
      answer from everybody, the most is (n - 1)(n - 2) for degree, (n - 1)(n - 1) for in and out,
      and for betweenness (n - 1)(n - 1)(n - 2), half of it undirected. Otherwise degree and out are
      over the r, with the most (r - 1)(n - 2) and (r - 1)(n - 1); in counts the ties from them, and
      the most is r (n - 1); and betweenness is that of the ties among them;
    - ``transitivity``, among the r: of the ways of two ties from i by j to k, those with a tie from
      i to k (Holland and Leinhardt 1971, "Transitivity in structural models of small groups").
      Undirected, this is three times the triangles over the connected triples.

    A tie without direction is known if either end reports it.

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.
        betweenness: whether to count ``centralisation_betweenness``, exactly; it takes longer than
            all else, and far longer with thousands of nodes: see ``betweenness()``.

    Raises:
        TypeError: it is no graph, nor graphs by label.

    >>> star = nx.star_graph(["head", "a", "b", "c"])
    >>> cohesion({"star": star, "ring": nx.cycle_graph("abcd")})[
    ...     ["graph", "ties", "density", "centralisation_degree"]
    ... ]
      graph  ties   density  centralisation_degree
    0  star     3       0.5                    1.0
    1  ring     4  0.666667                    0.0
    """
    return of_each(graph, lambda one: _frame(one, betweenness=betweenness))


def _frame(graph: nx.Graph[Any], *, betweenness: bool) -> pd.DataFrame:
    row = _row(graph, Observed.of(graph), betweenness=betweenness)
    return typed_frame({name: (dtype, [row.get(name)]) for name, dtype in _COLUMNS.items()})


def _row(graph: nx.Graph[Any], seen: Observed, *, betweenness: bool) -> dict[str, Any]:
    density = _share(seen.fair_ties, seen.fair_pairs)
    somebody = bool(seen.whole) or not seen.out
    return {
        "nodes": len(graph),
        "respondents": sum(seen.responded.values()) + len(seen.partly) if seen.named else None,
        "in_part": len(seen.partly) if seen.named else None,
        "response_rate": seen.response_rate,
        "ties": len(seen.reported) if len(seen.silent) < len(graph) or not seen.out else None,
        "density": density,
        **_bounds(seen),
        **_pieces(seen),
        "isolates": sum(map(bool, alone(seen).values())) if somebody else None,
        "mean_degree": None if density is None else density * (len(graph) - 1),
        "centralisation_betweenness": betweenness_centralisation(seen) if betweenness else None,
        "transitivity": _transitivity(seen.among_answered),
        **(_directed(seen) if seen.directed else _undirected(seen)),
    }


def _directed(seen: Observed) -> dict[str, Any]:
    among = seen.among_answered
    return {
        "reciprocity": _reciprocity(among),
        "strong_components": _strong_components(among) if among or not seen.out else None,
        "centralisation_in": in_centralisation(seen),
        "centralisation_out": out_centralisation(seen),
    }


def _strong_components(among: _Tied) -> int:
    return int(nx.number_strongly_connected_components(nx.DiGraph(among)))


def _undirected(seen: Observed) -> dict[str, Any]:
    return {"centralisation_degree": degree_centralisation(seen)}


def _bounds(seen: Observed) -> dict[str, float | None]:
    """Of density over all pairs, with no tie more than is known, and with all that might be."""
    if not seen.told:
        return {}
    ties = len(seen.reported)
    return {
        "density_low": _share(ties, seen.pairs),
        "density_high": _share(ties + seen.unknown_pairs, seen.pairs),
    }


def _pieces(seen: Observed) -> dict[str, Any]:
    sizes = [len(piece) for piece in components(seen)]
    return {"components": len(sizes), "largest": _share(max(sizes, default=0), len(seen.out))}


def _reciprocity(among: _Tied) -> float | None:
    returned = sum(node in among[other] for node, others in among.items() for other in others)
    return _share(returned, sum(map(len, among.values())))


def _transitivity(among: _Tied) -> float | None:
    ways = closed = 0
    for node, others in among.items():
        for other in others:
            onward = among[other]
            ways += len(onward) - (node in onward)
            closed += len(others & onward)
    return _share(closed, ways)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
