"""Who was in a team or trio at different times did not work together in it."""

from __future__ import annotations

import random
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
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
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.projection import NotBipartite, projected
from nsee_core.networks.graphs.taking_part import UnknownSort
from nsee_core.networks.placing.levels import Level
from nsee_core.networks.placing.spans import Span, Stay, time_of
from nsee_core.records import Base, Order
from nsee_core.wording import shown

PEOPLE: list[Base] = [
    School(id="s1"),
    School(id="s2"),
    *(Person(id=f"p{n}", school=f"s{1 + n % 2}") for n in range(1, 6)),
]


def member(
    id_: str, since: str | None = None, until: str | None = None, *, group: str = "team"
) -> Membership:
    """That somebody was in the team from when until when."""
    name = f"{group}-{id_}-{since}-{until}".replace(" ", "-")
    said = {"id": name, "group": group, "member": id_}
    return Membership.model_validate({**said, "since": since, "until": until})


def of(*records: Base, level: Level = "people", team: Base | None = None) -> nx.Graph[str]:
    """The collaboration of people, in a team that they were in."""
    programme = Programme.of([*PEOPLE, team or Team(id="team"), *records])
    return collaboration(programme, level=level, isolates=False)


def tied(*records: Base, level: Level = "people", team: Base | None = None) -> set[tuple[str, str]]:
    """Who worked together."""
    edges = projected(of(*records, level=level, team=team)).edges
    return {(min(pair), max(pair)) for pair in edges}


def test_the_team_is_one_relation_of_all_and_says_when_each_was_there() -> None:
    graph = of(member("p1", until="June 2016"), member("p2", since="2017"), member("p3"))
    assert dict(graph["team"]) == {
        "p1": {"weight": 1.0, "part": "member", "during": ((None, "June 2016"),)},
        "p2": {"weight": 1.0, "part": "member", "during": (("2017", None),)},
        "p3": {"weight": 1.0, "part": "member"},
    }


def test_two_of_whom_one_had_left_before_the_other_came_did_not_work_together() -> None:
    assert tied(member("p1", until="June 2016"), member("p2", since="2017"), member("p3")) == {
        ("p1", "p3"),
        ("p2", "p3"),
    }


@pytest.mark.parametrize(
    ("until", "since", "together"),
    [
        ("2016-06-30", "2016-07-01", False),
        ("2016-06-30", "2016-06-30", True),
        ("2016", "2016", True),
        ("2016", "December 2016", True),
        ("June 2016", "July 2016", False),
        ("spring 2016", "session 2016/17", False),
        ("by June 2016", "2017", False),
        ("since 2016", "2019", True),
        ("year 1", "year 3", False),
        ("year 1", "2030", True),
        ("02/03/2016", "2016-02-20", True),
    ],
    ids=str,
)
def test_only_what_is_certain_parts_two(until: str, since: str, *, together: bool) -> None:
    assert bool(tied(member("p1", until=until), member("p2", since=since))) is together


def test_who_is_only_in_the_teams_own_list_has_no_dates_and_worked_with_all() -> None:
    team = Team(id="team", members=("p1", "p3"))
    early, late = member("p1", until="2015"), member("p2", since="2017")
    assert tied(early, late, team=team) == {("p1", "p3"), ("p2", "p3")}
    assert "during" not in of(early, late, team=team).edges["p3", "team"]


def test_a_membership_says_more_than_the_teams_own_list() -> None:
    team = Team(id="team", members=("p1",))
    graph = of(member("p1", until="2015"), member("p2", since="2017"), team=team)
    assert graph.edges["p1", "team"]["during"] == ((None, "2015"),)


def test_who_came_back_worked_with_those_of_both_times_and_of_none_between() -> None:
    records = (
        member("p1", "2015", "2016"),
        member("p1", "2019", "2020"),
        member("p2", "2015-01-01", "2015-12-31"),
        member("p3", "2017", "2018"),
        member("p4", since="2020"),
    )
    assert of(*records).edges["p1", "team"]["during"] == (("2015", "2016"), ("2019", "2020"))
    assert tied(*records) == {("p1", "p2"), ("p1", "p4")}


