"""Which practices crossed an authority: the odd cases, and order held to comparing all dates."""

from __future__ import annotations

from itertools import product
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Membership,
    Network,
    Order,
    Partner,
    Person,
    Programme,
    School,
    Transfer,
    Trio,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.movement.borders import crossings
from nsee_core.networks.movement.movements import flows
from nsee_core.records import Base
from tests.strategies import programmes

PLACES: list[Base] = [
    *(Authority(id=id_) for id_ in ("moray", "highland", "angus")),
    School(id="m1", authority="moray"),
    School(id="m2", authority="moray"),
    School(id="h1", authority="highland"),
    School(id="a1", authority="angus"),
    School(id="unknown"),
    Partner(id="university"),
    Person(id="pm", school="m1"),
    Person(id="ph", school="h1"),
    Person(id="officer", type="officer", employer="angus"),
    Trio(id="trio", members=("m1", "h1", "a1")),
    Trio(id="two", members=("m1", "h1")),
    Network(id="n"),
    Membership(id="in", group="n", member="h1"),
    Membership(id="in-too", group="n", member="m1"),
]


def moved(id_: str, giver: str | None, *receivers: str, **fields: object) -> Transfer:
    given_ = {"id": id_, "practice": "talk", "giver": giver, "receivers": receivers, **fields}
    return Transfer.model_validate(given_)


def crossed(*transfers: Transfer) -> list[tuple[str | None, ...]]:
    """From where to where, from whom to whom."""
    frame = crossings(Programme.of([*PLACES, *transfers]))
    columns = ["from_authority", "to_authority", "giver", "receiver"]
    rows = frame[columns].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]


@pytest.mark.parametrize(
    ("giver", "receiver", "expected"),
    [
        ("pm", "ph", [("moray", "highland")]),
        ("officer", "ph", [("angus", "highland")]),
        ("pm", "m2", []),
        ("pm", "unknown", []),
        ("pm", "university", []),
        (None, "ph", []),
        ("pm", "trio", [("moray", "angus"), ("moray", "highland")]),
        ("two", "trio", [(None, "angus")]),
        ("two", "n", []),
        ("two", "m2", []),
    ],
)
def test_a_crossing_is_into_an_authority_that_the_giver_is_not_in(
    giver: str | None, receiver: str, expected: list[tuple[str | None, str]]
) -> None:
    assert crossed(moved("t", giver, receiver)) == [(*ends, giver, receiver) for ends in expected]


def test_what_only_the_source_says_is_told_as_far_as_it_is_known() -> None:
    printed = {"level_printed": "between authorities"}
    one = moved("t1", "unknown", "ph", **printed)
    other = moved("t2", "pm", audience="a conference", **printed)
    assert crossed(one, other) == [
        (None, "highland", "unknown", "ph"),
        ("moray", None, "pm", None),
    ]
    frame = crossings(Programme.of([*PLACES, one, other]))
    assert frame["basis"].tolist() == ["printed", "printed"]
    assert frame["first_there"].isna().tolist() == [False, True]


def test_a_row_says_by_which_transfer_and_when() -> None:
    frame = crossings(
        Programme.of([*PLACES, moved("t", "pm", "ph", when="May 2018", type="shared")])
    )
    row = frame.iloc[0]
    columns = ["practice", "transfer", "mode", "basis", "when", "first", "first_there"]
    assert row[columns].tolist() == ["talk", "t", "shared", "computed", "May 2018", True, True]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("May 2018", "June 2018", [True, False]),
        ("2018", "June 2018", [None, None]),
        ("2017", None, [None, None]),
        ("2018-05-01", "2018-05-01", [None, None]),
        ("year 1", "year 2", [None, None]),
        ("by May 2018", "June 2018", [True, False]),
        ("since 2019", "June 2018", [False, True]),
    ],
)
def test_the_first_is_first_only_where_the_dates_leave_no_doubt(
    one: str | None, other: str | None, first: list[bool | None]
) -> None:
    transfers = moved("t1", "pm", "ph", when=one), moved("t2", "m2", "h1", when=other)
    frame = crossings(Programme.of([*PLACES, *transfers]))
    for column in ("first", "first_there"):
        told = frame[column].astype(object)
        assert told.where(told.notna(), None).tolist() == first


