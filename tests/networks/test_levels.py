"""Who is where, at each level."""

from __future__ import annotations

import pytest

from nsee_core import (
    Authority,
    Membership,
    Network,
    Partner,
    Person,
    Programme,
    School,
    Team,
    Trio,
)
from nsee_core.networks.placing.levels import LEVELS, Places, UnknownLevel, known_level

PROGRAMME = Programme.of(
    [
        Authority(id="moray", name="Moray"),
        Authority(id="highland"),
        Partner(id="university", name="University of Glasgow"),
        School(id="s1", name="Kilmory Primary", authority="moray"),
        School(id="s2", authority="highland"),
        School(id="s3"),
        Person(id="p1", school="s1", type="practitioner", name="withheld"),
        Person(id="p2", school="s2"),
        Person(id="p3", school="s3"),
        Person(id="officer", employer="moray"),
        Person(id="researcher", employer="university"),
        Person(id="nobody"),
        Person(id="seconded", school="s3", employer="highland"),
        Trio(id="t1", members=("p1", "p2", "p3")),
        Team(id="team", school="s1", members=("p2",)),
        Team(id="loose", members=("p1", "s2")),
        Trio(id="nested", members=("team", "p3")),
        Network(id="inner"),
        Network(id="outer"),
        Membership(id="m1", group="outer", member="inner"),
        Membership(id="m2", group="inner", member="outer"),
        Membership(id="m3", group="inner", member="s1"),
        Membership(id="m4", group="inner", member="t1"),
        Membership(id="m5", group="t1", member="officer"),
        Membership(id="m6", group="inner", member="gone"),
    ]
)
PLACES = Places(PROGRAMME)


@pytest.mark.parametrize(
    ("id_", "people", "schools", "authorities"),
    [
        ("p1", ("p1",), ("s1",), ("moray",)),
        ("p3", ("p3",), ("s3",), ()),
        ("officer", ("officer",), ("moray",), ("moray",)),
        ("researcher", ("researcher",), ("university",), ("university",)),
        ("nobody", ("nobody",), (), ()),
        ("seconded", ("seconded",), ("s3",), ("highland",)),
        ("s1", (), ("s1",), ("moray",)),
        ("s3", (), ("s3",), ()),
        ("moray", (), ("moray",), ("moray",)),
        ("university", (), ("university",), ("university",)),
        ("t1", ("p1", "p2", "p3", "officer"), ("s1", "s2", "s3", "moray"), ("moray", "highland")),
        ("team", ("p2",), ("s1",), ("moray",)),
        ("loose", ("p1",), ("s1", "s2"), ("moray", "highland")),
        ("nested", ("p2", "p3"), ("s1", "s3"), ("moray",)),
        (
            "outer",
            ("p1", "p2", "p3", "officer"),
            ("s1", "s2", "s3", "moray"),
            ("moray", "highland"),
        ),
        ("m1", (), (), ()),
        ("no such record", (), (), ()),
    ],
)
def test_what_an_id_stands_for_at_each_level(
    id_: str, people: tuple[str, ...], schools: tuple[str, ...], authorities: tuple[str, ...]
) -> None:
    assert tuple(PLACES.at(id_, level) for level in LEVELS) == (people, schools, authorities)


def test_what_is_not_known_of_a_node_is_left_out_and_a_name_of_a_person_never_said() -> None:
    assert PLACES.attributes("p1") == {
        "kind": "person",
        "school": "s1",
        "authority": "moray",
        "role": "practitioner",
    }
    assert PLACES.attributes("s1") == {
        "kind": "school",
        "school": "s1",
        "authority": "moray",
        "name": "Kilmory Primary",
    }
    assert PLACES.attributes("nobody") == {"kind": "person"}
    assert PLACES.attributes("no such record") == {}


def test_a_level_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(
        UnknownLevel,
        match=r'^"school" is no level; perhaps "schools" was meant$',
    ):
        known_level("school")


def test_a_team_that_names_its_school_is_there_whether_asked_for_itself_or_within_a_group() -> None:
    for level in ("schools", "authorities"):
        direct = PLACES.at("team", level)
        assert PLACES.at("nested", level)[: len(direct)] == direct
        assert not set(PLACES.at("p2", level)) & set(PLACES.at("nested", level))
    assert PLACES.at("p2", "people") == PLACES.at("team", "people")


def test_everybody_is_who_stands_for_groups_each_once_and_also_who_is_not_recorded() -> None:
    outer = ("p1", "p2", "p3", "officer", "s1", "gone")
    assert sorted(PLACES.everybody(["outer", "p1"], PLACES.members)) == sorted(outer)
    assert PLACES.everybody(["nested"], PLACES.members) == ["p2", "p3"]
    assert PLACES.everybody(["nested"], PLACES.scattered) == ["team", "p3"]


def test_a_team_at_what_is_no_school_but_a_group_is_nowhere_and_never_goes_round() -> None:
    places = Places(
        Programme.of(
            [
                Person(id="p1", school="s1"),
                School(id="s1"),
                Team(id="itself", school="itself", members=("p1",)),
                Team(id="other", school="itself", members=("itself",)),
            ]
        )
    )
    assert [places.at(id_, "schools") for id_ in ("itself", "other")] == [(), ()]
    assert [places.at(id_, "people") for id_ in ("itself", "other")] == [("p1",)] * 2
