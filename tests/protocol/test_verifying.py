"""The verifier: what quarrels, what cannot be reached, what says nothing new; and its bounds."""

from __future__ import annotations

import pytest

from nsee_core import NoExemplar, Protocol, exemplar, verify
from nsee_core.engine.machine import machines
from nsee_core.verifier.asking import Asking
from nsee_core.verifier.verifying import Implication


def protocol(steps: str, *constraints: dict[str, object], **more: object) -> Protocol:
    """Steps by their keys, where ``b*`` is done in each lesson and ``(b)`` is not required."""
    return Protocol.model_validate(
        {
            "key": "toy",
            "steps": [
                {
                    "key": key.strip("()*"),
                    "per": "lesson" if "*" in key else "cycle",
                    "required": "(" not in key,
                }
                for key in steps.split()
            ],
            "constraints": constraints,
            **more,
        }
    )


def relates(template: str, a: str, b: str = "", **more: object) -> dict[str, object]:
    return {"template": template, "a": a.split(), "b": b.split(), **more}


def test_two_steps_that_wait_for_each_other_quarrel() -> None:
    found = verify(
        protocol("a b", relates("precedence", "a", "b"), relates("precedence", "b", "a"))
    )
    assert found.completable == "no"
    assert len(found.contradiction) == 3
    assert set(found.contradiction) >= {
        "b is not begun before a was completed.",
        "a is not begun before b was completed.",
    }
    assert not found


def test_a_quarrel_of_two_is_told_by_two() -> None:
    found = verify(protocol("a b c", relates("at-most", "b", n=0)))
    assert found.contradiction == ("b is completed at least once.", "b is never begun.")
    assert found.sentences() == (
        "It cannot be completed.",
        "These cannot be met together: b is completed at least once. b is never begun.",
    )


def test_of_a_quarrel_none_can_be_left_out() -> None:
    """A circle of five: whichever is dropped, the rest can be met."""
    circle = [relates("response", one, other) for one, other in zip("abcde", "bcdea", strict=True)]
    whole = protocol("a (b) (c) (d) (e)", *circle)
    assert verify(whole).completable == "no"
    assert len(verify(whole).contradiction) == 6
    for number in range(5):
        rest = [*circle[:number], *circle[number + 1 :]]
        assert verify(protocol("a (b) (c) (d) (e)", *rest)).completable == "yes"
    assert verify(protocol("(a) (b) (c) (d) (e)", *circle)).completable == "yes"


def test_a_contradiction_has_no_exemplar() -> None:
    with pytest.raises(NoExemplar) as caught:
        exemplar(protocol("a", relates("at-most", "a", n=0)))
    assert str(caught.value) == (
        "the protocol toy cannot be completed, whatever is done; verify(protocol) says why"
    )


def test_a_step_that_nothing_lawful_contains_is_unreachable() -> None:
    found = verify(protocol("a (b) (c)", relates("not-co-existence", "a", "b c")))
    assert (found.completable, found.unreachable) == ("yes", ("b", "c"))
    assert found.sentences()[1:] == (
        "No complete cycle can contain b.",
        "No complete cycle can contain c.",
    )
    assert not found


def test_what_follows_from_the_rest_is_said_to_with_what_it_follows_from() -> None:
    found = verify(
        protocol("a b", relates("succession", "a", "b"), relates("precedence", "a", "b"))
    )
    says = "b is not begun before a was completed, and after each completion of a, b is completed"
    assert found.implied == (
        Implication("b is not begun before a was completed.", (f"{says} at some later time.",)),
    )
    assert found.sentences()[-1] == (
        "This says nothing new: b is not begun before a was completed. "
        f"(it follows from: {says} at some later time.)"
    )
    assert found


def test_what_steps_and_phases_imply_is_not_reported() -> None:
    chain = [{"key": "a"}, {"key": "b", "after": ["a"]}, {"key": "c", "after": ["b"]}]
    assert verify(Protocol.model_validate({"key": "toy", "steps": chain})).implied == ()


