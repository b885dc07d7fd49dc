"""Scope, slowly and plainly: what each requirement sees of a log, and what it then says.

The engine keeps one state a lesson and steps it entry by entry. Here each lesson's word is written
out from the whole log, after the definition, and run from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
from hypothesis import given

from nsee_core import Cycle, Entry, Programme, Protocol
from nsee_core.automata import Mark, Verdict
from nsee_core.engine.ordering import ordered
from nsee_core.engine.trace import by_requirement, trace
from nsee_core.protocol.compiling import Requirement, compiled
from tests.strategies import protocols_and_logs

BEGAN, DONE, BOTH, OTHER = range(4)


@attrs.frozen
class Seen:
    """An entry as it counts: its step, the lesson it is taken in, and what it does to the step."""

    step: int | None
    lesson: str | None
    does: int


def counted(protocol: Protocol, log: Sequence[Entry]) -> Iterator[Seen]:
    """Each entry as it counts, by one bit a step and lesson: whether it is open."""
    numbers = compiled(protocol).numbers
    is_open: dict[tuple[str | None, int], bool] = {}
    for entry in log:
        step = numbers.get(entry.step)
        if step is None:
            yield Seen(None, None, OTHER)
            continue
        lesson = entry.lesson if protocol.steps[step].per == "lesson" else None
        was_open = is_open.get((lesson, step), False)
        is_open[lesson, step] = entry.event == "started"
        if entry.event == "started":
            yield Seen(step, lesson, OTHER if was_open else BEGAN)
        else:
            yield Seen(step, lesson, DONE if was_open else BOTH)


def mark(requirement: Requirement, seen: Seen, *, does: int) -> Mark:
    if seen.step is None or does == OTHER:
        return Mark.OTHER
    return requirement.sees(seen.step)[does]


def word(requirement: Requirement, log: Sequence[Seen], lesson: str | None) -> Iterator[Mark]:
    """What a requirement sees: everything, or a lesson's own entries and those of the whole."""
    begun = lesson is None
    for seen in log:
        begun = begun or seen.lesson == lesson
        if begun and (lesson is None or seen.lesson in (None, lesson)):
            yield mark(requirement, seen, does=seen.does)
        elif not begun and seen.lesson is None and seen.does in (DONE, BOTH):
            yield mark(requirement, seen, does=DONE)  # before it began: can satisfy, breaks nothing


def verdict(requirement: Requirement, log: Sequence[Seen], lesson: str | None) -> Verdict:
    table = requirement.table
    before = next((n for n, seen in enumerate(log) if seen.lesson == lesson), 0) if lesson else 0
    state = table.start
    for seen in word(requirement, log[:before], lesson):
        after = table.next[state][seen]
        state = state if table.verdicts[after] is Verdict.VIOLATED else after
    first = Seen(None, lesson, OTHER)  # so that the rest is known to have begun
    for seen in [*word(requirement, [first, *log[before:]], lesson)][1:]:
        state = table.next[state][seen]
    return table.verdicts[state]


def expected(requirement: Requirement, log: Sequence[Seen]) -> Verdict:
    """Over all lessons: violated if in any, else pending if in any, else holding."""
    if requirement.scope == "cycle":
        return verdict(requirement, log, None)
    lessons = dict.fromkeys(seen.lesson for seen in log if seen.lesson is not None)
    said = {verdict(requirement, log, lesson) for lesson in lessons}
    grave = (Verdict.VIOLATED, Verdict.PENDING)
    return next((one for one in grave if one in said), Verdict.HOLDING)


@given(protocols_and_logs())
def test_every_verdict_is_that_of_the_words_written_out(
    case: tuple[Protocol, tuple[Entry, ...]],
) -> None:
    protocol, entries = case
    log = list(counted(protocol, ordered(entries)))
    whole = Programme.of([Cycle(id="c", protocol=protocol.key), *entries])
    cycle = whole.of_kind(Cycle)[0]
    rulings = by_requirement(trace(whole, cycle, protocol).rulings)
    for requirement in compiled(protocol).requirements:
        assert rulings[requirement].verdict is expected(requirement, log)


def judged(steps: list[dict[str, object]], constraint: Mapping[str, object], log: str) -> str:
    """The verdict of the one written constraint; a log is ``step`` or ``step@lesson`` a word."""
    protocol = Protocol.model_validate({"key": "toy", "steps": steps, "constraints": [constraint]})
    entries = [
        Entry(id=f"e{n}", cycle="c", step=step, lesson=lesson or None)
        for n, (step, _, lesson) in enumerate(word.partition("@") for word in log.split())
    ]
    seen = list(counted(protocol, entries))
    whole = Programme.of([Cycle(id="c", protocol="toy"), *entries])
    rulings = by_requirement(trace(whole, whole.of_kind(Cycle)[0], protocol).rulings)
    written = next(r for r in compiled(protocol).requirements if r.origin == "written")
    said = rulings[written].verdict
    assert said is expected(written, seen)
    return said.value


STEPS: list[dict[str, object]] = [
    {"key": "plan", "required": False},
    {"key": "teach", "per": "lesson", "required": False},
    {"key": "discuss", "per": "lesson", "required": False},
    {"key": "share", "required": False},
]


def test_sharing_waits_for_the_discussion_of_every_lesson_that_was_begun() -> None:
    rule = {"template": "precedence", "a": ["discuss"], "b": ["share"], "per": "lesson"}
    assert judged(STEPS, rule, "teach@1 share") == "violated"


def test_a_lesson_begun_after_the_sharing_is_lawful() -> None:
    rule = {"template": "precedence", "a": ["discuss"], "b": ["share"], "per": "lesson"}
    assert judged(STEPS, rule, "teach@1 discuss@1 share teach@2") != "violated"


def test_what_was_planned_before_a_lesson_counts_for_it() -> None:
    rule = {"template": "precedence", "a": ["plan"], "b": ["teach"], "per": "lesson"}
    assert judged(STEPS, rule, "plan teach@1 teach@2") != "violated"
    assert judged(STEPS, rule, "teach@1 plan teach@2") == "violated"


def test_what_came_before_a_lesson_is_not_its_first_entry() -> None:
    rule = {"template": "init", "a": ["teach"], "per": "lesson"}
    assert judged(STEPS, rule, "plan teach@1 share teach@2") != "violated"
    assert judged(STEPS, rule, "plan teach@1 discuss@2") == "violated"
