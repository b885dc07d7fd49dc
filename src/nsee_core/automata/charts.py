"""All the words that a net accepts, as one automaton."""

from __future__ import annotations

import attrs

from nsee_core.automata.minimal import TooManyStates, distances, explored, minimal, where
from nsee_core.automata.nets import Net, State

__all__ = ["Chart", "chart"]

_BROKEN: State = (-1,)
"""Every joint state in which some constraint is violated for good, as one."""


@attrs.frozen
class Chart:
    """The minimal automaton of a net, without the state from which nothing is accepted.

    States are numbered breadth-first from the start, which is 0; there is none at all where the
    net accepts nothing.

    Attributes:
        next: the next state, by state and by symbol; `None` where no way on is accepted.
        accepting: whether a word that ends in this state is accepted.
    """

    next: tuple[tuple[int | None, ...], ...]
    accepting: tuple[bool, ...]


def chart(net: Net, *, most: int) -> Chart | None:
    """Multiply out the constraints of a net, from its start.

    Args:
        net: the constraints and the symbols.
        most: how many moves from one joint state to the next are looked at.

    Returns:
        The chart; `None`, if there are more moves than that.

    Example:
        >>> from nsee_core.automata import Mark, Template, table
        >>> once = Net((table(Template.EXACTLY, 1),), symbols=(((0, Mark.A_BOTH),),))
        >>> chart(once, most=10)
        Chart(next=((1,), (None,)), accepting=(False, True))
    """

    def step(state: State, symbol: int) -> State:
        if state == _BROKEN:
            return state
        after = net.step(state, symbol)
        broken = any(net.tables[index].owed[after[index]] is None for index in net.moves[symbol])
        return _BROKEN if broken else after

    symbols = range(len(net.symbols))
    try:
        states, rows = explored(net.start, step, symbols, most // max(1, len(symbols)))
    except TooManyStates:
        return None
    rows, accepting = minimal(rows, [s != _BROKEN and net.accepts(s) for s in states])
    way = distances(rows, where(accepting))
    live = [state for state, far in enumerate(way) if far is not None]
    number = {state: place for place, state in enumerate(live)}
    return Chart(
        tuple(tuple(number.get(after) for after in rows[state]) for state in live),
        tuple(accepting[state] for state in live),
    )