def test_a_school_was_there_as_long_as_one_of_its_people() -> None:
    records = (member("p2", "2015", "2016"), member("p4", "2018", "2019"), member("p1", "2017"))
    assert of(*records, level="schools").edges["s1", "team"]["during"] == (
        ("2015", "2016"),
        ("2018", "2019"),
    )
    assert tied(*records, level="schools") == {("s1", "s2")}
    assert tied(*records[:1], records[2], level="schools") == set()


def test_who_was_there_by_way_of_another_group_was_as_long_as_both_say() -> None:
    records = (
        Team(id="inner", members=("p3",)),
        member("inner", "2017", "2018"),
        member("p1", "2015", "2017", group="inner"),
        member("p2", "2018", "2020", group="inner"),
        member("p4", until="2016"),
        member("p5", since="2019"),
    )
    graph = of(*records, team=Trio(id="team"))
    assert {node: graph.edges[node, "team"]["during"] for node in ("p1", "p2", "p3")} == {
        "p1": (("2017", "2017"),),
        "p2": (("2018", "2018"),),
        "p3": (("2017", "2018"),),
    }
    both = projected(graph).edges
    assert {(min(pair), max(pair)) for pair in both if "trio" in both[pair]["sorts"]} == {
        ("p1", "p3"),
        ("p2", "p3"),
    }


def test_a_team_that_is_at_a_school_was_there_as_long_as_it_says_itself() -> None:
    records = (
        Team(id="inner", school="s1", members=("p1", "p3")),
        member("inner", until="2016"),
        member("p5", since="2018"),
    )
    assert tied(*records, level="schools") == set()


def test_groups_in_circles_come_to_an_end() -> None:
    records = (
        Team(id="inner", members=("p1",)),
        member("inner", until="2018"),
        member("team", since="2016", group="inner"),
        member("p2", since="2017"),
    )
    assert tied(*records) == {("p1", "p2")}


def test_networks_and_trios_have_times_and_who_is_named_by_their_own_id_has_not() -> None:
    dated = (member("p1", until="2015", group="t"), member("p2", since="2017", group="t"))
    for group in (Trio(id="t"), Network(id="t")):
        programme = Programme.of([*PEOPLE, *dated, group])
        assert not projected(collaboration(programme, counting={group.kind: 1.0})).edges
    cycle = Cycle(id="c", trio="t", started=When("2018"))
    lesson = Lesson(id="l", cycle="c", taught_by="p1", observed_by=("p2",))
    whole = Programme.of([*PEOPLE, *dated, Trio(id="t"), cycle, lesson])
    assert projected(collaboration(whole)).edges["p1", "p2"]["sorts"] == ("lesson",)


TURNOVER = (
    member("p1", until="June 2022"),
    member("p2", since="August 2022"),
    member("p3", until="December 2021"),
)


def cycle(started: str | None = None, ended: str | None = None, **named: object) -> Cycle:
    """A cycle from when until when, led by the team unless somebody else is named."""
    said = {"id": "c", "led_by": ("team",), "started": started, "ended": ended}
    return Cycle.model_validate({**said, **named})


@pytest.mark.parametrize(
    ("started", "ended", "there"),
    [
        ("September 2022", None, "p2"),
        ("July 2022", "July 2022", ""),
        ("2022", None, "p1 p2"),
        ("spring 2021", "spring 2021", "p1 p3"),
        (None, "spring 2021", "p1 p3"),
        (None, None, "p1 p2 p3"),
        ("September 2022", "spring 2021", "p2"),
        ("year 1", "year 2", "p1 p2 p3"),
    ],
    ids=str,
)
def test_those_stand_for_a_team_in_a_cycle_who_may_have_been_in_it_then(
    started: str | None, ended: str | None, there: str
) -> None:
    graph = of(*TURNOVER, cycle(started, ended))
    assert sorted(graph["c"]) == there.split()
    assert graph.graph["unplaced"] == (() if there else ("team",))


