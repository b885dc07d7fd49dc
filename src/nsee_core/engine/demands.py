"""What a protocol asks besides an order of steps: evidence, records, people, lessons, rotation.

A demand is met or not yet met, never broken for good: evidence comes late, and a consent may be
withdrawn. So none of them is an automaton.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from nsee_core.engine.position import Position
from nsee_core.programme import Programme
from nsee_core.protocol.model import Need, Protocol, RequirementBasis, Rotation, Step
from nsee_core.records import KINDS, Consent, Cycle, Entry, Evidence, Lesson, Membership
from nsee_core.wording import listed

DemandType = Literal["evidence", "records", "cycle", "people", "lessons", "rotation"]


@attrs.frozen
class Demand:
    """One thing that a protocol asks for, with how much of it there is."""

    type: DemandType
    what: str
    """What is asked for, in words, such as "observation"."""
    asked: int
    have: int
    due: bool
    """Whether it should be there by now: its step was done, or the cycle ended as completed."""
    basis: RequirementBasis
    source: str | None = None
    step: str | None = None
    lesson: str | None = None
    missing: tuple[str, ...] = ()
    """What exactly is missing, where that can be named."""

    @property
    def met(self) -> bool:
        """Whether there is as much as is asked."""
        return self.have >= self.asked and not self.missing


def demands(
    programme: Programme, cycle: Cycle, protocol: Protocol, position: Position
) -> Iterator[Demand]:
    """Everything that a protocol asks of a cycle, met or not."""
    completed = cycle.outcome == "completed"
    for number, step in enumerate(protocol.steps):
        if step.needs:
            yield from _needs(programme, cycle, protocol, position, number, step, completed)
    yield from _people(programme, cycle, protocol, completed)
    if protocol.lessons is not None:
        begun = len(position.lessons)
        yield Demand(
            "lessons",
            "research lessons",
            protocol.lessons.at_least,
            begun,
            completed,
            protocol.basis_of(protocol.lessons),
            protocol.source_of(protocol.lessons),
        )
    if protocol.rotation is not None:
        yield _rotation(programme, cycle, protocol, protocol.rotation, position, completed)


def _needs(  # noqa: PLR0913 - a step in its cycle and protocol
    programme: Programme,
    cycle: Cycle,
    protocol: Protocol,
    position: Position,
    number: int,
    step: Step,
    completed: bool,
) -> Iterator[Demand]:
    """What a step needs, apart for each lesson where it is done once a lesson."""
    lessons = list(position.lessons) if step.per == "lesson" else [None]
    for need in step.needs:
        apart = lessons if need.evidence is not None else [None]
        for lesson in apart:
            done = (
                position.times(number) > 0 if lesson is None else (lesson, number) in position.done
            )
            yield Demand(
                "evidence" if need.evidence is not None else "records" if need.records else "cycle",
                _what(need),
                need.at_least,
                _have(programme, cycle, step, need, lesson),
                done or (completed and step.required),
                protocol.basis_of(need, step),
                protocol.source_of(need, step),
                step.key,
                lesson,
            )


def _what(need: Need) -> str:
    if need.evidence is not None:
        return listed(need.evidence, last="or") or "evidence"
    return str(need.records or need.cycle).replace("_", " ")


def _have(programme: Programme, cycle: Cycle, step: Step, need: Need, lesson: str | None) -> int:
    if need.cycle is not None:
        said = getattr(cycle, need.cycle)
        return len(said) if isinstance(said, tuple) else int(said is not None)
    if need.records is not None:
        return len(programme.within(cycle.id, KINDS[need.records]))
    cited = _cited(programme, cycle, step, lesson)
    return sum(
        usable(programme, item)
        and (not need.evidence or item.type in need.evidence)
        and (item.id in cited or (item.step == step.key and lesson in (None, item.lesson)))
        for item in programme.within(cycle.id, Evidence)
    )


def _cited(programme: Programme, cycle: Cycle, step: Step, lesson: str | None) -> set[str]:
    """The evidence that the step's own entries name."""
    return {
        item
        for entry in programme.within(cycle.id, Entry)
        if entry.step == step.key and lesson in (None, entry.lesson)
        for item in entry.evidence
    }


def usable(programme: Programme, item: Evidence) -> bool:
    """Whether evidence may be used: no consent that it rests on was withdrawn."""
    consents = (programme.get(consent) for consent in item.consents)
    return not any(isinstance(c, Consent) and c.withdrawn is not None for c in consents)


def _people(
    programme: Programme, cycle: Cycle, protocol: Protocol, completed: bool
) -> Iterator[Demand]:
    for people in protocol.people:
        if people.group == "trio":
            have = len(members(programme, cycle.trio)) if cycle.trio else 0
        else:
            have = len(set(getattr(cycle, people.group)))
        yield Demand(
            "people",
            people.group.replace("_", " "),
            people.at_least,
            have,
            completed,
            protocol.basis_of(people),
            protocol.source_of(people),
        )


def members(programme: Programme, group: str) -> tuple[str, ...]:
    """Who belongs, or ever belonged, to a network, team or trio: listed or by membership."""
    listed_members = getattr(programme.get(group), "members", ())
    joined = (membership.member for membership in programme.within(group, Membership))
    return tuple(dict.fromkeys((*listed_members, *joined)))


def _rotation(  # noqa: PLR0913 - a rule of a cycle in its protocol
    programme: Programme,
    cycle: Cycle,
    protocol: Protocol,
    rotation: Rotation,
    position: Position,
    completed: bool,
) -> Demand:
    """Each member of the trio once in one role, with all the others in another."""
    trio = members(programme, cycle.trio) if cycle.trio else ()
    step = next(n for n, step in enumerate(protocol.steps) if step.key == rotation.step)
    lessons = [
        lesson
        for lesson in programme.within(cycle.id, Lesson)
        if (lesson.id, step) in position.done
    ]
    missing = {member: _absent(member, trio, lessons, rotation) for member in trio}
    return Demand(
        "rotation",
        "turns",
        len(trio),
        sum(not absent for absent in missing.values()),
        completed,
        protocol.basis_of(rotation),
        protocol.source_of(rotation),
        rotation.step,
        missing=tuple(says for absent in missing.values() for says in absent),
    )


def _absent(
    member: str, trio: tuple[str, ...], lessons: list[Lesson], rotation: Rotation
) -> tuple[str, ...]:
    """Who is missing, and in what role, in the best of the lessons that a member led."""
    led = [lesson for lesson in lessons if member in _in_role(lesson, rotation.once)]
    if not led:
        return (f"{member} as {rotation.once.replace('_', ' ')}",)
    absences = (
        tuple(
            f"{other} as {rotation.others.replace('_', ' ')} in {lesson.id}"
            for other in trio
            if other != member and other not in _in_role(lesson, rotation.others)
        )
        for lesson in led
    )
    return min(absences, key=len)


def _in_role(lesson: Lesson, role: str) -> tuple[str, ...]:
    held = getattr(lesson, role)
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
