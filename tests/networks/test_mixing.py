"""Whether ties cross groups: held to published values, igraph, networkx and exact enumeration."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random
from typing import Any

import igraph  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.measures.external_ties import ei_index
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.like_with_like import assortativity
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.measures.permuting import NoPermutations

COUNTS = ["internal", "external", "index", "possible_internal", "possible_external"]


def school_graph(
    schools: str, ties: list[tuple[int, int]], *, directed: bool = False
) -> nx.Graph[Any]:
    """Nodes p0, p1, ... in the schools that the letters name; a dot for no school."""
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    for number, school in enumerate(schools):
        graph.add_node(f"p{number}", **({} if school == "." else {"authority": school}))
    graph.add_edges_from((f"p{one}", f"p{other}") for one, other in ties)
    return graph


def with_matrix(sizes: list[int], matrix: list[list[int]]) -> nx.DiGraph[Any]:
    """A directed graph of groups of these sizes, with as many arcs between as a matrix says."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    members = [[(group, place) for place in range(size)] for group, size in enumerate(sizes)]
    for group, nodes in enumerate(members):
        graph.add_nodes_from(nodes, authority=str(group))
    for one, row in zip(members, matrix, strict=True):
        for other, arcs in zip(members, row, strict=True):
            pairs = [(a, b) for a in one for b in other if a != b]
            graph.add_edges_from(pairs[:arcs])
    return graph


#: Liking among Sampson's monks: the mixing matrix of Turks, Outcasts and Loyal, as the page of the
#: R package homophily prints it for ergm's samplike, with its E-I index.
SAMPSON = with_matrix([7, 4, 7], [[30, 1, 5], [7, 10, 1], [9, 2, 23]])


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[Any]:
    """Small graphs of both sorts, in which some say of no school and some did not answer."""
    directed = draw(st.booleans())
    schools = draw(st.text("abc.", min_size=1, max_size=7).filter(lambda text: set(text) != {"."}))
    pairs = [(a, b) for a in range(len(schools)) for b in range(len(schools))]
    graph = school_graph(schools, draw(st.lists(st.sampled_from(pairs))), directed=directed)
    if draw(st.booleans()):
        for node in graph:
            graph.nodes[node]["respondent"] = draw(st.booleans())
    return graph


# ---------------------------------------------------------------- E-I index


def test_the_index_of_sampsons_monks_is_the_published_one() -> None:
    whole = ei_index(SAMPSON, permutations=0).iloc[0]
    assert (whole["internal"], whole["external"]) == (63, 25)
    assert whole["index"] == pytest.approx(-0.4318182, abs=5e-8)


def test_every_tie_of_a_group_with_one_end_outside_is_external_to_it() -> None:
    frame = ei_index(SAMPSON, permutations=0)
    assert frame["group"].tolist()[1:] == ["0", "1", "2"]
    assert frame["internal"].tolist() == [63, 30, 10, 23]
    assert frame["external"].tolist() == [25, 1 + 5 + 7 + 9, 7 + 1 + 1 + 2, 9 + 2 + 5 + 1]
    assert frame["external"].iloc[1:].sum() == 2 * frame["external"].iloc[0]


def test_the_permutation_test_agrees_with_all_deals_there_are() -> None:
    graph = school_graph("aaabbc", [(0, 1), (1, 2), (0, 2), (3, 4), (2, 3), (4, 5)])
    seen, drawn = ei_index(graph, permutations=60), ei_index(graph, permutations=59)
    assert seen["exact"].all()
    assert not drawn["exact"].any()
    every = []
    for schools in set(permutations("aaabbc")):
        dealt = school_graph("".join(schools), [])
        dealt.add_edges_from(graph.edges)
        frame = ei_index(dealt, permutations=0).set_index("group")["index"]
        every.append([frame.iloc[0], *(frame[school] for school in "abc")])
    table = pd.DataFrame(every).astype("Float64")
    assert seen["expected"][0] == pytest.approx(table.mean()[0])
    of_all_pairs = ei_index(school_graph("aaabbc", [*combinations(range(6), 2)]), permutations=0)
    for place, row in enumerate(seen.to_dict("records")):
        expected = of_all_pairs["index"][place]
        far = (table[place] - expected).abs() >= abs(row["index"] - expected) - 1e-12
        assert row["expected"] == drawn["expected"][place] == expected
        assert row["p"] == pytest.approx(far.dropna().mean())
        assert drawn["p"][place] == pytest.approx(far.dropna().mean(), abs=0.2)


