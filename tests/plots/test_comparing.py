"""The waves of a network side by side, as the marks and words that are drawn."""

from __future__ import annotations

from typing import Any, TypeAlias

import networkx as nx
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure

from nsee_core.plots import CannotDraw, describe
from nsee_core.plots.maps.comparing import waves_side_by_side

Graph: TypeAlias = "nx.Graph[Any]"
THIN, THICK, DASHED = 0.8, 2.2, 1.4


def wave(*pairs: str, silent: str = "", roster: str = "abcd", directed: bool = True) -> Graph:
    """A wave of a survey, in which those who are silent did not answer."""
    graph: Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(roster)
    graph.add_edges_from((pair[0], pair[1]) for pair in pairs)
    nx.set_node_attributes(graph, {node: node not in silent for node in roster}, "respondent")
    authority = {node: "fife" if node < "c" else "moray" for node in roster}
    nx.set_node_attributes(graph, authority, "authority")
    answered = len(roster) - len(silent)
    graph.graph |= {"about": "ties", "asked": len(roster), "answered": answered}
    graph.graph["response_rate"] = answered / len(roster)
    return graph


def lines(ax: Axes) -> dict[float, int]:
    """How many lines there are of each width."""
    of = [each for each in ax.collections if isinstance(each, LineCollection)]
    return {float(each.get_linewidth()[0]): len(each.get_segments()) for each in of}  # type: ignore[index] # a list


def places(ax: Axes) -> dict[str, list[list[float]]]:
    of = [each for each in ax.collections if isinstance(each, PathCollection)]
    return {str(each.get_gid()): each.get_offsets().tolist() for each in of}  # type: ignore[union-attr] # an array


def legend(figure: Figure) -> list[str]:
    return [text.get_text().strip() for each in figure.legends for text in each.get_texts()]


def test_kept_ties_are_thin_new_ones_thick_and_lost_ones_dashed_and_dark() -> None:
    figure = waves_side_by_side({"1": wave("ab", "bc"), "2": wave("ab", "cd", "da")})
    first, second = figure.axes
    assert lines(first) == {THIN: 2}
    assert lines(second) == {THIN: 1, THICK: 2, DASHED: 1}
    of: Any = [each for each in second.collections if isinstance(each, LineCollection)]
    [lost] = (each for each in of if each.get_linewidth()[0] == DASHED)
    assert lost.get_linestyle()[0][1] is not None
    assert max(lost.get_edgecolor()[0][:3]) < 0.3


def test_the_legend_is_one_for_all_panels() -> None:
    figure = waves_side_by_side({"1": wave("ab", "bc"), "2": wave("ab", "cd", silent="d")})
    assert legend(figure) == [
        "fife (2)",
        "moray (2)",
        "did not answer (hollow)",
        "tie kept, or of the first wave",
        "new tie",
        "lost tie",
    ]
    assert not any(ax.get_legend() for ax in figure.axes)


def test_what_is_not_there_is_not_explained() -> None:
    figure = waves_side_by_side({"1": wave("ab")}, by=None)
    assert legend(figure) == []


def test_each_node_is_at_the_same_place_in_all_panels_and_hollow_where_it_did_not_answer() -> None:
    figure = waves_side_by_side({"1": wave("ab", "bc"), "2": wave("cd", silent="a")})
    first, second = map(places, figure.axes)
    assert second["silent:fife"] + second["nodes:fife"] == first["nodes:fife"]
    assert second["nodes:moray"] == first["nodes:moray"]


def test_the_response_rate_is_in_the_title_of_each_panel() -> None:
    second = wave("ab", silent="d")
    second.graph["when"] = "June 2017"
    waves = {"w1": wave("ab"), "w2": second, "w3": nx.DiGraph([("a", "b")])}
    figure = waves_side_by_side(waves, names={"w1": "First"})
    assert [ax.get_title(loc="left") for ax in figure.axes] == [
        "First\n4 of 4 answered (100%)",
        "w2, June 2017\n3 of 4 answered (75%)",
        "w3",
    ]


def test_a_tie_is_new_only_if_its_sender_answered_the_wave_before() -> None:
    figure = waves_side_by_side({"1": wave(silent="a"), "2": wave("ab", "ba")})
    assert lines(figure.axes[1]) == {THIN: 1, THICK: 1}
    assert legend(figure)[-2] == "tie kept or perhaps kept, or of the first wave"
    assert figure.axes[1].get_label() == (
        "2: 4 nodes; 4 of 4 answered (100%); 2 ties, of which 1 new and 1 perhaps new."
    )


