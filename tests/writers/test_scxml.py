"""A protocol as a statechart, run by python-statemachine beside the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import assume, given, settings
from statemachine.io import load

from nsee_core import Cycle, Entry, Programme, builtin_protocols, exemplar, standing, verify
from nsee_core.engine.trace import Trace, trace
from nsee_core.protocol import Protocol
from nsee_core.writers.scxml import NoStatechart, to_scxml, why_no_scxml
from tests.strategies import protocols

Word = tuple[str, ...]

SHIPPED = {protocol.key: protocol for protocol in builtin_protocols().values()}
EXPRESSIBLE = ("apdr", "nsee-car", "pdsa", "sipp")
PER_LESSON = {
    "inclusive-inquiry": "teach is",
    "lesson-study": "5, 6, 7 and 8 are",
    "research-lesson-trio": "teach and discuss are",
}


def ran(protocol: Protocol, word: Iterable[str]) -> Trace:
    """The engine on a course of whole steps."""
    cycle = Cycle(id="c", protocol=protocol.key)
    log = [Entry(id=f"e{n}", cycle="c", step=step) for n, step in enumerate(word)]
    return trace(Programme.of([cycle, *log]), cycle, protocol)


def chart_of(protocol: Protocol) -> Callable[..., set[str]]:
    """The statechart: where some events lead."""
    made = load(to_scxml(protocol), format="scxml")

    def run(*events: str) -> set[str]:
        machine = made()
        for event in events:
            if not machine.is_terminated:
                machine.send(event)
        return {state.id for state in machine.configuration}

    return run


def events(word: Iterable[str]) -> list[str]:
    return [f"step.{step.replace('.', '_')}" for step in word]


def agree(protocol: Protocol) -> int:
    """Compare every course of any length, and count the pairs of places that there are.

    Where two courses lead both the chart and the engine to the same place, so does whatever is
    appended to both; so one course to each pair of places, and each step from there, stand for all.
    What is broken stays so in both.
    """
    run, steps = chart_of(protocol), [step.key for step in protocol.steps]
    words: list[Word] = [()]
    seen = set()
    for word in words:  # the list grows while it is walked
        told, place = ran(protocol, word), run(*events(word))
        pair = told.position.cycle, frozenset(place)
        if told.broken:
            assert place == {"broken"}, word
        elif pair not in seen:
            seen.add(pair)
            assert ("complete" in run(*events(word), "end")) == (not told.unmet), word
            words.extend((*word, step) for step in steps)
    return len(seen)


@pytest.mark.parametrize("key", EXPRESSIBLE)
def test_it_accepts_exactly_the_courses_that_the_engine_calls_complete(key: str) -> None:
    assert agree(SHIPPED[key]) > len(SHIPPED[key].steps)


@settings(max_examples=25)
@given(protocols(most_steps=3, most_constraints=2))
def test_so_does_that_of_any_protocol(protocol: Protocol) -> None:
    assume(why_no_scxml(protocol) is None)
    agree(protocol)


@pytest.mark.parametrize("key", EXPRESSIBLE)
def test_the_course_of_an_exemplar_is_accepted(key: str) -> None:
    programme = exemplar(SHIPPED[key])
    (cycle,) = programme.of_kind(Cycle)
    assert standing(programme, cycle.id).state == "complete"
    taken = [entry.step for entry in programme.within(cycle.id, Entry)]
    assert chart_of(SHIPPED[key])(*events(taken), "end") == {"complete"}


def test_what_breaks_the_protocol_leads_to_broken_and_nothing_leads_out() -> None:
    run = chart_of(SHIPPED["sipp"])
    assert run("step.3_1") == {"broken"}
    assert run("step.3_1", "step.1_1", "end") == {"broken"}


def test_a_cycle_does_not_end_before_it_is_complete() -> None:
    assert "complete" not in chart_of(SHIPPED["apdr"])("step.assess", "end")


def test_a_step_whose_key_begins_like_another_is_another_step() -> None:
    toy = Protocol.model_validate(
        {"key": "toy", "steps": [{"key": "1.1", "after": ["1"]}, {"key": "1", "required": False}]}
    )
    assert chart_of(toy)("step.1_1") == {"broken"}
    assert chart_of(toy)("step.1", "step.1_1", "end") == {"complete"}


@pytest.mark.parametrize("key", SHIPPED)
def test_a_protocol_is_written_or_it_is_said_why_not(key: str) -> None:
    why = why_no_scxml(SHIPPED[key])
    if key in EXPRESSIBLE:
        assert why is None
        return
    end = " done in each lesson; a statechart cannot follow any number of lessons"
    assert why == PER_LESSON[key] + end
    with pytest.raises(NoStatechart) as refused:
        to_scxml(SHIPPED[key])
    assert str(refused.value) == f"{key} has no statechart: {why}"


def test_steps_in_too_many_orders_are_refused() -> None:
    wide = Protocol.model_validate({"key": "wide", "steps": [{"key": f"s{n}"} for n in range(13)]})
    assert why_no_scxml(wide) == "its steps may be taken in too many orders: more than 50,000 moves"


def test_what_cannot_be_completed_is_refused() -> None:
    never = {"template": "at-most", "a": ["look"], "n": 0}
    bad = Protocol.model_validate(
        {"key": "bad", "steps": [{"key": "look"}], "constraints": [never]}
    )
    assert why_no_scxml(bad) == "no cycle can complete it"


@given(protocols())
def test_nothing_but_lessons_size_and_a_contradiction_stands_in_the_way(protocol: Protocol) -> None:
    why = why_no_scxml(protocol)
    in_each = any(step.per == "lesson" for step in protocol.steps)
    possible = verify(protocol).completable == "yes"
    assert (why is None) == (possible and not in_each)