def test_two_who_stood_for_a_team_one_after_the_other_were_not_in_its_cycle_together() -> None:
    graph = of(*TURNOVER, cycle("2022"), Person(id="lead"))
    assert graph.edges["p1", "c"] == {
        "weight": 1.0,
        "part": "led",
        "during": ((None, "June 2022"),),
    }
    assert not projected(graph).has_edge("p1", "p2")
    friend = projected(of(*TURNOVER, cycle("2022", led_by=("team", "p5"))))
    assert {("p1", "p5"), ("p2", "p5")} <= {(min(pair), max(pair)) for pair in friend.edges}


def test_who_is_named_besides_their_team_was_there_all_along_and_did_what_they_are_named_for() -> (
    None
):
    friends = Trio(id="friends", members=("p1",))
    graph = of(*TURNOVER, friends, cycle("September 2022", critical_friends="friends"))
    assert graph.edges["p1", "c"] == {"weight": 1.0, "part": "critical friend"}


def test_an_entry_and_a_lesson_have_their_day() -> None:
    records: list[Base] = [
        *(*PEOPLE, *TURNOVER, Team(id="team"), Cycle(id="c")),
        Entry(id="e", cycle="c", step="plan", by=("team",), when=When("2021-05-01")),
        Entry(id="undated", cycle="c", step="plan", by=("team",)),
    ]
    graph = collaboration(Programme.of(records), counting={"entry": 1.0})
    assert set(graph["e"]) == {"p1", "p3"}
    assert set(graph["undated"]) == {"p1", "p2", "p3"}
    assert time_of(Lesson(id="l", cycle="c", when=When("2021"))) == Span(When("2021"), When("2021"))


def test_a_school_stands_for_a_team_while_one_of_its_people_does() -> None:
    assert set(of(*TURNOVER, cycle("September 2022"), level="schools")["c"]) == {"s1"}
    assert set(of(*TURNOVER, cycle("2021", "2021"), level="schools")["c"]) == {"s2"}


def test_who_could_not_have_been_there_by_way_of_another_group_was_not() -> None:
    records = (
        Team(id="inner"),
        member("inner", since="2018"),
        member("p1", until="2016", group="inner"),
        member("p2", group="inner"),
    )
    assert set(of(*records)["team"]) == {"p2"}


def test_who_is_listed_and_joined_later_was_not_there_before() -> None:
    team = Team(id="team", members=("p1", "p2"))
    programme = Programme.of([*PEOPLE, team, member("p2", since="2019"), cycle("2016")])
    graph = collaboration(programme, as_of="2017-01-01", isolates=False)
    assert (set(graph["team"]), set(graph["c"])) == ({"p1"}, {"p1"})


def test_as_of_a_date_nobody_had_left_who_left_later() -> None:
    programme = Programme.of(
        [*PEOPLE, Team(id="team"), member("p1", "2015", "2019"), member("p2", "2016")]
    )
    graph = collaboration(programme, as_of="2017-01-01")
    assert graph.edges["p1", "team"]["during"] == (("2015", None),)
    assert set(projected(graph).edges) == {("p1", "p2")}


def test_newmans_share_counts_all_who_were_ever_there() -> None:
    graph = of(member("p1", until="2015"), member("p2", since="2017"), member("p3"))
    assert projected(graph, weighting="newman").edges["p1", "p3"]["weight"] == 0.5


def test_a_stay_is_put_into_words() -> None:
    stays = [Stay("2015", "June 2016"), Stay("2015", None), Stay(None, "2016")]
    assert list(map(str, stays)) == ["2015 to June 2016", "since 2015", "until 2016"]


# ---------------------------------------------------------------- laws

