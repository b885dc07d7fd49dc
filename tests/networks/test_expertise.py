"""Where expertise sits against where barriers are, and who is in a network with whom."""

from __future__ import annotations

from datetime import date
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Barrier,
    Cycle,
    Membership,
    Network,
    Person,
    Practice,
    Programme,
    Resource,
    School,
    Team,
    Transfer,
    Trio,
    When,
)
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.movement.belonging import Belonging
from nsee_core.networks.movement.who_knows import expertise
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.records import Base
from tests.strategies import programmes

PLACES: list[Base] = [
    Authority(id="moray"),
    Authority(id="highland"),
    *(School(id=f"m{n}", authority="moray") for n in (1, 2)),
    *(School(id=f"h{n}", authority="highland") for n in (1, 2)),
    *(Person(id=f"{school}-p", school=school) for school in ("m1", "m2", "h1", "h2")),
    Network(id="small", within="large"),
    Network(id="large"),
    Network(id="other"),
    Membership(id="i1", group="small", member="m1"),
    Membership(id="i2", group="small", member="m2"),
    Membership(id="i3", group="large", member="highland"),
]
MINE = Barrier(id="mine", type="participation", faced_by=("m1",))
LIKE = Barrier(id="like", type="participation", faced_by=("h2",))


def told(*records: Base, alike: bool = True) -> list[tuple[str | None, ...]]:
    """Of the barrier ``mine``: what is known of, how, by whom, how far, in which network."""
    frame = expertise(Programme.of([*PLACES, *records]), alike=alike)
    rows = frame.loc[
        frame["barrier"] == "mine", ["met", "how", "record", "holder", "distance", "network"]
    ].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]


UNMET = [(None,) * 6]


def test_a_barrier_that_nobody_knows_of_is_a_row_of_what_is_missing() -> None:
    assert told(MINE) == UNMET
    assert told(MINE.but(faced_by=())) == UNMET
    frame = expertise(Programme.of([*PLACES, MINE]))
    assert frame[["school", "authority"]].iloc[0].tolist() == ["m1", "moray"]


def test_expertise_against_the_barrier_counts_wherever_it_sits() -> None:
    provided = Resource(
        id="r", type="expertise", against=("mine",), provided_by=("m1-p", "m2-p", "h1-p", "gone")
    )
    assert told(MINE, provided) == [
        ("mine", "expertise", "r", "m1-p", "within school", "small"),
        ("mine", "expertise", "r", "m2-p", "between schools", "small"),
        ("mine", "expertise", "r", "h1-p", "between authorities", "large"),
        ("mine", "expertise", "r", "gone", None, None),
    ]


def test_expertise_of_nobody_who_is_named_is_there_all_the_same() -> None:
    provided = Resource(id="r", type="expertise", against=("mine",))
    assert told(MINE, provided) == [("mine", "expertise", "r", None, None, None)]


@pytest.mark.parametrize("sort", ["time", "cover", "funding", None])
def test_other_resources_are_no_expertise(sort: str | None) -> None:
    spent = Resource.model_validate(
        {"id": "r", "type": sort, "against": ("mine",), "provided_by": ("m2",)}
    )
    assert told(MINE, spent) == UNMET


def test_expertise_against_nothing_counts_nowhere() -> None:
    assert told(MINE, Resource(id="r", type="expertise", provided_by=("m2",))) == UNMET


def test_who_faces_a_barrier_is_not_told_as_knowing_a_way_past_it() -> None:
    provided = Resource(id="r", type="expertise", against=("mine",), provided_by=("m1",))
    assert told(MINE, provided) == UNMET


def test_each_who_faces_a_barrier_has_rows_of_their_own() -> None:
    provided = Resource(id="r", type="expertise", against=("mine",), provided_by=("h2",))
    both = MINE.but(faced_by=("m1", "h1", "m1"))
    frame = expertise(Programme.of([*PLACES, both, provided]))
    assert frame[["faced_by", "distance"]].to_numpy().tolist() == [
        ["m1", "between authorities"],
        ["h1", "between schools"],
    ]


#: What the cycle "c" used against the barrier.
USED = Resource(id="used", type="time", against=("mine",), cycle="c")


