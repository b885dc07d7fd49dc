"""NSEE31x-33x and 35x-37x: entries, dates, endings and lessons in themselves."""

import pytest

from nsee_core import Cycle, Entry, Evidence, Lesson, Programme, Record, When, check, parse_protocol
from tests.rules.said import codes, messages

OURS = parse_protocol(
    'key = "ours"\n'
    '[[steps]]\nkey = "plan"\ntitle = "Plan it"\nrequired = false\n'
    '[[steps]]\nkey = "do"\nrequired = false\n'
    '[[steps]]\nkey = "look"\nrequired = false\n'
    '[[steps]]\nkey = "teach"\nper = "lesson"\nrequired = false\n'
    '[[steps]]\nkey = "discuss"\nper = "lesson"\nrequired = false\n'
)
CYCLE = Cycle(id="c", protocol="ours")


def entry(id_: str, step: str, **fields: object) -> Entry:
    return Entry.model_validate({"id": id_, "cycle": "c", "step": step, **fields})


def said(*records: Record, cycle: Cycle = CYCLE) -> list[str]:
    return messages(Programme.of([cycle, *records]), OURS)


def given(*records: Record, cycle: Cycle = CYCLE) -> list[str]:
    return codes(Programme.of([cycle, *records]), OURS)


def log(*steps: str, **fields: object) -> list[Entry]:
    return [entry(f"e{n}", step, **fields) for n, step in enumerate(steps, 1)]


def dated(*whens: str) -> list[Entry]:
    return [entry(f"e{n}", "plan", when=when) for n, when in enumerate(whens, 1)]


def test_a_step_called_by_its_title_is_recognised() -> None:
    assert said(entry("e", "plan it")) == [
        'it names the step plan it, which the protocol ours does not have; perhaps "plan" was meant'
    ]


@pytest.mark.parametrize("step", ["zzz", "x" * 200])
def test_a_step_that_nothing_comes_close_to_is_not_guessed(step: str) -> None:
    assert said(entry("e", step)) == [
        f"it names the step {step}, which the protocol ours does not have"
    ]


def test_a_step_left_open_is_no_fault_while_the_cycle_goes_on_or_was_given_up() -> None:
    open_ = entry("e", "plan", event="started")
    given_up = CYCLE.but(outcome="discontinued", outcome_why="Staff moved.")
    assert (given(open_), given(open_, cycle=given_up)) == ([], [])
    assert given(open_, cycle=CYCLE.but(outcome="completed")) == ["NSEE315"]


def test_what_is_wrong_with_an_entry_is_said_of_its_field() -> None:
    report = check(Programme.of([CYCLE, entry("e", "plna")]), protocols=[OURS])
    assert [(f.subject, f.loc, f.entries) for f in report] == [("e", ("step",), ("e",))]


def test_an_open_step_names_the_entry_that_started_it_last() -> None:
    log_ = [
        entry("e1", "plan", event="started"),
        entry("e2", "plan"),
        entry("e3", "plan", event="started"),
    ]
    report = check(Programme.of([CYCLE.but(outcome="completed"), *log_]), protocols=[OURS])
    assert [f.entries for f in report if f.code == "NSEE315"] == [("e3",)]


@pytest.mark.parametrize(
    ("dates", "backwards"),
    [
        (("2018-09", "2018-10"), []),
        (("2018-10", "2018-09"), ["e2"]),
        (("2018-10", "2018"), []),
        (("2018-10", "2018", "2018-09"), ["e3"]),
        (("2018-10", "2018-09", "2018-09"), ["e2", "e3"]),
        (("year 2", "2018-10", "year 1"), ["e3"]),
        (("year 2", "2018-10"), []),
    ],
)
def test_dates_run_backwards_only_where_that_is_certain(
    dates: tuple[str, ...], backwards: list[str]
) -> None:
    report = check(Programme.of([CYCLE, *dated(*dates)]), protocols=[OURS], select=["NSEE321"])
    assert [f.entries[0] for f in report] == backwards


def test_a_sequence_is_the_order_that_dates_are_held_against() -> None:
    swapped = [
        entry("e1", "plan", when="2018-10", sequence=2),
        entry("e2", "plan", when="2018-09", sequence=1),
    ]
    assert given(*swapped) == []


def test_a_correction_is_dated_as_what_it_stands_in_for() -> None:
    corrected = [
        *dated("2018-10-01", "2018-11-01"),
        entry("e3", "plan", when="2018-09", corrects="e1"),
    ]
    assert given(*corrected) == []


def test_a_lesson_is_taught_while_its_cycle_lasts() -> None:
    cycle = CYCLE.but(started="2018/19", ended="by June 2020")
    dates = "2018", "2017", "since 2019", "September 2020"
    lessons = [Lesson(id=f"l{n}", cycle="c", when=When(date)) for n, date in enumerate(dates)]
    report = check(Programme.of([cycle, *lessons]), select=["NSEE375"])
    assert [(f.severity.value, f.subject, f.message) for f in report] == [
        ("warning", "l1", "the lesson was taught (2017) before the cycle started (2018/19)"),
        (
            "warning",
            "l3",
            "the lesson was taught (September 2020) after the cycle ended (by June 2020)",
        ),
    ]
    undated = Programme.of([CYCLE, *lessons])
    assert not check(undated, select=["NSEE375"]).findings


