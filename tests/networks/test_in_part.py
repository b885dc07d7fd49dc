"""Nodes that answered in part: what they report is known, and that there is nothing else is not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from itertools import combinations, permutations, product
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nsee_core import Person, Programme, School, Survey, Tie
from nsee_core.networks.graphs.reported import ties
from nsee_core.networks.measures.brokers import brokerage
from nsee_core.networks.measures.clique_census import cliques
from nsee_core.networks.measures.cores import core_periphery
from nsee_core.networks.measures.external_ties import ei_index
from nsee_core.networks.measures.like_with_like import assortativity
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.partitions import communities
from nsee_core.networks.measures.single_nodes import centrality
from nsee_core.networks.measures.triad_census import triads
from nsee_core.networks.measures.waves import change
from nsee_core.networks.measures.whole_graphs import cohesion
from tests.networks.graphs_at_random import Graph, every_pair, graphs

#: What a node of each sort says of answering.
SORTS: dict[str, dict[str, Any]] = {
    "whole": {"respondent": True, "asked": 5, "answered": 5},
    "in part": {"respondent": True, "asked": 5, "answered": 4},
    "silent": {"respondent": False, "asked": 5, "answered": 0},
}
#: How many unknown pairs may be completed in all ways.
FEW = 8


@st.composite
def partial(draw: st.DrawFn, *, most: int = 5, directed: bool | None = None) -> Graph:
    """A graph of two authorities, of nodes of each sort; who is silent reports nothing."""
    graph = draw(graphs(most=most, directed=directed))
    for number, node in enumerate(graph):
        said = SORTS[draw(st.sampled_from(list(SORTS)))]
        graph.nodes[node].update(said, authority="ab"[number % 2])
    silent = {node for node, said in graph.nodes.items() if not said["respondent"]}
    told = [
        (one, other)
        for one, other in graph.edges
        if one in silent and (graph.is_directed() or other in silent)
    ]
    graph.remove_edges_from(told)
    return graph


def dense(seed: int, *, directed: bool) -> Graph:
    """Five with many ties, of whom one or two are not whole."""
    graph: Graph = nx.gnp_random_graph(5, 0.5, seed=seed, directed=directed)
    for node in graph:
        graph.nodes[node].update(SORTS["whole"], authority="aabbb"[node])
    graph.nodes[seed % 5].update(SORTS["in part"])
    if seed % 2:
        quiet = (seed + 1) % 5
        graph.nodes[quiet].update(SORTS["silent"])
        graph.remove_edges_from([(quiet, node) for node in graph if directed])
    return graph


#: Graphs of few ties and of many.
ANY = partial() | st.builds(dense, st.integers(0, 999), directed=st.booleans())


def unknown_pairs(graph: Graph) -> list[tuple[Any, Any]]:
    """Those that are not tied, and of which nobody who could tell answered as a whole."""
    whole = {node for node, said in graph.nodes.items() if said["asked"] == said["answered"]}
    return [
        (one, other)
        for one, other in every_pair(graph)
        if not graph.has_edge(one, other)
        and one not in whole
        and (graph.is_directed() or other not in whole)
    ]


def completions(graph: Graph) -> Iterator[Graph]:
    """The graph in all ways in which its unknown pairs may be, with an answer from everybody."""
    unknown = unknown_pairs(graph)
    assume(len(unknown) <= FEW)
    for chosen in product((False, True), repeat=len(unknown)):
        full: Graph = graph.__class__()
        full.add_nodes_from(graph)
        nx.set_node_attributes(full, nx.get_node_attributes(graph, "authority"), "authority")
        full.add_edges_from(graph.edges)
        full.add_edges_from(pair for pair, there in zip(unknown, chosen, strict=True) if there)
        yield full


# ---------------------------------------------------------------- the rule


@given(ANY)
def test_every_pair_is_tied_known_not_to_be_or_unknown(graph: Graph) -> None:
    seen = Observed.of(graph)
    assert set(seen.whole) | seen.in_part | seen.silent == set(graph)
    assert len(seen.whole) + len(seen.in_part) + len(seen.silent) == len(graph)
    assert set(seen.reported) == set(graph.edges)
    assert seen.unknown_pairs == len(unknown_pairs(graph))


@given(ANY)
def test_the_bounds_of_density_are_the_least_and_most_of_all_completions(graph: Graph) -> None:
    densities = [nx.density(full) for full in completions(graph)]
    assume(len(graph) > 1)
    said = cohesion(graph).iloc[0]
    assert said["density_low"] == pytest.approx(min(densities))
    assert said["density_high"] == pytest.approx(max(densities))


@given(ANY)
def test_what_is_counted_as_unknown_is_what_differs_between_completions(graph: Graph) -> None:
    every = list(completions(graph))
    assume(len(graph))
    pairs = list(combinations(graph, 2))
    both_ways = [[one.has_edge(*p) and one.has_edge(*p[::-1]) for p in pairs] for one in every]
    differing = [seen for seen in zip(*both_ways, strict=True) if len({*seen}) > 1]
    assert set(cliques(graph)["unknown"]) == {len(differing)}
    cells = mixing(graph)
    for row in cells.to_dict("records"):
        least, most = (_cell(mixing(full), row)["ties"] for full in (every[0], every[-1]))
        assert row["unknown"] == most - least
    index = ei_index(graph, permutations=0)
    assert index["unknown"][0] == cells["unknown"].sum() == len(unknown_pairs(graph))


def _cell(frame: pd.DataFrame, row: dict[Hashable, Any]) -> Any:  # noqa: ANN401 - a row
    """What is said of the same two groups."""
    return frame.set_index(["from_group", "to_group"]).loc[row["from_group"], row["to_group"]]


@given(ANY)
def test_what_is_possible_is_what_is_known(graph: Graph) -> None:
    assume(len(graph))
    index = ei_index(graph, permutations=0)
    possible = index["possible_internal"] + index["possible_external"]
    unknown = unknown_pairs(graph)
    assert possible[0] == len(every_pair(graph)) - len(unknown)
    for row, known in zip(index.to_dict("records"), possible, strict=True):
        ends = [{graph.nodes[node]["authority"] for node in pair} for pair in every_pair(graph)]
        its = len(ends) if pd.isna(row["group"]) else sum(row["group"] in each for each in ends)
        assert known + row["unknown"] == its
        if not pd.isna(row["index"]):
            assert row["lowest"] <= row["index"] <= row["highest"]


@given(ANY)
def test_the_truth_of_brokerage_is_between_its_count_and_what_is_undecided(graph: Graph) -> None:
    assume(len(graph))
    frame = brokerage(graph)
    every = [brokerage(full)["count"] for full in completions(graph)]
    known = frame["node"].notna() & frame["count"].notna()
    for place in frame.index[known]:
        truths = [counts[place] for counts in every]
        assert frame["count"][place] <= min(truths)
        assert max(truths) <= frame["count"][place] + frame["undecided"][place]
    whole = {str(node) for node in Observed.of(graph).whole}
    assert set(frame["node"][known]) == whole


@given(ANY, st.data())
def test_a_share_rests_on_what_would_be_known_whatever_the_answer(
    graph: Graph, data: st.DataObject
) -> None:
    """What a node in part reports changes no share."""
    seen = Observed.of(graph)
    more = graph.copy()
    others = [pair for pair in unknown_pairs(graph) if seen.reports(*pair)]
    assume(others)
    more.add_edges_from(data.draw(st.lists(st.sampled_from(others), min_size=1)))
    shares = ["density", "reciprocity", "transitivity", "mean_degree"]
    names = [*shares, *(f"centralisation_{of}" for of in ("degree", "in", "out", "betweenness"))]
    pd.testing.assert_frame_equal(cohesion(graph)[names], cohesion(more)[names])
    names = ["share", "in_share", "out_share"]
    pd.testing.assert_frame_equal(centrality(graph)[names], centrality(more)[names])
    pd.testing.assert_frame_equal(triads(graph), triads(more))
    names = ["pairs", "kept", "new", "lost", "density_change", "density_p", "qap"]
    plain, told = (change(graph, other, permutations=0)[names] for other in (graph, more))
    pd.testing.assert_frame_equal(plain, told)
    assert core_periphery(graph).attrs["fit"] == core_periphery(more).attrs["fit"]


@given(ANY)
def test_no_share_passes_1_and_no_degree_what_is_possible(graph: Graph) -> None:
    frame = centrality(graph)
    for name in ("share", "in_share", "out_share"):
        assert frame[name].dropna().between(0, 1).all()
    towards = frame["in_degree"] if graph.is_directed() else frame["degree"]
    known = towards.notna()
    assert (towards[known] <= frame["possible"][known]).all()
    if len(graph) > 1 and not any(said["respondent"] for said in graph.nodes.values()):
        assert not known.any()


# ---------------------------------------------------------------- one more who is silent

COUNTED: dict[str, tuple[Callable[[Graph], pd.DataFrame], list[str]]] = {
    "cohesion": (lambda graph: cohesion(graph, betweenness=False), ["ties"]),
    "centrality": (
        lambda graph: centrality(graph, betweenness=False),
        [f"{way}{of}" for way in ("", "in_", "out_") for of in ("degree", "strength")],
    ),
    "ei_index": (lambda graph: ei_index(graph, permutations=0), ["internal", "external", "index"]),
    "mixing": (mixing, ["ties"]),
    "assortativity": (assortativity, ["ties", "coefficient"]),
    "cliques": (cliques, ["size", "cliques"]),
    "communities": (lambda graph: communities(graph, runs=2), ["community", "size", "agreement"]),
    "core_periphery": (core_periphery, ["k_core"]),
}


@pytest.mark.parametrize("name", COUNTED)
@given(graph=ANY, data=st.data())
def test_one_more_who_is_silent_behind_a_school_takes_nothing_from_what_was_reported(
    name: str, graph: Graph, data: st.DataObject
) -> None:
    heard = [node for node, said in graph.nodes.items() if said["respondent"]]
    assume(heard and graph.edges)
    measure, columns = COUNTED[name]
    more = graph.copy()
    for node in data.draw(st.lists(st.sampled_from(heard), unique=True, min_size=1)):
        more.nodes[node]["asked"] += 1
    pd.testing.assert_frame_equal(measure(graph)[columns], measure(more)[columns])


def schools(**said: Any) -> Graph:  # noqa: ANN401 - as ties()
    """Four schools of five, in each of which one did not answer; the twelve ties that there are."""
    people = [f"s{school}p{number}" for school in range(4) for number in range(5)]
    programme = Programme.of(
        [
            *(School(id=f"s{number}", authority="ab"[number % 2]) for number in range(4)),
            *(Person(id=id_, school=id_[:2]) for id_ in people),
            Survey(
                id="w",
                roster=tuple(people),
                respondents=tuple(id_ for id_ in people if not id_.endswith("p4")),
            ),
            *(
                Tie(id=f"{one}-{other}", survey="w", sender=f"s{one}p0", receiver=f"s{other}p1")
                for one, other in permutations(range(4), 2)
            ),
        ]
    )
    return ties(programme, level="schools", **said)


def test_one_silent_teacher_in_each_school_takes_no_school_from_the_network() -> None:
    graph = schools()
    said = cohesion(graph).iloc[0]
    assert (said["ties"], said["respondents"], said["in_part"]) == (12, 4, 4)
    assert (said["density_low"], said["density_high"]) == (1, 1)
    assert said[["density", "reciprocity", "strong_components", "isolates"]].isna().all()
    nodes = centrality(graph)
    assert nodes["respondent"].all()
    assert nodes["in_part"].all()
    assert nodes["in_degree"].tolist() == nodes["out_degree"].tolist() == [3] * 4
    assert nodes["possible"].tolist() == [3] * 4
    assert nodes[["in_share", "out_share"]].isna().all(axis=None)
    index = ei_index(graph).iloc[0]
    assert (index["internal"], index["external"], index["unknown"]) == (4, 8, 0)
    assert mixing(graph)["ties"].tolist() == [2, 4, 4, 2]
    assert communities(graph)["size"].tolist() == [4] * 4
    assert cliques(graph)["size"].tolist() == [4] * 5
    after = change(graph, graph).iloc[0]
    assert after["pairs"] == 0
    assert after[["kept", "new", "lost", "hamming", "jaccard", "density_earlier"]].isna().all()
    assert after["why_missing"] == (
        "too few answered as a whole, and of who answered in part not all ties are known"
    )


def test_of_those_who_report_no_tie_and_may_have_some_there_are_no_communities() -> None:
    graph: Graph = nx.empty_graph(3, nx.DiGraph)
    for sort in ("in part", "silent"):
        nx.set_node_attributes(graph, dict.fromkeys(graph, SORTS[sort]))
        frame = communities(graph)
        assert frame[["community", "size", "agreement"]].isna().all(axis=None)
        assert {frame.attrs[name] for name in ("agreement", "stable", "modularity")} == {None}
    nx.set_node_attributes(graph, dict.fromkeys(graph, SORTS["whole"]))
    assert communities(graph)["community"].tolist() == [1, 2, 3]


@pytest.mark.parametrize("made", [nx.DiGraph, nx.Graph])
def test_where_nobody_answered_no_count_is_0(made: type[Graph]) -> None:
    graph = made()
    for number in range(3):
        graph.add_node(number, authority="aab"[number], **SORTS["silent"])
    assert cohesion(graph)[["ties", "isolates", "strong_components"]].isna().all(axis=None)
    counted = [
        f"{way}{of}" for way in ("", "in_", "out_") for of in ("degree", "strength", "share")
    ]
    assert centrality(graph)[counted].isna().all(axis=None)
    index = ei_index(graph)
    assert index["internal"].isna().tolist() == [True, True, False]  # b has no pair inside
    assert index[["external", "index", "lowest", "highest", "p"]].isna().all(axis=None)
    assert mixing(graph)["ties"].isna().tolist()[:2] == [True, True]
    assert assortativity(graph)["ties"].isna().all()
    assert cliques(graph)["cliques"].isna().all()


def test_a_node_that_does_not_say_whether_it_answered_may_have_more_ties_than_it_reports() -> None:
    graph: Graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": True, "b": None, "c": True}, "respondent")
    seen = Observed.of(graph)
    assert (seen.in_part, seen.unknown_pairs, len(seen.reported)) == (frozenset("b"), 0, 3)
    assert centrality(graph)["out_degree"].tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    ("asked", "answered", "sort"),
    [(3, 3, "whole"), (3, 2, "in part"), (3, 4, "in part"), (3, 0, "silent"), (0, 0, "whole")],
)
@pytest.mark.parametrize("by_name", [False, True])
def test_how_many_answered_behind_a_node_says_of_which_sort_it_is(
    asked: int, answered: int, sort: str, *, by_name: bool
) -> None:
    """Also where it is the graph that names who answered, as in a file from elsewhere."""
    graph: Graph = nx.DiGraph([("a", "b")])
    graph.nodes["a"].update(asked=asked, answered=answered)
    if by_name:
        graph.graph["respondents"] = ["a", "b"]
    else:
        nx.set_node_attributes(graph, dict.fromkeys("ab", True), "respondent")
    seen = Observed.of(graph)
    sorts = {"whole": seen.whole, "in part": seen.in_part, "silent": seen.silent}
    assert [name for name, nodes in sorts.items() if "a" in nodes] == [sort]
    assert len(seen.reported) == (sort != "silent")
