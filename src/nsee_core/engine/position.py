"""Where a cycle is: the fold of its log, one entry at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, Self

from nsee_core.engine.machine import BEGAN, BOTH, DONE, Judged, Machine, Machines, State
from nsee_core.protocol.compiling import Requirement
from nsee_core.records import Entry
from nsee_core.records.cycles import Event

#: A step, apart for each lesson where it is done once a lesson.
Place = tuple[str | None, int]

#: What is odd about an entry itself, whatever the requirements say.
Oddity = Literal["unknown step", "started twice", "no lesson", "lesson set aside"]


class Alike:
    """The lessons that are in one state, so that what moves them all is worked out once."""

    __slots__ = ("lessons", "state")

    def __init__(self, state: State, lessons: Iterable[str] = ()) -> None:
        self.state = state
        self.lessons = set(lessons)


class Position:
    """How far a log has come: the state of every requirement, what is open, what was done.

    ``take`` moves it on; ``copy`` first where the old position is still wanted.
    """

    __slots__ = ("alike", "cycle", "done", "fresh", "length", "lessons", "machines", "open")

    def __init__(self, machines: Machines) -> None:
        self.machines = machines
        self.cycle: State = machines.cycle.start
        self.fresh: State = machines.lesson.start
        """The state of a lesson that has not begun."""
        self.lessons: dict[str, Alike] = {}
        """The lessons that have begun, in that order, each with those in the same state."""
        self.alike: dict[State, Alike] = {}
        self.open: set[Place] = set()
        self.done: dict[Place, tuple[int, int]] = {}
        """For each step, how often it was completed, and where in the log last."""
        self.length = 0

    @classmethod
    def after(cls, machines: Machines, log: Iterable[Entry]) -> Self:
        """The position at the end of a log."""
        position = cls(machines)
        for entry in log:
            position.take(entry)
        return position

    def copy(self) -> Self:
        """The same position, to be moved on by itself."""
        other = type(self)(self.machines)
        other.cycle, other.fresh, other.length = self.cycle, self.fresh, self.length
        other.alike = {state: Alike(state, alike.lessons) for state, alike in self.alike.items()}
        other.lessons = {k: other.alike[alike.state] for k, alike in self.lessons.items()}
        other.open, other.done = set(self.open), dict(self.done)
        return other

    def take(self, entry: Entry) -> Oddity | None:
        """Move on by one entry, whatever it says, and say what is odd about it."""
        column, lesson, oddity = self.read(entry)
        self.move(column, lesson)
        return oddity

    def step(self, step: int, lesson: str | None, event: Event) -> None:
        """Move on by a known step."""
        self.move(self._column(step, lesson, event), lesson)

    def read(self, entry: Entry) -> tuple[int, str | None, Oddity | None]:
        """What an entry is to the machines: its column, its lesson, and what is odd about it."""
        machines, named = self.machines, entry.lesson
        step = machines.numbers.get(entry.step)
        if step is None:
            return machines.cycle.other, None, "unknown step"
        per_lesson = machines.per_lesson[step]
        lesson = named if per_lesson else None
        column = self._column(step, lesson, entry.event)
        if column == machines.cycle.other:
            return column, lesson, "started twice"
        if per_lesson is (named is None):
            return column, lesson, "no lesson" if per_lesson else "lesson set aside"
        return column, lesson, None

    def _column(self, step: int, lesson: str | None, event: Event) -> int:
        place = (lesson, step)
        if event == "started":
            if place in self.open:
                return self.machines.cycle.other
            self.open.add(place)
            return 3 * step + BEGAN
        before = self.done.get(place)
        self.done[place] = (1 if before is None else before[0] + 1, self.length)
        if place in self.open:
            self.open.discard(place)
            return 3 * step + DONE
        return 3 * step + BOTH

    def move(self, column: int, lesson: str | None) -> list[Alike]:
        """Move on by one column, and say which lessons an entry of the whole cycle moved."""
        self.length += 1
        self.cycle = self.machines.cycle.move(self.cycle, column)
        each = self.machines.lesson
        if lesson is not None:
            known = self.lessons.get(lesson)
            if known is None:
                self._put(lesson, each.move(self.fresh, column))
            elif (after := each.move(known.state, column)) != known.state:
                known.lessons.remove(lesson)
                if not known.lessons:
                    del self.alike[known.state]
                self._put(lesson, after)
            return []
        self.fresh = each.before_begun(self.fresh, column)
        if not self.alike:
            return []
        moved = [a for a in self.alike.values() if each.move(a.state, column) != a.state]
        if moved:
            self._move_all(column)
        return moved

    def _put(self, lesson: str, state: State) -> None:
        alike = self.alike.get(state)
        if alike is None:
            alike = self.alike[state] = Alike(state)
        alike.lessons.add(lesson)
        self.lessons[lesson] = alike

    def _move_all(self, column: int) -> None:
        """Move every lesson on; where two states become one, the fewer lessons join the more."""
        before, self.alike = self.alike.values(), {}
        for alike in sorted(before, key=lambda alike: -len(alike.lessons)):
            alike.state = self.machines.lesson.move(alike.state, column)
            if alike.state in self.alike:
                for lesson in alike.lessons:
                    self._put(lesson, alike.state)
            else:
                self.alike[alike.state] = alike

    def instances(self) -> Iterator[tuple[Machine, str | None, State]]:
        """The machines at work: the cycle's, then one a lesson in the order in which they began."""
        yield self.machines.cycle, None, self.cycle
        for lesson, alike in self.lessons.items():
            yield self.machines.lesson, lesson, alike.state

    def _judged(self) -> Iterator[Judged]:
        """What is said of the cycle, and of the lessons."""
        yield self.machines.cycle.judged(self.cycle)
        yield from map(self.machines.lesson.judged, self.alike)

    def violated(self) -> bool:
        """Whether some requirement is broken for good."""
        return any(judged.violated for judged in self._judged())

    def pending(self) -> bool:
        """Whether some requirement is not met yet."""
        return any(judged.pending for judged in self._judged())

    def broken(self) -> Iterator[tuple[Requirement, str | None]]:
        """The requirements that are broken for good, each with its lesson."""
        for machine, lesson, state in self.instances():
            for number in sorted(machine.judged(state).violated):
                yield machine.requirements[number], lesson

    def times(self, step: int) -> int:
        """How often a step was completed, in whatever lesson."""
        return sum(times for (_, number), (times, _) in self.done.items() if number == step)

    def key(self) -> tuple[object, ...]:
        """What decides how it can go on."""
        return (
            self.cycle,
            self.fresh,
            tuple(sorted((lesson, alike.state) for lesson, alike in self.lessons.items())),
            frozenset(self.open),
        )
