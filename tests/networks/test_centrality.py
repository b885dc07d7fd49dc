"""Centrality: one row a node, held to igraph, and to what was not answered."""

from __future__ import annotations

from functools import partial
from math import inf, nan
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.measures.cores import core_periphery
from nsee_core.networks.measures.partitions import communities
from nsee_core.networks.measures.single_nodes import centrality
from tests.networks.graphs_at_random import Graph, graphs, of_igraph, renamed, surveys


def rows(graph: Graph, **how: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - as centrality()
    """The values of each node; None where missing."""
    frame = centrality(graph, **how).astype(object)
    return frame.where(frame.notna(), None).set_index("node").to_dict("index")  # type: ignore[return-value] # names are text


def column(graph: Graph, name: str) -> list[Any]:
    return [said[name] for said in rows(graph).values()]


@given(graphs())
def test_where_nothing_is_said_of_answering_igraph_says_the_same(graph: Graph) -> None:
    same = of_igraph(graph)
    same.es["weight"] = list(nx.get_edge_attributes(graph, "weight").values())
    if graph.is_directed():
        assert column(graph, "in_degree") == same.indegree()
        assert column(graph, "out_degree") == same.outdegree()
        assert column(graph, "in_strength") == same.strength(mode="in", weights="weight")
        assert column(graph, "out_strength") == same.strength(mode="out", weights="weight")
        assert set(column(graph, "degree")) <= {None}
    else:
        assert column(graph, "degree") == same.degree()
        assert column(graph, "strength") == same.strength(weights="weight")
        assert set(column(graph, "in_degree")) <= {None}
    pairs = (len(graph) - 1) * (len(graph) - 2) / (1 if graph.is_directed() else 2)
    shares = [value / pairs if pairs > 0 else 0 for value in same.betweenness()]
    assert column(graph, "betweenness") == pytest.approx(shares)
    assert column(graph, "isolate") == [degree == 0 for degree in same.degree()]
    assert set(column(graph, "respondent")) | set(column(graph, "possible")) <= {None}


@given(surveys(most=6), st.data())
def test_names_and_order_change_nothing_but_the_numbers_of_pieces(
    graph: Graph, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(list(graph)))
    before, after = rows(graph), rows(renamed(graph, order))
    assert list(after) == [f"x{node}" for node in order]
    for node, said in before.items():
        again = after[f"x{node}"]
        assert again == {
            name: pytest.approx(value) if isinstance(value, float) else value
            for name, value in (said | {"component": again["component"]}).items()
        }


@given(surveys(directed=True), st.data())
def test_an_answer_fewer_takes_from_others_only_what_it_said(
    graph: Graph, data: st.DataObject
) -> None:
    answered = [node for node, yes in graph.nodes(data="respondent") if yes]
    if not answered:
        return
    quiet = data.draw(st.sampled_from(answered))
    named = set(graph[quiet])
    without = graph.copy()
    without.remove_edges_from([(quiet, other) for other in named])
    without.nodes[quiet]["respondent"] = False
    before, after = rows(graph), rows(without)
    for node in graph:
        fewer = (before[node]["in_degree"] or 0) - (node in named)
        nobody_left = len(graph) > 1 and not after[node]["possible"]
        assert after[node]["in_degree"] == (None if nobody_left else fewer)
        assert after[node]["possible"] == before[node]["possible"] - (node != quiet)
        if node != quiet:
            assert after[node]["out_degree"] == before[node]["out_degree"]
    assert after[quiet]["out_degree"] is after[quiet]["out_strength"] is None
    assert after[quiet]["betweenness"] is None


def test_who_did_not_answer_sent_what_is_unknown_and_was_named_as_was_said() -> None:
    asked: Graph = nx.DiGraph(respondents=("a", "b"))
    asked.add_nodes_from("abcd")
    asked.add_weighted_edges_from([("a", "b", 3.0), ("b", "a", 2.0), ("b", "c", 1.0)])
    said = rows(asked)
    assert said["c"] | {"possible": 2, "in_degree": 1, "in_strength": 1.0} == said["c"]
    assert said["c"]["out_degree"] is said["c"]["out_strength"] is said["c"]["betweenness"] is None
    assert [each["respondent"] for each in said.values()] == [True, True, False, False]
    assert [each["isolate"] for each in said.values()] == [False, False, False, None]
    assert said["a"]["possible"] == 1
    assert said["a"]["out_strength"] == 3.0


def test_without_direction_either_end_may_tell_of_a_tie() -> None:
    graph: Graph = nx.Graph([("a", "b"), ("b", "c")], respondents=("a", "b"))
    graph.add_node("d")
    assert column(graph, "possible") == [3, 3, 2, 2]
    assert column(graph, "degree") == [1, 2, 1, 0]
    assert column(graph, "isolate") == [False, False, False, None]


@pytest.mark.parametrize("directed", [False, True])
def test_where_only_a_share_answered_degrees_are_those_that_were_reported(
    *, directed: bool
) -> None:
    graph: Graph = (nx.DiGraph if directed else nx.Graph)([("a", "b")])
    graph.add_node("c")
    plain = rows(graph)
    graph.graph["response_rate"] = 0.5
    for node, said in rows(graph).items():
        for name in ("degree", "in_degree", "out_degree", "strength", "out_strength"):
            assert said[name] == plain[node][name]
        assert said["betweenness"] is said["possible"] is said["respondent"] is None
        assert said["isolate"] is (None if node == "c" else False)
        assert said["response_rate"] == 0.5


def test_what_somebody_is_recorded_to_say_who_did_not_answer_is_in_no_degree() -> None:
    graph: Graph = nx.DiGraph([("a", "b"), ("c", "b")], respondents=("a", "b"))
    assert column(graph, "in_degree") == [0, 1, 0]
    assert column(graph, "in_strength") == [0, 1, 0]
    assert column(graph, "possible") == [1, 1, 2]
    assert column(graph.to_undirected(), "degree") == [1, 2, 1]


@pytest.mark.parametrize(
    ("weight", "told"),
    [
        ("strong", '"strong"'),
        (None, "None"),
        (-1.0, "-1.0"),
        (nan, "nan"),
        (inf, "inf"),
        (10**400, "a number of more than sixty digits"),
    ],
    ids=["text", "none", "negative", "no number", "infinite", "beyond measure"],
)
def test_a_weight_that_is_no_amount_is_refused(weight: object, told: str) -> None:
    graph: Graph = nx.Graph()
    graph.add_edge("a", "b", weight=weight)
    for measure in (centrality, communities, partial(core_periphery, weight="weight")):
        with pytest.raises(NotAWeight) as refused:
            measure(graph)
        assert str(refused.value) == (
            f'the edge from "a" to "b" has the weight {told}; '
            "give a number of 0 or more, or leave it out, which is 1"
        )


def test_an_attribute_of_edges_is_named_by_a_text() -> None:
    with pytest.raises(TypeError) as refused:
        centrality(nx.path_graph(2), weight=3)  # type: ignore[arg-type] # misuse
    assert str(refused.value) == (
        'weight is the name of what edges say, such as "weight", or None; not int'
    )


def test_the_largest_piece_is_number_1_and_equals_go_by_the_order_of_the_graph() -> None:
    graph: Graph = nx.DiGraph([("a", "b"), ("c", "d"), ("e", "d")])
    graph.add_nodes_from("fg")
    assert column(graph, "component") == [2, 2, 1, 1, 1, 3, 4]


def test_second_ties_add_to_strength_and_those_to_oneself_to_nothing() -> None:
    graph: Graph = nx.MultiDiGraph([("a", "b", {"weight": 2.0}), ("a", "b"), ("b", "b")])
    assert column(graph, "out_degree") == [1, 0]
    assert column(graph, "out_strength") == [3.0, 0.0]
    assert column(graph, "in_strength") == [0.0, 3.0]


def test_without_a_weight_each_edge_counts_1() -> None:
    graph: Graph = nx.Graph([("a", "b", {"weight": 2.0, "hours": 5.0})])
    assert [said["strength"] for said in rows(graph, weight=None).values()] == [1.0, 1.0]
    assert [said["strength"] for said in rows(graph, weight="hours").values()] == [5.0, 5.0]


def test_a_node_says_what_is_known_of_it() -> None:
    graph: Graph = nx.Graph()
    graph.add_node("p1", kind="person", school="s1", authority="moray", role="practitioner")
    graph.add_node("p2", kind="person")
    said = rows(graph)
    assert [said["p1"][name] for name in ("kind", "school", "authority", "role")] == [
        "person",
        "s1",
        "moray",
        "practitioner",
    ]
    assert (said["p2"]["kind"], said["p2"]["school"]) == ("person", None)


def test_a_graph_of_nobody_has_the_columns() -> None:
    frame = centrality(nx.Graph())
    assert len(frame) == 0
    assert frame.dtypes.astype(str).to_dict() == {
        **dict.fromkeys(["node", "kind", "school", "authority", "role"], "str"),
        **dict.fromkeys(["respondent", "in_part"], "boolean"),
        **dict.fromkeys(["possible", "degree", "in_degree", "out_degree"], "Int64"),
        **dict.fromkeys(["share", "in_share", "out_share"], "Float64"),
        **dict.fromkeys(["strength", "in_strength", "out_strength", "betweenness"], "Float64"),
        "component": "Int64",
        "isolate": "boolean",
        "response_rate": "Float64",
    }
    assert frame.dtypes.equals(centrality(nx.path_graph(3)).dtypes)


def test_betweenness_may_be_left_out() -> None:
    assert centrality(nx.path_graph(3), betweenness=False)["betweenness"].isna().all()


def test_what_is_missing_is_missing_to_pandas() -> None:
    graph: Graph = nx.DiGraph([("a", "b")], respondents=("a",))
    assert centrality(graph).loc[1, "out_degree"] is pd.NA
