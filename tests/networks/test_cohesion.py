"""Cohesion: held to printed values, igraph, brute force, and what was not answered."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import rustworkx
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Person, Programme, Survey, Tie
from nsee_core.networks.graphs.reported import ties
from nsee_core.networks.measures.whole_graphs import cohesion
from tests.networks.graphs_at_random import (
    Graph,
    every_pair,
    graphs,
    of_igraph,
    renamed,
    surveys,
    unseen,
)

SHARES = ["density", "reciprocity", "transitivity", "largest", "mean_degree"]
CENTRALISATIONS = [f"centralisation_{of}" for of in ("degree", "in", "out", "betweenness")]


def row(graph: Graph) -> dict[str, Any]:
    """The measures of one graph; None where missing."""
    (said,) = cohesion(graph).to_dict("records")
    return {str(name): None if pd.isna(value) else value for name, value in said.items()}


def centralisations(graph: Graph) -> list[float | None]:
    said = row(graph)
    return [said[name] for name in CENTRALISATIONS]


def known(value: float) -> float | None:
    """None for igraph's not a number."""
    return None if value != value else value  # noqa: PLR0124 - so it is


def test_the_florentine_families_have_the_values_that_are_printed() -> None:
    """R's igraph and sna, of the 16 families: the Pucci married into none of the others."""
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    said = row(graph)
    assert (said["nodes"], said["ties"], said["components"], said["isolates"]) == (16, 20, 2, 1)
    assert said["largest"] == 15 / 16
    assert said["transitivity"] == pytest.approx(0.1914894, abs=5e-8)


@given(graphs())
def test_where_nothing_is_said_of_answering_igraph_says_the_same(graph: Graph) -> None:
    said, same = row(graph), of_igraph(graph)
    if len(graph) > 1:
        assert said["density"] == pytest.approx(same.density())
    assert said["components"] == len(same.connected_components("weak"))
    assert said["isolates"] == sum(degree == 0 for degree in same.degree())
    assert said["density_low"] is said["density_high"] is said["response_rate"] is None
    if graph.is_directed():
        assert said["reciprocity"] == (same.reciprocity() if graph.size() else None)
        assert said["strong_components"] == len(same.connected_components("strong"))
    else:
        transitivity = known(same.transitivity_undirected())
        assert said["transitivity"] == (transitivity and pytest.approx(transitivity))


@given(graphs(directed=True))
def test_rustworkx_finds_as_many_pieces(graph: Graph) -> None:
    same = rustworkx.networkx_converter(graph)
    assert isinstance(same, rustworkx.PyDiGraph)
    assert row(graph)["components"] == rustworkx.number_weakly_connected_components(same)
    strong = rustworkx.strongly_connected_components(same)
    assert row(graph)["strong_components"] == len(strong)


@given(graphs(directed=True, most=6))
def test_transitivity_is_that_of_its_definition(graph: Graph) -> None:
    ways = [
        (i, k)
        for i, j, k in product(graph, repeat=3)
        if len({i, j, k}) == 3 and graph.has_edge(i, j) and graph.has_edge(j, k)
    ]
    closed = sum(graph.has_edge(*way) for way in ways)
    assert row(graph)["transitivity"] == (closed / len(ways) if ways else None)


def test_a_star_is_wholly_centralised_and_a_ring_not_at_all() -> None:
    star, ring = nx.star_graph(5), nx.cycle_graph(6)
    towards = nx.DiGraph([(leaf, 0) for leaf in range(1, 6)])
    assert centralisations(star) == [1, None, None, pytest.approx(1)]
    assert centralisations(ring) == [0, None, None, 0]
    assert centralisations(towards) == [None, 1, 1 / 25, 0]
    assert centralisations(towards.reverse()) == [None, 1 / 25, 1, 0]
    assert centralisations(star.to_directed())[-1] == pytest.approx(1)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("answered", [0, 1, 2, "all"])
def test_no_graph_is_more_centralised_than_1_and_some_graph_is(
    answered: int | str, *, directed: bool
) -> None:
    """Every survey of four, or with direction of three, however many answered."""
    nobody = nx.empty_graph(3, nx.DiGraph()) if directed else nx.empty_graph(4)
    many = answered if isinstance(answered, int) else len(nobody)
    nx.set_node_attributes(nobody, {node: node < many for node in nobody}, "respondent")
    could = [pair for pair in every_pair(nobody) if pair not in set(unseen(nobody, [pair]))]
    every = {}
    for picked in chain.from_iterable(combinations(could, n) for n in range(len(could) + 1)):
        graph = nobody.copy()
        graph.add_edges_from(picked)
        every[str(picked)] = graph
    frame = cohesion(every)
    highest = frame[CENTRALISATIONS].max().astype(object).tolist()
    anybody, several, three = (many >= least or None for least in (1, 2, 3))
    of_degrees = [None, anybody, several] if directed else [several, None, None]
    expected = [*of_degrees, three]
    assert [None if pd.isna(value) else value for value in highest] == expected


@given(surveys(most=6), st.data())
def test_names_and_order_change_nothing(graph: Graph, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(graph)))
    assert row(renamed(graph, order)) == {
        name: value if value is None or isinstance(value, str) else pytest.approx(value)
        for name, value in row(graph).items()
    }


@pytest.mark.parametrize("directed", [False, True])
def test_everybody_with_everybody_is_density_1(*, directed: bool) -> None:
    graph = nx.complete_graph(5, nx.DiGraph() if directed else nx.Graph())
    said = row(graph)
    assert (said["density"], said["transitivity"], said["mean_degree"]) == (1, 1, 4)
    assert said["reciprocity"] == (1 if directed else None)
    assert set(centralisations(graph)) == {0, None}


