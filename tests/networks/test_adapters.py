"""Who adapted what from whom: the lineage at a level, held to brute force over all records."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Partner,
    Person,
    Practice,
    Programme,
    School,
    Team,
    Transfer,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.graphs.descent import lineage
from nsee_core.networks.placing.levels import LEVELS, Level, Places, UnknownLevel
from nsee_core.networks.practices import NoSuchPractice
from nsee_core.records import Base, Order
from tests.networks.renaming import under_other_ids

PEOPLE: list[Base] = [
    Authority(id="moray"),
    School(id="s1", name="Kilmory Primary", authority="moray"),
    School(id="s2", authority="moray"),
    School(id="s3"),
    *(Person(id=f"p{n}", school=f"s{n}", type="practitioner") for n in (1, 2, 3)),
    Person(id="p4", school="s1"),
    Partner(id="university"),
]


def between(*records: Base, level: Level = "people", **options: Any) -> nx.DiGraph[str]:  # noqa: ANN401 - any options
    return lineage(Programme.of([*PEOPLE, *records]), level=level, **options)


def named(graph: nx.DiGraph[str], *names: str) -> list[object]:
    return [graph.graph[name] for name in names]


def test_a_practice_went_from_who_gave_it_to_who_adapted_it() -> None:
    graph = between(
        Practice(id="talk", cycle="c1"),
        Practice(id="pairs", adapted_from="talk", cycle="c2"),
        Cycle(id="c1", led_by=("p4",)),
        Cycle(id="c2", led_by=("p4",)),
        Transfer(id="t1", practice="talk", adapted_as="pairs", giver="p1", receivers=("p2", "p3")),
    )
    assert dict(graph.edges) == {
        ("p1", "p2"): {"weight": 1.0, "practices": (("talk", "pairs"),), "via": ("t1",)},
        ("p1", "p3"): {"weight": 1.0, "practices": (("talk", "pairs"),), "via": ("t1",)},
    }
    assert graph.nodes["p1"] == {
        "kind": "person",
        "school": "s1",
        "authority": "moray",
        "role": "practitioner",
    }


def test_where_nobody_says_from_whom_it_went_between_the_leaders_of_the_two_cycles() -> None:
    graph = between(
        Practice(id="talk", cycle="c1"),
        Practice(id="pairs", adapted_from="talk", cycle="c2"),
        Cycle(id="c1", led_by=("p1", "p4"), organisations=("s3",)),
        Cycle(id="c2", led_by=("p2",)),
        level="schools",
    )
    assert dict(graph.edges) == {
        ("s1", "s2"): {"weight": 1.0, "practices": (("talk", "pairs"),), "via": ()}
    }
    assert graph.nodes["s1"]["name"] == "Kilmory Primary"


def test_who_adapted_a_practice_had_it_and_so_had_who_gave_it_without_being_given_it() -> None:
    graph = between(
        Practice(id="talk"),
        Practice(id="pairs"),
        Practice(id="map", adapted_from="pairs"),
        Transfer(id="t1", practice="talk", adapted_as="pairs", receivers=("p2",)),
        Transfer(id="t2", practice="talk", giver="p1", receivers=("p4",), when=When("2018")),
        Transfer(id="t3", practice="talk", giver="p4", receivers=("p2",), when=When("2019")),
        Transfer(id="t4", practice="map", giver="p3", type="shared"),
    )
    assert {ends: said["practices"] for ends, said in graph.edges.items()} == {
        ("p1", "p2"): (("talk", "pairs"),),
        ("p2", "p3"): (("pairs", "map"),),
    }


def test_an_edge_counts_every_adaptation_once() -> None:
    graph = between(
        *(Practice(id=id_) for id_ in ("talk", "pairs", "map")),
        Transfer(id="t2", practice="talk", adapted_as="pairs", giver="p1", receivers=("p2",)),
        Transfer(id="t1", practice="talk", adapted_as="pairs", giver="p4", receivers=("p2",)),
        Transfer(id="t3", practice="talk", adapted_as="map", giver="p1", receivers=("p2",)),
        level="schools",
    )
    assert graph.edges["s1", "s2"] == {
        "weight": 2.0,
        "practices": (("talk", "map"), ("talk", "pairs")),
        "via": ("t1", "t2", "t3"),
    }


def test_nobody_is_left_out_in_silence() -> None:
    graph = between(
        *(Practice(id=id_) for id_ in ("talk", "pairs", "map")),
        Practice(id="unknown", adapted_from="nobodys"),
        Practice(id="nobodys", adapted_from="gone"),
        Transfer(id="t1", practice="talk", adapted_as="pairs", giver="p1", receivers=("p4",)),
        Transfer(id="t2", practice="talk", adapted_as="map", giver="university", receivers=("p2",)),
        Transfer(id="t3", practice="nobodys", giver="nobody"),
        level="schools",
    )
    assert list(graph.edges) == [("university", "s2")]
    assert named(graph, "unplaced", "within", "set_aside") == [
        ("gone", "nobody", "nobodys", "unknown"),
        (("talk", "pairs"),),
        (),
    ]


def test_an_adaptation_between_two_large_groups_is_set_aside() -> None:
    records = [
        Team(id="one", members=("p1", "p4")),
        Team(id="other", members=("p2", "p3")),
        Practice(id="talk"),
        Practice(id="pairs"),
        Transfer(id="t", practice="talk", adapted_as="pairs", giver="one", receivers=("other",)),
    ]
    assert named(between(*records, at_most=2), "set_aside") == [(("talk", "pairs"),)]
    assert between(*records, at_most=3).number_of_edges() == 4


def test_between_adapters_the_graph_says_what_it_is_about() -> None:
    records = [
        *(Practice(id=id_, adapted_from=parent) for id_, parent in zip("bcd", "abc", strict=True)),
        Practice(id="a", since=When("2019")),
    ]
    graph = between(*records, level="authorities", practice="c", as_of="2018-12-31")
    assert graph.graph == {
        "about": "lineage",
        "level": "authorities",
        "practice": "c",
        "as_of": "2018-12-31",
        "unplaced": ("a", "b", "c", "d"),
        "undated": ("b", "c", "d"),
        "within": (),
        "set_aside": (),
    }


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"level": "practices"}, UnknownLevel),
        ({"practice": ["talk"]}, NoSuchPractice),
        ({"at_most": 2.5}, NotALimit),
        ({"as_of": "year 2"}, NotAMoment),
    ],
    ids=str,
)
def test_what_there_is_not_is_refused(options: dict[str, Any], error: type[ValueError]) -> None:
    with pytest.raises(error):
        between(Practice(id="talk"), **options)


@st.composite
def handed_around(draw: st.DrawFn) -> list[Base]:
    """Practices adapted from others, by people in schools who led cycles and gave them away."""
    people = [f"p{n}" for n in range(4)]
    somebody = st.sampled_from([*people, "nobody"])
    names = [f"q{n}" for n in range(draw(st.integers(2, 4)))]
    made: list[Base] = [
        Person(id=id_, school=draw(st.none() | st.sampled_from(["s0", "s1"]))) for id_ in people
    ]
    made += [School(id="s0"), School(id="s1")]
    for name in names:
        leaders = tuple(draw(st.lists(somebody, max_size=2, unique=True)))
        made.append(Cycle(id=f"cycle-{name}", led_by=leaders))
        origin = draw(st.none() | st.sampled_from(names))
        cycle = draw(st.none() | st.just(f"cycle-{name}"))
        made.append(Practice(id=name, adapted_from=origin, cycle=cycle))
    for number in range(draw(st.integers(0, 4))):
        made.append(
            Transfer(
                id=f"t{number}",
                practice=draw(st.sampled_from(names)),
                adapted_as=draw(st.none() | st.sampled_from(names)),
                giver=draw(st.none() | somebody),
                receivers=tuple(draw(st.lists(somebody, max_size=2, unique=True))),
                when=draw(st.none() | st.sampled_from([When("2018"), When("2019")])),
            )
        )
    return made


def at(places: Places, level: Level, *ids: str | None) -> set[str]:
    return {node for id_ in ids if id_ for node in places.at(id_, level)}


def had(places: Places, practice: Practice, level: Level) -> set[str]:
    """Who had a practice before it was given to them, by the definition and record by record."""
    programme = places.programme
    moved = programme.of_kind(Transfer)
    cycles = [each for each in programme.of_kind(Cycle) if each.id == practice.cycle]
    adapters = [id_ for each in moved if each.adapted_as == practice.id for id_ in each.receivers]
    found = at(places, level, *adapters, *(id_ for cycle in cycles for id_ in cycle.led_by))
    ways = [
        (at(places, level, each.giver), at(places, level, *each.receivers), each.when)
        for each in moved
        if each.practice == practice.id
    ]
    for node in {node for givers, _, _ in ways for node in givers}:
        gave = [when for givers, got, when in ways if node in givers - got]
        was_given = [when for givers, got, when in ways if node in got - givers]
        if gave and all(any(certainly_before(one, each) for one in gave) for each in was_given):
            found.add(node)
    return found


def certainly_before(one: When | None, other: When | None) -> bool:
    return bool(one and other) and one.before(other) is Order.CERTAINLY  # type: ignore[union-attr, arg-type] # both are there


def by_brute_force(records: list[Base], level: Level) -> dict[tuple[str, str], set[object]]:
    """Every pair for every way in which the records say that a practice went."""
    programme = Programme.of(records)
    places = Places(programme)
    moved, practices = programme.of_kind(Transfer), programme.of_kind(Practice)
    found = defaultdict[tuple[str, str], set[object]](set)
    for parent, child in product(practices, practices):
        saying = [t for t in moved if (t.practice, t.adapted_as) == (parent.id, child.id)]
        ways = [(each.giver, each.receivers) for each in saying]
        if not ways and child.adapted_from == parent.id:
            ways = [(None, ())]
        for giver, receivers in ways:
            givers = at(places, level, giver) if giver else had(places, parent, level)
            adapters = at(places, level, *receivers) if receivers else had(places, child, level)
            for one, other in product(givers, adapters):
                if one != other:
                    found[one, other].add((parent.id, child.id))
    return found


@given(handed_around(), st.sampled_from(LEVELS))
def test_who_adapted_from_whom_is_what_brute_force_over_all_records_finds(
    records: list[Base], level: Level
) -> None:
    graph = lineage(Programme.of(records), level=level)
    assert {ends: set(said["practices"]) for ends, said in graph.edges.items()} == dict(
        by_brute_force(records, level)
    )
    assert all(said["weight"] == len(said["practices"]) for said in graph.edges.values())


@given(handed_around(), st.sampled_from(LEVELS))
def test_every_adaptation_is_an_edge_or_named(records: list[Base], level: Level) -> None:
    programme = Programme.of(records)
    graph = lineage(programme, level=level)
    drawn = {pair for said in graph.edges.values() for pair in said["practices"]}
    unplaced = set(graph.graph["unplaced"])
    for parent, child, said in lineage(programme).edges(data=True):
        ends: set[str | None] = {parent, child}
        for id_ in said["via"]:
            transfer = programme[id_]
            assert isinstance(transfer, Transfer)
            ends |= {transfer.giver, *transfer.receivers}
        assert (parent, child) in drawn | set(graph.graph["within"]) or ends & unplaced


@given(handed_around(), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_between_adapters_the_order_of_records_and_their_names_do_not_matter(
    records: list[Base], level: Level, random: Random
) -> None:
    graph = lineage(Programme.of(records), level=level)
    again = lineage(Programme.of(random.sample(records, len(records))), level=level)
    assert dict(graph.nodes.items()) == dict(again.nodes.items())
    assert dict(graph.edges.items()) == dict(again.edges.items())
    for name in ("unplaced", "within"):
        assert set(graph.graph[name]) == set(again.graph[name])
    renamed = lineage(Programme.of(under_other_ids(records)), level=level)
    assert {(f"z-{one}", f"z-{other}") for one, other in graph.edges} == set(renamed.edges)