def test_a_practice_of_a_cycle_that_worked_on_a_barrier_is_known_to_who_gave_or_took_it() -> None:
    cycle = Cycle(id="c", led_by=("m2-p",), trio="t")
    moved = Transfer(id="x", practice="talk", giver="m2-p", receivers=("h1",), type="adopted")
    shown = Transfer(id="y", practice="talk", receivers=("h2",), type="shared")
    rest = [cycle, Trio(id="t"), Practice(id="talk", cycle="c"), moved, shown]
    assert [row[1:4] for row in told(MINE.but(cycle="c"), USED, *rest)] == [
        ("worked out", "c", "m2-p"),
        ("worked out", "c", "t"),
        ("gave", "x", "m2-p"),
        ("took up", "x", "h1"),
    ]
    assert told(MINE.but(cycle="c"), *rest) == UNMET  # to find a barrier is no way past it


def test_a_cycle_addresses_a_barrier_that_a_resource_it_used_is_against() -> None:
    used = Resource(id="r", type="funding", against=("mine",), cycle="c")
    arose = Cycle(id="c", led_by=("m2",)), Practice(id="talk", cycle="c")
    assert told(MINE, used, *arose) == [
        ("mine", "worked out", "c", "m2", "between schools", "small")
    ]


def test_what_cannot_be_followed_makes_nobody_know() -> None:
    rest = [
        USED.but(cycle="m1"),
        Practice(id="talk", cycle="m1"),
        Practice(id="map", cycle="gone"),
        Transfer(id="x", practice="talk"),
        Transfer(id="y", giver="m2"),
    ]
    assert told(MINE.but(cycle="m1"), *rest) == UNMET


def test_expertise_against_the_like_counts_in_the_network_alone_and_only_where_it_is_asked() -> (
    None
):
    provided = Resource(id="r", type="expertise", against=("like",), provided_by=("h1-p", "m2"))
    assert told(MINE, LIKE, provided) == [
        ("like", "expertise", "r", "m2", "between schools", "small"),
        ("like", "expertise", "r", "h1-p", "between authorities", "large"),
    ]
    assert told(MINE, LIKE, provided, alike=False) == UNMET
    assert told(MINE, LIKE.but(type="progress"), provided) == UNMET
    assert told(MINE.but(type=None), LIKE.but(type=None), provided) == UNMET
    lone = provided.but(provided_by=("gone",))
    assert told(MINE, LIKE, lone) == UNMET


def test_a_network_in_which_too_many_know_of_the_like_is_set_aside_and_those_within_it_count() -> (
    None
):
    provided = Resource(id="r", type="expertise", against=("like",), provided_by=("h1-p", "m2"))
    programme = Programme.of([*PLACES, MINE, LIKE, provided])
    few = expertise(programme, at_most=1)
    assert few.attrs["set_aside"] == (("large", "participation"),)
    mine = few[few["barrier"] == "mine"]
    assert mine[["holder", "network"]].to_numpy().tolist() == [["m2", "small"]]
    assert expertise(programme, at_most=2).attrs["set_aside"] == ()
    assert expertise(programme, alike=False, at_most=0).attrs["set_aside"] == ()
    own = provided.but(against=("mine",))
    assert len(expertise(Programme.of([*PLACES, MINE, own]), at_most=0)) == 2


def test_what_means_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str; "):
        expertise("records.jsonl")  # type: ignore[arg-type] # the fault
    with pytest.raises(NotALimit, match=r"^at_most cannot be -1; give a whole number, 0 or more$"):
        expertise(Programme.of([]), at_most=-1)
    with pytest.raises(NotAMoment):
        expertise(Programme.of([]), as_of="year 1")


def test_those_who_face_a_barrier_are_in_the_network_of_the_cycle_that_found_it() -> None:
    found = MINE.but(cycle="c", faced_by=("gone",))
    theirs = Membership(id="i4", group="other", member="h1")
    provided = Resource(id="r", type="expertise", against=("mine",), provided_by=("h1-p",))
    assert told(found, Cycle(id="c", network="other"), theirs, provided) == [
        ("mine", "expertise", "r", "h1-p", None, "other")
    ]


def test_what_came_later_does_not_count_as_of_a_date() -> None:
    provided = Resource(
        id="r", type="expertise", against=("mine",), provided_by=("m2",), when=When("2019")
    )
    programme = Programme.of([*PLACES, MINE, provided])
    assert expertise(programme, as_of="2018-06-30")["met"].isna().all()
    assert expertise(programme)["met"].tolist() == ["mine"]


def test_an_empty_programme_has_an_empty_frame_of_the_same_types() -> None:
    empty = expertise(Programme.of([]))
    assert (len(empty), list(empty.dtypes)) == (
        0,
        list(expertise(Programme.of([*PLACES, MINE])).dtypes),
    )


