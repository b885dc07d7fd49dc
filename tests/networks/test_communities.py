"""Communities: held to igraph's modularity, and agreement to the counting of pairs."""

from __future__ import annotations

from itertools import combinations
from math import nan
from random import Random
from typing import Any

import igraph  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.measures.agreement import NotTheSameNodes, adjusted_rand
from nsee_core.networks.measures.partitions import NoRuns, communities

PARTITIONS = st.integers(0, 8).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(0, 3), min_size=n, max_size=n)] * 2)
)


def counted(one: list[int], other: list[int]) -> float:
    """The adjusted Rand index by counting every pair."""
    pairs = list(combinations(range(len(one)), 2))
    first = {pair for pair in pairs if one[pair[0]] == one[pair[1]]}
    second = {pair for pair in pairs if other[pair[0]] == other[pair[1]]}
    if first == second:
        return 1.0
    expected = len(first) * len(second) / len(pairs)
    most = (len(first) + len(second)) / 2
    return (len(first & second) - expected) / (most - expected)


@given(PARTITIONS)
def test_the_adjusted_rand_index_is_what_counting_pairs_gives(
    both: tuple[list[int], list[int]],
) -> None:
    assert adjusted_rand(*both) == pytest.approx(counted(*both))
    assert adjusted_rand(*both) == pytest.approx(adjusted_rand(*reversed(both)))


def test_the_adjusted_rand_index_is_igraphs() -> None:
    one, other = [0, 0, 0, 1, 1, 2, 2, 2], [0, 0, 1, 1, 1, 2, 2, 0]
    expected = igraph.compare_communities(one, other, method="adjusted_rand")
    assert adjusted_rand(one, other) == pytest.approx(expected)


def test_partitions_of_different_nodes_are_not_compared() -> None:
    with pytest.raises(NotTheSameNodes) as caught:
        adjusted_rand("aab", "aa")
    assert str(caught.value) == "one partition is of 3 nodes and the other of 2; give the same"


@pytest.mark.parametrize("graph", [nx.karate_club_graph(), nx.florentine_families_graph()], ids=str)
@pytest.mark.parametrize("weight", ["weight", None])
def test_the_modularity_is_as_igraph_computes_it_and_near_the_best_that_there_is(
    graph: nx.Graph[Any], weight: str | None
) -> None:
    frame = communities(graph, weight=weight)
    there = igraph.Graph.from_networkx(graph)
    weights = weight if weight in there.es.attributes() else None
    ours = there.modularity(frame["community"].tolist(), weights=weights)
    best = there.community_optimal_modularity(weights=weights).modularity  # exact: no chance in it
    assert frame.attrs["modularity"] == pytest.approx(ours)
    assert best - 0.01 <= ours <= best + 1e-9


def two_schools() -> nx.Graph[str]:
    """Two cliques of four and five with one tie between them, and somebody alone."""
    graph: nx.Graph[str] = nx.Graph(combinations(["a1", "a2", "a3", "a4"], 2))
    graph.add_edges_from(combinations(["b1", "b2", "b3", "b4", "b5"], 2))
    graph.add_edge("a1", "b1")
    graph.add_node("alone")
    return graph


def test_what_falls_apart_plainly_is_found_each_time_and_named_by_size() -> None:
    frame = communities(two_schools())
    found = frame.groupby("community")["node"].agg(list).to_dict()
    assert found == {
        1: ["b1", "b2", "b3", "b4", "b5"],
        2: ["a1", "a2", "a3", "a4"],
        3: ["alone"],
    }
    assert frame["size"].tolist() == [4] * 4 + [5] * 5 + [1]
    assert (frame["agreement"] == 1).all()
    assert (frame.attrs["agreement"], frame.attrs["stable"]) == (1.0, True)


def test_a_ring_falls_apart_differently_each_time_and_that_is_said() -> None:
    frame = communities(nx.cycle_graph(30))
    assert frame.attrs["stable"] is False
    assert 0 < frame["agreement"].mean() < 0.9
    assert communities(nx.cycle_graph(30), stable_from=0.1).attrs["stable"] is True


def test_of_equally_large_communities_that_of_the_first_name_comes_first() -> None:
    graph: nx.Graph[str] = nx.Graph([("x", "y"), ("b", "c")])
    assert communities(graph)["community"].tolist() == [2, 2, 1, 1]


