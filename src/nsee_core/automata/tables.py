"""Constraint templates as minimal integer tables, with the verdict of every state."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache, cached_property
from typing import TypeVar

import attrs

from nsee_core.automata.machines import machine
from nsee_core.automata.marks import Mark, Side, Verdict
from nsee_core.automata.templates import Template

__all__ = ["OF_THE_WHOLE", "Table", "complement", "later", "least", "limited", "table"]

OF_THE_WHOLE = {Mark.OTHER: Mark.A_BEGAN, Mark.A_BOTH: Mark.A_DONE, Mark.B_BOTH: Mark.B_DONE}
"""What `later` calls an entry of the whole: each by another mark, which completes as much."""

S = TypeVar("S", bound=Hashable)
Row = tuple[int, ...]
Owed = tuple[int, int]


@attrs.frozen(eq=False)
class Table:
    """The minimal automaton of a constraint, as plain integers.

    States are numbered breadth-first from the start, which is 0, in the order of the marks, so
    that one constraint has one table. Tables are compared by identity: `table` makes each once.

    Attributes:
        start: the state of the empty log.
        next: the next state, by state and by mark.
        accepting: whether a log that ends in this state fulfils the constraint.
        verdicts: the verdict of each state, over all continuations.
        owed: the least number of further completions of A, and that of B, in any accepted
            continuation, each least by itself; `None` where no continuation is accepted.
        marks: the marks of which continuations are made: all of them, but in a `limited` table.

    Example:
        >>> precedence = table(Template.PRECEDENCE)
        >>> precedence.next
        ((0, 0, 1, 1, 2, 0, 2), (1, 1, 1, 1, 1, 1, 1), (2, 2, 2, 2, 2, 2, 2))
        >>> [verdict.value for verdict in precedence.verdicts]
        ['holding', 'satisfied', 'violated']
        >>> table(Template.AT_LEAST, 2).owed
        ((2, 0), (1, 0), (0, 0))
    """

    start: int
    next: tuple[Row, ...]
    accepting: tuple[bool, ...]
    verdicts: tuple[Verdict, ...]
    owed: tuple[Owed | None, ...]
    marks: tuple[Mark, ...] = tuple(Mark)

    @cached_property
    def columns(self) -> tuple[Row, ...]:
        """The next state, by mark and by state."""
        return tuple(zip(*self.next, strict=True))

    @cached_property
    def lawful(self) -> tuple[tuple[int | None, ...], ...]:
        """The columns, with `None` for each state that is violated."""
        return tuple(
            tuple(None if self.owed[after] is None else after for after in column)
            for column in self.columns
        )

    def heeds(self, mark: Mark) -> bool:
        """Tell whether the mark changes any state."""
        return any(state != after for state, after in enumerate(self.columns[mark]))


@cache
def table(template: Template, n: int | None = None) -> Table:
    """Return the table of a template.

    Args:
        template: the kind of constraint.
        n: its count, for the templates that take one.

    Raises:
        CountError: the template takes a count and `n` is not one that it takes, or it takes none.
    """
    made = machine(template, template.counted(n))

    def step(state: Hashable, mark: Mark) -> Hashable:
        return None if state is None else made.step(state, mark)

    states, rows = _explored(made.start, step)
    return _judged(*_minimal(rows, [s is not None and made.accepts(s) for s in states]))


@cache
def complement(table: Table) -> Table:
    """Return the table that accepts exactly what this one rejects.

    Example:
        >>> [verdict.value for verdict in complement(table(Template.PRECEDENCE)).verdicts]
        ['pending', 'violated', 'satisfied']
    """
    return _judged(table.next, tuple(not accepts for accepts in table.accepting))


@cache
def limited(table: Table, marks: frozenset[Mark]) -> Table:
    """Return the same states, judged as if no mark but these could ever follow.

    Example:
        >>> never_done = limited(table(Template.AT_LEAST, 1), frozenset({Mark.OTHER}))
        >>> [verdict.value for verdict in never_done.verdicts]
        ['violated', 'satisfied']
    """
    return _judged(table.next, table.accepting, tuple(sorted(marks)))


@cache
def later(table: Table, *, must_begin: bool) -> Table:
    """Return the table of a constraint on something that begins later, such as a lesson.

    Entries of its own, which begin it, bear the marks that they bear for `table`; entries of the
    whole bear those of `OF_THE_WHOLE`. What comes before it begins can satisfy but break nothing:
    a beginning is dropped, and a completion counts unless it would violate. A state of `table` is
    the same state here while it has not begun, and is `len(table.next)` further on once it has.

    Args:
        table: the constraint on what has begun.
        must_begin: whether it is only met once it has begun.

    Example:
        >>> first = later(table(Template.INIT), must_begin=True)
        >>> whole, own = Mark.A_BEGAN, Mark.A_BOTH
        >>> first.verdicts[first.next[first.next[0][whole]][own]].value
        'satisfied'
    """
    begun = len(table.next)

    def before(state: int, mark: Mark) -> int:
        after = table.next[state][mark]
        return state if table.verdicts[after] is Verdict.VIOLATED else after

    def waiting(state: int) -> Row:
        of_its_own = [begun + after for after in table.next[state]]
        of_the_whole = {
            mark: before(state, Mark.OTHER if mark.begins else mark)
            for mark in Mark
            if mark not in OF_THE_WHOLE
        }
        return tuple(of_the_whole.get(mark, of_its_own[mark]) for mark in Mark)

    def under_way(state: int) -> Row:
        seen = {of_the_whole: mark for mark, of_the_whole in OF_THE_WHOLE.items()}
        return tuple(begun + table.next[state][seen.get(mark, mark)] for mark in Mark)

    states = range(begun)
    rows = (*map(waiting, states), *map(under_way, states))
    return _judged(rows, ((not must_begin,) * begun) + table.accepting)


@cache
def least(table: Table, state: int, a: int, b: int) -> Owed | None:
    """Return what is owed from `state` if at least `a` completions of A and `b` of B must come.

    Example:
        >>> least(table(Template.RESPONSE), 0, a=1, b=0)
        (1, 1)
    """

    def step(at: tuple[int, int, int], mark: Mark) -> tuple[int, int, int]:
        here, a, b = at
        a_to_come = max(0, a - (mark.completes == "a"))
        b_to_come = max(0, b - (mark.completes == "b"))
        return table.next[here][mark], a_to_come, b_to_come

    states, rows = _explored((state, a, b), step, table.marks)
    accepting = [table.accepting[here] and not (a or b) for here, a, b in states]
    return _owed(rows, accepting, table.marks)[0]


def _explored(
    start: S, step: Callable[[S, Mark], S], marks: Sequence[Mark] = tuple(Mark)
) -> tuple[list[S], tuple[Row, ...]]:
    """Number every state within reach, breadth-first, and tabulate the steps by `marks`."""
    number = {start: 0}
    states, rows = [start], []
    for state in states:  # the list grows while it is walked
        row = []
        for mark in marks:
            after = step(state, mark)
            if after not in number:
                number[after] = len(states)
                states.append(after)
            row.append(number[after])
        rows.append(tuple(row))
    return states, tuple(rows)


def _minimal(
    rows: tuple[Row, ...], accepting: Sequence[bool]
) -> tuple[tuple[Row, ...], tuple[bool, ...]]:
    """Merge the states that no continuation tells apart, and number what is left from the start.

    Moore's refinement. It begins with the length of the shortest continuation that is accepted,
    and of the shortest after which none is: equal wherever two states are equivalent, and enough
    by themselves to tell counts apart at once.
    """
    accepted = _distances(rows, _where(accepting))
    doomed = _distances(rows, [state for state, far in enumerate(accepted) if far is None])
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
    order, merged = _explored(blocks[0], lambda block, mark: blocks[rows[member[block]][mark]])
    return merged, tuple(accepting[member[block]] for block in order)


def _numbered(keys: Iterable[Hashable]) -> list[int]:
    """Give equal keys equal numbers."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _judged(
    rows: tuple[Row, ...], accepting: tuple[bool, ...], marks: tuple[Mark, ...] = tuple(Mark)
) -> Table:
    """Add to an automaton what its states say of all continuations by `marks`."""
    followed = tuple(tuple(row[mark] for mark in marks) for row in rows)
    can_accept = _distances(followed, _where(accepting))
    can_reject = _distances(followed, _where(not accepts for accepts in accepting))

    def verdict(state: int) -> Verdict:
        if can_accept[state] is None:
            return Verdict.VIOLATED
        if can_reject[state] is None:
            return Verdict.SATISFIED
        return Verdict.HOLDING if accepting[state] else Verdict.PENDING

    return Table(
        start=0,
        next=rows,
        accepting=accepting,
        verdicts=tuple(map(verdict, range(len(rows)))),
        owed=tuple(_owed(followed, accepting, marks)),
        marks=marks,
    )


def _owed(
    rows: tuple[Row, ...], accepting: Sequence[bool], marks: Sequence[Mark]
) -> list[Owed | None]:
    """Count, for each state, the completions of A and of B that must still come."""

    def completions(side: Side) -> list[int | None]:
        return _distances(rows, _where(accepting), [int(m.completes == side) for m in marks])

    return [
        None if a is None or b is None else (a, b)
        for a, b in zip(completions("a"), completions("b"), strict=True)
    ]


def _distances(
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


def _where(flags: Iterable[bool]) -> list[int]:
    return [index for index, flag in enumerate(flags) if flag]
