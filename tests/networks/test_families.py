"""Families of schools: distances held to their formula, and nothing that was not said compared."""

from __future__ import annotations

from itertools import permutations
from math import log1p, sqrt
from statistics import pstdev
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Profile, Programme, School, When
from nsee_core.networks.sessions import NotASession
from nsee_core.networks.structure.intake import INTAKE, Intake
from nsee_core.networks.structure.similar_schools import (
    NoSuchSchool,
    NotAFamily,
    UnknownIntake,
    families,
)
from nsee_core.records import Base


def programme(*described: dict[str, Any], **school: object) -> Programme:
    """Primary schools s0, s1 and so on, each with a profile of 2018/19."""
    rows: list[Base] = []
    for number, said in enumerate(described):
        place = {"id": f"s{number}", "sector": "primary", **school}
        rows.append(School.model_validate(place))
        given = {"session": "2018/19", "simd_edition": 2016, "school": f"s{number}", **said}
        rows.append(Profile(id=f"p{number}", **given))
    return Programme.of(rows)


def test_the_distance_is_the_standardised_euclidean_one() -> None:
    said = [
        {"free_meals": 10, "roll": 100, "simd_q1": 20, "simd_unknown": 0},
        {"free_meals": 30, "roll": 250, "simd_q1": 60, "simd_unknown": 2},
        {"free_meals": 15, "roll": 400, "simd_q1": 30, "simd_unknown": 1},
    ]
    on: tuple[Intake, ...] = ("free_meals", "roll", "simd_q1", "simd_unknown")
    columns = [[log1p(one[name]) if name == "roll" else one[name] for one in said] for name in on]
    frame = families(programme(*said), session="2018/19", on=on)
    found = frame.set_index(["school", "other"])["distance"].to_dict()
    for one, other in permutations(range(3), 2):
        parts = [((column[one] - column[other]) / pstdev(column)) ** 2 for column in columns]
        assert found[f"s{one}", f"s{other}"] == pytest.approx(sqrt(sum(parts) / 4))


@st.composite
def described(draw: st.DrawFn) -> Programme:
    share = st.none() | st.integers(0, 100)
    return programme(
        *(
            {name: draw(share) for name in ("free_meals", "simd_q1", "roll")}
            for _ in range(draw(st.integers(0, 6)))
        )
    )


@given(described(), st.integers(1, 3))
def test_the_distance_from_one_school_to_another_is_the_distance_back(
    schools: Programme, at_least: int
) -> None:
    frame = families(
        schools, session="2018/19", on=("free_meals", "simd_q1", "roll"), at_least=at_least
    )
    there = {
        (one, other): distance
        for one, other, distance in zip(
            frame["school"], frame["other"], frame["distance"], strict=True
        )
    }
    assert there == {(one, other): pytest.approx(there[other, one]) for one, other in there}
    assert frame["compared"].ge(at_least).all()


@given(described())
def test_the_order_of_records_changes_nothing(schools: Programme) -> None:
    on: tuple[Intake, ...] = ("free_meals", "roll")
    backwards = Programme.of(reversed(tuple(schools)))
    pd.testing.assert_frame_equal(
        families(schools, session="2018/19", on=on, at_least=1),
        families(backwards, session="2018/19", on=on, at_least=1),
        check_exact=False,
    )


def test_the_nearest_come_first_and_only_so_many() -> None:
    schools = programme(*({"free_meals": share} for share in (10, 50, 12, 8, 90)))
    frame = families(schools, "s0", session="2018/19", on=["free_meals"], k=3)
    assert frame["other"].tolist() == ["s2", "s3", "s1"]
    everybody = families(schools, session="2018/19", on=["free_meals"], k=3)
    assert everybody[everybody["school"] == "s0"]["other"].tolist() == ["s2", "s3", "s1"]


def test_what_a_profile_does_not_say_is_not_guessed() -> None:
    schools = programme(
        {"free_meals": 10, "roll": 100}, {"free_meals": 20}, {"free_meals": 30, "roll": 300}
    )
    on: tuple[Intake, ...] = ("free_meals", "roll")
    strict = families(schools, session="2018/19", on=on)
    assert set(strict["school"]) == {"s0", "s2"}
    assert strict.attrs["incomplete"] == ("s1",)
    assert strict.attrs["lacking"] == {"roll": 1}
    loose = families(schools, "s1", session="2018/19", on=on, at_least=1)
    assert loose[["other", "compared", "variables", "missing"]].to_dict("list") == {
        "other": ["s0", "s2"],
        "compared": [1, 1],
        "variables": ["free_meals", "free_meals"],
        "missing": ["roll", "roll"],
    }
    assert (loose.attrs["incomplete"], loose.attrs["lacking"]) == ((), {})


