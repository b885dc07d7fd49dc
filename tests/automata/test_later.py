"""A constraint on something that begins later: what comes before can satisfy but break nothing."""

from __future__ import annotations

import pytest

from nsee_core.automata import OF_THE_WHOLE, Mark, Template, Verdict, later, table

A, B, OTHER = Mark.A_BOTH, Mark.B_BOTH, Mark.OTHER
WHOLE_A, WHOLE_B, WHOLE_OTHER = (OF_THE_WHOLE[mark] for mark in (A, B, OTHER))


def verdict(template: Template, *marks: Mark, n: int | None = None, must_begin: bool) -> Verdict:
    made = later(table(template, n), must_begin=must_begin)
    state = made.start
    for mark in marks:
        state = made.next[state][mark]
    return made.verdicts[state]


@pytest.mark.parametrize("must_begin", [True, False])
def test_what_came_before_can_satisfy(must_begin: bool) -> None:  # noqa: FBT001 - a parameter
    assert verdict(Template.PRECEDENCE, WHOLE_A, B, must_begin=must_begin) is Verdict.SATISFIED
    assert verdict(Template.PRECEDENCE, B, WHOLE_A, must_begin=must_begin) is Verdict.VIOLATED


def test_what_came_before_breaks_nothing() -> None:
    assert verdict(Template.INIT, WHOLE_OTHER, A, must_begin=True) is Verdict.SATISFIED
    assert verdict(Template.AT_MOST, WHOLE_A, WHOLE_A, n=1, must_begin=True) is Verdict.PENDING
    assert verdict(Template.PRECEDENCE, WHOLE_B, OTHER, must_begin=True) is Verdict.HOLDING


def test_once_begun_the_entries_of_the_whole_count_like_its_own() -> None:
    assert verdict(Template.AT_MOST, A, WHOLE_A, n=1, must_begin=True) is Verdict.VIOLATED


def test_only_what_must_begin_is_pending_until_it_does() -> None:
    assert verdict(Template.AT_LEAST, n=1, must_begin=False) is Verdict.HOLDING
    assert verdict(Template.AT_LEAST, n=1, must_begin=True) is Verdict.PENDING
    assert verdict(Template.AT_LEAST, WHOLE_A, n=1, must_begin=True) is Verdict.PENDING
    assert verdict(Template.AT_LEAST, WHOLE_A, OTHER, n=1, must_begin=True) is Verdict.SATISFIED
