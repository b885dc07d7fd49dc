"""Where the nodes of a map are."""

from __future__ import annotations

from itertools import combinations
from math import dist
from random import Random
from typing import Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.plots import CannotDraw, positions

Graph: TypeAlias = "nx.Graph[Any]"
edges = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20)


def placed(graph: Graph, groups: dict[str, str]) -> Graph:
    """The graph with its nodes in authorities."""
    nx.set_node_attributes(graph, groups, "authority")
    return graph


def two_groups() -> Graph:
    """Two rings of ten, and one tie between them."""
    graph = nx.disjoint_union(nx.cycle_graph(10), nx.cycle_graph(10))
    graph.add_edge(0, 10)
    graph = nx.relabel_nodes(graph, {n: f"n{n:02}" for n in graph})
    return placed(graph, {node: "fife" if node < "n10" else "moray" for node in graph})


@given(edges, st.randoms(use_true_random=False))
def test_positions_are_the_same_whatever_the_order(
    ties: list[tuple[str, str]], random: Random
) -> None:
    """Of nodes and of ties."""
    graph: Graph = nx.Graph(ties)
    nodes, pairs = list(graph), [tuple(random.sample(pair, 2)) for pair in graph.edges]
    random.shuffle(nodes)
    random.shuffle(pairs)
    other: Graph = nx.Graph()
    other.add_nodes_from(nodes)
    other.add_edges_from(pairs)
    assert positions(graph) == positions(other)


def test_waves_have_one_place_for_each_node() -> None:
    before, after = nx.Graph([("a", "b")]), nx.Graph([("b", "c")])
    assert positions({"1": before, "2": after}) == positions(nx.Graph([("a", "b"), ("b", "c")]))


