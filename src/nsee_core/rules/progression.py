"""NSEE30x: whether a cycle's steps keep to its protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from nsee_core.automata import Template, Verdict
from nsee_core.engine.trace import Ruling, Trace
from nsee_core.records import Cycle, Entry
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.naming import few
from nsee_core.rules.view import View

_PRECEDENCE = {
    Template.PRECEDENCE,
    Template.ALTERNATE_PRECEDENCE,
    Template.SUCCESSION,
    Template.ALTERNATE_SUCCESSION,
}
_RESPONSE = {
    Template.RESPONSE,
    Template.SUCCESSION,
    Template.ALTERNATE_RESPONSE,
    Template.ALTERNATE_SUCCESSION,
}
_EXISTENCE = {Template.RESPONDED_EXISTENCE, Template.CO_EXISTENCE}
_COUNT = {Template.AT_LEAST, Template.EXACTLY}
_BAN = {Template.AT_MOST, Template.EXACTLY}
_TIMES = {0: "never", 1: "once", 2: "twice"}
_EXCLUSION = {Template.NOT_CO_EXISTENCE, Template.NOT_SUCCESSION}


def _not_kept(cycle: Cycle, view: View) -> Trace | None:
    """The trace of a cycle, if some requirement is broken, or was not met by the end."""
    trace = view.trace(cycle)
    if trace is None:
        return None
    return trace if trace.broken or (trace.unmet and cycle.outcome == "completed") else None


@rule(
    "NSEE301",
    "begun-too-early",
    on=Cycle,
    given=_not_kept,
    says="{step} was begun{again} before {missing} was completed{anew}{where}",
    fix="complete {missing} first, or correct the order of the entries",
    basis="agreed",
    silence=True,
)
def begun_too_early(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Each step builds on those before it.

    A change that is decided before the evidence was looked at rests on nothing. Which step comes
    before which is for the protocol to say.
    """
    for ruling in _violated(trace):
        if ruling.requirement.template in _PRECEDENCE and not _again(ruling, trace):
            (a, _), step = _sides(ruling, trace), _step(ruling, trace)
            keys, before = _keys(ruling, trace)[0], list(_earlier(ruling, trace))
            again = " again" if any(entry.step == step for entry in before) else ""
            anew = " again" if _completed(before, keys) else ""
            yield _hit(ruling, trace, step=step, missing=a, again=again, anew=anew)


