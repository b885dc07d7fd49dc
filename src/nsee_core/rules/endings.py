"""NSEE315 and 33x: the protocol of a cycle, and how it began and ended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nsee_core.engine.trace import Trace
from nsee_core.protocol import Protocol, builtin_protocols
from nsee_core.records import Cycle
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.view import View
from nsee_core.verifier.asking import Asking
from nsee_core.wording import perhaps


@rule(
    "NSEE315",
    "never-completed",
    on=Cycle,
    says="the cycle has ended and {step}, which was started, was not completed{where}",
    fix="add the entry that completed it, or say that the cycle was discontinued, and why",
    basis="inferred",
    silence=True,
)
def never_completed(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A step that was started and left open is work that nobody knows the end of.

    In a cycle that was discontinued that is only to be expected.
    """
    if cycle.outcome == "discontinued" or (cycle.outcome is None and cycle.ended is None):
        return
    trace = view.trace(cycle)
    if trace is None:
        return
    for lesson, number in sorted(trace.position.open, key=lambda place: (place[0] or "", place[1])):
        step = trace.machines.protocol.steps[number].key
        where = f" in lesson {lesson}" if lesson else ""
        yield Hit(entries=(_last_start(trace, step, lesson),), step=step, where=where)


@rule(
    "NSEE331",
    "unknown-protocol",
    on=Cycle,
    says="the protocol {protocol} is not known{meant}",
    fix="correct the key, or pass the protocol as one of your own",
    basis="agreed",
)
def unknown_protocol(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Without its protocol nobody can say where the cycle stands or what comes next."""
    if cycle.protocol is not None and view.protocol(cycle) is None:
        meant = perhaps(cycle.protocol, view.protocols)
        yield Hit("protocol", protocol=cycle.protocol, meant=meant)


@rule(
    "NSEE332",
    "no-protocol",
    on=Cycle,
    says="the cycle is kept as a log and names no protocol",
    fix="name the protocol that it follows",
    basis="unsourced",
)
def no_protocol(cycle: Cycle, _view: View) -> Iterator[Hit]:
    """A log is read against a protocol; without one it is a list of dates."""
    if cycle.protocol is None and cycle.account == "log":
        yield Hit("protocol")


@rule(
    "NSEE334",
    "protocol-cannot-be-completed",
    on=Cycle,
    says="no cycle can complete the protocol {protocol}{quarrel}",
    fix="leave out or loosen one of these requirements; nsee protocols FILE.toml says more",
    basis="agreed",
)
def protocol_cannot_be_completed(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Where two demands of a protocol exclude each other, whoever follows it is at fault.

    The protocols that ship can all be completed, so only one's own is looked at.
    """
    protocol = view.protocol(cycle)
    if protocol is None or builtin_protocols().get(protocol.key) is protocol:
        return
    quarrel = _quarrel(protocol)
    if quarrel is not None:
        together = "; ".join(says.rstrip(".") for says in quarrel)
        these = f": these cannot be met together: {together}" if together else ""
        yield Hit("protocol", protocol=protocol.key, quarrel=these)


@rule(
    "NSEE335",
    "no-outcome",
    on=Cycle,
    says="the cycle has ended and does not say how",
    fix="say whether it was completed or discontinued",
    basis="unsourced",
)
def no_outcome(cycle: Cycle, _view: View) -> Iterator[Hit]:
    """A cycle that was completed and one that was given up are two things to learn from.

    What is still missing is asked only of the first.
    """
    if cycle.ended is not None and cycle.outcome is None:
        yield Hit("outcome")


@rule(
    "NSEE336",
    "discontinued-without-reason",
    on=Cycle,
    says="the cycle was discontinued and does not say why",
    fix="say why in outcome_why",
    basis="inferred",
    silence=True,
)
def discontinued_without_reason(cycle: Cycle, _view: View) -> Iterator[Hit]:
    """Why a group gave up is often the most useful thing that it can tell the next."""
    if cycle.outcome == "discontinued" and cycle.outcome_why is None:
        yield Hit("outcome_why")


@rule(
    "NSEE337",
    "follows-a-later-cycle",
    on=Cycle,
    says="it began {began} and follows {earlier}, which began later, {date}",
    fix="correct one of the two dates, or turn the link round",
    basis="inferred",
)
def follows_a_later_cycle(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A cycle that follows on from another takes up what that one found, so it begins later."""
    earlier = view.get(cycle.follows, Cycle)
    if earlier is not None and certainly_before(cycle.started, earlier.started):
        began, date = str(cycle.started), str(earlier.started)
        yield Hit("follows", began=began, earlier=earlier.id, date=date)


RULES = (
    never_completed,
    unknown_protocol,
    no_protocol,
    protocol_cannot_be_completed,
    no_outcome,
    discontinued_without_reason,
    follows_a_later_cycle,
)


@lru_cache(maxsize=256)
def _quarrel(protocol: Protocol) -> tuple[str, ...] | None:
    """What cannot be met together, or None if a protocol may well be completed.

    Most can, and to see that is quick; only the others are looked into.
    """
    if Asking.about(protocol).whole().outcome == "found":
        return None
    from nsee_core.verifier.verifying import verify  # asked only of a protocol of one's own

    found = verify(protocol)
    return found.contradiction if found.completable == "no" else None


def _last_start(trace: Trace, step: str, lesson: str | None) -> str:
    """The entry that started a step which is open."""
    return next(
        entry.id
        for entry in reversed(trace.log)
        if entry.step == step and entry.event == "started" and lesson in (None, entry.lesson)
    )
