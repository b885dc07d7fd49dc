"""The map of a network, as the marks and words that are drawn."""

from __future__ import annotations

from typing import Any, TypeAlias

import networkx as nx
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from nsee_core.plots import CannotDraw, network_map, positions
from nsee_core.plots.maps.steps import weights
from tests.plots.on_paper import faults

Graph: TypeAlias = "nx.Graph[Any]"


def schools() -> Graph:
    """Five schools in two authorities; one has no ties and one did not answer."""
    graph: Graph = nx.Graph([("s1", "s2"), ("s2", "s3"), ("s3", "s4")])
    graph.add_node("s5")
    authority = {"s1": "moray", "s2": "moray", "s3": "fife", "s4": "fife"}
    nx.set_node_attributes(graph, authority, "authority")
    graph.nodes["s4"]["respondent"] = False
    return graph


def drawn(ax: Axes) -> dict[str, int]:
    """How many marks of each kind there are."""
    scattered = [each for each in ax.collections if isinstance(each, PathCollection)]
    return {str(each.get_gid()): len(each.get_offsets()) for each in scattered}  # type: ignore[arg-type] # an array


def lines(ax: Axes) -> dict[float, int]:
    """How many lines there are of each width."""
    of = [each for each in ax.collections if isinstance(each, LineCollection)]
    return {float(each.get_linewidth()[0]): len(each.get_segments()) for each in of}  # type: ignore[index] # a list


def arrows(ax: Axes) -> int:
    heads = [each for each in ax.collections if isinstance(each, PolyCollection)]
    return sum(len(each.get_paths()) for each in heads)


def legend(ax: Axes) -> list[str]:
    """What the legend says."""
    found = ax.get_legend()
    return [] if found is None else [text.get_text().strip() for text in found.get_texts()]


def texts(ax: Axes) -> list[str]:
    return sorted(text.get_text() for text in ax.texts if text.get_text())


def test_each_node_is_drawn_in_its_group_and_who_did_not_answer_is_hollow() -> None:
    ax = network_map(schools())
    assert drawn(ax) == {
        "nodes:fife": 1,
        "silent:fife": 1,
        "nodes:moray": 2,
        "nodes:not known": 1,
    }


def test_each_group_has_a_look_of_its_own_in_the_legend() -> None:
    ax = network_map(schools(), names={"fife": "Fife $1"})
    assert legend(ax) == [
        r"Fife \$1 (2)",
        "moray (2)",
        "not known (1)",
        "did not answer (hollow)",
    ]
    handles: Any = ax.get_legend().legend_handles  # type: ignore[union-attr] # there is one
    assert len({(each.get_marker(), each.get_markerfacecolor()) for each in handles[:3]}) == 3


def test_each_group_with_ties_has_a_circle_with_its_name() -> None:
    ax = network_map(schools(), labels=0)
    assert len([each for each in ax.patches if isinstance(each, Circle)]) == 2
    assert texts(ax) == ["1 node without ties in rows at the foot", "fife", "moray"]


def test_nobody_is_in_a_group_if_none_is_wanted() -> None:
    ax = network_map(schools(), by=None)
    assert drawn(ax) == {"nodes:not known": 4, "silent:not known": 1}
    assert legend(ax) == ["did not answer (hollow)"]
    assert not ax.patches


def test_groups_of_one_all_look_alike_and_need_no_legend() -> None:
    graph: Graph = nx.Graph([("fife", "moray")])
    nx.set_node_attributes(graph, {node: node for node in graph}, "authority")
    ax = network_map(graph)
    assert legend(ax) == []
    assert ax.get_label() == "Network: 2 nodes; 1 tie."


def test_nodes_have_the_name_they_are_given_or_their_own_or_their_id() -> None:
    graph: Graph = nx.Graph([("s1", "s2"), ("s2", "s3")])
    graph.nodes["s2"]["name"] = "Hill $chool"
    graph.nodes["s3"]["name"] = "A school with a name that is too long"
    ax = network_map(graph, names={"s1": "First"})
    assert texts(ax) == ["A school with a name that i…", "First", r"Hill \$chool"]


def test_those_with_most_ties_are_named_and_the_note_says_how_many() -> None:
    ax = network_map(nx.star_graph(["hub", "a", "b", "c"]), labels=1)
    assert texts(ax) == ["1 of 4 named", "hub"]


def test_a_name_without_room_is_left_out() -> None:
    graph = nx.complete_graph([f"a rather long name {n}" for n in range(100)])
    ax = network_map(graph, labels=100)
    (note,) = (text for text in texts(ax) if text.endswith("named"))
    named = int(note.split()[0])
    assert 0 < named < 100
    assert len(texts(ax)) == named + 1


def test_no_name_is_upon_another() -> None:
    ax = network_map(nx.cycle_graph([f"number {n}" for n in range(30)]))
    figure: Any = ax.figure
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) > 20
    assert not [
        one for place, one in enumerate(boxes) for other in boxes[:place] if one.overlaps(other)
    ]


