"""Entries whose order nobody stated, where another order would give another verdict.

Comparing the given order with its reverse is not enough; so every order of the tied entries is
run, as the set of states that a requirement can be in once some of them were taken. It sees only
a few marks, so the sets stay small, and past a bound the answer is "undecided".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from nsee_core.automata import Mark, Table, Verdict
from nsee_core.engine.machine import BEGAN, DONE, Machine, Machines
from nsee_core.engine.position import Position
from nsee_core.protocol.compiling import Requirement
from nsee_core.records import Entry, Order

#: More tied entries than this, or more ways to take some of them, are not tried.
MOST_TIED = 64
_MOST_WAYS = 20_000

#: An entry as one requirement sees it: its mark, its mark before the lesson began (None where it
#: is dropped then), and whether it is the lesson's own.
_Seen = tuple[Mark, Mark | None, bool]
#: A state of one requirement, and whether its lesson has begun.
_At = tuple[int, bool]


class Tie(NamedTuple):
    """Entries that could stand in another order, and a requirement that this would decide."""

    entries: tuple[str, ...]
    requirement: Requirement
    lesson: str | None = None
    undecided: bool = False
    """Whether there are too many orders to try."""


def ties(made: Machines, log: Sequence[Entry]) -> Iterator[Tie]:
    """The ties that decide a verdict, or may."""
    groups = list(tied(log))
    if not groups:
        return
    position = Position(made)
    columns = [position.read(entry)[:2] for entry in log]
    for machine, lesson in [(made.cycle, None), *((made.lesson, k) for k in _lessons(columns))]:
        for number, requirement in enumerate(machine.requirements):
            word = [_seen(machine, number, lesson, *column) for column in columns]
            judge = _Judge(requirement.table, begun=lesson is None)
            for places, undecided in judge.decisive(word, groups):
                ids = tuple(log[place].id for place in places)
                yield Tie(ids, requirement, lesson, undecided)


def tied(log: Sequence[Entry]) -> Iterator[range]:
    """The places of entries that stand side by side, could be of one date, and state no order."""
    first = 0
    for place in range(1, len(log) + 1):
        together = (
            place < len(log)
            and _unordered(log[place - 1], log[place])
            and all(
                _unordered(log[earlier], log[place])
                for earlier in range(max(first, place - MOST_TIED), place - 1)
            )
        )
        if not together:
            if place - first > 1:
                yield range(first, place)
            first = place


def _unordered(one: Entry, other: Entry) -> bool:
    if one.when is None or other.when is None:
        return False
    if None not in (one.sequence, other.sequence) and one.sequence != other.sequence:
        return False
    return one.when is other.when or (
        one.when.before(other.when) is not Order.CERTAINLY
        and other.when.before(one.when) is not Order.CERTAINLY
    )


def _lessons(columns: Sequence[tuple[int, str | None]]) -> list[str]:
    return list(dict.fromkeys(lesson for _, lesson in columns if lesson is not None))


def _seen(
    machine: Machine, number: int, lesson: str | None, column: int, of: str | None
) -> _Seen | None:
    """An entry as one requirement sees it, or None where it does not move it at all."""
    if lesson is not None and of not in (None, lesson):
        return None
    table, mark = machine.requirements[number].table, machine.mark(number, column)
    if lesson is None:
        return (mark, None, True) if table.heeds(mark) else None
    dropped = column == machine.other or column % 3 == BEGAN
    before = None if dropped else machine.mark(number, column - column % 3 + DONE)
    return mark, before, of == lesson


class _Judge(NamedTuple):
    """One requirement, run over orders instead of an order."""

    table: Table
    begun: bool
    """Whether it is at work from the first entry, as the requirements of the whole cycle are."""

    def decisive(
        self, word: Sequence[_Seen | None], groups: Sequence[range]
    ) -> Iterator[tuple[Sequence[int], bool]]:
        """The groups of which some order gives another verdict, or may: not all were tried."""
        if len(self._verdicts(word, groups)) == 1:
            return
        alone = [(group, self._verdicts(word, [group])) for group in groups]
        found = [(group, len(said - {None}) == 1) for group, said in alone if len(said) > 1]
        if found:
            yield from found
        else:
            yield [place for group in groups for place in group], False

    def _verdicts(
        self, word: Sequence[_Seen | None], groups: Sequence[range]
    ) -> set[Verdict | None]:
        """Every verdict that some order gives; None stands for what was not tried."""
        starts = {group.start: group for group in groups}
        states: set[_At] = {(self.table.start, self.begun)}
        untried: set[Verdict | None] = set()
        place = 0
        while place < len(word):
            group = starts.get(place, range(place, place + 1))
            items = [item for at in group if (item := word[at]) is not None]
            counts = Counter(items)
            if len(counts) < 2 or not _few(counts):
                states = self._in_order(states, items)
            else:
                states = {end for state in states for end in self._any_order(state, counts)}
            if not _few(counts):
                untried = {None}
            place = group.stop
        return {self.table.verdicts[at] for at, _ in states} | untried

    def _in_order(self, states: set[_At], items: Sequence[_Seen]) -> set[_At]:
        for item in items:
            states = {self._step(state, item) for state in states}
        return states

    def _any_order(self, state: _At, counts: Counter[_Seen]) -> set[_At]:
        """Where every order of these leads: breadth-first, one entry taken at a time."""
        kinds = list(counts)
        layer: set[tuple[_At, tuple[int, ...]]] = {(state, tuple(counts.values()))}
        for _ in range(counts.total()):
            layer = {
                (self._step(at, kind), (*left[:n], left[n] - 1, *left[n + 1 :]))
                for at, left in layer
                for n, kind in enumerate(kinds)
                if left[n]
            }
        return {at for at, _ in layer}

    def _step(self, at: _At, item: _Seen) -> _At:
        (state, begun), (mark, before, own) = at, item
        if begun or own:
            return self.table.next[state][mark], True
        if before is None:
            return state, False
        after = self.table.next[state][before]
        return (state if self.table.verdicts[after] is Verdict.VIOLATED else after), False


def _few(counts: Counter[_Seen]) -> bool:
    """Whether every order can be tried: there is one kind of entry, or not too many of several."""
    ways = prod(count + 1 for count in counts.values())
    return len(counts) < 2 or (counts.total() <= MOST_TIED and ways <= _MOST_WAYS)
