"""The family tree of practices."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from nsee_core import Practice, Programme, Transfer
from nsee_core.networks.graphs.descent import lineage
from nsee_core.plots import CannotDraw
from nsee_core.plots.trees.drawing import lineage_tree
from nsee_core.records import Base
from tests.plots.on_paper import faults, figure_of

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
    assert at["talk"] == 0
    assert at["talk-0"] == at["talk-3"]
    assert at["talk"] < at["talk-0"] < at["deep"] < at["mixed"] == at["deeper"]


def test_columns_are_of_the_generations_that_there_are() -> None:
    graph = lineage(Programme.of(FAMILY))
    graph.remove_node("deep")
    graph.add_edge("talk-3", "deeper")
    ax = lineage_tree(graph)
    titles = {text.get_text() for text in ax.texts if text.get_text().startswith("generation")}
    assert titles == {"generation 0", "generation 1", "generation 3"}


def test_practices_without_adaptations_are_side_by_side_beneath_the_columns() -> None:
    ax = tree_of([*FAMILY, *(Practice(id=f"alone-{n}") for n in range(12))])
    found = boxes(ax)
    alone = [each for name, [each, *_] in found.items() if name.startswith("alone")]
    joined = [each for name, [each, *_] in found.items() if not name.startswith("alone")]
    assert max(each.get_y() for each in alone) < min(each.get_y() for each in joined)
    assert 1 < len({each.get_y() for each in alone}) < 6
    assert "Adapted from no other, and no other from it" in {t.get_text() for t in ax.texts}


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


def generated(practices: int, transfers: int, seed: int) -> list[Base]:
    """A family in which each comes from one of those before it, and some from two."""
    dice = Random(seed)  # noqa: S311 - no secret
    parents = [dice.randrange(max(0, n - 25), n) if n > 2 else None for n in range(practices)]
    family: list[Base] = [
        Practice(id=f"practice-{n}", adapted_from=None if m is None else f"practice-{m}")
        for n, m in enumerate(parents)
    ]
    pairs = [sorted(dice.sample(range(practices), 2)) for _ in range(transfers)]
    return family + [
        Transfer(
            id=f"t{n}", practice=f"practice-{one}", adapted_as=f"practice-{two}", type="adapted"
        )
        for n, (one, two) in enumerate(pairs)
    ]


DRAWN: dict[str, list[Base]] = {
    "one": [Practice(id="alone")],
    "family": FAMILY,
    "circles alone": CIRCLES,
    "family and circles": [*FAMILY, *CIRCLES],
    "30": generated(30, 6, seed=1),
    "120": generated(120, 20, seed=2),
}


@pytest.mark.parametrize("records", DRAWN.values(), ids=DRAWN)
def test_no_arrow_passes_through_a_box_and_all_that_is_written_can_be_read(
    records: list[Base],
) -> None:
    ax = tree_of(records)
    assert faults(ax) == []
    every = [each.get_bbox().padded(-1) for all_ in boxes(ax).values() for each in all_]
    for arrow in arrows(ax).values():
        way = arrow._path_original  # type: ignore[attr-defined]  # before it is shrunk
        assert not any(way.intersects_bbox(each, filled=False) for each in every)


@pytest.mark.parametrize("words", ["W" * 28, "i", "two words, or three"])
def test_names_stay_within_their_boxes_and_titles_on_the_paper(words: str) -> None:
    graph = lineage(Programme.of([*FAMILY, *CIRCLES]))
    ax = lineage_tree(graph, names=dict.fromkeys(graph, words), title=f"{words} " * 9)
    assert faults(ax) == []
    named = [text.get_window_extent() for text in ax.texts if text.get_text() == words]
    room = [each.get_window_extent() for all_ in boxes(ax).values() for each in all_]
    assert all(any(box.x0 < name.x0 and name.x1 < box.x1 for box in room) for name in named)


def test_on_larger_axes_a_tree_is_as_large_as_on_its_own() -> None:
    graph = lineage(Programme.of(FAMILY))
    large = Figure(figsize=(14, 9), layout="constrained").add_subplot()
    sizes = []
    for ax in (lineage_tree(graph), lineage_tree(graph, ax=large)):
        figure_of(ax).draw_without_rendering()
        [box] = boxes(ax)["talk"]
        sizes.append((box.get_window_extent().width, box.get_window_extent().height))
    assert sizes[0] == pytest.approx(sizes[1], rel=0.03)


def test_axes_without_enough_room_are_refused() -> None:
    small = Figure(figsize=(3, 2), layout="constrained").add_subplot()
    with pytest.raises(CannotDraw) as raised:
        lineage_tree(lineage(Programme.of(FAMILY)), ax=small)
    needs, has = r"the tree needs \d\.\d by \d\.\d inches", r"ax has 2\.9 by 1\.7"
    words = rf"{needs} and {has}; give larger axes, or none"
    assert re.fullmatch(words, str(raised.value))


def test_without_practices_it_says_so() -> None:
    assert tree_of([]).get_label() == "What was adapted from what: there are no practices."


def test_nodes_that_say_too_little_are_beneath_too() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("p", "q")], circular=())
    graph.add_node("r")
    graph.add_nodes_from("pq", generation=0)
    assert set(boxes(lineage_tree(graph))) == {"p", "q", "r"}


ONE: nx.DiGraph[str] = nx.DiGraph(circular=())
ONE.add_node("talk", generation=0)


def born(generation: object) -> nx.DiGraph[str]:
    graph = ONE.copy()
    graph.add_node("talk", generation=generation)
    return graph


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            {"graph": nx.DiGraph([("a", "b")])},
            'the graph does not say what is "circular" in it; give a graph of networks.lineage()',
        ),
        (
            {"graph": nx.Graph(circular=())},
            "give a networkx DiGraph of networks.lineage(), and not of the type Graph",
        ),
        (
            {"graph": nx.MultiDiGraph(circular=())},
            "give a networkx DiGraph of networks.lineage(), and not of the type MultiDiGraph",
        ),
        (
            {"graph": None},
            "give a networkx DiGraph of networks.lineage(), and not of the type NoneType",
        ),
        (
            {"graph": born("first")},
            "the generation of \"talk\" is 'first', and not a whole number from 0 on",
        ),
        (
            {"graph": born(-1)},
            'the generation of "talk" is -1, and not a whole number from 0 on',
        ),
        (
            {"graph": ONE, "names": ["talk"]},
            "names is a dict of names by id, and not of the type list",
        ),
        ({"graph": ONE, "names": {"talk": 3}}, 'names has no text for "talk", but 3'),
        ({"graph": ONE, "title": 3}, "title is the text to write above, and not of the type int"),
        (
            {"graph": ONE, "ax": Figure()},
            "ax is the matplotlib Axes to draw on, and not of the type Figure",
        ),
    ],
)
def test_misuse_is_told_in_plain_words(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotDraw) as raised:
        lineage_tree(**asked)
    assert str(raised.value) == words


@settings(max_examples=5, deadline=None)
@given(st.integers())
def test_the_order_of_records_changes_nothing(seed: int) -> None:
    records = [*FAMILY, *CIRCLES]
    Random(seed).shuffle(records)  # noqa: S311 - no secret
    one, other = tree_of(records), tree_of([*FAMILY, *CIRCLES])
    assert drawn(one) == drawn(other)
    assert one.get_label() == other.get_label()
