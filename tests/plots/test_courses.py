"""The lines and arrows of a map: none passes through a third node, and all can be seen."""

from __future__ import annotations

from itertools import pairwise
from math import dist
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure

from nsee_core.plots import network_map, positions, waves_side_by_side
from nsee_core.plots.maps.courses import Courses, Ground
from nsee_core.plots.maps.layout import Spots
from tests.plots.on_paper import faults

Graph: TypeAlias = "nx.Graph[Any]"
SIZE, SCALE = 110.0, 150.0
LIMITS = (-1.15, 1.15, -1.5, 1.15)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs of up to 25 nodes in up to three groups, of which up to 60 pairs are tied."""
    number, groups = draw(st.integers(3, 25)), draw(st.integers(1, 3))
    graph: Graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from((f"n{n:02}", {"authority": f"a{n % groups}"}) for n in range(number))
    node = st.integers(0, number - 1).map(lambda n: f"n{n:02}")
    pairs = draw(st.sets(st.tuples(node, node), min_size=1, max_size=60))
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    return graph


def off(line: Any, spot: tuple[float, float]) -> float:  # noqa: ANN401 - an array of points
    """How far a spot is from a line, looked at in very many places of it."""
    steps = np.linspace(0, 1, 40)[:, None]
    dense = np.concatenate([a + steps * (b - a) for a, b in pairwise(line)])
    return float(np.hypot(*(dense - spot).T).min())


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_no_tie_passes_within_the_radius_of_a_third_node(graph: Graph) -> None:
    """Unless nodes themselves lie on one another, so that no line could."""
    at, radius = positions(graph), SIZE**0.5 / 2 / SCALE
    ground = Ground(at, SCALE, SIZE, (), LIMITS)
    pairs = list(graph.edges)
    ways = Courses.of(pairs, ground, directed=graph.is_directed()).only(pairs).ways
    for pair, way in zip(pairs, ways, strict=True):
        thirds = [node for node in graph if node not in pair]
        apart = [node for node in thirds if min(dist(at[node], at[e]) for e in pair) > 2 * radius]
        assert all(off(way, at[node]) > radius for node in apart)


def test_a_tie_is_straight_where_nothing_is_in_the_way_and_bent_where_a_node_is() -> None:
    at: Spots = {"a": (-1.0, 0.0), "b": (0.0, 0.02), "c": (1.0, 0.0), "d": (0.0, 0.8)}
    pairs = [("a", "b"), ("a", "c"), ("c", "d")]
    courses = Courses.of(pairs, Ground(at, SCALE, SIZE, (), LIMITS), directed=False)
    straight = [
        np.allclose(courses.bent[n], (courses.one[n] + courses.other[n]) / 2) for n in (0, 1, 2)
    ]
    assert straight == [True, False, True]
    assert off(courses.ways[1], at["b"]) > SIZE**0.5 / 2 / SCALE


def test_of_two_ties_one_each_way_around_a_node_each_is_to_its_left() -> None:
    at: Spots = {"a": (-1.0, 0.0), "b": (0.0, 0.1), "c": (1.0, 0.0)}
    ground = Ground(at, SCALE, SIZE, (), LIMITS)
    there, back = Courses.of([("a", "c"), ("c", "a")], ground, directed=True).ways[:, 8, 1]
    assert there * back < 0


def test_an_arrow_is_clear_of_what_is_written_and_above_it_where_it_cannot_be() -> None:
    at: Spots = {"a": (-1.0, 0.0), "b": (1.0, 0.0)}
    box = (0.2 * SCALE, 0.0, 40.0, 60.0)
    for boxes, covered in ([box], False), ([(0.0, 0.0, 400.0, 400.0)], True):
        ground = Ground(at, SCALE, SIZE, boxes, LIMITS)
        courses = Courses.of([("a", "b")], ground, directed=True)
        assert courses.covered.tolist() == [covered]


def hidden(ax: Axes) -> list[str]:
    """The names upon the tip of an arrow."""
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()
    heads = [each for each in ax.collections if isinstance(each, PolyCollection)]
    names = [text for text in ax.texts if text.get_text()]
    return [
        text.get_text()
        for text in names
        for each in heads
        if each.get_zorder() < text.get_zorder()
        for path in each.get_paths()
        if text.get_window_extent().contains(*ax.transData.transform(np.asarray(path.vertices)[0]))
    ]


def people(seed: int) -> Graph:
    """Twenty people in three authorities, with names as long as those of schools."""
    graph: Graph = nx.gnm_random_graph(20, 40, seed=seed, directed=True)
    graph = nx.relabel_nodes(graph, {n: f"Primary {n}" for n in graph})
    said = {node: {"authority": f"a{place % 3}"} for place, node in enumerate(sorted(graph))}
    nx.set_node_attributes(graph, said)
    return graph


@pytest.fixture(scope="module")
def drawn() -> Axes:
    return network_map(people(1))


@pytest.fixture(scope="module")
def small() -> Figure:
    """Two waves on the paper of a report, with no names of people."""
    paper = Figure(figsize=(6.3, 4), layout="constrained")
    waves = {"S2016": people(1), "S2018": people(2)}
    for graph in waves.values():
        graph.graph |= {"about": "ties", "when": "spring 2018", "asked": 20, "answered": 17}
        answered = {node: place < 17 for place, node in enumerate(sorted(graph))}
        nx.set_node_attributes(graph, answered, "respondent")
    waves_side_by_side(waves, labels=0, figure=paper)
    paper.draw_without_rendering()
    return paper


def test_no_name_is_upon_the_tip_of_an_arrow(drawn: Axes) -> None:
    assert not hidden(drawn)


def test_no_line_that_is_drawn_passes_through_a_third_node(drawn: Axes) -> None:
    """As it is on the paper, in points, by what matplotlib was handed."""
    assert not crossed(drawn)


def test_names_that_narrow_a_map_put_no_node_in_the_way_of_a_line() -> None:
    """Beside the outermost nodes they take room of the map, so that nodes are nearer to lines."""
    long = {node: f"{node} of the longest name" for node in people(1)}
    waves = {"1": people(1), "2": people(2)}
    for ax in waves_side_by_side(waves, names=long).axes:
        assert not crossed(ax)
        assert not hidden(ax)


def crossed(drawn: Axes) -> list[Any]:
    """The lines that pass within the radius of more nodes than their two ends."""
    figure: Any = drawn.get_figure(root=True)
    figure.draw_without_rendering()
    point = 72 / figure.dpi
    dots = [each for each in drawn.collections if isinstance(each, PathCollection)]
    spots = [spot for each in dots for spot in drawn.transData.transform(each.get_offsets())]
    radius = float(dots[0].get_sizes()[0]) ** 0.5 / 2
    lines = [each for each in drawn.collections if isinstance(each, LineCollection)]
    ways = [drawn.transData.transform(way) for each in lines for way in each.get_segments()]
    return [way for way in ways if sum(off(way, s) * point < radius for s in spots) > 2]


def test_on_a_small_paper_maps_have_most_of_it_and_no_title_is_broken(small: Figure) -> None:
    assert not faults(small)
    boxes = [ax.get_window_extent() for ax in small.axes]
    whole = small.bbox.height
    assert all(box.height > 0.55 * whole for box in boxes)
    titles = [ax.get_title(loc="left") for ax in small.axes]
    assert titles == [
        f"{name}, spring 2018\n17 of 20 answered (85%)" for name in ("S2016", "S2018")
    ]


def test_on_a_small_paper_the_legend_is_wider_than_high(small: Figure) -> None:
    [legend] = small.legends
    box = legend.get_window_extent()
    assert box.height < 0.2 * small.bbox.height
    assert 0 <= box.x0 < box.x1 <= small.bbox.width


def test_arrows_are_as_large_on_a_small_paper(small: Figure) -> None:
    """They are in points, and so as long there as anywhere."""
    for ax in small.axes:
        for each in ax.collections:
            if isinstance(each, PolyCollection):
                tip, back, *_ = ax.transData.transform(each.get_paths()[0].vertices)
                assert float(np.hypot(*(tip - back))) * 72 / small.dpi > 4


def test_new_ties_are_lighter_than_kept_and_lost_ones_which_lie_above_them(small: Figure) -> None:
    of: Any = [each for each in small.axes[1].collections if isinstance(each, LineCollection)]
    widths = [float(each.get_linewidth()[0]) for each in of]
    light = [float(each.get_edgecolor()[0][0]) for each in of]
    assert widths == sorted(widths, reverse=True)
    assert light[0] > 2 * max(light[1:])


def test_names_of_groups_are_of_one_sort() -> None:
    """That of one alone, which is a node as well, would be another."""
    graph: Graph = nx.Graph([("s1", "s2"), ("s2", "s3"), ("s3", "Fife"), ("s4", "s1")])
    said = {"s1": "Angus", "s2": "Angus", "s3": "Fife", "s4": "Fife", "Fife": "Fife"}
    nx.set_node_attributes(graph, said, "authority")
    graph.nodes["Fife"]["name"] = "Fife Council"
    assert groups(graph) == ["Angus (2)", "Fife (3)"]
    graph.add_node("Angus", name="Angus Council", authority="Angus")
    assert groups(graph) == ["Angus Council (3)", "Fife Council (3)"]


def groups(graph: Graph) -> list[str]:
    legend = network_map(graph).get_legend()
    assert legend is not None
    return [text.get_text().strip() for text in legend.get_texts()]
