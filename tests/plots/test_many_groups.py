"""A map of many groups can be read: what is written is on the paper, and nothing upon it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure

from nsee_core.plots import network_map, positions, waves_side_by_side
from nsee_core.plots.maps.bundles import Bundles
from nsee_core.plots.maps.ring_names import spread
from tests.plots.on_paper import faults, figure_of, written

Graph: TypeAlias = "nx.Graph[Any]"
NAMES = [f"Authority of the name {number}" for number in range(80)]


def schools(groups: int, nodes: int, ties: int, *, directed: bool = False, seed: int = 1) -> Graph:
    """Schools in authorities, of which each has one at least; more ties within than between."""
    dice = Random(seed)  # noqa: S311 - no secret
    graph: Graph = nx.DiGraph() if directed else nx.Graph()
    for node in range(nodes):
        group = node if node < groups else int(groups * dice.random() ** 2)
        graph.add_node(f"s{node:03}", authority=NAMES[group])
    of = nx.get_node_attributes(graph, "authority")
    while graph.number_of_edges() < ties:
        one, other = dice.sample(list(graph), 2)
        if of[one] == of[other] or dice.random() < 0.1:
            graph.add_edge(one, other, weight=dice.choice([1, 2, 5]))
    return graph


def authorities(ties: int, number: int = 32) -> Graph:
    graph = schools(number, number, ties, seed=3)
    for node in graph:
        graph.nodes[node]["name"] = graph.nodes[node]["authority"]
    return graph


def covered(ax: Axes) -> list[str]:
    """The names that a node lies upon."""
    texts = written(ax)
    scattered = [each for each in ax.collections if isinstance(each, PathCollection)]
    spots = [spot for each in scattered for spot in each.get_offsets().tolist()]  # type: ignore[union-attr] # an array
    dots = ax.transData.transform(spots).tolist()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    return [words for words, box in boxes if any(box.contains(x, y) for x, y in dots)]


def lines(ax: Axes) -> int:
    of = [each for each in ax.collections if isinstance(each, LineCollection)]
    return sum(len(each.get_segments()) for each in of)


@cache
def large() -> tuple[Graph, Axes]:
    """Many schools and their map, which tests look at and leave as it is."""
    graph = schools(32, 250, 600)
    return graph, network_map(graph, title="Which schools work with which")


@pytest.mark.parametrize(
    "graph",
    [schools(32, 400, 600, directed=True), authorities(90), schools(9, 20, 30)],
    ids=["with direction", "authorities", "few"],
)
def test_names_are_on_the_paper_and_nothing_is_upon_them(graph: Graph) -> None:
    ax = network_map(graph, title="Which schools work with which")
    assert not faults(ax)
    assert not covered(ax)


def test_names_of_many_schools_are_on_the_paper_and_nothing_is_upon_them() -> None:
    _, ax = large()
    assert not faults(ax)
    assert not covered(ax)


@pytest.mark.parametrize("groups", [2, 4, 8])
def test_no_node_covers_the_name_of_one_of_few_groups(groups: int) -> None:
    ax = network_map(schools(groups, 60, 90), labels=0)
    assert not faults(ax)
    assert not covered(ax)


def test_every_group_is_named_with_its_number_of_nodes_and_none_is_in_the_legend() -> None:
    graph, ax = large()
    words = {text.get_text() for text in ax.texts}
    of = list(nx.get_node_attributes(graph, "authority").values())
    assert {f"{name} ({of.count(name)})" for name in set(of)} <= words
    legend = ax.get_legend()
    assert legend is not None
    assert not [text for text in legend.get_texts() if "Authority" in text.get_text()]


def test_all_ties_between_two_groups_are_one_line_and_the_note_says_so() -> None:
    graph, ax = large()
    bundles = Bundles.of(graph.edges, nx.get_node_attributes(graph, "authority"))
    assert lines(ax) == len(bundles.within) + len(bundles.between)
    assert len(bundles.within) + sum(bundles.between.values()) == 600
    said = "all ties between two groups are one line; their weights and directions are not shown"
    assert said in " ".join(text.get_text() for text in ax.texts).replace("\n", " ")


def test_a_hundred_ties_are_drawn_each_with_its_arrow() -> None:
    ax = network_map(schools(32, 60, 100, directed=True))
    heads = [each for each in ax.collections if isinstance(each, PolyCollection)]
    assert lines(ax) == sum(len(each.get_paths()) for each in heads) == 100


def test_the_more_ties_there_are_between_two_groups_the_wider_and_darker_is_their_line() -> None:
    ax = network_map(schools(12, 100, 500))
    of: Any = [each for each in ax.collections if isinstance(each, LineCollection)]
    looks = [(each.get_linewidth()[0], -each.get_edgecolor()[0][0]) for each in of[1:]]
    assert len(looks) > 2
    assert looks == sorted(looks)


def test_with_very_many_ties_only_the_heaviest_lines_are_the_widest() -> None:
    graph = schools(12, 100, 200)
    hubs = [[node for node in graph if graph.nodes[node]["authority"] == NAMES[n]] for n in (0, 1)]
    graph.add_edges_from((one, other) for one in hubs[0] for other in hubs[1])
    ax = network_map(graph)
    legend = ax.get_legend()
    assert legend is not None
    words = [text.get_text().strip() for text in legend.get_texts()]
    assert any(each.startswith("up to") for each in words)
    of: Any = [each for each in ax.collections if isinstance(each, LineCollection)]
    assert len(of[-1].get_segments()) == 1


def test_nodes_of_many_groups_all_look_alike() -> None:
    ax = network_map(schools(12, 40, 60))
    scattered = [each for each in ax.collections if isinstance(each, PathCollection)]
    assert len({str(each.get_facecolor()) for each in scattered}) == 1


def test_the_note_says_of_which_groups_the_nodes_without_ties_are() -> None:
    graph = schools(12, 60, 90)
    graph.remove_edges_from(list(graph.edges("s000")))
    before = set(nx.isolates(graph))
    [note] = [text.get_text() for text in network_map(graph).texts if "foot" in text.get_text()]
    assert f"{len(before)} node" in note
    assert f"{NAMES[0]} 1" in note


def test_the_note_names_authorities_without_ties() -> None:
    graph = authorities(40)
    graph.remove_edges_from(list(graph.edges("s005")))
    ax = network_map(graph)
    [note] = [text.get_text() for text in ax.texts if "foot" in text.get_text()]
    assert "2 nodes without ties in rows at the foot: " in note
    assert NAMES[5] in note.replace("\n", " ")
    assert not faults(ax)


def test_an_occasion_without_anybody_is_of_no_group() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(2)] * 9)
    nx.set_node_attributes(graph, {node: NAMES[node // 2] for node in graph}, "authority")
    graph.add_node("trio", bipartite=1)
    [note] = [text.get_text() for text in network_map(graph).texts if "foot" in text.get_text()]
    assert note == "1 node without ties in rows at the foot"


def test_ties_that_are_all_between_groups_need_no_word_on_those_within() -> None:
    graph = nx.complete_multipartite_graph(*[3] * 9)
    of = {node: NAMES[node // 3] for node in graph}
    nx.set_node_attributes(graph, of, "authority")
    legend = network_map(graph).get_legend()
    assert legend is not None
    words = [text.get_text().strip() for text in legend.get_texts()]
    assert words == ["8 and more ties between two groups"]


def test_where_all_ties_are_alike_there_is_no_legend() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(2)] * 9)
    nx.set_node_attributes(graph, {node: NAMES[node // 2] for node in graph}, "authority")
    assert network_map(graph).get_legend() is None


def test_with_occasions_no_ties_are_bundled() -> None:
    graph = schools(12, 60, 110)
    graph.add_node("trio", bipartite=1)
    graph.add_edges_from([("trio", "s001"), ("trio", "s002")])
    assert lines(network_map(graph)) == 112


def test_as_many_authorities_are_named_as_are_wanted_those_with_most_ties_first() -> None:
    graph = authorities(60)
    ax = network_map(graph, labels=5)
    most = sorted(graph, key=lambda node: (-graph.degree(node), node))[:5]
    words = {text.get_text() for text in ax.texts}
    assert words == {*(graph.nodes[node]["name"] for node in most), "5 of 32 named"}


def test_nodes_are_named_if_somebody_asks_for_that() -> None:
    ax = network_map(schools(12, 60, 90), labels=10)
    assert not faults(ax)
    assert len([text for text in ax.texts if text.get_text().startswith("s0")]) == 10


def test_long_names_are_cut_where_there_is_little_paper() -> None:
    ax = Figure(figsize=(3.5, 5), layout="constrained").add_subplot()
    network_map(schools(12, 60, 90), title="Many", ax=ax)
    assert any(text.get_text().endswith("…") for text in ax.texts)
    assert not [fault for fault in faults(ax) if "Auth" in fault]


def test_where_not_all_names_have_room_those_of_the_largest_groups_are_written() -> None:
    ax = Figure(figsize=(6, 6), layout="constrained").add_subplot()
    graph = schools(80, 200, 400)
    network_map(graph, ax=ax)
    [note] = [text.get_text() for text in ax.texts if "groups named" in text.get_text()]
    said = re.search(r"(\d+) of 80 groups named", note.replace("\n", " "))
    assert said is not None
    assert 0 < int(said[1]) < 80
    assert f"{NAMES[0]}" in " ".join(text.get_text() for text in ax.texts)


def test_a_figure_is_the_larger_the_more_groups_there_are() -> None:
    small, large = (figure_of(network_map(schools(n, 90, 120))) for n in (20, 80))
    assert large.get_figwidth() > small.get_figwidth()


def test_groups_that_lie_on_one_another_are_told_by_looks() -> None:
    graph = schools(12, 24, 30)
    dice = Random(1)  # noqa: S311 - no secret
    ax = network_map(graph, positions={node: (dice.random(), dice.random()) for node in graph})
    legend = ax.get_legend()
    assert legend is not None
    assert len([text for text in legend.get_texts() if "Authority" in text.get_text()]) == 12


def test_waves_of_many_groups_can_be_read() -> None:
    first, second = (schools(16, 80, 160, directed=True, seed=seed) for seed in (1, 2))
    nx.set_node_attributes(second, nx.get_node_attributes(first, "authority"), "authority")
    figure = waves_side_by_side({"2016": first, "2017": second}, title="Two waves")
    assert not faults(figure)
    assert not [name for ax in figure.axes for name in covered(ax)]
    assert len({round(ax.get_position().y0, 9) for ax in figure.axes}) == 1


@given(
    st.lists(st.floats(-1, 1), min_size=1, max_size=12).map(sorted),
    st.floats(0.01, 0.5),
)
def test_names_that_are_spread_are_apart_and_in_order_and_within_limits(
    wanted: list[float], apart: float
) -> None:
    low, high = -4.0, 4.0
    found = spread(wanted, apart, low, high)
    assert all(two - one >= apart - 1e-9 for one, two in pairwise(found))
    assert low - 1e-9 <= found[0]
    assert found[-1] <= high + 1e-9


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=8).map(sorted))
def test_names_that_are_apart_already_stay_where_they_are(wanted: list[float]) -> None:
    least = min(two - one for one, two in pairwise(wanted))
    assert spread(wanted, max(0.0, least), -9, 9) == pytest.approx(wanted)


def test_positions_of_many_groups_do_not_depend_on_those_asked_for_a_map() -> None:
    graph = schools(12, 60, 90)
    ax = network_map(graph)
    same = network_map(graph, positions=positions(graph))
    assert [text.get_text() for text in ax.texts] == [text.get_text() for text in same.texts]