def test_without_ties_everybody_is_a_community_and_there_is_no_modularity() -> None:
    frame = communities(nx.empty_graph(["b", "a"]))
    assert frame["community"].tolist() == [2, 1]
    assert frame.attrs["modularity"] is None


def test_an_empty_graph_has_no_communities_and_all_columns() -> None:
    frame = communities(nx.Graph())
    assert [str(dtype) for dtype in frame.dtypes] == ["str", "Int64", "Int64", "Float64"]


def test_one_run_agrees_with_nothing() -> None:
    frame = communities(two_schools(), runs=1)
    assert frame["agreement"].isna().all()
    assert (frame.attrs["agreement"], frame.attrs["stable"]) == (None, None)


@pytest.mark.parametrize(
    ("asked", "refusal", "words"),
    [
        ({"runs": 0}, NoRuns, "runs cannot be 0; give a whole number, 1 to 10000"),
        ({"runs": 1.5}, NoRuns, "runs cannot be 1.5; give a whole number, 1 to 10000"),
        ({"runs": True}, NoRuns, "runs cannot be True; give a whole number, 1 to 10000"),
        ({"resolution": 0}, NoRuns, "resolution cannot be 0; give a number above 0"),
        ({"resolution": nan}, NoRuns, "resolution cannot be nan; give a number above 0"),
        ({"resolution": "x"}, NoRuns, 'resolution cannot be "x"; give a number above 0'),
        ({"stable_from": 2}, UnusableNumber, "stable_from cannot be 2; give a share, from 0 to 1"),
        ({"seed": -1}, UnusableNumber, "seed cannot be -1; give a whole number, 0 or more"),
    ],
    ids=str,
)
def test_misuse_is_told_what_to_do(
    asked: dict[str, Any], refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal) as caught:
        communities(two_schools(), **asked)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (3, "a partition names the community of each node in order, and 3 does not"),
        ([["a"]], "a partition names the community of each node in order, and [['a']] does not"),
    ],
    ids=["a number", "lists"],
)
def test_what_is_no_partition_is_refused(labels: Any, words: str) -> None:  # noqa: ANN401 - misuse
    with pytest.raises(TypeError) as caught:
        adjusted_rand(labels, "a")
    assert str(caught.value) == words


def test_a_tie_without_weight_joins_nobody() -> None:
    graph = nx.Graph([("a", "b", {"weight": 0.0})])
    frame = communities(graph)
    assert (frame["community"].max(), frame.attrs["modularity"]) == (2, None)


def test_a_higher_resolution_finds_smaller_communities() -> None:
    graph = nx.karate_club_graph()
    coarse, fine = (communities(graph, resolution=r)["community"].max() for r in (0.5, 2))
    assert coarse < fine


def test_parallel_ties_add_up_and_directed_ones_are_counted_as_such() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph(
        [("a", "b"), ("a", "b"), ("b", "c"), ("c", "d"), ("c", "d")]
    )
    assert communities(graph)["community"].tolist() == [1, 1, 2, 2]
    directed = communities(nx.DiGraph(two_schools().edges))
    assert directed["community"].max() == 2


def test_what_share_answered_is_passed_on() -> None:
    graph = two_schools()
    assert communities(graph).attrs["response_rate"] is None
    before = communities(graph)
    graph.graph["response_rate"] = 0.5
    assert communities(graph).attrs["response_rate"] == 0.5
    assert communities(graph).equals(before)


def test_what_could_not_be_observed_makes_no_community() -> None:
    graph = two_schools()
    graph.graph["respondents"] = [node for node in graph if not node.startswith("a")]
    sizes = communities(graph).set_index("node")["size"]
    assert sizes[["a1", "a2", "a3", "a4"]].tolist() == [2, 1, 1, 1]  # a1 is named by b1


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_nodes_and_edges_changes_nothing(random: Random) -> None:
    graph = nx.karate_club_graph()
    nodes, edges = list(graph), [(a, b, graph.edges[a, b]) for a, b in graph.edges]
    random.shuffle(nodes)
    random.shuffle(edges)
    other: nx.Graph[int] = nx.Graph()
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    one, two = (communities(each, runs=3).set_index("node") for each in (graph, other))
    assert one["community"].to_dict() == two["community"].to_dict()


def test_a_tie_to_oneself_changes_nothing() -> None:
    graph = nx.barbell_graph(4, 0)
    without = communities(graph)
    graph.add_edge(0, 0, weight=50.0)
    assert communities(graph).equals(without)
