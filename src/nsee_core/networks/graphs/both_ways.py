"""One tie of what each of two says of the other: a graph without direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Any, Literal, get_args

import networkx as nx

from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.given import graph_given
from nsee_core.networks.arguments.weights import weight_of
from nsee_core.networks.graphs.projection import UnknownWeighting
from nsee_core.networks.graphs.wanted import NoSuchTie
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.undefined import is_missing

#: Whose word makes a tie.
ReportedBy = Literal["either", "both"]
#: How the weights of two reports make one.
Combining = Literal["mean", "least", "greatest"]
_COMBINED: Mapping[Combining, Callable[[Sequence[float]], float]] = {
    "mean": fmean,
    "least": min,
    "greatest": max,
}


class NotDirected(ValueError):
    """Reports of ties were to be put together in a graph that does not say who reports them."""


def undirected(
    graph: nx.Graph[Any], *, reported_by: ReportedBy = "either", combining: Combining = "mean"
) -> nx.Graph[Any]:
    """Who is tied to whom, whoever reports it: one edge of what each of two says of the other.

    With ``"either"`` two are tied if one of them says so: the union of their reports. With
    ``"both"`` they are tied if both say so: the intersection. But who did not answer could neither
    confirm a tie nor deny it: where one of two is known not to have answered, the word of the other
    stands for both (Stork and Richards 1992, "Nonrespondents in communication network studies",
    Group & Organization Management 17, 193-209). Measures take it so too, and of two who both did
    not answer take it for unknown whether they are tied.

    Nodes and what they say stay. Edges: ``weight``, put together from the reports that there are;
    ``ties`` and ``types``, of both; and ``reports``, how many of the two reported it, 1 or 2. Ties
    to oneself, and what else edges say, are not in it. The graph says what it said, and
    ``reported_by`` and ``combining``.

    Args:
        graph: a graph with direction, as ``ties()`` makes it.
        reported_by: whose word makes a tie: that of either of two, or of both.
        combining: the weight of a tie that both reported: the mean of their weights, the least or
            the greatest. A report that is not there is no weight of 0.

    Raises:
        TypeError: it is no graph.
        NotDirected: it has no direction, or several edges from one to another.
        NoSuchTie: ``reported_by`` is something else.
        UnknownWeighting: ``combining`` is something else.
        NotAWeight: the weight of an edge, or how many ties it is of, is no number of 0 or more.

    >>> said = nx.DiGraph()
    >>> said.add_weighted_edges_from([("a", "b", 3), ("b", "a", 1), ("b", "c", 2)])
    >>> undirected(said).edges["a", "b"]
    {'weight': 2.0, 'ties': 2, 'types': (), 'reports': 2}
    >>> list(undirected(said, reported_by="both").edges)
    [('a', 'b')]
    """
    reported_by = chosen(reported_by, get_args(ReportedBy), NoSuchTie, 'no tie is reported by "{}"')
    combining = chosen(
        combining, get_args(Combining), UnknownWeighting, 'weights are not put together by "{}"'
    )
    said = _directed(graph)
    unheard = Observed.of(said).unheard
    result: nx.Graph[Any] = nx.Graph(
        **{**said.graph, "reported_by": reported_by, "combining": combining}
    )
    result.add_nodes_from(said.nodes(data=True))
    for one, other in said.edges:
        mutual = said.has_edge(other, one)
        if one == other or result.has_edge(one, other):
            continue
        if mutual or reported_by == "either" or other in unheard:
            reports = [(one, other), (other, one)] if mutual else [(one, other)]
            result.add_edge(one, other, **_together(said, reports, _COMBINED[combining]))
    return result


def _directed(given: object) -> nx.DiGraph[Any]:
    graph = graph_given(given)
    if isinstance(graph, nx.DiGraph) and not graph.is_multigraph():
        return graph
    msg = (
        f"a {type(graph).__name__} does not say once of each two who reports a tie; give a graph "
        "as ties() makes it, or an nx.DiGraph"
    )
    raise NotDirected(msg)


def _together(
    graph: nx.DiGraph[Any],
    reports: Sequence[tuple[Any, Any]],
    combined: Callable[[Sequence[float]], float],
) -> dict[str, Any]:
    """What an edge says that is made of one report or of two."""
    edges = [graph.edges[ends] for ends in reports]
    weights = [weight_of(edge, "weight", *ends) for edge, ends in zip(edges, reports, strict=True)]
    counts = [weight_of(edge, "ties", *ends) for edge, ends in zip(edges, reports, strict=True)]
    return {
        "weight": combined(weights),
        "ties": int(sum(counts)),
        "types": tuple(sorted({type_ for edge in edges for type_ in _types(edge)})),
        "reports": len(edges),
    }


def _types(edge: Mapping[str, Any]) -> list[str]:
    """Of what sorts the ties of an edge are; a file may say it in one text."""
    said = edge.get("types", ())
    if isinstance(said, tuple | list):
        return [str(each) for each in said]
    return [] if is_missing(said) else [str(said)]
