"""All the requirements of a protocol run at once, one table look-up an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import attrs

from nsee_core.automata import Mark, Verdict
from nsee_core.protocol.compiling import Compiled, Requirement, compiled
from nsee_core.protocol.model import Protocol

K = TypeVar("K")
V = TypeVar("V")

#: The states of several automata, side by side.
State = tuple[int, ...]

#: What an entry is to its step: the columns of a machine, three a step and one for the unknown.
BEGAN, DONE, BOTH = range(3)

#: Remembered moves are forgotten past this many, so that no log can fill the memory.
_MOST_REMEMBERED = 100_000


class Judged(NamedTuple):
    """What the requirements of a machine say in one state, and which of them stand out."""

    verdicts: tuple[Verdict, ...]
    pending: frozenset[int]
    violated: frozenset[int]


def _remember(known: dict[K, V], key: K, value: V) -> V:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[key] = value
    return value


@attrs.frozen(eq=False)
class Machine:
    """The requirements of one scope, stepped together.

    A move is looked up where it was made before, and worked out where it was not: real cycles
    pass through few states.
    """

    requirements: tuple[Requirement, ...]
    start: State
    other: int
    """The column of an entry whose step is unknown."""
    _columns: tuple[tuple[Mark, ...], ...]
    _moves: dict[tuple[State, int], State] = attrs.field(factory=dict, init=False)
    _before_begun: dict[tuple[State, int], State] = attrs.field(factory=dict, init=False)
    _judged: dict[State, Judged] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, requirements: Sequence[Requirement], steps: int) -> Machine:
        """The machine of these requirements over steps numbered from 0."""
        seen = [[requirement.sees(step) for requirement in requirements] for step in range(steps)]
        columns = [tuple(marks[kind] for marks in row) for row in seen for kind in range(3)]
        columns.append((Mark.OTHER,) * len(requirements))
        start = tuple(requirement.table.start for requirement in requirements)
        return cls(tuple(requirements), start, 3 * steps, tuple(columns))

    def move(self, state: State, column: int) -> State:
        """The state after one more entry."""
        key = (state, column)
        after = self._moves.get(key)
        if after is None:
            after = _remember(self._moves, key, self._worked_out(state, column))
        return after

    def before_begun(self, state: State, column: int) -> State:
        """The state of a lesson not begun yet, after an entry of the whole cycle."""
        key = (state, column)
        after = self._before_begun.get(key)
        if after is None:
            worked_out = self._worked_out_before_begun(state, column)
            after = _remember(self._before_begun, key, worked_out)
        return after

    def _worked_out_before_begun(self, state: State, column: int) -> State:
        counts = self.counts_before(column)
        if counts is None:
            return state
        return tuple(
            requirement.table.beforehand(at, mark)
            for requirement, at, mark in zip(
                self.requirements, state, self._columns[counts], strict=True
            )
        )

    def counts_before(self, column: int) -> int | None:
        """As what an entry counts before a lesson begins: as a completion, or as nothing."""
        if column == self.other or column % 3 == BEGAN:
            return None
        return column - column % 3 + DONE

    def judged(self, state: State) -> Judged:
        """What the requirements say in this state."""
        known = self._judged.get(state)
        if known is None:
            verdicts = tuple(
                requirement.table.verdicts[at]
                for requirement, at in zip(self.requirements, state, strict=True)
            )
            pending, violated = (
                frozenset(number for number, said in enumerate(verdicts) if said is sought)
                for sought in (Verdict.PENDING, Verdict.VIOLATED)
            )
            known = _remember(self._judged, state, Judged(verdicts, pending, violated))
        return known

    def mark(self, requirement: int, column: int) -> Mark:
        """What one requirement sees of an entry."""
        return self._columns[column][requirement]

    def _worked_out(self, state: State, column: int) -> State:
        marks = self._columns[column]
        return tuple(
            requirement.table.next[at][mark]
            for requirement, at, mark in zip(self.requirements, state, marks, strict=True)
        )


@attrs.frozen(eq=False)
class Machines:
    """A protocol ready to run: one machine over the whole cycle, one over each lesson."""

    compiled: Compiled
    cycle: Machine
    lesson: Machine
    numbers: Mapping[str, int]
    """Each step's number, by its key."""
    per_lesson: tuple[bool, ...]
    """For each step, whether it is done once a lesson."""
    courses: dict[tuple[object, ...], Any] = attrs.field(factory=dict, init=False)
    """The courses to the end that were found, by where they begin."""

    @property
    def protocol(self) -> Protocol:
        """The protocol."""
        return self.compiled.protocol


@lru_cache(maxsize=256)
def machines(protocol: Protocol) -> Machines:
    """The machines of a protocol, made once."""
    made = compiled(protocol)
    scoped = {
        scope: Machine.of([r for r in made.requirements if r.scope == scope], len(protocol.steps))
        for scope in ("cycle", "lesson")
    }
    per_lesson = tuple(step.per == "lesson" for step in protocol.steps)
    return Machines(made, scoped["cycle"], scoped["lesson"], made.numbers, per_lesson)