DATES = st.none() | st.sampled_from(
    ["2015", "2016", "June 2016", "2016-06-30", "2016-07-01", "since 2016", "by 2016", "2017"]
)
WAYS = st.lists(
    st.tuples(st.sampled_from(["p1", "p2", "p3", "p4"]), DATES, DATES, st.sampled_from("AB")),
    max_size=8,
)


def memberships(ways: list[tuple[str, str | None, str | None, str]]) -> list[Base]:
    return [
        Membership.model_validate(
            {"id": f"m{n}", "group": group, "member": id_, "since": since, "until": until}
        )
        for n, (id_, since, until, group) in enumerate(ways)
    ]


def parted(one: Membership, other: Membership) -> bool:
    return bool(
        one.until and other.since and one.until.before(other.since) is Order.CERTAINLY
    ) or bool(other.until and one.since and other.until.before(one.since) is Order.CERTAINLY)


@given(WAYS, st.sampled_from([(), ("p1",), ("p1", "p4")]))
def test_the_projection_counts_the_groups_that_two_may_have_been_in_at_one_time(
    ways: list[tuple[str, str | None, str | None, str]], listed: tuple[str, ...]
) -> None:
    groups: list[Team | Trio] = [Team(id="A", members=listed), Trio(id="B")]
    programme = Programme.of([*PEOPLE, *groups, *memberships(ways)])
    graph = projected(collaboration(programme))
    for one, other in combinations(["p1", "p2", "p3", "p4"], 2):
        count = 0
        for group in groups:
            held = programme.within(group.id, Membership)
            ones, others = (
                [m for m in held if m.member == id_]
                or [Membership(id="listed", group=group.id, member=id_)] * (id_ in group.members)
                for id_ in (one, other)
            )
            count += any(not parted(a, b) for a in ones for b in others)
        assert graph.get_edge_data(one, other, {"occasions": 0})["occasions"] == count


@given(WAYS, DATES, DATES, st.sampled_from([(), ("p1",), ("p1", "p4")]))
def test_a_cycle_ties_those_who_may_have_been_in_its_team_then_and_at_one_time(
    ways: list[tuple[str, str | None, str | None, str]],
    started: str | None,
    ended: str | None,
    listed: tuple[str, ...],
) -> None:
    team = Team(id="A", members=listed)
    led = cycle(started, ended, led_by=("A",))
    if led.started and led.ended and led.ended.before(led.started) is Order.CERTAINLY:
        led = led.but(ended=None)
    programme = Programme.of([*PEOPLE, team, *memberships(ways), led])
    lasting = Membership(id="c", group="A", member="c", since=led.started, until=led.ended)
    held = programme.within("A", Membership)
    named = {each.member for each in held}
    unsaid = [Membership(id=id_, group="A", member=id_) for id_ in listed if id_ not in named]
    there = [each for each in (*held, *unsaid) if not parted(each, lasting)]
    graph = collaboration(programme, counting={"cycle": 1.0})
    assert set(graph["c"]) == {each.member for each in there}
    together = {
        frozenset((one.member, other.member))
        for one, other in combinations(there, 2)
        if one.member != other.member and not parted(one, other)
    }
    assert {*map(frozenset, projected(graph).edges)} == together


@given(WAYS, st.randoms(use_true_random=False))
def test_the_order_of_memberships_changes_nothing(
    ways: list[tuple[str, str | None, str | None, str]], chance: random.Random
) -> None:
    records = [*PEOPLE, Team(id="A"), Trio(id="B"), *memberships(ways)]
    one = collaboration(Programme.of(records))
    other = collaboration(Programme.of(chance.sample(records, len(records))))
    assert nx.utils.graphs_equal(one, other)


