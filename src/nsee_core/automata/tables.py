"""Constraint templates as minimal integer tables, with the verdict of every state."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache, cached_property

import attrs

from nsee_core.automata.machines import machine
from nsee_core.automata.marks import Mark, Side, Verdict
from nsee_core.automata.minimal import Row, distances, explored, minimal, where
from nsee_core.automata.templates import Template

__all__ = ["OF_THE_WHOLE", "Table", "complement", "later", "least", "limited", "table"]

OF_THE_WHOLE = {Mark.OTHER: Mark.A_BEGAN, Mark.A_BOTH: Mark.A_DONE, Mark.B_BOTH: Mark.B_DONE}
"""What `later` calls an entry of the whole: each by another mark, which completes as much."""

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

    def beforehand(self, state: int, mark: Mark) -> int:
        """Return the next state by what comes before the constraint is at work on its own.

        It can satisfy but break nothing: it counts unless it would violate.
        """
        after = self.next[state][mark]
        return state if self.verdicts[after] is Verdict.VIOLATED else after


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

    states, rows = explored(made.start, step, tuple(Mark))
    return _judged(*minimal(rows, [s is not None and made.accepts(s) for s in states]))


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
    whole bear those of `OF_THE_WHOLE`. Of what comes before it begins, a beginning is dropped, and
    a completion counts `beforehand`. A state of `table` is the same state here while it has not
    begun, and is `len(table.next)` further on once it has.

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

    def waiting(state: int) -> Row:
        of_its_own = [begun + after for after in table.next[state]]
        of_the_whole = {
            mark: table.beforehand(state, Mark.OTHER if mark.begins else mark)
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

    states, rows = explored((state, a, b), step, table.marks)
    accepting = [table.accepting[here] and not (a or b) for here, a, b in states]
    return _owed(rows, accepting, table.marks)[0]


def _judged(
    rows: tuple[Row, ...], accepting: tuple[bool, ...], marks: tuple[Mark, ...] = tuple(Mark)
) -> Table:
    """Add to an automaton what its states say of all continuations by `marks`."""
    followed = tuple(tuple(row[mark] for mark in marks) for row in rows)
    can_accept = distances(followed, where(accepting))
    can_reject = distances(followed, where(not accepts for accepts in accepting))

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
        return distances(rows, where(accepting), [int(m.completes == side) for m in marks])

    return [
        None if a is None or b is None else (a, b)
        for a, b in zip(completions("a"), completions("b"), strict=True)
    ]
