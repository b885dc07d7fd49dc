"""Core and periphery: held to igraph's k-cores, and to every division there is."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random
from typing import Any

import igraph  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsee_core.networks.measures import core_search
from nsee_core.networks.measures.cores import core_periphery


def correlation(graph: nx.Graph[Any], core: set[Any], weight: str | None = None) -> float | None:
    """The fit of a core by its definition, pair by pair; None where it has none."""
    pairs = list((permutations if graph.is_directed() else combinations)(graph, 2))
    silent = {node for node, said in graph.nodes.items() if not said.get("respondent", True)}
    known = [
        (one, other)
        for one, other in pairs
        if one not in silent or not (graph.is_directed() or other in silent)
    ]
    ties = np.array(
        [
            graph.edges[pair].get(weight or "", 1.0) if graph.has_edge(*pair) else 0.0
            for pair in known
        ]
    )
    ideal = np.array([bool(core & set(pair)) for pair in known], float)
    if not known or ties.std() == 0 or ideal.std() == 0:
        return None
    return float(np.corrcoef(ties, ideal)[0, 1])


def best_fit(graph: nx.Graph[Any]) -> float | None:
    """The best fit of all divisions there are."""
    divisions = (
        set(core) for size in range(len(graph) + 1) for core in combinations(list(graph), size)
    )
    fits = [fit for core in divisions if (fit := correlation(graph, core)) is not None]
    return max(fits, default=None)


def best_by_brute_force(graph: nx.Graph[Any]) -> float:
    """The same, all divisions at once."""
    n = len(graph)
    cores = (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(bool)
    one, other = np.array(list((permutations if graph.is_directed() else combinations)(graph, 2))).T
    ties = np.array([graph.has_edge(*pair) for pair in zip(one, other, strict=True)], float)
    ideals = (cores[:, one] | cores[:, other]).astype(np.float32)
    share = ideals.mean(axis=1)
    spread = np.sqrt(share * (1 - share))
    shared = ideals @ (ties - ties.mean()).astype(np.float32) / len(ties)
    there = spread > 1e-6
    return float((shared[there] / spread[there]).max() / ties.std())


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    """Any small graph, directed or not, of whom some may not have answered."""
    nodes = [f"n{number}" for number in range(draw(st.integers(0, 6)))]
    graph: nx.Graph[str] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(nodes)
    pairs = list((permutations if graph.is_directed() else combinations)(nodes, 2))
    graph.add_edges_from(pair for pair in pairs if draw(st.booleans()))
    if draw(st.booleans()):
        for node in nodes:
            graph.nodes[node]["respondent"] = draw(st.integers(0, 3)) > 0
        reported = [(a, b) for a, b in graph.edges if not graph.nodes[a]["respondent"]]
        if graph.is_directed():
            graph.remove_edges_from(reported)
    return graph


def members(graph: nx.Graph[Any]) -> set[str]:
    frame = core_periphery(graph)
    return set(frame["node"][frame["core"].fillna(value=False)])


@given(graphs())
def test_the_fit_is_that_of_the_core_and_no_division_has_a_better_one(
    graph: nx.Graph[str],
) -> None:
    fit, best = core_periphery(graph).attrs["fit"], best_fit(graph)
    if best is None or fit is None:
        assert fit is best
        return
    assert fit == pytest.approx(correlation(graph, members(graph)))
    assert fit == pytest.approx(best)


@settings(max_examples=30)  # many beginnings each
@given(graphs())
def test_what_is_searched_for_is_never_better_than_the_best_and_seldom_far_from_it(
    graph: nx.Graph[str],
) -> None:
    best = core_periphery(graph).attrs["fit"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core_search, "_FEW", -1)
        frame = core_periphery(graph)
    fit = frame.attrs["fit"]
    assert (fit is None) == (best is None)
    if fit is not None:
        core = set(frame["node"][frame["core"]])
        assert fit == pytest.approx(correlation(graph, core))
        assert best - 0.15 < fit < best + 1e-9


#: Of which the search found less than the best when it began from fewer divisions.
DIFFICULT = [nx.gnp_random_graph(14, 0.7, seed=seed) for seed in (47, 53)]
AT_RANDOM = [
    nx.gnp_random_graph(size, density, seed=seed, directed=seed == 2)
    for size in (10, 13, 14)
    for density in (0.15, 0.4, 0.6, 0.85)
    for seed in range(3)
]


@pytest.mark.parametrize("tried_all", [True, False], ids=["tried", "searched"])
def test_up_to_fourteen_nodes_the_best_division_is_found(
    monkeypatch: pytest.MonkeyPatch, *, tried_all: bool
) -> None:
    if not tried_all:
        monkeypatch.setattr(core_search, "_FEW", -1)
    for graph in (*DIFFICULT, *AT_RANDOM[:: 1 if tried_all else 3]):
        attrs = core_periphery(graph).attrs
        assert attrs["fit"] == pytest.approx(best_by_brute_force(graph), abs=1e-5)
        assert attrs["exact"] is tried_all


def test_the_best_of_every_division_is_no_worse_than_what_is_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = nx.gnp_random_graph(20, 0.3, seed=5)
    tried = core_periphery(graph).attrs
    monkeypatch.setattr(core_search, "_FEW", 19)
    searched = core_periphery(graph).attrs
    assert (tried["exact"], searched["exact"]) == (True, False)
    assert tried["fit"] >= searched["fit"] - 1e-12
    assert core_periphery(nx.gnp_random_graph(21, 0.3, seed=5)).attrs["exact"] is False


def test_the_search_gives_the_same_each_time() -> None:
    graph = nx.gnp_random_graph(40, 0.3, seed=1)
    assert members(graph) == members(graph)


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(6),
        nx.path_graph(8),
        nx.cycle_graph(7),
        nx.lollipop_graph(4, 3),
        nx.barbell_graph(4, 1),
        nx.krackhardt_kite_graph(),
        nx.bull_graph(),
        nx.DiGraph([(1, 2), (2, 1), (3, 1), (4, 1), (4, 2)]),
    ],
    ids=str,
)
def test_on_well_known_graphs_the_search_finds_the_best_division(
    graph: nx.Graph[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core_search, "_FEW", -1)
    assert core_periphery(graph).attrs["fit"] == pytest.approx(best_fit(graph))


def test_an_ideal_core_and_periphery_fits_without_fault() -> None:
    ideal = nx.complete_graph(4)
    ideal.add_edges_from((core, leaf) for core in range(4) for leaf in range(4, 10))
    assert members(ideal) == {"0", "1", "2", "3"}
    assert core_periphery(ideal).attrs == {
        "fit": pytest.approx(1.0),
        "exact": True,
        "core_size": 4,
        "pairs": 45,
        "pairs_unknown": 0,
        "response_rate": None,
    }


def test_a_star_of_three_thousand_has_one_node_in_its_core() -> None:
    frame = core_periphery(nx.star_graph(3000))
    assert frame["node"][frame["core"]].tolist() == ["0"]
    assert frame.attrs["exact"], "nothing fits better than without fault"


@pytest.mark.parametrize("graph", [nx.empty_graph(3), nx.complete_graph(3), nx.Graph()], ids=str)
def test_where_all_pairs_are_alike_there_is_no_core(graph: nx.Graph[int]) -> None:
    frame = core_periphery(graph)
    assert frame["core"].isna().all()
    assert frame.attrs["fit"] is None
    assert [str(dtype) for dtype in frame.dtypes] == ["str", "Int64", "boolean"]


@pytest.mark.parametrize("graph", [nx.karate_club_graph(), nx.florentine_families_graph()], ids=str)
def test_k_cores_are_those_of_igraph(graph: nx.Graph[Any]) -> None:
    expected = igraph.Graph.from_networkx(graph).coreness()
    assert core_periphery(graph)["k_core"].tolist() == expected


def test_parallel_edges_loops_and_directions_count_once_for_a_k_core() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        [("a", "b"), ("a", "b"), ("b", "a"), ("a", "a"), ("b", "c")]
    )
    assert core_periphery(graph)["k_core"].tolist() == [1, 1, 1]


def test_pairs_that_nobody_reported_on_are_left_out() -> None:
    graph = nx.star_graph(["centre", "a", "b", "c"])
    nx.set_node_attributes(graph, dict.fromkeys("ab", False), "respondent")
    nx.set_node_attributes(graph, {"centre": True, "c": True}, "respondent")
    attrs = core_periphery(graph).attrs
    assert (attrs["fit"], attrs["pairs"], attrs["pairs_unknown"]) == (pytest.approx(1.0), 5, 1)


def test_where_only_a_share_answered_there_is_no_fit_and_what_was_reported_is_a_k_core() -> None:
    graph = nx.star_graph(["centre", "a", "b", "c"])
    graph.graph["response_rate"] = 0.5
    frame = core_periphery(graph)
    assert frame["core"].isna().all()
    assert frame["k_core"].tolist() == [1, 1, 1, 1]
    assert frame.attrs == {
        "fit": None,
        "exact": None,
        "core_size": None,
        "pairs": 0,
        "pairs_unknown": 6,
        "response_rate": 0.5,
    }


def test_what_is_recorded_of_two_who_did_not_answer_is_in_no_k_core() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c")], respondents=("a",))
    assert core_periphery(graph)["k_core"].tolist() == [1, 1, 0]


def test_weights_count_where_they_are_asked_for() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 9), ("a", "c", 9), ("b", "c", 1), ("c", "d", 1)])
    weighted = core_periphery(graph, weight="weight")
    core = set(weighted["node"][weighted["core"]])
    assert core == {"a"}
    assert weighted.attrs["fit"] == pytest.approx(correlation(graph, core, "weight"))
    assert members(graph) == {"c"}


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_changes_nothing(graph: nx.Graph[str], random: Random) -> None:
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    other = graph.__class__()
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    assert members(graph) == members(other)
