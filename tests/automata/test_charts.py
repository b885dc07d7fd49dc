"""All the words that a net accepts, as one automaton."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from nsee_core.automata import Chart, Net, State, Template, chart
from tests.automata.brute import before, net, nets, once

ENOUGH = 100_000


def charted(of: Net) -> Chart:
    made = chart(of, most=ENOUGH)
    assert made is not None
    return made


def together(of: Net, made: Chart) -> Iterator[tuple[State, int | None]]:
    """Every pair of states, of the net and of its chart, that some word leads to."""
    pairs = [(of.start, 0 if made.next else None)]
    seen = set(pairs)
    for state, place in pairs:  # the list grows while it is walked
        yield state, place
        for symbol in range(len(of.symbols)):
            after = None if place is None else made.next[place][symbol]
            pair = of.step(state, symbol), after
            if pair not in seen:
                seen.add(pair)
                pairs.append(pair)


@given(nets(most=3))
def test_a_chart_accepts_the_words_that_the_net_accepts_of_any_length(of: Net) -> None:
    made = charted(of)
    for state, place in together(of, made):
        assert of.accepts(state) == (place is not None and made.accepting[place])


@given(nets(most=3))
def test_from_every_state_of_a_chart_some_word_is_accepted(of: Net) -> None:
    made = charted(of)
    hopeful = {place for place, accepts in enumerate(made.accepting) if accepts}
    for _ in made.next:
        hopeful |= {place for place, row in enumerate(made.next) if hopeful & {*row}}
    assert hopeful == set(range(len(made.next)))


def test_states_that_nothing_tells_apart_are_one() -> None:
    either_way = net(3, (Template.RESPONDED_EXISTENCE, None, (0,), (1,)), before(0, 2))
    assert len(charted(either_way).next) == 4
    assert len(charted(net(2, before(0, 1), once(1))).next) == 3


def test_a_net_that_accepts_nothing_has_a_chart_without_states() -> None:
    assert charted(net(1, once(0), (Template.AT_MOST, 0, (0,), ()))) == Chart((), ())


def test_there_is_no_chart_past_the_bound() -> None:
    any_order = net(8, *map(once, range(8)))
    assert chart(any_order, most=8 * 2**8 - 1) is None
    assert len(charted(any_order).next) == 2**8


def test_a_net_with_more_symbols_than_moves_that_are_looked_at_has_no_chart() -> None:
    any_order = net(4, *map(once, range(4)))
    assert chart(any_order, most=3) is None
    assert chart(any_order, most=0) is None


def test_a_net_without_symbols_accepts_no_word_but_the_empty_one() -> None:
    assert chart(Net((), symbols=()), most=10) == Chart(next=((),), accepting=(True,))
