"""A net taken apart into groups of constraints that no symbol joins."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

import attrs

from nsee_core.automata.marks import Mark
from nsee_core.automata.nets import Net, State, Word
from nsee_core.automata.owing import Owing

__all__ = ["Part", "parts"]

Moves = tuple[tuple[int, tuple[int | None, ...]], ...]
"""The constraints that a symbol moves, each with where to, by state; `None` where it violates."""


@attrs.frozen
class Part:
    """Constraints that share symbols, directly or through others, and those symbols.

    Its states are the joint states of these constraints alone.
    """

    net: Net
    constraints: tuple[int, ...]
    symbols: tuple[int, ...]

    @cached_property
    def owing(self) -> Owing:
        """A lower bound of the entries still to come, by state."""
        return Owing.of(self.net, self.constraints, self.symbols)

    @cached_property
    def _moves(self) -> tuple[Moves, ...]:
        place = {index: at for at, index in enumerate(self.constraints)}
        return tuple(
            tuple(
                (place[index], self.net.tables[index].lawful[mark])
                for index, mark in self.net.borne(symbol, place.keys())
            )
            for symbol in self.symbols
        )

    def start(self, state: State) -> State:
        """Return what the part is concerned with in a joint state of the net."""
        return tuple(state[index] for index in self.constraints)

    def accepts(self, state: State) -> bool:
        """Tell whether every constraint of the part is met."""
        return all(
            self.net.tables[index].accepting[at]
            for index, at in zip(self.constraints, state, strict=True)
        )

    def onward(self, word: Word, state: State) -> Iterator[tuple[Word, State]]:
        """Yield each way on that changes the state and violates nothing, by symbol."""
        for symbol, moves in zip(self.symbols, self._moves, strict=True):
            after = _after(state, moves)
            if after is not None and after != state:
                yield (*word, symbol), after


def parts(
    net: Net, state: State, constraints: AbstractSet[int], symbols: Collection[int]
) -> Iterator[Part]:
    """Take the constraints apart, with those of the symbols that concern them and can ever come."""
    able = _able(net, state, constraints, symbols)
    taken: set[int] = set()
    for first in constraints:
        if first in taken:
            continue
        taken.add(first)
        members = [first]
        shared: set[int] = set()
        for member in members:  # the list grows while it is walked
            for symbol in able.intersection(net.movers[member]) - shared:
                shared.add(symbol)
                joined = (net.moves[symbol].keys() & constraints) - taken
                taken |= joined
                members += joined
        yield Part(net, tuple(sorted(members)), _distinct(net, frozenset(members), shared))


def _distinct(net: Net, constraints: AbstractSet[int], symbols: Collection[int]) -> tuple[int, ...]:
    """Return the first of each lot of symbols that do the same to every one of the constraints."""
    first: dict[frozenset[tuple[int, Mark]], int] = {}
    for symbol in sorted(symbols):
        first.setdefault(frozenset(net.borne(symbol, constraints)), symbol)
    return tuple(first.values())


def _after(state: State, moves: Moves) -> State | None:
    after = list(state)
    for at, column in moves:
        reached = column[state[at]]
        if reached is None:
            return None
        after[at] = reached
    return tuple(after)


def _able(
    net: Net, state: State, constraints: AbstractSet[int], symbols: Collection[int]
) -> set[int]:
    """Return the symbols that could come at some time if constraints never had to agree.

    Each constraint is taken to be in all of the states that it can reach at once, so that no
    symbol is left out that could really come. Steps that wait for one another in a circle are.
    """
    reached = {index: {state[index]} for index in constraints}
    able: set[int] = set()
    waiting = {symbol for index in constraints for symbol in net.movers[index]}.intersection(
        symbols
    )
    while waiting:
        symbol = waiting.pop()
        moved = {
            index: {
                after
                for at in reached[index]
                if (after := net.tables[index].lawful[mark][at]) is not None
            }
            for index, mark in net.borne(symbol, reached.keys())
        }
        if not all(moved.values()):
            continue
        able.add(symbol)
        for index, states in moved.items():
            if not states <= reached[index]:
                reached[index] |= states
                waiting.update(s for s in net.movers[index] if s in symbols)
    return able
