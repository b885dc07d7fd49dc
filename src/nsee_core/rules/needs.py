"""NSEE34x: what a protocol asks for besides an order of steps, and a cycle lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nsee_core.engine.demands import Demand, DemandType
from nsee_core.records import Cycle
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View


def _overdue(cycle: Cycle, view: View) -> Sequence[Demand]:
    """What else the protocol asks for, that should be there by now."""
    trace = view.trace(cycle)
    return trace.overdue if trace is not None else ()


@rule(
    "NSEE341",
    "need-not-met",
    on=Cycle,
    given=_overdue,
    says="{step} needs {what}{where}, and has {have}",
    fix="add what is there, naming the step; where there is none, gather it before going on",
    basis="agreed",
    silence=True,
)
def need_not_met(_cycle: Cycle, _view: View, overdue: Sequence[Demand]) -> Iterator[Hit]:
    """A step that rests on nothing is a step in name only.

    Evidence counts for a step when it names the step, or an entry of the step names it, and no
    consent that it rests on was withdrawn.
    """
    for demand in _of(overdue, "evidence", "records", "cycle"):
        yield _asked(demand, step=demand.step, what=demand.what)


@rule(
    "NSEE342",
    "turns-not-taken",
    on=Cycle,
    given=_overdue,
    says="the turns of the trio are not complete: {missing}",
    fix="add the lesson, or put who taught and who observed into the lessons that there are",
    basis="agreed",
    silence=True,
)
def turns_not_taken(_cycle: Cycle, _view: View, overdue: Sequence[Demand]) -> Iterator[Hit]:
    """Each of the three teaches, and the other two observe.

    Nobody only watches, and nobody is only watched.
    """
    for demand in _of(overdue, "rotation"):
        yield _asked(demand, missing=demand.missing)


@rule(
    "NSEE343",
    "too-few-lessons",
    on=Cycle,
    given=_overdue,
    says="the protocol takes {asked} research lessons and the cycle has {have}",
    fix="add the lessons that took place, each with its entries",
    basis="agreed",
    silence=True,
)
def too_few_lessons(_cycle: Cycle, _view: View, overdue: Sequence[Demand]) -> Iterator[Hit]:
    """One lesson shows one teacher with one class; the series is what lets a plan be refined."""
    for demand in _of(overdue, "lessons"):
        yield _asked(demand)


@rule(
    "NSEE344",
    "too-few-people",
    on=Cycle,
    given=_overdue,
    says="the protocol takes at least {asked} in {what} and the cycle names {have}",
    fix="name those who take part, or choose a protocol for fewer",
    basis="agreed",
    silence=True,
)
def too_few_people(_cycle: Cycle, _view: View, overdue: Sequence[Demand]) -> Iterator[Hit]:
    """Enquiry of this sort is done together, and its protocol says by how many at least."""
    for demand in _of(overdue, "people"):
        yield _asked(demand, what=demand.what)


RULES = (need_not_met, turns_not_taken, too_few_lessons, too_few_people)


def _of(demands: Sequence[Demand], *types: DemandType) -> Iterator[Demand]:
    return (demand for demand in demands if demand.type in types)


def _asked(demand: Demand, **args: Any) -> Hit:  # noqa: ANN401 - message arguments
    return Hit(
        *([demand.field] if demand.field else []),
        basis=demand.basis,
        source=demand.source,
        asked=demand.asked,
        have=demand.have or "none",
        where=f" in lesson {demand.lesson}" if demand.lesson else "",
        **args,
    )