def test_a_node_more_moves_the_others_little() -> None:
    graph = two_groups()
    before = positions(graph)
    graph.add_node("n20", authority="moray")
    graph.add_edge("n15", "n20")
    after = positions(graph)
    moved = sorted(dist(before[node], after[node]) for node in before)
    assert moved[len(moved) // 2] < 0.15


def test_groups_are_discs_that_do_not_meet_in_the_circle_of_radius_1() -> None:
    graph = two_groups()
    at = positions(graph)
    discs = [[at[n] for n in graph if graph.nodes[n]["authority"] == g] for g in ("fife", "moray")]
    middles = [tuple(sum(c) / len(disc) for c in zip(*disc, strict=True)) for disc in discs]
    reach = [max(dist(m, p) for p in disc) for m, disc in zip(middles, discs, strict=True)]
    assert dist(*middles) > sum(reach)
    assert max(dist((0, 0), place) for place in at.values()) <= 1 + 1e-9


def test_groups_go_round_by_the_alphabet_from_the_top_and_clockwise() -> None:
    ring = placed(nx.cycle_graph(["w", "x", "y", "z"]), dict(zip("wxyz", "abcd", strict=True)))
    at = {node: tuple(round(side, 6) for side in place) for node, place in positions(ring).items()}
    (x, top), (right, y) = at["w"], at["x"]
    assert (x, y) == (0, 0)
    assert top == right > 0
    assert (at["y"], at["z"]) == ((0, -top), (-right, 0))


def test_a_disc_is_the_larger_the_more_nodes_it_has() -> None:
    graph = placed(nx.complete_graph("abcdefghij"), dict.fromkeys("cdefghij", "many"))
    placed(graph, dict.fromkeys("ab", "few"))
    at = positions(graph)
    few = dist(at["a"], at["b"])
    assert max(dist(at[one], at[other]) for one, other in combinations("cdefghij", 2)) > few


def test_those_of_a_school_are_near_each_other() -> None:
    graph: Graph = nx.empty_graph(0)
    for number in range(16):
        graph.add_node(f"n{number:02}", school="s1" if number % 2 else "s2")
    graph.add_edges_from(combinations(sorted(graph), 2))
    at = positions(graph, by=None)
    alike: list[float] = []
    not_alike: list[float] = []
    for one, other in combinations(at, 2):
        same = graph.nodes[one]["school"] == graph.nodes[other]["school"]
        (alike if same else not_alike).append(dist(at[one], at[other]))
    assert sum(alike) / len(alike) < sum(not_alike) / len(not_alike)


def test_nodes_without_ties_are_in_rows_beneath_by_group_and_id() -> None:
    graph: Graph = nx.Graph([("x", "y"), ("b", "b")])
    graph.add_nodes_from([("d", {"authority": "a"}), ("c", {"authority": "z"}), "a"])
    at = positions(graph)
    foot = [node for node in at if at[node][1] < -1]
    assert sorted(foot, key=lambda node: at[node][0]) == ["d", "c", "a", "b"]
    assert len({at[node][1] for node in foot}) == 1


def test_many_without_ties_are_in_several_rows_no_wider_than_the_map() -> None:
    at = positions(nx.empty_graph(500), by=None)
    assert len(set(at.values())) == 500
    assert {-1 <= x <= 1 + 1e-9 for x, _ in at.values()} == {True}


def test_an_occasion_is_amid_those_who_took_part() -> None:
    graph: Graph = nx.Graph([("t", "a"), ("t", "b"), ("u", "a"), ("u", "b"), ("lone", "lonelier")])
    for node in ("t", "u", "lone", "lonelier", "empty"):
        graph.add_node(node, bipartite=1)
    at = positions(graph)
    middle = [(one + other) / 2 for one, other in zip(at["a"], at["b"], strict=True)]
    assert at["t"] == pytest.approx(middle)
    assert 0 < dist(at["t"], at["u"]) < 0.1
    assert {"lone": at["lone"], "below": at["empty"][1] < -1} == {"lone": (0, 0), "below": True}


def test_direction_makes_no_difference() -> None:
    ties = [("a", "b"), ("c", "b"), ("b", "d")]
    assert positions(nx.DiGraph(ties)) == positions(nx.Graph(ties))


def test_an_attribute_that_no_node_has_is_refused() -> None:
    with pytest.raises(CannotDraw) as refused:
        positions(nx.path_graph(2), by="shoe size")
    said = 'no node says its "shoe size"; give an attribute of the nodes, or None'
    assert str(refused.value) == said


def test_nobody_has_no_position() -> None:
    assert positions({}) == positions(nx.Graph()) == {}


def test_a_tie_more_between_two_groups_moves_nobody() -> None:
    graph = two_groups()
    before = positions(graph)
    graph.add_edge("n03", "n17")
    assert positions(graph) == before


def test_a_tie_more_within_a_group_moves_nobody_outside_of_it() -> None:
    graph = two_groups()
    before = positions(graph)
    graph.add_edge("n13", "n17")
    after = positions(graph)
    fife = [node for node in graph if node < "n10"]
    assert {node: after[node] for node in fife} == {node: before[node] for node in fife}


def test_a_node_more_moves_those_of_other_groups_hardly() -> None:
    graph = two_groups()
    before = positions(graph)
    graph.add_node("n20", authority="moray")
    graph.add_edge("n15", "n20")
    after = positions(graph)
    assert max(dist(before[node], after[node]) for node in graph if node < "n10") < 0.05


@given(st.sets(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=6))
def test_half_of_the_nodes_hardly_move_whichever_ties_are_added(
    ties: set[tuple[int, int]],
) -> None:
    graph = two_groups()
    before = positions(graph)
    graph.add_edges_from((f"n{one:02}", f"n{other:02}") for one, other in ties)
    after = positions(graph)
    moved = sorted(dist(before[node], after[node]) for node in before)
    assert moved[len(moved) // 2] < 0.4


def test_a_group_that_is_new_in_a_later_wave_has_its_place_from_the_first_on() -> None:
    first = two_groups()
    second = first.copy()
    second.add_node("n20", authority="highland")
    second.add_edge("n20", "n00")
    at = positions({"1": first, "2": second})
    assert at == positions(second)
    assert {node: at[node] for node in first} != positions(first)


def test_a_crowd_in_the_middle_of_a_group_comes_apart() -> None:
    graph: Graph = nx.gnm_random_graph(120, 700, seed=2)
    at = list(positions(graph, None).values())
    inner = sum(dist((0, 0), place) < 0.5 for place in at)
    assert inner < 120 * 0.5


@pytest.mark.parametrize(
    ("graphs", "words"),
    [
        ({1: 2}, '"1" is no networkx graph, but of the type int'),
        ("here", "give a networkx graph, as networks.ties() does, and not of the type str"),
    ],
)
def test_what_is_no_graph_is_refused(graphs: Any, words: str) -> None:  # noqa: ANN401 - misuse
    with pytest.raises(CannotDraw) as refused:
        positions(graphs)
    assert str(refused.value) == words
