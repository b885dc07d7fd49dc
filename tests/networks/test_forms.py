"""Forms of partnership, computed from who takes part."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from nsee_core import (
    Authority,
    Cycle,
    Lesson,
    Membership,
    Network,
    Partner,
    Person,
    Programme,
    School,
    Team,
    Trio,
    When,
    collaboratives,
)
from nsee_core.networks.structure.partnerships import forms
from nsee_core.records import Base
from nsee_core.records.cycles import Level

PLACES: list[Base] = [
    Authority(id="moray"),
    Authority(id="fife"),
    Partner(id="university"),
    School(id="m1", authority="moray"),
    School(id="m2", authority="moray"),
    School(id="f1", authority="fife"),
    School(id="s1"),
    School(id="s2"),
    Person(id="teacher-m1", school="m1"),
    Person(id="teacher-m2", school="m2"),
    Person(id="teacher-f1", school="f1"),
    Person(id="nowhere"),
    Person(id="officer", type="officer", employer="moray"),
    Person(id="researcher", type="researcher", employer="university"),
    Person(id="parent", type="parent or carer", school="m1"),
]


def form(*records: Base) -> dict[str, Any]:
    """The row of the first of these, without what is missing."""
    frame = forms(Programme.of([*PLACES, *records])).set_index("id")
    row = frame.loc[records[0].id].to_dict()
    return {str(name): value for name, value in row.items() if not pd.isna(value)}


def trio(*members: str) -> tuple[Any, Any, Any]:
    """The form of a trio, what it is at least, and the ways."""
    said = form(Trio(id="t", members=members))
    return said.get("form"), said.get("at_least"), said.get("ways")


WITHIN, SCHOOLS, AUTHORITIES = "within school", "between schools", "between authorities"


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("teacher-m1", "m1"), (WITHIN, WITHIN, None)),
        (("teacher-m1", "teacher-m2"), (SCHOOLS, SCHOOLS, None)),
        (("teacher-m1", "officer"), (WITHIN, WITHIN, None)),
        (("m1", "m2", "moray"), (SCHOOLS, SCHOOLS, None)),
        (("m1", "f1"), (AUTHORITIES, AUTHORITIES, 2)),
        (("m1", "fife"), (AUTHORITIES, AUTHORITIES, 2)),
        (("m1", "f1", "nowhere"), (AUTHORITIES, AUTHORITIES, None)),
        (("m1", "nowhere"), (None, WITHIN, None)),
        (("m1", "stranger"), (None, WITHIN, None)),
        (("s1",), (WITHIN, WITHIN, None)),
        (("s1", "s2"), (None, SCHOOLS, None)),
        (("m1", "f1", "s1"), (AUTHORITIES, AUTHORITIES, None)),
        (("moray",), (None, None, None)),
        (("nowhere",), (None, None, None)),
        (("m1", "parent"), (WITHIN, WITHIN, None)),
        ((), (None, None, None)),
    ],
)
def test_the_form_is_that_of_where_the_members_are(
    members: tuple[str, ...], expected: tuple[Any, Any, Any]
) -> None:
    assert trio(*members) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("m1", "researcher"), (1, True)),
        (("m1", "university", "nowhere"), (1, True)),
        (("m1", "parent"), (0, False)),
        (("m1", "nowhere"), (0, None)),
    ],
)
def test_partner_agencies_are_a_flag_beside_the_form(
    members: tuple[str, ...], expected: tuple[int, bool | None]
) -> None:
    said = form(Trio(id="t", members=members))
    assert (said["partners"], said.get("with_partners")) == expected


def test_in_a_cycle_take_part_its_leaders_trio_organisations_and_those_of_its_lessons() -> None:
    lesson = Lesson(id="l", cycle="c", taught_by="teacher-m1", observed_by=("teacher-f1",))
    assert form(Cycle(id="c", led_by=("teacher-m2",)), lesson)["schools"] == 3
    team = Team(id="team", members=("teacher-m1", "researcher"))
    members = Trio(id="t", members=("m2",))
    said = form(Cycle(id="c", led_by=("team",), trio="t", organisations=("m2",)), team, members)
    assert (said["form"], said["schools"], said["partners"]) == (SCHOOLS, 2, 1)


def test_critical_friends_are_from_outside_and_count_only_as_partners() -> None:
    friends = Trio(id="friends", members=("university", "fife", "f1"), type="critical friends")
    said = form(Cycle(id="c", organisations=("m1",), critical_friends="friends"), friends)
    assert (said["form"], said["with_partners"], said["authorities"]) == (WITHIN, True, 1)


def test_a_partner_who_takes_part_and_is_a_critical_friend_is_one_partner() -> None:
    friends = Trio(id="friends", members=("university",), type="critical friends")
    cycle = Cycle(id="c", organisations=("m1", "university"), critical_friends="friends")
    assert form(cycle, friends)["partners"] == 1


def test_a_team_that_names_its_school_is_there_with_all_whose_place_is_not_known() -> None:
    said = form(Team(id="team", school="m1", members=("nowhere",), size=9))
    assert (said["form"], said["unplaced"], said["unnamed"]) == (WITHIN, 0, 0)


def test_those_who_are_only_counted_leave_the_form_open() -> None:
    team = form(Team(id="team", members=("teacher-m1",), size=3))
    assert (team.get("form"), team["at_least"], team["unnamed"]) == (None, WITHIN, 2)
    schools = form(Network(id="n", size=4, size_of="schools"))
    assert (schools.get("form"), schools["at_least"], schools["unnamed"]) == (None, SCHOOLS, 4)
    people = form(
        Network(id="n", size=1, size_of="practitioners"),
        Membership(id="m", group="n", member="teacher-m1"),
    )
    assert (people["form"], people["unnamed"]) == (WITHIN, 0)


def test_how_many_authorities_is_also_known_from_a_number_in_print() -> None:
    joined = Membership(id="m", group="n", member="m1")
    three = form(Network(id="n", size=3, size_of="authorities"), joined)
    assert (three["form"], three["ways"], three["unnamed"]) == (AUTHORITIES, 3, 2)
    more = [Membership(id=f"m-{s}", group="n", member=s) for s in ("m1", "f1")]
    open_ = form(Network(id="n", size=9, size_of="schools"), *more)
    assert (open_["form"], open_.get("ways")) == (AUTHORITIES, None)


def test_groups_within_groups_are_entered_once() -> None:
    outer, inner = Network(id="n", type="forum"), Network(id="inner")
    links = [("n", "inner"), ("inner", "n"), ("inner", "m1"), ("n", "f1")]
    joined = [Membership(id=f"{a}-{b}", group=a, member=b) for a, b in links]
    said = form(outer, inner, *joined)
    assert (said["form"], said["ways"], said["type"]) == (AUTHORITIES, 2, "forum")


@pytest.mark.parametrize(
    ("organisations", "level", "contradicts"),
    [
        (("m1", "m2"), "between schools", False),
        (("m1", "m2"), "between authorities", True),
        (("m1", "m2"), "whole school", True),
        (("s1", "s2"), "between authorities", False),
        (("s1", "s2"), "classroom", True),
        (("moray",), "department", False),
        (("m1",), None, None),
    ],
)
def test_a_printed_level_is_contradicted_by_what_is_known_and_not_by_what_is_not(
    organisations: tuple[str, ...], level: Level | None, *, contradicts: bool | None
) -> None:
    said = form(Cycle(id="c", organisations=organisations, level=level))
    assert (said.get("level_printed"), said.get("contradicts")) == (level, contradicts)


def test_the_collaboratives_are_between_three_to_eight_authorities() -> None:
    frame = forms(collaboratives())
    assert set(frame["form"]) == {AUTHORITIES}
    assert sorted(frame["ways"]) == [3, 4, 4, 5, 8, 8]
    june = forms(collaboratives(), as_of="2017-06-30").set_index("id")
    assert june.loc["northern-alliance", "ways"] == 7


def test_no_partnerships_are_a_frame_with_all_columns() -> None:
    frame = forms(Programme.of([]))
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        **dict.fromkeys(("id", "kind", "type", "form", "at_least"), "str"),
        **dict.fromkeys(("ways", "schools", "authorities", "partners"), "Int64"),
        "with_partners": "boolean",
        **dict.fromkeys(("unplaced", "unnamed"), "Int64"),
        "level_printed": "str",
        "contradicts": "boolean",
    }


def test_a_cycle_or_network_that_began_later_or_may_have_is_no_partnership_yet() -> None:
    rows: list[Base] = [
        Cycle(id="before", started=When("May 2018")),
        Cycle(id="perhaps", started=When("2018")),
        Cycle(id="undated"),
        Network(id="long-before", started=When("2017")),
        Network(id="after", started=When("July 2018")),
    ]
    then = forms(Programme.of(rows), as_of="2018-06-30")
    assert then["id"].tolist() == ["before", "undated", "long-before"]
    assert len(forms(Programme.of(rows))) == len(rows)