def test_names_at_the_foot_are_straight_below_or_above_their_nodes() -> None:
    ax = network_map(nx.empty_graph([f"p{n}" for n in range(10, 20)]))
    named: Any = [text for text in ax.texts if text.get_text().startswith("p")]
    assert len(named) == 10
    assert {text.xyann[0] for text in named} == {0}


def test_lines_are_in_four_widths() -> None:
    graph: Graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", 2), ("c", "d", 4), ("d", "a", 9)])
    graph.add_weighted_edges_from([("a", "c", 3)])
    ax = network_map(graph)
    assert sorted(lines(ax).values()) == [1, 1, 1, 2]
    weights = ["weight 1", "weight 2 to 3", "weight 4 to 7", "weight 8 and more"]
    assert legend(ax) == weights


def test_weights_that_are_no_whole_numbers_are_spoken_so() -> None:
    graph: Graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 0.5), ("b", "c", 1.5), ("c", "d", 0)])
    assert legend(network_map(graph)) == ["weight 0.5 to under 1", "weight 1 to under 2"]


def test_several_ties_between_two_count_together() -> None:
    ax = network_map(nx.MultiGraph([("a", "b"), ("b", "a")]))
    assert sum(lines(ax).values()) == 1
    assert legend(ax) == ["weight 2 to 3"]
    assert ax.get_label() == "Network: 2 nodes; 1 tie."


def test_ties_with_a_direction_bend_and_bear_an_arrow() -> None:
    one_each_way = nx.DiGraph([("a", "b"), ("b", "a")])
    ax = network_map(one_each_way)
    (bent,) = (each for each in ax.collections if isinstance(each, LineCollection))
    there, back = (segment[4] for segment in bent.get_segments())
    assert arrows(ax) == 2
    assert there.tolist() != pytest.approx(back.tolist())


def test_ties_without_a_direction_bear_no_arrow() -> None:
    ax = network_map(nx.Graph([("b", "a")]))
    assert (arrows(ax), sum(lines(ax).values())) == (0, 1)


def test_a_tie_to_oneself_is_counted_and_not_drawn() -> None:
    ax = network_map(nx.Graph([("a", "b"), ("a", "a")]))
    assert sum(lines(ax).values()) == 1
    assert "1 tie to oneself not drawn" in texts(ax)


def test_those_who_cannot_be_placed_are_in_the_note() -> None:
    ax = network_map(nx.Graph([("a", "b")], unplaced=("c", "d")))
    assert "2 that cannot be placed not drawn" in texts(ax)


def test_what_people_took_part_in_is_a_square_amid_them() -> None:
    graph = schools()
    graph.add_node("trio", bipartite=1)
    graph.add_edges_from([("trio", "s1"), ("trio", "s3")])
    ax = network_map(graph)
    assert drawn(ax)["occasions"] == 1
    assert legend(ax)[-1] == "what they took part in"
    assert "trio" not in texts(ax)
    assert ax.get_label() == (
        "Network: 5 nodes, by authority fife 2, moray 2 and not known 1; 1 occasion; 5 ties."
    )


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"asked": 4, "answered": 3, "response_rate": 0.75}, "3 of 4 answered (75%)"),
        ({"response_rate": 0.75}, "75% answered"),
        ({"respondents": ("a",)}, "50% answered"),
        ({"response_rate": None}, "response rate not known"),
    ],
    ids=["known", "only a share", "by name", "not known"],
)
def test_the_note_says_how_many_answered(said: dict[str, Any], note: str) -> None:
    ax = network_map(nx.DiGraph([("a", "b")], about="ties", **said))
    assert note in texts(ax)


def test_the_title_is_what_the_graph_says_of_itself() -> None:
    said = {"about": "ties", "level": "people", "survey": "w1", "when": "May 2017"}
    ax = network_map(nx.Graph([("a", "b")], **said, as_of="2017-06-01"))
    title = "Who reports ties with whom, people, w1, May 2017, as of 2017-06-01"
    assert ax.get_title(loc="left") == title


def test_the_title_can_be_given() -> None:
    assert network_map(schools(), title="A $ign").get_title(loc="left") == r"A \$ign"


def test_an_empty_graph_says_that_there_is_nobody() -> None:
    ax = network_map(nx.Graph())
    assert texts(ax) == ["there is nobody in this network"]
    assert ax.get_label() == "Network: there is nobody in this network."


def test_a_map_can_be_laid_on_another() -> None:
    graph = schools()
    places = {node: (float(place), 0.0) for place, node in enumerate(graph)} | {"other": (9.0, 9.0)}
    ax = network_map(graph, None, positions=places)
    scattered = [each for each in ax.collections if isinstance(each, PathCollection)]
    at = [tuple(spot) for each in scattered for spot in each.get_offsets().tolist()]  # type: ignore[union-attr] # an array
    assert sorted(at) == [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0), (4.0, 0.0)]
    assert ax.get_xlim()[1] > 4


