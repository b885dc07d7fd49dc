"""Many constraints over the same log entries: the joint state is a tuple of small states."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce

import attrs

from nsee_core.automata.marks import Mark, Verdict
from nsee_core.automata.tables import Table

__all__ = ["Net", "State", "Word"]

State = tuple[int, ...]
"""One state for each table of a net, in their order."""

Word = tuple[int, ...]
"""Symbols, in the order in which they come."""

Column = tuple[int, ...]


@attrs.frozen
class Net:
    """Constraints, and what each of them sees of each possible log entry.

    No product is built: a hundred constraints are a hundred small tables.

    Attributes:
        tables: one for each constraint.
        symbols: for each possible entry (its index is the symbol), the mark that it bears for
            each constraint, as (index of the constraint, mark). What is not listed is "other", and
            a mark of None says that the constraint does not see the entry at all.

    Example:
        >>> from nsee_core.automata import Template, table
        >>> plan_before_teach = table(Template.PRECEDENCE)
        >>> net = Net((plan_before_teach,), symbols=(((0, Mark.A_BOTH),), ((0, Mark.B_BOTH),)))
        >>> [verdict.value for verdict in net.verdicts(net.step(net.start, 1))]
        ['violated']
    """

    tables: tuple[Table, ...]
    symbols: tuple[tuple[tuple[int, Mark | None], ...], ...]

    @cached_property
    def start(self) -> State:
        """The joint state of the empty log."""
        return tuple(table.start for table in self.tables)

    @cached_property
    def moves(self) -> tuple[dict[int, Mark], ...]:
        """For each symbol, its mark for each constraint whose state it can change at all.

        "Other" is among them: a chain, `init` and `end` are about every entry.
        """
        heeding = {
            index: Mark.OTHER for index, table in enumerate(self.tables) if table.heeds(Mark.OTHER)
        }
        return tuple(
            {
                index: mark
                for index, mark in (heeding | dict(marks)).items()
                if mark is not None and self.tables[index].heeds(mark)
            }
            for marks in self.symbols
        )

    @cached_property
    def movers(self) -> tuple[tuple[int, ...], ...]:
        """For each constraint, the symbols that can change its state."""
        movers: list[list[int]] = [[] for _ in self.tables]
        for symbol, moves in enumerate(self.moves):
            for index in moves:
                movers[index].append(symbol)
        return tuple(map(tuple, movers))

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """For each constraint, those whose state some symbol changes along with its own."""
        return tuple(
            frozenset().union(*(self.moves[symbol] for symbol in movers)) for movers in self.movers
        )

    def seen(self, constraint: int, symbols: Container[int]) -> dict[int, Mark]:
        """Return what a constraint sees of those of the symbols that can change its state."""
        return {
            symbol: self.moves[symbol][constraint]
            for symbol in self.movers[constraint]
            if symbol in symbols
        }

    def borne(self, symbol: int, constraints: AbstractSet[int]) -> Iterator[tuple[int, Mark]]:
        """Yield those of the constraints that a symbol can move, each with the mark it bears."""
        moves = self.moves[symbol]
        for index in moves.keys() & constraints:
            yield index, moves[index]

    @cached_property
    def _columns(self) -> tuple[tuple[tuple[int, Column], ...], ...]:
        return tuple(
            tuple((index, self.tables[index].columns[mark]) for index, mark in moves.items())
            for moves in self.moves
        )

    def step(self, state: State, symbol: int) -> State:
        """Return the joint state after one more entry."""
        after = list(state)
        for index, column in self._columns[symbol]:
            after[index] = column[after[index]]
        return tuple(after)

    def run(self, state: State, word: Iterable[int]) -> State:
        """Return the joint state after all the entries of a word."""
        return reduce(self.step, word, state)

    def accepts(self, state: State, ignoring: AbstractSet[int] = frozenset()) -> bool:
        """Tell whether every constraint is met, but for those whose index is in `ignoring`."""
        return all(
            index in ignoring or table.accepting[at]
            for index, (table, at) in enumerate(zip(self.tables, state, strict=True))
        )

    def verdicts(self, state: State) -> tuple[Verdict, ...]:
        """Return the verdict of each constraint."""
        return tuple(table.verdicts[at] for table, at in zip(self.tables, state, strict=True))
