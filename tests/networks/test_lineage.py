"""What was adapted from what: the graph held to brute force over all ways, and its frame."""

from __future__ import annotations

from random import Random

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Practice,
    Programme,
    Transfer,
    When,
)
from nsee_core.networks.graphs import leading_to
from nsee_core.networks.graphs.descent import lineage
from nsee_core.networks.graphs.leading_to import leads_to
from nsee_core.networks.movement.descendants import generations
from nsee_core.networks.practices import NoSuchPractice, with_adaptations
from nsee_core.records import Base
from tests.networks.renaming import under_other_ids
from tests.strategies import programmes

RECORDS: list[Base] = [
    Practice(id="talk", since=When("2016/17"), cycle="c1"),
    Practice(id="pairs", adapted_from="talk", since=When("2018")),
    Practice(id="map"),
    Practice(id="both", adapted_from="map"),
    Practice(id="lone"),
    Transfer(
        id="t1", practice="talk", adapted_as="pairs", receivers=("p1", "p2"), when=When("2018")
    ),
    Transfer(id="t2", practice="pairs", adapted_as="both", receivers=("p2",), when=When("2019")),
    Transfer(id="t3", practice="talk", receivers=("p2", "p3"), when=When("2020")),
    Transfer(id="t4", adapted_as="both"),
]
PROGRAMME = Programme.of(RECORDS)
CIRCLE = Programme.of(
    [
        Practice(id="a", adapted_from="c"),
        Practice(id="b", adapted_from="a"),
        Practice(id="c", adapted_from="b"),
        Practice(id="after", adapted_from="c"),
        Practice(id="itself", adapted_from="itself"),
        Practice(id="apart"),
    ]
)


def generation_of(graph: nx.DiGraph[str]) -> dict[str, int | None]:
    return {node: said.get("generation") for node, said in graph.nodes(data=True)}


def test_an_edge_says_which_records_it_rests_on() -> None:
    graph = lineage(PROGRAMME)
    assert dict(graph.edges) == {
        ("talk", "pairs"): {"weight": 1.0, "via": ("t1",), "said_by": ("practice", "transfer")},
        ("map", "both"): {"weight": 1.0, "via": (), "said_by": ("practice",)},
        ("pairs", "both"): {"weight": 1.0, "via": ("t2",), "said_by": ("transfer",)},
    }


def test_a_practice_is_of_a_later_generation_than_all_it_came_from() -> None:
    graph = lineage(PROGRAMME)
    assert generation_of(graph) == {
        "talk": 0,
        "pairs": 1,
        "map": 0,
        "both": 2,
        "lone": 0,
    }
    assert graph.nodes["talk"] == {
        "kind": "practice",
        "since": "2016/17",
        "cycle": "c1",
        "generation": 0,
    }


def test_the_graph_says_what_it_is_about() -> None:
    assert lineage(PROGRAMME).graph == {
        "about": "lineage",
        "level": None,
        "practice": None,
        "as_of": None,
        "circular": (),
        "unplaced": (),
        "undated": ("map", "both", "lone"),
    }


def test_what_is_on_a_circle_or_after_one_has_no_generation() -> None:
    graph = lineage(CIRCLE)
    assert graph.graph["circular"] == (("a", "b", "c"), ("itself",))
    assert generation_of(graph) == {
        "a": None,
        "b": None,
        "c": None,
        "after": None,
        "itself": None,
        "apart": 0,
    }


def test_the_lineage_of_one_practice_is_what_it_came_from_and_what_came_of_it() -> None:
    graph = lineage(PROGRAMME, "pairs")
    assert list(graph) == ["talk", "pairs", "both"]
    assert graph.nodes["both"]["generation"] == 2
    assert (graph.graph["practice"], graph.graph["undated"]) == ("pairs", ("both",))


def test_ids_that_are_no_practice_are_named_and_no_nodes() -> None:
    records = [
        Practice(id="a", adapted_from="gone"),
        Transfer(id="t", practice="a", adapted_as="lost"),
    ]
    graph = lineage(Programme.of(records))
    assert (list(graph), graph.graph["unplaced"]) == (["a"], ("gone", "lost"))


def test_what_came_later_does_not_count_as_of_a_date() -> None:
    graph = lineage(PROGRAMME, as_of="2018-12-31")
    assert graph.edges["talk", "pairs"]["via"] == ("t1",)
    assert (graph.has_edge("pairs", "both"), graph.graph["as_of"]) == (False, "2018-12-31")
    assert "pairs" not in lineage(PROGRAMME, as_of="2017-12-31")


def test_a_practice_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(NoSuchPractice, match=r'^no practice has the id "tolk"; perhaps "talk"'):
        lineage(PROGRAMME, "tolk")


def test_the_frame_tells_of_each_practice_what_came_of_it() -> None:
    frame = generations(PROGRAMME).set_index("practice")
    assert frame["generation"].to_dict() == {"talk": 0, "pairs": 1, "map": 0, "both": 2, "lone": 0}
    assert frame["descendants"].to_dict() == {"talk": 2, "pairs": 1, "map": 1, "both": 0, "lone": 0}
    assert frame.loc["both", "parents"] == 2
    assert frame["adapted_from"].dropna().to_dict() == {"pairs": "talk"}
    assert list(frame.loc["talk", ["transfers", "receivers", "adaptations"]]) == [2, 3, 1]
    assert list(frame.loc["talk", ["since", "cycle"]]) == ["2016/17", "c1"]