def test_the_mean_of_the_whole_is_that_of_a_pair_drawn_at_random() -> None:
    whole = ei_index(SAMPSON, permutations=4000).iloc[0]
    internal, external = whole["possible_internal"], whole["possible_external"]
    assert whole["expected"] == (external - internal) / (18 * 17)
    assert whole["direction"] == "more internal"
    assert whole["p"] == 1 / 4001
    assert not whole["exact"]


def test_schools_that_only_work_with_others_are_more_external_than_expected() -> None:
    graph = school_graph("aaaabbbb", [(a, b) for a in range(4) for b in range(4, 8)])
    assert ei_index(graph)["direction"].tolist() == ["more external"] * 3
    assert ei_index(graph)["p"].iloc[0] == pytest.approx(2 / 70)


def test_where_everybody_is_tied_the_index_is_as_expected_and_cannot_differ() -> None:
    graph = school_graph("aabb", list(combinations(range(4), 2)))
    whole = ei_index(graph).iloc[0]
    assert (whole["direction"], whole["p"]) == ("as expected", 1.0)
    assert whole["lowest"] == whole["index"] == whole["highest"]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("ties", [1, 2, 3, 5])
def test_the_range_is_that_of_all_ways_to_place_as_many_ties(ties: int, *, directed: bool) -> None:
    pairs = permutations(range(4), 2) if directed else combinations(range(4), 2)
    every = [
        ei_index(school_graph("aaab", list(chosen), directed=directed), permutations=0).iloc[0]
        for chosen in combinations(pairs, ties)
    ]
    indices = [row["index"] for row in every]
    assert {row["lowest"] for row in every} == {min(indices)}
    assert {row["highest"] for row in every} == {max(indices)}


@given(graphs())
def test_what_could_be_tied_is_counted_pair_by_pair(graph: nx.Graph[Any]) -> None:
    said = dict(graph.nodes(data=True))
    directed, known = graph.is_directed(), any("respondent" in each for each in said.values())
    nodes = [node for node in graph if "authority" in said[node]]
    pairs = list(permutations(nodes, 2) if directed else combinations(nodes, 2))
    heard = {node for node in graph if said[node].get("respondent", True)}
    seen = [(a, b) for a, b in pairs if a in heard or (b in heard and not directed)]
    frame = ei_index(graph, permutations=0)
    for _, row in frame.iterrows():
        of = [
            sorted((said[a]["authority"], said[b]["authority"]))
            for a, b in seen
            if pd.isna(row["group"]) or row["group"] in (said[a]["authority"], said[b]["authority"])
        ]
        inside = sum(one == other for one, other in of)
        assert (row["possible_internal"], row["possible_external"]) == (inside, len(of) - inside)
        assert pd.isna(row["internal"]) or row["internal"] <= inside
        assert pd.isna(row["external"]) or row["external"] <= len(of) - inside
        every = [
            said[a]["authority"] == said[b]["authority"]
            for a, b in pairs
            if pd.isna(row["group"]) or row["group"] in (said[a]["authority"], said[b]["authority"])
        ]
        assert pd.isna(row["internal"]) == (any(every) and not inside)
        assert pd.isna(row["external"]) == (not all(every) and len(of) == inside)
    unknown = frame["unknown"].iloc[0]
    assert unknown == len(pairs) - len(seen) if known else pd.isna(unknown)
    assert set(frame["without_group"]) == {len(graph) - len(nodes)}


@given(graphs())
def test_what_is_unknown_is_counted_cell_by_cell(graph: nx.Graph[Any]) -> None:
    said, directed = dict(graph.nodes(data=True)), graph.is_directed()
    named = any("respondent" in each for each in said.values())
    group = {node: each["authority"] for node, each in said.items() if "authority" in each}
    silent = {node for node in graph if not said[node].get("respondent", True)}
    frame = mixing(graph)
    for _, row in frame.iterrows():
        cell = (row["from_group"], row["to_group"])
        hidden = 0
        pairs = permutations(group, 2) if directed else combinations(group, 2)
        for a, b in pairs:
            ends = (group[a], group[b])
            there = ends == cell or (not directed and ends == cell[::-1])
            hidden += there and a in silent and (directed or b in silent)
        assert row["unknown"] == hidden if named else pd.isna(row["unknown"])
    assert set(frame["without_group"]) == {len(graph) - len(group)}
    assert frame["unknown"].sum() == (ei_index(graph, permutations=0)["unknown"][0] if named else 0)


