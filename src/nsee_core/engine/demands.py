"""What a protocol asks besides an order of steps: evidence, records, people, lessons, rotation.

A demand is met or not yet met, never broken for good: evidence comes late, and a consent may be
withdrawn. So none of them is an automaton.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import attrs

from nsee_core.engine.position import Position
from nsee_core.programme import Programme
from nsee_core.protocol.model import (
    Lessons,
    Need,
    People,
    Protocol,
    RequirementBasis,
    Rotation,
    Said,
    Step,
)
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
    """Everything that a protocol asks of a cycle besides an order of steps, met or not."""
    asked = _Asked(programme, cycle, protocol, position)
    for number, step in enumerate(protocol.steps):
        for need in step.needs:
            yield from asked.need(number, step, need)
    for people in protocol.people:
        yield asked.people(people)
    if protocol.lessons is not None:
        yield asked.lessons(protocol.lessons)
    if protocol.rotation is not None:
        yield asked.rotation(protocol.rotation)


def usable(programme: Programme, item: Evidence) -> bool:
    """Whether evidence may be used: no consent that it rests on was withdrawn."""
    consents = (programme.get(consent) for consent in item.consents)
    return not any(isinstance(c, Consent) and c.withdrawn is not None for c in consents)


def members(programme: Programme, group: str) -> tuple[str, ...]:
    """Who belongs, or ever belonged, to a network, team or trio: listed or by membership."""
    listed_members = getattr(programme.get(group), "members", ())
    joined = (membership.member for membership in programme.within(group, Membership))
    return tuple(dict.fromkeys((*listed_members, *joined)))


@attrs.frozen(eq=False, slots=False)
class _Asked:
    """One cycle, as what its protocol asks of it."""

    programme: Programme
    cycle: Cycle
    protocol: Protocol
    position: Position

    @property
    def completed(self) -> bool:
        return self.cycle.outcome == "completed"

    @cached_property
    def trio(self) -> tuple[str, ...]:
        return members(self.programme, self.cycle.trio) if self.cycle.trio else ()

    def need(self, number: int, step: Step, need: Need) -> Iterator[Demand]:
        """What a step needs; evidence apart for each lesson, where it is done once a lesson."""
        apart = step.per == "lesson" and need.evidence is not None
        for lesson in self.position.lessons if apart else (None,):
            place = (lesson, number)
            done = place in self.position.done if apart else self.position.times(number) > 0
            yield Demand(
                need.type,
                _what(need),
                need.at_least,
                self._have(step, need, lesson),
                done or (self.completed and step.required is not None),
                self.protocol.basis_of(need, step),
                self.protocol.source_of(need, step),
                step.key,
                lesson,
            )

    def people(self, people: People) -> Demand:
        """How many belong to the group that carries the cycle."""
        named: tuple[str, ...] = getattr(self.cycle, people.group)
        if people.group == "trio":
            named = self.trio
        elif people.group == "led_by":
            named = tuple(who for id_ in named for who in members(self.programme, id_) or (id_,))
        what = people.group.replace("_", " ")
        return self._whole("people", what, people.at_least, len(set(named)), people)

    def lessons(self, lessons: Lessons) -> Demand:
        """How many research lessons were begun."""
        begun = len(self.position.lessons)
        return self._whole("lessons", "research lessons", lessons.at_least, begun, lessons)

    def rotation(self, rotation: Rotation) -> Demand:
        """Each member of the trio once in one role, with all the others in another."""
        numbers = self.position.machines.compiled.numbers
        taught = [
            lesson
            for lesson in self.programme.within(self.cycle.id, Lesson)
            if (lesson.id, numbers[rotation.step]) in self.position.done
        ]
        absent = {member: _absent(member, self.trio, taught, rotation) for member in self.trio}
        turns = sum(not missing for missing in absent.values())
        demand = self._whole("rotation", "turns", len(self.trio), turns, rotation)
        missing = tuple(says for who in absent.values() for says in who)
        return attrs.evolve(demand, step=rotation.step, missing=missing)

    def _whole(self, type_: DemandType, what: str, asked: int, have: int, said: Said) -> Demand:
        """What is asked of the cycle as a whole: due when it has ended as completed."""
        basis, source = self.protocol.basis_of(said), self.protocol.source_of(said)
        return Demand(type_, what, asked, have, self.completed, basis, source)

    def _have(self, step: Step, need: Need, lesson: str | None) -> int:
        if need.cycle is not None:
            said = getattr(self.cycle, need.cycle)
            return len(said) if isinstance(said, tuple) else int(said is not None)
        if need.records is not None:
            return len(self.programme.within(self.cycle.id, KINDS[need.records]))
        return sum(
            (not need.evidence or item.type in need.evidence)
            and self._serves(item, step.key, lesson)
            for item in self._evidence
        )

    def _serves(self, item: Evidence, step: str, lesson: str | None) -> bool:
        """Whether evidence names the step (and lesson), or an entry of the step names it."""
        if item.step == step and lesson in (None, item.lesson):
            return True
        return (step, lesson, item.id) in self._cited

    @cached_property
    def _evidence(self) -> list[Evidence]:
        """What may be used."""
        gathered = self.programme.within(self.cycle.id, Evidence)
        return [item for item in gathered if usable(self.programme, item)]

    @cached_property
    def _cited(self) -> set[tuple[str, str | None, str]]:
        """Step, lesson and evidence of every entry that names some; and of each without lesson."""
        return {
            (entry.step, lesson, item)
            for entry in self.programme.within(self.cycle.id, Entry)
            for item in entry.evidence
            for lesson in (None, entry.lesson)
        }


def _what(need: Need) -> str:
    if need.evidence is not None:
        return listed(need.evidence, last="or") or "evidence"
    return str(need.records or need.cycle).replace("_", " ")


def _absent(
    member: str, trio: tuple[str, ...], taught: list[Lesson], rotation: Rotation
) -> tuple[str, ...]:
    """Who is missing, and in what role, in the best of the lessons that a member led."""
    led = [lesson for lesson in taught if member in _in_role(lesson, rotation.once)]
    absences = (
        tuple(
            f"{other} as {rotation.others.replace('_', ' ')} in {lesson.id}"
            for other in trio
            if other != member and other not in _in_role(lesson, rotation.others)
        )
        for lesson in led
    )
    not_led = (f"{member} as {rotation.once.replace('_', ' ')}",)
    return min(absences, key=len, default=not_led)


def _in_role(lesson: Lesson, role: str) -> tuple[str, ...]:
    held = getattr(lesson, role)
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
