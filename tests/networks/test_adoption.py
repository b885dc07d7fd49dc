"""Who took up a practice, and when."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Membership,
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
from nsee_core.networks.movement.adopting import adopters, adoption
from nsee_core.networks.placing.levels import UnknownLevel
from nsee_core.networks.practices import NoSuchPractice
from nsee_core.records import Base
from nsee_core.records.knowledge import TransferType

PEOPLE: list[Base] = [
    Practice(id="talk"),
    Practice(id="talk-2", adapted_from="talk"),
    Practice(id="other"),
    School(id="s1"),
    *(Person(id=f"p{n}", school="s1") for n in range(1, 4)),
    *(Person(id=id_) for id_ in ("p4", "giver")),
    Trio(id="trio", members=("p1", "p2", "p3")),
]


def taken(
    id_: str,
    receiver: str,
    when: str | None,
    type_: TransferType | None = "adopted",
    practice: str = "talk",
) -> Transfer:
    return Transfer(
        id=id_,
        practice=practice,
        giver="giver",
        receivers=(receiver,),
        type=type_,
        when=None if when is None else When(when),
    )


def curve(*transfers: Transfer) -> list[tuple[str | None, int, int, int, int]]:
    frame = adoption(Programme.of([*PEOPLE, *transfers]), "talk")
    assert frame.dtypes.map(str).to_dict() == {
        "date": "datetime64[s]",
        "certain": "Int64",
        "possible": "Int64",
        "new_certain": "Int64",
        "new_possible": "Int64",
    }
    return [
        (None if pd.isna(day) else f"{day:%Y-%m-%d}", *counts)
        for day, *counts in frame.itertuples(index=False, name=None)
    ]


def test_to_be_shown_a_practice_is_not_to_take_it_up() -> None:
    assert curve(taken("t1", "p2", "2018-06-12", "shared"), taken("t2", "p3", "2018", None)) == []


def test_somebody_counts_once_from_the_first_time_on() -> None:
    assert curve(taken("t1", "p2", "2018-06-12"), taken("t2", "p2", "2018-03-01", "adapted")) == [
        ("2018-03-01", 1, 1, 1, 1)
    ]


def test_two_dates_of_one_adopter_narrow_down_when_it_was() -> None:
    """Possible as soon as either may have been; certain once either must have been."""
    assert curve(taken("t1", "p2", "2018"), taken("t2", "p2", "June 2018")) == [
        ("2018-01-01", 0, 1, 0, 1),
        ("2018-06-30", 1, 1, 1, 0),
    ]


def test_what_has_no_date_is_certain_only_in_a_last_row_without_one() -> None:
    assert curve(
        taken("t1", "p2", "2018-06-12"),
        taken("t2", "p3", None),
        taken("t3", "p4", "since May 2018"),
    ) == [
        ("2018-05-01", 0, 2, 0, 2),
        ("2018-06-12", 1, 3, 1, 1),
        (None, 3, 3, 2, 0),
    ]
    assert curve(taken("t", "p3", "year 2")) == [(None, 1, 1, 1, 1)]


def test_adopters_of_an_adaptation_count_and_those_of_another_practice_do_not() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            taken("t1", "p2", "2018-06-12", "adapted", "talk-2"),
            taken("t2", "p3", "2018-06-12", "adapted", "other"),
            taken("t3", "trio", "May 2018"),
            taken("t4", "gone", "May 2018"),
        ]
    )
    frame = adopters(programme, "talk")
    assert frame.astype(str).to_numpy().tolist() == [
        ["p2", "t1", "talk-2", "adapted", "2018-06-12", "2018-06-12", "2018-06-12", "True"],
        *(
            [person, "t3", "talk", "adopted", "May 2018", "2018-05-01", "2018-05-31", "True"]
            for person in ("p1", "p2", "p3")
        ),
    ]
    assert frame.attrs["unplaced"] == ("gone",)
    assert adopters(programme, "talk", level="schools")["adopter"].tolist() == ["s1", "s1"]
    assert adoption(programme, "talk", level="schools")["certain"].tolist() == [0, 1]
    with pytest.raises(UnknownLevel):
        adopters(programme, "talk", level="school")  # type: ignore[arg-type] # the fault
    with pytest.raises(NoSuchPractice):
        adoption(programme, "walk")


def test_who_gives_a_practice_does_not_take_it_up() -> None:
    within = Transfer(id="t", practice="talk", giver="p1", receivers=("trio",), type="adopted")
    programme = Programme.of([*PEOPLE, within])
    assert adopters(programme, "talk")["adopter"].tolist() == ["p2", "p3"]
    assert adopters(programme, "talk", level="schools").empty
    team = [Team(id="open"), Membership(id="i", group="open", member="p2", since=When("2018"))]
    by_team = within.model_copy(update={"giver": "open", "when": When("2018-05-14")})
    took = adopters(Programme.of([*PEOPLE, *team, by_team]), "talk").set_index("adopter")
    assert took["certain"].to_dict() == {"p1": True, "p2": False, "p3": True}


def test_as_of_a_date_who_took_it_up_later_or_perhaps_later_does_not_count() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            taken("t1", "p1", "May 2018"),
            taken("t2", "p2", "2018"),
            taken("t3", "p3", None),
            taken("t4", "p4", "2019"),
        ]
    )
    assert adopters(programme, "talk", as_of="2018-06-30")["adopter"].tolist() == ["p1", "p3"]
    frame = adoption(programme, "talk", as_of="2018-06-30")
    assert frame[["certain", "possible"]].to_numpy().tolist() == [[0, 2], [1, 2], [2, 2]]
    assert adoption(programme, "talk")["certain"].max() == 4
    with pytest.raises(NotAMoment):
        adoption(programme, "talk", as_of="year 1")


def test_a_practice_that_was_not_there_yet_has_no_adopters_and_is_no_mistake() -> None:
    programme = Programme.of(
        [Practice(id="new", since=When("2019")), taken("t", "p1", "2019", practice="new"), *PEOPLE]
    )
    early = adopters(programme, "new", as_of="2018")
    assert early.empty
    assert (early.dtypes == adopters(programme, "new").dtypes).all()
    assert adoption(programme, "new", as_of="2018").empty


def test_a_team_as_of_a_date_is_who_belonged_to_it_by_then() -> None:
    joined = [
        Membership(id="i1", group="open", member="p1", since=When("2017")),
        Membership(id="i2", group="open", member="p2", since=When("2019")),
    ]
    programme = Programme.of([*PEOPLE, Team(id="open"), *joined, taken("t", "open", "May 2018")])
    assert adopters(programme, "talk", as_of="2018-06-30")["adopter"].tolist() == ["p1"]
    assert adopters(programme, "talk")["adopter"].tolist() == ["p1"]
    undated = programme.put(taken("t", "open", None))
    assert adopters(undated, "talk", as_of="2018-06-30")["adopter"].tolist() == ["p1"]
    assert adopters(undated, "talk")["adopter"].tolist() == ["p1", "p2"]


def test_who_only_may_have_been_in_the_team_is_never_a_certain_adopter() -> None:
    joined = [
        Membership(id="i1", group="open", member="p1", since=When("2017")),
        Membership(id="i2", group="open", member="p2", since=When("2018")),
        Membership(id="i3", group="open", member="p3", until=When("May 2018")),
    ]
    records = [*PEOPLE, Team(id="open"), *joined]
    on_a_day = Programme.of([*records, taken("t", "open", "2018-05-14")])
    assert adopters(on_a_day, "talk")["certain"].tolist() == [True, False, False]
    assert adoption(on_a_day, "talk")[["certain", "possible"]].to_numpy().tolist() == [[1, 3]]
    later = on_a_day.put(taken("later", "p2", "2019-05-14"))
    assert adoption(later, "talk")[["certain", "possible"]].to_numpy().tolist() == [[1, 3], [2, 3]]
    undated = adoption(Programme.of([*records, taken("t", "open", None)]), "talk")
    assert undated["date"].isna().tolist() == [True]
    assert undated[["certain", "possible"]].to_numpy().tolist() == [[0, 3]]


@pytest.mark.parametrize("asked", [adopters, adoption])
def test_what_means_nothing_is_refused(asked: Callable[..., pd.DataFrame]) -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str; "):
        asked("records.jsonl", "talk")
    with pytest.raises(NoSuchPractice, match=r'^"s1" is a school; give the id of a practice$'):
        asked(Programme.of(PEOPLE), "s1")
    with pytest.raises(NoSuchPractice, match=r'^no practice has the id "None"; give the id'):
        asked(Programme.of(PEOPLE), None)


DATES = ("2018-06-12", "2018-06-13", "June 2018", "2018", "by June 2018", "since 2017", "year 1")
transfers = st.lists(
    st.tuples(
        st.sampled_from(("p1", "p2", "p3", "p4", "trio")),
        st.none() | st.sampled_from(DATES),
        st.sampled_from(("adopted", "adapted", "shared", None)),
        st.sampled_from(("talk", "talk-2", "other")),
    ),
    max_size=8,
)


@given(transfers, st.randoms(use_true_random=False))
def test_the_curves_rise_and_enclose_and_end_with_all_adopters(
    drawn: list[tuple[str, str | None, TransferType | None, str]], random: Random
) -> None:
    made = [taken(f"t{n}", *each) for n, each in enumerate(drawn)]
    programme = Programme.of([*PEOPLE, *made])
    frame, who = adoption(programme, "talk"), adopters(programme, "talk")
    assert frame["date"].dropna().is_monotonic_increasing
    assert not frame["date"][:-1].isna().any()
    assert (frame["certain"] <= frame["possible"]).all()
    for name in ("certain", "possible"):
        assert (frame[f"new_{name}"] >= 0).all()
        assert frame[f"new_{name}"].cumsum().tolist() == frame[name].tolist()
        assert max(frame[name], default=0) == who["adopter"].nunique()
    random.shuffle(made)
    again = adoption(Programme.of([*made, *PEOPLE]), "talk")
    pd.testing.assert_frame_equal(again, frame)


def test_what_was_given_to_a_school_is_nobodys_among_people_and_that_is_said() -> None:
    given = Transfer(id="t", practice="talk", type="adopted", receivers=("s1",))
    programme = Programme.of([School(id="s1"), Practice(id="talk"), given])
    assert adoption(programme, "talk").empty
    assert adoption(programme, "talk").attrs["unplaced"] == ("s1",)
    assert adoption(programme, "talk", level="schools")["certain"].tolist() == [1]