def test_somebody_is_in_the_networks_of_all_they_belong_to_the_nearest_first() -> None:
    team = Team(id="team", members=("h2-p",), network="other")
    loop = Network(id="a", within="b"), Network(id="b", within="a")
    programme = Programme.of([*PLACES, team, *loop])
    belonging = Belonging.of(Stays(Places(programme), "people", programme))
    assert [*belonging.networks("m1-p")] == ["small", "large"]
    assert [*belonging.networks("h2-p")] == ["other", "large"]
    assert [*belonging.networks("small")] == ["small", "large"]
    assert [*belonging.networks("a")] == ["a", "b"]
    assert belonging.networks("moray") == belonging.networks(None) == {}


# ---------------------------------------------------------------- who was in a network when


def asked(*records: Base, as_of: str | None = None) -> list[tuple[str | None, str | None]]:
    """Who knows a way past the barrier ``mine`` or its like, and in which network it is near."""
    programme = Programme.of(PLACES).without("i3").put(*records)
    frame = expertise(programme, as_of=as_of)
    rows = frame.loc[frame["barrier"] == "mine", ["holder", "network"]].astype(object)
    rows = rows.where(rows.notna(), None)
    return [(holder, network) for holder, network in rows.itertuples(index=False)]


def member(id_: str, group: str, since: str | None = None, until: str | None = None) -> Membership:
    """That somebody was in a group from when until when."""
    name = f"{group}-{id_}-{since}-{until}".replace(" ", "-")
    said = {"id": name, "group": group, "member": id_}
    return Membership.model_validate({**said, "since": since, "until": until})


KNOWN = Resource(id="r", type="expertise", against=("like",), provided_by=("h1",))
ALONE = [(None, None)]


def test_two_of_whom_one_had_left_before_the_other_came_did_not_meet_in_a_network() -> None:
    for since, until, met in (
        ("2018", "2018", True),
        ("2018", "June 2019", True),
        ("2018", "2017", False),
        (None, "2017", True),
        ("2018", None, True),
    ):
        joined = member("m1", "other", since=since), member("h1", "other", until=until)
        expected = [("h1", "other")] if met else ALONE
        assert asked(MINE, LIKE, KNOWN, *joined) == expected


def test_looking_back_who_had_certainly_left_is_in_the_network_no_longer() -> None:
    rows = MINE, LIKE, KNOWN, member("m1", "other"), member("h1", "other", until="June 2018")
    for as_of, met in (
        (None, True),
        ("2018-06-15", True),
        ("2018-06-30", True),
        ("2018-07-01", False),
    ):
        assert asked(*rows, as_of=as_of) == ([("h1", "other")] if met else ALONE)


def test_looking_back_nobody_is_in_a_network_that_had_ended() -> None:
    ended = Network(id="other", started=When("2014"), ended=When("2016-06-30"))
    rows = MINE, LIKE, KNOWN, member("m1", "other"), member("h1", "other")
    for as_of, met in ((None, True), ("2016-06-30", True), ("2016-07-01", False)):
        assert asked(ended, *rows, as_of=as_of) == ([("h1", "other")] if met else ALONE)


def test_to_know_of_the_barrier_itself_counts_without_a_network() -> None:
    own = KNOWN.but(against=("mine",))
    rows = MINE, own, member("m1", "other", since="2018"), member("h1", "other", until="2017")
    assert asked(*rows) == [("h1", None)]


def test_somebody_is_in_a_network_only_while_that_is_by_which_they_are() -> None:
    rows = (
        *(MINE, LIKE, KNOWN.but(provided_by=("h1-p",)), Team(id="team", network="small")),
        member("h1-p", "team", until="2016"),
    )
    small = Network(id="small", started=When("2017"))
    assert asked(*rows) == [("h1-p", "small")]
    assert asked(*rows, small.but(within="large")) == ALONE


def test_a_trio_that_worked_a_way_out_is_where_those_were_who_were_in_it_then() -> None:
    rows = (
        Trio(id="t"),
        member("m2", "t", until="2016"),
        member("m2-p", "t", until="2016"),
        member("h1-p", "t", since="2018"),
        Practice(id="talk", cycle="c"),
    )
    for started, distance in (
        ("2015", "between schools"),
        ("2019", "between authorities"),
    ):
        cycle = Cycle(id="c", trio="t", started=When(started), ended=When(started))
        assert told(MINE.but(cycle="c"), USED, cycle, *rows)[0][4] == distance
    faced = MINE.but(cycle="c", faced_by=("t",))
    cycle = Cycle(id="c", led_by=("m1",), started=When("2015"), ended=When("2015"))
    frame = expertise(Programme.of([*PLACES, faced, USED, cycle, *rows]))
    assert frame[["school", "distance"]].to_numpy().tolist() == [["m2", "between schools"]]


