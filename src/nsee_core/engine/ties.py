"""Entries whose order nobody stated, where another order would give another verdict.

Comparing the given order with its reverse is not enough; so every order of the tied entries is
run, as the set of states that a requirement can be in once some of them were taken. It sees only
a few marks, so the sets stay small. Past a bound the answer is "undecided": for more entries of one
date than can be tried, and for a log in which so many lessons look at so many entries of the whole
cycle that looking at all of them would take minutes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import prod
from typing import NamedTuple

from nsee_core.automata import Mark, Table
from nsee_core.engine.machine import Machine, Machines
from nsee_core.engine.position import Position
from nsee_core.protocol.compiling import Requirement
from nsee_core.records import Entry, Order

#: More tied entries than this, or more ways to take some of them, are not tried.
MOST_TIED = 64
_MOST_WAYS = 20_000
#: Entries looked at in all, each once for every requirement, and lesson, that sees it.
_MOST_LOOKED_AT = 500_000

#: An entry as one requirement sees it: its mark, its mark before the lesson began (None where it
#: is dropped then), and whether it is the lesson's own.
_Seen = tuple[Mark, Mark | None, bool]
#: A state of one requirement, and whether its lesson has begun.
_At = tuple[int, bool]
#: What one requirement sees at a place of the log.
_Placed = tuple[int, _Seen]
#: What it sees side by side: of one group of tied entries, or of none.
_Stretch = tuple[range | None, list[_Seen]]


class Tie(NamedTuple):
    """Entries that could stand in another order, and a requirement that this would decide."""

    entries: tuple[str, ...]
    requirement: Requirement
    lesson: str | None = None
    undecided: bool = False
    """Whether there are too many orders to try."""


def ties(made: Machines, log: Sequence[Entry]) -> Iterator[Tie]:
    """The ties that decide a verdict, or may."""
    groups = {place: group for group in tied(log) for place in group}
    if not groups:
        return
    position = Position(made)
    columns = [position.read(entry)[:2] for entry in log]
    looked_at = 0
    for machine, lessons in ((made.cycle, [None]), (made.lesson, _lessons(columns))):
        for number, requirement in enumerate(machine.requirements):
            judge = _Judge(requirement.table, begun=machine is made.cycle)
            shared, own = _seen(machine, number, columns, begun=judge.begun)
            for lesson in lessons:
                word = sorted([*shared, *own[lesson]]) if lesson in own else shared
                looked_at += len(word)
                if looked_at > _MOST_LOOKED_AT:
                    yield Tie(tuple(log[at].id for at in groups), requirement, undecided=True)
                    break
                for places, undecided in judge.decisive(_stretches(word, groups)):
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


def _lessons(columns: Sequence[tuple[int, str | None]]) -> list[str | None]:
    return list(dict.fromkeys(lesson for _, lesson in columns if lesson is not None))


def _seen(
    machine: Machine, number: int, columns: Sequence[tuple[int, str | None]], *, begun: bool
) -> tuple[list[_Placed], Mapping[str | None, list[_Placed]]]:
    """What one requirement sees of a log: what moves it everywhere, and the lessons' own."""
    table = machine.requirements[number].table
    heeded = {mark for mark in Mark if table.heeds(mark)}
    shared: list[_Placed] = []
    own: dict[str | None, list[_Placed]] = defaultdict(list)
    for place, (column, lesson) in enumerate(columns):
        mark = machine.mark(number, column)
        if begun:
            if mark in heeded:
                shared.append((place, (mark, mark, True)))
        elif lesson is not None:
            own[lesson].append((place, (mark, mark, True)))
        else:
            counts = machine.counts_before(column)
            before = None if counts is None else machine.mark(number, counts)
            if mark in heeded or before in heeded:
                shared.append((place, (mark, before, False)))
    return shared, own


def _stretches(word: Sequence[_Placed], groups: Mapping[int, range]) -> list[_Stretch]:
    """A word cut where the tied entries begin and end."""
    return [
        (group, [item for _, item in placed])
        for group, placed in groupby(word, key=lambda placed: groups.get(placed[0]))
    ]


class _Judge(NamedTuple):
    """One requirement, run over orders instead of an order."""

    table: Table
    begun: bool
    """Whether it is at work from the first entry, as the requirements of the whole cycle are."""

    def decisive(self, word: Sequence[_Stretch]) -> Iterator[tuple[Sequence[int], bool]]:
        """The groups of which some order gives another verdict, or may: not all were tried.

        The word is run forward in every order at once, then walked back, to see what each state
        on the way leads to in the order given: two passes, however many groups there are.
        """
        loose = {n: group for n, (group, items) in enumerate(word) if group and len(set(items)) > 1}
        if not loose:
            return
        given, every = [(self.table.start, self.begun)], [{(self.table.start, self.begun)}]
        for number, (_, items) in enumerate(word):
            given.append(self._in_order(given[-1], items))
            every.append(self._orders(every[-1], items, tried=number in loose))
        untried = {number for number in loose if not _few(Counter(word[number][1]))}
        ends = {at: self.table.verdicts[at[0]] for at in every[-1]}
        if len(set(ends.values())) == 1 and not untried:
            return
        found = []
        for number in reversed(range(len(word))):
            items = word[number][1]
            if number in loose:
                said = {ends[at] for at in self._orders({given[number]}, items, tried=True)}
                if len(said) > 1 or number in untried:
                    found.append((loose[number], len(said) == 1))
            ends = {at: ends[self._in_order(at, items)] for at in every[number]}
        if found:
            yield from reversed(found)
        else:
            yield [place for group in loose.values() for place in group], False

    def _in_order(self, at: _At, items: Sequence[_Seen]) -> _At:
        for item in items:
            at = self._step(at, item)
        return at

    def _orders(self, states: set[_At], items: Sequence[_Seen], *, tried: bool) -> set[_At]:
        """Where these lead: in every order, if it is to be tried and can be."""
        counts = Counter(items)
        if not (tried and _few(counts)):
            return {self._in_order(state, items) for state in states}
        return {end for state in states for end in self._any_order(state, counts)}

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
        return self.table.beforehand(state, before), False


def _few(counts: Counter[_Seen]) -> bool:
    """Whether every order can be tried: there are not too many entries, nor ways to take some."""
    ways = prod(count + 1 for count in counts.values())
    return counts.total() <= MOST_TIED and ways <= _MOST_WAYS