def test_a_constraint_on_lessons_where_there_are_none_can_break_nothing() -> None:
    found = verify(protocol("a b", relates("precedence", "a", "b", per="lesson")))
    assert found.implied == (
        Implication("In each lesson: b is not begun before a was completed.", ()),
    )


def test_more_lessons_are_taken_where_no_fewer_do() -> None:
    """Three times in all and once a lesson: three lessons, though one was asked for."""
    found = protocol(
        "teach*", relates("at-least", "teach", n=3), relates("at-most", "teach", n=1, per="lesson")
    )
    assert verify(found).completable == "yes"
    assert len(exemplar(found).of_kind("lesson")) == 3


def test_a_lesson_that_must_be_and_cannot_be_is_a_quarrel_of_two() -> None:
    found = verify(protocol("teach*", relates("at-most", "teach", n=0, per="lesson")))
    assert found.contradiction == (
        "teach is completed at least once.",
        "In each lesson: teach is never begun.",
    )


def test_the_number_of_lessons_can_be_part_of_a_quarrel() -> None:
    found = verify(protocol("(teach*)", relates("at-most", "teach", n=1), lessons={"at_least": 2}))
    assert found.contradiction == (
        "teach is begun at most once.",
        "There are at least 2 research lessons.",
    )


def test_what_comes_before_a_lesson_begins_breaks_nothing_in_it() -> None:
    """Each lesson begins with its plan, though the whole began with a focus."""
    found = protocol(
        "focus plan* teach*",
        relates("precedence", "focus", "plan"),
        relates("init", "plan", per="lesson"),
    )
    assert verify(found).completable == "yes"


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
@pytest.mark.parametrize("template", ["precedence", "response", "chain-succession"])
def test_two_hundred_steps_in_a_circle_get_an_answer(template: str) -> None:
    keys = [f"s{number}" for number in range(200)]
    circle = [
        relates(template, one, other) for one, other in zip(keys, [*keys[1:], keys[0]], strict=True)
    ]
    found = verify(protocol(" ".join(keys), *circle))
    assert found.completable in ("no", "undecided")
    assert bool(found.contradiction) is not bool(found.undecided)
    assert not (found.contradiction and found.irreducible)


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_what_is_too_large_to_decide_is_said_to_be() -> None:
    """Forty pairs that take turns at once: whether there is a course may remain open."""
    keys = [f"s{number}" for number in range(80)]
    pairs = zip(keys[::2], keys[1::2], strict=True)
    found = verify(
        protocol(" ".join(keys), *(relates("chain-succession", *pair) for pair in pairs))
    )
    assert found.completable in ("yes", "undecided")
    assert found.undecided


@pytest.mark.parametrize("work", [0, 12, 24, 36, 52])
def test_what_the_work_that_may_be_does_not_reach_is_said_to_be_undecided(
    work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it can be completed is asked first; then of each step; then of each constraint."""
    monkeypatch.setattr(Asking, "about", lambda given: Asking(machines(given), work=work))
    toy = protocol("a b", relates("succession", "a", "b"))
    found = verify.__wrapped__(toy)  # the answer is not to be kept
    says = "b is not begun before a was completed, and after each completion of a, b is completed"
    unknown = (
        "It could not be decided whether a complete cycle can contain a.",
        "It could not be decided whether a complete cycle can contain b.",
        f"It could not be decided whether this follows from the rest: {says} at some later time.",
    )
    expected = {
        0: (
            "It could not be decided whether it can be completed.",
            "It could not be decided whether, or which, requirements quarrel.",
        ),
        12: ("It can be completed.", *unknown),
        24: ("It can be completed.", *unknown[1:]),
        36: ("It can be completed.", *unknown[2:]),
        52: ("It can be completed.",),
    }
    assert found.sentences() == expected[work]


def test_a_verification_is_plain_json() -> None:
    found = verify(protocol("a", relates("at-most", "a", n=0)))
    assert found.to_dict() == {
        "protocol": "toy",
        "completable": "no",
        "contradiction": ("a is completed at least once.", "a is never begun."),
        "irreducible": True,
        "unreachable": (),
        "implied": (),
        "undecided": (),
    }
