"""Participation: who took part in which session, and who is only counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
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
    collaboratives,
)
from nsee_core.engine.moment import Moment, NotAMoment
from nsee_core.networks import members_at
from nsee_core.networks.structure.growth import Period, UnknownPeriod, participation
from nsee_core.records import Base
from nsee_core.reference import account
from tests.strategies import programmes

PEOPLE: list[Base] = [
    School(id="s1", authority="moray"),
    School(id="s2", authority="fife"),
    Person(id="p1", school="s1", type="practitioner"),
    Person(id="p2", school="s2"),
    Person(id="p3"),
    Person(id="pupil", type="pupil", school="s1"),
]
COLUMNS = ("named", "named_possible", "new", "counted", "counted_possible", "unnamed", "at_least")


START = ("2015-09-01", "2016-09-01", "2016", "by 2017")


def counts(
    what: str, column: str, *records: Base, by: Period = "session", as_of: Moment | None = None
) -> dict[str | None, int]:
    """One column, by session; None for what is in no session. What is 0 is left out."""
    frame = participation(Programme.of([*PEOPLE, *records]), by, as_of=as_of)
    rows = frame[frame["what"] == what]
    return {
        None if pd.isna(session) else session: number
        for session, number in zip(rows[by], rows[column], strict=True)
        if number
    }


def test_a_session_runs_from_august_to_july_and_a_year_is_a_year() -> None:
    lessons: list[Base] = [
        Cycle(id="c"),
        Lesson(id="l1", cycle="c", taught_by="p1", when=When("2018-07-31")),
        Lesson(id="l2", cycle="c", taught_by="p2", when=When("2018-08-01")),
    ]
    assert counts("practitioners", "named", *lessons) == {"2017/18": 1, "2018/19": 1}
    assert counts("practitioners", "named", *lessons, by="year") == {"2018": 2}
    assert counts("schools", "new", *lessons) == {"2017/18": 1, "2018/19": 1}
    assert counts("authorities", "named", *lessons, by="year") == {"2018": 2}


def test_a_cycle_lasts_from_its_first_date_to_its_last_and_all_of_it_takes_part() -> None:
    records: list[Base] = [
        Trio(id="t", members=("p1", "p2", "p3")),
        Cycle(id="c", trio="t", started=When("spring 2016")),
        Entry(id="e", cycle="c", step="plan", when=When("October 2018"), by=("pupil",)),
    ]
    throughout = {"2015/16": 3, "2016/17": 3, "2017/18": 3, "2018/19": 3}
    assert counts("practitioners", "named", *records) == throughout
    assert counts("practitioners", "new", *records) == {"2015/16": 3}
    assert counts("trios", "named", *records) == dict.fromkeys(throughout, 1)
    assert counts("schools", "named", *records) == dict.fromkeys(throughout, 2)


def test_a_date_that_may_lie_in_two_sessions_makes_somebody_possible_in_both() -> None:
    records: list[Base] = [Cycle(id="c", organisations=("s1",), started=When("2018"))]
    assert counts("schools", "named", *records) == {}
    assert counts("schools", "named_possible", *records) == {"2017/18": 1, "2018/19": 1}


def test_a_membership_lasts_until_it_ends_or_its_network_does() -> None:
    dated = [
        Membership(
            id="m1", group="n", member="p1", since=When("2015-09-01"), until=When("2016-09-01")
        ),
        Membership(id="m2", group="n", member="p2", since=When("2016-09-01")),
        Membership(id="m3", group="n", member="p3", until=When("2018-09-01")),
    ]
    lasting = counts("practitioners", "named", Network(id="n"), *dated)
    assert lasting == {"2015/16": 1, "2016/17": 2, "2017/18": 1, "2018/19": 2}
    ended = counts("practitioners", "named", Network(id="n", ended=When("2016-10-01")), *dated)
    assert ended == {"2015/16": 1, "2016/17": 2, "2018/19": 1}


def test_the_list_of_a_team_goes_with_what_the_team_does_and_a_dated_membership_does_not() -> None:
    records: list[Base] = [
        Team(id="team", members=("p1", "p2"), network="n"),
        Network(id="n", size=30, size_of="practitioners"),
        Membership(id="m1", group="team", member="p3"),
        Membership(
            id="m2", group="team", member="p2", since=When("2016-09-01"), until=When("2016-10-01")
        ),
        Cycle(id="c", led_by=("team",), started=When("2018-09-01")),
    ]
    assert counts("practitioners", "named", *records) == {"2016/17": 1, "2018/19": 2}
    assert counts("teams", "named", *records) == {"2016/17": 1, "2018/19": 1}
    assert counts("practitioners", "counted", *records) == {"2018/19": 30}


def test_numbers_stand_apart_from_names_and_are_not_added_to_them() -> None:
    records: list[Base] = [
        Network(id="n", size=4, size_of="schools", started=When("2018-09-01")),
        Membership(id="m1", group="n", member="s1", since=When("2018-09-01")),
        Membership(id="m2", group="n", member="p1", since=When("2018-09-01")),
        Network(
            id="other", size=2, size_of="schools", started=When("2018"), ended=When("2019-09-01")
        ),
    ]
    row = {name: counts("schools", name, *records).get("2018/19", 0) for name in COLUMNS}
    assert row == {
        "named": 1,
        "named_possible": 1,
        "new": 1,
        "counted": 6,
        "counted_possible": 6,
        "unnamed": 5,
        "at_least": 4,
    }
    assert counts("schools", "counted_possible", *records)["2017/18"] == 2
    assert counts("schools", "counted_possible", *records)["2019/20"] == 6
    assert counts("schools", "counted", *records) == {"2018/19": 6, "2019/20": 2}


def test_nobody_belonged_to_a_network_before_it_began() -> None:
    network = Network(id="n", started=When("August 2016"))
    member = Membership(id="m", group="n", member="s1", since=When("2016"))
    assert counts("schools", "named_possible", network, member) == {"2016/17": 1}
    early = members_at(Programme.of([*PEOPLE, network, member]), "n", as_of="2016-05-01")
    assert early.empty


def test_a_number_of_people_in_a_team_is_of_practitioners() -> None:
    team = Team(id="team", size=29, members=("p1",))
    led = Cycle(id="c", led_by=("team",), started=When("2018-09-01"))
    assert counts("practitioners", "unnamed", team, led) == {"2018/19": 28}
    assert counts("practitioners", "at_least", team, led) == {"2018/19": 29}


def test_who_is_named_in_a_team_and_is_no_practitioner_is_taken_off_its_size() -> None:
    others = [Person(id="off", type="officer"), Person(id="res", type="researcher")]
    team = Team(id="team", size=3, members=("p1", "off", "res"))
    led = Cycle(id="c", led_by=("team",), started=When("2018-09-01"))
    row = {
        name: counts("practitioners", name, *others, team, led).get("2018/19", 0)
        for name in COLUMNS
    }
    assert (row["named"], row["counted"], row["unnamed"], row["at_least"]) == (1, 1, 0, 1)


def test_who_takes_part_in_nothing_that_is_dated_is_counted_without_a_session() -> None:
    records: list[Base] = [
        Trio(id="t", members=("p1", "p2")),
        Team(id="team", size=5),
        Cycle(id="undated", organisations=("s2",), started=When("year 1")),
        Cycle(id="backwards", organisations=("s2",), network="n"),
        Network(id="n", size=3, size_of="schools"),
        Lesson(id="l", cycle="undated", taught_by="p3", when=When("2018-09-01")),
        Membership(id="m", group="n", member="s1", since=When("2018"), until=When("2016")),
    ]
    assert counts("practitioners", "named", *records) == {"2018/19": 1, None: 2}
    assert counts("practitioners", "counted", *records) == {None: 5}
    assert counts("trios", "named", *records) == {None: 1}
    assert counts("schools", "counted", *records) == {None: 3}


def test_nobody_is_in_no_session() -> None:
    frame = participation(Programme.of([]))
    assert list(frame.columns) == ["session", "what", *COLUMNS]
    assert frame["session"].isna().tolist() == [True] * 5
    assert frame[list(COLUMNS)].to_numpy().sum() == 0


def test_the_authorities_of_the_collaboratives_are_32_from_2017_on() -> None:
    frame = participation(collaboratives())
    rows = frame[(frame["what"] == "authorities") & frame["session"].notna()]
    found = rows[["session", "named", "named_possible"]].to_numpy().tolist()
    assert found == [["2016/17", 7, 32], ["2017/18", 32, 32]]


def printed() -> dict[str, dict[str, Any]]:
    """The published accounts as facts, with the figures as their sources print them."""
    path = Path(__file__).parents[1] / "reference" / "published_cases.yaml"
    return {case["case"]: case for case in yaml.safe_load(path.read_text("utf-8"))}


def taking_part(key: str, what: str, column: str) -> dict[str | None, int]:
    """One column of a published account, by session."""
    frame = participation(account(key))
    rows = frame[(frame["what"] == what) & (frame[column] > 0)]
    sessions = rows["session"].astype(object).where(rows["session"].notna(), None)
    return dict(zip(sessions, rows[column], strict=True))


def test_the_teams_and_schools_of_argyll_and_bute_are_as_many_as_their_source_prints() -> None:
    """Four teams of four schools, from spring 2017 through the session 2017/18 (P15)."""
    case = printed()["argyll-and-bute-car-2017"]
    throughout = ("2016/17", "2017/18")
    teams = taking_part(case["case"], "teams", "at_least")
    assert teams == dict.fromkeys(throughout, case["teams"])
    schools = taking_part(case["case"], "schools", "named")
    assert schools == dict.fromkeys(throughout, len(case["schools"]))


def test_the_schools_of_sipp_in_west_dunbartonshire_are_the_four_that_are_printed() -> None:
    """In the session 2013/14 four schools of the authority took part in SIPP (S1)."""
    case = printed()["west-dunbartonshire-car"]
    assert case["timeline"][0] == {
        "when": "session 2013/14",
        "fact": "four schools take part in SIPP",
    }
    assert taking_part(case["case"], "schools", "counted")["2013/14"] == 4
    assert taking_part(case["case"], "schools", "named") == {}


def test_the_teachers_and_schools_of_the_glasgow_lesson_study_are_as_many_as_printed() -> None:
    """29 teachers of four primaries, without a date (P48)."""
    case = printed()["glasgow-lesson-study"]
    assert taking_part(case["case"], "practitioners", "at_least") == {None: case["teachers"]}
    assert taking_part(case["case"], "schools", "at_least") == {None: case["schools"]}


def test_growth_is_told_by_what_was_known_on_a_date() -> None:
    records: list[Base] = [
        Cycle(id="c1", organisations=("s1",), started=When("2016-09-01"), ended=When("2019-06-01")),
        Cycle(id="c2", organisations=("s2",), started=When("2018-09-01")),
        Network(id="n", size=9, size_of="schools", started=When("2017-09-01")),
        Network(id="later", size=99, size_of="schools", started=When("2019")),
        Membership(id="m", group="later", member="p2"),
        Lesson(id="l1", cycle="c1", taught_by="p1", when=When("2018-03-01")),
        Lesson(id="l2", cycle="c1", taught_by="p3", when=When("2018-10-01")),
    ]
    then: dict[str, Any] = {"as_of": "2018-06-30"}
    assert counts("schools", "named", *records, **then) == {"2016/17": 1, "2017/18": 1}
    assert counts("schools", "counted", *records, **then) == {"2017/18": 9}
    assert counts("practitioners", "named", *records, **then) == {"2017/18": 1}
    assert counts("practitioners", "named", *records) == {"2017/18": 1, "2018/19": 1, None: 1}


def test_participation_is_that_of_a_programme_on_a_date_that_can_be_looked_back_from() -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not list; Programme\.of"):
        participation([])  # type: ignore[arg-type] # the point of it
    with pytest.raises(NotAMoment):
        participation(Programme.of([]), as_of="year 1")


def test_a_period_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownPeriod) as caught:
        participation(Programme.of([]), "term")  # type: ignore[arg-type] # the point of it
    assert str(caught.value) == 'participation is not counted by "term"; give session or year'


@given(programmes())
def test_the_certain_are_among_the_possible_and_the_order_of_records_changes_nothing(
    programme: Programme,
) -> None:
    frame = participation(programme)
    assert (frame["named"] <= frame["named_possible"]).all()
    assert (frame["counted"] <= frame["counted_possible"]).all()
    assert (frame["unnamed"] <= frame["counted"]).all()
    backwards = participation(Programme.of(reversed(tuple(programme))))
    pd.testing.assert_frame_equal(frame, backwards)


@given(st.lists(st.sampled_from(START), max_size=4))
def test_the_new_of_all_sessions_are_those_who_were_ever_certain(dates: list[str]) -> None:
    records: list[Base] = [
        Cycle(id=f"c{number}", organisations=(f"s{number % 2 + 1}",), started=When(when))
        for number, when in enumerate(dates)
    ]
    new = sum(n for session, n in counts("schools", "new", *records).items() if session)
    sure = {number % 2 for number, when in enumerate(dates) if when.endswith("-09-01")}
    assert new == len(sure)
