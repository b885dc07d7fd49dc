"""Who belonged to what: the collaboratives as published, and counts held to day by day."""

from __future__ import annotations

from collections.abc import Callable
from csv import DictReader
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Membership,
    Network,
    Person,
    Programme,
    Team,
    Trio,
    When,
    authorities,
    collaboratives,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.structure.members import NoSuchGroup, memberships
from nsee_core.networks.structure.over_time import members_at, members_over_time
from nsee_core.records import Base

DATES = tuple(
    map(
        When,
        (
            *("2017-01-02", "2017-01-05", "by 2017-01-07"),
            *("since 2017-01-04", "January 2017", "year 1"),
        ),
    )
)


def at(programme: Programme, group: str, when: str) -> tuple[int, int]:
    frame = members_at(programme, group, as_of=when)
    return int(frame["certain"].sum()), len(frame)


def test_six_collaboratives_hold_the_32_authorities_each_once() -> None:
    frame = memberships(collaboratives())
    assert frame["group"].nunique() == 6
    assert sorted(frame["member"]) == sorted(authority.id for authority in authorities())
    assert set(frame["kind"]) == {"authority"}


def test_each_authority_is_in_the_collaborative_of_november_2017_that_its_source_prints() -> None:
    """As the Scottish Government listed them in November 2017 (P77)."""
    path = Path(__file__).parents[1] / "reference" / "authorities.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        printed = {
            (row["regional_improvement_collaborative"], row["name"]) for row in DictReader(lines)
        }
    there = collaboratives()
    names = {authority.id: authority.name for authority in there.of_kind(Authority)}
    found: set[tuple[str | None, str | None]] = set()
    for network in there.of_kind(Network):
        frame = members_at(there, network.id, as_of="2017-11-30")
        found.update((network.name, names[id_]) for id_ in frame.loc[frame["certain"], "member"])
    assert found == printed


def test_the_one_that_joined_the_northern_alliance_later_is_argyll_and_bute() -> None:
    """There were seven councils in June 2017, without it (Holyrood, 19 June 2017, P80)."""
    alliance = collaboratives(), "northern-alliance"
    then = memberships(*alliance, as_of="2017-06-30")["member"]
    now = memberships(*alliance)["member"]
    assert (len(then), len(now), {*now} - {*then}) == (7, 8, {"argyll-and-bute"})


def test_the_northern_alliance_had_seven_members_and_then_eight() -> None:
    alliance = collaboratives(), "northern-alliance"
    assert at(*alliance, "2017-05-31") == (0, 7)
    assert at(*alliance, "2017-06-30") == (7, 8)
    assert at(*alliance, "2017-11-30") == (8, 8)
    assert members_over_time(*alliance)["certain"].tolist() == [0, 0, 7, 8]


def test_a_row_says_all_that_a_membership_does() -> None:
    rows: list[Base] = [Network(id="n"), Person(id="p")]
    rows.append(
        Membership(
            id="m",
            group="n",
            member="p",
            role="lead",
            since=When("June 2017"),
            until=When("by 2018"),
        )
    )
    (row,) = memberships(Programme.of(rows), "n").to_dict("records")
    assert pd.isna(row.pop("until_earliest"))
    assert row == {
        "group": "n",
        "group_kind": "network",
        "member": "p",
        "kind": "person",
        "role": "lead",
        "since": "June 2017",
        "until": "by 2018",
        "since_earliest": pd.Timestamp("2017-06-01"),
        "since_latest": pd.Timestamp("2017-06-30"),
        "until_latest": pd.Timestamp("2018-12-31"),
        "membership": "m",
    }


def test_a_place_in_a_list_counts_once_beside_a_membership() -> None:
    rows: list[Base] = [
        Trio(id="t", members=("p1", "p2", "stranger")),
        Team(id="team", members=("p1",)),
        Person(id="p1"),
        Person(id="p2"),
        Membership(id="m", group="t", member="p1", since=When("2017")),
    ]
    frame = memberships(Programme.of(rows))
    assert list(zip(frame["group"], frame["member"], strict=True)) == [
        ("team", "p1"),
        ("t", "p1"),
        ("t", "p2"),
        ("t", "stranger"),
    ]
    assert frame["membership"].isna().tolist() == [True, False, True, True]
    assert frame["kind"].isna().tolist() == [False, False, False, True]


def test_nobody_belonging_to_anything_is_a_frame_with_all_columns() -> None:
    assert list(memberships(Programme.of([])).columns) == [
        *("group", "group_kind", "member", "kind", "role", "since", "until"),
        *("since_earliest", "since_latest", "until_earliest", "until_latest", "membership"),
    ]
    assert len(members_over_time(Programme.of([Network(id="n")]), "n")) == 0


@pytest.mark.parametrize(
    ("group", "why"),
    [
        ("fife", '"fife" is an authority; give the id of a network, team or trio'),
        (
            "alliances",
            'no network, team or trio has the id "alliances"; perhaps "alliance" was meant',
        ),
    ],
)
def test_what_is_no_group_is_refused(group: str, why: str) -> None:
    programme = Programme.of([Authority(id="fife"), Network(id="alliance")])
    with pytest.raises(NoSuchGroup) as caught:
        memberships(programme, group)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("group", "why"),
    [
        (None, 'no network, team or trio has the id "None"'),
        (["n"], """no network, team or trio has the id "['n']\""""),
    ],
)
def test_members_are_asked_for_of_one_group_by_its_id(group: str, why: str) -> None:
    programme = Programme.of([Network(id="n")])
    with pytest.raises(NoSuchGroup) as caught:
        members_at(programme, group, as_of="2018")
    assert str(caught.value) == why
    with pytest.raises(NoSuchGroup) as caught:
        members_over_time(programme, group)
    assert str(caught.value) == why