@rule(
    "NSEE302",
    "not-followed",
    on=Cycle,
    given=_not_kept,
    says="{first} was completed and {then} {lack}{where}",
    fix="complete {then}, and add the entry; or say why the cycle was discontinued",
    basis="agreed",
    silence=True,
)
def not_followed(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Some steps ask for another after them: what was decided anew is tried and checked anew.

    While the cycle is under way there is time; once it ended as completed there is none.
    """
    for ruling in (*_left_over(trace), *_violated(trace)):
        unmet = ruling.verdict is Verdict.PENDING or _again(ruling, trace)
        if ruling.requirement.template in _RESPONSE | _EXISTENCE and unmet:
            first, then = _sides(ruling, trace)
            if not _completed(_log(ruling, trace), _keys(ruling, trace)[0]):  # of two that go along
                first, then = then, first
            yield _hit(ruling, trace, first=first, then=then, lack=_lack(ruling))


@rule(
    "NSEE303",
    "step-missing",
    on=Cycle,
    given=_not_kept,
    says="the cycle ended as completed and {step} did not take place{often}{where}",
    fix="add the entry for {step}, or say that the cycle was discontinued, and why",
    basis="agreed",
    silence=True,
)
def step_missing(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """A complete cycle has been through every step that its protocol requires."""
    for ruling in _left_over(trace):
        if ruling.requirement.template in _COUNT:
            a, _ = _sides(ruling, trace)
            n = ruling.requirement.n or 1
            yield _hit(ruling, trace, step=a, often="" if n == 1 else f" {n} times")


@rule(
    "NSEE304",
    "done-too-often",
    on=Cycle,
    given=_not_kept,
    says="{step} was begun more often than {times}{where}",
    fix="remove the entry that is one too many, or begin a new cycle that follows this one",
    basis="agreed",
    silence=True,
)
def done_too_often(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Some steps are bounded by the protocol; another time round is another cycle."""
    for ruling in _violated(trace):
        if ruling.requirement.template in _BAN:
            a, _ = _sides(ruling, trace)
            n = ruling.requirement.n or 0
            yield _hit(ruling, trace, step=a, times=_TIMES.get(n, f"{n} times"))


@rule(
    "NSEE305",
    "not-together",
    on=Cycle,
    given=_not_kept,
    says="{step} was begun, and the protocol allows it no more beside {other}{where}",
    fix="remove one of the two, or correct the order of the entries",
    basis="agreed",
    silence=True,
)
def not_together(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Some steps exclude each other, or exclude each other in one order."""
    for ruling in _violated(trace):
        if ruling.requirement.template in _EXCLUSION:
            (a, b), step = _sides(ruling, trace), _step(ruling, trace)
            yield _hit(ruling, trace, step=step, other=b if step in _keys(ruling, trace)[0] else a)


@rule(
    "NSEE306",
    "not-in-its-place",
    on=Cycle,
    given=_not_kept,
    says='the log does not keep to "{sentence}"{where}',
    fix="correct the order of the entries, or add the entry that is missing between them",
    basis="agreed",
    silence=True,
)
def not_in_its_place(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Some steps stand first, last, or right beside another, and nothing comes between."""
    known = _PRECEDENCE | _RESPONSE | _EXISTENCE | _COUNT | _BAN | _EXCLUSION
    for ruling in (*_left_over(trace), *_violated(trace)):
        if ruling.requirement.template not in known:
            said = trace.machines.compiled.says(ruling.requirement)
            yield _hit(ruling, trace, sentence=said.rstrip("."))


RULES = (
    begun_too_early,
    not_followed,
    step_missing,
    done_too_often,
    not_together,
    not_in_its_place,
)


def _violated(trace: Trace) -> Sequence[Ruling]:
    """What is broken for good, at once."""
    return trace.ruled(Verdict.VIOLATED) if trace.broken else ()


def _left_over(trace: Trace) -> Sequence[Ruling]:
    """What is not met yet, once the cycle ended as completed."""
    ended = trace.cycle.outcome == "completed"
    return trace.ruled(Verdict.PENDING) if ended and trace.unmet else ()


def _again(ruling: Ruling, trace: Trace) -> bool:
    """Whether an alternation broke because its first step was begun again, not its second."""
    requirement = ruling.requirement
    if requirement.template is Template.ALTERNATE_RESPONSE:
        return ruling.verdict is Verdict.VIOLATED
    turns = requirement.template is Template.ALTERNATE_SUCCESSION
    return turns and _step(ruling, trace) in _keys(ruling, trace)[0]


def _sides(ruling: Ruling, trace: Trace) -> tuple[str, str]:
    return trace.machines.compiled.sides(ruling.requirement)


def _keys(ruling: Ruling, trace: Trace) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps of its two sides."""
    keys = trace.machines.compiled.keys
    return keys(ruling.requirement.a), keys(ruling.requirement.b)


def _step(ruling: Ruling, trace: Trace) -> str:
    """The step of the entry that decided it."""
    entry = trace.programme.get(ruling.entry) if ruling.entry else None
    return entry.step if isinstance(entry, Entry) else ""


def _lack(ruling: Ruling) -> str:
    """What did not come of the step that was to follow another."""
    if ruling.verdict is Verdict.VIOLATED:
        return "did not follow before it was begun again"
    never = ruling.requirement.template in _EXISTENCE
    return "never was" if never else "has not followed"


def _log(ruling: Ruling, trace: Trace) -> list[Entry]:
    """The entries that a requirement looks at."""
    return [e for e in trace.log if ruling.lesson is None or e.lesson in (None, ruling.lesson)]


def _earlier(ruling: Ruling, trace: Trace) -> Iterable[Entry]:
    """Those of them before the one that decided it."""
    return takewhile(lambda entry: entry.id != ruling.entry, _log(ruling, trace))


def _completed(log: Iterable[Entry], keys: tuple[str, ...]) -> bool:
    return any(entry.step in keys and entry.event != "started" for entry in log)


def _hit(ruling: Ruling, trace: Trace, **args: Any) -> Hit:  # noqa: ANN401 - message arguments
    return Hit(
        though=_misnamed(trace),
        entries=(ruling.entry,) if ruling.entry else (),
        basis=ruling.requirement.basis,
        source=ruling.requirement.source,
        where=f" in lesson {ruling.lesson}" if ruling.lesson else "",
        **args,
    )


def _misnamed(trace: Trace) -> tuple[str, ...]:
    """Which entries count for nothing and may be what is missing: they name no step."""
    odd = [entry.id for entry, oddity in trace.oddities if oddity == "unknown step"]
    if not odd:
        return ()
    said = f"entry {odd[0]} names" if len(odd) == 1 else f"entries {few(odd)} name"
    return (f"{said} no step of the protocol",)