def test_first_there_is_first_into_that_authority() -> None:
    transfers = moved("t1", "pm", "ph", when="2017"), moved("t2", "pm", "a1", when="2018")
    frame = crossings(Programme.of([*PLACES, *transfers]))
    assert frame["first"].tolist() == [True, False]
    assert frame["first_there"].tolist() == [True, True]


def test_what_crossed_in_one_transfer_crossed_at_once() -> None:
    frame = crossings(Programme.of([*PLACES, moved("t", "pm", "ph", "h1", "a1")]))
    assert frame["first"].tolist() == [True, True, True]


def test_a_transfer_of_nothing_that_is_known_is_first_in_nothing() -> None:
    frame = crossings(Programme.of([*PLACES, moved("t", "pm", "ph", practice=None)]))
    assert frame["first"].isna().all()


def test_what_came_later_does_not_count_as_of_a_date() -> None:
    programme = Programme.of([*PLACES, moved("t", "pm", "ph", when="2018")])
    assert (len(crossings(programme, as_of="2018-06-30")), len(crossings(programme))) == (0, 1)
    assert (crossings(programme, as_of="2017").dtypes == crossings(programme).dtypes).all()


def test_what_is_no_programme_has_no_crossings() -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not NoneType; "):
        crossings(None)  # type: ignore[arg-type] # the fault
    with pytest.raises(NotAMoment):
        crossings(Programme.of([]), as_of="year 1")


DATES = ("2017-06-12", "2017-06-13", "June 2017", "2017", "2018/19", "by 2017", "year 1")


@given(st.lists(st.none() | st.sampled_from(DATES), min_size=1, max_size=5))
def test_first_is_what_comparing_all_dates_says(texts: list[str | None]) -> None:
    dates = [None if text is None else When(text) for text in texts]
    transfers = [moved(f"t{n}", "pm", "ph", when=text) for n, text in enumerate(texts)]
    told = crossings(Programme.of([*PLACES, *transfers]))["first"]

    def before(one: When | None, other: When | None) -> bool:
        if one is None or other is None or one.years or other.years:
            return False
        return one.before(other) is Order.CERTAINLY

    for place, date in enumerate(dates):
        others = [other for n, other in enumerate(dates) if n != place]
        surely = all(before(date, other) for other in others)
        never = any(before(other, date) for other in others)
        expected = True if surely else False if never else None
        assert (None if pd.isna(told[place]) else bool(told[place])) is expected


KINDS = ("transfer", "person", "school", "authority", "trio", "membership", "network", "transfer")


@given(programmes(most=14, kinds=KINDS), st.randoms(use_true_random=False))
def test_every_crossing_is_a_movement_between_authorities_in_any_order_of_records(
    programme: Programme, random: Random
) -> None:
    frame = crossings(programme)
    between = flows(programme, level="between authorities")
    assert set(frame["transfer"]) <= set(between["transfer"])
    order = ["transfer", "receiver", "to_authority"]
    again = crossings(Programme.of(random.sample(list(programme), len(programme))))
    pd.testing.assert_frame_equal(
        again.sort_values(order, ignore_index=True), frame.sort_values(order, ignore_index=True)
    )


def test_knowledge_that_is_planted_to_cross_is_found_and_no_other() -> None:
    chance = Random(4)  # noqa: S311 - a test's dice
    authorities = [f"a{n}" for n in range(6)]
    schools = {f"s{a}{n}": a for a in authorities for n in range(5)}
    pairs = [tuple(chance.sample(sorted(schools), 2)) for _ in range(200)]
    routes = {("a0", "a3"), ("a3", "a5")}
    kept = [(a, b) for a, b in pairs if schools[a] == schools[b]]
    planted = [(a, b) for a, b in product(schools, schools) if (schools[a], schools[b]) in routes]
    transfers = [moved(f"t{n}", *pair) for n, pair in enumerate([*kept, *planted[::7]])]
    records = [School(id=id_, authority=authority) for id_, authority in schools.items()]
    frame = crossings(Programme.of([*records, *transfers]))
    found = set(zip(frame["from_authority"], frame["to_authority"], strict=True))
    assert (found, len(frame)) == (routes, len(planted[::7]))
