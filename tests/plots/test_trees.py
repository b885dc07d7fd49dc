"""The family tree of practices."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from nsee_core import Practice, Programme, Transfer
from nsee_core.networks.graphs.descent import lineage
from nsee_core.plots import CannotDraw
from nsee_core.plots.trees import lineage_tree
from nsee_core.records import Base

FAMILY: list[Base] = [
    Practice(id="talk"),
    Practice(id="alone"),
    *(Practice(id=f"talk-{n}", adapted_from="talk") for n in range(4)),
    Practice(id="deep", adapted_from="talk-1"),
    Practice(id="mixed", adapted_from="deep"),
    Practice(id="deeper", adapted_from="deep"),
    Transfer(id="t1", practice="talk", adapted_as="mixed", type="adapted"),
    Transfer(id="t2", practice="talk", adapted_as="talk-2", type="adapted"),
    Transfer(id="t3-of-a-long-name", practice="talk-3", adapted_as="deep", type="adapted"),
    Transfer(id="t4-of-a-long-name", practice="talk-3", adapted_as="deep", type="adapted"),
]
CIRCLES: list[Base] = [
    Practice(id="a", adapted_from="b"),
    Practice(id="b", adapted_from="a"),
    Practice(id="c", adapted_from="b"),
    Practice(id="self", adapted_from="self"),
    Transfer(id="t9", practice="talk", adapted_as="nowhere", type="adapted"),
]


def tree_of(records: list[Base]) -> Axes:
    return lineage_tree(lineage(Programme.of(records)))


def boxes(ax: Axes) -> dict[str, list[Rectangle]]:
    found: dict[str, list[Rectangle]] = {}
    for patch in ax.patches:
        if isinstance(patch, Rectangle):
            found.setdefault(str(patch.get_gid()).removeprefix("practice:"), []).append(patch)
    return found


def arrows(ax: Axes) -> dict[str, FancyArrowPatch]:
    return {
        str(patch.get_gid()).removeprefix("adapted:"): patch
        for patch in ax.patches
        if isinstance(patch, FancyArrowPatch)
    }


def drawn(ax: Axes) -> set[tuple[object, ...]]:
    """All that is drawn and where."""
    rectangles = {
        (name, each.get_bbox().bounds) for name, all_ in boxes(ax).items() for each in all_
    }
    return {*rectangles, *((text.get_text(), text.get_position()) for text in ax.texts)}


def test_each_generation_is_a_column_to_the_right_of_the_one_before() -> None:
    at = {name: each[0].get_x() for name, each in boxes(tree_of(FAMILY)).items()}
    assert at["talk"] == at["alone"] == 0
    assert at["talk-0"] == at["talk-3"]
    assert at["talk"] < at["talk-0"] < at["deep"] < at["mixed"] == at["deeper"]


def test_each_adaptation_is_an_arrow() -> None:
    graph = lineage(Programme.of(FAMILY))
    assert set(arrows(lineage_tree(graph))) == {f"{one}:{two}" for one, two in graph.edges()}


def test_arrows_bear_their_transfers_or_how_many_they_are() -> None:
    written = {text.get_text() for text in tree_of(FAMILY).texts}
    assert {"t1", "t2", "2 transfers"} <= written
    assert not any("long" in each for each in written)


def test_what_only_transfers_say_is_dashed() -> None:
    ax = tree_of(FAMILY)
    found = arrows(ax)
    assert found["talk:talk-2"].get_linestyle() == "solid"
    assert found["talk:mixed"].get_linestyle() == (0, (4, 2))
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        " adapted, as the practice says",
        " adapted, as only transfers say",
    ]


def test_circles_are_beneath_in_dashed_boxes_and_the_note_counts_them() -> None:
    ax = tree_of([*FAMILY, *CIRCLES])
    found = boxes(ax)
    lowest = min(each[0].get_y() for name, each in found.items() if name not in "abcself")
    for name in ("a", "b", "c", "self"):
        assert all(each.get_linestyle() == (0, (3, 1.5)) for each in found[name])
        assert all(each.get_y() < lowest for each in found[name])
    written = [text.get_text() for text in ax.texts]
    assert written[-1] == (
        "2 circles of practices that lead back to themselves; "
        "1 named as parent or child and not recorded as a practice"
    )


def test_a_tree_is_told_in_words() -> None:
    ax = tree_of([*FAMILY[:2], *CIRCLES[:2], CIRCLES[3], Practice(id="z", adapted_from="talk")])
    assert ax.get_label() == (
        "What was adapted from what: 6 practices in 2 generations. a from b; b from a; "
        "self from self; z from talk. Circular: a and b; self."
    )


def test_practices_have_the_names_that_are_given() -> None:
    graph = lineage(Programme.of(FAMILY[:2]))
    ax = lineage_tree(graph, names={"talk": "Number talks"}, title="Ours")
    assert "Number talks" in {text.get_text() for text in ax.texts}
    assert ax.get_label() == "Ours: 2 practices in 1 generation."


def test_no_arrow_passes_through_a_box_and_no_text_lies_on_another() -> None:
    ax = tree_of([*FAMILY, *CIRCLES])
    figure = ax.figure
    assert isinstance(figure, Figure)
    figure.draw_without_rendering()
    written = [each for each in figure.findobj(Text) if each.get_text() and each.get_visible()]
    extents = [each.get_window_extent() for each in written]
    extents = [each for each in extents if each.width]
    assert not any(one.overlaps(two) for at, one in enumerate(extents) for two in extents[:at])
    assert min(float(each.get_fontsize()) for each in written) >= 8
    every = [each.get_bbox().padded(-1) for all_ in boxes(ax).values() for each in all_]
    for arrow in arrows(ax).values():
        way = arrow._path_original  # type: ignore[attr-defined]  # before it is shrunk
        assert not any(way.intersects_bbox(each, filled=False) for each in every)


def test_without_practices_it_says_so() -> None:
    assert tree_of([]).get_label() == "What was adapted from what: there are no practices."


def test_nodes_that_say_too_little_are_beneath_too() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("p", "q")], circular=())
    graph.add_node("r")
    graph.add_nodes_from("pq", generation=0)
    assert set(boxes(lineage_tree(graph))) == {"p", "q", "r"}


@pytest.mark.parametrize("graph", [nx.DiGraph([("a", "b")]), nx.Graph(circular=()), None])
def test_what_is_no_lineage_is_refused(graph: nx.DiGraph[str]) -> None:
    with pytest.raises(CannotDraw) as raised:
        lineage_tree(graph)
    assert str(raised.value) == (
        'the graph does not say what is "circular" in it; give a graph of networks.lineage()'
    )


@settings(max_examples=5, deadline=None)
@given(st.integers())
def test_the_order_of_records_changes_nothing(seed: int) -> None:
    records = [*FAMILY, *CIRCLES]
    Random(seed).shuffle(records)  # noqa: S311 - no secret
    one, other = tree_of(records), tree_of([*FAMILY, *CIRCLES])
    assert drawn(one) == drawn(other)
    assert one.get_label() == other.get_label()
