"""Who answered: the one rule that every measure reads a graph by, in each of its three states."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nsee_core import Person, Programme, Survey, Tie, Trio
from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.graphs.reported import ties
from nsee_core.networks.measures.brokers import brokerage
from nsee_core.networks.measures.clique_census import cliques
from nsee_core.networks.measures.cores import core_periphery
from nsee_core.networks.measures.external_ties import ei_index
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.like_with_like import assortativity
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.partitions import communities
from nsee_core.networks.measures.shortest_paths import betweenness
from nsee_core.networks.measures.single_nodes import centrality
from nsee_core.networks.measures.triad_census import triads
from nsee_core.networks.measures.trio_ties import trios
from nsee_core.networks.measures.waves import change
from nsee_core.networks.measures.whole_graphs import cohesion
from nsee_core.networks.tables import adjacency
from tests.networks.graphs_at_random import Graph, every_pair, graphs, surveys, unseen

PROGRAMME = Programme.of([Trio(id="t", members=("n0", "n1", "n2"))])
#: Every measure of one graph, by name.
MEASURES: dict[str, Callable[[Any], pd.DataFrame]] = {
    "assortativity": assortativity,
    "betweenness": betweenness,
    "brokerage": brokerage,
    "centrality": centrality,
    "change": lambda graph: change(graph, graph, permutations=20),
    "cliques": cliques,
    "cohesion": cohesion,
    "communities": partial(communities, runs=2),
    "core_periphery": core_periphery,
    "ei_index": partial(ei_index, permutations=20),
    "mixing": mixing,
    "triads": triads,
    "trios": partial(trios, PROGRAMME),
}
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))


def grouped(graph: Graph) -> Graph:
    """The same, of two authorities in turn."""
    for number, node in enumerate(graph):
        graph.nodes[node]["authority"] = "ab"[number % 2]
    return graph


@given(surveys())
def test_what_was_reported_are_the_ties_that_could_be_seen(graph: Graph) -> None:
    seen = Observed.of(graph)
    hidden = set(unseen(graph, every_pair(graph)))
    assert set(seen.reported) == {pair for pair in graph.edges if pair not in hidden}
    assert seen.fair_ties == len(seen.reported)
    assert seen.fair_pairs == len(every_pair(graph)) - len(hidden)
    assert seen.unknown_pairs == len(hidden)
    assert seen.silent == seen.unheard == seen.not_whole


#: What a graph says of answering that names nobody who did.
NAMELESS: list[dict[str, Any]] = [
    {"response_rate": 0.5},
    {"response_rate": None},
    {"respondents": None},
    {"respondents": None, "response_rate": None},
    {"respondents": None, "response_rate": 0.0},
    {"respondents": None, "response_rate": 1.0, "unlisted": 1},
]


@given(graphs(), st.sampled_from(NAMELESS))
def test_where_nobody_is_named_the_ties_reported_stand_and_nobody_is_whole(
    graph: Graph, said: dict[str, Any]
) -> None:
    assume(len(graph))
    graph.graph.update(said)
    seen = Observed.of(graph)
    assert (seen.nameless, seen.told, seen.named) == (True, True, False)
    assert len(seen.reported) == graph.size()
    assert (len(seen.whole), seen.fair_pairs, seen.fair_ties) == (0, 0, 0)
    assert seen.in_part == seen.not_whole == set(graph)
    assert seen.unheard == seen.silent == frozenset()
    assert seen.if_named(3) is None


@given(graphs())
def test_where_nothing_is_said_or_everybody_answered_all_is_known(graph: Graph) -> None:
    for said in ({}, {"response_rate": 1.0}, {"respondents": None, "response_rate": 1}):
        graph.graph.clear()
        graph.graph.update(said)
        seen = Observed.of(graph)
        assert set(seen.whole) == set(graph)
        assert not seen.nameless
        assert seen.fair_pairs == len(every_pair(graph))


def survey_graph(**said: Any) -> Graph:  # noqa: ANN401 - fields of a survey
    people = [Person(id=f"p{number}") for number in range(5)]
    told = Tie(id="1", survey="w", sender="p0", receiver="p1")
    return ties(Programme.of([*people, Survey.model_validate({"id": "w", **said}), told]))


ROSTER = tuple(f"p{number}" for number in range(5))


def test_a_survey_that_names_nobody_who_answered_takes_no_silence_for_an_answer() -> None:
    graph = survey_graph(roster=ROSTER)
    said = cohesion(graph).iloc[0]
    assert (said["ties"], said["density_low"], said["density_high"]) == (1, 0.05, 1)
    absent = ["density", "reciprocity", "strong_components", "isolates", "mean_degree"]
    assert said[[*absent, "centralisation_out", "centralisation_betweenness"]].isna().all()
    nodes = centrality(graph)
    assert nodes["out_degree"].tolist() == [1, 0, 0, 0, 0]
    assert nodes["isolate"].isna().tolist() == [False, False, True, True, True]
    assert nodes["betweenness"].isna().all()
    assert triads(graph)["count"].isna().all()
    cells = adjacency(graph)
    assert (cells.loc["p0", "p1"], cells.loc["p0", "p0"]) == (1, 0)
    assert int(cells.isna().to_numpy().sum()) == 19


@pytest.mark.parametrize(
    "said",
    [{"answered": 10}, {"answered": 12}, {"respondents": ("p0", "p1")}, {}],
    ids=str,
)
@pytest.mark.parametrize("directed", [True, False])
def test_where_more_were_asked_than_are_named_there_is_no_density_nor_bounds_of_one(
    said: dict[str, Any], *, directed: bool
) -> None:
    graph = survey_graph(asked=10, **said)
    if not directed:
        graph = graph.to_undirected()
    row = cohesion(graph).iloc[0]
    assert (row["nodes"], row["ties"]) == (2, 1)
    over_all = ["density", "density_low", "density_high", "mean_degree"]
    assert (
        row[[*over_all, *(f"centralisation_{of}" for of in ("degree", "in", "out"))]].isna().all()
    )
    if "respondents" not in said:
        assert pd.isna(row["isolates"])


def test_where_all_who_were_asked_are_named_by_ties_and_all_answered_everything_is_known() -> None:
    row = cohesion(survey_graph(asked=2, answered=2)).iloc[0]
    assert (row["density"], row["isolates"], row["reciprocity"]) == (0.5, 0, 0)


def test_unlisted_people_that_are_no_number_are_refused() -> None:
    with pytest.raises(UnusableNumber) as refused:
        cohesion(nx.Graph(unlisted=-1))
    assert str(refused.value) == "unlisted cannot be -1; give a whole number, 0 or more"


def test_a_node_that_does_not_say_whether_it_answered_is_not_known_to_have() -> None:
    graph: Graph = nx.DiGraph()
    said = {"a": True, "b": None, "c": pd.NA, "d": float("nan")}
    graph.add_nodes_from((node, {"respondent": answer}) for node, answer in said.items())
    graph.add_node("e")
    seen = Observed.of(graph)
    assert seen.responded == {"a": True}
    assert (seen.in_part, seen.silent) == (frozenset("bcde"), frozenset())


def test_what_is_missing_to_pandas_is_no_group() -> None:
    graph: Graph = nx.Graph([("a", "b"), ("c", "d")])
    groups = {"a": "moray", "b": pd.NA, "c": float("nan"), "d": None}
    nx.set_node_attributes(graph, groups, "authority")
    assert ei_index(graph)[["group", "without_group"]].to_numpy().tolist()[1:] == [["moray", 3]]
    with pytest.raises(UnknownGroup) as refused:
        ei_index(graph.subgraph("bcd"))
    assert str(refused.value) == (
        'none of 3 nodes has "authority"; give it to them with nx.set_node_attributes()'
    )


@every_measure
@pytest.mark.parametrize("made", [nx.DiGraph, nx.Graph])
def test_every_measure_states_the_response_rate(
    measure: Callable[[Any], pd.DataFrame], made: type[Graph]
) -> None:
    graph = grouped(made([("n0", "n1"), ("n1", "n2")]))
    for rate, stated in (
        (None, {}),
        (None, {"response_rate": None}),
        (0.5, {"response_rate": 0.5}),
    ):
        graph.graph.update(stated)
        frame = measure(graph)
        names = [name for name in frame if str(name).startswith("response_rate")]
        said = [frame.attrs["response_rate"]] if not names else frame[names].to_numpy().ravel()
        assert all(pd.isna(each) if rate is None else each == rate for each in said)


@every_measure
@given(graph=graphs(most=5))
def test_an_answer_from_everybody_measures_as_where_nothing_is_said(
    measure: Callable[[Any], pd.DataFrame], graph: Graph
) -> None:
    plain = measure(grouped(graph))
    nx.set_node_attributes(graph, dict.fromkeys(graph, True), "respondent")
    answered = measure(graph)
    told = [
        name
        for name in plain
        if str(name).startswith(
            ("response_rate", "respondent", "in_part", "unknown", "possible", "density_")
        )
    ]
    pd.testing.assert_frame_equal(plain.drop(columns=told), answered.drop(columns=told))


@every_measure
@pytest.mark.parametrize("given_", [None, [("a", "b")], "graph.graphml", 3], ids=str)
def test_what_is_no_graph_is_refused(
    measure: Callable[[Any], pd.DataFrame], given_: object
) -> None:
    with pytest.raises(TypeError) as refused:
        measure(given_)
    assert str(refused.value) == (
        f"a graph of networkx is needed, not {type(given_).__name__}; ties() and collaboration() "
        "make one of records, and nx.Graph(edges) of edges"
    )


@pytest.mark.parametrize("rate", ["half", -0.5, float("nan"), 1.01, 72])
def test_a_response_rate_that_is_no_share_is_refused(rate: object) -> None:
    with pytest.raises(UnusableNumber) as refused:
        cohesion(nx.Graph(response_rate=rate))
    told = f'"{rate}"' if isinstance(rate, str) else rate
    assert str(refused.value) == (
        f"the response_rate of a graph cannot be {told}; give the share that answered, or None"
    )


@pytest.mark.parametrize(
    ("asked", "refusal", "words"),
    [
        ({"smallest": 0}, UnusableNumber, "smallest cannot be 0; give a whole number, 1 or more"),
        ({"at_most": -1}, NotALimit, "at_most cannot be -1; give a whole number, 0 or more"),
    ],
    ids=str,
)
def test_no_clique_is_smaller_than_one_and_none_at_all_are_not_counted(
    asked: dict[str, int], refusal: type[ValueError], words: str
) -> None:
    with pytest.raises(refusal) as refused:
        cliques(nx.path_graph(3), **asked)
    assert str(refused.value) == words
