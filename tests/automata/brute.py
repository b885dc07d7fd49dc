"""Small nets at random, and plain breadth-first answers to the questions asked of nets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import strategies as st

from nsee_core.automata import Mark, Net, State, Template, Verdict, Word, table

Constraint = tuple[Template, int | None, tuple[int, ...], tuple[int, ...]]

WHOLE = {"a": Mark.A_BOTH, "b": Mark.B_BOTH}
BEGUN = {"a": Mark.A_BEGAN, "b": Mark.B_BEGAN}
DONE = {"a": Mark.A_DONE, "b": Mark.B_DONE}


def net(steps: int, *constraints: Constraint, apart: bool = False) -> Net:
    """A net of constraints over numbered steps: one symbol a step, or its beginning and its end."""
    kinds = (BEGUN, DONE) if apart else (WHOLE,)
    return Net(
        tables=tuple(table(template, n) for template, n, _, _ in constraints),
        symbols=tuple(
            tuple(
                (index, kind[side])
                for index, (_, _, a, b) in enumerate(constraints)
                for side, steps_of_it in (("a", a), ("b", b))
                if step in steps_of_it
            )
            for step in range(steps)
            for kind in kinds
        ),
    )


def once(step: int) -> Constraint:
    """A step must be taken."""
    return Template.AT_LEAST, 1, (step,), ()


def before(first: int, *then: int) -> Constraint:
    """A step comes before some others."""
    return Template.PRECEDENCE, None, (first,), then


@st.composite
def constraints(draw: st.DrawFn, steps: int) -> Constraint:
    """A constraint over disjoint sets of some steps; more often than not, a demand."""
    template = draw(st.sampled_from([*Template, *[Template.AT_LEAST] * 12]))
    n = draw(st.integers(template.least_n, 3)) if template.takes_n else None
    order = draw(st.permutations(range(steps)))
    size_a, size_b = draw(st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1)]))
    b = tuple(order[size_a : size_a + size_b]) if template.binary else ()
    return template, n, tuple(order[:size_a]), b


@st.composite
def nets(draw: st.DrawFn, *, most: int = 6) -> Net:
    """A net of a few constraints over a few steps."""
    apart = draw(st.booleans())
    steps = draw(st.integers(2, 3 if apart else 5))
    some = draw(st.lists(constraints(steps), min_size=1, max_size=most))
    return net(steps, *some, apart=apart)


def violated(net: Net, state: State, ignoring: Iterable[int] = ()) -> bool:
    """Whether a constraint that counts is violated."""
    return any(
        verdict is Verdict.VIOLATED
        for index, verdict in enumerate(net.verdicts(state))
        if index not in ignoring
    )


def first_word(
    net: Net, state: State, good: Callable[[State], bool], dead: Callable[[State], bool]
) -> Word | None:
    """The first of the shortest words after which a joint state is good, and never dead."""
    words: dict[State, Word] = {} if dead(state) else {state: ()}
    queue = list(words)
    for here in queue:  # grows while it is walked, and is in the order of the words
        if good(here):
            return words[here]
        for symbol in range(len(net.symbols)):
            there = net.step(here, symbol)
            if there not in words and not dead(there):
                words[there] = (*words[here], symbol)
                queue.append(there)
    return None


def course(net: Net, state: State, ignoring: frozenset[int] = frozenset()) -> Word | None:
    """The first of the shortest courses."""
    return first_word(
        net,
        state,
        lambda here: net.accepts(here, ignoring),
        lambda here: violated(net, here, ignoring),
    )


def satisfiable(net: Net, chosen: Iterable[int]) -> bool:
    """Whether some constraints can be met together."""
    return course(net, net.start, frozenset(range(len(net.tables))).difference(chosen)) is not None
