"""Who brokers for whom: held to R's sna, to all triples, and to all ways to deal the groups."""

from __future__ import annotations

from itertools import chain, combinations, permutations
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsee_core.networks.measures.brokers import brokerage
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.joined_pairs import ROLES
from tests.networks.graphs_at_random import every_pair, unseen


def made_for_sna() -> nx.DiGraph[Any]:
    """Fifteen nodes in three groups, and sixty arcs by a rule that R can follow too."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from((node, {"authority": "abc"[(node - 1) % 3]}) for node in range(1, 16))
    graph.add_edges_from(
        (one, other)
        for one in graph
        for other in graph
        if one != other and (one * one + 3 * other) % 7 < 2
    )
    return graph


#: brokerage(g, cl)$raw.nli of the R package sna 2.7-1 for that graph: w_I, w_O, b_OI, b_IO and b_O,
#: of which its manual calls b_OI the gatekeeper and b_IO the representative.
SNA = {
    1: (0, 4, 4, 0, 6),
    2: (1, 10, 7, 8, 14),
    3: (0, 0, 0, 0, 0),
    4: (0, 0, 0, 0, 0),
    5: (1, 2, 1, 4, 2),
    6: (1, 3, 2, 6, 2),
    7: (0, 3, 0, 4, 3),
    8: (3, 1, 4, 4, 2),
    9: (4, 7, 12, 9, 8),
    10: (0, 0, 0, 0, 0),
    11: (0, 0, 0, 0, 0),
    12: (0, 3, 4, 0, 3),
    13: (0, 4, 4, 0, 6),
    14: (1, 2, 4, 1, 2),
    15: (1, 3, 2, 6, 2),
}
#: The same of the graph with each arc both ways, for three of its nodes.
SNA_BOTH_WAYS = {2: (2, 16, 11, 11, 22), 6: (2, 4, 6, 6, 2), 10: (0, 0, 0, 0, 2)}


def of_nodes(frame: pd.DataFrame, column: str = "count") -> pd.DataFrame:
    """A column with a row for each node, by role."""
    nodes = frame[frame["node"].notna()]
    return nodes.pivot_table(index="node", columns="role", values=column, aggfunc="first")


def counts(frame: pd.DataFrame, node: object) -> tuple[int, ...]:
    return tuple(of_nodes(frame).loc[str(node), list(ROLES)])


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    directed = draw(st.booleans())
    groups = draw(st.text("abc.", min_size=1, max_size=7).filter(lambda text: set(text) != {"."}))
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    for node, group in enumerate(groups):
        graph.add_node(node, **({} if group == "." else {"authority": group}))
    pairs = [(a, b) for a in graph for b in graph]
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), max_size=25)))
    if draw(st.booleans()):
        for node in graph:
            graph.nodes[node]["respondent"] = draw(st.booleans())
    return graph


def role(a: str, b: str, c: str) -> str:
    """The role of b between a and c, as the paper's table has it."""
    if a == b == c:
        return "coordinator"
    if a == c:
        return "consultant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


def test_the_roles_are_those_that_sna_counts() -> None:
    frame = brokerage(made_for_sna())
    assert {node: counts(frame, node) for node in SNA} == SNA
    assert frame["count"].tolist()[:6] == [12, 42, 44, 42, 50, 190]


def test_undirected_ties_go_both_ways_as_in_sna() -> None:
    frame = brokerage(made_for_sna().to_undirected())
    assert {node: counts(frame, node) for node in SNA_BOTH_WAYS} == SNA_BOTH_WAYS


@given(graphs())
def test_the_roles_are_those_of_all_triples(graph: nx.Graph[Any]) -> None:
    said = dict(graph.nodes(data=True))
    silent = {node for node in graph if not said[node].get("respondent", True)}
    directed = graph.is_directed()

    def tied(one: int, other: int) -> bool:
        known = one not in silent if directed else not {one, other} <= silent
        return known and graph.has_edge(one, other)

    frame = brokerage(graph)
    group_of = {node: said[node]["authority"] for node in graph if "authority" in said[node]}
    for b, own in group_of.items():
        mine, undecided = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
        for a, c in permutations(set(group_of) - {b}, 2):
            its = role(group_of[a], own, group_of[c])
            if directed and a in silent:
                undecided[its] += tied(b, c)
            elif tied(a, b) and tied(b, c) and not tied(a, c):
                (undecided if {a, c} <= silent else mine)[its] += 1
        rows = frame[frame["node"] == str(b)]
        if b in silent:
            assert rows[["count", "undecided"]].isna().all(axis=None)
        else:
            assert rows["count"].tolist() == [*mine.values(), sum(mine.values())]
            assert rows["undecided"].tolist() == [*undecided.values(), sum(undecided.values())]


@st.composite
def small_surveys(draw: st.DrawFn) -> nx.Graph[Any]:
    """Up to four in two groups, some of whom did not answer, whose ties are therefore not known."""
    graph: nx.Graph[Any] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    for node in range(draw(st.integers(2, 4))):
        answered = draw(st.booleans())
        graph.add_node(node, authority=draw(st.sampled_from("ab")), respondent=answered)
    pairs = [pair for pair in every_pair(graph) if pair not in set(unseen(graph, [pair]))]
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ())
    return graph


