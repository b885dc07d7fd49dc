"""NSEE2xx: who belongs together, and who teaches and observes."""

import pytest

from nsee_core import (
    Authority,
    Cycle,
    Lesson,
    Membership,
    Network,
    Person,
    Programme,
    Record,
    School,
    Team,
    Trio,
    When,
    check,
)
from nsee_core.records.people import TrioType
from tests.rules.said import codes, messages

PEOPLE: list[Record] = [Person(id=f"p{n}", type="practitioner") for n in range(1, 6)]


def group(*members: str, type: TrioType | None = "teachers") -> Trio:  # noqa: A002 - the field's name
    return Trio(id="t", type=type, members=members)


def taught(trio: Trio, *lessons: Lesson, **fields: object) -> Programme:
    """A narrative of lessons with a trio."""
    cycle = Cycle.model_validate({"id": "c", "account": "narrative", "trio": "t", **fields})
    return Programme.of([*PEOPLE, trio, cycle, *lessons])


def severities(programme: Programme, code: str) -> list[str]:
    """How grave the findings of one code are."""
    return [f.severity.value for f in check(programme) if f.code == code]


def test_a_trio_that_is_being_formed_is_left_alone() -> None:
    assert codes(taught(group("p1", "p2"))) == []


def test_a_trio_of_two_is_asked_for_its_third_once_there_is_a_lesson() -> None:
    p = taught(group("p1", "p2"), Lesson(id="l", cycle="c"), account="log")
    assert messages(p, select=["NSEE202"]) == ["the trio t has 2 of its three members"]


@pytest.mark.parametrize(
    ("type_", "severity"),
    [("teachers", "error"), ("critical friends", "warning"), ("schools", "info"), (None, "info")],
)
def test_how_grave_a_trio_of_two_is_depends_on_what_is_printed(
    type_: TrioType | None, severity: str
) -> None:
    p = taught(group("p1", "p2", type=type_), Lesson(id="l", cycle="c"), account="log")
    assert severities(p, "NSEE202") == [severity]


def test_in_a_narrative_a_trio_of_two_is_no_accusation() -> None:
    p = taught(group("p1", "p2"), Lesson(id="l", cycle="c"))
    assert severities(p, "NSEE202") == ["info"]


def test_critical_friends_are_counted_when_the_cycle_was_completed() -> None:
    friends = group("p1", "p2", type="critical friends")
    cycle = Cycle(id="c", account="narrative", critical_friends="t")
    ended = cycle.but(outcome="completed")
    assert codes(Programme.of([*PEOPLE, friends, cycle])) == []
    assert codes(Programme.of([*PEOPLE, friends, ended])) == ["NSEE202"]


def test_someone_who_left_or_only_helps_is_not_a_fourth() -> None:
    joined = [
        Membership(id="m1", group="t", member="p1", until=When("2018")),
        Membership(id="m2", group="t", member="p4", since=When("2019")),
        Membership(id="m3", group="t", member="p5", role="facilitator"),
    ]
    assert codes(Programme.of([*PEOPLE, group("p1", "p2", "p3"), *joined])) == []


def test_a_fourth_who_joined_by_membership_is_counted() -> None:
    joined = Membership(id="m", group="t", member="p4")
    assert messages(Programme.of([*PEOPLE, group("p1", "p2", "p3"), joined])) == [
        "the trio has 4 members at once: p1, p2, p3 and p4"
    ]


def test_a_trio_of_schools_is_made_of_schools() -> None:
    records = [School(id="s1"), School(id="s2"), *PEOPLE, group("s1", "s2", "p1", type="schools")]
    assert messages(Programme.of(records)) == ["p1, in a trio of schools, is recorded as person"]


def test_critical_friends_may_be_of_any_sort() -> None:
    records = [School(id="s1"), Authority(id="a1"), *PEOPLE]
    assert codes(Programme.of([*records, group("s1", "a1", "p1", type="critical friends")])) == []


def test_who_teaches_is_judged_only_where_the_whole_trio_is_known() -> None:
    lesson = Lesson(id="l", cycle="c", taught_by="p4")
    assert "NSEE204" not in codes(taught(group("p1", "p2"), lesson))
    assert "NSEE204" in codes(taught(group("p1", "p2", "p3"), lesson))


def test_a_teacher_is_not_looked_for_in_a_trio_of_schools() -> None:
    records = [School(id=f"s{n}") for n in (1, 2, 3)]
    trio = group("s1", "s2", "s3", type="schools")
    cycle = Cycle(id="c", account="narrative", trio="t")
    lesson = Lesson(id="l", cycle="c", taught_by="p1", observed_by=("p2",))
    assert codes(Programme.of([*PEOPLE, *records, trio, cycle, lesson])) == []