@pytest.mark.parametrize("asked", [memberships, members_over_time, members_at])
def test_members_are_those_of_a_programme_on_a_date_that_can_be_looked_back_from(
    asked: Callable[..., pd.DataFrame],
) -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str; read\(path\)"):
        asked("records.jsonl", "n", as_of="2018")
    with pytest.raises(NotAMoment):
        asked(Programme.of([Network(id="n")]), "n", as_of="year 1")


def test_looking_back_leaves_out_who_joined_later_and_groups_that_had_not_begun() -> None:
    rows: list[Base] = [
        Network(id="n", started=When("2017"), ended=When("2020")),
        Network(id="later", started=When("2019")),
        Trio(id="t", members=("p",)),
        *(Person(id=id_) for id_ in ("p", "q", "r")),
        Membership(id="m1", group="n", member="p", since=When("2017"), until=When("2018-03-01")),
        Membership(id="m2", group="n", member="q", since=When("2017"), until=When("2019")),
        Membership(id="m3", group="n", member="r", since=When("2019")),
        Membership(id="m4", group="later", member="r"),
    ]
    programme = Programme.of(rows)
    then = memberships(programme, as_of="2018-06-30")
    assert list(zip(then["group"], then["member"], then["until"].notna(), strict=True)) == [
        ("n", "p", True),
        ("n", "q", False),
        ("t", "p", False),
    ]
    over_time = members_over_time(programme, "n", as_of="2018-06-30")
    assert over_time["certain"].tolist() == [0, 2, 1]
    assert len(members_over_time(programme, "later", as_of="2018-06-30")) == 0
    assert len(members_over_time(programme, "later")) == 1


def test_somebody_who_came_back_is_counted_once_at_a_time() -> None:
    rows: list[Base] = [Network(id="n"), Person(id="p")]
    spans = [
        (When("2017-01-01"), When("2017-01-10")),
        (When("2017-01-05"), When("2017-01-20")),
        (When("2017-03-01"), None),
    ]
    rows += [
        Membership(id=f"m{n}", group="n", member="p", since=since, until=until)
        for n, (since, until) in enumerate(spans)
    ]
    frame = members_over_time(Programme.of(rows), "n")
    assert [
        (str(day.date()), n) for day, n in zip(frame["date"], frame["certain"], strict=True)
    ] == [
        ("2017-01-01", 1),
        ("2017-01-21", 0),
        ("2017-03-01", 1),
    ]


def test_without_a_date_of_joining_nobody_is_certain_and_nobody_precedes_the_network() -> None:
    rows: list[Base] = [
        Network(id="n", started=When("2017-02-01"), ended=When("2018-02-01")),
        Person(id="p"),
    ]
    programme = Programme.of([*rows, Membership(id="m", group="n", member="p")])
    assert [at(programme, "n", day) for day in ("2017-01-31", "2017-02-01", "2018-02-02")] == [
        (0, 0),
        (0, 1),
        (0, 0),
    ]


def test_over_a_long_time_only_those_who_were_there_throughout_are_certain() -> None:
    rows: list[Base] = [Network(id="n"), Person(id="p"), Person(id="q")]
    rows.append(
        Membership(id="m1", group="n", member="p", since=When("2016"), until=When("2018-01-31"))
    )
    rows.append(Membership(id="m2", group="n", member="q", since=When("2016")))
    frame = members_at(Programme.of(rows), "n", as_of="2017/18")
    assert frame["certain"].tolist() == [False, True]


@st.composite
def groups(draw: st.DrawFn) -> Programme:
    """A network of two, with memberships of any dates."""
    when = st.none() | st.sampled_from(DATES)
    rows: list[Base] = [Network(id="n", started=draw(when), ended=draw(when))]
    rows += [Person(id="p"), Person(id="q")]
    rows += [
        Membership(
            id=f"m{number}",
            group="n",
            member=draw(st.sampled_from(("p", "q"))),
            since=draw(when),
            until=draw(when),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return Programme.of(rows)


@given(groups())
def test_the_numbers_over_time_are_those_of_each_day(programme: Programme) -> None:
    frame = members_over_time(programme, "n")
    days = pd.Series(frame["date"]).fillna(pd.Timestamp("1900-01-01"))
    for number in range(40):
        day = date(2016, 12, 25) + timedelta(days=number)
        before = frame[days <= pd.Timestamp(day)]
        expected = (
            (int(before["certain"].iloc[-1]), int(before["possible"].iloc[-1]))
            if len(before)
            else (0, 0)
        )
        assert at(programme, "n", day.isoformat()) == expected


@given(groups())
def test_the_certain_are_among_the_possible_and_those_among_all(programme: Programme) -> None:
    frame = members_over_time(programme, "n")
    assert (frame["certain"] <= frame["possible"]).all()
    assert (frame["possible"] <= memberships(programme, "n")["member"].nunique()).all()
