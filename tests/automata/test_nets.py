"""Joint states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nsee_core.automata import Mark, Net, Template, Verdict, table
from tests.automata import brute


@given(brute.nets(), st.data())
def test_each_table_steps_by_its_own_mark_and_by_other_where_none_is_given(
    net: Net, data: st.DataObject
) -> None:
    state = net.start
    for symbol in data.draw(st.lists(st.sampled_from(range(len(net.symbols))), max_size=6)):
        marks = dict(net.symbols[symbol])
        expected = tuple(
            net.tables[index].next[at][marks.get(index, Mark.OTHER) or Mark.OTHER]
            for index, at in enumerate(state)
        )
        state = net.step(state, symbol)
        assert state == expected


def test_a_constraint_may_heed_entries_that_are_about_neither_of_its_sets() -> None:
    net = brute.net(2, (Template.END, None, (0,), ()))
    assert net.verdicts(net.run(net.start, (0,))) == (Verdict.HOLDING,)
    assert net.verdicts(net.run(net.start, (0, 1))) == (Verdict.PENDING,)


def test_a_mark_of_none_hides_an_entry_from_a_constraint() -> None:
    net = Net((table(Template.END),), symbols=(((0, Mark.A_BOTH),), ((0, None),)))
    assert net.verdicts(net.run(net.start, (0, 1))) == (Verdict.HOLDING,)


def test_a_constraint_that_is_ignored_need_not_be_met() -> None:
    net = brute.net(1, brute.once(0), (Template.END, None, (0,), ()))
    assert not net.accepts(net.start)
    assert not net.accepts(net.start, frozenset({1}))
    assert net.accepts(net.start, frozenset({0, 1}))
