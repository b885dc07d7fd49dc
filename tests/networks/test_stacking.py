"""Measures of several graphs: each as if it were alone, and it is said which is which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given

from nsee_core import Membership, Person, Programme, School, Survey, Tie, When, networks
from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.permuting import NoPermutations
from tests.networks.graphs_at_random import Graph, surveys
from tests.networks.test_observed import MEASURES, PROGRAMME, grouped

Measure = Callable[[Any], pd.DataFrame]
#: Every measure of a graph; ``change()`` alone is of two.
OF_ONE = {name: measure for name, measure in MEASURES.items() if name != "change"}
every_measure = pytest.mark.parametrize("measure", OF_ONE.values(), ids=list(OF_ONE))


@every_measure
@given(first=surveys(most=4), second=surveys(most=4))
def test_of_several_graphs_there_stands_what_there_is_of_each_by_its_label(
    measure: Measure, first: Graph, second: Graph
) -> None:
    graphs = {"w2": grouped(first), "w1": grouped(second)}
    frame = measure(graphs)
    assert frame.columns[0] == "graph"
    assert frame.index.equals(pd.RangeIndex(len(frame)))
    for label, graph in graphs.items():
        alone = measure(graph)
        rows = frame[frame["graph"] == label].drop(columns="graph").reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, alone, check_flags=False)
        assert {name: frame.attrs[name][label] for name in frame.attrs} == alone.attrs
    assert [*dict.fromkeys(frame["graph"])] in (["w2", "w1"], ["w2"], ["w1"], [])


@every_measure
def test_of_no_graphs_there_are_all_columns_and_no_rows(measure: Measure) -> None:
    none, of_nobody = measure({}), measure({"w1": grouped(nx.DiGraph([("n0", "n1")]))})
    assert len(none) == 0
    assert none.dtypes.equals(of_nobody.dtypes)
    assert none.attrs == {name: {} for name in of_nobody.attrs}


@every_measure
@pytest.mark.parametrize(
    ("graphs", "told"),
    [
        ({"w1": nx.Graph(), 2018: nx.Graph()}, "a graph cannot be called 2018; give a text, such"),
        ({None: nx.Graph()}, "a graph cannot be called None; give a text, such"),
        ({"w1": "w1"}, 'what is called "w1" is no graph of networkx, but str; nx.Graph() makes'),
        (nx.to_dict_of_dicts(nx.path_graph(["a", "b"])), 'what is called "a" is no graph of net'),
        (nx.path_graph(["a", "b"]).adj, 'what is called "a" is no graph of networkx, but Atlas'),
    ],
    ids=["a year", "nothing", "a text", "neighbours", "adjacency"],
)
def test_what_is_no_graph_and_what_is_no_label_is_refused(
    measure: Measure, graphs: object, told: str
) -> None:
    with pytest.raises(TypeError) as refused:
        measure(graphs)
    assert str(refused.value).startswith(told)


def test_a_wave_that_cannot_be_measured_is_named_and_none_is_left_out() -> None:
    waves = {"w1": grouped(nx.path_graph(3)), "w2": nx.path_graph(2)}
    for measure in (networks.mixing, networks.ei_index, networks.brokerage, networks.assortativity):
        with pytest.raises(UnknownGroup) as refused:
            measure(waves)
        assert str(refused.value) == (
            '"w2": none of 2 nodes has "authority"; give it to them with nx.set_node_attributes()'
        )


def test_the_wave_in_which_a_tie_weighs_nothing_that_is_a_number_is_named() -> None:
    waves = {"w1": nx.Graph(), "w2": nx.Graph([("a", "b", {"weight": "often"})])}
    for measure in (networks.centrality, networks.communities):
        with pytest.raises(NotAWeight) as refused:
            measure(waves)
        assert str(refused.value) == (
            '"w2": the edge from "a" to "b" has the weight "often"; '
            "give a number of 0 or more, or leave it out, which is 1"
        )


def test_what_is_wrong_beside_the_graphs_is_not_laid_to_one_of_them() -> None:
    with pytest.raises(NoPermutations) as number:
        networks.ei_index({"w1": nx.path_graph(2)}, permutations=-1)
    assert str(number.value).startswith("permutations cannot be -1;")
    with pytest.raises(TypeError) as name:
        networks.mixing({"w1": nx.path_graph(2)}, by=3)  # type: ignore[arg-type] # that is it
    assert str(name.value) == "by cannot be 3; give the name of an attribute"
    with pytest.raises(TypeError) as weight:
        networks.core_periphery({"w1": nx.path_graph(2)}, weight=3)  # type: ignore[arg-type] # too
    assert str(weight.value).startswith("weight is the name of what edges say")


def test_which_two_of_several_waves_cannot_be_compared_is_said() -> None:
    waves = {"w1": nx.DiGraph([("a", "b")]), "w2": nx.DiGraph([("b", "a")]), "w3": nx.Graph()}
    with pytest.raises(networks.NotComparable) as refused:
        networks.change(waves, permutations=0)
    assert str(refused.value).startswith('"w2" and "w3": the two waves cannot be compared: only')


def test_the_waves_of_a_survey_are_measured_in_one_call() -> None:
    people = [Person(id=f"p{number}", school=f"s{number % 2}") for number in range(4)]
    schools = [School(id="s0", authority="moray"), School(id="s1", authority="highland")]
    told = [
        *(Survey(id=f"w{wave}", wave=wave) for wave in (1, 2)),
        Tie(id="1", survey="w1", sender="p0", receiver="p2"),
        Tie(id="2", survey="w2", sender="p0", receiver="p1"),
    ]
    frame = networks.ei_index(networks.waves(Programme.of([*people, *schools, *told])))
    whole = frame[frame["group"].isna()]
    assert whole[["graph", "internal", "external"]].to_numpy().tolist() == [
        ["w1", 1, 0],
        ["w2", 0, 1],
    ]


def test_each_wave_looks_back_on_trios_from_its_own_date() -> None:
    joined = Membership(id="m", group="t", member="n3", since=When("2018-01-01"))
    waves = {date: nx.path_graph(["n0", "n1", "n2"]) for date in ("2017-06-30", "2018-06-30")}
    for date, graph in waves.items():
        graph.graph["as_of"] = date
    frame = networks.trios(PROGRAMME.put(joined), waves)
    assert frame[["graph", "trio", "members"]].to_numpy().tolist() == [
        ["2017-06-30", "t", 3],
        ["2018-06-30", "t", 4],
    ]
