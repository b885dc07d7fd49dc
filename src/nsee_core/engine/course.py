"""What remains: a shortest lawful course from where a cycle is to its end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import attrs

from nsee_core.automata import BOUND, Verdict, course
from nsee_core.engine.joint import Joint, Seat, Stage, joint, lessons_needed, lessons_spare
from nsee_core.engine.machine import Machines
from nsee_core.engine.position import Position
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement

__all__ = ["Course", "Purse", "Stage", "lessons_needed", "remaining"]

_MOST_REMEMBERED = 10_000
#: What putting a question costs before any joint state is examined, for each step there is.
_PUTTING = 0.25


class Course(NamedTuple):
    """The way to the end, if there is one."""

    outcome: Literal["found", "impossible", "undecided"]
    stages: tuple[Stage, ...] = ()
    """The steps that remain, in order."""
    set_aside: tuple[Requirement, ...] = ()
    """Requirements already broken, which the course no longer tries to meet."""


@attrs.define
class Purse:
    """What some questions may cost together: joint states examined, times constraints."""

    left: int = 2_000_000

    def spend(self, work: int) -> bool:
        """Spend what a question costs, and say whether there was as much."""
        enough = work <= self.left
        self.left = max(0, self.left - work)
        return enough


def remaining(
    position: Position,
    lessons: int = 0,
    *,
    at_least: Severity = Severity.INFO,
    purse: Purse | None = None,
) -> Course:
    """A shortest course to the end over what is not yet broken.

    Steps that are open are completed first (where that would itself break something, the answer
    is "undecided"); ties go by the protocol's order, so that the answer
    is always the same. More lessons than are needed are taken only where there is no other way.
    It is found by a search of bounded size, and remembered. What is remembered is paid for again,
    so that no answer depends on what was asked before.

    Args:
        position: where the cycle is.
        lessons: how many lessons it takes in all.
        at_least: requirements less grave than this are not counted.
        purse: what it may cost; when that is spent, the answer is "undecided".
    """
    purse = purse or Purse()
    remembered: dict[tuple[object, ...], tuple[Course, int]] = position.machines.courses
    key = (*position.key(), lessons, _counted(position.machines, at_least))
    known = remembered.get(key)
    if known is not None:
        return known[0] if purse.spend(known[1]) else Course("undecided")
    before = purse.left
    found = _searched(position, lessons, at_least, purse)
    if purse.left:
        if len(remembered) >= _MOST_REMEMBERED:
            remembered.clear()
        remembered[key] = found, before - purse.left
    return found


@lru_cache(maxsize=1024)
def _counted(made: Machines, at_least: Severity) -> frozenset[Severity]:
    """The grades of what counts: two questions over the same grades are one."""
    grades = {SEVERITY_OF[requirement.basis] for requirement in made.compiled.requirements}
    return frozenset(grade for grade in grades if grade.at_least(at_least))


def _searched(position: Position, lessons: int, at_least: Severity, purse: Purse) -> Course:
    ahead = position.copy()
    opened = tuple(_completed(ahead))
    if not set(ahead.broken()) <= set(position.broken()):
        return Course("undecided")
    found = _found(joint(ahead, lessons), opened, at_least, purse)
    spare = lessons_spare(position.machines)
    if found.outcome == "impossible" and spare:
        found = _found(joint(ahead, lessons, spare), opened, at_least, purse)
    return found


def _completed(ahead: Position) -> Iterator[Stage]:
    """Complete what is open."""
    for lesson, step in sorted(ahead.open, key=lambda place: (place[1], place[0] or "")):
        ahead.step(step, lesson, "completed")
        yield ahead.machines.compiled.steps[step].key, lesson


def _found(whole: Joint, opened: tuple[Stage, ...], at_least: Severity, purse: Purse) -> Course:
    size, putting = len(whole.seats) + 1, int(_PUTTING * len(whole.places))
    bound = min(BOUND, purse.left // size - putting)
    if bound <= 0:
        purse.left = 0
        return Course("undecided")
    broken = [seat.table.verdicts[seat.state] is Verdict.VIOLATED for seat in whole.seats]
    ignored = {
        number
        for number, seat in enumerate(whole.seats)
        if broken[number] or not _grade(seat).at_least(at_least)
    }
    found = course(whole.net, whole.start, ignoring=ignored, bound=bound)
    cut_short = found.outcome == "undecided" and bound < BOUND
    purse.spend(purse.left if cut_short else size * (found.expansions + putting))
    stages = () if found.symbols is None else (*opened, *whole.stages(found.symbols))
    aside = dict.fromkeys(
        seat.requirement for seat, out in zip(whole.seats, broken, strict=True) if out
    )
    return Course(found.outcome, stages, tuple(aside))


def _grade(seat: Seat) -> Severity:
    return SEVERITY_OF[seat.requirement.basis]
