"""From what a protocol says to what can be run: one list of requirements over integer tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

import attrs

from nsee_core.automata import Mark, Table, Template, table
from nsee_core.protocol.model import Constraint, Protocol, RequirementBasis, Scope, Step
from nsee_core.wording import listed

#: Where a requirement comes from: a written constraint, or what the steps and phases imply.
Origin = Literal["written", "required", "after", "phase", "lessons"]


class Requirement(NamedTuple):
    """One constraint of a protocol, whoever wrote it, with the steps as numbers."""

    template: Template
    a: tuple[int, ...]
    b: tuple[int, ...]
    n: int | None
    scope: Scope
    origin: Origin
    basis: RequirementBasis
    source: str | None = None
    why: str | None = None

    @property
    def table(self) -> Table:
        """Its automaton, as integers."""
        return table(self.template, self.n)

    def sees(self, step: int) -> tuple[Mark, Mark, Mark]:
        """What it sees when a step begins, is done, or is both at once."""
        if step in self.a:
            return (Mark.A_BEGAN, Mark.A_DONE, Mark.A_BOTH)
        if step in self.b:
            return (Mark.B_BEGAN, Mark.B_DONE, Mark.B_BOTH)
        return (Mark.OTHER, Mark.OTHER, Mark.OTHER)


@attrs.frozen(eq=False, slots=False)
class Compiled:
    """A protocol with everything it requires spelt out."""

    protocol: Protocol
    numbers: dict[str, int]
    """Each step's number, by its key."""
    requirements: tuple[Requirement, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, in order."""
        return self.protocol.steps

    @property
    def in_each_lesson(self) -> tuple[int, ...]:
        """The steps that are done once a lesson, by number."""
        return tuple(n for n, step in enumerate(self.steps) if step.per == "lesson")

    @cached_property
    def lesson_held(self) -> Requirement | None:
        """That a lesson takes place, where lessons are counted or turns are taken in them."""
        protocol = self.protocol
        said = protocol.rotation or protocol.lessons
        if said is None:
            return None
        turn = protocol.rotation and (self.numbers[protocol.rotation.step],)
        return Requirement(
            Template.AT_LEAST,
            turn or self.in_each_lesson,
            (),
            1,
            "lesson",
            "lessons",
            protocol.basis_of(said),
            protocol.source_of(said),
        )

    def keys(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        """The keys of steps given by number."""
        return tuple(self.protocol.steps[number].key for number in numbers)

    def says(self, requirement: Requirement) -> str:
        """A requirement in a sentence, with its steps by their keys."""
        return requirement.template.sentence(*self.sides(requirement), requirement.n)

    def sides(self, requirement: Requirement) -> tuple[str, str]:
        """A requirement's two sets of steps, each in words."""
        return (
            listed(self.keys(requirement.a), last="or"),
            listed(self.keys(requirement.b), last="or"),
        )


@lru_cache(maxsize=256)
def compiled(protocol: Protocol) -> Compiled:
    """A protocol's requirements: what it writes, and what its steps and phases imply.

    >>> from nsee_core.protocol import Protocol
    >>> toy = Protocol(key="toy", steps=[{"key": "try"}, {"key": "look", "after": ["try"]}])
    >>> for requirement in compiled(toy).requirements:
    ...     print(compiled(toy).says(requirement))
    try is completed at least once.
    look is completed at least once.
    look is not begun before try was completed.
    """
    numbers = {step.key: number for number, step in enumerate(protocol.steps)}
    implied = (*_required(protocol), *_after(protocol, numbers), *_phases(protocol))
    first: dict[tuple[object, ...], Requirement] = {}
    for requirement in implied:  # a step that comes after another may stand in the next phase too
        first.setdefault((requirement.a, requirement.b, requirement.scope), requirement)
    written = (_written(protocol, constraint, numbers) for constraint in protocol.constraints)
    return Compiled(protocol, numbers, (*first.values(), *dict.fromkeys(written)))


def _required(protocol: Protocol) -> Iterator[Requirement]:
    for number, step in enumerate(protocol.steps):
        if not step.required:
            continue
        said = (step.required, protocol.completeness, step)
        basis, source = protocol.basis_of(*said), protocol.source_of(*said)
        scopes: tuple[Scope, ...] = ("cycle",) if step.per == "cycle" else ("cycle", "lesson")
        for scope in scopes:
            yield Requirement(Template.AT_LEAST, (number,), (), 1, scope, "required", basis, source)


def _after(protocol: Protocol, numbers: dict[str, int]) -> Iterator[Requirement]:
    for number, step in enumerate(protocol.steps):
        for after in step.after:
            yield from _precedences(
                protocol,
                numbers[after.step],
                (number,),
                "after",
                protocol.basis_of(after, step),
                protocol.source_of(after, step),
            )


def _phases(protocol: Protocol) -> Iterator[Requirement]:
    """A phase begins after every required step of the phase before was completed once."""
    basis = protocol.basis_of(protocol.phase_order)
    source = protocol.source_of(protocol.phase_order)
    before: list[int] = []
    for phase in protocol.phases:
        members = [n for n, step in enumerate(protocol.steps) if step.phase == phase.key]
        for first in before:
            yield from _precedences(protocol, first, tuple(members), "phase", basis, source)
        before = [n for n in members if protocol.steps[n].required] or before


def _precedences(  # noqa: PLR0917 - a requirement has that many sides
    protocol: Protocol,
    first: int,
    then: tuple[int, ...],
    origin: Origin,
    basis: RequirementBasis,
    source: str | None,
) -> Iterator[Requirement]:
    """Precedence from one step to others, in the scopes that their own scopes ask for.

    A step done once a lesson comes before one of the same lesson within that lesson; before a step
    of the whole cycle it is done in every lesson that was begun, and at least once.
    """
    per_lesson = tuple(n for n in then if protocol.steps[n].per == "lesson")
    per_cycle = tuple(n for n in then if protocol.steps[n].per == "cycle")
    if protocol.steps[first].per == "cycle":
        asked: list[tuple[Scope, tuple[int, ...]]] = [("cycle", then)]
    else:
        asked = [("lesson", per_lesson), ("cycle", per_cycle), ("lesson", per_cycle)]
    for scope, steps in asked:
        if steps:
            yield Requirement(
                Template.PRECEDENCE, (first,), steps, None, scope, origin, basis, source
            )


def _written(protocol: Protocol, constraint: Constraint, numbers: dict[str, int]) -> Requirement:
    return Requirement(
        constraint.template,
        tuple(numbers[key] for key in constraint.a),
        tuple(numbers[key] for key in constraint.b),
        constraint.n,
        constraint.per,
        "written",
        protocol.basis_of(constraint),
        protocol.source_of(constraint),
        constraint.why,
    )
