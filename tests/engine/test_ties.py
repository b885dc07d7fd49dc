"""Ties: an order that nobody stated, and that decides."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Entry, When, parse_protocol
from nsee_core.automata import Verdict
from nsee_core.engine.machine import machines
from nsee_core.engine.position import Position
from nsee_core.engine.ties import MOST_TIED, tied, ties
from nsee_core.protocol import Constraint, Protocol, Step

TOY = parse_protocol('key="toy"\n[[steps]]\nkey="try"\n[[steps]]\nkey="look"\nafter=["try"]')


def log_of(*steps: str, when: str = "2018-01-01", **fields: object) -> list[Entry]:
    return [
        Entry.model_validate({"id": f"{place}", "cycle": "c", "step": step, "when": when, **fields})
        for place, step in enumerate(steps)
    ]


def decided(log: list[Entry], protocol: Protocol = TOY) -> list[tuple[str, ...]]:
    return [tie.entries for tie in ties(machines(protocol), log)]


def test_two_entries_of_one_day_tie_where_their_order_decides() -> None:
    assert decided(log_of("try", "look")) == [("0", "1")]


def test_they_do_not_where_it_decides_nothing() -> None:
    assert decided(log_of("look", "look")) == []


def test_a_stated_sequence_is_an_order() -> None:
    log = [item.but(sequence=place) for place, item in enumerate(log_of("try", "look"))]
    assert decided(log) == []


def test_equal_sequences_state_none() -> None:
    assert decided(log_of("try", "look", sequence=1)) == [("0", "1")]


def test_entries_without_a_date_stand_in_the_order_of_the_log() -> None:
    log = [item.but(when=None) for item in log_of("try", "look")]
    assert decided(log) == []


def test_dates_that_could_be_one_day_tie_and_certain_ones_do_not() -> None:
    one, other = log_of("try", "look")
    assert decided([one.but(when=When("May 2018")), other.but(when="2018-05-03")]) == [("0", "1")]
    assert decided([one.but(when=When("May 2018")), other.but(when="2018-06-03")]) == []


def test_more_than_can_be_tried_is_undecided_and_says_so() -> None:
    log = log_of(*["try", "look"] * (MOST_TIED // 2 + 1))
    found = list(ties(machines(TOY), log))
    assert [tie.undecided for tie in found] == [True]


TEMPLATES = ["precedence", "response", "alternate-response", "chain-precedence", "not-succession"]


@st.composite
def tied_logs(draw: st.DrawFn) -> tuple[Protocol, list[Entry]]:
    scope = draw(st.sampled_from(["cycle", "lesson"]))
    protocol = Protocol(
        key="generated",
        steps=tuple(
            Step(key=key, required=None, per="lesson" if key in "bc" else "cycle") for key in "abc"
        ),
        constraints=(
            Constraint.model_validate(
                {
                    "template": draw(st.sampled_from(TEMPLATES)),
                    "a": [draw(st.sampled_from("ac"))],
                    "b": ["b"],
                    "per": scope,
                }
            ),
        ),
    )
    steps = draw(st.lists(st.sampled_from(["a", "b1", "b2", "c1", "c2", "x"]), max_size=5))
    days = draw(st.lists(st.sampled_from([1, 1, 2]), min_size=len(steps), max_size=len(steps)))
    log = [
        Entry(
            id=f"e{place}",
            cycle="c",
            step=step[0],
            lesson=f"l{step[1]}" if len(step) > 1 else None,
            when=When(f"2018-01-0{day}"),
        )
        for place, (step, day) in enumerate(zip(steps, sorted(days), strict=True))
    ]
    return protocol, log


def verdicts(protocol: Protocol, log: list[Entry]) -> set[tuple[str | None, Verdict]]:
    position = Position.after(machines(protocol), log)
    return {
        (lesson, machine.judged(state).verdicts[0])
        for machine, lesson, state in position.instances()
        if machine.requirements
    }


@given(tied_logs())
def test_a_tie_is_reported_exactly_where_some_order_gives_another_verdict(
    case: tuple[Protocol, list[Entry]],
) -> None:
    """Against every order of every group of tied entries."""
    protocol, log = case
    orders = [log]
    for group in tied(log):
        orders = [
            [*order[: group.start], *middle, *order[group.stop :]]
            for order in orders
            for middle in permutations(order[group.start : group.stop])
        ]
    given_order = verdicts(protocol, log)
    another = any(verdicts(protocol, order) != given_order for order in orders)
    assert bool(decided(log, protocol)) == another


@pytest.mark.parametrize("count", [10_000])
def test_a_long_run_of_one_day_is_read_in_one_pass(count: int) -> None:
    assert len(list(tied(log_of(*["try"] * count)))) == 1


def pairs(count: int, **fields: object) -> list[Entry]:
    """Two entries of one date, and two of another, and so on."""
    return [
        entry.but(id=f"{number}-{entry.id}")
        for number in range(count)
        for entry in log_of("try", "look", when=f"{1000 + number}", **fields)
    ]


def test_thousands_of_tied_pairs_are_run_twice_not_once_each() -> None:
    """Once each, these would take minutes; only the first of them decides."""
    assert decided(pairs(5_000)) == [("0-0", "0-1")]