@given(graphs(), st.randoms())
def test_neither_names_nor_order_change_the_index(graph: nx.Graph[Any], random: Random) -> None:
    before = ei_index(graph, permutations=50).set_index("group")
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(edges)
    shuffled = type(graph)()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    after = ei_index(shuffled, permutations=50).set_index("group").loc[before.index]
    pd.testing.assert_frame_equal(before, after)
    renamed = nx.relabel_nodes(graph, {node: f"x{place}" for place, (node, _) in enumerate(nodes)})
    pd.testing.assert_frame_equal(
        ei_index(renamed, permutations=0), ei_index(graph, permutations=0)
    )


def test_parallel_ties_ties_to_oneself_and_weights_do_not_count() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from(["p1", "p2"], authority="a")
    graph.add_node("p3", authority="b")
    graph.add_edges_from([("p1", "p2", {"weight": 5}), ("p1", "p2"), ("p1", "p1"), ("p1", "p3")])
    assert ei_index(graph)[["internal", "external"]].iloc[0].tolist() == [1, 1]


def test_what_is_recorded_of_somebody_who_did_not_answer_does_not_count() -> None:
    graph = school_graph("aab", [(0, 1), (2, 0)], directed=True)
    nx.set_node_attributes(graph, {"p0": True, "p1": True, "p2": False}, "respondent")
    whole = ei_index(graph, permutations=0).iloc[0]
    assert (whole["internal"], whole["external"], whole["unknown"]) == (1, 0, 2)
    assert whole["response_rate"] == pytest.approx(2 / 3)


def test_the_response_rate_is_the_one_that_the_graph_states() -> None:
    graph = school_graph("aab", [(0, 1)])
    assert ei_index(graph)["response_rate"].isna().all()
    graph.graph["response_rate"] = 0.25
    whole = ei_index(graph).iloc[0]
    assert (whole["response_rate"], whole["internal"]) == (0.25, 1)
    assert pd.isna(whole["unknown"])


@pytest.mark.parametrize("directed", [False, True])
def test_where_only_a_share_answered_the_reported_ties_are_taken_as_they_stand(
    *, directed: bool
) -> None:
    graph = school_graph("aab", [(0, 1), (2, 0)], directed=directed)
    half = graph.copy()
    half.graph["response_rate"] = 0.5
    for measure in (ei_index, mixing, assortativity):
        plain, stated = measure(graph), measure(half)
        assert set(stated.pop("response_rate")) == {0.5}
        assert plain.pop("response_rate").isna().all()
        pd.testing.assert_frame_equal(plain, stated)


@pytest.mark.parametrize(
    ("asked", "refusal", "words"),
    [
        (
            {"permutations": -1},
            NoPermutations,
            "permutations cannot be -1; give a whole number, 0 to 1000000",
        ),
        (
            {"permutations": 2.5},
            NoPermutations,
            "permutations cannot be 2.5; give a whole number, 0 to 1000000",
        ),
        ({"seed": -1}, UnusableNumber, "seed cannot be -1; give a whole number, 0 or more"),
        ({"seed": "x"}, UnusableNumber, 'seed cannot be "x"; give a whole number, 0 or more'),
        ({"by": 3}, TypeError, "by cannot be 3; give the name of an attribute"),
    ],
    ids=str,
)
def test_misuse_of_the_index_is_told_what_to_do(
    asked: dict[str, Any], refusal: type[Exception], words: str
) -> None:
    with pytest.raises(refusal) as refused:
        ei_index(school_graph("ab", [(0, 1)]), **asked)
    assert str(refused.value) == words


def test_without_ties_there_is_no_index_and_without_deals_no_test() -> None:
    without = ei_index(school_graph("ab", [])).iloc[0]
    undefined = ["index", "lowest", "highest", "expected", "p", "exact", "direction"]
    assert without[undefined].isna().all()
    untested = ei_index(school_graph("ab", [(0, 1)]), permutations=0).iloc[0]
    assert untested["index"] == 1
    assert untested[["expected", "p", "exact", "direction"]].isna().all()


def test_an_attribute_that_no_node_has_is_refused_with_the_nearest() -> None:
    graph = school_graph("ab", [(0, 1)])
    with pytest.raises(UnknownGroup) as near:
        ei_index(graph, "autority")
    assert str(near.value) == 'none of 2 nodes has "autority"; perhaps "authority" was meant'
    with pytest.raises(UnknownGroup) as far:
        mixing(graph, "x")
    assert str(far.value) == 'none of 2 nodes has "x"; group by what they have: authority'
    with pytest.raises(UnknownGroup) as bare:
        assortativity(nx.path_graph(1), "role")
    assert str(bare.value) == (
        'none of 1 node has "role"; give it to them with nx.set_node_attributes()'
    )


