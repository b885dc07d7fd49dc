"""Practices, transfers and measures: the odd cases beyond the examples of each code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import check
from nsee_core.engine.distance import MOVEMENT_LEVELS
from nsee_core.networks.movement.movements import flows
from nsee_core.programme import Programme
from nsee_core.records import (
    Authority,
    Base,
    Measure,
    Measurement,
    Partner,
    Person,
    Practice,
    School,
    Team,
    Transfer,
    Trio,
    When,
)
from tests.rules.judging import said
from tests.strategies import programmes

PLACED: list[Base] = [
    Authority(id="moray"),
    Authority(id="highland"),
    School(id="m1", authority="moray"),
    School(id="m2", authority="moray"),
    School(id="h1", authority="highland"),
    School(id="nowhere"),
    Person(id="p1", school="m1"),
    Person(id="p2", school="m1"),
    Person(id="p3", school="m2"),
    Person(id="parent", school="m1", type="parent or carer"),
    Person(id="loose"),
    Person(id="seconded", school="nowhere", employer="highland"),
    Person(id="employed", school="m1", employer="highland"),
    Person(id="officer", type="officer", employer="moray"),
    Person(id="researcher", type="researcher"),
    Partner(id="university"),
    Team(id="team", school="m1"),
    Trio(id="trio", members=("p1", "p3")),
]
TALK, PAIRS = Practice(id="talk"), Practice(id="pairs")
MOVED = Transfer(id="t", practice="talk", giver="p1", receivers=("p3",))


@pytest.mark.parametrize(
    ("since", "when", "early"),
    [
        ("2018/19", "June 2018", True),
        ("2018", "June 2018", False),
        ("June 2018", "2018", False),
        ("2017", None, False),
        (None, "2017", False),
        ("year 2", "2017", False),
    ],
)
def test_a_practice_moves_after_it_came_to_be_unless_the_dates_leave_it_open(
    since: str | None, when: str | None, *, early: bool
) -> None:
    practice = TALK.but(since=since)
    says = ("warning", "t", "it moved before talk existed")
    assert said("NSEE451", practice, MOVED.but(when=when)) == ([says] if early else [])


def test_what_was_adapted_is_not_older_than_what_it_came_from() -> None:
    origin, child = TALK.but(since="2018"), PAIRS.but(adapted_from="talk")
    assert said("NSEE452", origin, child.but(since="2017")) == [
        ("warning", "pairs", "it has existed for longer than talk, which it was adapted from")
    ]
    assert not said("NSEE452", origin, child.but(since="June 2018"))
    assert not said("NSEE452", child.but(since="2017"))


def test_nothing_becomes_itself_or_what_it_came_from() -> None:
    assert said("NSEE453", TALK, MOVED.but(adapted_as="talk")) == [
        ("error", "t", "talk is said to have become itself")
    ]
    came = TALK.but(adapted_from="pairs")
    assert said("NSEE453", came, PAIRS, MOVED.but(adapted_as="pairs")) == [
        ("error", "t", "talk is said to have become pairs, from which it was adapted")
    ]
    assert not said("NSEE453", TALK, PAIRS, MOVED.but(adapted_as="pairs"))
    assert not said("NSEE453", PAIRS, MOVED.but(adapted_as="pairs", practice=None))


def test_a_school_may_give_to_itself_and_a_person_may_not() -> None:
    assert said("NSEE454", *PLACED, MOVED.but(receivers=("p3", "p1"))) == [
        ("error", "t", "p1 is both who gave it and one of those who received it")
    ]
    for group in ("m1", "team", "trio"):
        assert not said("NSEE454", *PLACED, MOVED.but(giver=group, receivers=(group,)))


def test_only_what_was_adapted_is_asked_what_it_became() -> None:
    assert said("NSEE455", MOVED.but(type="adapted")) == [
        ("info", "t", "it was adapted and it is not said what it became")
    ]
    assert not said("NSEE455", MOVED.but(type="adopted"))


@pytest.mark.parametrize("sort", ["adopted", "shared"])
def test_what_was_not_adapted_became_nothing_else(sort: str) -> None:
    assert said("NSEE456", MOVED.but(type=sort, adapted_as="pairs")) == [
        ("warning", "t", f"it was {sort}, not adapted, and yet it is said to have become pairs")
    ]
    assert not said("NSEE456", MOVED.but(adapted_as="pairs"))


def test_an_audience_is_somebody_even_as_a_number() -> None:
    assert said("NSEE457", Transfer(id="t")) == [("info", "t", "it is not said who received it")]
    assert not said("NSEE457", Transfer(id="t", audience="all who came"))
    assert not said("NSEE457", Transfer(id="t", audience_size=40))


@pytest.mark.parametrize(
    ("giver", "receivers", "level", "far"),
    [
        ("p1", ("p2",), "between schools", "p2 it is within school"),
        ("p1", ("team",), "between authorities", "team it is within school"),
        ("p1", ("p3",), "within school", "p3 it is between schools or between authorities"),
        ("m1", ("m2",), "between authorities", "m2 it is between schools"),
        ("m1", ("h1",), "between schools", "h1 it is between authorities"),
        ("m1", ("highland",), "within school", "highland it is between authorities"),
        ("m1", ("moray",), "between schools", "moray it is beyond schools"),
        ("moray", ("highland",), "beyond schools", "highland it is between authorities"),
        (
            "m1",
            ("nowhere",),
            "beyond schools",
            "nowhere it is between schools or between authorities",
        ),
        ("p1", ("p2", "p3"), "beyond schools", "p2 it is within school"),
        ("p1", ("parent",), "between schools", "parent it is beyond schools"),
        ("p1", ("university",), "within school", "university it is beyond schools"),
        ("p1", ("researcher",), "between schools", "researcher it is beyond schools"),
        (
            "p1",
            ("officer",),
            "within school",
            "officer it is between authorities or beyond schools",
        ),
        (
            "p1",
            ("seconded",),
            "beyond schools",
            "seconded it is between schools or between authorities",
        ),
    ],
)
def test_a_printed_level_that_cannot_be_is_told(
    giver: str, receivers: tuple[str, ...], level: str, far: str
) -> None:
    moved = MOVED.but(giver=giver, receivers=receivers, level_printed=level)
    says = f"it is said to have moved {level}, and from {giver} to {far}"
    assert said("NSEE458", *PLACED, moved) == [("warning", "t", says)]
    assert flows(Programme.of([*PLACED, moved]))["contradicts"].all()


@pytest.mark.parametrize(
    ("giver", "receivers", "level"),
    [
        ("p1", ("p2",), "within school"),
        ("p1", ("p3",), "between authorities"),
        ("p1", ("p2", "p3"), "between schools"),
        ("p1", ("p2", "loose"), "between schools"),
        ("p1", ("parent",), "beyond schools"),
        ("loose", ("p1",), "within school"),
        ("trio", ("p1",), "within school"),
        ("trio", ("p1",), "beyond schools"),  # whose members lie further off than a rule looks
        ("p1", ("seconded",), "between authorities"),
        ("p1", ("employed",), "within school"),
        ("p1", (), "within school"),
        (None, ("p1",), "within school"),
        ("p1", ("p2",), None),
    ],
)
def test_a_printed_level_that_may_be_is_not_told(
    giver: str | None, receivers: tuple[str, ...], level: str | None
) -> None:
    moved = MOVED.but(giver=giver, receivers=receivers, level_printed=level)
    assert not said("NSEE458", *PLACED, moved)


KINDS = ("transfer", "person", "school", "authority", "team", "transfer", "partner", "trio")


@given(programmes(most=12, kinds=KINDS))
def test_what_the_rule_tells_contradicts_what_is_computed(programme: Programme) -> None:
    movements = flows(programme)
    ruled_out = set(movements["transfer"][movements["contradicts"].fillna(value=False)])
    found = {f.subject for f in check(programme, select=["NSEE458"])}
    assert found <= ruled_out


NEAR: list[Base] = [
    each for each in PLACED if each.id not in ("loose", "seconded", "employed", "officer", "trio")
]
ENDS = [each.id for each in NEAR]


@given(
    st.sampled_from(ENDS),
    st.lists(st.sampled_from(ENDS), min_size=1, max_size=3),
    st.sampled_from(MOVEMENT_LEVELS),
)
def test_where_each_end_is_seen_at_once_the_rule_tells_whatever_is_computed_to_contradict(
    giver: str, receivers: list[str], level: str
) -> None:
    """What lies further off than a rule looks is the authority of people and teams."""
    moved = MOVED.but(giver=giver, receivers=tuple(receivers), level_printed=level)
    programme = Programme.of([*NEAR, moved])
    told = bool(said("NSEE458", *NEAR, moved))
    contradicts = bool(flows(programme)["contradicts"].all())
    nobody = {"p1", "p2", "p3", "team"}.isdisjoint((giver, *receivers))
    assert told == contradicts if nobody else told <= contradicts


def test_two_records_may_disagree_about_where_a_practice_came_from() -> None:
    moved = MOVED.but(adapted_as="pairs")
    assert said("NSEE459", PAIRS.but(adapted_from="map"), moved) == [
        (
            "info",
            "t",
            "it says that talk became pairs, which says that it was adapted from map",
        )
    ]
    assert not said("NSEE459", PAIRS, moved)
    assert not said("NSEE459", PAIRS.but(adapted_from="talk"), moved)
    assert not said("NSEE459", moved)


def test_a_measure_needs_an_instrument_once_something_rests_on_it() -> None:
    measure, value = Measure(id="m"), Measurement(id="v", measure="m", value=3)
    assert not said("NSEE631", measure)
    assert said("NSEE631", measure, value) == [
        ("warning", "m", "values were taken, and no instrument is named that defines it")
    ]
    assert said("NSEE631", measure.but(capital="human")) == [
        (
            "warning",
            "m",
            "it is said to be of human capital, and no instrument is named that defines it",
        )
    ]
    assert not said("NSEE631", measure.but(instrument="Example, version 2"), value)


@pytest.mark.parametrize(
    ("ends", "value", "says"),
    [
        ({"lowest": 1, "highest": 5}, 5.5, "from 1 to 5"),
        ({"lowest": 1}, 0, "from 1 to somewhere"),
        ({"highest": 5}, 6, "from somewhere to 5"),
        ({"lowest": 1, "highest": 5}, 5, None),
        ({"lowest": 1, "highest": 5}, 1, None),
        ({"lowest": 1, "highest": 5}, None, None),
        ({}, 99, None),
    ],
)
def test_a_value_lies_on_the_scale_of_its_measure(
    ends: dict[str, float], value: float | None, says: str | None
) -> None:
    measure = Measure.model_validate({"id": "m", **ends})
    taken = Measurement(id="v", measure="m", value=value)
    words = f"the scale of m goes {says}, and this value lies beyond"
    assert said("NSEE632", measure, taken) == ([("warning", "v", words)] if says else [])
    assert not said("NSEE632", taken)


def test_a_scale_goes_up() -> None:
    assert said("NSEE633", Measure(id="m", lowest=5, highest=1)) == [
        ("warning", "m", "the lowest value is 5 and the highest 1")
    ]
    assert said("NSEE633", Measure(id="m", lowest=0, highest=-1))
    assert not said("NSEE633", Measure(id="m", lowest=1))
    assert not said("NSEE633", Measure(id="m", lowest=1, highest=1))


def test_a_date_that_is_open_is_no_contradiction() -> None:
    assert not said("NSEE451", TALK.but(since=When("since 2016")), MOVED.but(when="by June 2018"))
