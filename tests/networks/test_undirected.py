"""Two reports of one tie: their union or intersection, with what both say of its weight."""

from __future__ import annotations

import re
from statistics import fmean
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.graphs.both_ways import Combining, NotDirected, ReportedBy, undirected
from nsee_core.networks.graphs.projection import UnknownWeighting
from nsee_core.networks.graphs.wanted import NoSuchTie
from nsee_core.networks.measures.whole_graphs import cohesion

WAYS: dict[Combining, Any] = {"mean": fmean, "least": min, "greatest": max}


def said(*edges: tuple[str, str, float], answered: str | None = None) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("abc")
    graph.add_weighted_edges_from(edges)
    if answered is not None:
        nx.set_node_attributes(graph, {node: node in answered for node in "abc"}, "respondent")
    return graph


def test_two_are_tied_by_the_word_of_either_or_of_both() -> None:
    graph = said(("a", "b", 1), ("b", "a", 1), ("b", "c", 1))
    assert set(undirected(graph).edges) == {("a", "b"), ("b", "c")}
    assert set(undirected(graph, reported_by="both").edges) == {("a", "b")}


@pytest.mark.parametrize(("combining", "weight"), [("mean", 2.0), ("least", 1), ("greatest", 3)])
def test_two_reports_of_a_tie_make_one_weight(combining: Combining, weight: float) -> None:
    graph = said(("a", "b", 3), ("b", "a", 1), ("b", "c", 5))
    edges = undirected(graph, combining=combining).edges
    assert edges["a", "b"] == {"weight": weight, "ties": 2, "types": (), "reports": 2}
    assert edges["b", "c"] == {"weight": 5, "ties": 1, "types": (), "reports": 1}


def test_the_word_of_one_stands_where_the_other_did_not_answer() -> None:
    graph = said(("a", "b", 1), ("a", "c", 1), answered="ab")
    assert set(undirected(graph, reported_by="both").edges) == {("a", "c")}


def test_where_only_a_share_answered_a_tie_by_both_is_one_that_both_reported() -> None:
    graph = said(("a", "b", 1), ("b", "a", 1), ("a", "c", 1))
    graph.graph["response_rate"] = 0.5
    assert set(undirected(graph, reported_by="both").edges) == {("a", "b")}


def test_who_answered_stays_so_that_what_neither_of_two_said_is_unknown() -> None:
    graph = undirected(said(("a", "b", 1), answered="a"))
    assert graph.nodes["b"] == {"respondent": False}
    assert cohesion(graph)["density"].item() == 0.5


def test_ties_and_types_are_those_of_both() -> None:
    graph = said(("a", "b", 1), ("b", "a", 1))
    graph.edges["a", "b"].update(ties=2, types=("working together", "meeting socially"))
    graph.edges["b", "a"].update(ties=1, types="working together")
    edge = undirected(graph).edges["a", "b"]
    assert (edge["ties"], edge["types"]) == (3, ("meeting socially", "working together"))
    graph.edges["b", "a"]["types"] = None
    assert undirected(graph).edges["a", "b"]["types"] == ("meeting socially", "working together")


def test_the_graph_says_how_it_was_made_and_what_it_said_before() -> None:
    graph = nx.DiGraph([("a", "b")], survey="w1")
    assert undirected(graph, reported_by="both", combining="least").graph == {
        "survey": "w1",
        "reported_by": "both",
        "combining": "least",
    }
    assert graph.graph == {"survey": "w1"}


@pytest.mark.parametrize(
    ("given_", "error", "message"),
    [
        (
            {"reported_by": "one"},
            NoSuchTie,
            'no tie is reported by "one"; give either or both',
        ),
        (
            {"combining": "sum"},
            UnknownWeighting,
            'weights are not put together by "sum"; give mean, least or greatest',
        ),
    ],
    ids=["reported_by", "combining"],
)
def test_another_way_is_refused_with_those_that_there_are(
    given_: dict[str, Any], error: type[ValueError], message: str
) -> None:
    with pytest.raises(error, match=rf"^{re.escape(message)}$"):
        undirected(nx.DiGraph(), **given_)


@pytest.mark.parametrize("sort", [nx.Graph, nx.MultiDiGraph])
def test_a_graph_that_does_not_say_once_who_reports_is_refused(sort: type[nx.Graph[str]]) -> None:
    message = (
        f"a {sort.__name__} does not say once of each two who reports a tie; give a graph as "
        "ties() makes it, or an nx.DiGraph"
    )
    with pytest.raises(NotDirected, match=rf"^{re.escape(message)}$"):
        undirected(sort())


def test_what_is_no_graph_and_no_weight_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^a graph of networkx is needed, not list"):
        undirected([("a", "b")])  # type: ignore[arg-type] # this is the mistake
    with pytest.raises(NotAWeight, match=r'^the edge from "a" to "b" has the ties "many"; '):
        undirected(nx.DiGraph([("a", "b", {"ties": "many"})]))


@given(
    weights=st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=20
    ),
    silent=st.sets(st.integers(0, 4)),
    reported_by=st.sampled_from(["either", "both"]),
    combining=st.sampled_from(list(WAYS)),
)
def test_every_pair_is_tied_as_its_two_reports_have_it(
    weights: dict[tuple[int, int], int],
    silent: set[int],
    reported_by: ReportedBy,
    combining: Combining,
) -> None:
    weights = {ends: weight for ends, weight in weights.items() if ends[0] not in silent}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from((node, {"respondent": node not in silent}) for node in range(5))
    graph.add_weighted_edges_from((*ends, weight) for ends, weight in weights.items())
    made = undirected(graph, reported_by=reported_by, combining=combining)
    for one in range(5):
        for other in range(one + 1, 5):
            heard = [end for end in ((one, other), (other, one)) if end[0] not in silent]
            reports = [weights[end] for end in heard if end in weights]
            needed = 1 if reported_by == "either" else max(len(heard), 1)
            assert made.has_edge(one, other) == (len(reports) >= needed)
            if made.has_edge(one, other):
                assert made.edges[one, other]["weight"] == WAYS[combining](reports)
                assert made.edges[one, other]["reports"] == len(reports)
    assert made.number_of_edges() == sum(one != other for one, other in made.edges)
