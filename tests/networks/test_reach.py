"""Whom a practice could have reached, against every chain of contacts there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, permutations, product
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Cycle,
    Entry,
    Lesson,
    Order,
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
from nsee_core.networks.movement.adopting import adopters
from nsee_core.networks.movement.beginnings import practice_reach
from nsee_core.networks.movement.contact_rows import UnknownContact, contacts
from nsee_core.networks.movement.contact_table import NotContacts
from nsee_core.networks.movement.reaching import reach
from nsee_core.networks.placing.levels import UnknownLevel
from tests.strategies import programmes

DAY0 = date(2018, 1, 1)
LAST = 4  # of the days that contacts lie on in the laws
Contact = tuple[str, str, int | None, int | None]


def day(number: int | None) -> date | None:
    return None if number is None else DAY0 + timedelta(days=number)


def frame(rows: Sequence[Contact]) -> pd.DataFrame:
    met = pd.DataFrame({"from": [r[0] for r in rows], "to": [r[1] for r in rows]}, dtype="str")
    met["earliest"] = pd.Series([day(first) for _, _, first, _ in rows]).astype("datetime64[s]")
    met["latest"] = pd.Series([day(last) for *_, last in rows]).astype("datetime64[s]")
    return met


def told(
    rows: list[Contact], sources: str = "a", *, since: str | None = None, until: str | None = None
) -> dict[str, str]:
    """For each node the strongest that is said of it."""
    answer = reach(frame(rows), list(sources), since=since, until=until)
    return {
        row["node"]: next((word for word in ("certain", "possible", "static") if row[word]), "none")
        for row in answer.to_dict("records")
    }


# ---------------------------------------------------------------- every chain, every day


def chains(rows: Sequence[Contact], source: str) -> Iterator[tuple[Contact, ...]]:
    """Every chain of contacts from a source, no contact twice."""
    for size in range(1, len(rows) + 1):
        for chain in permutations(rows, size):
            ends = [source, *(contact[1] for contact in chain)]
            if all(contact[0] == end for contact, end in zip(chain, ends, strict=False)):
                yield chain


def days_of(contact: Contact) -> range:
    """Days that a contact can be; an open end reaches to a day before or after all others."""
    _, _, first, last = contact
    return range(-1 if first is None else first, (LAST + 1 if last is None else last) + 1)


def certain_by(chain: tuple[Contact, ...]) -> int | None:
    """The last day of a chain that is in order on whichever days its contacts were, or None."""
    in_order = all(max(days_of(one)) < min(days_of(other)) for one, other in pairwise(chain))
    return max(days_of(chain[-1])) if in_order else None


def possible_on(chain: tuple[Contact, ...]) -> int | None:
    """The first day of its last contact, over every choice of days that is in order, or None."""
    chosen = (days for days in product(*map(days_of, chain)) if list(days) == sorted(days))
    return min((days[-1] for days in chosen), default=None)


def earliest(found: list[int | None]) -> int | None:
    return min((each for each in found if each is not None), default=None)


bounds = st.tuples(st.integers(0, LAST), st.integers(0, LAST)).map(sorted)
spans = st.tuples(bounds, st.booleans(), st.booleans()).map(
    lambda drawn: (None if drawn[1] else drawn[0][0], None if drawn[2] else drawn[0][1])
)
met_rows = st.lists(
    st.tuples(st.permutations("abcde").map(lambda p: p[:2]), bounds | spans).map(
        lambda drawn: (drawn[0][0], drawn[0][1], drawn[1][0], drawn[1][1])
    ),
    max_size=5,
)


@given(met_rows)
def test_reach_is_what_following_every_chain_on_every_day_finds(rows: list[Contact]) -> None:
    answer = reach(frame(rows), "a").set_index("node")
    every = list(chains(rows, "a"))
    for node in answer.index.drop("a"):
        to_it = [chain for chain in every if chain[-1][1] == node]
        certain = earliest([certain_by(chain) for chain in to_it])
        possible = earliest([possible_on(chain) for chain in to_it])
        row = answer.loc[node]
        assert row["static"] == bool(to_it)
        assert row["certain"] == (certain is not None)
        assert row["possible"] == (possible is not None)
        open_ends = {None: None, -1: None, LAST + 1: None}
        for column, expected in (
            ("arrives_certainly_by", open_ends.get(certain, certain)),
            ("arrives_earliest", open_ends.get(possible, possible)),
        ):
            said = None if pd.isna(row[column]) else row[column].date()
            assert said == day(expected), (node, column)


@given(met_rows, bounds)
def test_since_and_until_leave_out_the_contacts_that_they_leave_out(
    rows: list[Contact], between: list[int]
) -> None:
    since, until = between
    answer = reach(frame(rows), "a", since=day(since), until=day(until)).set_index("node")
    inside = [row for row in rows if min(days_of(row)) >= since and max(days_of(row)) <= until]
    clipped = [
        (row[0], row[1], max(min(days_of(row)), since), min(max(days_of(row)), until))
        for row in rows
        if max(days_of(row)) >= since and min(days_of(row)) <= until
    ]
    certainly = {chain[-1][1] for chain in chains(inside, "a") if certain_by(chain) is not None}
    possibly = {chain[-1][1] for chain in chains(clipped, "a") if possible_on(chain) is not None}
    assert set(answer.index[answer["certain"]]) == certainly | {"a"}
    assert set(answer.index[answer["possible"]]) == possibly | {"a"}


@given(met_rows)
def test_the_steps_and_the_way_there_are_those_of_a_chain_that_is_never_late(
    rows: list[Contact],
) -> None:
    answer = reach(frame(rows), "a").set_index("node")
    every = list(chains(rows, "a"))

    def never_late(chain: tuple[Contact, ...], *, certain: bool) -> bool:
        told_of = certain_by if certain else possible_on
        return all(
            (then := told_of(chain[:size])) is not None
            and then == earliest([told_of(c) for c in every if c[-1][1] == chain[size - 1][1]])
            for size in range(1, len(chain) + 1)
        )

    for node in answer.index[answer["possible"]].drop("a"):
        certain = bool(answer.loc[node, "certain"])
        best = [c for c in every if c[-1][1] == node and never_late(c, certain=certain)]
        # a way back to the source is never late and leads nowhere
        best = [c for c in best if all(contact[1] != "a" for contact in c)]
        steps = min(map(len, best))
        assert answer.loc[node, "steps"] == steps
        assert answer.loc[node, "via"] == min(c[-1][0] for c in best if len(c) == steps)


many_rows = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), spans).map(
        lambda drawn: (drawn[0], drawn[1], *drawn[2])
    ),
    max_size=30,
)


@given(many_rows, st.randoms(use_true_random=False))
def test_certain_is_within_possible_within_static_and_neither_order_nor_names_matter(
    rows: list[Contact], random: Random
) -> None:
    answer = reach(frame(rows), ["a", "b"])
    assert (answer["certain"] <= answer["possible"]).all()
    assert (answer["possible"] <= answer["static"]).all()
    later = answer["arrives_earliest"] > answer["arrives_certainly_by"]
    assert not later.any()

    shuffled = list(rows)
    random.shuffle(shuffled)
    again = reach(frame(shuffled), ["b", "a"]).set_index("node")
    pd.testing.assert_frame_equal(again.sort_index(), answer.set_index("node").sort_index())

    renamed = [(one.upper(), other.upper(), first, last) for one, other, first, last in rows]
    upper = reach(frame(renamed), ["A", "B"]).set_index("node")
    upper.index = upper.index.str.lower()
    upper["via"] = upper["via"].str.lower()
    pd.testing.assert_frame_equal(upper, answer.set_index("node"))


# ---------------------------------------------------------------- what a reader would ask


def test_a_contact_leads_on_only_if_it_is_not_over_when_the_practice_arrives() -> None:
    assert told([("a", "b", 2, 2), ("b", "c", 1, 1), ("b", "d", 3, 3), ("b", "e", 2, 2)]) == {
        "a": "certain",
        "b": "certain",
        "c": "static",
        "d": "certain",
        "e": "possible",
    }


def test_a_contact_begun_before_carries_on_what_arrives_while_it_lasts() -> None:
    assert told([("b", "c", 0, 9), ("c", "d", 1, 8), ("d", "e", 0, 2), ("a", "b", 3, 3)]) == {
        "b": "certain",
        "c": "possible",
        "d": "possible",
        "e": "static",
        "a": "certain",
    }


def test_of_an_undated_contact_it_is_certain_that_it_was_and_no_more() -> None:
    rows: list[Contact] = [("a", "b", None, None), ("b", "c", 3, 3), ("c", "d", None, 2)]
    assert told(rows) == {"a": "certain", "b": "certain", "c": "possible", "d": "static"}
    assert told(rows, until="2020") == {
        "a": "certain",
        "b": "possible",
        "c": "possible",
        "d": "static",
    }


def test_contacts_that_end_before_they_begin_carry_nothing() -> None:
    assert told([("a", "b", 3, 1)]) == {"a": "certain", "b": "static"}


def test_a_start_that_is_open_leaves_it_open_whether_a_contact_was_after_it() -> None:
    rows: list[Contact] = [("a", "b", 10, 10), ("a", "c", 40, 40)]
    assert told(rows, since="by 20 January 2018") == {
        "a": "certain",
        "b": "possible",
        "c": "certain",
    }
    assert told(rows, since="year 2") == {"a": "certain", "b": "possible", "c": "possible"}
    assert told(rows, since="after 20 January 2018") == {
        "a": "certain",
        "b": "static",
        "c": "possible",
    }


def test_what_is_in_no_contact_or_has_no_end_is_no_hindrance() -> None:
    nobody = reach(frame([]), "a")
    assert nobody.to_dict("records") == [
        {
            "node": "a",
            "certain": True,
            "possible": True,
            "static": True,
            "arrives_certainly_by": pd.NaT,
            "arrives_earliest": pd.NaT,
            "steps": 0,
            "via": nobody["via"][0],
        }
    ]
    assert reach(frame([]), []).empty
    half = pd.concat([frame([("a", "b", 1, 1)]), frame([("a", "c", 1, 1)]).assign(to=None)])
    assert list(reach(half, "a")["node"]) == ["a", "b"]


def test_dates_may_be_texts_or_dates_and_a_source_has_it_since_it_had_it() -> None:
    met = pd.DataFrame(
        {"from": ["a"], "to": ["b"], "earliest": ["2018-01-05"], "latest": [date(2018, 1, 6)]}
    )
    answer = reach(met, "a", since="January 2018").set_index("node")
    assert answer.loc["a", "arrives_earliest"] == pd.Timestamp("2018-01-01")
    assert answer.loc["a", "arrives_certainly_by"] == pd.Timestamp("2018-01-31")
    assert answer.loc["b", "arrives_earliest"] == pd.Timestamp("2018-01-05")
    assert not answer.loc["b", "certain"]


def test_a_frame_without_the_columns_of_contacts_is_refused() -> None:
    with pytest.raises(
        NotContacts,
        match=r'^contacts need a column "latest"; contacts\(programme\) has it$',
    ):
        reach(frame([]).drop(columns="latest"), "a")
    with pytest.raises(NotAMoment):
        reach(frame([]), "a", until="year 2")


# ---------------------------------------------------------------- contacts from records

PEOPLE = [
    School(id="s1"),
    School(id="s2"),
    *(Person(id=id_, school="s1") for id_ in ("p1", "p2")),
    *(Person(id=id_, school="s2") for id_ in ("p3", "p4")),
    Person(id="pupil", type="pupil"),
]


def pairs(programme: Programme, **options: object) -> list[tuple[str, str, str]]:
    found = contacts(programme, **options)  # type: ignore[arg-type] # options of contacts
    return list(found[["from", "to", "record"]].itertuples(index=False, name=None))


def test_a_transfer_leads_one_way_and_a_meeting_both_ways() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            Cycle(id="c"),
            Trio(id="trio", members=("p1", "p3")),
            Transfer(id="t", giver="p1", receivers=("p2", "trio")),
            Lesson(
                id="l", cycle="c", taught_by="p1", observed_by=("p4",), pupil_observers=("pupil",)
            ),
            Entry(id="alone", cycle="c", step="x", by=("p1",)),
            Entry(id="nobody", cycle="c", step="x"),
            Entry(id="e", cycle="c", step="x", by=("trio", "p4")),
        ]
    )
    assert pairs(programme, counting=["transfer"]) == [("p1", "p2", "t"), ("p1", "p3", "t")]
    assert pairs(programme, counting=["lesson"]) == [("p1", "p4", "l"), ("p4", "p1", "l")]
    assert {(one, other) for one, other, _ in pairs(programme, counting=["entry"])} == {
        (one, other) for one, other in product(("p1", "p3", "p4"), repeat=2) if one != other
    }
    assert len(contacts(programme)) == 2 + 2 + 6
    assert pairs(programme, counting=["lesson"], level="schools") == [
        ("s1", "s2", "l"),
        ("s2", "s1", "l"),
    ]


def test_an_entry_that_was_corrected_is_no_contact() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            Cycle(id="c"),
            Entry(id="e1", cycle="c", step="x", by=("p1", "p2")),
            Entry(id="e2", cycle="c", step="x", by=("p1", "p3"), corrects="e1"),
        ]
    )
    assert {record for *_, record in pairs(programme)} == {"e2"}


def test_contacts_say_when_they_can_have_been_and_who_could_not_be_placed() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            Transfer(id="t1", giver="p1", receivers=("p2",), when=When("by June 2018")),
            Transfer(id="t2", giver="p1", receivers=("p3", "gone"), when=When("year 1")),
            Transfer(id="t3", giver="p1", receivers=("p4",), when=When("2018-06-12")),
            Transfer(id="t4", receivers=("p4",)),
        ]
    )
    found = contacts(programme)
    assert found.dtypes.map(str).to_dict() == {
        "from": "str",
        "to": "str",
        "earliest": "datetime64[s]",
        "latest": "datetime64[s]",
        "certain": "boolean",
        "when": "str",
        "sort": "str",
        "record": "str",
    }
    assert found["earliest"].isna().tolist() == [True, True, False]
    assert found["latest"].isna().tolist() == [False, True, False]
    assert found["latest"][0] == pd.Timestamp("2018-06-30")
    assert found.attrs["unplaced"] == ("gone",)
    assert list(contacts(programme, as_of="2018-06-12")["record"]) == ["t3"]
    assert list(contacts(Programme.of([])).columns) == list(found.columns)


def test_what_is_no_contact_is_refused() -> None:
    with pytest.raises(
        UnknownContact, match=r'^"lessons" is no contact; perhaps "lesson" was meant$'
    ):
        contacts(Programme.of([]), counting=["lessons"])  # type: ignore[list-item] # the fault
    with pytest.raises(
        UnknownContact, match=r'^"x" is no contact; give transfer, lesson or entry$'
    ):
        contacts(Programme.of([]), counting=["x"])  # type: ignore[list-item] # the fault
    with pytest.raises(UnknownLevel):
        contacts(Programme.of([]), level="school")  # type: ignore[arg-type] # the fault


# ---------------------------------------------------------------- the reach of a practice


def reached(programme: Programme, **options: object) -> dict[str, tuple[bool, bool]]:
    answer = practice_reach(programme, "talk", **options)  # type: ignore[arg-type] # its options
    return {row["node"]: (row["certain"], row["possible"]) for row in answer.to_dict("records")}


def test_a_practice_goes_from_the_leaders_of_its_cycle_along_its_transfers_and_adaptations() -> (
    None
):
    programme = Programme.of(
        [
            *PEOPLE,
            Team(id="team", members=("p1",)),
            Cycle(id="c", led_by=("team",)),
            Practice(id="talk", cycle="c", since=When("2018")),
            Practice(id="talk-2", adapted_from="talk"),
            Practice(id="other"),
            Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",), when=When("2018-02")),
            Transfer(
                id="t2", practice="talk-2", giver="p2", receivers=("p3",), when=When("2018-05")
            ),
            Transfer(
                id="t3", practice="other", giver="p1", receivers=("p4",), when=When("2018-05")
            ),
            Transfer(
                id="t0", practice="talk", giver="p2", receivers=("pupil",), when=When("2017-05")
            ),
        ]
    )
    both = (True, True)
    assert reached(programme) == {"p1": both, "p2": both, "p3": both, "pupil": (False, False)}
    assert reached(programme, as_of="2018-05-30")["p3"] == (False, True)
    assert reached(programme, level="schools") == {"s1": both, "s2": both}


@pytest.mark.parametrize(
    ("given_on", "began"),
    [
        ("2018-03", {"p1": "2018-02-28"}),
        ("2018", {"p1": "2018-02-28"}),
        ("2018-01", {"p1": "2018-02-28", "p2": "2018-01-31"}),
    ],
)
def test_a_practice_without_a_cycle_begins_with_who_gave_it_before_they_were_given_it(
    given_on: str, began: dict[str, str]
) -> None:
    february = When("2018-02")
    programme = Programme.of(
        [
            *PEOPLE,
            Practice(id="talk", since=When("2017")),
            Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",), when=february),
            Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",), when=When(given_on)),
            Transfer(id="t3", practice="talk", giver="p3", receivers=("p1",), when=When("2019")),
        ]
    )
    answer = practice_reach(programme, "talk")
    sources = answer[answer["steps"] == 0]
    assert tuple(sources["node"]) == answer.attrs["began"] == tuple(began)
    by = sources.set_index("node")["arrives_certainly_by"].astype("str")
    assert by.to_dict() == began  # for then they gave it; before, it is not known
    assert sources["arrives_earliest"].astype("str").tolist() == ["2017-01-01"] * len(began)


def test_what_moved_within_a_school_does_not_say_that_the_school_was_given_it() -> None:
    programme = Programme.of(
        [
            *(School(id=id_) for id_ in ("s1", "s2")),
            *(Person(id=id_, school="s2" if id_ == "p3" else "s1") for id_ in ("p1", "p2", "p3")),
            Practice(id="talk"),
            Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",)),
            Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",), when=When("2018")),
        ]
    )
    answer = practice_reach(programme, "talk", level="schools")
    assert list(answer[["node", "certain"]].itertuples(index=False, name=None)) == [
        ("s1", True),
        ("s2", True),
    ]


def test_as_of_a_date_what_was_later_matters_not_and_what_may_have_been_is_possible() -> None:
    rows = [
        *PEOPLE,
        Practice(id="talk", since=When("March 2018")),
        Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",), when=When("April 2018")),
        Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",), when=When("2018")),
        Transfer(id="t3", practice="talk", giver="p4", receivers=("p1",), when=When("2019")),
    ]
    programme = Programme.of(rows)
    assert practice_reach(programme, "talk").attrs["began"] == ("p1", "p4")
    answer = practice_reach(programme, "talk", as_of="2018-06-30")
    assert answer.attrs["began"] == ("p1",)
    assert answer["node"].tolist() == ["p1", "p2", "p3"]
    assert answer["certain"].tolist() == [True, True, False]
    assert answer["possible"].tolist() == [True, True, True]


def test_who_was_given_a_practice_certainly_had_it_even_if_dates_do_not_say_in_which_order() -> (
    None
):
    transfers = [
        Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",), when=When("autumn 2017")),
        Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",), when=When("2017-11-20")),
    ]
    programme = Programme.of([*PEOPLE, Practice(id="talk"), *transfers])
    answer = practice_reach(programme, "talk").set_index("node")
    assert answer["certain"].all()
    assert answer["arrives_certainly_by"].astype("str").to_dict() == {
        "p1": "2017-11-30",
        "p2": "2017-11-20",  # for then they gave it
        "p3": "2017-11-20",
    }
    assert (answer["via"]["p3"], answer["steps"]["p3"]) == ("p2", 2)
    by_order = reach(contacts(programme, counting="transfer"), "p1").set_index("node")["certain"]
    assert by_order.to_dict() == {"p1": True, "p2": True, "p3": False}
    as_of = practice_reach(programme, "talk", as_of="2017-10-31").set_index("node")
    assert as_of[["certain", "possible"]].to_dict("index") == {
        "p1": {"certain": False, "possible": True},
        "p2": {"certain": False, "possible": True},
    }


def test_where_nobody_knows_with_whom_it_began_those_who_were_given_it_had_it_all_the_same() -> (
    None
):
    circle = [
        Transfer(id="t1", practice="talk", giver="p1", receivers=("p2",), when=When("2018-05-14")),
        Transfer(id="t2", practice="talk", giver="p2", receivers=("p1",), when=When("2018-05-14")),
        Transfer(id="t3", practice="talk", giver="p2", receivers=("p3",), when=When("2016")),
    ]
    programme = Programme.of([*PEOPLE, Practice(id="talk", since=When("2017")), *circle[:2]])
    answer = practice_reach(programme, "talk")
    assert answer.attrs["began"] == ()
    assert answer["certain"].tolist() == answer["possible"].tolist() == [True, True]
    assert answer["arrives_earliest"].astype("str").tolist() == ["2018-05-14"] * 2
    assert answer[["via", "steps"]].isna().all(axis=None)
    before_it_was = practice_reach(programme.put(circle[2]), "talk").set_index("node")
    assert not before_it_was.loc["p3", "certain"]


def test_who_took_up_a_practice_had_it_even_if_nobody_says_who_gave_it() -> None:
    took = Transfer(id="t1", practice="talk", receivers=("p2",), type="adopted", when=When("2017"))
    gave = Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",), when=When("2018-05"))
    school = Transfer(id="t3", practice="talk", giver="s1", receivers=("p4",), when=When("2019"))
    programme = Programme.of([*PEOPLE, Practice(id="talk"), took, gave, school])
    answer = practice_reach(programme, "talk").set_index("node")
    assert answer["certain"].all()
    assert answer["arrives_certainly_by"].astype("str").to_dict() == {
        "p2": "2017-12-31",
        "p3": "2018-05-31",
        "p4": "2019-12-31",
    }
    assert answer.attrs["began"] == ()
    assert answer.attrs["unplaced"] == ("s1",)


@pytest.mark.parametrize(
    ("as_of", "p2_had_it"), [("2017-05-31", (False, True)), ("2017-06-01", (True, True))]
)
def test_who_gave_without_a_date_only_may_have_had_it_before_they_were_given_it(
    as_of: str, p2_had_it: tuple[bool, bool]
) -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            Cycle(id="c", led_by=("p1",)),
            Practice(id="talk", cycle="c", since=When("2016")),
            Transfer(
                id="t1", practice="talk", giver="p1", receivers=("p2",), when=When("2017-06-01")
            ),
            Transfer(id="t2", practice="talk", giver="p2", receivers=("p3",)),
        ]
    )
    assert reached(programme, as_of=as_of)["p2"] == p2_had_it


def test_a_practice_that_was_not_there_yet_has_reached_nobody() -> None:
    programme = Programme.of(
        [
            *PEOPLE,
            Cycle(id="c", led_by=("p1",)),
            Practice(id="talk", cycle="c", since=When("2019")),
            Transfer(id="t", practice="talk", giver="p1", receivers=("p2",)),
        ]
    )
    early = practice_reach(programme, "talk", as_of="2018")
    assert early.attrs["began"] == ()
    assert not early[["certain", "possible", "static"]].any(axis=None)
    assert practice_reach(programme, "talk", as_of="2019").attrs["began"] == ("p1",)


dated = st.none() | st.sampled_from(("2018-02", "2018", "2018-06-12", "by June 2018", "2019"))
handed = st.lists(st.tuples(st.permutations(["p1", "p2", "p3", "p4"]), dated), max_size=6)


@given(handed, dated, st.sampled_from(("2018-03-01", "June 2018", "2019-06-30")))
def test_as_of_a_date_a_practice_has_gone_as_far_as_if_nothing_later_was_recorded(
    gave: list[tuple[list[str], str | None]], since: str | None, as_of: str
) -> None:
    def when(text: str | None) -> When | None:
        return None if text is None else When(text)

    transfers = [
        Transfer(id=f"t{n}", practice="talk", giver=a, receivers=(b,), when=when(text))
        for n, ((a, b, *_), text) in enumerate(gave)
    ]
    practice = Practice(id="talk", since=when(since))
    programme = Programme.of([*PEOPLE, practice, *transfers])
    date_ = When(as_of)
    later = [
        each.id
        for each in transfers
        if each.when is not None and each.when.by(date_) is Order.CERTAINLY_NOT
    ]
    answer = practice_reach(programme, "talk", as_of=as_of)
    earlier = practice_reach(programme.without(*later), "talk", as_of=as_of)
    pd.testing.assert_frame_equal(answer, earlier)
    whole = practice_reach(programme.without(*later), "talk").set_index("node")
    for name in ("certain", "possible", "static"):
        then = answer.set_index("node")[name]
        assert (then <= whole.loc[then.index, name]).all()


@given(programmes(most=16, kinds=("school", "person", "team", "membership", "cycle", "transfer")))
def test_who_certainly_took_up_a_practice_certainly_had_it_by_then_and_by_every_later_date(
    programme: Programme,
) -> None:
    moved = [each.model_copy(update={"practice": "talk"}) for each in programme.of_kind(Transfer)]
    programme = programme.put(Practice(id="talk"), *moved)
    whole = practice_reach(programme, "talk").set_index("node")
    took = adopters(programme, "talk")
    took = took[took["certain"]]
    had_it = whole.loc[took["adopter"]].reset_index()
    assert had_it["certain"].all()
    in_time = had_it["arrives_certainly_by"] <= took["latest"].reset_index(drop=True)
    assert (in_time | took["latest"].isna().reset_index(drop=True)).all()
    assert (whole["certain"] <= whole["possible"]).all()
    assert (whole["possible"] <= whole["static"]).all()
    had = set[str]()
    for as_of in ("2015-01-01", "2016-09-01", "2017-06-12", "2018-12-31", "2030-01-01"):
        answer = practice_reach(programme, "talk", as_of=as_of)
        now = set(answer.loc[answer["certain"], "node"])
        assert had <= now <= set(whole.index[whole["certain"]])
        had = now


def test_a_practice_begins_with_whoever_adapted_another_to_it() -> None:
    given = Transfer(
        id="t", practice="talk", receivers=("p2",), adapted_as="pairs", when=When("2018")
    )
    people = [Person(id=id_) for id_ in ("p1", "p2")]
    programme = Programme.of([*people, Practice(id="talk"), Practice(id="pairs"), given])
    answer = practice_reach(programme, "pairs")
    assert answer.attrs["began"] == ("p2",)
    assert answer["node"].tolist() == ["p2"]
    assert practice_reach(programme, "pairs", as_of="2017").attrs["began"] == ()