@given(surveys(most=4), st.data())
def test_every_way_of_answering_after_all_is_within_the_bounds(
    graph: Graph, data: st.DataObject
) -> None:
    said, silent = row(graph), list(unseen(graph, every_pair(graph)))
    completed = graph.copy()
    nx.set_node_attributes(completed, dict.fromkeys(graph, True), "respondent")
    completed.add_edges_from(data.draw(st.sets(st.sampled_from(silent))) if silent else ())
    after = row(completed)
    if len(graph) > 1:
        assert said["density_low"] <= after["density"] <= said["density_high"]
        full = completed.copy()
        full.add_edges_from(silent)
        assert said["density_high"] == pytest.approx(row(full)["density"])
        assert after["density_low"] == after["density"] == after["density_high"]
    assert after["components"] <= said["components"]
    assert (after["largest"] or 0) >= (said["largest"] or 0)


@given(surveys(most=6))
def test_what_did_not_have_to_be_answered_changes_no_share(graph: Graph) -> None:
    """Density by counting pairs; the rest as of those who answered by themselves."""
    said = row(graph)
    pairs = every_pair(graph)
    seen = set(pairs) - set(unseen(graph, pairs))
    there = sum(graph.has_edge(*pair) for pair in seen)
    assert said["density"] == (there / len(seen) if seen else None)
    answered = [node for node, yes in graph.nodes(data="respondent") if yes]
    among = row(graph.subgraph(answered).copy())
    for name in ("reciprocity", "transitivity", "strong_components", "centralisation_betweenness"):
        rests = answered or not graph
        assert said[name] == (among[name] and pytest.approx(among[name]) if rests else None)


@given(graphs())
def test_an_answer_from_everybody_says_what_the_ties_as_they_stand_say(graph: Graph) -> None:
    silent = row(graph)
    graph.graph["response_rate"] = 1.0
    of_all = row(graph)
    for name in [*SHARES, *CENTRALISATIONS, "isolates", "components", "strong_components"]:
        assert of_all[name] == silent[name]
    assert of_all["density_low"] == of_all["density_high"] == of_all["density"]


def test_where_not_all_answered_and_nobody_says_who_only_the_bounds_are_known() -> None:
    said = row(nx.DiGraph([("a", "b"), ("b", "c")], response_rate=0.5))
    assert (said["ties"], said["respondents"], said["response_rate"]) == (2, None, 0.5)
    assert (said["density"], said["density_low"], said["density_high"]) == (None, 1 / 3, 1)
    assert (said["mean_degree"], said["reciprocity"], said["isolates"]) == (None, None, None)
    assert (said["components"], said["strong_components"], said["largest"]) == (1, None, 1)


def test_who_did_not_answer_and_is_not_named_is_no_isolate() -> None:
    said = row(nx.empty_graph(["asked", "silent"], nx.DiGraph()))
    assert said["isolates"] == 2
    graph = nx.empty_graph(["asked", "silent"], nx.DiGraph())
    graph.graph["respondents"] = ("asked",)
    assert row(graph)["isolates"] == 1


def test_a_wave_of_a_survey_says_how_many_answered() -> None:
    roster = ("p1", "p2", "p3")
    wave = ties(
        Programme.of(
            [
                *(Person(id=id_) for id_ in roster),
                Survey(id="w1", roster=roster, respondents=("p1", "p2")),
                Tie(id="1", survey="w1", sender="p1", receiver="p3"),
            ]
        )
    )
    said = row(wave)
    assert (said["nodes"], said["respondents"]) == (3, 2)
    assert said["response_rate"] == pytest.approx(2 / 3)
    assert said["density"] == 1 / 4
    assert (said["density_low"], said["density_high"]) == (1 / 6, 1 / 2)


@pytest.mark.parametrize("kind", [nx.MultiGraph, nx.MultiDiGraph])
def test_second_ties_and_ties_to_oneself_count_nothing(kind: type[Graph]) -> None:
    graph = kind([("a", "b"), ("a", "b"), ("b", "c"), ("b", "b")])
    once = nx.DiGraph if graph.is_directed() else nx.Graph
    assert row(graph) == row(once([("a", "b"), ("b", "c")]))


def test_a_graph_of_nobody_has_a_row() -> None:
    empty = row(nx.Graph())
    assert {name: value for name, value in empty.items() if value is not None} == {
        "nodes": 0,
        "ties": 0,
        "components": 0,
        "isolates": 0,
    }


def test_betweenness_may_be_left_out() -> None:
    frame = cohesion(nx.path_graph(4), betweenness=False)
    assert frame["centralisation_betweenness"].isna().all()


def test_a_wave_without_a_roster_has_no_response_rate_though_it_says_who_answered() -> None:
    wave = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    wave.graph.update(respondents=("a", "b"), response_rate=None)
    [row] = cohesion(wave).to_dict("records")
    assert pd.isna(row["response_rate"])
    assert (row["respondents"], row["density"]) == (2, 0.75)


def test_the_ties_of_a_school_of_which_only_some_answered_are_not_all_known() -> None:
    schools = nx.DiGraph([("s1", "s2")])
    schools.add_node("s1", respondent=True, asked=10, answered=1)
    schools.add_node("s2", respondent=True, asked=1, answered=1)
    [row] = cohesion(schools).to_dict("records")
    assert (row["density"], row["density_low"], row["density_high"]) == (0.0, 0.5, 0.5)
