"""Who worked with whom in a period, and what became of it in the next."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any, get_args

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Authority,
    Cycle,
    Entry,
    Lesson,
    Membership,
    Network,
    Person,
    Programme,
    School,
    Team,
    Trio,
    When,
)
from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.projection import projected
from nsee_core.networks.graphs.taking_part import Sort
from nsee_core.networks.graphs.window import NotAPeriod
from nsee_core.networks.measures.comparability import NotComparable
from nsee_core.networks.measures.waves import change
from nsee_core.networks.placing.levels import LEVELS, Level
from nsee_core.records import Base, Order
from nsee_core.records.dates import NotADate
from tests.strategies import programmes

EVERYTHING: dict[Sort, float] = dict.fromkeys(get_args(Sort), 1.0)
PEOPLE: list[Base] = [
    Authority(id="moray"),
    School(id="s1", authority="moray"),
    *(Person(id=f"p{n}", school="s1") for n in range(1, 5)),
]


def of(*records: Base, during: str | None, **options: Any) -> nx.Graph[str]:  # noqa: ANN401 - as collaboration() takes them
    programme = Programme.of([*PEOPLE, *records])
    return collaboration(programme, during=during, **{"counting": EVERYTHING, **options})


def occasions(graph: nx.Graph[str]) -> set[str]:
    return {node for node, said in graph.nodes(data=True) if said["bipartite"]}


def member(id_: str, group: str, since: str | None = None, until: str | None = None) -> Membership:
    """That somebody was in a group from when until when."""
    name = f"{group}-{id_}-{since}-{until}".replace(" ", "-")
    said = {"id": name, "group": group, "member": id_}
    return Membership.model_validate({**said, "since": since, "until": until})


# ---------------------------------------------------------------- what a reader would ask

YEARS = (
    Cycle(id="c1", led_by=("p1", "p2"), started=When("September 2021"), ended=When("June 2022")),
    Cycle(id="c2", led_by=("p2", "p3"), started=When("September 2022"), ended=When("June 2023")),
    Trio(id="t"),
    member("p1", "t", since="2020"),
    member("p3", "t", until="June 2022"),
    member("p4", "t", until="2024"),
)


def test_ties_made_kept_and_lost_between_two_periods_are_told() -> None:
    before, after = (projected(of(*YEARS, during=when)) for when in ("2021/22", "2022/23"))
    assert {*before.edges} == {("p1", "p2"), ("p1", "p3"), ("p1", "p4"), ("p3", "p4")}
    assert {*after.edges} == {("p2", "p3"), ("p1", "p4")}
    [row] = change(before, after).to_dict("records")
    assert (row["earlier"], row["later"]) == ("2021/22", "2022/23")
    assert (row["nodes"], row["kept"], row["new"], row["lost"]) == (4, 1, 1, 3)
    [named] = change({"one": before, "two": after}, permutations=0).to_dict("records")
    assert (named["earlier"], named["later"], named["lost"]) == ("one", "two", 3)


def test_what_certainly_took_place_at_another_time_is_left_out() -> None:
    rows = (
        Cycle(id="open", started=When("2015")),
        Cycle(id="over", ended=When("2016")),
        Cycle(id="later", started=When("September 2018")),
        Cycle(id="none"),
        Lesson(id="l1", cycle="none", when=When("2017-09-01")),
        Lesson(id="l2", cycle="none", when=When("2017")),
        Lesson(id="l3", cycle="none", when=When("2019-09-01")),
        Entry(id="e1", cycle="none", step="plan", when=When("spring 2018")),
        Entry(id="e2", cycle="none", step="plan", when=When("2016")),
        Network(id="n1", started=When("2016")),
        Network(id="n2", ended=When("2016")),
    )
    graph = of(*rows, during="2017/18")
    assert occasions(graph) == {"open", "none", "l1", "l2", "e1", "n1"}
    assert graph.graph["undated"] == ("none",)


def test_what_has_no_date_was_while_its_cycle_lasted() -> None:
    rows = (
        Cycle(id="c", started=When("2015"), ended=When("2016")),
        Lesson(id="l", cycle="c"),
        Entry(id="e", cycle="c", step="plan"),
        Lesson(id="elsewhere", cycle="gone"),
    )
    assert occasions(of(*rows, during="2018")) == {"elsewhere"}
    assert occasions(of(*rows, during="2016")) == {"c", "l", "e", "elsewhere"}
    assert of(*rows, during="2016").graph["undated"] == ("elsewhere",)


def test_a_group_is_those_whose_stay_may_overlap_the_period() -> None:
    rows = (
        Team(id="team", members=("p4",)),
        member("p1", "team", until="2016"),
        member("p2", "team", since="2016", until="2018"),
        member("p3", "team", since="2018"),
        Trio(id="gone"),
        member("p1", "gone", until="2016"),
        Trio(id="empty"),
    )
    graph = of(*rows, during="2017")
    assert set(graph["team"]) == {"p2", "p4"}
    assert (graph.graph["unplaced"], graph.graph["undated"]) == ((), ("empty", "team"))
    assert occasions(graph) == {"team", "empty"}


def test_in_a_long_cycle_those_stand_for_its_team_who_were_in_it_in_the_period() -> None:
    rows = (
        Cycle(id="c", led_by=("team",), started=When("2015"), ended=When("2020")),
        Cycle(id="short", led_by=("team",), started=When("2018-02"), ended=When("2018-03")),
        Entry(id="e", cycle="c", step="plan", by=("team", "p4")),
        Team(id="team"),
        member("p1", "team", until="2016"),
        member("p2", "team", since="2017"),
        member("p3", "team", since="2018-06"),
    )
    early, late = (of(*rows, during=when) for when in ("2016", "2018"))
    assert (set(early["c"]), set(early["e"])) == ({"p1"}, {"p1", "p4"})
    assert (set(late["c"]), set(late["short"])) == ({"p2", "p3"}, {"p2"})
    none = of(*rows[:-2], during="2018")
    assert (set(none["c"]), none.graph["unplaced"]) == (set(), ("team",))


def test_everybody_who_took_part_at_any_time_is_a_node_so_that_periods_compare() -> None:
    carer = Person(id="carer", type="parent or carer")
    seen = Lesson(id="l", cycle="c", observed_by=("carer",), when=When("2016-05-01"))
    graphs = [projected(of(carer, seen, during=when)) for when in ("2016", "2017")]
    assert [set(graph) for graph in graphs] == [{"p1", "p2", "p3", "p4", "carer"}] * 2
    assert graphs[1].nodes["carer"]["role"] == "parent or carer"
    alone = [projected(of(*YEARS, during=when, isolates=False)) for when in ("2021/22", "2022/23")]
    assert [set(graph) for graph in alone] == [{"p1", "p2", "p3", "p4"}] * 2
    assert set(projected(of(*YEARS[:2], during="2021/22", isolates=False))) == {"p1", "p2"}


def test_a_graph_says_of_which_period_it_is_and_one_of_none_has_nothing_undated() -> None:
    session = of(*YEARS, during="2021/22", as_of="2025-12-31")
    assert session.graph == {
        "about": "collaboration",
        "level": "people",
        "as_of": "2025-12-31",
        "during": "2021/22",
        "unplaced": (),
        "set_aside": (),
        "undated": (),
    }
    assert of(*YEARS, during=None).graph.keys() == session.graph.keys() - {"undated"}
    assert collaboration(Programme.of([]), during=date(2021, 9, 1)).graph["during"] == "2021-09-01"


def test_a_period_and_all_time_do_not_compare() -> None:
    period, always = (projected(of(*YEARS, during=when)) for when in ("2021/22", None))
    for one, other, which in ((period, always, "earlier"), (always, period, "later")):
        with pytest.raises(NotComparable) as refused:
            change(one, other)
        assert str(refused.value) == (
            f"the two waves cannot be compared: only the {which} is of a period; "
            "give the other one with during=, too"
        )


@pytest.mark.parametrize("during", ["since 2018", "by 2018", "year 1", "12/06/2017"])
def test_a_time_without_a_first_and_a_last_day_is_no_period(during: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        of(during=during)
    assert str(refused.value) == (
        f'"{during}" is no period with a first and a last day; give one, such as 2022/23'
    )
    with pytest.raises(NotADate):
        of(during="whenever")


# ---------------------------------------------------------------- against every day

#: All beginnings and ends are among these days, and each period begins on one: what two of them
#: share begins on one, too.
EACH_DAY = [date(year, month, 1) for year in range(2014, 2019) for month in (1, 6)]
PERIODS = ("2014", "2015", "2016", "2017", "2018")
DAY = st.none() | st.sampled_from(EACH_DAY[1:-1])
SPAN = st.tuples(DAY, DAY).filter(
    lambda each: each[0] is None or each[1] is None or each[0] <= each[1]
)
NAMES = ("p1", "p2", "p3", "team")
STAYS = st.lists(st.tuples(st.sampled_from(NAMES[:3]), SPAN), max_size=4)
DONE = st.lists(
    st.tuples(
        st.sampled_from(("cycle", "lesson", "entry")),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
        SPAN,
        DAY,
    ),
    max_size=3,
)
Dates = tuple[date | None, date | None]


def lasts(span: Dates, day: date) -> bool:
    since, until = span
    return (since is None or since <= day) and (until is None or day <= until)


def recorded(
    stays: list[tuple[str, Dates]], done: list[tuple[str, list[str], Dates, date | None]]
) -> Programme:
    """The team has p4 in its list; what was done is a cycle, or the only part of one."""

    def rows() -> Iterator[Base]:
        yield from PEOPLE
        yield Team(id="team", members=("p4",))
        for n, (one, (since, until)) in enumerate(stays):
            said = {"id": f"m{n}", "group": "team", "member": one, "since": since, "until": until}
            yield Membership.model_validate(said)
        for n, (sort, names, (started, ended), when) in enumerate(done):
            said = {"id": f"c{n}", "started": started, "ended": ended}
            yield Cycle.model_validate(said | ({"led_by": names} if sort == "cycle" else {}))
            part = {"id": f"x{n}", "cycle": f"c{n}", "when": when}
            if sort == "lesson":
                yield Lesson.model_validate({**part, "observed_by": names})
            elif sort == "entry":
                yield Entry.model_validate({**part, "step": "plan", "by": names})

    return Programme.of(rows())


@given(STAYS, DONE, st.sampled_from(PERIODS))
def test_who_was_there_and_with_whom_is_so_on_some_day_of_the_period(
    stays: list[tuple[str, Dates]],
    done: list[tuple[str, list[str], Dates, date | None]],
    period: str,
) -> None:
    there: set[tuple[str, str]] = set()
    together: set[tuple[str, str, str]] = set()
    for day in (day for day in EACH_DAY if str(day.year) == period):
        team = {"p4"} | {one for one, span in stays if lasts(span, day)}
        today = {"team": team}
        for n, (sort, names, span, when) in enumerate(done):
            own = span if sort == "cycle" or when is None else (when, when)
            if lasts(own, day):
                today[f"c{n}" if sort == "cycle" else f"x{n}"] = {
                    one for name in names for one in (team if name == "team" else {name})
                }
        there |= {(one, occasion) for occasion, those in today.items() for one in those}
        together |= {
            (occasion, one, other)
            for occasion, those in today.items()
            for one, other in combinations(sorted(those), 2)
        }
    graph = collaboration(recorded(stays, done), during=period, counting=EVERYTHING)
    drawn = {tuple(sorted(edge, key=lambda n: n in occasions(graph))) for edge in graph.edges}
    assert drawn == there
    lines = projected(graph)
    counted = {(a, b): said["occasions"] for a, b, said in lines.edges(data=True)}
    for pair in combinations(("p1", "p2", "p3", "p4"), 2):
        shared = sum((occasion, *pair) in together for occasion in occasions(graph))
        assert counted.get(pair, counted.get(pair[::-1], 0)) == shared
    dateless = {
        f"c{n}" if sort == "cycle" else f"x{n}"
        for n, (sort, _, span, when) in enumerate(done)
        if span == (None, None) and (sort == "cycle" or when is None)
    }
    bare = {f"c{n}" for n, (_, _, span, _) in enumerate(done) if span == (None, None)}
    assert set(graph.graph["undated"]) == {"team"} | dateless | bare


# ---------------------------------------------------------------- laws

SOCIAL = ("authority", "school", "person", "trio", "team", "cycle", "lesson", "membership")


@given(programmes(kinds=(*SOCIAL, "entry", "network")), st.sampled_from(LEVELS))
def test_a_period_is_a_part_of_all_and_all_periods_are_of_the_same_people(
    programme: Programme, level: Level
) -> None:
    whole = collaboration(programme, level=level, counting=EVERYTHING)
    people = [set(whole) - occasions(whole)]
    for during in ("2016/17", "2018", "2018-05-14"):
        graph = collaboration(programme, level=level, counting=EVERYTHING, during=during)
        assert {*map(frozenset, graph.edges)} <= {*map(frozenset, whole.edges)}
        assert occasions(graph) <= occasions(whole)
        assert set(graph.graph["undated"]) <= occasions(graph)
        people.append(set(graph) - occasions(graph))
        lines, all_lines = projected(graph), projected(whole)
        assert {*map(frozenset, lines.edges)} <= {*map(frozenset, all_lines.edges)}
    assert all(each == people[0] for each in people)


TEXTS = st.none() | st.sampled_from(
    ["2015", "2016", "June 2016", "2016-06-30", "since 2016", "by 2016", "2017", "2015/16"]
)
WAYS = st.lists(
    st.tuples(st.sampled_from(NAMES[:3]), TEXTS, TEXTS).filter(lambda way: in_order(*way[1:])),
    max_size=5,
)


def in_order(since: str | None, until: str | None) -> bool:
    if since is None or until is None:
        return True
    return When(until).before(When(since)) is not Order.CERTAINLY


@given(WAYS, TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_who_worked_together_at_all_did_in_some_period(
    ways: list[tuple[str, str | None, str | None]],
    started: str | None,
    ended: str | None,
    chance: random.Random,
) -> None:
    records: list[Base] = [*PEOPLE, Team(id="team")]
    for n, (one, since, until) in enumerate(ways):
        said = {"id": f"m{n}", "group": "team", "member": one, "since": since, "until": until}
        records.append(Membership.model_validate(said))
    led = {"id": "c", "led_by": ("team", "p4"), "started": started, "ended": ended}
    records.append(Cycle.model_validate(led))
    whole = projected(collaboration(Programme.of(records)))
    chance.shuffle(records)
    periods = [
        projected(collaboration(Programme.of(records), during=str(year)))
        for year in range(2012, 2021)
    ]
    told = {frozenset(edge) for graph in periods for edge in graph.edges}
    assert told == {*map(frozenset, whole.edges)}
    for before, after in pairwise(periods[3:7]):
        [row] = change(before, after, permutations=0).to_dict("records")
        ones, others = ({*map(frozenset, graph.edges)} for graph in (before, after))
        kept, new, lost = len(ones & others), len(others - ones), len(ones - others)
        assert (row["kept"], row["new"], row["lost"]) == (kept, new, lost)
