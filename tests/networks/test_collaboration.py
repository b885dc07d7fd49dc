"""Who worked with whom: the bipartite graph, and its projection held to networkx's own."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Entry,
    Lesson,
    Membership,
    Network,
    Person,
    Programme,
    School,
    Team,
    Trio,
    When,
)
from nsee_core.networks import (
    COUNTING,
    NotBipartite,
    UnknownLevel,
    UnknownSort,
    UnknownWeighting,
    collaboration,
    projected,
)
from nsee_core.networks.placing.levels import LEVELS
from nsee_core.records import Base
from tests.strategies import programmes

RECORDS: list[Base] = [
    Authority(id="moray"),
    Authority(id="highland"),
    School(id="s1", authority="moray"),
    School(id="s2", authority="highland"),
    School(id="s3", authority="highland"),
    *(Person(id=f"p{n}", school=f"s{(n - 1) % 3 + 1}", type="practitioner") for n in range(1, 7)),
    Person(id="pupil", type="pupil", school="s1"),
    Person(id="absent-pupil", type="pupil", school="s1"),
    Trio(id="t1", members=("p1", "p2", "p3")),
    Team(id="team", members=("p4",)),
    Membership(id="m1", group="team", member="p5"),
    Cycle(
        id="c1", trio="t1", led_by=("p1",), organisations=("s1", "s2"), started=When("2017-08-20")
    ),
    Lesson(
        id="l1",
        cycle="c1",
        taught_by="p1",
        observed_by=("p2", "p1"),
        pupil_observers=("pupil",),
        when=When("2017-09-01"),
    ),
    Entry(id="e1", cycle="c1", step="plan", by=("p2", "t1"), when=When("2017-08-25")),
    Network(id="n1"),
    Membership(id="m2", group="n1", member="s1", since=When("2018-01-01")),
    Membership(id="m3", group="n1", member="s3"),
]
PROGRAMME = Programme.of(RECORDS)
SOCIAL = ("authority", "school", "person", "trio", "team", "cycle", "lesson", "membership")


EVERY_SORT = "trio, team, lesson, cycle, entry or network"


def edges(graph: nx.Graph[str]) -> dict[str, set[str]]:
    """The occasions, each with who took part."""
    return {node: set(graph[node]) for node, said in graph.nodes(data=True) if said["bipartite"]}


def test_an_occasion_is_a_node_with_an_edge_to_everybody_who_took_part() -> None:
    assert edges(collaboration(PROGRAMME)) == {
        "t1": {"p1", "p2", "p3"},
        "team": {"p4", "p5"},
        "l1": {"p1", "p2"},
        "c1": {"p1", "p2", "p3"},
    }


def test_above_people_somebody_counts_as_their_school_or_authority() -> None:
    assert edges(collaboration(PROGRAMME, level="schools"))["c1"] == {"s1", "s2", "s3"}
    assert edges(collaboration(PROGRAMME, level="authorities"))["team"] == {"moray", "highland"}


def test_an_edge_says_what_somebody_did_and_what_it_counts() -> None:
    graph = collaboration(PROGRAMME, counting={"lesson": 2.5, "cycle": 1})
    assert graph.edges["p1", "l1"] == {"weight": 2.5, "part": "taught"}
    assert graph.edges["p2", "l1"] == {"weight": 2.5, "part": "observed"}
    assert graph.edges["p1", "c1"] == {"weight": 1, "part": "led"}


def test_nodes_say_what_is_known_of_them() -> None:
    graph = collaboration(PROGRAMME)
    assert graph.nodes["l1"] == {
        "bipartite": 1,
        "kind": "lesson",
        "sort": "lesson",
        "when": "2017-09-01",
    }
    assert graph.nodes["c1"]["when"] == "2017-08-20"
    assert graph.nodes["p2"] == {
        "bipartite": 0,
        "kind": "person",
        "school": "s2",
        "authority": "highland",
        "role": "practitioner",
    }


def test_who_took_part_in_nothing_is_a_node_unless_they_are_a_pupil() -> None:
    graph = collaboration(PROGRAMME)
    assert (graph.degree("p6"), "absent-pupil" in graph, "pupil" in graph) == (0, False, False)
    assert "p6" not in collaboration(PROGRAMME, isolates=False)


def test_who_cannot_be_placed_is_named() -> None:
    graph = collaboration(PROGRAMME)
    assert graph.graph == {
        "about": "collaboration",
        "level": "people",
        "as_of": None,
        "during": None,
        "unplaced": ("s1", "s2"),
        "set_aside": (),
    }


def test_what_may_have_come_later_does_not_count_as_of_a_date() -> None:
    graph = collaboration(PROGRAMME, as_of="2017-08-31", counting={**COUNTING, "entry": 1})
    assert set(edges(graph)) == {"t1", "team", "c1", "e1"}
    assert graph.graph["as_of"] == "2017-08-31"
    assert "c1" not in collaboration(PROGRAMME, as_of="2017-08-19")
    assert "c1" not in collaboration(
        Programme.of([Cycle(id="c1", started=When("2017"))]), as_of="2017-08-19"
    )


def test_entries_and_networks_count_where_they_are_asked_for() -> None:
    graph = collaboration(PROGRAMME, level="schools", counting={"entry": 1, "network": 1})
    assert edges(graph) == {"e1": {"s1", "s2", "s3"}, "n1": {"s1", "s3"}}
    early = collaboration(PROGRAMME, level="schools", counting={"network": 1}, as_of="2017-12-31")
    assert edges(early) == {"n1": {"s3"}}


def test_a_projection_draws_a_line_between_two_who_shared_something() -> None:
    graph = projected(collaboration(PROGRAMME))
    assert graph.edges["p1", "p2"] == {
        "weight": 3.0,
        "occasions": 3,
        "sorts": ("cycle", "lesson", "trio"),
    }
    assert graph.edges["p4", "p5"] == {"weight": 1.0, "occasions": 1, "sorts": ("team",)}
    assert ("p3" in graph["p4"], graph.degree("p6")) == (False, 0)


def test_a_large_occasion_is_set_aside_and_named() -> None:
    graph = projected(collaboration(PROGRAMME), at_most=2)
    assert set(graph.edges) == {("p1", "p2"), ("p4", "p5")}
    assert graph.graph["set_aside"] == ("t1", "c1")


@given(programmes(kinds=SOCIAL), st.sampled_from(LEVELS))
def test_but_for_dates_the_projection_is_that_of_networkx(programme: Programme, level: str) -> None:
    graph = collaboration(programme, level=level, counting=dict.fromkeys(COUNTING, 1.0))  # type: ignore[arg-type] # one of LEVELS
    for _, _, said in graph.edges(data=True):
        said.pop("during", None)
    side = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    assume(len(side) < len(graph))
    peers: dict[str, Callable[..., nx.Graph[str]]] = {
        "count": nx.bipartite.weighted_projected_graph,
        "newman": nx.bipartite.collaboration_weighted_projected_graph,
    }
    for weighting, project in peers.items():
        ours = projected(graph, weighting=weighting)  # type: ignore[arg-type] # one of the two
        theirs = project(graph, side)
        assert set(ours) == set(theirs)
        assert {frozenset(e) for e in ours.edges} == {frozenset(e) for e in theirs.edges}
        for a, b in theirs.edges:
            assert ours.edges[a, b]["weight"] == pytest.approx(theirs.edges[a, b]["weight"])


@given(programmes(kinds=SOCIAL), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(
    programme: Programme, level: str, chance: random.Random
) -> None:
    records = list(programme)
    chance.shuffle(records)
    one = collaboration(programme, level=level)  # type: ignore[arg-type] # one of LEVELS
    other = collaboration(Programme.of(records), level=level)  # type: ignore[arg-type] # one of LEVELS
    for graph in (one, other):
        graph.graph["unplaced"] = sorted(graph.graph["unplaced"])
    assert nx.utils.graphs_equal(one, other)


def test_the_projection_counts_every_pair_of_every_occasion() -> None:
    chance = random.Random(7)  # noqa: S311 - a test's dice
    people = [f"p{n}" for n in range(12)]
    trios = [tuple(chance.sample(people, 3)) for _ in range(30)]
    records = [
        *(Person(id=id_) for id_ in people),
        *(Trio(id=f"t{n}", members=members) for n, members in enumerate(trios)),
    ]
    graph = projected(collaboration(Programme.of(records)))
    for a, b in combinations(people, 2):
        together = sum(a in trio and b in trio for trio in trios)
        assert graph.get_edge_data(a, b, {"occasions": 0})["occasions"] == together


@pytest.mark.parametrize(
    ("counting", "message"),
    [
        ({"trios": 1}, '"trios" is nothing that people do together; perhaps "trio" was meant'),
        ({"x": 1}, f'"x" is nothing that people do together; give {EVERY_SORT}'),
        ({"trio": 0}, "a trio cannot count 0; give a number above 0"),
        ({"trio": float("nan")}, "a trio cannot count nan; give a number above 0"),
    ],
)
def test_what_cannot_count_is_refused_by_name(counting: dict[str, float], message: str) -> None:
    with pytest.raises(UnknownSort) as raised:
        collaboration(PROGRAMME, counting=counting)  # type: ignore[arg-type] # that is the point
    assert str(raised.value) == message


def test_other_misuse_is_refused_by_name() -> None:
    with pytest.raises(UnknownLevel):
        collaboration(PROGRAMME, level="school")  # type: ignore[arg-type] # that is the point
    with pytest.raises(
        UnknownWeighting, match=r'^there is no weighting "sum"; give count or newman$'
    ):
        projected(collaboration(PROGRAMME), weighting="sum")  # type: ignore[arg-type] # that is the point
    with pytest.raises(
        NotBipartite,
        match=r'^the node "a" is on no side; make the graph with collaboration\(\)$',
    ):
        projected(nx.Graph([("a", "b")]))


def test_an_entry_that_was_corrected_is_no_occasion() -> None:
    corrected = Entry(id="e2", cycle="c1", step="plan", by=("p4",), corrects="e1")
    graph = collaboration(PROGRAMME.put(corrected), counting={"entry": 1})
    assert edges(graph) == {"e2": {"p4"}}


def test_a_graph_of_two_sides_from_elsewhere_is_projected_too() -> None:
    women = nx.davis_southern_women_graph()
    assert projected(women).edges["Evelyn Jefferson", "Laura Mandeville"] == {
        "weight": 6.0,
        "occasions": 6,
        "sorts": ("occasion",),
    }
