"""All that a protocol requires, over the lessons there are and those to come, as one net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from nsee_core.automata import OF_THE_WHOLE, Mark, Net, State, Table, later
from nsee_core.engine.machine import BOTH, Machines
from nsee_core.engine.position import Place, Position
from nsee_core.protocol.compiling import Requirement
from nsee_core.protocol.model import TRIO, Protocol


@attrs.frozen
class Seat:
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


def joint(position: Position, needed: int, spare: int = 0) -> Joint:
    """Everything that is required from a position on.

    Args:
        position: where the cycle is; nothing may be open.
        needed: how many lessons must have taken place in the end.
        spare: how many more may.
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
        seats.extend(_to_come(position, name, must_begin=number < missing))
    return Joint(tuple(seats), tuple(_places(made, (*position.lessons, *coming))))


def lessons_needed(made: Machines) -> int:
    """How many lessons a complete cycle takes: as counted, one a turn, or one if any must be."""
    protocol = made.protocol
    counted = protocol.lessons.at_least if protocol.lessons else 0
    turns = TRIO if protocol.rotation else 0
    in_each = any(step.per == "lesson" and step.required for step in protocol.steps)
    return max(counted, turns, int(in_each))


def lessons_spare(made: Machines) -> int:
    """How many more lessons could help: as many as the cycle counts steps that are done in each."""
    each = {number for number, step in enumerate(made.compiled.steps) if step.per == "lesson"}
    counted = (r.n or 1 for r in made.cycle.requirements if not each.isdisjoint((*r.a, *r.b)))
    return max(counted, default=int(bool(each)))


def _to_come(position: Position, lesson: str, *, must_begin: bool) -> Iterator[Seat]:
    """What is required of a lesson that has not begun."""
    made = position.machines
    taking_place = _taking_place(made.protocol, made.compiled.numbers)
    if must_begin and taking_place is not None:
        yield Seat(taking_place, lesson, taking_place.table, 0)
    for requirement, state in zip(made.lesson.requirements, position.fresh, strict=True):
        table = later(requirement.table, must_begin=must_begin)
        yield Seat(requirement, lesson, table, state, waiting=True)


def _taking_place(protocol: Protocol, numbers: dict[str, int]) -> Requirement | None:
    """That a lesson takes place, where lessons are counted or turns are taken in them."""
    said = protocol.rotation or protocol.lessons
    if said is None:
        return None
    each = [step.key for step in protocol.steps if step.per == "lesson"]
    steps = [protocol.rotation.step] if protocol.rotation else each
    return Requirement.of_lessons(tuple(numbers[key] for key in steps), protocol, said)


def _names(position: Position, wanted: int) -> list[str]:
    """Names for the lessons to come, apart from those of the lessons that have begun."""
    free = (
        name
        for number in range(1, wanted + len(position.lessons) + 1)
        if (name := f"lesson {number}") not in position.lessons
    )
    return [name for name, _ in zip(free, range(wanted), strict=False)]


def _places(made: Machines, lessons: Sequence[str]) -> Iterator[Place]:
    """Every whole step that can be taken, lesson by lesson where the protocol first has lessons."""
    each = [number for number, step in enumerate(made.compiled.steps) if step.per == "lesson"]
    for number, step in enumerate(made.compiled.steps):
        if step.per == "cycle":
            yield None, number
        elif number == each[0]:
            yield from ((lesson, own) for lesson in lessons for own in each)
