"""Forms of partnership, computed from who takes part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.spans import Span
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.structure.partnerships import forms
from nsee_core.networks.structure.those_there import ThoseThere
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


def team(*members: str) -> tuple[Any, Any, Any]:
    """The form of a team, what it is at least, and the ways."""
    said = form(Team(id="t", members=members))
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
    assert team(*members) == expected


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
    said = form(Team(id="t", members=members))
    assert (said["partners"], said.get("with_partners")) == expected


def test_a_trio_of_whom_two_are_named_leaves_open_where_the_third_is() -> None:
    two = form(Trio(id="t", members=("teacher-m1", "teacher-m2")))
    assert (two.get("form"), two["at_least"], two["unnamed"]) == (None, SCHOOLS, 1)
    three = form(Trio(id="t", members=("teacher-m1", "teacher-m2", "m2")))
    assert (three["form"], three["unnamed"]) == (SCHOOLS, 0)


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


# ---------------------------------------------------------------- who was there then


def member(id_: str, group: str, since: str | None = None, until: str | None = None) -> Membership:
    """That somebody was in a group from when until when."""
    name = f"{group}-{id_}-{since}-{until}".replace(" ", "-").replace("None", "open")
    said = {"id": name, "group": group, "member": id_, "since": since, "until": until}
    return Membership.model_validate(said)


TURNOVER: list[Base] = [
    Team(id="team"),
    member("teacher-m1", "team"),
    member("teacher-m2", "team", until="June 2016"),
    member("teacher-f1", "team", since="August 2019"),
]


def cycle_of_the_team(started: str | None = None, ended: str | None = None) -> Cycle:
    said = {"id": "c", "led_by": ("team",), "started": started, "ended": ended}
    return Cycle.model_validate(said)


@pytest.mark.parametrize(
    ("started", "ended", "expected"),
    [
        ("2014", "2015", SCHOOLS),
        ("2016-06-30", "2018", SCHOOLS),
        ("2016-07-01", "2018", WITHIN),
        ("2017", None, AUTHORITIES),
        ("2020", "2021", AUTHORITIES),
        (None, "2018", SCHOOLS),
        (None, None, AUTHORITIES),
    ],
)
def test_a_team_stands_in_a_cycle_for_those_who_may_have_been_in_it_then(
    started: str | None, ended: str | None, expected: str
) -> None:
    assert form(cycle_of_the_team(started, ended), *TURNOVER)["form"] == expected


def test_a_trio_of_critical_friends_has_as_partners_those_who_were_in_it_then() -> None:
    friends = [
        Trio(id="friends"),
        member("university", "friends", until="2015"),
        member("f1", "friends"),
    ]
    cycle = Cycle(id="c", organisations=("m1",), critical_friends="friends", started=When("2018"))
    assert form(cycle, *friends)["partners"] == 0
    assert form(cycle.but(started=When("2014")), *friends)["partners"] == 1


def test_a_trio_in_which_nobody_is_known_to_have_been_then_leaves_the_form_open() -> None:
    trio = Trio(id="t"), member("f1", "t", until="2015")
    cycle = Cycle(id="c", organisations=("m1",), trio="t", started=When("2018"))
    said = form(cycle, *trio)
    assert (said.get("form"), said["at_least"], said["unplaced"]) == (None, WITHIN, 1)
    assert form(cycle, Trio(id="t")).get("form") is None


def test_a_group_is_all_who_ever_belonged_and_as_of_a_date_those_who_may_have_then() -> None:
    def as_of(date_: str | None) -> str:
        frame = forms(Programme.of([*PLACES, *TURNOVER]), as_of=date_).set_index("id")
        return str(frame.loc["team", "form"])

    told = [as_of(date_) for date_ in (None, "2016-06-30", "2016-07-01", "2019-09-01")]
    assert told == [AUTHORITIES, SCHOOLS, WITHIN, AUTHORITIES]


def test_a_network_that_had_ended_is_those_who_were_in_it_at_its_end() -> None:
    rows = [
        Network(id="n", ended=When("2018-06-30")),
        member("m1", "n", until="2018-06-30"),
        member("m2", "n", until="2018-06-30"),
        member("f1", "n", until="2015"),
    ]
    frame = forms(Programme.of([*PLACES, *rows]), as_of="2020-01-01")
    assert frame["form"].tolist() == [SCHOOLS]


def test_who_left_is_named_all_the_same_and_not_one_of_those_who_are_only_counted() -> None:
    rows = [
        Network(id="n", size=2, size_of="schools"),
        member("m1", "n"),
        member("m2", "n", until="2015"),
        Team(id="team", size=2),
        member("teacher-m1", "team"),
        member("teacher-m2", "team", until="2015"),
    ]
    frame = forms(Programme.of([*PLACES, *rows]), as_of="2020-01-01").set_index("id")
    assert frame["unnamed"].tolist() == [0, 0]
    assert frame["form"].tolist() == [SCHOOLS, WITHIN]  # two schools, as printed


def test_who_left_a_team_before_it_joined_a_network_was_never_in_the_network() -> None:
    rows = [member("team", "n", since="2017"), *TURNOVER[:-1]]
    said = form(Network(id="n"), *rows)
    assert (said["form"], said["schools"]) == (WITHIN, 1)


def test_of_a_team_at_a_school_who_is_elsewhere_counts_while_they_were_in_it() -> None:
    team = Team(id="team", school="m1"), member("m2", "team", until="2015")
    assert form(cycle_of_the_team("2018"), *team)["form"] == WITHIN
    assert form(cycle_of_the_team("2015"), *team)["form"] == SCHOOLS


DAYS = [None, *(date(year, 1, 1) for year in (2015, 2016, 2017))]
#: Every day that could make a difference: before all, each of them and between any two, after all.
EACH_DAY = [date(year, month, 1) for year in (2014, 2015, 2016, 2017) for month in (1, 6)]
STAYS = st.lists(
    st.tuples(
        st.sampled_from(("t", "n", "u")),
        st.sampled_from(("t", "n", "u", "p1", "p2", "p3")),
        st.sampled_from(DAYS),
        st.sampled_from(DAYS),
    ).filter(lambda each: each[2] is None or each[3] is None or each[2] <= each[3]),
    max_size=8,
)
SPANS = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(
    lambda each: each[0] is None or each[1] is None or each[0] <= each[1]
)


def lasts(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


@given(STAYS, SPANS)
def test_who_was_there_is_who_was_so_on_any_day_of_that_time(
    stays: list[tuple[str, str, date | None, date | None]],
    over: tuple[date | None, date | None],
) -> None:
    programme = Programme.of(
        [
            *(Network(id="n"), Team(id="t"), Trio(id="u")),
            *(
                Membership.model_validate(
                    {"id": f"m{n}", "group": group, "member": one, "since": since, "until": until}
                )
                for n, (group, one, since, until) in enumerate(stays)
            ),
        ]
    )
    there, filled = set(), set()
    for day in EACH_DAY:
        if not lasts(*over, day):
            continue
        reached = {"n", "p3"}
        for _ in stays:
            for group, one, since, until in stays:
                if group in reached and lasts(since, until, day):
                    filled.add(group)
                    reached.add(one)
        there |= reached
    span = Span(*(None if day is None else When.parse(day) for day in over))
    found = ThoseThere(Stays(Places(programme), "people", programme)).everybody(("n", "p3"), span)
    assert len(found) == len(set(found))
    assert set(found) == there - filled
