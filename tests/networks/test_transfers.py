"""Who gave what to whom, as a graph."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Membership,
    Partner,
    Person,
    Practice,
    Programme,
    School,
    Team,
    Transfer,
    Trio,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.files import write_network
from nsee_core.networks.graphs.transferring import transfers
from nsee_core.networks.movement.contact_rows import contacts
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.placing.levels import UnknownLevel
from nsee_core.networks.practices import NoSuchPractice
from nsee_core.networks.tables import edge_list
from tests.strategies import programmes

PROGRAMME = Programme.of(
    [
        Authority(id="moray", name="Moray"),
        Partner(id="university"),
        School(id="s1", name="Kilmory Primary", authority="moray"),
        School(id="s2"),
        Person(id="p1", school="s1", name="withheld", type="practitioner"),
        Person(id="p2", school="s1"),
        Person(id="p3", school="s2"),
        Person(id="p4"),
        Practice(id="talk"),
        Practice(id="later", since=When("2019")),
        Trio(id="trio", members=("p1", "p2", "p3")),
        Transfer(
            id="t1",
            practice="talk",
            giver="p1",
            receivers=("trio", "university"),
            type="adapted",
            when=When("June 2018"),
            level_printed="between schools",
        ),
        Transfer(id="t2", giver="p4", audience="all who came"),
        Transfer(id="t3", giver="p1", receivers=("p2",)),
        Transfer(id="t4", practice="later", giver="p2", receivers=("p3",), when=When("2019")),
    ]
)


def test_every_giver_and_receiver_is_a_node_and_each_way_of_each_transfer_an_edge() -> None:
    graph = transfers(PROGRAMME)
    assert {node: graph.nodes[node] for node in graph} == {
        "p1": {"kind": "person", "school": "s1", "authority": "moray", "role": "practitioner"},
        "p2": {"kind": "person", "school": "s1", "authority": "moray"},
        "p3": {"kind": "person", "school": "s2"},
        "p4": {"kind": "person"},
    }
    sure = {"weight": 1.0, "certain": True}
    t1 = {**sure, "practice": "talk", "mode": "adapted", "when": "June 2018"}
    assert list(graph.edges(keys=True, data=True)) == [
        ("p1", "p2", "t1", {**t1, "level": "within school"}),
        ("p1", "p2", "t3", {**sure, "level": "within school"}),
        ("p1", "p3", "t1", {**t1, "level": "between schools"}),  # as printed: s2 is anywhere
        ("p2", "p3", "t4", {**sure, "practice": "later", "when": "2019"}),
    ]
    assert graph.graph == {
        "about": "transfers",
        "level": "people",
        "as_of": None,
        "unplaced": ("university",),
        "undated": ("t2", "t3"),
        "within": (),
        "set_aside": (),
    }


def test_what_stays_within_a_school_is_no_edge_between_schools_and_is_named() -> None:
    graph = transfers(PROGRAMME, level="schools")
    assert [
        (u, v, key, said.get("level")) for u, v, key, said in graph.edges(keys=True, data=True)
    ] == [
        ("s1", "s2", "t1", "between schools"),
        ("s1", "s2", "t4", None),
        ("s1", "university", "t1", "beyond schools"),
    ]
    assert graph.graph["within"] == ("t3",)
    assert graph.graph["unplaced"] == ("p4",)
    assert graph.nodes["s1"]["name"] == "Kilmory Primary"


def test_it_may_be_of_one_practice_and_of_what_had_moved_by_a_date() -> None:
    assert {key for *_, key in transfers(PROGRAMME, practice="talk").edges(keys=True)} == {"t1"}
    then = transfers(PROGRAMME, as_of="2018-12-31")
    assert {key for *_, key in then.edges(keys=True)} == {"t1", "t3"}
    assert then.graph["as_of"] == "2018-12-31"
    assert not transfers(PROGRAMME, practice="later", as_of="2018-12-31")


def test_whether_it_certainly_passed_is_kept_by_the_list_of_edges_and_its_file(
    tmp_path: Path,
) -> None:
    joined = Membership(id="m", group="team", member="p3", since=When("2018"))
    given_ = Transfer(id="t5", giver="p4", receivers=("team", "p2"), when=When("June 2018"))
    graph = transfers(Programme.of([*PROGRAMME.of_kind(Person), Team(id="team"), joined, given_]))
    table = edge_list(graph)
    assert (table["to"].tolist(), table["certain"].tolist()) == (["p3", "p2"], [False, True])
    assert str(table["certain"].dtype) == "boolean"
    edges, *_ = write_network(graph, tmp_path, matrix=False)
    written = pd.read_csv(edges, dtype=str)
    assert written[["to", "certain"]].to_numpy().tolist() == [["p3", "FALSE"], ["p2", "TRUE"]]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"level": "school"}, UnknownLevel),
        ({"practice": "p1"}, NoSuchPractice),
        ({"practice": ["talk"]}, NoSuchPractice),
        ({"as_of": "year 2"}, NotAMoment),
        ({"at_most": -1}, NotALimit),
    ],
)
def test_what_there_is_not_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        transfers(PROGRAMME, **options)


def test_a_transfer_between_two_large_groups_is_set_aside_by_name_and_one_to_many_is_not() -> None:
    crowds = [[f"{side}{number}" for number in range(4)] for side in "ab"]
    records = [
        *(Person(id=id_) for id_ in chain(*crowds)),
        *(Trio(id=side, members=tuple(crowd)) for side, crowd in zip("AB", crowds, strict=True)),
        Transfer(id="everybody", giver="A", receivers=("B",)),
        Transfer(id="one", giver="a0", receivers=("B", "A")),
    ]
    graph = transfers(Programme.of(records), at_most=4)
    assert graph.graph["set_aside"] == ("everybody",)
    assert {key for *_, key in graph.edges(keys=True)} == {"one"}
    assert graph.number_of_edges() == 7
    whole = transfers(Programme.of(records), at_most=5)
    assert (whole.graph["set_aside"], whole.number_of_edges()) == ((), 23)


@pytest.mark.parametrize("at_most", range(5))
def test_a_transfer_is_set_aside_here_if_it_is_among_contacts(at_most: int) -> None:
    records = [
        *(Person(id=id_) for id_ in "abcd"),
        Trio(id="ab", members=("a", "b")),
        Transfer(id="two", giver="ab", receivers=("c", "d")),
        Transfer(id="one", giver="a", receivers=("b",)),
        Transfer(id="three", giver="a", receivers=("b", "c", "d")),
    ]
    programme = Programme.of(records)
    there = contacts(programme, at_most=at_most).attrs["set_aside"]
    assert transfers(programme, at_most=at_most).graph["set_aside"] == there
    assert ("two" in there) is (at_most < 3)


def test_two_groups_of_ten_thousand_do_not_make_a_hundred_million_edges() -> None:
    crowds = [tuple(f"{side}{number}" for number in range(10_000)) for side in "ab"]
    records = [
        *(Person(id=id_) for id_ in chain(*crowds)),
        *(Trio(id=side, members=crowd) for side, crowd in zip("AB", crowds, strict=True)),
        Transfer(id="t", giver="A", receivers=("B",)),
    ]
    graph = transfers(Programme.of(records))
    assert (graph.graph["set_aside"], len(graph)) == (("t",), 0)


KINDS = ("person", "school", "authority", "trio", "practice", "transfer", "transfer", "transfer")


@given(programmes(most=14, kinds=KINDS), st.randoms(use_true_random=False))
def test_every_flow_between_two_people_is_an_edge_and_the_order_of_records_changes_nothing(
    programme: Programme, random: Random
) -> None:
    graph = transfers(programme)
    frame = flows(programme)
    people = {person.id for person in programme.of_kind(Person)}
    direct = frame[frame["giver"].isin(people) & frame["receiver"].isin(people)]
    for row in direct[direct["giver"] != direct["receiver"]].to_dict("records"):
        said = graph.edges[row["giver"], row["receiver"], row["transfer"]]
        assert said.get("mode") == (row["mode"] if row["mode"] == row["mode"] else None)
    assert nx.number_of_selfloops(graph) == 0
    records = list(programme)
    random.shuffle(records)
    again = transfers(Programme.of(records))
    assert nx.utils.nodes_equal(again.nodes(data=True), graph.nodes(data=True))
    assert nx.utils.edges_equal(
        again.edges(keys=True, data=True), graph.edges(keys=True, data=True), directed=True
    )
    for name in ("unplaced", "undated", "within", "set_aside"):
        assert set(again.graph[name]) == set(graph.graph[name])
