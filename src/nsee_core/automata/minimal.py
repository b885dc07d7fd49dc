"""Automata of any origin as integer tables: explored from the start, and made minimal."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

__all__ = ["Row", "TooManyStates", "distances", "explored", "minimal", "where"]

S = TypeVar("S", bound=Hashable)
C = TypeVar("C")
Row = tuple[int, ...]
"""The next state, by column."""


class TooManyStates(Exception):
    """There are more states within reach than were to be looked at."""


def explored(
    start: S, step: Callable[[S, C], S], columns: Sequence[C], most: int | None = None
) -> tuple[list[S], tuple[Row, ...]]:
    """Number every state within reach, breadth-first, and tabulate the steps by `columns`.

    Raises:
        TooManyStates: there are more than `most`.
    """
    if most is not None and most < 1:
        raise TooManyStates
    number = {start: 0}
    states, rows = [start], []
    for state in states:  # the list grows while it is walked
        row = []
        for column in columns:
            after = step(state, column)
            if after not in number:
                if len(states) == most:
                    raise TooManyStates
                number[after] = len(states)
                states.append(after)
            row.append(number[after])
        rows.append(tuple(row))
    return states, tuple(rows)


def minimal(
    rows: tuple[Row, ...], accepting: Sequence[bool]
) -> tuple[tuple[Row, ...], tuple[bool, ...]]:
    """Merge the states that no continuation tells apart, and number what is left from the start.

    Moore's refinement. It begins with the length of the shortest continuation that is accepted,
    and of the shortest after which none is: equal wherever two states are equivalent, and enough
    by themselves to tell counts apart at once.
    """
    accepted = distances(rows, where(accepting))
    doomed = distances(rows, [state for state, far in enumerate(accepted) if far is None])
    blocks = _numbered(zip(accepted, doomed, strict=True))
    while True:
        finer = _numbered(
            (block, *(blocks[after] for after in row))
            for block, row in zip(blocks, rows, strict=True)
        )
        if len(set(finer)) == len(set(blocks)):
            break
        blocks = finer
    member = {block: state for state, block in enumerate(blocks)}
    columns = range(len(rows[0]))
    order, merged = explored(blocks[0], lambda block, at: blocks[rows[member[block]][at]], columns)
    return merged, tuple(accepting[member[block]] for block in order)


def _numbered(keys: Iterable[Hashable]) -> list[int]:
    """Give equal keys equal numbers."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def distances(
    rows: tuple[Row, ...], goals: Iterable[int], costs: Sequence[int] | None = None
) -> list[int | None]:
    """Return the least cost from each state to a goal, or `None`; `costs` are 0 or 1 a column."""
    before: list[list[tuple[int, int]]] = [[] for _ in rows]
    for state, row in enumerate(rows):
        for after, cost in zip(row, costs or (1,) * len(row), strict=True):
            before[after].append((state, cost))
    far: list[int | None] = [None] * len(rows)
    queue = deque((0, goal) for goal in goals)
    while queue:
        so_far, state = queue.popleft()
        if far[state] is not None:
            continue
        far[state] = so_far
        for earlier, cost in before[state]:
            if far[earlier] is None:
                (queue.append if cost else queue.appendleft)((so_far + cost, earlier))
    return far


def where(flags: Iterable[bool]) -> list[int]:
    """Return the places of the flags that are set."""
    return [index for index, flag in enumerate(flags) if flag]
