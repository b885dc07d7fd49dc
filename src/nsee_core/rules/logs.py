"""NSEE31x, 32x, 333 and 35x: the entries of a log in themselves, whatever the protocol requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from math import inf
from typing import Any

from nsee_core.engine.ordering import ordered, superseded
from nsee_core.engine.position import Oddity
from nsee_core.engine.trace import Trace
from nsee_core.findings import Severity
from nsee_core.programme import Programme
from nsee_core.protocol import Protocol
from nsee_core.records import Cycle, Entry, Evidence, Lesson, When
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.naming import few
from nsee_core.rules.view import View
from nsee_core.wording import perhaps

#: What an entry names that is itself part of a cycle.
_PARTS = (Evidence, Lesson, Entry)


def _is_odd(cycle: Cycle, view: View) -> bool:
    """Whether the engine found some entry odd in itself."""
    trace = view.trace(cycle)
    return trace is not None and bool(trace.oddities)


@rule(
    "NSEE311",
    "unknown-step",
    on=Cycle,
    when=_is_odd,
    says="it names the step {step}, which the protocol {protocol} does not have{meant}",
    fix="correct the step of the entry, or the protocol of the cycle",
    basis="agreed",
)
def unknown_step(cycle: Cycle, view: View) -> Iterator[Hit]:
    """An entry says where the cycle has been, and this one names no place on the map.

    It counts as no step at all until it is put right.
    """
    for entry, trace in _odd(cycle, view, "unknown step"):
        protocol = trace.machines.protocol
        meant = _step_meant(entry.step, protocol)
        yield _about(entry, "step", step=entry.step, protocol=protocol.key, meant=meant)


@rule(
    "NSEE312",
    "started-twice",
    on=Cycle,
    when=_is_odd,
    says="it starts {step}, which was started before and not completed",
    fix="add the entry that completed it, or leave out the second start",
    basis="inferred",
)
def started_twice(cycle: Cycle, view: View) -> Iterator[Hit]:
    """What is under way cannot be started.

    Either its completion was not logged, or the second start says nothing new.
    """
    for entry, _ in _odd(cycle, view, "started twice"):
        yield _about(entry, "event", step=entry.step)


@rule(
    "NSEE313",
    "lesson-not-named",
    on=Cycle,
    when=_is_odd,
    says="{step} is done in each lesson, and it names no lesson",
    fix="name the lesson in the entry",
    basis="agreed",
    severity=Severity.WARNING,
    silence=True,
)
def lesson_not_named(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Some steps are taken once in every research lesson, so their entries say in which.

    Without that, nobody can see which lesson was observed or discussed and which was not.
    """
    for entry, _ in _odd(cycle, view, "no lesson"):
        yield _about(entry, "lesson", step=entry.step)