@given(WAYS, st.sampled_from(["2015-12-31", "2016-06-30"]), st.sampled_from(["2017-01-01", None]))
def test_who_had_worked_together_by_a_date_had_by_a_later_one(
    ways: list[tuple[str, str | None, str | None, str]], early: str, late: str | None
) -> None:
    programme = Programme.of([*PEOPLE, Team(id="A"), Trio(id="B"), *memberships(ways)])
    before, after = (projected(collaboration(programme, as_of=when)) for when in (early, late))
    assert {*map(frozenset, before.edges)} <= {*map(frozenset, after.edges)}


# ---------------------------------------------------------------- misuse


def two_sides(**edge: object) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("ab", bipartite=0)
    graph.add_nodes_from("xy", bipartite=1)
    graph.add_edge("a", "x", **edge)
    graph.add_edge("b", "x")
    return graph


@pytest.mark.parametrize("during", ["2018", None, (("2018",),), (("whenever", None),), 5], ids=str)
def test_an_edge_that_does_not_say_when_in_dates_is_refused(during: object) -> None:
    with pytest.raises(NotBipartite) as refused:
        projected(two_sides(during=during))
    assert str(refused.value) == (
        f'the edge from "a" to "x" has the during {during!r}; give pairs of dates, '
        "from when and until when, or leave it out"
    )


def test_a_graph_of_any_pairs_of_dates_is_projected() -> None:
    assert projected(two_sides(during=[["2018", None]])).has_edge("a", "b")


def test_nodes_of_a_graph_from_elsewhere_may_be_anything() -> None:
    graph: nx.Graph[object] = nx.Graph()
    graph.add_nodes_from(["a", 1, None.__class__], bipartite=0)
    graph.add_nodes_from([2, "x"], bipartite=1)
    graph.add_edges_from([("a", 2), (1, 2), (1, "x"), ("a", "x"), (None.__class__, "x")])
    found = projected(graph)  # type: ignore[arg-type] # nodes of any type
    assert found.edges["a", 1]["occasions"] == 2  # type: ignore[index] # and so here


def test_an_occasion_that_counts_no_number_is_refused() -> None:
    with pytest.raises(NotAWeight) as refused:
        projected(two_sides(weight=None))
    assert str(refused.value) == (
        'the edge from "a" to "x" has the weight None; '
        "give a number of 0 or more, or leave it out, which is 1"
    )


def test_what_has_not_two_sides_is_refused() -> None:
    joined = two_sides()
    joined.add_edge("x", "y")
    for graph, message in (
        (joined, 'the occasion "x" took part in another; make the graph with collaboration()'),
        (nx.DiGraph(), "a DiGraph has no two sides; make the graph with collaboration()"),
        (nx.MultiGraph(), "a MultiGraph has no two sides; make the graph with collaboration()"),
    ):
        with pytest.raises(NotBipartite) as refused:
            projected(graph)
        assert str(refused.value) == message
    with pytest.raises(TypeError, match=r"^a graph of networkx is needed, not Programme; ties"):
        projected(Programme.of([]))  # type: ignore[arg-type] # this is the mistake


@pytest.mark.parametrize("at_most", [-1, 2.5, "5", None, True], ids=str)
def test_a_limit_that_is_none_is_refused(at_most: int) -> None:
    with pytest.raises(NotALimit) as refused:
        projected(two_sides(), at_most=at_most)
    assert (
        str(refused.value) == f"at_most cannot be {shown(at_most)}; give a whole number, 0 or more"
    )


@pytest.mark.parametrize(
    ("counting", "message"),
    [
        (["trio"], "counting cannot be ['trio']; say how much each counts: {'trio': 1}"),
        ({"trio": "1"}, "a trio cannot count 1; give a number above 0"),
        ({"entry": None}, "an entry cannot count None; give a number above 0"),
    ],
    ids=str,
)
def test_what_does_not_say_how_much_each_counts_is_refused(
    counting: dict[str, object], message: str
) -> None:
    with pytest.raises(UnknownSort) as refused:
        collaboration(Programme.of([]), counting=counting)  # type: ignore[arg-type] # the mistake
    assert str(refused.value) == message
