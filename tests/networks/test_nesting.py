"""Groups within groups, also in circles: held to the definition, and the work that they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Authority, Cycle, Membership, Person, Programme, School, Team, When
from nsee_core.networks import NotALimit, collaboration
from nsee_core.networks.placing.levels import LEVELS, Level, Places, groups, is_group
from nsee_core.networks.placing.nesting import nested
from nsee_core.networks.placing.spans import ALWAYS, Span, at_one_time
from nsee_core.networks.placing.stays import Stays
from nsee_core.records import Base

PLACED: list[Base] = [
    *(Authority(id=f"a{n}") for n in range(2)),
    *(School(id=f"s{n}", authority=f"a{n % 2}") for n in range(3)),
    *(Person(id=f"p{n}", school=f"s{n % 3}") for n in range(4)),
]
TEAMS = [f"t{n}" for n in range(5)]
MEMBERS = [*TEAMS, "p0", "p1", "p2", "p3", "s2", "nobody"]
DATES = (None, "2015", "2016-07", "2016-02-01", "2018", "years 1 to 2", "years 3 to 4")


@st.composite
def teams_in_teams(draw: st.DrawFn) -> Programme:
    """Teams in each other, by lists and by memberships with dates; some at a school."""
    member, dates = st.sampled_from(MEMBERS), st.sampled_from(DATES)
    records = [*PLACED]
    for id_ in TEAMS:
        listed = tuple(draw(st.lists(member, max_size=2, unique=True)))
        school = draw(st.sampled_from((None, None, None, "s0")))
        records.append(Team(id=id_, members=listed, school=school))
    joined = st.tuples(st.sampled_from(TEAMS), member, dates, dates)
    for n, (group, one, *ends) in enumerate(draw(st.lists(joined, max_size=8))):
        since, until = (None if text is None else When(text) for text in ends)
        records.append(Membership(id=f"m{n}", group=group, member=one, since=since, until=until))
    return Programme.of(records)


def each_way(stays: Stays, id_: str, span: Span = ALWAYS) -> set[tuple[str, Span]]:
    """Who stands for an id: by going on from every group to all in it, each time anew."""
    found, waiting, seen = set[tuple[str, Span]](), [(id_, span)], set[tuple[str, Span]]()
    while waiting:
        inner, span = waiting.pop()
        if (inner, span) in seen:
            continue
        seen.add((inner, span))
        group = stays.places.programme.get(inner)
        at_a_school = isinstance(group, Team) and group.school and stays.level != "people"
        if is_group(group) and not at_a_school:
            waiting += [
                (one, own.within(span)) for one, own in stays.members(group) if own.may_meet(span)
            ]
        else:
            found |= {(node, span) for node in stays.places.at(inner, stays.level)}
    return found


@given(teams_in_teams(), st.sampled_from(LEVELS))
def test_whoever_stands_for_a_group_does_by_some_way_and_whoever_does_stands_for_it(
    programme: Programme, level: Level
) -> None:
    stays = Stays(Places(programme), level, Programme.of([]))  # in which nothing has a date
    for team in TEAMS:
        at = stays.places.at(team, level)
        assert {(node, ALWAYS) for node in at} == each_way(stays, team)
        assert len(set(at)) == len(at)


@given(teams_in_teams(), st.sampled_from(LEVELS))
def test_stays_in_groups_within_groups_lose_nothing_of_any_way_to_be_there(
    programme: Programme, level: Level
) -> None:
    stays = Stays(Places(programme), level, programme)
    times = [Span(when, when) for when in map(When, ("2014", "2016-01-10", "2017", "2019"))]
    for team in TEAMS:
        found, every_way = set(stays.of(team)), each_way(stays, team)
        assert {node for node, _ in found} == {node for node, _ in every_way}
        for time in times:
            there = {node for node, stay in every_way if stay.may_meet(time)}
            assert {node for node, _ in stays.of(team, over=time)} == there
        for one in {node for node, _ in found}:
            told, held = (
                [stay for node, stay in some if node == one] for some in (found, every_way)
            )
            assert [at_one_time(told, [time]) for _, time in every_way] == [
                at_one_time(held, [time]) for _, time in every_way
            ]


@given(teams_in_teams(), st.sampled_from(LEVELS), st.integers(0, 4))
def test_up_to_a_limit_it_is_told_who_stands_for_a_group_and_past_it_that_it_is_more(
    programme: Programme, level: Level, at_most: int
) -> None:
    whole, limited = Places(programme), Places(programme, at_most)
    for team in TEAMS:
        at = limited.at(team, level)
        assert set(at) <= set(whole.at(team, level))
        assert len(at) == min(len(whole.at(team, level)), at_most + 1)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"))))
def test_every_group_comes_once_after_all_within_it_but_those_in_a_circle_with_it(
    within: dict[str, list[str]],
) -> None:
    whole = nx.DiGraph((one, each) for one, inner in within.items() for each in inner)
    whole.add_node("a")
    circles = [*nested("a", lambda one: within.get(one, ()))]
    come = [one for circle in circles for one in circle]
    assert sorted(come) == sorted(nx.descendants(whole, "a") | {"a"})
    for number, circle in enumerate(circles):
        before = {one for each in circles[:number] for one in each}
        for one in circle:
            assert nx.descendants(whole, one) <= before | {*circle}
            assert all(nx.has_path(whole, one, other) for other in circle)


# ---------------------------------------------------------------- what it costs


def chain(n: int) -> Iterator[tuple[int, int]]:
    return ((each, each + 1) for each in range(n - 1))


def ring(n: int) -> Iterator[tuple[int, int]]:
    return ((each, (each + 1) % n) for each in range(n))


def ladder(n: int) -> Iterator[tuple[int, int]]:
    return ((low, low + step) for low in range(n) for step in (1, 2) if low + step < n)


SHAPES: list[Callable[[int], Iterator[tuple[int, int]]]] = [chain, ring, ladder]


def teams(pairs: Iterator[tuple[int, int]], n: int, since: When | None) -> list[Base]:
    """Teams in teams, of which the last has somebody in it."""
    return [
        *(Team(id=f"t{each}", members=() if each < n - 1 else ("p0",)) for each in range(n)),
        *(
            Membership(id=f"m{low}-{high}", group=f"t{low}", member=f"t{high}", since=since)
            for low, high in pairs
        ),
        Person(id="p0"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("since", [None, When("2016")], ids=["undated", "dated"])
def test_each_group_is_opened_a_few_times_however_many_groups_it_is_in(
    shape: Callable[[int], Iterator[tuple[int, int]]],
    since: When | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    n, opened = 400, list[str]()
    programme = Programme.of(teams(shape(n), n, since))
    within = Programme.within

    def counted(self: Programme, whole: str, *kind: type[Base]) -> tuple[Base, ...]:
        opened.append(whole)
        return within(self, whole, *kind)

    monkeypatch.setattr(Programme, "within", counted)
    stays = Stays(Places(programme), "people", programme)
    for group in groups(programme):
        assert [node for node, _ in stays.of(group.id)] == ["p0"]
    assert len(opened) <= 4 * n


@pytest.mark.parametrize("shape", SHAPES)
def test_a_stay_is_compared_a_few_times_for_each_group_that_it_counts_in(
    shape: Callable[[int], Iterator[tuple[int, int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    n, compared = 400, list[Span]()
    programme = Programme.of(teams(shape(n), n, When("2016")))
    may_meet = Span.may_meet

    def counted(self: Span, other: Span) -> bool:
        compared.append(self)
        return may_meet(self, other)

    monkeypatch.setattr(Span, "may_meet", counted)
    stays = Stays(Places(programme), "people", programme)
    for group in groups(programme):
        stays.of(group.id)
    assert len(compared) <= 4 * n


def test_who_is_in_a_group_by_many_ways_at_different_times_goes_round_once_for_each_end() -> None:
    n = 12
    days = [When(f"{2000 + number // 12}-{number % 12 + 1:02}-01") for number in range(n * n)]
    programme = Programme.of(
        [
            *(Team(id=f"t{each}", members=(f"p{each}",)) for each in range(n)),
            *(Person(id=f"p{each}") for each in range(n)),
            *(
                Membership(
                    id=f"m{one}-{other}",
                    group=f"t{one}",
                    member=f"t{other}",
                    since=days[one * n + other],
                    until=When(f"{2012 + (7 * one + 5 * other) % 11}"),
                )
                for one in range(n)
                for other in range(n)
            ),
        ]
    )
    stays = Stays(Places(programme), "people", programme)
    for each in range(n):
        there = stays.of(f"t{each}")
        ends = [(node, stay.until) for node, stay in there]
        assert len(set(ends)) == len(ends)


# ---------------------------------------------------------------- what is too large


def test_a_ring_of_teams_too_large_to_draw_is_set_aside_and_named() -> None:
    n = 600
    people: list[Base] = [Person(id=f"p{each}") for each in range(n)]
    links = [Team(id=f"t{each}", members=(f"p{each}", f"t{(each + 1) % n}")) for each in range(n)]
    programme = Programme.of([*people, *links, Cycle(id="c", trio="t0", led_by=("p0",))])
    graph = collaboration(programme)
    assert (graph.number_of_edges(), len(graph)) == (0, n)
    assert graph.graph["set_aside"] == (*(team.id for team in links), "c")
    drawn = collaboration(programme, counting={"cycle": 1}, at_most=n)
    assert (drawn.degree("c"), drawn.graph["set_aside"]) == (n, ())


def test_what_an_occasion_names_itself_is_not_limited_and_only_groups_in_it_are() -> None:
    ids = tuple(f"p{each}" for each in range(6))
    programme = Programme.of(
        [
            *(Person(id=id_) for id_ in ids),
            Team(id="large", members=ids),
            Team(id="around", members=("large",)),
            Cycle(id="by-team", trio="large"),
            Cycle(id="by-name", led_by=ids),
        ]
    )
    graph = collaboration(programme, at_most=5)
    assert graph.graph["set_aside"] == ("around", "by-team")
    assert {node: graph.degree(node) for node in ("large", "by-name")} == {"large": 6, "by-name": 6}
    assert collaboration(programme, at_most=6).graph["set_aside"] == ()


def test_a_limit_that_is_none_is_refused() -> None:
    with pytest.raises(NotALimit, match=r"^at_most cannot be -1; give a whole number, 0 or more$"):
        collaboration(Programme.of([]), at_most=-1)