def test_a_map_that_is_laid_on_another_has_its_circles_unless_groups_lie_on_one_another() -> None:
    graph = schools()
    there = network_map(graph, positions=positions({"1": graph, "2": graph}))
    assert len(there.patches) == 2
    mixed = {"s1": (0.0, 0.0), "s2": (1.0, 0.0), "s3": (0.1, 0.0), "s4": (0.9, 0.0), "s5": (0, 1)}
    assert not network_map(graph, positions=mixed).patches


def test_a_map_is_drawn_on_the_axes_it_is_given() -> None:
    given = Figure().add_subplot()
    assert network_map(schools(), ax=given) is given


def test_a_node_without_a_position_is_refused() -> None:
    with pytest.raises(CannotDraw) as refused:
        network_map(schools(), positions=positions(nx.Graph([("s1", "s2")])))
    said = 'there is no position of "s3"; give plots.positions() of all graphs'
    assert str(refused.value) == said


def test_what_is_no_axes_is_refused() -> None:
    with pytest.raises(CannotDraw) as refused:
        network_map(schools(), ax="here")  # type: ignore[arg-type] # is what is tested
    assert str(refused.value) == "ax is the matplotlib Axes to draw on, and not of the type str"


def test_thousands_of_nodes_are_drawn() -> None:
    graph: Graph = nx.gnm_random_graph(2500, 10_000, seed=1)
    nx.set_node_attributes(graph, {node: f"a{node % 8}" for node in graph}, "authority")
    ax = network_map(graph)
    ax.figure.canvas.draw()
    assert sum(drawn(ax).values()) == 2500
    assert sum(lines(ax).values()) == 10_000


@pytest.mark.parametrize("weight", [None, float("nan"), float("inf"), "much", 1.0])
def test_a_tie_whose_weight_is_no_number_weighs_one(weight: object) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=weight)
    assert weights(graph) == {("a", "b"): 1.0}


def test_who_is_not_among_the_respondents_that_a_graph_names_is_hollow() -> None:
    ax = network_map(nx.DiGraph([("a", "b")], respondents=("a",)))
    assert drawn(ax) == {"nodes:not known": 1, "silent:not known": 1}


def test_a_school_that_answered_in_part_is_hollow_and_the_legend_says_so() -> None:
    graph: Graph = nx.DiGraph([("a", "b")])
    graph.nodes["a"].update(respondent=True, asked=3, answered=2)
    graph.nodes["b"].update(respondent=True, asked=1, answered=1)
    assert legend(network_map(graph)) == ["did not answer, or only in part (hollow)"]


@pytest.mark.parametrize(
    ("graph", "options", "words"),
    [
        ({1: 2}, {}, "give a networkx graph, as networks.ties() does, and not of the type dict"),
        (None, {}, "give a networkx graph, as networks.ties() does, and not of the type NoneType"),
        (
            nx.Graph([(1, 2)]),
            {"by": 3},
            'by is an attribute of the nodes, such as "authority", and not 3',
        ),
        (
            nx.Graph([(1, 2)]),
            {"names": ["a"]},
            "names is a dict of names by id, and not of the type list",
        ),
        (
            nx.Graph([(1, 2)]),
            {"title": 3},
            "title is the text to write above, and not of the type int",
        ),
        (
            nx.Graph([(1, 2)]),
            {"labels": -1},
            "labels is how many nodes to name at most, from 0 on, and not -1",
        ),
        (
            nx.Graph([(1, 2)]),
            {"labels": True},
            "labels is how many nodes to name at most, from 0 on, and not True",
        ),
        (
            nx.Graph([(1, 2)]),
            {"positions": [(0, 0)]},
            "positions is what plots.positions() gives, a dict, and not of the type list",
        ),
        (
            nx.Graph([(1, 2)]),
            {"positions": {1: (0, 0), 2: "xyz"}},
            "the position of \"2\" is its x and y, two numbers, and not 'xyz'",
        ),
        (
            nx.Graph([(1, 2)]),
            {"positions": {1: (0, float("nan")), 2: (0, 0)}},
            'the position of "1" is its x and y, two numbers, and not (0, nan)',
        ),
        (
            nx.Graph([(1, 2)], response_rate="most"),
            {},
            'the response_rate of a graph cannot be "most"; give the share that answered, or None',
        ),
    ],
)
def test_misuse_is_said_in_plain_words(graph: Any, options: dict[str, Any], words: str) -> None:  # noqa: ANN401 - misuse
    with pytest.raises(CannotDraw) as refused:
        network_map(graph, **options)
    assert str(refused.value) == words


def test_without_a_title_the_description_begins_with_what_is_drawn() -> None:
    assert network_map(nx.Graph([("a", "b")]), title="").get_label() == "2 nodes; 1 tie."
    assert network_map(nx.Graph(), title="").get_label() == "there is nobody in this network."


def test_a_long_title_is_broken_so_that_it_is_on_the_paper() -> None:
    ax = network_map(schools(), title="Which schools work with which other schools " * 6)
    assert ax.get_title(loc="left").count("\n") > 0
    assert not faults(ax)
