"""NSEE31x and 351: what an entry names: a step, a lesson, and parts of its own cycle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nsee_core.engine.position import Oddity
from nsee_core.engine.trace import Trace
from nsee_core.findings import Severity
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Entry, Evidence, Lesson
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.naming import step_meant
from nsee_core.rules.view import View

#: What an entry names that is itself part of a cycle.
_PARTS = (Evidence, Lesson, Entry)


def _with_oddities(cycle: Cycle, view: View) -> Trace | None:
    """The trace of a cycle, if the engine found some entry odd in itself."""
    trace = view.trace(cycle)
    return trace if trace is not None and trace.oddities else None


@rule(
    "NSEE311",
    "unknown-step",
    on=Cycle,
    given=_with_oddities,
    says="it names the step {step}, which the protocol {protocol} does not have{meant}",
    fix="correct the step of the entry, or the protocol of the cycle",
    basis="agreed",
)
def unknown_step(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """An entry says where the cycle has been, and this one names no place on the map.

    It counts as no step at all until it is put right.
    """
    protocol = trace.machines.protocol
    for entry in _odd(trace, "unknown step"):
        meant = step_meant(entry.step, protocol)
        yield about(entry, "step", step=entry.step, protocol=protocol.key, meant=meant)


@rule(
    "NSEE312",
    "started-twice",
    on=Cycle,
    given=_with_oddities,
    says="it starts {step}, which was started before and not completed",
    fix="add the entry that completed it, or leave out the second start",
    basis="inferred",
)
def started_twice(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """What is under way cannot be started.

    Either its completion was not logged, or the second start says nothing new.
    """
    for entry in _odd(trace, "started twice"):
        yield about(entry, "event", step=entry.step)


@rule(
    "NSEE313",
    "lesson-not-named",
    on=Cycle,
    given=_with_oddities,
    says="{step} is done in each lesson, and it names no lesson",
    fix="name the lesson in the entry",
    basis="agreed",
    severity=Severity.WARNING,
    silence=True,
)
def lesson_not_named(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """Some steps are taken once in every research lesson, so their entries say in which.

    Without that, nobody can see which lesson was observed or discussed and which was not.
    """
    for entry in _odd(trace, "no lesson"):
        yield about(entry, "lesson", step=entry.step)


@rule(
    "NSEE314",
    "lesson-set-aside",
    on=Cycle,
    given=_with_oddities,
    says="it names a lesson, and {step} is a step of the whole cycle",
    fix="leave the lesson out of the entry, or check that the step is the right one",
    basis="unsourced",
)
def lesson_set_aside(_cycle: Cycle, _view: View, trace: Trace) -> Iterator[Hit]:
    """A step of the whole cycle belongs to no one lesson; it counts for all of them."""
    for entry in _odd(trace, "lesson set aside"):
        yield about(entry, "lesson", step=entry.step)


def _keeps_to_its_own(programme: Programme, _: str) -> bool:
    """Whether every link from an entry to a part leads to a part of the entry's own cycle."""
    return all(
        cycle_of.get(id_) == cycle
        for field, kind in (("lesson", "lesson"), ("corrects", "entry"), ("evidence", "evidence"))
        if programme.gives("entry", field)
        for cycle_of in [dict(_columns(programme, kind, "id", "cycle"))]
        for ids, cycle in _columns(programme, "entry", field, "cycle")
        if ids
        for id_ in (ids if field == "evidence" else (ids,))
    )


def _columns(programme: Programme, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(programme.column(kind, field) for field in fields), strict=True)


@rule(
    "NSEE351",
    "of-another-cycle",
    on=Cycle,
    spared=_keeps_to_its_own,
    says="it names {target} ({field}), which belongs to the cycle {other}",
    fix="name what belongs to this cycle, or move the entry to the other",
    basis="agreed",
)
def of_another_cycle(cycle: Cycle, view: View) -> Iterator[Hit]:
    """The log of a cycle speaks of its own lessons and corrects its own entries.

    It may draw on the evidence of an earlier cycle; that is only worth knowing.
    """
    own = _own(cycle, view)
    for entry in view.entries(cycle.id):
        if entry.lesson in own and entry.corrects in own and own.issuperset(entry.evidence):
            continue  # nearly every entry, and quickly seen
        for field, target, other in _foreign(entry, view):
            severity = Severity.INFO if field == "evidence" else None
            yield about(entry, field, severity=severity, field=field, target=target, other=other)


RULES = (
    unknown_step,
    started_twice,
    lesson_not_named,
    lesson_set_aside,
    of_another_cycle,
)


def about(entry: Entry, *loc: str, **args: Any) -> Hit:  # noqa: ANN401 - message arguments
    """What is wrong with one entry of the cycle that was looked at."""
    return Hit(*loc, subject=entry.id, entries=(entry.id,), **args)


def _odd(trace: Trace, oddity: Oddity) -> Iterator[Entry]:
    """The entries that the engine found odd in one way."""
    return (entry for entry, found in trace.oddities if found == oddity)


def _foreign(entry: Entry, view: View) -> Iterator[tuple[str, str, str]]:
    """The links of an entry to parts of other cycles: the field, the target and its cycle."""
    targets = [("lesson", entry.lesson), ("corrects", entry.corrects)]
    for field, target in (*targets, *(("evidence", id_) for id_ in entry.evidence)):
        part = view.programme.get(target) if target is not None else None
        if target and isinstance(part, _PARTS) and part.cycle not in (None, entry.cycle):
            yield field, target, part.cycle


def _own(cycle: Cycle, view: View) -> set[str | None]:
    """What the entries of a cycle may well link to: its own parts, or nothing."""
    return {None, *(part.id for kind in _PARTS for part in view.within(cycle.id, kind))}
