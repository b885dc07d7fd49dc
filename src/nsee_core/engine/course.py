"""What remains: a shortest lawful course from where a cycle is to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from nsee_core.automata import Verdict, course
from nsee_core.engine.joint import Joint, Seat, joint, lessons_needed, lessons_spare
from nsee_core.engine.position import Position
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement

__all__ = ["Course", "Stage", "lessons_needed", "remaining"]

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
    is always the same. More lessons than are needed are taken only where there is no other way.
    It is found by a search of bounded size, and remembered.

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


def _searched(position: Position, lessons: int, at_least: Severity) -> Course:
    ahead = position.copy()
    opened = list(_completed(ahead))
    found = _found(joint(ahead, lessons), at_least)
    spare = lessons_spare(position.machines)
    if found.outcome == "impossible" and spare:
        found = _found(joint(ahead, lessons, spare), at_least)
    if found.outcome != "found":
        return found
    steps = position.machines.compiled.steps
    stages = (*opened, *found.stages)
    return attrs.evolve(
        found, stages=tuple((steps[step].key, lesson) for lesson, step in stages)
    )
