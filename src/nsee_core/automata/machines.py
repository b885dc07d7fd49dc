"""Each template as a tiny machine over marks, written as its definition reads.

A step function takes a state and the mark of the next entry, and gives the next state, or `None`
when the constraint is broken for good.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from nsee_core.automata.marks import Mark, Side
from nsee_core.automata.templates import Template

__all__ = ["Machine", "machine"]

S = TypeVar("S", bound=Hashable)
T = TypeVar("T", bound=Hashable)
Flag = bool


@attrs.frozen
class Machine(Generic[S]):
    """A deterministic automaton over marks; its states are any hashable values."""

    start: S
    step: Callable[[S, Mark], S | None]
    accepts: Callable[[S], bool]


def machine(template: Template, n: int) -> Machine[Any]:
    """Return the machine of a template; `n` is read only where the template takes a count."""
    made = _MACHINES[template]
    return made if isinstance(made, Machine) else made(n)


def _both(one: Machine[S], other: Machine[T]) -> Machine[tuple[S, T]]:
    """Run two machines side by side: both must accept, and either can break."""

    def step(state: tuple[S, T], mark: Mark) -> tuple[S, T] | None:
        left, right = one.step(state[0], mark), other.step(state[1], mark)
        return None if left is None or right is None else (left, right)

    return Machine(
        start=(one.start, other.start),
        step=step,
        accepts=lambda state: one.accepts(state[0]) and other.accepts(state[1]),
    )


def _always(_: object) -> bool:
    return True


def _not(state: Flag) -> bool:
    return not state


# One set of steps.


def _at_least(n: int) -> Machine[int]:
    def count(done: int, mark: Mark) -> int:
        return min(n, done + (mark.completes == "a"))

    return Machine(0, count, lambda done: done == n)


def _at_most(n: int) -> Machine[int]:
    def count(begun: int, mark: Mark) -> int | None:
        begun += mark.begins == "a"
        return begun if begun <= n else None

    return Machine(0, count, _always)


def _exactly(n: int) -> Machine[tuple[int, int]]:
    return _both(_at_least(n), _at_most(n))


def _init(met: Flag, mark: Mark) -> Flag | None:
    return met or mark.begins == "a" or None


def _end(_: Flag, mark: Mark) -> Flag:
    return mark.completes == "a"


# Presence, in any order.

Seen = frozenset[Side]
NEITHER: Seen = frozenset()


def _completed(seen: Seen, mark: Mark) -> Seen:
    return seen | {mark.completes} if mark.completes else seen


def _never_both(seen: Seen, mark: Mark) -> Seen | None:
    seen = seen | {mark.begins} if mark.begins else seen
    return None if seen == {"a", "b"} else seen


# Order. The state says whether A was completed (since the last B, or just now), or awaits a B.


def _precedence(done: Flag, mark: Mark) -> Flag | None:
    if mark.begins == "b" and not done:
        return None
    return done or mark.completes == "a"


def _response(awaiting: Flag, mark: Mark) -> Flag:
    return mark.completes == "a" or (awaiting and mark.completes != "b")


def _alternate_precedence(done: Flag, mark: Mark) -> Flag | None:
    if mark.begins == "b":
        return False if done else None
    return done or mark.completes == "a"


def _alternate_response(awaiting: Flag, mark: Mark) -> Flag | None:
    if mark.begins == "a" and awaiting:
        return None
    return _response(awaiting, mark)


def _chain_precedence(just_done: Flag, mark: Mark) -> Flag | None:
    if mark.begins == "b" and not just_done:
        return None
    return mark.completes == "a"


def _chain_response(just_done: Flag, mark: Mark) -> Flag | None:
    if just_done and mark.begins != "b":
        return None
    return mark.completes == "a"


def _not_succession(done: Flag, mark: Mark) -> Flag | None:
    if done and mark.begins == "b":
        return None
    return done or mark.completes == "a"


def _not_chain_succession(just_done: Flag, mark: Mark) -> Flag | None:
    if just_done and mark.begins == "b":
        return None
    return mark.completes == "a"


_PRECEDENCE = Machine(start=False, step=_precedence, accepts=_always)
_RESPONSE = Machine(start=False, step=_response, accepts=_not)
_ALTERNATE_PRECEDENCE = Machine(start=False, step=_alternate_precedence, accepts=_always)
_ALTERNATE_RESPONSE = Machine(start=False, step=_alternate_response, accepts=_not)
_CHAIN_PRECEDENCE = Machine(start=False, step=_chain_precedence, accepts=_always)
_CHAIN_RESPONSE = Machine(start=False, step=_chain_response, accepts=_not)

_MACHINES: Mapping[Template, Machine[Any] | Callable[[int], Machine[Any]]] = MappingProxyType(
    {
        Template.AT_LEAST: _at_least,
        Template.AT_MOST: _at_most,
        Template.EXACTLY: _exactly,
        Template.INIT: Machine(start=False, step=_init, accepts=bool),
        Template.END: Machine(start=False, step=_end, accepts=bool),
        Template.RESPONDED_EXISTENCE: Machine(NEITHER, _completed, lambda seen: seen != {"a"}),
        Template.CO_EXISTENCE: Machine(NEITHER, _completed, lambda seen: len(seen) != 1),
        Template.NOT_CO_EXISTENCE: Machine(NEITHER, _never_both, _always),
        Template.PRECEDENCE: _PRECEDENCE,
        Template.RESPONSE: _RESPONSE,
        Template.SUCCESSION: _both(_PRECEDENCE, _RESPONSE),
        Template.ALTERNATE_PRECEDENCE: _ALTERNATE_PRECEDENCE,
        Template.ALTERNATE_RESPONSE: _ALTERNATE_RESPONSE,
        Template.ALTERNATE_SUCCESSION: _both(_ALTERNATE_PRECEDENCE, _ALTERNATE_RESPONSE),
        Template.CHAIN_PRECEDENCE: _CHAIN_PRECEDENCE,
        Template.CHAIN_RESPONSE: _CHAIN_RESPONSE,
        Template.CHAIN_SUCCESSION: _both(_CHAIN_PRECEDENCE, _CHAIN_RESPONSE),
        Template.NOT_SUCCESSION: Machine(start=False, step=_not_succession, accepts=_always),
        Template.NOT_CHAIN_SUCCESSION: Machine(
            start=False, step=_not_chain_succession, accepts=_always
        ),
    }
)