@pytest.mark.parametrize("members", [(), ("p1", "p2")])
def test_a_lesson_study_group_whose_members_are_unknown_or_two_is_no_group_of_one(
    members: tuple[str, ...],
) -> None:
    team = Team(id="g", type="lesson-study group", members=members)
    cycle = Cycle(id="c", account="narrative", led_by=("g",))
    assert codes(Programme.of([*PEOPLE, team, cycle, Lesson(id="l", cycle="c")])) == []


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ((None, None), (None, None), True),
        (("2015", None), ("2015", None), True),
        (("2015", "2017"), ("2016", "2018"), True),
        (("2016", "2018"), ("2015", "2017"), True),
        (("2015", "2016"), ("2017", "2018"), False),
        (("2015", "2016-08-01"), ("2016-08-01", "2018"), False),
        (("2015", None), ("2017", None), False),
        ((None, "2016"), (None, None), False),
        ((None, None), ("2017", None), False),
    ],
)
def test_two_memberships_are_one_told_twice_only_where_their_dates_leave_no_doubt(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], *, twice: bool
) -> None:
    memberships = [
        Membership.model_validate(
            {"id": f"m{n}", "group": "n", "member": "p1", "since": since, "until": until}
        )
        for n, (since, until) in enumerate((one, other))
    ]
    p = Programme.of([*PEOPLE, Network(id="n"), *memberships])
    assert codes(p) == (["NSEE212"] if twice else [])


def test_one_member_in_two_roles_belongs_once_in_each() -> None:
    memberships = [
        Membership(id="m1", group="n", member="p1", role="lead"),
        Membership(id="m2", group="n", member="p1", role="member"),
    ]
    assert codes(Programme.of([*PEOPLE, Network(id="n"), *memberships])) == []


def test_a_membership_told_twice_is_found_whatever_lies_between() -> None:
    closed = (("2015", "2022"), ("2016", "2017"), ("2019", "2020"))
    dates = (*closed, (None, None), (None, None), ("2014", None))
    memberships = [
        Membership.model_validate(
            {"id": f"m{n}", "group": "n", "member": "p1", "since": since, "until": until}
        )
        for n, (since, until) in enumerate(dates)
    ]
    twice = "say the same: p1 belonged to it over one and the same time"
    assert sorted(messages(Programme.of([*PEOPLE, Network(id="n"), *memberships]))) == [
        f"m0 and m1 {twice}",
        f"m0 and m2 {twice}",
        f"m3 and m4 {twice}",
    ]


def test_nobody_belongs_to_a_network_before_it_began_or_after_it_ended() -> None:
    network = Network(id="n", started=When("2018/19"), ended=When("June 2021"))
    dates = (("2017", "2018"), ("2018/19", "June 2021"), ("2021", "July 2021"), ("2022", "2023"))
    memberships = [
        Membership(id=f"m{n}", group="n", member=f"p{n}", since=When(since), until=When(until))
        for n, (since, until) in enumerate(dates, start=1)
    ]
    programme = Programme.of([*PEOPLE, network, *memberships, Team(id="g")])
    report = check(programme)
    assert [(f.code, f.severity.value, f.subject, f.loc, f.message) for f in report] == [
        (
            "NSEE216",
            "warning",
            "m1",
            ("since",),
            "p1 belonged to it from 2017, which lies before the network started (2018/19)",
        ),
        (
            "NSEE216",
            "warning",
            "m3",
            ("until",),
            "p3 belonged to it until July 2021, which lies after the network ended (June 2021)",
        ),
        (
            "NSEE216",
            "warning",
            "m4",
            ("since",),
            "p4 belonged to it from 2022, which lies after the network ended (June 2021)",
        ),
        (
            "NSEE216",
            "warning",
            "m4",
            ("until",),
            "p4 belonged to it until 2023, which lies after the network ended (June 2021)",
        ),
    ]
    undated = network.but(started=None, ended=None)
    assert codes(Programme.of([*PEOPLE, undated, *memberships])) == []


def test_a_lead_is_not_looked_for_among_members_whom_nobody_named() -> None:
    assert codes(Programme.of([*PEOPLE, Team(id="g", lead="p1")])) == []


def test_the_size_of_a_team_counts_people() -> None:
    team = Team(id="g", members=("p1", "p2", "p3"), size=2)
    assert messages(Programme.of([*PEOPLE, team])) == [
        "3 practitioners are named as members and the size says 2"
    ]


def test_a_size_that_counts_something_else_is_not_compared() -> None:
    network = Network(id="n", size=1, size_of="schools")
    joined = [Membership(id=f"m{n}", group="n", member=f"p{n}") for n in (1, 2)]
    assert codes(Programme.of([*PEOPLE, network, *joined])) == []