def test_an_entry_after_the_end_lies_outside_the_cycle() -> None:
    cycle = CYCLE.but(ended="June 2018", outcome="completed")
    assert said(*dated("June 2018", "July 2018"), cycle=cycle) == [
        "its date (July 2018) lies after the cycle ended (June 2018)"
    ]


@pytest.mark.parametrize(
    ("steps", "back"),
    [
        (("plan", "do", "look"), []),
        (("plan", "plan"), []),
        (("plan", "do", "plan"), ["e3"]),
        (("plan", "do", "plan", "do", "look"), ["e3"]),
        (("do", "plan"), []),
    ],
)
def test_going_back_is_doing_again_what_was_done_right_after_a_later_step(
    steps: tuple[str, ...], back: list[str]
) -> None:
    report = check(Programme.of([CYCLE, *log(*steps)]), protocols=[OURS])
    assert [f.entries[0] for f in report] == back


def test_each_lesson_begins_anew_and_that_is_no_going_back() -> None:
    lessons: list[Record] = [Lesson(id="l1", cycle="c"), Lesson(id="l2", cycle="c")]
    turns: list[Record] = [
        entry("e1", "teach", lesson="l1"),
        entry("e2", "discuss", lesson="l1"),
        entry("e3", "teach", lesson="l2"),
        entry("e4", "discuss", lesson="l2"),
    ]
    again = entry("e5", "teach", lesson="l2")
    assert (given(*lessons, *turns), given(*lessons, *turns, again)) == ([], ["NSEE333"])


def test_in_a_narrative_whatever_silence_explains_only_informs() -> None:
    told = CYCLE.but(account="narrative", outcome="discontinued")
    report = check(Programme.of([told, *log("plan", "do", "plan")]), protocols=[OURS])
    assert [(f.code, f.severity.value) for f in report] == [
        ("NSEE333", "info"),
        ("NSEE336", "info"),
    ]


def test_evidence_of_an_earlier_cycle_is_only_worth_knowing() -> None:
    earlier = Cycle(id="b", protocol="ours")
    evidence = Evidence(id="v", cycle="b", type="survey", identifiable=False)
    report = check(
        Programme.of([earlier, CYCLE, evidence, entry("e", "plan", evidence=("v",))]),
        protocols=[OURS],
    )
    assert [(f.code, f.severity.value) for f in report] == [("NSEE351", "info")]


def test_the_lesson_of_another_cycle_is_an_error() -> None:
    other: list[Record] = [Cycle(id="b", protocol="ours"), Lesson(id="l", cycle="b")]
    assert given(*other, entry("e", "teach", lesson="l")) == ["NSEE351"]


def test_a_correction_may_state_the_sequence_of_what_it_corrects() -> None:
    assert (
        given(entry("e1", "plan", sequence=1), entry("e2", "do", sequence=1, corrects="e1")) == []
    )


def test_of_two_corrections_of_one_entry_the_one_that_counts_is_told() -> None:
    log = [entry("e1", "plan"), entry("e2", "do", corrects="e1"), entry("e3", "do", corrects="e1")]
    report = check(Programme.of([CYCLE, *log]), protocols=[OURS])
    assert [(f.severity.value, f.subject, f.entries, str(f)) for f in report] == [
        (
            "info",
            "e1",
            ("e2", "e3"),
            (
                "NSEE354 e2 and e3 stand in for e1, and only e3 counts; "
                "name in each correction the one before it, or leave out those that no longer hold"
            ),
        )
    ]


def test_a_correction_of_a_correction_loses_nothing() -> None:
    log = [entry("e1", "plan"), entry("e2", "do", corrects="e1"), entry("e3", "do", corrects="e2")]
    assert given(*log) == []


def test_a_protocol_that_is_nearly_known_is_suggested() -> None:
    assert said(cycle=Cycle(id="c", protocol="our")) == [
        'the protocol our is not known; perhaps "ours" was meant'
    ]


def test_a_cycle_may_follow_one_whose_date_is_less_precise() -> None:
    earlier = Cycle(id="b", protocol="ours", started=When("2018"))
    later = CYCLE.but(follows="b", started="2018-03")
    assert given(earlier, cycle=later) == []


def test_a_tie_with_too_many_orders_to_try_only_informs() -> None:
    strict = parse_protocol(
        'key = "strict"\n[[steps]]\nkey = "plan"\n[[steps]]\nkey = "do"\nafter = ["plan"]\n'
    )
    many = [entry(f"e{n}", ("plan", "do")[n % 2], when="2018-10-01") for n in range(70)]
    report = check(
        Programme.of([Cycle(id="c", protocol="strict"), *many]),
        protocols=[strict],
        select=["NSEE322"],
    )
    assert {f.severity.value for f in report} == {"info"}