@rule(
    "NSEE314",
    "lesson-set-aside",
    on=Cycle,
    when=_is_odd,
    says="it names a lesson, and {step} is a step of the whole cycle",
    fix="leave the lesson out of the entry, or check that the step is the right one",
    basis="unsourced",
)
def lesson_set_aside(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A step of the whole cycle belongs to no one lesson; it counts for all of them."""
    for entry, _ in _odd(cycle, view, "lesson set aside"):
        yield _about(entry, "lesson", step=entry.step)


@rule(
    "NSEE321",
    "dates-run-backwards",
    on=Cycle,
    says="its date ({when}) is before that of {earlier} ({date}), after which it stands",
    fix="correct the date that is wrong, or put the entries into the order in which they happened",
    basis="agreed",
    severity=Severity.WARNING,
    silence=True,
)
def dates_run_backwards(cycle: Cycle, view: View) -> Iterator[Hit]:
    """The log is read in the order in which it stands, and its dates say another order.

    One of the two is wrong, and what the log is said to show may be wrong with it.
    """
    log = _log(cycle, view)
    if _runs_on(log):
        return
    latest: dict[bool, Entry] = {}  # apart for days and for years of a project
    for entry in log:
        when = entry.when
        if when is None:
            continue
        earlier = latest.setdefault(when.years is None, entry)
        if _start(when) >= _start(earlier.when):
            latest[when.years is None] = entry
        elif certainly_before(when, earlier.when):
            yield _about(entry, "when", when=when.text, earlier=earlier.id, date=str(earlier.when))


@rule(
    "NSEE322",
    "order-not-stated",
    on=Cycle,
    says="nobody stated the order of {tied}, which {decides} whether this holds: {sentence}{where}",
    fix="give the entries a sequence, or dates that tell them apart",
    basis="inferred",
    silence=True,
)
def order_not_stated(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Entries of one date may have happened in any order, and here the order matters.

    What the log shows rests on the order in which somebody happened to type it.
    """
    trace = view.trace(cycle)
    if trace is None:
        return
    for tie in trace.ties:
        decides = "may decide" if tie.undecided else "decides"
        yield Hit(
            entries=tie.entries,
            severity=Severity.INFO if tie.undecided else None,
            tied=few(tie.entries),
            decides=decides,
            sentence=trace.machines.compiled.says(tie.requirement).rstrip("."),
            where=f" in lesson {tie.lesson}" if tie.lesson else "",
        )


@rule(
    "NSEE323",
    "outside-the-cycle",
    on=Cycle,
    says="its date ({when}) lies {limit}",
    fix="correct the date of the entry or of the cycle",
    basis="agreed",
    severity=Severity.WARNING,
)
def outside_the_cycle(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Whatever is part of a cycle took place between its beginning and its end."""
    started, ended = cycle.started, cycle.ended
    if started is None and ended is None:
        return
    first = (started and started.earliest) or date.min
    last = (ended and ended.earliest) or date.max
    for entry in view.entries(cycle.id):
        when = entry.when
        if when is None or (when.earliest and first <= when.earliest <= last):
            continue  # nearly every entry, and quickly seen
        if certainly_before(when, started):
            yield _about(
                entry, "when", when=when.text, limit=f"before the cycle started ({started})"
            )
        elif certainly_before(ended, when):
            yield _about(entry, "when", when=when.text, limit=f"after the cycle ended ({ended})")


@rule(
    "NSEE333",
    "back-without-reason",
    on=Cycle,
    says="it goes back from {later} to {step} and does not say why",
    fix="add to the entry why the group went back",
    basis="inferred",
    silence=True,
)
def back_without_reason(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Going back to an earlier step is lawful and often wise, and the reason is worth keeping.

    It is what the next group can learn from.
    """
    trace = view.trace(cycle)
    for entry, later in _returns(trace) if trace is not None else ():
        if entry.why is None:
            yield _about(entry, "why", step=entry.step, later=later)


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
            yield _about(entry, field, severity=severity, field=field, target=target, other=other)


def _without_sequences(programme: Programme, _: str) -> bool:
    return not programme.gives("entry", "sequence")


@rule(
    "NSEE352",
    "same-sequence",
    on=Cycle,
    spared=_without_sequences,
    says="{those} have the same sequence, {sequence}",
    fix="give each entry a sequence of its own",
    basis="inferred",
)
def same_sequence(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A sequence states the order of a log; two entries in one place have none."""
    places: dict[int, list[str]] = {}
    for entry in view.entries(cycle.id):
        if entry.sequence is not None and entry.corrects is None:
            places.setdefault(entry.sequence, []).append(entry.id)
    for sequence, ids in places.items():
        if len(ids) > 1:
            yield Hit(entries=tuple(ids), those=few(ids), sequence=sequence)


@rule(
    "NSEE353",
    "sequence-in-part",
    on=Cycle,
    spared=_without_sequences,
    says="some entries state a sequence and others do not: {those}",
    fix="give every entry a sequence, or none",
    basis="unsourced",
)
def sequence_in_part(cycle: Cycle, view: View) -> Iterator[Hit]:
    """An entry without a sequence keeps its place behind the one before it, which is a guess."""
    own = [entry for entry in view.entries(cycle.id) if entry.corrects is None]
    without = tuple(entry.id for entry in own if entry.sequence is None)
    if without and len(without) < len(own):
        yield Hit(entries=without, those=few(without))


def _without_corrections(programme: Programme, _: str) -> bool:
    return not any(programme.column("entry", "corrects"))


@rule(
    "NSEE354",
    "corrected-twice",
    on=Cycle,
    spared=_without_corrections,
    says="{those} stand in for {target}, and only {counts} counts",
    fix="name in each correction the one before it, or leave out those that no longer hold",
    basis="unsourced",
)
def corrected_twice(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Of several corrections of one entry the last counts, and the others are passed over.

    That is as it should be where the last corrects them all; where each put right something else,
    all but the last is lost.
    """
    entries = view.entries(cycle.id)
    stand_ins: dict[str, list[str]] = {}
    for entry in entries:
        if entry.corrects is not None:
            stand_ins.setdefault(entry.corrects, []).append(entry.id)
    counting = superseded(entries) if any(len(ids) > 1 for ids in stand_ins.values()) else {}
    for target, ids in stand_ins.items():
        if len(ids) > 1 and target in counting:
            counts = counting[target].id
            yield Hit(
                subject=target, entries=tuple(ids), those=few(ids), target=target, counts=counts
            )


RULES = (
    unknown_step,
    started_twice,
    lesson_not_named,
    lesson_set_aside,
    dates_run_backwards,
    order_not_stated,
    outside_the_cycle,
    back_without_reason,
    of_another_cycle,
    same_sequence,
    sequence_in_part,
    corrected_twice,
)


def _about(entry: Entry, *loc: str, **args: Any) -> Hit:  # noqa: ANN401 - message arguments
    return Hit(*loc, subject=entry.id, entries=(entry.id,), **args)


def _odd(cycle: Cycle, view: View, oddity: Oddity) -> Iterator[tuple[Entry, Trace]]:
    """The entries that the engine found odd in one way."""
    trace = view.trace(cycle)
    if trace is not None:
        yield from ((entry, trace) for entry, found in trace.oddities if found == oddity)


@lru_cache(maxsize=4096)  # a wrong step is seldom written once
def _step_meant(step: str, protocol: Protocol) -> str:
    titles = {known.title: known.key for known in protocol.steps if known.title}
    return perhaps(step, (*titles, *(known.key for known in protocol.steps)), titles)


def _log(cycle: Cycle, view: View) -> Sequence[Entry]:
    """The entries in the order in which they count, corrections in the place of the corrected."""
    trace = view.trace(cycle)
    return trace.log if trace is not None else ordered(view.entries(cycle.id))


def _runs_on(log: Sequence[Entry]) -> bool:
    """Whether every date begins no earlier than the one before; nearly every log, seen quickly."""
    first = date.min
    for entry in log:
        if entry.when is not None:
            start = entry.when.earliest
            if start is None or start < first:
                return False
            first = start
    return True


def _start(when: When | None) -> float:
    """The first day, or year of a project, that a date can be; an open start is before all."""
    if when is None:
        return -inf
    first = when.earliest if when.years is None else when.years[0]
    if first is None:
        return -inf
    return first if isinstance(first, int) else first.toordinal()


def _returns(trace: Trace) -> Iterator[tuple[Entry, str]]:
    """The entries of a step that was completed before, right after those of a later one.

    A step that is done in each lesson is set beside the others of its lesson, a step of the whole
    cycle beside its like.
    """
    if all(times == 1 for times, _ in trace.position.done.values()):
        return  # no step was done again
    made, steps = trace.machines, trace.machines.protocol.steps
    last: dict[str | None, int] = {}
    completed: set[tuple[str | None, int]] = set()
    for entry in trace.log:
        step = made.compiled.numbers.get(entry.step)
        if step is None:
            continue
        lesson = entry.lesson if made.per_lesson[step] else None
        before = last.get(lesson, step)
        if step < before and (lesson, step) in completed:
            yield entry, steps[before].key
        last[lesson] = step
        if entry.event != "started":
            completed.add((lesson, step))


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
