"""What a verifier asks, against plain breadth-first answers."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.automata import (
    Contradiction,
    Implied,
    Net,
    Template,
    contradiction,
    implied,
    reachable,
)
from tests.automata import brute

UNORDERED = [brute.once(step) for step in range(60)]
CHAIN = [
    *[brute.once(step) for step in range(200)],
    *[brute.before(step, step + 1) for step in range(199)],
]


def never_after(first: int, then: int) -> brute.Constraint:
    return Template.NOT_SUCCESSION, None, (first,), (then,)


@given(brute.nets())
def test_a_net_is_contradictory_when_it_has_no_course(net: Net) -> None:
    everything = range(len(net.tables))
    expected = "consistent" if brute.satisfiable(net, everything) else "contradictory"
    assert contradiction(net).answer == expected


@given(brute.nets())
def test_the_constraints_named_quarrel_and_none_can_be_left_out(net: Net) -> None:
    found = contradiction(net)
    if found.answer == "contradictory":
        assert not brute.satisfiable(net, found.constraints)
        for rest in combinations(found.constraints, len(found.constraints) - 1):
            assert brute.satisfiable(net, rest)


@given(brute.nets())
def test_no_smaller_set_quarrels_than_the_one_named_up_to_three(net: Net) -> None:
    found = contradiction(net)
    if found.answer == "contradictory":
        for size in range(min(len(found.constraints), 4)):
            for fewer in combinations(range(len(net.tables)), size):
                assert brute.satisfiable(net, fewer)


@pytest.mark.parametrize(
    ("steps", "constraints", "quarrel"),
    [
        pytest.param(200, [*CHAIN, brute.before(51, 50)], (50, 250, 399), id="two-of-a-chain-wait"),
        pytest.param(
            60,
            [*UNORDERED, *[brute.before(step, (step + 1) % 12) for step in range(12)]],
            (0, *range(60, 72)),
            id="twelve-wait-in-a-circle",
        ),
        pytest.param(
            60,
            [*UNORDERED, never_after(3, 5), never_after(5, 7), never_after(7, 3)],
            (3, 5, 7, 60, 61, 62),
            id="none-may-come-last",
        ),
        pytest.param(
            60,
            [*UNORDERED, (Template.INIT, None, (3,), ()), (Template.INIT, None, (4,), ())],
            (60, 61),
            id="two-must-come-first",
        ),
    ],
)
def test_a_quarrel_in_a_large_net_is_named_without_the_rest(
    steps: int, constraints: list[brute.Constraint], quarrel: tuple[int, ...]
) -> None:
    assert contradiction(brute.net(steps, *constraints)) == Contradiction("contradictory", quarrel)


def test_a_quarrel_that_only_a_long_search_would_find_is_undecided() -> None:
    net = brute.net(60, *UNORDERED, never_after(3, 5), never_after(5, 7), never_after(7, 3))
    assert contradiction(net, bound=3) == Contradiction("undecided")


def test_a_net_with_more_states_than_the_bound_is_undecided_even_if_it_is_consistent() -> None:
    net = brute.net(3, brute.once(0), brute.once(1), (Template.INIT, None, (2,), ()))
    assert contradiction(net, bound=2) == Contradiction("undecided")
    assert contradiction(net) == Contradiction("consistent")


def test_of_two_quarrels_the_smaller_is_named() -> None:
    three = [brute.once(0), brute.before(0, 1), brute.before(1, 0)]
    two = [brute.once(2), (Template.AT_MOST, 0, (2,), ())]
    one = [(Template.AT_LEAST, 1, (), ())]
    assert contradiction(brute.net(3, *three)) == Contradiction("contradictory", (0, 1, 2))
    assert contradiction(brute.net(3, *three, *two)) == Contradiction("contradictory", (3, 4))
    assert contradiction(brute.net(3, *three, *two, *one)) == Contradiction("contradictory", (5,))


def test_a_known_contradiction_is_named_whole_where_the_bound_does_not_allow_more() -> None:
    circle = [brute.before(step, (step + 1) % 6) for step in range(6)]
    net = brute.net(6, *[brute.once(step) for step in range(6)], *circle)
    assert contradiction(net, bound=1) == Contradiction("contradictory", tuple(range(12)))
    assert contradiction(net) == Contradiction("contradictory", (0, *range(6, 12)))


@given(brute.nets(), st.data())
def test_a_constraint_is_implied_when_no_word_meets_the_others_and_not_it(
    net: Net, data: st.DataObject
) -> None:
    index = data.draw(st.sampled_from(range(len(net.tables))))
    found = implied(net, index)
    witness = brute.first_word(
        net,
        net.start,
        lambda here: net.accepts(here, {index}) and not net.accepts(here),
        lambda _: False,
    )
    assert (found.answer == "yes") == (witness is None)
    if found.witness is not None:
        state = net.run(net.start, found.witness)
        assert net.accepts(state, {index})
        assert not net.tables[index].accepting[state[index]]
        assert len(found.witness) == len(witness or ())


def test_whether_a_constraint_is_implied_can_be_undecided() -> None:
    net = brute.net(3, brute.once(0), brute.before(1, 0), brute.once(2))
    assert implied(net, 2, bound=1) == Implied("undecided")


@given(brute.nets(), st.data())
def test_a_symbol_is_reachable_when_a_course_can_hold_it(net: Net, data: st.DataObject) -> None:
    symbol = data.draw(st.sampled_from(range(len(net.symbols))))
    found = reachable(net, symbol)
    longer = Net(
        (*net.tables, *brute.net(1, brute.once(0)).tables),
        tuple(
            (*marks, (len(net.tables), brute.WHOLE["a"])) if at == symbol else marks
            for at, marks in enumerate(net.symbols)
        ),
    )
    assert found.symbols == brute.course(longer, longer.start)
    if found.symbols is not None:
        assert symbol in found.symbols
        assert net.accepts(net.run(net.start, found.symbols))