def test_the_frame_marks_what_is_on_a_circle() -> None:
    frame = generations(CIRCLE).set_index("practice")
    assert list(frame.index[frame["circular"]]) == ["a", "b", "c", "itself"]
    assert frame["generation"].isna().sum() == 5
    assert frame["descendants"].to_dict()["a"] == 3


def test_the_frame_of_a_date_counts_what_was_by_then() -> None:
    frame = generations(PROGRAMME, "talk", as_of="2018-12-31").set_index("practice")
    assert list(frame.index) == ["talk", "pairs"]
    assert list(frame.loc["talk", ["transfers", "receivers"]]) == [1, 2]


def test_an_empty_programme_has_an_empty_frame_of_the_same_types() -> None:
    assert (generations(Programme.of([])).dtypes == generations(PROGRAMME).dtypes).all()


def _longest(graph: nx.DiGraph[str], node: str) -> int:
    """The longest way to a node, over all ways there are."""
    return max((1 + _longest(graph, parent) for parent in graph.predecessors(node)), default=0)


@st.composite
def families(draw: st.DrawFn) -> list[Base]:
    """Practices adapted from any others, each said by the practice or by a transfer."""
    names = [f"q{n}" for n in range(draw(st.integers(1, 7)))]
    origins = st.none() | st.sampled_from(names)
    made: list[Base] = [Practice(id=name, adapted_from=draw(origins)) for name in names]
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=4))
    made += [
        Transfer(id=f"t{n}", practice=a, adapted_as=b) for n, (a, b) in enumerate(pairs, start=1)
    ]
    return made


@given(families())
def test_generations_are_the_longest_of_all_ways(records: list[Base]) -> None:
    graph = lineage(Programme.of(records))
    on_circle = {node for circle in graph.graph["circular"] for node in circle}
    assert on_circle == {node for circle in nx.simple_cycles(graph) for node in circle}
    for node in graph:
        after = bool(on_circle & (nx.ancestors(graph, node) | {node}))
        expected = None if after else _longest(graph, node)
        assert graph.nodes[node].get("generation") == expected


numbers = st.integers(0, 9)


@given(st.lists(st.tuples(numbers, numbers)), st.integers(1, 4))
def test_to_how_many_a_node_leads_is_counted_as_if_looked_for_from_each(
    pairs: list[tuple[int, int]], at_once: int
) -> None:
    graph = nx.DiGraph(pairs)
    graph.add_node(0)
    expected = {node: len(nx.descendants(graph, node)) for node in graph}
    assert leads_to(graph, at_once) == expected


def test_only_from_where_ways_meet_onwards_is_anything_swept_for_and_much_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    swept = list[int]()
    sweep = leading_to._sweep

    def counted(joined: object, inwards: object, sought: list[int]) -> object:
        swept.append(len(sought))
        return sweep(joined, inwards, sought)  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(leading_to, "_sweep", counted)
    n = 3000
    chain, ring = nx.path_graph(n, nx.DiGraph), nx.cycle_graph(n, nx.DiGraph)
    assert list(leads_to(chain).values()) == [*range(n)][::-1]
    assert set(leads_to(ring).values()) == {n - 1}
    assert swept == []
    meeting: nx.DiGraph[int] = nx.DiGraph([*chain.edges, (n, n - 10)])
    assert leads_to(meeting)[n] == 10
    assert swept == [10]
    ladder: nx.DiGraph[int] = nx.DiGraph((one, one + step) for one in range(n) for step in (1, 2))
    assert leads_to(ladder)[0] == n + 1
    assert swept[1:] == [n]


@given(families())
def test_what_came_of_a_practice_is_the_same_as_for_its_adoption(records: list[Base]) -> None:
    programme = Programme.of(records)
    graph = lineage(programme)
    for node in graph:
        assert set(with_adaptations(programme, node)) == nx.descendants(graph, node) | {node}


@given(families(), st.randoms(use_true_random=False))
def test_neither_the_order_of_records_nor_their_names_matter(
    records: list[Base], random: Random
) -> None:
    shuffled = random.sample(records, len(records))
    expected = generations(Programme.of(records)).sort_values("practice", ignore_index=True)
    again = generations(Programme.of(shuffled)).sort_values("practice", ignore_index=True)
    pd.testing.assert_frame_equal(again, expected)
    renamed = generations(Programme.of(under_other_ids(records)))
    counts = ["generation", "circular", "parents", "adaptations", "descendants", "transfers"]
    pd.testing.assert_frame_equal(renamed[counts], generations(Programme.of(records))[counts])


@given(programmes(kinds=("practice", "transfer", "practice", "cycle")))
def test_any_records_have_a_lineage(programme: Programme) -> None:
    assert len(generations(programme)) == len(programme.of_kind("practice"))


def test_of_a_practice_that_was_not_there_yet_nothing_is_drawn() -> None:
    assert not lineage(PROGRAMME, "pairs", as_of="2017-12-31")
    assert generations(PROGRAMME, "pairs", as_of="2017-12-31").empty
    with pytest.raises(NoSuchPractice, match='no practice has the id "pears"'):
        lineage(PROGRAMME, "pears", as_of="2017-12-31")