@settings(max_examples=25)
@given(small_surveys())
def test_whatever_would_have_been_answered_the_count_is_within_its_bounds_and_reaches_both(
    graph: nx.Graph[Any],
) -> None:
    """Brute force: every way to answer of those who did not."""
    open_, truths = list(unseen(graph, every_pair(graph))), []
    for answers in chain.from_iterable(combinations(open_, n) for n in range(len(open_) + 1)):
        complete = graph.copy()
        nx.set_node_attributes(complete, dict.fromkeys(graph, True), "respondent")
        complete.add_edges_from(answers)
        truths.append(brokerage(complete)["count"])
    of_all = pd.concat(truths, axis=1)
    frame = brokerage(graph)
    known = frame["node"].notna() & frame["count"].notna()
    low, undecided = frame["count"][known], frame["undecided"][known]
    assert low.tolist() == of_all.min(axis=1)[known].tolist()
    assert (low + undecided).tolist() == of_all.max(axis=1)[known].tolist()
    answered = [str(node) for node, yes in graph.nodes(data="respondent") if yes]
    assert frame["node"][known].unique().tolist() == answered


@pytest.mark.parametrize("directed", [False, True])
def test_where_only_a_share_answered_nobody_is_known_to_broker(*, directed: bool) -> None:
    graph = made_for_sna() if directed else made_for_sna().to_undirected()
    graph.graph["response_rate"] = 0.5
    frame = brokerage(graph)
    assert frame[["count", "undecided", "expected", "deviation", "z"]].isna().all(axis=None)
    assert set(frame["response_rate"]) == {0.5}
    assert frame["brokers"].tolist()[:24] == [0] * 24


@settings(max_examples=15, deadline=None)
@given(graphs())
def test_expected_and_deviation_are_those_of_all_ways_to_deal_the_others_groups(
    graph: nx.Graph[Any],
) -> None:
    said = dict(graph.nodes(data="authority"))
    broker = next(node for node, group in said.items() if group)
    others = [node for node, group in said.items() if group and node != broker]
    every = []
    for dealt in permutations([said[node] for node in others][:5]):
        again = graph.subgraph([broker, *others[:5]]).copy()
        nx.set_node_attributes(again, dict(zip(others, dealt, strict=False)), "authority")
        every.append(brokerage(again))
    columns = [
        frame[frame["node"] == str(broker)].head(5)["count"].to_numpy(float, na_value=np.nan)
        for frame in every
    ]
    mine = every[0][every[0]["node"] == str(broker)].head(5)
    if not np.isnan(columns).any():
        assert mine["expected"].tolist() == pytest.approx(list(np.mean(columns, axis=0)))
        assert mine["deviation"].tolist() == pytest.approx(list(np.std(columns, axis=0)), abs=1e-6)
        z = (mine["count"] - mine["expected"]) / mine["deviation"]
        moved = mine["deviation"] > 0
        assert mine["z"][moved].tolist() == pytest.approx(z[moved].tolist())
        assert mine["z"][~moved].isna().all()


def test_the_rows_of_a_group_and_of_the_whole_are_the_sums_of_their_nodes() -> None:
    frame = brokerage(made_for_sna())
    nodes = frame[frame["node"].notna()]
    for column in ("count", "expected"):
        whole = frame[frame["group"].isna()].set_index("role")[column].drop("total")
        summed = nodes.groupby("role")[column].sum()
        assert whole.tolist() == pytest.approx([summed[name] for name in ROLES])
    groups = frame[frame["node"].isna() & frame["group"].notna()]
    assert groups["brokers"].tolist() == [5] * 18
    summed = nodes.groupby(["group", "role"])["count"].sum()
    assert all(row["count"] == summed[row["group"], row["role"]] for _, row in groups.iterrows())
    assert groups[["deviation", "z"]].isna().all(axis=None)


@given(graphs(), st.randoms())
def test_neither_names_nor_order_change_the_roles(graph: nx.Graph[Any], random: Random) -> None:
    before = brokerage(graph)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = type(graph)()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    after = brokerage(nx.relabel_nodes(shuffled, {node: f"x{node}" for node in graph}))
    after["node"] = after["node"].str.removeprefix("x")
    columns = ["node", "group", "role"]
    pd.testing.assert_frame_equal(
        before.sort_values(columns, ignore_index=True),
        after.sort_values(columns, ignore_index=True),
    )


def test_of_who_did_not_answer_it_is_not_known_for_whom_they_brokered() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph([("p1", "p2"), ("p2", "p3"), ("p3", "p1")])
    nx.set_node_attributes(graph, dict.fromkeys(graph, "moray"), "authority")
    nx.set_node_attributes(graph, {"p1": True, "p2": True, "p3": False}, "respondent")
    graph.graph["response_rate"] = 2 / 3
    frame = brokerage(graph)
    assert of_nodes(frame)["total"].dropna().to_dict() == {"p1": 0, "p2": 1}
    assert frame["brokers"].iloc[0] == 2
    assert of_nodes(frame, "undecided")["total"].dropna().to_dict() == {"p1": 1, "p2": 0}
    assert set(frame["response_rate"]) == {2 / 3}


def test_nodes_without_a_group_are_set_aside_and_counted() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph([("p1", "p2"), ("p2", "p3")])
    nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray"}, "authority")
    frame = brokerage(graph)
    assert set(frame["without_group"]) == {1}
    assert frame["node"].dropna().unique().tolist() == ["p1", "p2"]
    assert frame["count"].sum() == 0


def test_an_attribute_that_no_node_has_is_refused() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node("p1", authority="moray")
    with pytest.raises(UnknownGroup) as refused:
        brokerage(graph, "autority")
    assert str(refused.value) == 'none of 1 node has "autority"; perhaps "authority" was meant'


def test_an_empty_graph_has_only_the_rows_of_the_whole() -> None:
    frame = brokerage(nx.DiGraph())
    assert frame["role"].tolist() == [*ROLES, "total"]
    assert frame["count"].tolist() == [0] * 6
