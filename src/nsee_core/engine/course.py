"""What remains: a shortest lawful course from where a cycle is to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from nsee_core.automata import Verdict, course
from nsee_core.engine.joint import Joint, Seat, Stage, joint, lessons_needed, lessons_spare
from nsee_core.engine.position import Position
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement

__all__ = ["Course", "Stage", "lessons_needed", "remaining"]

_MOST_REMEMBERED = 10_000


class Course(NamedTuple):
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

    Steps that are open are completed first (where that would itself break something, the answer
    is "undecided"); ties go by the protocol's order, so that the answer
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
    opened = tuple(_completed(ahead))
    if not set(ahead.broken()) <= set(position.broken()):
        return Course("undecided")
    found = _found(joint(ahead, lessons), opened, at_least)
    spare = lessons_spare(position.machines)
    if found.outcome == "impossible" and spare:
        found = _found(joint(ahead, lessons, spare), opened, at_least)
    return found


def _completed(ahead: Position) -> Iterator[Stage]:
    """Complete what is open."""
    for lesson, step in sorted(ahead.open, key=lambda place: (place[1], place[0] or "")):
        ahead.step(step, lesson, "completed")
        yield ahead.machines.compiled.steps[step].key, lesson


def _found(whole: Joint, opened: tuple[Stage, ...], at_least: Severity) -> Course:
    broken = [seat.table.verdicts[seat.state] is Verdict.VIOLATED for seat in whole.seats]
    ignored = {
        number
        for number, seat in enumerate(whole.seats)
        if broken[number] or not _grade(seat).at_least(at_least)
    }
    found = course(whole.net, whole.start, ignoring=ignored)
    stages = () if found.symbols is None else (*opened, *whole.stages(found.symbols))
    aside = dict.fromkeys(
        seat.requirement for seat, out in zip(whole.seats, broken, strict=True) if out
    )
    return Course(found.outcome, stages, tuple(aside))


def _grade(seat: Seat) -> Severity:
    return SEVERITY_OF[seat.requirement.basis]