def test_a_school_that_says_enough_among_schools_that_do_not_has_no_peers() -> None:
    schools = programme({"free_meals": 10, "roll": 100}, {"free_meals": 20}, {})
    found = families(schools, session="2018/19", on=("free_meals", "roll"))
    assert (found.attrs["no_peers"], found.attrs["incomplete"]) == (("s0",), ("s1", "s2"))


@given(described())
def test_every_school_is_compared_or_it_is_said_why_not(schools: Programme) -> None:
    frame = families(schools, session="2018/19", on=("free_meals", "roll"))
    why = [id_ for ids in frame.attrs.values() if isinstance(ids, tuple) for id_ in ids]
    assert {*frame["school"], *why} == {school.id for school in schools.of_kind(School)}
    assert not {*frame["school"]} & {*why}


def test_one_variable_may_be_given_by_itself_and_counts_once() -> None:
    schools = programme({"roll": 1}, {"roll": 2})
    one = families(schools, session=When("session 2018/19"), on="roll")
    pd.testing.assert_frame_equal(one, families(schools, session="2018/19", on=("roll", "roll")))


def test_editions_of_simd_do_not_compare_and_shares_of_none_do_not_count() -> None:
    said = {"simd_q1": 20, "free_meals": 10}
    old, new = {**said, "simd_edition": 2012}, {**said, "simd_edition": 2016}
    schools = programme(old, new, old, {**said, "simd_edition": None})
    frame = families(schools, session="2018/19", on=("simd_q1",))
    assert frame[["school", "other", "simd_edition"]].to_numpy().tolist() == [
        ["s0", "s2", 2012],
        ["s2", "s0", 2012],
    ]
    assert frame.attrs["no_edition"] == ("s3",)
    assert (frame.attrs["incomplete"], frame.attrs["no_peers"]) == (("s3",), ("s1",))
    assert len(families(schools, session="2018/19", on=("free_meals",))) == 12


def test_schools_are_compared_within_a_sector_unless_it_is_asked_for() -> None:
    rows: list[Base] = [School(id="a", sector="primary"), School(id="b", sector="secondary")]
    rows.append(School(id="c"))
    rows += [Profile(id=f"p-{s}", school=s, session=When("2018/19"), roll=90) for s in "abc"]
    found = families(Programme.of(rows), session="2018/19", on=("roll",))
    assert (len(found), found.attrs["no_sector"]) == (0, ("c",))
    assert (found.attrs["no_peers"], found.attrs["incomplete"]) == (("a", "b"), ())
    across = families(Programme.of(rows), session="2018/19", on=("roll",), across_sectors=True)
    assert (len(across), across.attrs["no_sector"], across.attrs["no_peers"]) == (6, (), ())
    assert across["sector"].isna().all()
    assert (across["distance"] == 0).all()


def test_a_profile_counts_where_it_certainly_belongs_to_the_session_and_the_latest_of_several() -> (
    None
):
    rows: list[Base] = [School(id=s, sector="primary", authority=s) for s in ("a", "b")]
    rows.append(School(id="c", sector="primary"))
    rows += [
        Profile(id="1", school="a", session=When("September 2018"), roll=100),
        Profile(id="2", school="a", session=When("May 2019"), roll=50),
        Profile(id="3", school="b", session=When("2018/19"), roll=50),
        Profile(id="4", school="c", session=When("2018"), roll=50),
    ]
    found = families(Programme.of(rows), session="2018/19", on=("roll",))
    assert found[["school", "other", "distance", "same_authority"]].to_numpy().tolist() == [
        ["a", "b", 0.0, False],
        ["b", "a", 0.0, False],
    ]
    assert found.attrs["no_profile"] == ("c",)


def test_whether_two_schools_are_of_one_authority_is_said_where_it_is_known() -> None:
    moray = programme({"roll": 1}, {"roll": 2}, authority="moray")
    one = families(moray, session="2018/19", on=["roll"])
    assert one["same_authority"].tolist() == [True, True]
    none = families(programme({"roll": 1}, {"roll": 2}), session="2018/19", on=["roll"])
    assert none["same_authority"].isna().all()


def test_by_default_all_of_the_intake_is_compared() -> None:
    said: dict[str, Any] = dict.fromkeys(map(str, INTAKE), 10)
    frame = families(programme(said, said), session="2018/19")
    assert frame["variables"].tolist() == [", ".join(INTAKE)] * 2