DAYS = [None, *(date(year, 1, 1) for year in (2015, 2016, 2017))]
EACH_DAY = [date(year, month, 1) for year in (2014, 2015, 2016, 2017) for month in (1, 6)]
SPAN = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(
    lambda each: each[0] is None or each[1] is None or each[0] <= each[1]
)
STAYS = st.lists(
    st.tuples(
        st.sampled_from(("p1", "p2", "p3", "t", "n")), st.sampled_from(("t", "n", "u")), SPAN
    ),
    max_size=7,
)
Dates = tuple[date | None, date | None]


def above(
    one: str, stays: list[tuple[str, str, Dates]], lasting: dict[str, Dates], day: date
) -> set[str]:
    """The networks that somebody is in on a day: the smaller network is within the larger."""
    found = {one}
    for _ in range(len(stays) + 1):
        for low, high, (since, until) in [*stays, ("n", "u", (None, None))]:
            began, ended = lasting.get(high, (None, None))
            first, last = since or began or date.min, until or ended or date.max
            if low in found and first <= day <= last:
                found.add(high)
    return found & lasting.keys()


@given(STAYS, SPAN, SPAN, st.sampled_from([None, *EACH_DAY]))
def test_two_are_in_a_network_together_if_they_were_on_some_day_or_on_the_day_of_looking_back(
    stays: list[tuple[str, str, Dates]], small: Dates, large: Dates, as_of: date | None
) -> None:
    lasting = {"n": small, "u": large}

    def network(id_: str, within: str | None) -> Network:
        started, ended = lasting[id_]
        said = {"id": id_, "within": within, "started": started, "ended": ended}
        return Network.model_validate(said)

    records = [
        *(Person(id=id_) for id_ in ("p1", "p2", "p3")),
        *(Team(id="t"), network("n", "u"), network("u", None)),
        *(
            Membership.model_validate(
                {"id": f"m{n}", "group": group, "member": one, "since": since, "until": until}
            )
            for n, (one, group, (since, until)) in enumerate(stays)
        ),
        MINE.but(faced_by=("p1",)),
        LIKE.but(faced_by=()),
        KNOWN.but(provided_by=("p2", "p3")),
    ]
    frame = expertise(Programme.of(records), as_of=as_of)
    mine = frame[(frame["barrier"] == "mine") & frame["met"].notna()]
    told_ = dict(zip(mine["holder"], mine["network"], strict=True))
    shared = {
        holder: set().union(
            *(
                above("p1", stays, lasting, day) & above(holder, stays, lasting, day)
                for day in ([as_of] if as_of else EACH_DAY)
            )
        )
        for holder in ("p2", "p3")
    }
    assert told_.keys() == {holder for holder, networks in shared.items() if networks}
    assert all(network in shared[holder] for holder, network in told_.items())


KINDS = (
    *("barrier", "resource", "practice", "transfer", "cycle", "school", "person"),
    *("membership", "network", "trio", "team", "barrier", "resource"),
)


@given(programmes(most=14, kinds=KINDS), st.randoms(use_true_random=False))
def test_every_barrier_and_who_faces_it_are_told_whatever_the_order_of_records(
    programme: Programme, random: Random
) -> None:
    frame = expertise(programme)
    faced = {
        (barrier.id, facer)
        for barrier in programme.of_kind(Barrier)
        for facer in barrier.faced_by or (None,)
    }
    named = frame["faced_by"].astype(object).where(frame["faced_by"].notna(), None)
    assert set(zip(frame["barrier"], named, strict=True)) == faced
    assert set(expertise(programme, alike=False)["met"].dropna()) <= set(frame["met"].dropna())
    columns = ["barrier", "faced_by", "met", "how", "record", "holder", "distance"]
    again = expertise(Programme.of(random.sample(list(programme), len(programme))))
    pd.testing.assert_frame_equal(
        again[columns].sort_values(columns, ignore_index=True),
        frame[columns].sort_values(columns, ignore_index=True),
    )