def test_a_tie_is_lost_only_if_its_sender_answered_this_wave() -> None:
    figure = waves_side_by_side({"1": wave("ab", "ba"), "2": wave(silent="a")})
    assert lines(figure.axes[1]) == {DASHED: 1}
    assert "1 tie perhaps lost not drawn" in [text.get_text() for text in figure.axes[1].texts]
    assert figure.axes[1].get_label() == (
        "2: 4 nodes; 3 of 4 answered (75%); 0 ties; 1 lost and 1 perhaps lost."
    )


def test_without_direction_it_is_enough_that_one_of_the_two_answered() -> None:
    first = wave("ab", "cd", directed=False)
    second = wave(silent="acd", directed=False)
    figure = waves_side_by_side({"1": first, "2": second})
    assert lines(figure.axes[1]) == {DASHED: 1}


def test_a_tie_with_who_joined_is_not_new_and_one_with_who_left_is_not_lost() -> None:
    figure = waves_side_by_side({"1": wave("ab", "ca", "ac"), "2": wave("ae", "ea", roster="abe")})
    assert lines(figure.axes[1]) == {THIN: 2, DASHED: 1}
    assert sum(map(len, places(figure.axes[1]).values())) == 3


def test_where_nothing_is_said_of_answering_the_graphs_are_taken_as_they_stand() -> None:
    before, after = nx.DiGraph([("a", "b"), ("b", "c")]), nx.DiGraph([("a", "c"), ("b", "c")])
    figure = waves_side_by_side({"1": before, "2": after})
    assert lines(figure.axes[1]) == {THIN: 1, THICK: 1, DASHED: 1}


def test_a_wave_beside_itself_has_neither_new_nor_lost_ties() -> None:
    one = wave("ab", "bc", "ca", silent="d")
    figure = waves_side_by_side({"1": one, "2": one})
    assert lines(figure.axes[1]) == {THIN: 3}
    assert figure.axes[1].get_label() == (
        "2: 4 nodes; 3 of 4 answered (75%); 3 ties, of which 3 kept."
    )


def test_a_wave_without_anybody_says_so() -> None:
    figure = waves_side_by_side({"1": wave("ab"), "2": nx.DiGraph()}, title="A $ign")
    said = "1: 4 nodes; 4 of 4 answered (100%); 1 tie. 2: there is nobody in this wave."
    assert describe(figure) == f"A $ign: {said}"


def test_the_fourth_wave_begins_a_row() -> None:
    figure = waves_side_by_side({str(number): wave("ab") for number in range(4)}, None, labels=0)
    figure.draw_without_rendering()
    tops = [round(ax.get_position().y1, 3) for ax in figure.axes]
    assert tops[0] == tops[1] == tops[2] > tops[3]


def test_names_are_beside_nodes_as_many_as_are_wanted() -> None:
    figure = waves_side_by_side({"1": wave("ab")}, labels=1, names={"a": "Ann"}, by=None)
    texts = sorted(text.get_text() for text in figure.axes[0].texts)
    assert texts == ["1 of 4 named", "Ann"]


def test_a_given_figure_is_drawn_on() -> None:
    given = Figure()
    assert waves_side_by_side({"1": wave("ab")}, figure=given) is given


@pytest.mark.parametrize(
    ("waves", "options", "words"),
    [
        ({}, {}, "there is no wave; give at least one graph, by the name of its wave"),
        (
            {"1": nx.Graph(), "2": nx.DiGraph()},
            {},
            "some waves have direction and some not; give waves of one kind",
        ),
        (
            {"1": nx.path_graph(2)},
            {"by": "hat"},
            'no node says its "hat"; give an attribute of the nodes, or None',
        ),
        (
            {"1": nx.Graph()},
            {"figure": "here"},
            "figure is the matplotlib Figure to draw on, and not of the type str",
        ),
        (
            [nx.Graph()],
            {},
            "give a dict of graphs by name, as networks.waves() does, and not of the type list",
        ),
        ({"1": {1: 2}}, {}, '"1" is no networkx graph, but of the type dict'),
        (
            {"1": nx.Graph()},
            {"title": 1},
            "title is the text to write above, and not of the type int",
        ),
    ],
    ids=["none", "two kinds", "no such attribute", "no figure", "no dict", "no graph", "no title"],
)
def test_misuse_is_refused(waves: Any, options: dict[str, Any], words: str) -> None:  # noqa: ANN401 - misuse
    with pytest.raises(CannotDraw) as refused:
        waves_side_by_side(waves, **options)
    assert str(refused.value) == words


def test_a_figure_with_drawings_is_refused() -> None:
    given = Figure()
    given.add_subplot()
    with pytest.raises(CannotDraw) as refused:
        waves_side_by_side({"1": wave("ab")}, figure=given)
    assert str(refused.value) == "the figure has drawings already; give an empty one, or none"
