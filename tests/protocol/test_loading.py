"""Protocols of users: every fault is named, with its place and in words of ours."""

from __future__ import annotations

import pytest

from nsee_core import Protocol, ProtocolError, builtin_protocols, parse_protocol
from nsee_core.protocol import by_key, protocols_with

STEP = 'key="toy"\n[[steps]]\nkey="plan"\n'
RULE = f"{STEP}[[constraints]]\n"


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(ProtocolError) as caught:
        parse_protocol(text)
    assert str(caught.value) == f"the protocol cannot be read: {'; '.join(caught.value.faults)}"
    return caught.value.faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("key: it is missing", "steps: it is missing")),
        ("steps", ("it is not TOML: it breaks off at line 1, column 6",)),
        ('key="toy"\nsteps==3', ("it is not TOML: it cannot be read on at line 2, column 7",)),
        ('key="toy"\nkey="two"', ("it is not TOML: a name is given twice at line 2, column 10",)),
        ("[lessons]\n[lessons]\n", ("it is not TOML: a name is given twice at line 2, column 9",)),
        ('key="toy"\nsteps=[]', ("steps: there is none",)),
        ('key="toy"\nsteps=3', ("steps: 3 is not a list",)),
        ("key=1\nsteps=[2]", ("key: 1 is not text", "steps 1: 2 is not a table")),
        (
            'key="Toy"\n[[steps]]\nkey="a b"',
            (
                'key: "Toy" is no key: use small letters, digits, - and .',
                'steps 1, key: "a b" is no key: use small letters, digits, - and .',
            ),
        ),
        (
            f'{STEP}aftr=["do"]\nquestoin="Why?"',
            (
                'steps 1, aftr: there is no such field; perhaps "after" was meant',
                'steps 1, questoin: there is no such field; perhaps "question" was meant',
            ),
        ),
        (f'{STEP}title=""', ("steps 1, title: it is empty",)),
        (f'{STEP}per="week"', ('steps 1, per: "week" is none of cycle and lesson',)),
        (
            f'{STEP}required="no"',
            ("steps 1, required: say true, false, or on what it rests: { basis = ... }",),
        ),
        (f'{STEP}phase="one"', ("step plan: phase one is not declared",)),
        (
            f'{STEP}after=["plna"]',
            ('step plan: after plna is not declared; perhaps "plan" was meant',),
        ),
        (f'{STEP}after=["plan"]', ("step plan comes after itself",)),
        (f'{STEP}[[steps]]\nkey="plan"', ("two steps have the key plan",)),
        (
            f"{STEP}needs=[{{}}]",
            ("steps 1, needs 1: a need names one of evidence, records and cycle",),
        ),
        (
            f'{STEP}needs=[{{cycle="trio",at_least=2}}]',
            ("steps 1, needs 1: a cycle has one trio, not 2",),
        ),
        (
            f'{RULE}template="init"\na=["plna"]',
            ('constraint 1: step plna is not declared; perhaps "plan" was meant',),
        ),
        (f'{RULE}template="init"\na=[]', ("constraints 1: init needs at least one step in a",)),
        (f'{RULE}template="init"\na=["plan"]\nb=["plan"]', ("constraints 1: init takes no b",)),
        (
            f'{RULE}template="response"\na=["plan"]',
            ("constraints 1: response needs steps in b too",),
        ),
        (
            f'{RULE}template="response"\na=["plan"]\nb=["plan"]',
            ("constraints 1: response relates a step to itself: plan and plan",),
        ),
        (
            f'{RULE}template="at-least"\na=["plan"]',
            ("constraints 1: at-least needs n, how many times",),
        ),
        (
            f'{RULE}template="at-least"\na=["plan"]\nn=0',
            ("constraints 1: at-least takes a count from 1 to 99, not 0",),
        ),
        (
            f'{RULE}template="at-least"\na=["plan"]\nn=100',
            ("constraints 1, n: 100 is more than 99",),
        ),
        (
            f'{RULE}template="at-least"\na=["plan"]\nn="two"',
            ('constraints 1, n: "two" is not a whole number',),
        ),
        (
            f"{STEP}[lessons]\nat_least=2",
            ('lessons are asked for, and no step has per = "lesson"',),
        ),
        (
            f"{STEP}[focus_pupils]\nmultiple_of=3",
            ('focus pupils are asked for, and no step has per = "lesson"',),
        ),
        (f'{STEP}[rotation]\nstep="plan"', ('rotation: step plan must have per = "lesson"',)),
        (
            f'{STEP}[[people]]\ngroup="trio"\nat_least=4',
            ("people 1: a trio has 3 members, not 4",),
        ),
    ],
)
def test_every_fault_is_named(text: str, expected: tuple[str, ...]) -> None:
    assert faults(text) == expected


def test_an_unknown_template_is_answered_with_the_nearest() -> None:
    (fault,) = faults(f'{RULE}template="respnose"\na=["plan"]\nb=["plan"]')
    assert fault.startswith('constraints 1, template: "respnose" is none of at-least, at-most,')
    assert fault.endswith('; perhaps "response" was meant')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STEP}n={'[' * 100_000}", "it is nested too deep"),
        (f"{STEP}n={'1' * 5_000}", "it holds a number of too many digits"),
        (f'title="{"x" * 10_000_000}"', "it is longer than 2,000,000 characters"),
        (
            'key="toy"\n' + "".join(f'[[steps]]\nkey="s{n}"\n' for n in range(401)),
            "steps: there are 401, and 400 is the most",
        ),
    ],
    ids=["deep", "digits", "long", "many"],
)
def test_what_is_too_much_is_refused_at_once(text: str, expected: str) -> None:
    assert faults(text) == (expected,)


def test_a_byte_order_mark_is_no_part_of_a_protocol() -> None:
    assert parse_protocol(f"\ufeff{STEP}") == parse_protocol(STEP)


def test_a_step_may_say_that_it_is_not_required_or_on_what_that_rests() -> None:
    text = f'{STEP}required=false\n[[steps]]\nkey="do"\nrequired={{basis="inferred"}}'
    plan, do = parse_protocol(text).steps
    assert not plan.required
    assert do.required
    assert do.required.basis == "inferred"


def test_a_protocol_of_ones_own_takes_the_place_of_a_shipped_one() -> None:
    mine = Protocol.model_validate({"key": "sipp", "steps": [{"key": "ours"}]})
    assert protocols_with([mine])["sipp"] is mine
    assert protocols_with(by_key([mine]))["apdr"] is builtin_protocols()["apdr"]
