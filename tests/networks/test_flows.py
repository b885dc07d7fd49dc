"""What moved from whom to whom, and how far."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Final

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Membership,
    Network,
    Partner,
    Person,
    Programme,
    School,
    Team,
    Transfer,
    Trio,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.movement.movements import UnknownMovement, flows
from nsee_core.networks.movement.tallies import NotFlows, UnknownGrouping, flow_counts
from nsee_core.networks.sessions import session_of
from nsee_core.records import Base
from nsee_core.records.knowledge import MovementLevel
from nsee_core.writers import row_of
from tests.strategies import programmes

WITHIN: Final = "within school"
SCHOOLS: Final = "between schools"
AUTHORITIES: Final = "between authorities"
BEYOND: Final = "beyond schools"
LEVELS: tuple[MovementLevel, ...] = (WITHIN, SCHOOLS, AUTHORITIES, BEYOND)

PLACES: list[Base] = [
    Authority(id="moray"),
    Authority(id="highland"),
    Partner(id="university"),
    School(id="m1", authority="moray"),
    School(id="m2", authority="moray"),
    School(id="h1", authority="highland"),
    School(id="x1"),
    School(id="x2"),
    Person(id="pm1", school="m1"),
    Person(id="qm1", school="m1"),
    Person(id="pm2", school="m2"),
    Person(id="ph1", school="h1"),
    Person(id="px1", school="x1"),
    Person(id="qx1", school="x1"),
    Person(id="px2", school="x2"),
    Person(id="gone_school", school="unrecorded"),
    Person(id="om", type="officer", employer="moray"),
    Person(id="oh", type="officer", employer="highland"),
    Person(id="o", type="officer"),
    Person(id="researcher", type="researcher", employer="university"),
    Person(id="research", type="researcher"),
    Person(id="inspector", employer="university"),
    Person(id="parent", type="parent or carer", school="m1"),
    Person(id="nobody"),
    Team(id="in_m1", members=("pm1", "qm1")),
    Team(id="in_moray", members=("pm1", "pm2")),
    Trio(id="across", members=("pm1", "pm2", "ph1")),
    Team(id="half", members=("pm1", "nobody")),
    Team(id="friends", members=("university", "researcher")),
    Team(id="officials", members=("om", "university")),
    Trio(id="empty"),
    Network(id="of_teams"),
    Membership(id="j7", group="of_teams", member="team_m1"),
    Team(id="named", members=("pm1", "qm1"), size=2),
    Team(id="more", members=("pm1", "qm1"), size=3),
    Team(id="from_schools", members=("m1", "m2"), size=12),
    Network(id="counted", size=1, size_of="authorities"),
    Network(id="of_nine", size=9, size_of="schools"),
    Network(id="of_forty", size=40, size_of="practitioners"),
    *(
        Membership(id=f"{network}-{school}", group=network, member=school)
        for network in ("counted", "of_nine", "of_forty")
        for school in ("m1", "m2")
    ),
    Team(id="team_m1", school="m1", members=("ph1",)),
    Network(id="partnership"),
    Network(id="inner"),
    Membership(id="j1", group="partnership", member="inner"),
    Membership(id="j2", group="inner", member="partnership"),
    Membership(id="j3", group="inner", member="m1"),
    Membership(id="j4", group="inner", member="m2"),
    Membership(id="j5", group="partnership", member="om"),
    Membership(id="j6", group="partnership", member="university"),
]


def moved(*transfers: Transfer) -> pd.DataFrame:
    return flows(Programme.of([*PLACES, *transfers]))


def level(
    giver: str | None, receiver: str, printed: MovementLevel | None = None
) -> tuple[str | None, str | None]:
    """The level of one movement, and what says so."""
    transfer = Transfer(id="t", giver=giver, receivers=(receiver,), level_printed=printed)
    said, basis = moved(transfer)[["level", "level_basis"]].iloc[0]
    return (None if pd.isna(said) else said, None if pd.isna(basis) else basis)


@pytest.mark.parametrize(
    ("giver", "receiver", "expected"),
    [
        ("pm1", "qm1", WITHIN),
        ("pm1", "m1", WITHIN),
        ("pm1", "team_m1", WITHIN),
        ("pm1", "in_m1", WITHIN),
        ("px1", "qx1", WITHIN),  # in one school, whichever authority it is in
        ("pm1", "pm2", SCHOOLS),
        ("pm1", "in_moray", SCHOOLS),
        ("in_moray", "in_moray", SCHOOLS),
        ("pm1", "partnership", SCHOOLS),  # whose officer and university do not take it out
        ("pm1", "named", WITHIN),
        ("pm1", "of_teams", WITHIN),
        ("pm1", "from_schools", SCHOOLS),
        ("pm1", "counted", SCHOOLS),
        ("pm1", "of_forty", SCHOOLS),
        ("ph1", "more", AUTHORITIES),
        ("pm1", "ph1", AUTHORITIES),
        ("pm1", "across", AUTHORITIES),
        ("across", "m1", AUTHORITIES),
        ("px1", "across", AUTHORITIES),  # wherever x1 is, it is not in both
        ("om", "ph1", AUTHORITIES),
        ("om", "highland", AUTHORITIES),
        ("om", "oh", AUTHORITIES),
        ("pm1", "highland", AUTHORITIES),
        ("om", "pm1", BEYOND),  # the authority itself is no school of it
        ("pm1", "moray", BEYOND),
        ("om", "moray", BEYOND),
        ("pm1", "officials", BEYOND),
        ("pm1", "university", BEYOND),
        ("researcher", "pm1", BEYOND),
        ("research", "px1", BEYOND),
        ("inspector", "nobody", BEYOND),
        ("pm1", "parent", BEYOND),
        ("across", "friends", BEYOND),
    ],
)
def test_how_far_a_practice_moved_where_its_ends_decide_it(
    giver: str, receiver: str, expected: str
) -> None:
    assert level(giver, receiver) == (expected, "computed")
    assert level(receiver, giver) == (expected, "computed")


@pytest.mark.parametrize(
    ("giver", "receiver", "allowed"),
    [
        ("px1", "px2", {SCHOOLS, AUTHORITIES}),
        ("px1", "pm1", {SCHOOLS, AUTHORITIES}),
        ("gone_school", "pm1", {SCHOOLS, AUTHORITIES}),
        ("o", "pm1", {AUTHORITIES, BEYOND}),
        ("half", "pm1", {WITHIN, SCHOOLS, AUTHORITIES}),
        ("half", "pm2", {SCHOOLS, AUTHORITIES}),
        ("nobody", "pm1", {WITHIN, SCHOOLS, AUTHORITIES, BEYOND}),
        ("more", "pm1", {WITHIN, SCHOOLS, AUTHORITIES}),
        ("of_nine", "pm1", {SCHOOLS, AUTHORITIES}),
        ("empty", "pm1", {WITHIN, SCHOOLS, AUTHORITIES, BEYOND}),
        ("unknown", "pm1", {WITHIN, SCHOOLS, AUTHORITIES, BEYOND}),
        (None, "pm1", {WITHIN, SCHOOLS, AUTHORITIES, BEYOND}),
    ],
)
def test_where_the_ends_leave_it_open_the_source_is_believed_unless_they_rule_it_out(
    giver: str | None, receiver: str, allowed: set[str]
) -> None:
    assert level(giver, receiver) == (None, None)
    for printed in LEVELS:
        row = moved(
            Transfer(id="t", giver=giver, receivers=(receiver,), level_printed=printed)
        ).iloc[0]
        assert row["contradicts"] == (printed not in allowed)
        said = (printed, "printed") if printed in allowed else (None, None)
        assert level(giver, receiver, printed) == said


def test_each_receiver_has_a_row_and_an_audience_has_one_without_a_receiver() -> None:
    frame = moved(
        Transfer(
            id="t1",
            practice="talk",
            giver="pm1",
            receivers=("qm1", "ph1", "qm1"),
            type="adapted",
            adapted_as="talk-2",
            cycle="c",
            when=When("June 2018"),
            level_printed=SCHOOLS,
        ),
        Transfer(
            id="t2",
            giver="across",
            audience="all who came",
            audience_size=40,
            type="shared",
            when=When("2018"),
            level_printed=AUTHORITIES,
        ),
        Transfer(id="t3"),
    )
    assert frame.dtypes.map(str).to_dict() == {
        "transfer": "str",
        "practice": "str",
        "giver": "str",
        "receiver": "str",
        "giver_school": "str",
        "giver_authority": "str",
        "receiver_school": "str",
        "receiver_authority": "str",
        "level": "str",
        "level_basis": "str",
        "level_printed": "str",
        "contradicts": "boolean",
        "mode": "str",
        "session": "str",
        "when": "str",
        "audience_size": "Int64",
        "cycle": "str",
        "adapted_as": "str",
    }
    rows = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    shared = ["adapted", "2017/18", "June 2018", None, "c", "talk-2"]
    start = ["t1", "talk", "pm1"]
    assert rows == [
        [*start, "qm1", "m1", "moray", "m1", "moray", WITHIN, "computed", SCHOOLS, True, *shared],
        [
            *start,
            "ph1",
            "m1",
            "moray",
            "h1",
            "highland",
            AUTHORITIES,
            "computed",
            SCHOOLS,
            True,
            *shared,
        ],
        [
            "t2",
            None,
            "across",
            *[None] * 5,
            AUTHORITIES,
            "printed",
            AUTHORITIES,
            False,
            "shared",
            None,
            "2018",
            40,
            None,
            None,
        ],
        ["t3", *[None] * 17],
    ]


def test_a_printed_level_that_one_receiver_of_several_allows_is_no_contradiction() -> None:
    frame = moved(
        Transfer(id="t", giver="pm1", receivers=("qm1", "pm2", "nobody"), level_printed=SCHOOLS)
    )
    assert frame["level"].tolist() == [WITHIN, SCHOOLS, SCHOOLS]
    assert frame["level_basis"].tolist() == ["computed", "computed", "printed"]
    assert not frame["contradicts"].any()


def test_flows_of_a_level_are_those_that_are_known_to_be_of_it() -> None:
    transfers = [
        Transfer(id="t1", giver="pm1", receivers=("ph1", "pm2")),
        Transfer(id="t2", giver="pm1", audience="heads", level_printed=AUTHORITIES),
        Transfer(id="t3", giver="pm1", audience="heads"),
    ]
    programme = Programme.of([*PLACES, *transfers])
    far = flows(programme, level="between authorities")
    assert far["transfer"].tolist() == ["t1", "t2"]
    assert far.index.tolist() == [0, 1]
    with pytest.raises(
        UnknownMovement,
        match=r'^"between school" is no level of movement; perhaps "between schools" was meant$',
    ):
        flows(programme, level="between school")  # type: ignore[arg-type] # the fault
    for level in ("people", "schools", "authorities"):
        with pytest.raises(
            UnknownMovement,
            match=rf'^"{level}" is no level of movement; give within school, between schools, '
            r"between authorities or beyond schools$",
        ):
            flows(programme, level=level)  # type: ignore[arg-type] # the fault


def test_looking_back_leaves_out_what_was_not_yet_or_may_not_have_been() -> None:
    programme = Programme.of(
        [
            *PLACES,
            Transfer(id="t1", giver="pm1", receivers=("pm2",), when=When("May 2018")),
            Transfer(id="t2", giver="pm1", receivers=("pm2",), when=When("June 2018")),
            Transfer(id="t3", giver="pm1", receivers=("pm2",)),
        ]
    )
    assert flows(programme, as_of="2018-06-15")["transfer"].tolist() == ["t1", "t3"]
    with pytest.raises(NotAMoment):
        flows(programme, as_of="year 2")


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("2017-07-31", "2016/17"),
        ("2017-08-01", "2017/18"),
        ("2017/18", "2017/18"),
        ("autumn term 2017", "2017/18"),
        ("summer term 2018", "2017/18"),
        ("session 1999/2000", "1999/00"),
        ("summer 2018", None),
        ("2018", None),
        ("since March 2018", None),
        ("by March 2018", None),
        ("year 2", None),
        ("12/06/2017", None),
        ("06/05/2018", "2017/18"),  # the 6th of May or the 5th of June
    ],
)
def test_a_date_is_in_a_session_if_every_day_that_it_can_be_is(
    text: str, session: str | None
) -> None:
    assert session_of(When(text)) == session


# ---------------------------------------------------------------- counting

COUNTED = Programme.of(
    [
        *PLACES,
        Transfer(
            id="t1",
            practice="b",
            giver="pm1",
            receivers=("ph1", "pm2"),
            type="adapted",
            when=When("May 2018"),
        ),
        Transfer(
            id="t2",
            practice="a",
            giver="pm1",
            receivers=("pm2",),
            type="adopted",
            when=When("May 2019"),
        ),
        Transfer(id="t3", practice="a", giver="pm1", receivers=("qm1", "nobody")),
    ]
)


def counts(*by: str) -> list[list[object]]:
    frame = flow_counts(COUNTED, by)  # type: ignore[arg-type] # checked there
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def test_what_is_not_known_is_counted_in_a_row_of_its_own_at_the_end() -> None:
    assert counts("level") == [
        [WITHIN, 1, 1],
        [SCHOOLS, 2, 2],
        [AUTHORITIES, 1, 1],
        [None, 1, 1],
    ]
    assert counts("session") == [["2017/18", 2, 1], ["2018/19", 1, 1], [None, 2, 1]]
    assert counts("mode") == [["adopted", 1, 1], ["adapted", 2, 1], [None, 2, 1]]
    assert counts("practice", "mode") == [
        ["a", "adopted", 1, 1],
        ["a", None, 2, 1],
        ["b", "adapted", 2, 1],
    ]
    frame = flow_counts(flows(COUNTED, level="between schools"), "session")
    assert frame["flows"].tolist() == [1, 1]
    assert frame.dtypes.map(str).to_dict() == {
        "session": "str",
        "flows": "Int64",
        "transfers": "Int64",
    }


def test_flows_are_counted_by_nothing_else() -> None:
    with pytest.raises(
        UnknownGrouping, match=r'^flows are not counted by "levels"; perhaps "level" was meant$'
    ):
        counts("levels")
    with pytest.raises(
        UnknownGrouping,
        match=r'^flows are not counted by "when"; give level, session, practice or mode$',
    ):
        counts("when")
    with pytest.raises(
        UnknownGrouping,
        match=r"^nothing was named; give level, session, practice or mode$",
    ):
        counts()


def test_flows_are_counted_as_of_a_date_from_records_and_not_from_a_frame() -> None:
    frame = flow_counts(COUNTED, "session", as_of="2018-12-31")
    assert frame["session"].tolist()[:1] == ["2017/18"]
    assert frame["flows"].tolist() == [2, 2]  # what has no date stays
    pd.testing.assert_frame_equal(frame, flow_counts(flows(COUNTED, as_of="2018-12-31"), "session"))
    with pytest.raises(NotFlows) as told:
        flow_counts(flows(COUNTED), "session", as_of="2018-12-31")
    words = "a frame says no dates to look back by; give the programme with as_of"
    assert str(told.value) == words
    with pytest.raises(NotAMoment):
        flow_counts(COUNTED, as_of="year 2")


@pytest.mark.parametrize("column", ["transfer", "mode"])
def test_a_frame_that_is_none_of_flows_is_not_counted(column: str) -> None:
    with pytest.raises(NotFlows) as told:
        flow_counts(flows(COUNTED).drop(columns=column), "mode")
    assert str(told.value) == f'flows need a column "{column}"; flows(programme) has it'


def test_what_says_the_same_twice_is_counted_once_by_it() -> None:
    assert counts("level", "level") == counts("level")


@pytest.mark.parametrize("by", [None, 3, [["level"]]])
def test_what_is_no_word_is_nothing_to_count_by(by: object) -> None:
    with pytest.raises(UnknownGrouping, match=r"give level, session, practice or mode$"):
        flow_counts(COUNTED, by)  # type: ignore[arg-type] # the fault


@pytest.mark.parametrize("asked", [flows, flow_counts])
def test_what_is_no_programme_has_no_flows(asked: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str; "):
        asked("records.jsonl")


# ---------------------------------------------------------------- laws

KINDS = ("transfer", "person", "school", "authority", "partner", "trio", "team", "membership")


@given(
    programmes(most=14, kinds=(*KINDS, "transfer", "transfer")), st.randoms(use_true_random=False)
)
def test_counts_add_up_and_neither_names_nor_the_order_of_records_matter(
    programme: Programme, random: Random
) -> None:
    frame = flows(programme)
    named = [max(len(set(t.receivers)), 1) for t in programme.of_kind(Transfer)]
    assert len(frame) == sum(named)
    assert flow_counts(frame)["flows"].sum() == len(frame)
    records = list(programme)
    random.shuffle(records)
    order = ["transfer", "receiver"]
    again = flows(Programme.of(records)).sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(again, frame.sort_values(order, ignore_index=True))
    pd.testing.assert_frame_equal(
        flows(renamed(programme)), frame.assign(**{name: "z-" + frame[name] for name in ID_COLUMNS})
    )


ID_COLUMNS = {
    *("transfer", "practice", "giver", "receiver", "cycle", "adapted_as"),
    *(f"{side}_{place}" for side in ("giver", "receiver") for place in ("school", "authority")),
}


def renamed(programme: Programme) -> Programme:
    """The same records under other ids."""
    text = json.dumps([row_of(record) for record in programme])
    for id_ in {record.id for record in programme}:
        text = text.replace(f'"{id_}"', f'"z-{id_}"')
    return Programme.of(json.loads(text))


def test_no_transfers_are_an_empty_frame_with_the_columns() -> None:
    empty = flows(Programme.of([]))
    assert empty.empty
    assert list(empty.columns) == list(flows(COUNTED).columns)
    assert list(flow_counts(empty).columns) == ["level", "session", "flows", "transfers"]
