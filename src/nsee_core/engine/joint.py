"""All that a protocol requires, over the lessons there are and those to come, as one net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import attrs

from nsee_core.automata import OF_THE_WHOLE, Mark, Net, State, Table, Word, later
from nsee_core.engine.machine import BOTH, Machines
from nsee_core.engine.position import Place, Position
from nsee_core.protocol.compiling import Compiled, Requirement
from nsee_core.protocol.model import TRIO

#: A step to take, with the lesson it is taken in; a lesson not begun yet is "lesson 1" and so on.
Stage = tuple[str, str | None]


class Seat(NamedTuple):
    """One constraint of the net: a requirement, of the whole cycle or of one lesson."""

    requirement: Requirement
    lesson: str | None
    table: Table
    state: int
    waiting: bool = False
    """Whether the lesson has not begun: what comes before it can satisfy but break nothing."""

    def mark(self, place: Place) -> Mark | None:
        """What it sees of a whole step taken at a place; nothing, if that is in another lesson."""
        lesson, step = place
        if self.lesson is not None and lesson not in (None, self.lesson):
            return None
        mark = self.requirement.sees(step)[BOTH]
        return OF_THE_WHOLE[mark] if self.waiting and lesson is None else mark


@attrs.frozen(eq=False, slots=False)
class Joint:
    """Every seat, and every whole step that can be taken, in the order in which they are told."""

    compiled: Compiled
    seats: tuple[Seat, ...]
    places: tuple[Place, ...]

    @cached_property
    def net(self) -> Net:
        """The same as tables and symbols: a symbol for each place."""
        return Net(
            tuple(seat.table for seat in self.seats),
            tuple(
                tuple((number, seat.mark(place)) for number, seat in enumerate(self.seats))
                for place in self.places
            ),
        )

    @property
    def start(self) -> State:
        """Where each seat is."""
        return tuple(seat.state for seat in self.seats)

    def stages(self, word: Word) -> tuple[Stage, ...]:
        """A word of the net as steps and lessons."""
        places = (self.places[symbol] for symbol in word)
        return tuple((self.compiled.steps[step].key, lesson) for lesson, step in places)


def joint(position: Position, needed: int, spare: int = 0, *, sharply: bool = True) -> Joint:
    """Everything that is required from a position on.

    Args:
        position: where the cycle is; nothing may be open.
        needed: how many lessons must have taken place in the end.
        spare: how many more may.
        sharply: whether every requirement on a needed lesson asks for it to take place. It changes
            no course and finds it sooner, but it hides which requirement asks for the lesson.
    """
    made = position.machines
    missing = max(0, needed - len(position.lessons))
    coming = _names(position, missing + spare)
    seats = [
        Seat(requirement, lesson, requirement.table, state)
        for machine, lesson, states in position.instances()
        for requirement, state in zip(machine.requirements, states, strict=True)
    ]
    for number, name in enumerate(coming):
        seats.extend(_to_come(position, name, held=number < missing, sharply=sharply))
    places = _places(made.compiled, (*position.lessons, *coming))
    return Joint(made.compiled, tuple(seats), tuple(places))


def lessons_needed(made: Machines) -> int:
    """How many lessons a complete cycle takes: as many as are asked for, or one if any must be."""
    in_each = any(step.per == "lesson" and step.required for step in made.protocol.steps)
    return max(lessons_asked(made), int(in_each))


def lessons_asked(made: Machines) -> int:
    """How many lessons are asked for: as counted, and one for each turn in a trio."""
    protocol = made.protocol
    return max(
        protocol.lessons.at_least if protocol.lessons else 0, TRIO if protocol.rotation else 0
    )


def lessons_spare(made: Machines) -> int:
    """How many more lessons could help: as many as the cycle counts steps that are done in each."""
    each = set(made.compiled.in_each_lesson)
    counted = (r.n or 1 for r in made.cycle.requirements if not each.isdisjoint((*r.a, *r.b)))
    return max(counted, default=0) if each else 0


def _to_come(position: Position, lesson: str, *, held: bool, sharply: bool) -> Iterator[Seat]:
    """What is required of a lesson that has not begun, and of one that must be held in the end."""
    made = position.machines
    holding = made.compiled.lesson_held
    if held and holding is not None:
        yield Seat(holding, lesson, holding.table, holding.table.start)
    for requirement, state in zip(made.lesson.requirements, position.fresh, strict=True):
        table = later(requirement.table, must_begin=held and sharply)
        yield Seat(requirement, lesson, table, state, waiting=True)


def _names(position: Position, wanted: int) -> list[str]:
    """Names for the lessons to come, apart from those of the lessons that have begun."""
    free = (
        name
        for number in range(1, wanted + len(position.lessons) + 1)
        if (name := f"lesson {number}") not in position.lessons
    )
    return [name for name, _ in zip(free, range(wanted), strict=False)]


def _places(compiled: Compiled, lessons: Sequence[str]) -> Iterator[Place]:
    """Every whole step that can be taken, lesson by lesson where the protocol first has lessons."""
    each = compiled.in_each_lesson
    for number, step in enumerate(compiled.steps):
        if step.per == "cycle":
            yield None, number
        elif number == each[0]:
            yield from ((lesson, own) for lesson in lessons for own in each)
