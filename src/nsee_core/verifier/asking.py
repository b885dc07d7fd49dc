"""Questions about a protocol, put as searches for a course."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

import attrs

from nsee_core.automata import (
    BOUND,
    Mark,
    Net,
    State,
    Template,
    complement,
    contradiction,
    course,
    later,
    table,
)
from nsee_core.engine.course import Course
from nsee_core.engine.joint import Joint, joint, lessons_asked, lessons_needed, lessons_spare
from nsee_core.engine.machine import Machines, machines
from nsee_core.engine.position import Position
from nsee_core.protocol.compiling import Compiled, Requirement
from nsee_core.protocol.model import Protocol

#: How much work all the questions about one protocol may be: joint states, times constraints.
_WORK = 2_000_000
#: What putting a question costs before any joint state is examined, for each step there is.
_PUTTING = 0.25
#: How much work the search for a quarrel may be: joint states, times constraints, times steps.
_QUARREL = 2_000_000
#: Larger quarrels than this are not tried for whether each requirement is needed.
_MOST_TRIED = 30
#: More lessons than this in addition to those needed are not tried.
_MOST_SPARE = 5

#: A net, where to begin in it, and the constraints that do not count.
Posed = tuple[Net, State, AbstractSet[int]]


@attrs.define
class Asking:
    """Puts questions about one protocol, as long as there is work left to spend on them.

    A question is first put with as few lessons as a complete cycle needs, and where that gives no
    course, with a few more.
    """

    made: Machines
    work: int = _WORK

    @classmethod
    def about(cls, protocol: Protocol) -> Asking:
        """Begin to ask."""
        return cls(machines(protocol))

    @property
    def compiled(self) -> Compiled:
        """The protocol and its requirements."""
        return self.made.compiled

    def whole(self) -> Course:
        """A course that meets everything."""
        needed = lessons_needed(self.made)
        return self._course(lambda whole: (whole.net, whole.start, frozenset()), needed)

    def reaching(self, step: int) -> Course:
        """A course that meets everything and contains a step."""

        def posed(whole: Joint) -> Posed:
            added = len(whole.seats), Mark.A_BOTH
            symbols = tuple(
                (*marks, added) if place[1] == step else marks
                for marks, place in zip(whole.net.symbols, whole.places, strict=True)
            )
            tables = (*whole.net.tables, table(Template.AT_LEAST, 1))
            return Net(tables, symbols), (*whole.start, 0), frozenset()

        return self._course(posed, lessons_needed(self.made))

    def breaking(self, requirement: Requirement) -> Course:
        """A course that breaks one requirement, in one lesson at least, and meets all others."""

        def posed(whole: Joint) -> Posed:
            net, _, others = _broken(whole, requirement)
            return net, whole.start, others

        if self._is_about_nothing(requirement):
            return Course("impossible")
        return self._course(posed, lessons_asked(self.made))

    def quarrel(self) -> tuple[tuple[Requirement, ...], bool]:
        """Requirements that cannot be met together, and whether each is sure to be needed.

        None, where it could not be told that there are such.
        """
        whole = self._plain()
        found = _quarrel(whole.net)
        return _requirements(whole, found), _each_needed(whole.net, found)

    def implying(self, requirement: Requirement) -> tuple[Requirement, ...]:
        """Requirements, as few as could be told, from which another follows."""
        if self._is_about_nothing(requirement):
            return ()
        whole = self._plain()
        net, broken, others = _broken(whole, requirement)
        kept = [number for number in range(len(net.tables)) if number not in others]
        numbers = (kept[number] for number in _quarrel(_part(net, kept)))
        return _requirements(whole, [number for number in numbers if number != broken])

    def says(self, requirement: Requirement) -> str:
        """A requirement in a sentence."""
        if requirement.origin == "lessons":
            return f"There are at least {lessons_asked(self.made)} research lessons."
        said = self.compiled.says(requirement)
        return f"In each lesson: {said}" if requirement.scope == "lesson" else said

    def _is_about_nothing(self, requirement: Requirement) -> bool:
        """Whether it is about each lesson where there are none."""
        return requirement.scope == "lesson" and not self.compiled.in_each_lesson

    def _course(self, posed: Callable[[Joint], Posed], lessons: int) -> Course:
        """Search with these lessons and one to spare if they are none; then with more to spare."""
        found = self._searched(self._joint(lessons, int(not lessons)), posed)
        spare = self._spare()
        if found.outcome == "impossible" and spare:
            found = self._searched(self._joint(lessons, spare), posed)
            if found.outcome == "impossible" and spare == _MOST_SPARE:
                return Course("undecided")
        return found

    def _searched(self, whole: Joint, posed: Callable[[Joint], Posed]) -> Course:
        size = len(whole.seats) + 1
        left = self.work // size - int(_PUTTING * len(whole.places))
        if left <= 0:
            return Course("undecided")
        net, start, ignoring = posed(whole)
        found = course(net, start, ignoring=ignoring, bound=min(BOUND, left))
        self.work = (left - found.expansions) * size
        return Course(found.outcome, whole.stages(found.symbols or ()))

    def _joint(self, lessons: int, spare: int, *, sharply: bool = True) -> Joint:
        each = bool(self.compiled.in_each_lesson)
        return joint(Position(self.made), lessons, spare if each else 0, sharply=sharply)

    def _plain(self) -> Joint:
        """All requirements, each by itself, with lessons enough for any quarrel among them."""
        return self._joint(lessons_asked(self.made), self._spare(), sharply=False)

    def _spare(self) -> int:
        """One lesson more than could be counted, so that a count can be gone beyond."""
        if not self.compiled.in_each_lesson:
            return 0
        return min(_MOST_SPARE, lessons_spare(self.made) + 1)


def _quarrel(net: Net) -> tuple[int, ...]:
    size = len(net.tables) * len(net.symbols) + 1
    return contradiction(net, bound=max(10, min(1_000, _QUARREL // size))).constraints


def _each_needed(net: Net, quarrel: tuple[int, ...]) -> bool:
    """Whether it is sure that the rest can be met, whichever of a quarrel is dropped."""
    others = frozenset(range(len(net.tables))).difference(quarrel)
    return len(quarrel) <= _MOST_TRIED and all(
        course(net, net.start, ignoring=others | {number}, bound=1_000).outcome == "found"
        for number in quarrel
    )


def _broken(whole: Joint, requirement: Requirement) -> tuple[Net, int, AbstractSet[int]]:
    """The net with one requirement turned round, where it stands, and its other seats.

    In a lesson it is turned round for the first: that one must begin, and not meet it.
    """
    held = [n for n, seat in enumerate(whole.seats) if seat.requirement == requirement]
    first = held[0]
    tables = list(whole.net.tables)
    seat = whole.seats[first]
    broken = later(requirement.table, must_begin=False) if seat.waiting else seat.table
    tables[first] = complement(broken)
    return attrs.evolve(whole.net, tables=tuple(tables)), first, frozenset(held[1:])


def _part(net: Net, kept: list[int]) -> Net:
    """The net of some of the constraints alone."""
    place = {number: at for at, number in enumerate(kept)}
    symbols = tuple(
        tuple((place[number], mark) for number, mark in marks if number in place)
        for marks in net.symbols
    )
    return Net(tuple(net.tables[number] for number in kept), symbols)


def _requirements(whole: Joint, numbers: list[int] | tuple[int, ...]) -> tuple[Requirement, ...]:
    return tuple(dict.fromkeys(whole.seats[number].requirement for number in numbers))
