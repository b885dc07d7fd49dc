"""What a protocol asks besides an order of steps: evidence, records, people, lessons, rotation.

A demand is met or not yet met, never broken for good: evidence comes late, and a consent may be
withdrawn. So none of them is an automaton.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
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
    """Whether it should be there by now: its step was done, or what is asked of the cycle as a
    whole is asked of one that ended as completed."""
    basis: RequirementBasis
    source: str | None = None
    step: str | None = None
    lesson: str | None = None
    field: str | None = None
    """The field of the cycle that should say it, where it is one."""
    missing: tuple[str, ...] = ()
    """What exactly is missing, where that can be named."""

    @property
    def met(self) -> bool:
        """Whether there is as much as is asked."""
        return self.have >= self.asked and not self.missing


def demands(
    programme: Programme,
    cycle: Cycle,
    protocol: Protocol,
    position: Position,
    *,
    overdue: bool = False,
) -> Iterator[Demand]:
    """Everything that a protocol asks of a cycle besides an order of steps, met or not.

    With ``overdue``, only what should be there by now and is not.
    """
    asked = _Asked(programme, cycle, protocol, position, overdue)
    for number, step, need in _needs(protocol):
        yield from asked.need(number, step, need)
    if overdue and not asked.completed:
        return
    for people in protocol.people:
        yield from asked.people(people)
    if protocol.lessons is not None:
        yield from asked.lessons(protocol.lessons)
    if protocol.rotation is not None:
        yield from asked.rotation(protocol.rotation)


@lru_cache(maxsize=256)
def _needs(protocol: Protocol) -> tuple[tuple[int, Step, Need], ...]:
    """What the steps of a protocol need, each with its step and the number of that."""
    steps = enumerate(protocol.steps)
    return tuple((number, step, need) for number, step in steps for need in step.needs)


def usable(programme: Programme, item: Evidence) -> bool:
    """Whether evidence may be used: no consent that it rests on was withdrawn."""
    for id_ in item.consents:
        consent = programme.get(id_)
        if isinstance(consent, Consent) and consent.withdrawn is not None:
            return False
    return True


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
    overdue: bool

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
            done = (lesson, number) in self.position.done if apart else number in self._done
            if self.overdue and not done:
                continue
            have = self._have(step, need, lesson)
            if self.overdue and have >= need.at_least:
                continue
            yield Demand(
                need.type,
                _what(need),
                need.at_least,
                have,
                done,
                self.protocol.basis_of(need, step),
                self.protocol.source_of(need, step),
                step.key,
                lesson,
                need.cycle,
            )

    @cached_property
    def _done(self) -> set[int]:
        return {number for _, number in self.position.done}

    def people(self, people: People) -> Iterator[Demand]:
        """How many belong to the group that carries the cycle."""
        named: tuple[str, ...] = getattr(self.cycle, people.group)
        if people.group == "trio":
            named = self.trio
        elif people.group == "led_by":
            named = tuple(who for id_ in named for who in members(self.programme, id_) or (id_,))
        what, have = _spoken(people.group), len(set(named))
        for demand in self._whole("people", what, people.at_least, have, people):
            yield attrs.evolve(demand, field=people.group)

    def lessons(self, lessons: Lessons) -> Iterator[Demand]:
        """How many research lessons were begun."""
        begun = len(self.position.lessons)
        yield from self._whole("lessons", "research lessons", lessons.at_least, begun, lessons)

    def rotation(self, rotation: Rotation) -> Iterator[Demand]:
        """Each member of the trio once in one role, with all the others in another."""
        numbers = self.position.machines.compiled.numbers
        taught = [
            lesson
            for lesson in self.programme.within(self.cycle.id, Lesson)
            if (lesson.id, numbers[rotation.step]) in self.position.done
        ]
        had = _had_turn(self.trio, taught, rotation)
        waiting = [who for who in self.trio if who not in had]
        turns = len(self.trio) - len(waiting)
        for demand in self._whole("rotation", "turns", len(self.trio), turns, rotation):
            absent = (_absent(who, self.trio, taught, rotation) for who in waiting)
            missing = tuple(says for who in absent for says in who)
            yield attrs.evolve(demand, step=rotation.step, missing=missing)

    def _whole(
        self, type_: DemandType, what: str, asked: int, have: int, said: Said
    ) -> Iterator[Demand]:
        """What is asked of the cycle as a whole: due when it has ended as completed."""
        if not (self.overdue and have >= asked):
            basis, source = self.protocol.basis_of(said), self.protocol.source_of(said)
            yield Demand(type_, what, asked, have, self.completed, basis, source)

    def _have(self, step: Step, need: Need, lesson: str | None) -> int:
        if need.cycle is not None:
            said = getattr(self.cycle, need.cycle)
            return len(said) if isinstance(said, tuple) else int(said is not None)
        if need.records is not None:
            return len(self.programme.within(self.cycle.id, KINDS[need.records]))
        found, types = self._serving.get(step.key, ()), need.evidence
        return len(
            {
                id_
                for of, id_, type_ in found
                if (lesson is None or of == lesson) and (not types or type_ in types)
            }
        )

    @cached_property
    def _serving(self) -> Mapping[str, list[tuple[str | None, str, str | None]]]:
        """What may be used, by step: of which lesson, its id and its type.

        It serves the step that it names, and any step of which an entry names it.
        """
        known: dict[str, Evidence] = {}
        serving: dict[str, list[tuple[str | None, str, str | None]]] = defaultdict(list)
        for item in self.programme.evidence_of(self.cycle.id):
            if not item.consents or usable(self.programme, item):
                known[item.id] = item
                if item.step is not None:
                    serving[item.step].append((item.lesson, item.id, item.type))
        for entry in self.programme.within(self.cycle.id, Entry) if known else ():
            for id_ in entry.evidence:
                if id_ in known:
                    serving[entry.step].append((entry.lesson, id_, known[id_].type))
        return serving


def _what(need: Need) -> str:
    """What a need asks for, as it is said: "an insight", "2 pieces of evidence (survey)"."""
    if need.cycle is not None:
        return f"the cycle's {_spoken(need.cycle)}"
    if need.records is not None:
        article = "an" if need.records[0] in "aeiou" else "a"
        alone = f"{article} {need.records}"
        return alone if need.at_least == 1 else f"{need.at_least} {need.records}s"
    types = f" ({listed(need.evidence, last='or')})" if need.evidence else ""
    return ("" if need.at_least == 1 else f"{need.at_least} pieces of ") + f"evidence{types}"


def _spoken(field: str) -> str:
    return {"success": "measures of success"}.get(field, field.replace("_", " "))


#: A role of a lesson, as what somebody who was never in it has not done.
_NOT_YET = {"taught_by": "has not taught", "observed_by": "has not observed"}


def _had_turn(trio: tuple[str, ...], taught: list[Lesson], rotation: Rotation) -> set[str]:
    """Who was once in one role with all the others in the other."""
    everybody, had = set(trio), set[str]()
    for lesson in taught:
        others = _in_role(lesson, rotation.others)
        had.update(who for who in _in_role(lesson, rotation.once) if everybody <= {who, *others})
    return had


def _absent(
    member: str, trio: tuple[str, ...], taught: list[Lesson], rotation: Rotation
) -> tuple[str, ...]:
    """Who is missing, and in what role, in the best of the lessons that a member led."""
    led = [lesson for lesson in taught if member in _in_role(lesson, rotation.once)]
    absences = (
        tuple(
            f"{other} {_NOT_YET[rotation.others]} {lesson.id}"
            for other in trio
            if other != member and other not in _in_role(lesson, rotation.others)
        )
        for lesson in led
    )
    return min(absences, key=len, default=(f"{member} {_NOT_YET[rotation.once]}",))


def _in_role(lesson: Lesson, role: str) -> tuple[str, ...]:
    held = getattr(lesson, role)
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