def fifths(*shares: float, **said: object) -> dict[str, Any]:
    """A profile that says all but the share of unknown area."""
    names = ("simd_q1", "simd_q2", "simd_q3", "simd_q4", "simd_q5")
    return dict(zip(names, shares, strict=True)) | {"free_meals": 10, "roll": 90} | said


def test_the_share_of_unknown_area_is_what_the_five_fifths_leave() -> None:
    said = [fifths(20, 20, 20, 20, 20), fifths(20.1, 20.1, 20.1, 20.1, 20.1)]
    said.append(fifths(20, 20, 20, 20, 20, simd_unknown=0))
    said.append(fifths(20.3, 20.2, 20.0, 19.5, 19.5))
    frame = families(programme(*said), session="2018/19", on="simd_unknown")
    found = frame[frame["school"] == "s0"].set_index("other")["distance"].to_dict()
    assert found == {"s1": 0.0, "s2": 0.0, "s3": pytest.approx(4 / sqrt(3))}
    assert len(families(programme(*said), session="2018/19")) == 12


def test_where_the_fifths_are_not_all_the_share_of_unknown_area_is_lacking() -> None:
    few, over = fifths(20, 20, 20, 20, 15), fifths(20, 20, 20, 20, 22)
    part = {"simd_q1": 100, "free_meals": 10}
    undated = fifths(20, 20, 20, 20, 20, simd_edition=None)
    frame = families(programme(few, over, part, undated), session="2018/19")
    assert (len(frame), frame.attrs["incomplete"]) == (0, ("s3", "s0", "s1", "s2"))
    assert frame.attrs["lacking"] == {
        "simd_unknown": 4,
        "simd_q2": 2,
        "simd_q3": 2,
        "simd_q4": 2,
        "simd_q5": 2,
        "simd_q1": 1,
        "roll": 1,
    }


@pytest.mark.parametrize(
    ("asked", "error", "why"),
    [
        ({"school": "s9"}, NoSuchSchool, 'no school has the id "s9"'),
        ({"school": "p0"}, NoSuchSchool, '"p0" is a profile; give the id of a school'),
        ({"school": ["s0"]}, NoSuchSchool, """no school has the id "['s0']\""""),
        ({"k": -1}, NotAFamily, "k cannot be -1; give a whole number, 1 or more"),
        ({"k": 0}, NotAFamily, "k cannot be 0; give a whole number, 1 or more"),
        ({"k": 2.5}, NotAFamily, "k cannot be 2.5; give a whole number, 1 or more"),
        ({"k": True}, NotAFamily, "k cannot be True; give a whole number, 1 or more"),
        (
            {"at_least": 0},
            NotAFamily,
            "at_least cannot be 0; give a whole number, 1 to 8",
        ),
        (
            {"on": ("roll", "free_meals"), "at_least": 3},
            NotAFamily,
            "at_least cannot be 3; give a whole number, 1 to 2",
        ),
        (
            {"session": "2018-09-01"},
            NotASession,
            '"2018-09-01" is no school session; give one, such as "2018/19"',
        ),
        (
            {"session": "2017"},
            NotASession,
            '"2017" is no school session; give one, such as "2018/19"',
        ),
        (
            {"on": "rolls"},
            UnknownIntake,
            'schools are not compared by "rolls"; perhaps "roll" was meant',
        ),
        (
            {"on": 7},
            UnknownIntake,
            (
                'schools are not compared by "7"; give simd_q1, simd_q2, simd_q3, simd_q4, '
                "simd_q5, simd_unknown, free_meals or roll"
            ),
        ),
        (
            {"on": ("free_meal",)},
            UnknownIntake,
            'schools are not compared by "free_meal"; perhaps "free_meals" was meant',
        ),
        (
            {"on": ("exam results",)},
            UnknownIntake,
            (
                'schools are not compared by "exam results"; give simd_q1, simd_q2, simd_q3, '
                "simd_q4, simd_q5, simd_unknown, free_meals or roll"
            ),
        ),
        (
            {"on": ()},
            UnknownIntake,
            (
                "nothing was named; give simd_q1, simd_q2, simd_q3, simd_q4, simd_q5, "
                "simd_unknown, free_meals or roll"
            ),
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(
    asked: dict[str, Any], error: type[ValueError], why: str
) -> None:
    with pytest.raises(error) as caught:
        families(programme({"roll": 5}), **{"session": "2018/19", **asked})
    assert str(caught.value) == why


def test_families_are_those_of_a_programme() -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not list; Programme\.of"):
        families([], session="2018/19")  # type: ignore[arg-type] # the point of it
