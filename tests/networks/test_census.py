"""Cliques, triads and trios: held to igraph, to R's sna, and to looking at all of them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from random import Random
from typing import Any

import igraph  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Membership, NotAMoment, Person, Programme, School, Trio, When
from nsee_core.networks import UnknownLevel
from nsee_core.networks.measures.clique_census import TooManyCliques, cliques
from nsee_core.networks.measures.triad_census import TRIADS, triads
from nsee_core.networks.measures.trio_ties import trios
from nsee_core.records.dates import NotADate


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(f"p{number}" for number in range(draw(st.integers(1, 8))))
    pairs = [(a, b) for a in graph for b in graph]
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), max_size=40)))
    if draw(st.booleans()):
        for node in graph:
            graph.nodes[node]["respondent"] = draw(st.booleans())
    return graph


def silent(graph: nx.Graph[Any]) -> set[str]:
    return {node for node, said in graph.nodes(data=True) if said.get("respondent") is False}


def sizes(frame: pd.DataFrame, node: str | None = None) -> dict[int, int]:
    of = frame[frame["node"].isna() if node is None else frame["node"] == node].dropna(
        subset="size"
    )
    return dict(zip(of["size"], of["cliques"], strict=True))


# ---------------------------------------------------------------- cliques


@given(graphs(), st.integers(1, 4))
def test_the_cliques_are_those_of_igraph_among_ties_that_are_known_to_be_mutual(
    graph: nx.Graph[Any], smallest: int
) -> None:
    unheard = silent(graph)
    mutual: nx.Graph[str] = nx.Graph()
    mutual.add_nodes_from(graph)
    for pair in combinations(graph, 2):
        if graph.is_directed():
            there = graph.has_edge(*pair) and graph.has_edge(*pair[::-1])
            known = not unheard & set(pair)
        else:
            there, known = graph.has_edge(*pair), not set(pair) <= unheard
        if there and known:
            mutual.add_edge(*pair)
    nodes = list(mutual)
    peer = igraph.Graph.from_networkx(mutual).maximal_cliques(min=smallest)
    frame = cliques(graph, smallest=smallest)
    assert sizes(frame) == Counter(map(len, peer))
    for place, node in enumerate(nodes):
        assert sizes(frame, node) == Counter(len(clique) for clique in peer if place in clique)


@given(graphs())
def test_unknown_counts_the_pairs_that_could_be_mutual_without_having_been_seen(
    graph: nx.Graph[Any],
) -> None:
    unheard, unknown = silent(graph), 0
    for one, other in combinations(graph, 2):
        if graph.is_directed():
            unknown += not any(
                a not in unheard and not graph.has_edge(a, b)
                for a, b in ((one, other), (other, one))
            ) and bool({one, other} & unheard)
        else:
            unknown += {one, other} <= unheard
    said = cliques(graph, smallest=1)["unknown"]
    known = any("respondent" in said for _, said in graph.nodes(data=True))
    assert set(said) == {unknown} if known else said.isna().all()


def test_where_only_a_share_answered_cliques_are_of_the_ties_as_reported() -> None:
    graph = nx.complete_graph(3)
    graph.graph["response_rate"] = 0.5
    frame = cliques(graph)
    assert sizes(frame) == {3: 1}
    assert frame["unknown"].isna().all()
    assert set(frame["response_rate"]) == {0.5}


def test_a_node_in_no_clique_has_a_row_that_says_so() -> None:
    frame = cliques(nx.path_graph(["p1", "p2"]))
    assert frame[["node", "cliques"]].to_numpy().tolist() == [["p1", 0], ["p2", 0]]
    assert frame["size"].isna().all()
    assert cliques(nx.Graph()).empty


def test_a_graph_of_more_cliques_than_are_to_be_counted_is_refused() -> None:
    """Moon & Moser's graph: 3 ** 20 cliques on 60 nodes."""
    hostile = nx.complement(nx.disjoint_union_all([nx.complete_graph(3)] * 20))
    with pytest.raises(TooManyCliques) as refused:
        cliques(hostile, at_most=1000)
    assert str(refused.value) == (
        "there are more than 1000 cliques; take a sparser graph, such as its stronger ties, or "
        "raise at_most"
    )


