"""Who held which role, who led what and how it is shared out, and what instruments say."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random
from typing import Literal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Lesson,
    Measure,
    Measurement,
    Membership,
    Network,
    Partner,
    Person,
    Programme,
    School,
    Team,
    Trio,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.leadership.concentration import gini, herfindahl, leading_concentration
from nsee_core.networks.leadership.holders import roles
from nsee_core.networks.leadership.leaders import leading, leading_together
from nsee_core.networks.leadership.professional_capital import capital
from nsee_core.networks.leadership.sharing import UnknownShare, leading_distribution
from nsee_core.records import Base, Order
from nsee_core.safety import safe
from tests.strategies import programmes

RECORDS: list[Base] = [
    Authority(id="moray"),
    School(id="s1", authority="moray"),
    School(id="s2"),
    Partner(id="university"),
    *(Person(id=f"p{n}", school="s1", type="practitioner") for n in (1, 2)),
    Person(id="p3", school="s2", type="officer"),
    Person(id="loose"),
    Person(id="pupil", school="s1", type="pupil"),
    Network(id="n", type="forum", lead="s1", started=When("2016"), ended=When("2019")),
    Team(id="team", lead="p3", members=("p3", "p1")),
    Trio(id="trio", members=("p1", "p2", "p3")),
    Membership(
        id="m1", group="n", member="p1", role="lead", since=When("2017"), until=When("June 2018")
    ),
    Membership(id="m2", group="n", member="p2", role="observer", since=When("June 2018")),
    Membership(id="m3", group="trio", member="p3", until=When("2017")),
    Membership(id="m4", group="nowhere", member="p3", role="lead"),
    Cycle(id="c1", led_by=("trio", "university"), started=When("2017-08-20")),
    Cycle(id="c2", led_by=("p1", "p2")),
    Cycle(id="c3"),
    Lesson(id="l1", cycle="c1", taught_by="p2", observed_by=("p1",), when=When("2018")),
    Lesson(id="l2", cycle="c1"),
]
PROGRAMME = Programme.of(RECORDS)


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    told = frame[list(columns)].astype(object)
    return [tuple(row) for row in told.where(told.notna(), None).itertuples(index=False)]


def test_a_role_is_told_by_a_membership_or_by_the_lead_of_a_group() -> None:
    columns = "holder", "group", "role", "since", "until", "origin", "record"
    assert rows_of(roles(PROGRAMME), *columns) == [
        ("p1", "n", "lead", "2017", "June 2018", "membership", "m1"),
        ("p2", "n", "observer", "June 2018", None, "membership", "m2"),
        ("p3", "trio", None, None, "2017", "membership", "m3"),
        ("s1", "n", "lead", "2016", "2019", "lead", "n"),
        ("p3", "team", "lead", None, None, "lead", "team"),
    ]
    places = "holder_kind", "school", "authority", "group_kind", "group_type", "certain"
    assert rows_of(roles(PROGRAMME), *places)[0] == (
        *("person", "s1", "moray", "network", "forum"),
        None,
    )


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2015-06-30", {"p3": False}),
        ("2016-06-30", {"s1": False, "p3": False}),
        ("2017-06-30", {"p1": False, "s1": True, "p3": False}),
        ("2018-01-15", {"p1": True, "s1": True, "p3": False}),
        ("2018-06-15", {"p1": False, "p2": False, "s1": True, "p3": False}),
        ("2018-09-01", {"p2": True, "s1": True, "p3": False}),
        ("2019-06-30", {"p2": False, "s1": False, "p3": False}),
        ("2020-06-30", {"p3": False}),
        ("2018/19", {"p2": False, "s1": False, "p3": False}),
    ],
)
def test_a_role_is_certain_on_a_date_where_the_dates_leave_no_doubt(
    as_of: str, expected: dict[str, bool]
) -> None:
    frame = roles(PROGRAMME, as_of=as_of)
    assert dict(zip(frame["holder"], frame["certain"], strict=True)) == expected


def test_a_holder_who_is_not_here_has_a_role_without_a_place() -> None:
    one = Programme.of([Network(id="n", lead="gone")])
    assert rows_of(roles(one), "holder", "holder_kind", "school") == [("gone", None, None)]


def test_leading_is_told_with_how_many_led_besides() -> None:
    columns = "led", "sort", "leader", "leader_kind", "school", "since", "co_leaders"
    assert rows_of(leading(PROGRAMME), *columns) == [
        ("c1", "cycle", "trio", "trio", None, "2017-08-20", 1),
        ("c1", "cycle", "university", "partner", None, "2017-08-20", 1),
        ("c2", "cycle", "p1", "person", "s1", None, 1),
        ("c2", "cycle", "p2", "person", "s1", None, 1),
        ("l1", "lesson", "p2", "person", "s1", "2018", 0),
        ("n", "network", "p1", "person", "s1", "2017", 1),
        ("n", "network", "s1", "school", "s1", "2016", 1),
        ("team", "team", "p3", "person", "s2", None, 0),
    ]
    assert rows_of(leading(PROGRAMME), "role", "authority")[2] == ("practitioner", "moray")


def test_a_lead_who_is_told_twice_leads_once() -> None:
    twice = Membership(id="m", group="n", member="s1", role="lead")
    frame = leading(Programme.of([School(id="s1"), Network(id="n", lead="s1"), twice]))
    assert rows_of(frame, "leader", "co_leaders") == [("s1", 0)]


def test_what_was_led_later_does_not_count_as_of_a_date() -> None:
    assert "l1" not in set(leading(PROGRAMME, as_of="2017-12-31")["led"])
    assert len(leading_together(PROGRAMME, as_of="2017-06-30")) == 1
    early = leading_distribution(PROGRAMME, "person", as_of="2017-12-31")
    assert early["lessons"].sum() == 0
    concentration = leading_concentration(PROGRAMME, "person", as_of="2017-12-31")
    assert concentration["led"].tolist() == [early["led"].iloc[:-1].sum()]


def test_who_led_together_the_most_often_comes_first() -> None:
    again = Cycle(id="c4", led_by=("p2", "p1", "s2"))
    frame = leading_together(Programme.of([*RECORDS, again]))
    assert rows_of(frame, "leader", "other", "times") == [
        ("p1", "p2", 2),
        ("p1", "s1", 1),
        ("p1", "s2", 1),
        ("p2", "s2", 1),
        ("trio", "university", 1),
    ]


def test_leading_among_schools_counts_once_for_each_school_with_a_leader() -> None:
    columns = "school", "people", "led", "cycles", "lessons", "teams", "networks"
    assert rows_of(leading_distribution(PROGRAMME), *columns) == [
        ("s1", 2, 4, 2, 1, 0, 1),
        ("s2", 1, 2, 1, 0, 1, 0),
        ("university", 0, 1, 1, 0, 0, 0),
    ]
    assert leading_distribution(PROGRAMME)["share"].tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7])


def test_leading_among_people_counts_the_members_of_a_trio_that_led() -> None:
    assert rows_of(leading_distribution(PROGRAMME, "person"), "person", "people", "led") == [
        ("p1", 1, 3),
        ("p2", 1, 3),
        ("p3", 1, 2),
        ("loose", 1, 0),
        (None, 0, 2),
    ]


def test_leading_among_roles_keeps_apart_those_whose_role_is_not_known() -> None:
    assert rows_of(leading_distribution(PROGRAMME, "role"), "role", "people", "led") == [
        ("practitioner", 2, 4),
        ("officer", 1, 2),
        (None, 1, 2),
    ]


def test_a_pupil_who_led_is_told_and_the_others_are_not() -> None:
    led = Cycle(id="c", led_by=("pupil",))
    pupils = Person(id="pupil", type="pupil"), Person(id="quiet", type="pupil")
    assert rows_of(leading_distribution(Programme.of([*pupils, led]), "person"), "person") == [
        ("pupil",)
    ]


def test_where_nobody_led_there_is_no_share_and_no_concentration() -> None:
    nobody = Programme.of([School(id="s1"), Person(id="p1")])
    assert leading_distribution(nobody)["share"].isna().tolist() == [True]
    frame = leading_concentration(nobody)
    assert rows_of(frame, "by", "units", "leading", "gini", "herfindahl", "herfindahl_least") == [
        ("school", 1, 0, None, None, 1.0),
        ("role", 0, 0, None, None, None),
        ("position", 0, 0, None, None, None),
        ("person", 1, 0, None, None, 1.0),
    ]


def test_concentration_leaves_out_who_cannot_be_placed_and_says_how_many() -> None:
    row = leading_concentration(PROGRAMME, "person").iloc[0]
    assert (row["units"], row["leading"], row["led"], row["unplaced"]) == (4, 3, 8, 2)
    assert row["gini"] == pytest.approx(gini([3, 3, 2, 0]))


def test_leading_is_shared_out_by_what_is_known() -> None:
    with pytest.raises(
        UnknownShare,
        match=r'^leading is not shared out by "schools"; perhaps "school" was meant$',
    ):
        leading_distribution(PROGRAMME, "schools")  # type: ignore[arg-type] # that is the point
    with pytest.raises(
        UnknownShare,
        match=r'^leading is not shared out by "x"; give school, role, position or person$',
    ):
        leading_concentration(PROGRAMME, ["x"])  # type: ignore[list-item] # that is the point
    with pytest.raises(
        UnknownShare, match=r"^nothing was named; give school, role, position or person$"
    ):
        leading_concentration(PROGRAMME, [])


def test_leading_is_concentrated_among_each_of_several_once() -> None:
    several = leading_concentration(PROGRAMME, ("person", "school", "person"))
    assert several["by"].tolist() == ["person", "school"]


# ---------------------------------------------------------------- the posts of leaders

POSTS: list[Base] = [
    Person(id="h", type="practitioner", position="Head Teacher"),
    Person(id="d", type="practitioner", position="acting depute headteacher"),
    Person(id="t1", type="practitioner", position="Teacher of English"),
    Person(id="t2", type="practitioner", position="class teacher"),
    Person(id="o", type="officer", position="secretary to Mrs X"),
    Person(id="u", type="practitioner"),
    Person(id="pupil", type="pupil", position="head boy"),
    Trio(id="trio", members=("t1", "t2", "d")),
    Network(id="n", lead="h"),
    Membership(id="m", group="n", member="o", role="lead"),
    Cycle(id="c1", led_by=("t1", "t2")),
    Cycle(id="c2", led_by=("trio", "u")),
]


def test_leading_among_positions_tells_the_head_from_teachers_of_one_role() -> None:
    programme = Programme.of(POSTS)
    assert rows_of(leading_distribution(programme, "role"), "role", "people", "led") == [
        ("practitioner", 5, 3),
        ("officer", 1, 1),
    ]
    frame = leading_distribution(programme, "position")
    assert rows_of(frame, "position", "people", "led", "cycles", "networks") == [
        ("headteacher", 1, 1, 0, 1),
        ("depute headteacher", 1, 1, 1, 0),
        ("teacher", 2, 2, 2, 0),
        ("other post", 1, 1, 0, 1),
        (None, 1, 1, 1, 0),
    ]
    assert frame["share"].sum() == pytest.approx(1.0)
    row = leading_concentration(programme, by="position").iloc[0]
    assert (row["units"], row["led"], row["unplaced"]) == (4, 5, 1)
    assert row["gini"] == pytest.approx(gini([1, 1, 2, 1]))


def test_the_post_of_who_led_and_of_who_held_a_role_is_told_and_not_what_was_typed() -> None:
    programme = Programme.of(POSTS)
    assert rows_of(leading(programme), "leader", "role", "position")[:2] == [
        ("t1", "practitioner", "teacher"),
        ("t2", "practitioner", "teacher"),
    ]
    assert rows_of(roles(programme), "holder", "role", "position") == [
        ("o", "lead", "other post"),
        ("h", "lead", "headteacher"),
    ]


def test_without_what_was_typed_there_are_no_posts() -> None:
    frame = leading_distribution(safe(Programme.of(POSTS)), "position")
    assert rows_of(frame, "position", "people", "led") == [(None, 6, 3)]


# ---------------------------------------------------------------- leading by turns


def as_lead(
    id_: str, since: str | None = None, until: str | None = None, role: str = "lead"
) -> Membership:
    """That somebody belonged to the team, as lead unless in another role."""
    said = {"id": f"{role}-{id_}-{since}".replace(" ", "-"), "group": "T", "member": id_}
    return Membership.model_validate({**said, "role": role, "since": since, "until": until})


TURNS: list[Base] = [
    *(Person(id=f"p{n}", type="practitioner", school=f"s{n}") for n in (1, 2, 3)),
    *(School(id=f"s{n}") for n in (1, 2, 3)),
    Team(id="T"),
    as_lead("p1", until="June 2022"),
    as_lead("p2", since="August 2022"),
    as_lead("p3", until="December 2021", role="observer"),
]


def led_by_people(*records: Base, by: Literal["person", "school"] = "person") -> dict[object, int]:
    """How many cycles each led who led one."""
    frame = leading_distribution(Programme.of([*TURNS, *records]), by)
    return dict(rows_of(frame[frame["cycles"] > 0], by, "cycles"))  # type: ignore[arg-type] # two


@pytest.mark.parametrize(
    ("started", "ended", "leaders"),
    [
        ("September 2022", None, {"p2"}),
        ("2022", None, {"p1", "p2"}),
        (None, "2021", {"p1"}),
        (None, None, {"p1", "p2"}),
        ("July 2022", "July 2022", {None}),
    ],
)
def test_a_team_that_led_a_cycle_is_those_of_its_members_who_may_have_been_in_it_then(
    started: str | None, ended: str | None, leaders: set[str | None]
) -> None:
    said = {"id": "c", "led_by": ("T",), "started": started, "ended": ended}
    cycle = Cycle.model_validate(said)
    assert led_by_people(cycle) == dict.fromkeys(leaders, 1)
    schools = {each and each.replace("p", "s") for each in leaders}
    assert led_by_people(cycle, by="school") == dict.fromkeys(schools, 1)


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("lead", True),
        ("member", True),
        ("coordinator", True),
        ("critical friend", True),
        ("observer", False),
        ("facilitator", False),
        (None, True),
    ],
)
def test_who_observes_or_facilitates_in_a_team_does_not_lead_what_it_leads(
    role: str | None, *, leads: bool
) -> None:
    said = {"id": "m", "group": "A", "member": "p1", "role": role}
    team = Team(id="A", members=("p1", "p2"))
    cycle = Cycle(id="c", led_by=("A",))
    assert ("p1" in led_by_people(team, cycle, Membership.model_validate(said))) is leads
    records = [*TURNS[:3], team, cycle, Membership.model_validate(said)]
    alone = leading_distribution(Programme.of(records), "person").set_index("person")
    assert alone["cycles"].to_dict()["p1"] == int(leads)


def test_a_team_that_leads_a_network_is_those_who_were_in_it_while_it_did() -> None:
    leads = Membership(id="n-T", group="n", member="T", role="lead", until=When("2020"))
    programme = Programme.of([*TURNS, Network(id="n"), leads])
    frame = leading_distribution(programme, "person").set_index("person")
    assert frame["networks"].to_dict() == {"p1": 1, "p2": 0, "p3": 0}


def test_leads_who_certainly_followed_one_another_did_not_lead_together() -> None:
    programme = Programme.of(TURNS)
    columns = "leader", "since", "co_leaders"
    assert rows_of(leading(programme), *columns) == [("p1", None, 0), ("p2", "August 2022", 0)]
    assert leading_together(programme).empty
    again = programme.put(as_lead("p1", since="2023"))
    assert rows_of(leading(again), *columns) == [("p1", None, 1), ("p2", "August 2022", 1)]
    assert rows_of(leading_together(again), "leader", "other", "times") == [("p1", "p2", 1)]
    assert leading_together(again, as_of="2022-10-01").empty


def test_leads_whose_dates_leave_it_open_led_together() -> None:
    maybe = Programme.of([*TURNS[:7], as_lead("p1", until="2022"), as_lead("p2", since="2022")])
    assert leading(maybe)["co_leaders"].tolist() == [1, 1]


def test_a_dated_membership_as_lead_says_more_than_the_groups_own_field() -> None:
    for group in (Team(id="T", lead="p1"), Network(id="T", lead="p1", started=When("2015"))):
        programme = Programme.of([*TURNS[:6], group, *TURNS[7:9]])
        assert rows_of(roles(programme), "holder", "origin") == [
            ("p1", "membership"),
            ("p2", "membership"),
        ]
        assert roles(programme, as_of="2023-01-01")["holder"].tolist() == ["p2"]
        assert leading_together(programme).empty


def test_a_membership_in_another_role_or_group_leaves_the_field_as_it_is() -> None:
    team = Team(id="T", lead="p1")
    other = Membership(id="m", group="n", member="p1", role="lead", until=When("2020"))
    records = [team, as_lead("p1", until="2020", role="member"), Network(id="n"), other]
    assert roles(Programme.of(records), as_of="2023-01-01")["origin"].tolist() == ["lead"]


def test_a_lead_in_the_field_who_began_later_did_not_lead_before() -> None:
    programme = Programme.of([*TURNS[:6], Team(id="T", lead="p2"), *TURNS[7:9]])
    assert leading(programme, as_of="2021-06-30")["leader"].tolist() == ["p1"]


DATES = st.none() | st.sampled_from(["2015", "June 2016", "2016", "2016-07-01", "by 2016", "2017"])
LEADS = st.lists(st.tuples(st.sampled_from(["p1", "p2", "p3"]), DATES, DATES), max_size=6)


@given(LEADS)
def test_two_led_together_unless_every_time_of_one_certainly_missed_every_time_of_the_other(
    ways: list[tuple[str, str | None, str | None]],
) -> None:
    held = [
        as_lead(id_, since, until).but(id=f"m{n}") for n, (id_, since, until) in enumerate(ways)
    ]

    def missed(one: Membership, other: Membership) -> bool:
        return bool(one.until and other.since and one.until.before(other.since) is Order.CERTAINLY)

    together = {
        (one.member, other.member)
        for one, other in product(held, held)
        if one.member < other.member and not missed(one, other) and not missed(other, one)
    }
    programme = Programme.of([Team(id="T"), *held])
    assert set(rows_of(leading_together(programme), "leader", "other")) == together
    assert set(rows_of(leading(programme), "leader", "co_leaders")) == {
        (id_, sum(id_ in pair for pair in together)) for id_ in {each.member for each in held}
    }


@pytest.mark.parametrize(
    "asked",
    [
        *(roles, leading, leading_together, capital),
        *(leading_distribution, leading_concentration),
    ],
)
def test_leading_is_that_of_a_programme_on_a_date_that_can_be_looked_back_from(
    asked: Callable[..., pd.DataFrame],
) -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not list; Programme\.of"):
        asked([])
    with pytest.raises(NotAMoment):
        asked(PROGRAMME, as_of="year 1")


def test_nobody_held_a_role_before_its_network_began() -> None:
    rows = Network(id="n", started=When("2018")), Membership(id="m", group="n", member="p")
    programme = Programme.of(rows)
    assert len(roles(programme, as_of="2017-12-31")) == 0
    assert roles(programme, as_of="2018-06-30")["certain"].tolist() == [False]


@given(st.lists(st.integers(0, 20), max_size=8))
def test_gini_and_herfindahl_are_what_their_formulas_say_over_all_pairs(counts: list[int]) -> None:
    whole, n = sum(counts), len(counts)
    if not whole:
        assert gini(counts) is herfindahl(counts) is None
        return
    pairs = sum(abs(a - b) for a, b in product(counts, counts))
    assert gini(counts) == pytest.approx(pairs / (2 * n * whole))
    assert herfindahl(counts) == pytest.approx(sum((x / whole) ** 2 for x in counts))
    assert -1e-9 <= (gini(counts) or 0) <= (n - 1) / n + 1e-9
    assert 1 / n - 1e-9 <= (herfindahl(counts) or 0) <= 1 + 1e-9


KINDS = ("cycle", "lesson", "team", "trio", "network", "membership", "person", "school")


@given(programmes(most=14, kinds=KINDS), st.randoms(use_true_random=False))
def test_leading_adds_up_whatever_the_order_of_records(
    programme: Programme, random: Random
) -> None:
    frame = leading(programme)
    assert len(leading_together(programme)) <= frame["co_leaders"].sum()
    degree = leading_together(programme)["times"].sum() * 2
    assert degree == frame["co_leaders"].sum()
    shuffled = Programme.of(random.sample(list(programme), len(programme)))
    by_id = ["led", "leader"]
    pd.testing.assert_frame_equal(
        leading(shuffled).drop(columns="since").sort_values(by_id, ignore_index=True),
        frame.drop(columns="since").sort_values(by_id, ignore_index=True),
    )
    for by in ("school", "role", "person"):
        shared = leading_distribution(programme, by)
        sorts = shared[["cycles", "lessons", "trios", "teams", "networks"]].sum(axis=1)
        assert (shared["led"] == sorts).all()
        again = leading_distribution(shuffled, by)
        pd.testing.assert_frame_equal(
            again.sort_values(by, ignore_index=True), shared.sort_values(by, ignore_index=True)
        )


@given(programmes(most=12, kinds=KINDS), st.sampled_from(("2017-06-12", "June 2017", "2018/19")))
def test_a_role_held_for_certain_is_among_the_possible_and_these_among_all(
    programme: Programme, as_of: str
) -> None:
    at = roles(programme, as_of=as_of)
    assert at["certain"].notna().all()
    told = roles(programme)
    columns = ["holder", "group", "origin", "record"]
    assert set(rows_of(at, *columns)) <= set(rows_of(told, *columns))


TRUST = Measure(
    id="trust", name="Trust", instrument="Example, version 2", capital="social", lowest=1, highest=5
)
VALUES: list[Base] = [
    *RECORDS,
    TRUST,
    Measure(id="guess", capital="human"),
    Measure(id="roll", instrument="Example, version 2"),
    Measurement(id="v1", measure="trust", about="p1", value=3.5, n=1, when=When("2018")),
    Measurement(id="v2", measure="trust", about="gone"),
    Measurement(id="v3", measure="guess", value=9),
    Measurement(id="v4", measure="roll", value=90),
    Measurement(id="v5", measure="nowhere", value=9),
]


def test_capital_is_what_a_named_instrument_says_and_nothing_besides() -> None:
    frame = capital(Programme.of(VALUES))
    columns = "measurement", "measure", "name", "instrument", "capital", "lowest", "highest"
    assert rows_of(frame, *columns)[0] == (
        *("v1", "trust", "Trust", "Example, version 2", "social"),
        *(1.0, 5.0),
    )
    columns = "measurement", "about", "about_kind", "school", "when", "value", "n"
    assert rows_of(frame, *columns) == [
        ("v1", "p1", "person", "s1", "2018", 3.5, 1),
        ("v2", "gone", None, None, None, None, None),
    ]
    assert frame.attrs["set_aside"] == ("guess",)


def test_capital_of_a_date_leaves_out_what_was_measured_later() -> None:
    assert capital(Programme.of(VALUES), as_of="2017-06-30")["measurement"].tolist() == ["v2"]


@given(programmes(kinds=("measure", "measurement", "measurement", "person", "survey")))
def test_no_value_is_computed_and_none_is_of_no_instrument(programme: Programme) -> None:
    frame = capital(programme)
    assert frame["instrument"].notna().all()
    assert frame["capital"].notna().all()
    recorded = {each.id: each.value for each in programme.of_kind(Measurement)}
    for id_, value in rows_of(frame, "measurement", "value"):
        assert value == recorded[str(id_)]
