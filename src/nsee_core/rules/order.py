"""NSEE32x and 333: the order of a log, by its dates and by its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from nsee_core.engine.ordering import ordered
from nsee_core.engine.trace import Trace
from nsee_core.findings import Severity
from nsee_core.records import Cycle, Entry, When
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.entries import about
from nsee_core.rules.moments import beyond, certainly_before
from nsee_core.rules.naming import few
from nsee_core.rules.view import View


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
            yield about(entry, "when", when=when.text, earlier=earlier.id, date=str(earlier.when))


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
    outside = beyond("the cycle", cycle.started, cycle.ended)
    if outside is None:
        return
    for entry in view.entries(cycle.id):
        if limit := outside(entry.when):
            yield about(entry, "when", when=str(entry.when), limit=limit)


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
            yield about(entry, "why", step=entry.step, later=later)


RULES = (
    dates_run_backwards,
    order_not_stated,
    outside_the_cycle,
    back_without_reason,
)


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
