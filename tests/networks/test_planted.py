"""A programme in which a practice moves only along planted routes: those are found, no others."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from itertools import chain
from random import Random

import attrs
import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Entry,
    Lesson,
    Membership,
    Person,
    Practice,
    Programme,
    School,
    Team,
    Transfer,
    When,
)
from nsee_core.networks.graphs.transferring import transfers
from nsee_core.networks.movement.adopting import adopters, adoption
from nsee_core.networks.movement.beginnings import practice_reach
from nsee_core.networks.movement.borders import crossings
from nsee_core.networks.movement.contact_rows import contacts
from nsee_core.networks.movement.descendants import generations
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.movement.reaching import reach
from nsee_core.networks.movement.tallies import flow_counts
from nsee_core.records import Base

START = date(2017, 8, 1)
DAYS = 600
PEOPLE, SCHOOLS, AUTHORITIES = 24, 8, 3
BY_TEAM = 0.4  # of the routes, so many end in a team with others before and after
ADAPTED = 0.3  # of those who are given it, so many make something else of it
FAR_OFF = date.max  # when those whom it never reaches get it


@attrs.frozen
class Planted:
    """A programme, and what it was made to show."""

    programme: Programme
    giver: dict[str, str]
    """From whom each that it reached had it."""
    arrived: dict[str, date]
    """When each that it reached got it; the first had it from the start."""
    had: dict[str, str]
    """What each that it reached had then: it, or what they or others had made of it."""


def planted(seed: int) -> Planted:
    """A practice that some give on to others, among meetings that cannot have carried it."""
    draw = Random(seed)  # noqa: S311 - for a test
    people = [f"p{n}" for n in range(PEOPLE)]
    draw.shuffle(people)
    giver, arrived = dict[str, str](), {people[0]: START}
    days = sorted(draw.sample(range(1, DAYS), draw.randint(1, PEOPLE // 2)))
    for person, day in zip(people[1:], days, strict=False):
        giver[person] = draw.choice(list(arrived))
        arrived[person] = START + timedelta(days=day)
    had = {people[0]: "talk"}
    for person, source in giver.items():
        adapted = draw.random() < ADAPTED
        had[person] = f"talk-{person}" if adapted else had[source]
    records = [*_everybody(), *(Practice(id=id_) for id_ in dict.fromkeys(had.values()))]
    teams = [person for person in giver if draw.random() < BY_TEAM]
    records += _routes(giver, arrived, had, teams)
    records += chain.from_iterable(_team(draw, person, arrived[person]) for person in teams)
    noise = [_meeting(draw, n) for n in range(draw.randint(0, 150))]
    kept = [each for each in noise if _carries_nothing(each, arrived)]
    draw.shuffle(records)
    return Planted(Programme.of([*records, *kept]), giver, arrived, had)


def _everybody() -> Iterator[Base]:
    yield from (Authority(id=f"a{n}") for n in range(AUTHORITIES))
    yield from (School(id=f"s{n}", authority=f"a{n % AUTHORITIES}") for n in range(SCHOOLS))
    yield from (Person(id=f"p{n}", school=f"s{n % SCHOOLS}") for n in range(PEOPLE))
    yield from (Cycle(id="c"), Practice(id="other"))


def _team(draw: Random, person: str, day: date) -> Iterator[Base]:
    """A team of which one was a member on a day, and others had been before, or were to be."""
    yield Team(id=f"team-{person}")
    before, after = (When((day + timedelta(days=by)).isoformat()) for by in (-1, 1))
    others = [f"p{n}" for n in draw.sample(range(PEOPLE), 4)]
    when: dict[str, tuple[When | None, When | None]] = {
        each: draw.choice(((None, before), (after, None))) for each in others
    }
    when[person] = draw.choice(((None, None), (before, None), (None, after), (before, after)))
    for member, (since, until) in when.items():
        id_ = f"{member}-in-{person}"
        yield Membership(id=id_, group=f"team-{person}", member=member, since=since, until=until)


def _one(ids: pd.Series[str]) -> pd.Series[str]:
    """Who was given it, though it was given to their team."""
    return ids.str.removeprefix("team-")


def _routes(
    giver: dict[str, str], arrived: dict[str, date], had: dict[str, str], teams: Container[str]
) -> Iterator[Base]:
    for person, source in giver.items():
        yield Transfer(
            id=f"{source}-{person}",
            practice=had[source],
            giver=source,
            receivers=(f"team-{person}" if person in teams else person,),
            type="adopted" if had[person] == had[source] else "adapted",
            adapted_as=None if had[person] == had[source] else had[person],
            when=When(arrived[person].isoformat()),
        )


def _meeting(draw: Random, number: int) -> Entry | Lesson | Transfer:
    """Two people in contact, on some day or in some month: at work, or about something else."""
    one, other = (f"p{n}" for n in draw.sample(range(PEOPLE), 2))
    day = START + timedelta(days=draw.randrange(DAYS))
    when = When(draw.choice((day.isoformat(), f"{day:%Y-%m}")))
    sort = draw.choice(("entry", "lesson", "transfer"))
    if sort == "entry":
        return Entry(id=f"n{number}", cycle="c", step="plan", by=(one, other), when=when)
    if sort == "lesson":
        return Lesson(id=f"n{number}", cycle="c", taught_by=one, observed_by=(other,), when=when)
    return Transfer(id=f"n{number}", practice="other", giver=one, receivers=(other,), when=when)


def _who(meeting: Entry | Lesson | Transfer) -> tuple[str, str]:
    match meeting:
        case Entry():
            one, other = meeting.by
        case Lesson():
            one, (other,) = str(meeting.taught_by), meeting.observed_by
        case Transfer():
            one, (other,) = str(meeting.giver), meeting.receivers
    return one, other


def _carries_nothing(meeting: Entry | Lesson | Transfer, arrived: dict[str, date]) -> bool:
    """Whether it was over before the one had the practice, or the other had it before."""
    one, other = _who(meeting)
    ways = [(one, other)] if isinstance(meeting, Transfer) else [(one, other), (other, one)]
    assert meeting.when is not None
    first, last = meeting.when.earliest, meeting.when.latest
    assert first is not None
    assert last is not None
    had = {person: arrived.get(person, FAR_OFF) for person in (one, other)}
    return all(last < had[a] or max(first, had[a]) > had[b] for a, b in ways)


plantings = st.integers(0, 10**6).map(planted)


@given(plantings)
def test_reach_finds_the_planted_routes_and_no_others(made: Planted) -> None:
    met = contacts(made.programme)
    source = next(iter(made.arrived))
    answer = reach(met, source).set_index("node")
    reached = set(made.arrived)
    assert set(answer.index[answer["certain"]]) == reached
    assert set(answer.index[answer["possible"]]) == reached
    others = made.arrived.keys() - {source}
    for person in others:
        row = answer.loc[person]
        assert row["arrives_certainly_by"] == pd.Timestamp(made.arrived[person])
        assert row["arrives_earliest"] == pd.Timestamp(made.arrived[person])
        assert row["via"] == made.giver[person]


@given(plantings)
def test_who_is_reached_if_dates_are_ignored_is_who_is_connected(made: Planted) -> None:
    met = contacts(made.programme, counting=["lesson", "entry"])
    answer = reach(met, list(made.arrived))
    graph = nx.from_pandas_edgelist(met, "from", "to")
    graph.add_nodes_from(made.arrived)
    connected = (nx.node_connected_component(graph, person) for person in made.arrived)
    assert set(answer["node"][answer["static"]]) == set().union(*connected)


@given(plantings)
def test_flows_graph_and_adoption_show_the_planted_routes_and_no_others(made: Planted) -> None:
    place = {person: int(person[1:]) % SCHOOLS for person in made.arrived}

    def level(giver: str, receiver: str) -> str:
        one, other = place[giver], place[receiver]
        if one == other:
            return "within school"
        same = one % AUTHORITIES == other % AUTHORITIES
        return "between schools" if same else "between authorities"

    routes = {(one, other): level(one, other) for other, one in made.giver.items()}
    frame = flows(made.programme)
    own = frame[frame["practice"] != "other"]
    found = zip(own["giver"], _one(own["receiver"]), strict=True)
    assert dict(zip(found, own["level"], strict=True)) == routes
    assert set(own["level_basis"]) <= {"computed"}

    graph = transfers(made.programme)
    moved = [tie for tie in graph.edges(data=True) if tie[2]["practice"] != "other"]
    assert {(u, v): said["level"] for u, v, said in moved} == routes

    curve = adoption(made.programme, "talk")
    days = [made.arrived[person] for person in made.giver]
    assert [day.date() for day in curve["date"]] == days
    assert curve["certain"].tolist() == list(range(1, len(days) + 1))
    assert curve["possible"].tolist() == curve["certain"].tolist()


@given(plantings)
def test_the_reach_of_the_practice_is_its_planted_routes(made: Planted) -> None:
    answer = practice_reach(made.programme, "talk").set_index("node")
    assert set(answer.index[answer["certain"]]) == set(made.arrived)
    via = answer["via"].dropna().to_dict()
    assert via == made.giver


@given(plantings, st.integers(0, DAYS))
def test_as_of_a_date_the_practice_has_gone_as_far_as_its_routes_went_by_then(
    made: Planted, day: int
) -> None:
    then = START + timedelta(days=day)
    by_then = {person for person, arrived in made.arrived.items() if arrived <= then}
    giver = {person: one for person, one in made.giver.items() if person in by_then}
    answer = practice_reach(made.programme, "talk", as_of=then).set_index("node")
    began = set(answer.attrs["began"])
    assert began == {made.giver[person] for person in giver} - giver.keys()
    assert set(answer.index[answer["certain"]]) == giver.keys() | began
    assert answer["via"].dropna().to_dict() == giver

    took = adopters(made.programme, "talk", as_of=then)
    assert set(took["adopter"]) == giver.keys()
    curve = adoption(made.programme, "talk", as_of=then)
    assert max(curve["certain"], default=0) == len(giver)
    counted = flow_counts(made.programme, "practice", as_of=then).set_index("practice")["flows"]
    for practice in dict.fromkeys(made.had.values()):
        sent = [person for person, one in giver.items() if made.had[one] == practice]
        assert counted.get(practice, 0) == len(sent)


def dimly(made: Planted, hidden: int) -> Programme:
    """The same, of which nobody knew the days any more, but the months, nor all who gave."""
    transfers = {each.id: each for each in made.programme.of_kind(Transfer)}
    dim = [
        transfers[f"{source}-{person}"].model_copy(
            update={
                "giver": None if hidden >> place & 1 else source,
                "receivers": (person,),
                "when": When(f"{made.arrived[person]:%Y-%m}"),
            }
        )
        for place, (person, source) in enumerate(made.giver.items())
    ]
    return made.programme.put(*dim)


@given(plantings, st.integers(0, 2**PEOPLE - 1), st.integers(0, DAYS))
def test_however_dimly_it_was_recorded_the_truth_is_between_what_is_certain_and_possible(
    made: Planted, hidden: int, day: int
) -> None:
    programme, then = dimly(made, hidden), START + timedelta(days=day)
    own = [each for each in programme.of_kind(Transfer) if each.practice != "other"]
    named = made.giver.keys() | {each.giver for each in own if each.giver is not None}
    answer = practice_reach(programme, "talk").set_index("node")
    assert set(answer.index) == named
    assert answer[["certain", "possible", "static"]].all(axis=None)
    arrived = pd.Series({node: pd.Timestamp(made.arrived[node]) for node in answer.index})
    if named:
        assert (answer["arrives_certainly_by"] >= arrived).all()
        assert not (answer["arrives_earliest"] > arrived).any()
    by_then = {node for node in named if made.arrived[node] <= then}
    as_of = practice_reach(programme, "talk", as_of=then).set_index("node")
    had_it = set(as_of.index[as_of["certain"]])
    assert had_it <= by_then
    received = by_then & made.giver.keys()
    assert received <= set(as_of.index[as_of["possible"]])


@given(plantings)
def test_what_was_made_of_the_practice_on_its_way_is_its_lineage(made: Planted) -> None:
    frame = generations(made.programme, "talk").set_index("practice")
    parent = {
        made.had[person]: made.had[one]
        for person, one in made.giver.items()
        if made.had[person] != made.had[one]
    }
    assert frame["adapted_from"].dropna().to_dict() == parent
    assert set(frame.index) == set(made.had.values())
    generation = frame["generation"].to_dict()
    for practice, origin in parent.items():
        assert generation[practice] == generation[origin] + 1


@given(plantings)
def test_where_the_practice_crossed_an_authority_it_is_told_through_whom(made: Planted) -> None:
    place = {person: int(person[1:]) % SCHOOLS % AUTHORITIES for person in made.arrived}
    planned = {
        (one, person, f"a{place[one]}", f"a{place[person]}")
        for person, one in made.giver.items()
        if place[one] != place[person]
    }
    frame = crossings(made.programme)
    frame = frame.assign(receiver=_one(frame["receiver"]))[frame["practice"] != "other"]
    columns = ["giver", "receiver", "from_authority", "to_authority"]
    assert set(frame[columns].itertuples(index=False, name=None)) == planned
    assert len(frame) == len(planned)
    assert set(frame["basis"]) <= {"computed"}
