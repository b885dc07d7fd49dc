"""Which constraints of a contradictory net quarrel: as few of them as can be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import attrs

from .nets import Net, Word
from .search import Course, GaveUp, course

__all__ = ["irreducible_quarrel", "small_quarrel"]

SMALL = 3
"""The size up to which contradictory sets are looked for one by one, smallest first."""

Chosen = frozenset[int]
"""Constraints, by index."""


def small_quarrel(net: Net, bound: int) -> Chosen | None:
    """Find a smallest contradictory set, if three constraints are enough.

    Args:
        net: the constraints.
        bound: how many sets are tried, and how many joint states are examined for each.

    Returns:
        The set, or `None` if there is none that small or the bound was met first.
    """
    growth = _Growth(net, bound)
    try:
        for size in range(1, SMALL + 1):
            found = growth.grown(frozenset(), size)
            if found is not None:
                return found
    except GaveUp:
        pass
    return None


def irreducible_quarrel(net: Net, bound: int) -> Chosen:
    """Leave out of a contradictory net all that its contradiction does not need.

    First by what is seen at a glance (one state examined), then by searching.

    Args:
        net: constraints of which `course` says that they cannot be met together.
        bound: how many joint states are examined for each set that is tried.
    """
    quarrel: Sequence[int] = range(len(net.tables))
    for effort in (1, bound):
        if _course(net, quarrel, effort).outcome == "impossible":
            quarrel = _needed(net, effort, (), quarrel)
    return frozenset(quarrel)


@attrs.define
class _Growth:
    """The search for small contradictory sets, grown from what objects to an example.

    A word that meets the chosen constraints is rejected by some other member of any contradictory
    set that holds them all: only what rejects it need be tried next. And the members of a smallest
    contradictory set are joined by symbols, from one to the next.
    """

    net: Net
    bound: int
    courses: dict[Chosen, Course] = attrs.field(factory=dict)
    tried: set[tuple[Chosen, int]] = attrs.field(factory=set)
    joined: dict[int, frozenset[int]] = attrs.field(factory=dict)

    def grown(self, chosen: Chosen, room: int) -> Chosen | None:
        """Return a contradictory set of the chosen constraints and at most `room` more."""
        if (chosen, room) in self.tried:
            return None
        self.tried.add((chosen, room))
        found = self._course(chosen)
        if found.outcome == "impossible":
            return chosen
        if found.symbols is None or room == 0:
            return None
        for index in self._objecting(found.symbols, chosen, room):
            quarrel = self.grown(chosen | {index}, room - 1)
            if quarrel is not None:
                return quarrel
        return None

    def _course(self, chosen: Chosen) -> Course:
        if chosen not in self.courses:
            if len(self.courses) == self.bound:
                raise GaveUp
            self.courses[chosen] = _course(self.net, chosen, self.bound)
        return self.courses[chosen]

    def _objecting(self, word: Word, chosen: Chosen, room: int) -> Iterator[int]:
        """Yield what rejects a word and could be joined to the chosen by `room` constraints."""
        near = self._near(chosen, room)
        state = self.net.run(self.net.start, word)
        for index, (table, at) in enumerate(zip(self.net.tables, state, strict=True)):
            if index in near and not table.accepting[at]:
                yield index

    def _near(self, chosen: Chosen, steps: int) -> AbstractSet[int]:
        """Return the constraints that lie at most so many steps from the chosen ones."""
        if not chosen:
            return frozenset(range(len(self.net.tables)))
        near = chosen
        for _ in range(steps):
            near = near.union(*map(self._neighbours, near))
        return near

    def _neighbours(self, index: int) -> frozenset[int]:
        """Return the constraints that share a symbol with one."""
        if index not in self.joined:
            moves = (self.net.moves[symbol] for symbol in self.net.movers[index])
            self.joined[index] = frozenset().union(*moves)
        return self.joined[index]


def _course(net: Net, chosen: Sequence[int] | Chosen, bound: int) -> Course:
    """Search for a course that meets the chosen constraints."""
    others = frozenset(range(len(net.tables))).difference(chosen)
    return course(net, net.start, ignoring=others, bound=bound)


def _needed(
    net: Net, bound: int, kept: Sequence[int], suspects: Sequence[int], *, new: bool = False
) -> Sequence[int]:
    """Return those suspects that the contradiction of the kept ones and the suspects needs.

    By halves: U. Junker, QuickXplain (2004), Proceedings of AAAI-04, 167-172.

    Args:
        net: the constraints.
        bound: how many joint states are examined for each set that is tried.
        kept: constraints that stay.
        suspects: those of which some are needed.
        new: whether something was kept since it was last tried without the suspects.
    """
    if new and _course(net, kept, bound).outcome == "impossible":
        return ()
    if len(suspects) == 1:
        return suspects
    left, right = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
    on_the_right = _needed(net, bound, (*kept, *left), right, new=True)
    on_the_left = _needed(net, bound, (*kept, *on_the_right), left, new=bool(on_the_right))
    return (*on_the_left, *on_the_right)