def test_an_empty_graph_gives_frames_without_groups() -> None:
    empty: nx.Graph[Any] = nx.Graph()
    whole = ei_index(empty).iloc[0]
    assert (len(ei_index(empty)), whole["nodes"], whole["internal"]) == (1, 0, 0)
    assert mixing(empty).empty
    assert assortativity(empty)["coefficient"].isna().all()
    assert mixing(empty).dtypes.astype(str).to_dict() == {
        "from_group": "str",
        "to_group": "str",
        "ties": "Int64",
        "expected": "Float64",
        "unknown": "Int64",
        "without_group": "Int64",
        "response_rate": "Float64",
    }


# ---------------------------------------------------------------- mixing and assortativity


def test_the_assortativity_of_couples_in_san_francisco_is_that_of_newmans_table() -> None:
    """Newman (2003), table I, per thousand; networkx's own test gives 0.623 for it as rounded."""
    table = [[258, 16, 35, 13], [12, 157, 58, 19], [13, 23, 306, 35], [5, 7, 24, 16]]
    couples: nx.DiGraph[Any] = nx.DiGraph()
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            for place in range(count):
                ends = [f"{side}-{row}-{column}-{place}" for side in ("one", "other")]
                couples.add_node(ends[0], group=row)
                couples.add_node(ends[1], group=column)
                couples.add_edge(*ends)
    assert assortativity(couples, "group")["coefficient"][0] == pytest.approx(0.623, abs=5e-4)


def simple(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """The part of a graph that others than us measure too: no respondents, no ties to oneself."""
    kept = graph.subgraph([node for node, said in graph.nodes(data=True) if "authority" in said])
    kept = kept.copy()
    kept.remove_edges_from(list(nx.selfloop_edges(kept)))
    for _, said in kept.nodes(data=True):
        said.pop("respondent", None)
    return kept


@given(graphs().map(simple))
def test_assortativity_is_that_of_igraph_and_its_error_that_of_leaving_each_tie_out(
    graph: nx.Graph[Any],
) -> None:
    row = assortativity(graph, "authority").iloc[0]

    def by_igraph(of: nx.Graph[Any]) -> float:
        schools = ["abc".index(str(said["authority"])) for said in of.nodes.values()]
        peer = igraph.Graph.from_networkx(of)
        value = peer.assortativity_nominal(schools, directed=of.is_directed())
        return float(value)

    r = by_igraph(graph)
    assert np.isnan(r) if pd.isna(row["coefficient"]) else row["coefficient"] == pytest.approx(r)
    without = []
    for edge in graph.edges:
        rest = graph.copy()
        rest.remove_edge(*edge)
        without.append(by_igraph(rest))
    error = np.sqrt(np.sum((np.array(without) - r) ** 2))
    if pd.isna(row["standard_error"]):
        assert np.isnan(error)
    else:
        assert row["standard_error"] == pytest.approx(error)


@given(graphs().map(simple))
def test_the_mixing_matrix_is_that_of_networkx(graph: nx.Graph[Any]) -> None:
    frame = mixing(graph, "authority")
    order = {school: place for place, school in enumerate(dict.fromkeys(frame["from_group"]))}
    matrix = nx.attribute_mixing_matrix(graph, "authority", mapping=order, normalized=False)
    for _, row in frame.iterrows():
        one, other = order[row["from_group"]], order[row["to_group"]]
        halves = 2 if one == other and not graph.is_directed() else 1
        expected = matrix[one].sum() * matrix[:, other].sum() / max(matrix.sum(), 1)
        assert row["ties"] == matrix[one, other] / halves
        assert row["expected"] == pytest.approx(expected / halves)
    assert frame["ties"].sum() == graph.number_of_edges()
    assert frame["expected"].sum() == pytest.approx(graph.number_of_edges())


def test_several_attributes_have_a_row_each() -> None:
    graph = school_graph("ab", [(0, 1)])
    assert assortativity(graph)["by"].tolist() == ["authority"]
    nx.set_node_attributes(graph, {"p0": "practitioner"}, "role")
    both = assortativity(graph, ["role", "authority"])
    assert both["by"].tolist() == ["role", "authority"]
    assert both["without_group"].tolist() == [1, 0]
    assert both["ties"].tolist() == [0, 1]


def test_where_all_ties_are_in_one_group_there_is_no_coefficient() -> None:
    row = assortativity(school_graph("aab", [(0, 1)]), "authority").iloc[0]
    assert row[["coefficient", "standard_error"]].isna().all()
