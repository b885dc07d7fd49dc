"""What remains: a shortest lawful course from where a cycle is to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from nsee_core.automata import Mark, Net, Table, Verdict, course
from nsee_core.engine.machine import BOTH, Machine, Machines
from nsee_core.engine.position import Position
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement

#: A step to take, with the lesson it is taken in; a lesson not begun yet is "lesson 1" and so on.
Stage = tuple[str, str | None]

_MOST_REMEMBERED = 10_000


@attrs.frozen
class Course:
    """The way to the end, if there is one."""

    outcome: Literal["found", "impossible", "undecided"]
    stages: tuple[Stage, ...] = ()
    """The steps that remain, in order."""
    set_aside: tuple[Requirement, ...] = ()
    """Requirements already broken, which the course no longer tries to meet."""


def remaining(
    position: Position, lessons: int = 0, *, at_least: Severity = Severity.INFO
) -> Course:
    """A shortest course to the end over what is not yet broken.

    Steps that are open are completed first; ties go by the protocol's order, so that the answer
    is always the same. It is found by a search of bounded size, and remembered.

    Args:
        position: where the cycle is.
        lessons: how many lessons it takes in all.
        at_least: requirements less grave than this are not counted.
    """
    remembered: dict[tuple[object, ...], Course] = position.machines.courses
    key = (*position.key(), lessons, at_least)
    known = remembered.get(key)
    if known is None:
        if len(remembered) >= _MOST_REMEMBERED:
            remembered.clear()
        known = remembered[key] = _searched(position, lessons, at_least)
    return known


def lessons_needed(made: Machines) -> int:
    """How many lessons a complete cycle takes: as counted, or one where a step is taken in each."""
    protocol = made.protocol
    counted = protocol.lessons.at_least if protocol.lessons else 0
    in_each = any(step.per == "lesson" and step.required for step in protocol.steps)
    return max(counted, int(in_each))


@attrs.frozen
class _Slot:
    """One machine at work in the search, and where its requirements begin among all."""

    machine: Machine
    lesson: str | None
    first: int


def _searched(position: Position, lessons: int, at_least: Severity) -> Course:
    made, ahead = position.machines, position.copy()
    opened: list[Stage] = []
    for lesson, step in sorted(position.open, key=lambda place: (place[1], place[0] or "")):
        opened.append((made.compiled.steps[step].key, lesson))
        ahead.step(step, lesson, "completed")
    names = _new_lessons(ahead, lessons)
    for name in names:
        ahead.lessons[name] = ahead.fresh
    slots = _slots(ahead)
    tables = [r.table for slot in slots for r in slot.machine.requirements]
    state = tuple(at for _, _, states in ahead.instances() for at in states)
    requirements = [r for slot in slots for r in slot.machine.requirements]
    ignored = _ignored(tables, state, requirements, at_least)
    stages = list(_stages(made, slots))
    net = Net(tuple(tables), tuple(_marks(slots, stage) for stage in stages))
    found = course(net, state, ignoring=ignored)
    aside = dict.fromkeys(
        requirement
        for requirement, table, at in zip(requirements, tables, state, strict=True)
        if table.verdicts[at] is Verdict.VIOLATED
    )
    steps = made.compiled.steps
    ways = [(steps[stages[symbol][1]].key, stages[symbol][0]) for symbol in found.symbols or ()]
    return Course(found.outcome, (*opened, *ways) if found.symbols is not None else (), (*aside,))


def _new_lessons(position: Position, lessons: int) -> list[str]:
    """Names for the lessons that have not begun, apart from those that have."""
    wanted = max(0, lessons - len(position.lessons))
    free = (
        name
        for number in range(1, wanted + len(position.lessons) + 1)
        if (name := f"lesson {number}") not in position.lessons
    )
    return [name for name, _ in zip(free, range(wanted), strict=False)]


def _slots(position: Position) -> list[_Slot]:
    slots: list[_Slot] = []
    first = 0
    for machine, lesson, _ in position.instances():
        slots.append(_Slot(machine, lesson, first))
        first += len(machine.requirements)
    return slots


def _ignored(
    tables: list[Table],
    state: tuple[int, ...],
    requirements: list[Requirement],
    at_least: Severity,
) -> frozenset[int]:
    return frozenset(
        number
        for number, (table, at) in enumerate(zip(tables, state, strict=True))
        if table.verdicts[at] is Verdict.VIOLATED
        or not SEVERITY_OF[requirements[number].basis].at_least(at_least)
    )


def _stages(made: Machines, slots: list[_Slot]) -> Iterator[tuple[str | None, int]]:
    """Every whole step that can be taken, lesson by lesson where the protocol first has lessons."""
    told = False
    for number, step in enumerate(made.compiled.steps):
        if step.per == "cycle":
            yield None, number
        elif not told:
            told = True
            for slot in slots[1:]:
                for own, each in enumerate(made.compiled.steps):
                    if each.per == "lesson":
                        yield slot.lesson, own


def _marks(
    slots: list[_Slot], stage: tuple[str | None, int]
) -> tuple[tuple[int, Mark | None], ...]:
    """What each requirement sees of a whole step; nothing, where it is in another lesson."""
    lesson, step = stage
    column = 3 * step + BOTH
    return tuple(
        (slot.first + number, slot.machine.mark(number, column) if seen else None)
        for slot in slots
        for seen in [slot.lesson is None or lesson in (None, slot.lesson)]
        for number in range(len(slot.machine.requirements))
    )
