"""The protocols that ship: what each requires, on what it rests, and that it can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsee_core import builtin_protocols, check, exemplar, verify
from nsee_core.protocol import Protocol
from nsee_core.protocol.compiling import compiled
from nsee_core.protocol.model import Said
from nsee_core.reference.sources import sources

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "protocols"
SHIPPED = {protocol.key: protocol for protocol in builtin_protocols().values()}

each = pytest.mark.parametrize("protocol", SHIPPED.values(), ids=SHIPPED)


def test_seven_protocols_ship_and_one_of_them_has_two_names() -> None:
    assert list(SHIPPED) == [
        "apdr",
        "inclusive-inquiry",
        "lesson-study",
        "nsee-car",
        "pdsa",
        "research-lesson-trio",
        "sipp",
    ]
    assert builtin_protocols()["model-for-improvement"] is builtin_protocols()["pdsa"]


@each
def test_it_can_be_completed_and_says_nothing_in_vain(protocol: Protocol) -> None:
    assert verify(protocol).sentences() == ("It can be completed.",)


@each
def test_its_exemplar_is_clean(protocol: Protocol) -> None:
    assert [finding.message for finding in check(exemplar(protocol))] == []


@each
def test_what_it_requires_is_what_it_required(protocol: Protocol) -> None:
    """A change of a requirement, of its basis or its source is seen here, and meant."""
    golden = GOLDEN / f"{protocol.key}.txt"
    assert "".join(f"{line}\n" for line in _lines(protocol)) == golden.read_text("utf-8")


@each
def test_what_is_printed_names_a_source_and_every_source_is_known(protocol: Protocol) -> None:
    for said, path in _said(protocol):
        basis, source = protocol.basis_of(*path), protocol.source_of(*path)
        assert basis != "agreed", f"{said!r} says nothing of its basis"
        assert (basis == "printed") <= (source is not None), f"{said!r} is printed nowhere"
        assert (basis == "unsourced") <= (source is None), f"{said!r} is unsourced, from {source}"
        assert source is None or source in sources(), f"{source} is not in the list of sources"


@each
def test_each_step_corresponds_to_a_phase_of_sipp_and_has_a_name(protocol: Protocol) -> None:
    assert all(step.sipp and step.title for step in protocol.steps)


def test_the_nine_questions_stand_in_the_order_and_the_words_of_print() -> None:
    """Chapman's slides, the SIPP enquiry process [P01]: decide, move forward, check."""
    assert [(step.key, step.question) for step in SHIPPED["sipp"].steps] == [
        ("1.1", "Where are we now?"),
        ("1.2", "What are our key concerns?"),
        ("1.3", "What would success look like?"),
        ("2.1", "How do we exploit internal and external knowledge?"),
        ("2.2", "What further evidence do we need?"),
        ("2.3", "What new insights do we have?"),
        ("3.1", "What changes do we need to make?"),
        ("3.2", "How do we lever and embed change?"),
        ("3.3", "How do we know we have made a difference?"),
    ]


def test_no_source_prints_the_short_names_of_the_nine_steps() -> None:
    assert {step.title_basis for step in SHIPPED["sipp"].steps} == {"unsourced"}


def test_to_skip_a_phase_or_a_step_of_sipp_only_warns() -> None:
    requirements = compiled(SHIPPED["sipp"]).requirements
    inferred = {r.origin for r in requirements if r.basis == "inferred"}
    assert inferred == {"required", "phase", "written"}
    assert {r.origin for r in requirements if r.basis == "printed"} == {"after"}


def test_the_three_steps_of_collaborative_action_research_are_those_of_the_glossary() -> None:
    """NSEE, glossary [P07]; the questions stand there in brackets."""
    assert [(step.title, step.question) for step in SHIPPED["nsee-car"].steps] == [
        ("Defining the problem", "what are we trying to accomplish?"),
        (
            "Detailing the anticipated outcome",
            "how will we know that a change is an improvement?",
        ),
        (
            "Developing sustainable models of change",
            "what change can we then make that will result in improvement?",
        ),
    ]


def test_of_inclusive_inquiry_only_what_is_printed_is_a_step_of_its_own() -> None:
    protocol = SHIPPED["inclusive-inquiry"]
    printed = [step.title for step in protocol.steps if protocol.basis_of(step) == "printed"]
    assert printed == ["Join with two other teachers", "Agree the research lesson"]
    assert [phase.title for phase in protocol.phases] == ["Plan", "Teach", "Evaluate"]


def _lines(protocol: Protocol) -> Iterator[str]:
    """Everything that it asks for, a line each, with basis and source."""
    made = compiled(protocol)
    for requirement in made.requirements:
        each = "in each lesson, " if requirement.scope == "lesson" else ""
        yield f"{each}{made.says(requirement)} ({_on(requirement.basis, requirement.source)})"
    for step in protocol.steps:
        for need in step.needs:
            what = need.records or need.cycle or " or ".join(need.evidence or ()) or "evidence"
            on = _on(protocol.basis_of(need, step), protocol.source_of(need, step))
            yield f"{step.key} needs {need.at_least} {what} ({on})"
    focus = protocol.focus_pupils
    for said, words in (
        *((people, f"at least {people.at_least} {people.group}") for people in protocol.people),
        (protocol.lessons, f"at least {protocol.lessons and protocol.lessons.at_least} lessons"),
        (focus, f"{focus and focus.multiple_of} focus pupils"),
        (focus and focus.predicted, "what each will learn is predicted"),
        (protocol.rotation, f"turns in {protocol.rotation and protocol.rotation.step}"),
    ):
        if said is not None:
            yield f"{words} ({_on(protocol.basis_of(said), protocol.source_of(said))})"


def _on(basis: str, source: str | None) -> str:
    return f"{basis}, {source}" if source else basis


def _said(protocol: Protocol) -> Iterator[tuple[Said, tuple[Said | None, ...]]]:
    """All that is stated, each with where its basis is looked for."""
    for step in protocol.steps:
        yield step, (step,)
        yield step, (step.required, protocol.completeness, step)
        for part in (*step.after, *step.needs):
            yield part, (part, step)
    focus = protocol.focus_pupils
    whole = (protocol.phase_order, protocol.lessons, protocol.rotation, focus)
    for said in (*protocol.phases, *protocol.constraints, *protocol.people, *whole):
        if said is not None:
            yield said, (said,)
    if focus is not None:
        yield focus.predicted or focus, (focus.predicted, focus)
