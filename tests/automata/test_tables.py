"""The tables, against the definitions and the textbook."""

from __future__ import annotations

from functools import reduce
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.automata import Mark, Table, Template, Verdict, complement, table
from nsee_core.automata.tables import limited
from tests.automata import ltlf, oracle

EVERY_INSTANCE = pytest.mark.parametrize(("template", "n"), oracle.INSTANCES, ids=oracle.NAMES)

ENOUGH = 3
"""How long continuations must be to tell every verdict, for counts up to two.

A count is turned by n completions or n + 1 beginnings. Elsewhere a shortest continuation that is
accepted goes through rejecting states only before its end, and through none of them twice; one
that is rejected, through accepting ones; and there are three of either at most (asserted below).
"""

instances = st.sampled_from(oracle.INSTANCES)
words = st.lists(st.sampled_from(Mark), max_size=8).map(tuple)


def after(table: Table, word: oracle.Word, state: int = 0) -> int:
    return reduce(lambda at, mark: table.next[at][mark], word, state)


@EVERY_INSTANCE
def test_a_table_accepts_what_the_definition_says(template: Template, n: int | None) -> None:
    made = table(template, n)
    for word in oracle.words(oracle.marks_of(template), 4 if template.binary else 6):
        assert made.accepting[after(made, word)] == oracle.accepts(template, n, word), word


@EVERY_INSTANCE
def test_the_verdict_of_each_state_follows_from_all_continuations(
    template: Template, n: int | None
) -> None:
    made = table(template, n)
    if not template.takes_n:
        assert max(made.accepting.count(True), made.accepting.count(False)) <= ENOUGH
    seen = set()
    for word in oracle.words(oracle.marks_of(template), 2 if template.binary else 3):
        state = after(made, word)
        seen.add(state)
        assert made.verdicts[state] == oracle.verdict(template, n, word, ENOUGH), word
    assert seen == set(range(len(made.next)))


@EVERY_INSTANCE
def test_what_is_owed_is_the_least_that_any_accepted_continuation_holds(
    template: Template, n: int | None
) -> None:
    made = table(template, n)
    for state, owed in enumerate(made.owed):
        accepted = [
            word
            for word in oracle.words(oracle.marks_of(template), ENOUGH)
            if made.accepting[after(made, word, state)]
        ]
        least = tuple(
            min((sum(mark.completes == side for mark in word) for word in accepted), default=None)
            for side in ("a", "b")
        )
        assert (owed or (None, None)) == least


@EVERY_INSTANCE
def test_on_completions_alone_a_template_is_its_textbook_formula(
    template: Template, n: int | None
) -> None:
    made, formula = table(template, n), ltlf.textbook(template, n)
    spelt = {"a": Mark.A_BOTH, "b": Mark.B_BOTH, "-": Mark.OTHER}
    for length in range(7):
        for trace in product("ab-", repeat=length):
            word = tuple(spelt[letter] for letter in trace)
            assert made.accepting[after(made, word)] == formula(trace, 0), trace


@EVERY_INSTANCE
def test_no_two_states_of_a_table_are_equivalent(template: Template, n: int | None) -> None:
    made = table(template, n)
    apart = {
        (one, other)
        for one, other in combinations(range(len(made.next)), 2)
        if made.accepting[one] != made.accepting[other]
    }
    while True:
        more = {
            (one, other)
            for one, other in combinations(range(len(made.next)), 2)
            if any(
                (min(pair), max(pair)) in apart
                for pair in zip(made.next[one], made.next[other], strict=True)
            )
        }
        if more <= apart:
            break
        apart |= more
    assert apart == set(combinations(range(len(made.next)), 2))


@EVERY_INSTANCE
def test_states_are_numbered_breadth_first_from_the_start(
    template: Template, n: int | None
) -> None:
    made = table(template, n)
    met = dict.fromkeys([made.start])
    for state in range(len(made.next)):
        met |= dict.fromkeys(made.next[state])
    assert list(met) == list(range(len(made.next)))


def test_one_constraint_has_one_table() -> None:
    assert table(Template.AT_MOST, 3) is table(Template.AT_MOST, 3)
    assert table(Template.AT_MOST, 3) is not table(Template.AT_MOST, 2)


@given(instances, words, words)
def test_a_final_verdict_never_changes(
    instance: tuple[Template, int | None], word: oracle.Word, more: oracle.Word
) -> None:
    made = table(*instance)
    verdict = made.verdicts[after(made, word)]
    if verdict.final:
        assert made.verdicts[after(made, word + more)] is verdict


@given(instances, words)
def test_a_word_is_accepted_when_its_verdict_is_satisfied_or_holding(
    instance: tuple[Template, int | None], word: oracle.Word
) -> None:
    made = table(*instance)
    state = after(made, word)
    met = made.verdicts[state] in (Verdict.SATISFIED, Verdict.HOLDING)
    assert made.accepting[state] == met


@given(instances, words)
def test_a_complement_accepts_what_its_table_rejects(
    instance: tuple[Template, int | None], word: oracle.Word
) -> None:
    made = table(*instance)
    opposite = {
        Verdict.SATISFIED: Verdict.VIOLATED,
        Verdict.HOLDING: Verdict.PENDING,
        Verdict.PENDING: Verdict.HOLDING,
        Verdict.VIOLATED: Verdict.SATISFIED,
    }
    state = after(made, word)
    against = complement(made)
    assert against.accepting[after(against, word)] != made.accepting[state]
    assert against.verdicts[state] is opposite[made.verdicts[state]]


def test_a_limited_table_judges_by_the_marks_that_can_still_come() -> None:
    response = table(Template.RESPONSE)
    without_b = limited(response, frozenset({Mark.OTHER, Mark.A_BOTH}))
    assert without_b.verdicts == (Verdict.HOLDING, Verdict.VIOLATED)
    assert without_b.owed == ((0, 0), None)
    assert without_b.next == response.next
