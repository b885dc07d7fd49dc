"""Who stood for a team when something moved: against every way that the dates may have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Entry,
    Membership,
    Network,
    Person,
    Practice,
    Programme,
    School,
    Team,
    Transfer,
    Trio,
    When,
)
from nsee_core.networks.graphs.descent import lineage
from nsee_core.networks.graphs.transferring import transfers
from nsee_core.networks.movement.adopting import adopters, adoption
from nsee_core.networks.movement.beginnings import practice_reach
from nsee_core.networks.movement.borders import crossings
from nsee_core.networks.movement.contact_rows import contacts
from nsee_core.networks.movement.contact_table import NotContacts
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.movement.reaching import reach
from nsee_core.networks.placing.levels import Level
from nsee_core.records import Base

# ---------------------------------------------------------------- every way the dates may be

SINCE = (None, "2018-01-15", "February 2018", "2018-03-15")
UNTIL = (None, "2018-02-15", "2018-03-15", "2018")
WHEN = (None, "2018-01-15", "2018-02-15", "February 2018", "2018")
#: Days enough for whatever order these dates can be in.
DAYS = [
    date(2017, 1, 1),
    *(date(2018, month, day) for month, day in ((1, 1), (1, 15), (2, 1), (2, 15), (2, 28))),
    *(date(2018, month, day) for month, day in ((3, 15), (12, 31))),
    date(2019, 1, 1),
]
PEOPLE = ("p1", "p2", "p3")

memberships = st.dictionaries(
    st.sampled_from(PEOPLE),
    st.tuples(st.sampled_from(SINCE), st.sampled_from(UNTIL)).filter(
        lambda dates: dates != ("2018-03-15", "2018-02-15")
    ),
    max_size=2,
)
ends = st.sampled_from((*PEOPLE, "t"))
moves = st.lists(st.tuples(ends, ends, st.sampled_from(WHEN)), min_size=1, max_size=3)


def when(text: str | None) -> When | None:
    return None if text is None else When(text)


def days(text: str | None) -> list[date | None]:
    """The days that a date can be."""
    if text is None:
        return [None]
    known = When(text)
    assert known.earliest is not None
    assert known.latest is not None
    return [day for day in DAYS if known.earliest <= day <= known.latest]


class World(NamedTuple):
    """From when until when each was in the team, and when each transfer was, by the day."""

    stays: dict[str, tuple[date | None, date | None]]
    moved: list[tuple[str, str, date]]

    def stand_for(self, id_: str, day: date) -> set[str]:
        if id_ != "t":
            return {id_}
        inside = {
            member
            for member, (since, until) in self.stays.items()
            if (since is None or since <= day) and (until is None or day <= until)
        }
        return inside | ({"p3"} - self.stays.keys())

    @property
    def pairs(self) -> set[tuple[int, str, str]]:
        return {
            (number, one, other)
            for number, (giver, receiver, day) in enumerate(self.moved)
            for one, other in product(self.stand_for(giver, day), self.stand_for(receiver, day))
            if one != other
        }

    def reached(self, source: str, *, on_the_same_day: bool) -> set[str]:
        """Whom a chain of contacts leads to; one the same day after another counts, or does not."""
        at = {source: date.min}
        for _ in self.moved:
            for number, one, other in self.pairs:
                day = self.moved[number][2]
                in_order = one in at and (at[one] < day or (on_the_same_day and at[one] == day))
                if in_order and day < at.get(other, date.max):
                    at[other] = day
        return set(at)


def worlds(
    joined: dict[str, tuple[str | None, str | None]],
    moved: Sequence[tuple[str, str, str | None]],
) -> Iterator[World]:
    ranges = [days(text) for dates in joined.values() for text in dates]
    ranges += [[*DAYS] if text is None else days(text) for *_, text in moved]
    assume(prod(map(len, ranges)) <= 2_000)
    for chosen in product(*ranges):
        told = iter(chosen)
        stays = {member: (next(told), next(told)) for member in joined}
        yield World(stays, [(one, other, next(told) or date.max) for one, other, _ in moved])


def recorded(
    joined: dict[str, tuple[str | None, str | None]],
    moved: Sequence[tuple[str, str, str | None]],
) -> Programme:
    """The team has p3 in its own list, and others by memberships."""
    return Programme.of(
        [
            *(Person(id=id_) for id_ in PEOPLE),
            Team(id="t", members=("p3",)),
            Practice(id="talk"),
            *(
                Membership(id=f"m{one}", group="t", member=one, since=when(a), until=when(b))
                for one, (a, b) in joined.items()
            ),
            *(
                Transfer(
                    id=f"{number}",
                    practice="talk",
                    giver=one,
                    receivers=(other,),
                    when=when(text),
                    type="adopted",
                )
                for number, (one, other, text) in enumerate(moved)
            ),
        ]
    )


@given(memberships, moves)
@example({"p1": (None, "2018-02-15"), "p2": ("2018-03-15", None)}, [("t", "t", "2018")])
def test_a_contact_is_there_if_it_may_have_been_and_certain_if_it_was_however_the_dates_were(
    joined: dict[str, tuple[str | None, str | None]], moved: list[tuple[str, str, str | None]]
) -> None:
    ways = [world.pairs for world in worlds(joined, moved)]
    met = contacts(recorded(joined, moved))
    keys = list(zip(met["record"].astype(int), met["from"], met["to"], strict=True))
    assert set(keys) == set().union(*ways)
    certain = {key for key, sure in zip(keys, met["certain"], strict=True) if sure}
    assert certain == set.intersection(*ways)
    edges = transfers(recorded(joined, moved)).edges(keys=True, data=True)
    assert {(int(key), one, other): said["certain"] for one, other, key, said in edges} == {
        key: key in certain for key in keys
    }


@given(memberships, moves)
def test_what_is_certain_was_so_in_every_world_and_what_was_so_in_any_is_possible(
    joined: dict[str, tuple[str | None, str | None]], moved: list[tuple[str, str, str | None]]
) -> None:
    programme = recorded(joined, moved)
    answer = reach(contacts(programme), "p1").set_index("node")
    assert (answer["certain"] <= answer["possible"]).all()
    assert (answer["possible"] <= answer["static"]).all()
    certain = set(answer.index[answer["certain"]])
    possible = set(answer.index[answer["possible"]])
    for world in worlds(joined, moved):
        assert certain <= world.reached("p1", on_the_same_day=False)
        assert world.reached("p1", on_the_same_day=True) <= possible
    took = adopters(programme, "talk")
    for as_of in (None, "2018-02-15"):
        own = practice_reach(programme, "talk", as_of=as_of)
        assert (own["certain"] <= own["possible"]).all()
        assert (own["possible"] <= own["static"]).all()
    curve = adoption(programme, "talk")
    for name, counted in (("certain", took[took["certain"]]), ("possible", took)):
        assert max(curve[name], default=0) == counted["adopter"].nunique()


# ---------------------------------------------------------------- what a reader would ask

TEAM: list[Base] = [
    School(id="s1", authority="moray"),
    School(id="s2", authority="fife"),
    Authority(id="moray"),
    Authority(id="fife"),
    *(Person(id=id_, school="s1") for id_ in ("g", "there", "left")),
    *(Person(id=id_, school="s2") for id_ in ("new", "maybe")),
    Practice(id="talk", since=When("2017")),
    Team(id="t"),
    Membership(id="m1", group="t", member="there", since=When("2016")),
    Membership(id="m2", group="t", member="left", since=When("2014"), until=When("2015-06-30")),
    Membership(id="m3", group="t", member="new", since=When("2020-01-01")),
]
MAYBE = Membership(id="m4", group="t", member="maybe", since=When("2018"))


def given_to_the_team(text: str | None = "2018-05-14", *more: Base) -> Programme:
    handed = Transfer(
        id="x", practice="talk", giver="g", receivers=("t",), when=when(text), type="adopted"
    )
    return Programme.of([*TEAM, handed, *more])


def reached(programme: Programme, as_of: str | None = None) -> dict[str, bool]:
    answer = practice_reach(programme, "talk", as_of=as_of)
    return dict(zip(answer["node"], answer["certain"], strict=True))


def test_who_had_left_or_was_yet_to_join_is_in_no_contact_and_takes_up_nothing() -> None:
    programme = given_to_the_team()
    assert reached(programme) == {"g": True, "there": True}
    assert reached(programme, as_of="2018-06-30") == {"g": True, "there": True}
    assert adopters(programme, "talk")["adopter"].tolist() == ["there"]
    assert list(transfers(programme).edges()) == [("g", "there")]
    assert contacts(programme, level="authorities").empty


def test_who_may_have_been_in_the_team_is_possible_and_not_certain() -> None:
    programme = given_to_the_team("2018-05-14", MAYBE)
    assert reached(programme) == {"g": True, "there": True, "maybe": False}
    assert adoption(programme, "talk")[["certain", "possible"]].to_numpy().tolist() == [[1, 2]]
    edges = transfers(programme).edges(data=True)
    certain = [(giver, receiver, said["certain"]) for giver, receiver, said in edges]
    assert certain == [("g", "there", True), ("g", "maybe", False)]


def test_looking_back_whoever_joined_later_is_not_reached_by_what_has_no_date() -> None:
    undated = given_to_the_team(None)
    everybody = {"g": True, "there": False, "left": False, "new": False}
    assert reached(undated) == everybody
    assert reached(undated, as_of="2018-06-30") == {"g": False, "there": False, "left": False}


def test_looking_back_nobody_is_certain_who_may_have_left_by_then() -> None:
    may_have = Membership(id="m5", group="t", member="new", since=When("2016"), until=When("2018"))
    programme = given_to_the_team()
    programme = Programme.of(
        [*(r for r in TEAM if r.id != "m3"), may_have, *programme.of_kind(Transfer)]
    )
    for as_of in (None, "2018-06-30"):
        met = contacts(programme, as_of=as_of)
        assert dict(zip(met["to"], met["certain"], strict=True)) == {"there": True, "new": False}


def test_a_team_is_where_those_were_who_were_in_it_then() -> None:
    programme = given_to_the_team()
    for as_of in (None, "2018-06-30"):
        assert flows(programme, as_of=as_of)["level"].tolist() == ["within school"]
        assert crossings(programme, as_of=as_of).empty
    later = given_to_the_team("2020-05-14")
    assert flows(later)["level"].tolist() == ["between authorities"]
    assert crossings(later)["to_authority"].tolist() == ["fife"]


def test_an_entry_by_a_trio_is_no_contact_of_those_who_were_never_in_it_together() -> None:
    programme = Programme.of(
        [
            *(Person(id=id_) for id_ in "abc"),
            Trio(id="trio", members=("a",)),
            Membership(id="1", group="trio", member="b", since=When("2016"), until=When("2017-06")),
            Membership(id="2", group="trio", member="c", since=When("2018")),
            Cycle(id="cycle"),
            Entry(id="e", cycle="cycle", step="plan", by=("trio",), when=When("2017-01-10")),
        ]
    )
    met = contacts(programme)
    assert set(zip(met["from"], met["to"], strict=True)) == {("a", "b"), ("b", "a")}
    assert met["certain"].all()
    undated = contacts(programme.put(Entry(id="e", cycle="cycle", step="plan", by=("trio",))))
    ways = set(zip(undated["from"], undated["to"], strict=True))
    assert ways == {("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")}
    assert not undated["certain"].any()


def test_of_those_through_another_group_both_dates_must_be_certain() -> None:
    through = [
        Network(id="n"),
        Membership(id="n1", group="n", member="t", since=When("2016-06-01")),
        Transfer(id="x", practice="talk", giver="g", receivers=("n",), when=When("2016-07-01")),
    ]
    met = contacts(Programme.of([*TEAM, *through]))
    assert dict(zip(met["to"], met["certain"], strict=True)) == {"there": False}


def test_a_team_in_which_nobody_was_then_is_named_as_not_placed() -> None:
    programme = given_to_the_team("2013-05-14")
    assert contacts(programme).attrs["unplaced"] == ("t",)
    assert transfers(programme).graph["unplaced"] == ("t",)


@pytest.mark.parametrize("level", ["people", "schools"])
def test_a_practice_only_may_have_begun_with_who_only_may_have_been_in_the_team_that_led_it(
    level: Level,
) -> None:
    programme = Programme.of(
        [
            *(each for each in TEAM if each.id != "talk"),
            MAYBE,
            Cycle(id="c", led_by=("t",), started=When("2018-01-10"), ended=When("2018-06-20")),
            Practice(id="talk", cycle="c", since=When("2018-06-20")),
            Practice(id="pairs", adapted_from="talk", cycle="d"),
            Cycle(id="d", led_by=("g",)),
            Transfer(
                id="x", practice="talk", giver="maybe", receivers=("g",), when=When("2019-05-14")
            ),
        ]
    )
    expected = {
        "people": {"there": True, "maybe": True, "g": True},
        "schools": {"s1": True, "s2": True},
    }[level]
    told = practice_reach(programme, "talk", level=level)
    assert dict(zip(told["node"], told["certain"], strict=True)) == expected
    without = practice_reach(programme.without("x"), "talk", level=level)
    began = {"people": {"there": True, "maybe": False}, "schools": {"s1": True, "s2": False}}[level]
    assert dict(zip(without["node"], without["certain"], strict=True)) == began
    assert without["arrives_certainly_by"].isna().tolist() == [False, True]
    drawn = lineage(programme.without("x"), level="people")
    assert set(drawn.edges()) == {("there", "g"), ("maybe", "g")}


# ---------------------------------------------------------------- several stays of one person

DATES = (None, "2018-01-31", "2018-02-01", "2018-02-15", "2018-02-16", "February 2018", "by 2018")
SEVERAL = st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(DATES)), max_size=4)


def certainly_on(day: date, stays: list[tuple[str | None, str | None]]) -> bool:
    """Whether on this day somebody was there by one stay, however its dates were."""
    return any(
        (since is None or (When(since).latest or date.max) <= day)
        and (until is None or day <= (When(until).earliest or date.min))
        for since, until in stays
    )


@given(SEVERAL, st.sampled_from(["2018-02-15", "February 2018", "2018-01"]))
@example([("2018-01-01", "2018-02-15"), ("2018-02-16", None)], "February 2018")
@example([("2018-01-01", "2018-02-14"), ("2018-02-16", None)], "February 2018")
def test_stays_that_follow_one_another_day_after_day_are_as_certain_as_one(
    stays: list[tuple[str | None, str | None]], text: str
) -> None:
    programme = Programme.of(
        [
            *(Person(id="g"), Person(id="p"), Team(id="t")),
            *(
                Membership(id=f"m{n}", group="t", member="p", since=when(since), until=when(until))
                for n, (since, until) in enumerate(stays)
            ),
            Transfer(id="x", giver="g", receivers=("t",), when=When(text), type="adopted"),
        ]
    )
    met = contacts(programme)
    first, last = When(text).earliest, When(text).latest
    assert first is not None
    assert last is not None
    every_day = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    expected = all(certainly_on(day, stays) for day in every_day)
    assert met["certain"].tolist() == ([expected] if len(met) else [])
    assert len(met) or not expected


# ---------------------------------------------------------------- contacts that are not certain

MET = pd.DataFrame({"from": ["a", "b"], "to": ["b", "c"], "earliest": None, "latest": None})


def test_along_what_is_not_certain_nothing_is_certainly_reached() -> None:
    for told, certain in (
        ([True, True], [True, True, False]),
        ([False, True], [True, False, False]),
        ([None, True], [True, False, False]),
        ([1, 0], [True, True, False]),
    ):
        answer = reach(MET.assign(certain=pd.Series(told)), "a")
        assert answer["certain"].tolist() == certain
        assert answer["possible"].all()
    days_ = {"earliest": ["2018-01-05", "2018-01-06"], "latest": ["2018-01-05", "2018-01-06"]}
    assert reach(MET.assign(**days_, certain=[True, True]), "a")["certain"].all()


def test_who_only_may_have_had_it_leads_to_what_is_possible() -> None:
    answer = reach(MET, "b", perhaps="a")
    assert answer["node"].tolist() == ["b", "a", "c"]
    assert answer["certain"].tolist() == [True, False, True]
    assert answer["possible"].all()
    assert answer["steps"].tolist() == [0, 0, 1]


def test_certain_is_true_or_false() -> None:
    with pytest.raises(NotContacts) as told:
        reach(MET.assign(certain=["yes", "no"]), "a")
    assert str(told.value) == 'the column "certain" of contacts holds "yes"; give true or false'
