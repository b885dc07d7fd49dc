"""The search for a course, against plain breadth-first search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nsee_core.automata import Course, Net, State, Template, Verdict, course
from nsee_core.automata.parts import Part, parts
from tests.automata import brute

SIPP_LIKE = brute.net(
    9,
    *[brute.once(step) for step in range(9)],
    *[brute.before(step, step + 1) for step in range(8)],
    *[brute.before(step, 3, 4, 5) for step in (0, 1, 2)],
    *[brute.before(step, 6, 7, 8) for step in (3, 4, 5)],
)


@given(brute.nets(), st.data())
def test_a_course_is_the_first_of_the_shortest_from_any_state(
    net: Net, data: st.DataObject
) -> None:
    symbols = st.sampled_from(range(len(net.symbols)))
    state = net.run(net.start, data.draw(st.lists(symbols, max_size=3)))
    ignoring = frozenset(
        index
        for index, verdict in enumerate(net.verdicts(state))
        if verdict is Verdict.VIOLATED and data.draw(st.booleans())
    )
    found = course(net, state, ignoring=ignoring)
    expected = brute.course(net, state, ignoring)
    assert found.symbols == expected
    assert found.outcome == ("impossible" if expected is None else "found")


@given(brute.nets(), st.data())
def test_a_course_uses_only_the_symbols_allowed(net: Net, data: st.DataObject) -> None:
    every = range(len(net.symbols))
    allowed = sorted(data.draw(st.sets(st.sampled_from(every))))
    fewer = Net(net.tables, tuple(net.symbols[symbol] for symbol in allowed))
    expected = brute.course(fewer, fewer.start)
    found = course(net, net.start, symbols=allowed).symbols
    assert found == (None if expected is None else tuple(allowed[at] for at in expected))


def reached(part: Part, state: State) -> dict[State, int]:
    """The states of a part within reach of one, with how many entries it takes."""
    far = {state: 0}
    for here in (queue := [state]):  # grows while it is walked
        for _, after in part.onward((), here):
            if after not in far:
                far[after] = far[here] + 1
                queue.append(after)
    return far


@given(brute.nets())
def test_what_is_owed_is_never_too_much_and_one_entry_pays_for_one(net: Net) -> None:
    constraints = dict.fromkeys(range(len(net.tables))).keys()
    for part in parts(net, net.start, constraints, range(len(net.symbols))):
        for state in reached(part, part.start(net.start)):
            owed = part.owing(state)
            ways = [far for end, far in reached(part, state).items() if part.accepts(end)]
            assert not ways or (owed is not None and owed <= min(ways))
            for _, after in part.onward((), state):
                owed_after = part.owing(after)
                assert owed_after is None or (owed is not None and owed <= 1 + owed_after)


@given(brute.nets())
def test_the_answer_is_always_the_same(net: Net) -> None:
    again = Net(net.tables, net.symbols)
    assert course(net, net.start) == course(again, again.start)


@given(brute.nets(), st.integers(0, 3))
def test_a_search_examines_no_more_states_than_its_bound(net: Net, bound: int) -> None:
    found = course(net, net.start, bound=bound)
    assert found.expansions <= bound
    if found.outcome != "undecided":
        assert found.symbols == course(net, net.start).symbols


def test_a_search_that_comes_to_its_bound_is_undecided() -> None:
    assert course(SIPP_LIKE, SIPP_LIKE.start, bound=5) == Course("undecided", None, 5)


def test_a_protocol_of_nine_steps_takes_ten_states() -> None:
    assert course(SIPP_LIKE, SIPP_LIKE.start) == Course("found", tuple(range(9)), 10)


def test_steps_in_no_order_are_searched_apart_and_come_in_their_own_order() -> None:
    net = brute.net(60, *[brute.once(step) for step in range(60)])
    assert course(net, net.start) == Course("found", tuple(range(60)), 2)


def test_steps_that_an_init_holds_together_are_searched_without_detours() -> None:
    net = brute.net(60, *[brute.once(step) for step in range(60)], (Template.INIT, None, (30,), ()))
    rest = (step for step in range(60) if step != 30)
    assert course(net, net.start) == Course("found", (30, *rest), 61)


def test_a_long_chain_is_walked_straight_through() -> None:
    net = brute.net(
        200,
        *[brute.once(step) for step in range(200)],
        *[brute.before(step + 1, step) for step in range(199)],
    )
    assert course(net, net.start) == Course("found", tuple(reversed(range(200))), 201)


def test_a_step_that_nobody_asks_for_is_taken_when_another_needs_it() -> None:
    net = brute.net(
        30, *[brute.once(step) for step in range(20)], *[brute.before(25, 19), brute.before(7, 25)]
    )
    assert course(net, net.start).symbols == (*range(19), 25, 19)


def test_steps_that_wait_for_one_another_in_a_circle_show_at_once() -> None:
    circle = [brute.before(step, (step + 1) % 12) for step in range(12)]
    net = brute.net(40, *[brute.once(step) for step in range(40)], *circle)
    assert course(net, net.start) == Course("impossible", None, 1)