def test_a_meeting_of_hundreds_is_one_clique() -> None:
    meeting = nx.complete_graph(400)
    meeting.add_edges_from([(0, "p1"), (1, "p1")])
    assert sizes(cliques(meeting, at_most=2)) == {3: 1, 400: 1}


# ---------------------------------------------------------------- triads


def test_the_triads_are_those_that_sna_counts() -> None:
    """triad.census of the R package sna 2.7-1, for sixty arcs by a rule that R can follow too."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(range(1, 16))
    graph.add_edges_from(
        (one, other)
        for one in graph
        for other in graph
        if one != other and (one * one + 3 * other) % 7 < 2
    )
    counts = [69, 172, 15, 26, 29, 0, 60, 20, 8, 20, 25, 7, 4, 0, 0, 0]
    assert triads(graph)["count"].tolist() == counts
    undirected = triads(graph.to_undirected()).set_index("triad")["count"]
    assert undirected[undirected > 0].to_dict() == {"003": 69, "102": 187, "201": 160, "300": 39}


#: The attributes of igraph's triad census, in the order of ours.
OF_IGRAPH = [f"t{triad}" for triad in TRIADS]


@given(graphs())
def test_the_triads_are_those_of_igraph_among_who_answered(graph: nx.Graph[Any]) -> None:
    unheard = silent(graph)
    answered: nx.DiGraph[Any] = nx.DiGraph(graph.subgraph(set(graph) - unheard))
    answered.remove_edges_from(list(nx.selfloop_edges(answered)))
    frame = triads(graph)
    if len(answered) > 2:
        peer = igraph.Graph.from_networkx(answered).triad_census()
        assert frame["count"].tolist() == [getattr(peer, name) for name in OF_IGRAPH]
    every, counted = len(list(combinations(graph, 3))), frame["count"].sum()
    if any("respondent" in said for _, said in graph.nodes(data=True)):
        assert set(frame["unknown"]) == {every - counted}
    else:
        assert counted == every
        assert frame["unknown"].isna().all()


@given(graphs(), st.randoms())
def test_neither_names_nor_order_change_cliques_and_triads(
    graph: nx.Graph[Any], random: Random
) -> None:
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = type(graph)()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    other = nx.relabel_nodes(shuffled, {node: f"x{node}" for node in graph})
    pd.testing.assert_frame_equal(triads(graph), triads(other))
    assert sizes(cliques(graph)) == sizes(cliques(other))
    assert all(sizes(cliques(graph), node) == sizes(cliques(other), f"x{node}") for node in graph)


def test_where_only_the_share_that_answered_is_known_no_triad_is() -> None:
    frame = triads(nx.DiGraph([("p1", "p2"), ("p2", "p3")], response_rate=0.5))
    assert frame["count"].isna().all()
    assert set(frame["unknown"]) == {1}


# ---------------------------------------------------------------- trios

PEOPLE = [Person(id=f"p{n}", school=f"s{n % 2}") for n in range(1, 7)]
PROGRAMME = Programme.of(
    [
        School(id="s0"),
        School(id="s1"),
        *PEOPLE,
        Trio(id="t1", members=("p1", "p2", "p3"), type="teachers"),
        Trio(id="t2", members=("p4", "p5")),
        Membership(id="m1", group="t2", member="p6"),
    ]
)


def of_trio(graph: nx.Graph[Any], trio: str = "t1") -> dict[str, Any]:
    """What is said of a trio; None for what is missing."""
    row = trios(PROGRAMME, graph).set_index("trio").loc[trio]
    return {str(name): None if pd.isna(value) else value for name, value in row.to_dict().items()}


def survey(arcs: list[tuple[str, str]], *unheard: str) -> nx.DiGraph[Any]:
    graph: nx.DiGraph[Any] = nx.DiGraph(level="people")
    graph.add_nodes_from((each.id, {"respondent": each.id not in unheard}) for each in PEOPLE)
    graph.add_edges_from(arcs)
    return graph


def test_a_trio_of_which_all_pairs_are_tied_is_complete() -> None:
    graph = survey([("p1", "p2"), ("p2", "p1"), ("p2", "p3"), ("p1", "p3")])
    assert of_trio(graph) == {
        "type": "teachers",
        "members": 3,
        "present": 3,
        "pairs": 3,
        "tied": 3,
        "both_ways": 1,
        "unknown": 0,
        "complete": True,
        "broker": None,
        "response_rate": 1.0,
    }


def test_the_broker_of_a_trio_is_the_one_who_is_tied_to_both_others() -> None:
    said = of_trio(survey([("p2", "p1"), ("p3", "p2")]))
    assert (said["tied"], said["complete"], said["broker"]) == (2, False, "p2")
    assert of_trio(survey([("p2", "p1")]))["broker"] is None


def test_among_more_than_three_several_may_join_the_others_and_none_is_the_broker() -> None:
    row = trios(
        Programme.of([Trio(id="t", members=("p1", "p2", "p3", "p4"))]),
        nx.path_graph(["p1", "p2", "p3", "p4"]),
    ).iloc[0]
    assert (row["tied"], pd.isna(row["broker"])) == (3, True)


def test_members_by_a_membership_are_members_of_the_trio() -> None:
    assert of_trio(survey([("p6", "p4")]), "t2")["tied"] == 1


def test_a_pair_of_which_one_did_not_answer_may_be_tied_without_having_been_seen() -> None:
    said = of_trio(survey([("p2", "p1"), ("p2", "p3"), ("p3", "p1")], "p3"))
    assert (said["tied"], said["unknown"], said["complete"], said["broker"]) == (2, 1, None, None)
    untied = of_trio(survey([], "p3"))
    assert (untied["unknown"], untied["complete"]) == (2, False)


def test_an_undirected_tie_is_known_where_either_answered_and_has_no_ways() -> None:
    graph = survey([("p1", "p2")], "p3").to_undirected()
    said = of_trio(graph)
    assert (said["tied"], said["unknown"], said["both_ways"]) == (1, 0, None)
    assert of_trio(survey([], "p2", "p3").to_undirected())["unknown"] == 1


def test_where_it_is_not_known_who_answered_nor_is_what_is_unknown() -> None:
    said = of_trio(nx.DiGraph([("p1", "p2")]))
    assert (said["unknown"], said["complete"], said["present"]) == (None, None, 2)


def test_where_only_a_share_answered_any_pair_that_was_not_reported_may_be_tied() -> None:
    half = nx.DiGraph([("p1", "p2")], response_rate=0.5)
    half.add_node("p3")
    said = of_trio(half)
    assert (said["tied"], said["unknown"], said["complete"], said["broker"]) == (1, 2, None, None)
    half.add_edges_from([("p2", "p3"), ("p3", "p1")])
    assert of_trio(half)["complete"] is True


def test_who_joined_later_was_no_member_then() -> None:
    joined = Membership(id="m2", group="t2", member="p1", since=When("June 2019"))
    records = PROGRAMME.put(joined)
    graph = survey([("p4", "p5")])
    now = trios(records, graph).set_index("trio")["members"]
    then = trios(records, graph, as_of="2019-01-01").set_index("trio")["members"]
    assert (now["t2"], then["t2"]) == (4, 3)
    with pytest.raises(NotAMoment):
        trios(records, graph, as_of="year 1")


TURNOVER = [
    *PEOPLE,
    Trio(id="t", members=("p1", "p2")),
    Membership(id="left", group="t", member="p3", until=When("December 2021")),
    Membership(id="came", group="t", member="p4", since=When("January 2022")),
]


def of_turnover(
    *ties: tuple[str, str],
    as_of: str | None = None,
    level: str | None = None,
    of: str | None = None,
) -> dict[str, object]:
    """What an undirected graph of a date says of a trio that one left and another joined."""
    graph: nx.Graph[Any] = nx.Graph(level=level, as_of=of)
    graph.add_nodes_from([*(each.id for each in PEOPLE), "s0", "s1"])
    graph.add_edges_from(ties)
    frame = trios(Programme.of(TURNOVER), graph, as_of=as_of)
    told = frame[["members", "pairs", "tied", "complete", "broker"]].astype(object).iloc[0]
    return {str(name): value for name, value in told.where(told.notna(), None).items()}


ALL_FIVE = (("p1", "p2"), ("p1", "p3"), ("p1", "p4"), ("p2", "p3"), ("p2", "p4"))


def test_two_who_were_certainly_never_in_a_trio_together_are_no_pair_of_it() -> None:
    assert of_turnover(*ALL_FIVE) == {
        "members": 4,
        "pairs": 5,
        "tied": 5,
        "complete": True,
        "broker": None,
    }
    assert of_turnover(*ALL_FIVE[:4], ("p3", "p4"))["complete"] is False


def test_nobody_is_the_broker_between_two_who_were_never_there_together() -> None:
    apart = of_turnover(("p1", "p3"), ("p1", "p4"))
    assert (apart["tied"], apart["broker"]) == (2, None)
    assert of_turnover(("p1", "p2"), ("p1", "p3"), ("p1", "p4"))["broker"] == "p1"


@pytest.mark.parametrize("level", [None, "people", "schools"])
def test_who_had_certainly_left_a_trio_by_a_date_is_no_member_then(level: str | None) -> None:
    for when, members in WHEN_MEMBERS.items():
        assert of_turnover(as_of=when, level=level)["members"] == members
        assert of_turnover(of=when, level=level)["members"] == members


WHEN_MEMBERS = {"2021-12-01": 3, "2021-12-31": 3, "2022-01-01": 2, "2022-01-31": 3}


def test_a_date_that_is_given_goes_before_that_of_the_graph() -> None:
    graph: nx.Graph[Any] = nx.Graph(as_of="2022-01-01")
    frame = trios(Programme.of(TURNOVER), graph, as_of="2021-12-01")
    assert frame["members"].tolist() == [3]
    with pytest.raises(NotADate):
        trios(Programme.of(TURNOVER), nx.Graph(as_of="whenever"))


@given(st.lists(st.tuples(st.sampled_from("abcd"), *[st.none() | st.integers(2015, 2019)] * 2)))
def test_pairs_of_a_trio_are_those_whose_years_in_it_may_meet(
    ways: list[tuple[str, int | None, int | None]],
) -> None:
    held = [
        Membership.model_validate(
            {"id": f"m{n}", "group": "t", "member": id_, "since": since, "until": until}
        )
        for n, (id_, since, until) in enumerate(ways)
    ]
    together = {
        frozenset((one, other))
        for (one, begun, ended), (other, came, left) in permutations(ways, 2)
        if one != other and (begun or 0) <= (left or 9999) and (came or 0) <= (ended or 9999)
    }
    graph: nx.Graph[Any] = nx.complete_graph(list("abcd"))
    row = trios(Programme.of([Trio(id="t"), *held]), graph).iloc[0]
    assert (row["members"], row["pairs"]) == (len({id_ for id_, _, _ in ways}), len(together))
    assert row["tied"] == row["pairs"]
    assert pd.isna(row["complete"]) is (not together)


def test_in_a_graph_of_schools_a_trio_is_the_schools_of_its_members() -> None:
    graph: nx.Graph[Any] = nx.Graph([("s0", "s1")], level="schools")
    said = of_trio(graph)
    assert (said["members"], said["present"], said["pairs"], said["complete"]) == (3, 2, 1, True)


def test_one_school_has_nobody_to_be_tied_to() -> None:
    graph: nx.Graph[Any] = nx.Graph(level="schools")
    graph.add_node("s1")
    assert (of_trio(graph)["pairs"], of_trio(graph)["complete"]) == (0, None)


def test_a_graph_that_says_it_is_of_an_unknown_level_is_refused() -> None:
    with pytest.raises(UnknownLevel):
        trios(PROGRAMME, nx.Graph(level="pupils"))


def test_a_programme_without_trios_gives_an_empty_frame() -> None:
    frame = trios(Programme.of([]), nx.Graph())
    assert frame.empty
    assert str(frame["complete"].dtype) == "boolean"


@given(st.randoms())
def test_the_order_of_records_changes_nothing_in_trios(random: Random) -> None:
    records = list(PROGRAMME)
    random.shuffle(records)
    graph = survey([("p2", "p1"), ("p3", "p2"), ("p4", "p6")])
    rows = trios(Programme.of(records), graph).sort_values("trio", ignore_index=True)
    pd.testing.assert_frame_equal(rows, trios(PROGRAMME, graph))
