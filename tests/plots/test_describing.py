"""Figures in words, and as files that are the same each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from matplotlib.figure import Figure

from nsee_core.plots import CannotDraw, describe, network_map, to_svg


def test_a_figure_is_described_by_all_its_drawings() -> None:
    figure = Figure()
    left, right, _ = figure.subplots(1, 3)
    network_map(nx.Graph(), title="One", ax=left)
    network_map(nx.path_graph(2), title="Two", ax=right)
    assert describe(figure) == "One: there is nobody in this network. Two: 2 nodes; 1 tie."
    assert describe(right) == "Two: 2 nodes; 1 tie."


def test_a_title_over_all_drawings_comes_first() -> None:
    figure = Figure()
    network_map(nx.Graph(), ax=figure.add_subplot())
    figure.suptitle("All")
    assert describe(figure) == "All: Network: there is nobody in this network."


def test_a_figure_without_words_has_no_description() -> None:
    assert describe(Figure()) == ""


def test_svg_is_the_same_each_time() -> None:
    first, second = (to_svg(network_map(nx.path_graph(["a", "b", "c"]))) for _ in range(2))
    assert first == second


def test_svg_of_axes_is_that_of_their_figure() -> None:
    ax = network_map(nx.path_graph(["a", "b"]))
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    assert to_svg(ax) == to_svg(figure)


def test_svg_has_its_words_as_words_and_its_description() -> None:
    svg = to_svg(network_map(nx.path_graph(["somebody", "else"]), title="<Who> & whom"))
    assert ">somebody</text>" in svg
    assert "<dc:title>&lt;Who&gt; &amp; whom: 2 nodes; 1 tie.</dc:title>" in svg
    assert "<dc:date>" not in svg


@pytest.mark.parametrize("spoken", [describe, to_svg])
def test_what_is_no_figure_is_refused(spoken: Callable[[Any], str]) -> None:
    with pytest.raises(CannotDraw) as refused:
        spoken("here")
    assert str(refused.value) == "give a figure or the axes of one, and not of the type str"
