"""How many more entries must come at least: the estimate that guides the search."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from nsee_core.automata.marks import Mark, Side
from nsee_core.automata.nets import Net, State
from nsee_core.automata.tables import Table, least, limited

__all__ = ["Owing"]

NOTHING = 0, 0

TOLD = 4
"""A constraint is told of so many completions to come and no more, which keeps `least` small."""


@attrs.frozen
class Owing:
    """A lower bound of the entries still to come, from what the constraints owe one another.

    Each constraint asks for completions of its sets of symbols. What one asks for, the others are
    told; one of them may then ask for more (a step that must come needs those it comes after), or
    answer that it cannot be. So on until nothing rises. What disjoint sets ask for adds up in a
    set that holds them, and in the end in the set of all symbols.

    The bound is never too high, and one entry lowers it by one at most: an entry pays for one
    completion in each set that it is in, and sets that are added up share no symbol. A* may
    therefore close a state the first time it meets it.

    Attributes:
        tables: the constraints, limited to the marks that the symbols bear.
        sides: for each of them, the numbers of its sets A and B.
        askers: for each set, the positions of the constraints that it is a side of.
        adds_to: for each set, the larger sets in which it is added up.
        lies_in: for each set, the other larger sets.
    """

    tables: tuple[Table, ...]
    sides: tuple[tuple[int, int], ...]
    askers: tuple[tuple[int, ...], ...]
    adds_to: tuple[tuple[int, ...], ...]
    lies_in: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, net: Net, constraints: Sequence[int], symbols: Collection[int]) -> Owing:
        """Prepare the bound for some constraints of a net, when only `symbols` may come."""
        seen = [net.seen(index, symbols) for index in constraints]
        pairs = [(_completing("a", marks), _completing("b", marks)) for marks in seen]
        whole = frozenset(symbols)
        sets = sorted({whole}.union(*pairs), key=_by_size)
        number = {symbols: at for at, symbols in enumerate(sets)}
        askers: list[list[int]] = [[] for _ in sets]
        for asker, pair in enumerate(pairs):
            for side in set(pair):
                askers[number[side]].append(asker)
        adds_to, lies_in = _larger(sets)
        return cls(
            tables=tuple(
                limited(net.tables[index], _borne(marks, len(whole)))
                for index, marks in zip(constraints, seen, strict=True)
            ),
            sides=tuple((number[a], number[b]) for a, b in pairs),
            askers=tuple(map(tuple, askers)),
            adds_to=adds_to,
            lies_in=lies_in,
        )

    def __call__(self, state: State) -> int | None:
        """Return a lower bound of the entries still to come, or `None` if no end is in reach."""
        needs = _Needs(self)
        for table, at, (a, b) in zip(self.tables, state, self.sides, strict=True):
            owed = table.owed[at]
            if owed is None:
                return None
            if owed != NOTHING:
                needs.ask(a, owed[0])
                needs.ask(b, owed[1])
        while needs.risen:
            for asker in self.askers[needs.risen.pop()]:
                a, b = self.sides[asker]
                told = min(needs.least[a], TOLD), min(needs.least[b], TOLD)
                owed = least(self.tables[asker], state[asker], *told)
                if owed is None:
                    return None
                needs.ask(a, owed[0])
                needs.ask(b, owed[1])
        return needs.least[-1]


class _Needs:
    """The completions that must come, for each set of symbols, as far as is known."""

    def __init__(self, owing: Owing) -> None:
        self.adds_to, self.lies_in = owing.adds_to, owing.lies_in
        self.least = [0] * len(owing.askers)
        self.added = [0] * len(owing.askers)
        self.risen: set[int] = set()

    def ask(self, number: int, completions: int) -> None:
        """Raise what is needed of a set, and so of those that hold it."""
        rise = completions - self.least[number]
        if rise > 0:
            if self.least[number] < TOLD:
                self.risen.add(number)
            self.least[number] = completions
            for larger in self.adds_to[number]:
                self.added[larger] += rise
                self.ask(larger, self.added[larger])
            for larger in self.lies_in[number]:
                self.ask(larger, completions)


def _completing(side: Side, marks: dict[int, Mark]) -> frozenset[int]:
    return frozenset(symbol for symbol, mark in marks.items() if mark.completes == side)


def _borne(marks: dict[int, Mark], symbols: int) -> frozenset[Mark]:
    """Return the marks that some symbol bears; one that is not listed bears "other"."""
    other = {Mark.OTHER} if len(marks) < symbols else set()
    return frozenset(marks.values()) | other


def _by_size(symbols: frozenset[int]) -> tuple[int, list[int]]:
    return len(symbols), sorted(symbols)


def _larger(
    sets: Sequence[frozenset[int]],
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """Relate each set to the larger ones that hold it; those that are added up are disjoint."""
    adds_to: list[list[int]] = [[] for _ in sets]
    lies_in: list[list[int]] = [[] for _ in sets]
    for number, symbols in enumerate(sets):
        free = symbols
        for smaller in reversed(range(number)):
            if sets[smaller] <= free:
                adds_to[smaller].append(number)
                free -= sets[smaller]
            elif sets[smaller] < symbols:
                lies_in[smaller].append(number)
    return tuple(map(tuple, adds_to)), tuple(map(tuple, lies_in))
