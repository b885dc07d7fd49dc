"""May the next step happen, with every reason, and move on: against two state machines."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from statemachine import State, StateMachine
from transitions import Machine

from benchmarks.timing import together
from nsee_core import Cycle, Programme, standing

STEPS = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3")
CYCLES = 300


def ours() -> Callable[[], None]:
    """The nine SIPP steps by asking a standing, and moving on."""
    start = standing(Programme.of([Cycle(id="c", protocol="sipp")]), "c")

    def run() -> None:
        for _ in range(CYCLES):
            where = start
            for step in STEPS:
                assert where.may(step).leave == "ready"
                where = where.take(step)

    return run


def with_statemachine() -> Callable[[], None]:
    """The same as a chain of guarded transitions in python-statemachine."""

    class Sipp(StateMachine):
        s0 = State(initial=True)
        s1, s2, s3, s4, s5, s6, s7, s8 = (State() for _ in range(8))
        s9 = State(final=True)
        advance = (
            s0.to(s1, cond="in_order") | s1.to(s2, cond="in_order") | s2.to(s3, cond="in_order")
            | s3.to(s4, cond="in_order") | s4.to(s5, cond="in_order")
            | s5.to(s6, cond="in_order") | s6.to(s7, cond="in_order")
            | s7.to(s8, cond="in_order") | s8.to(s9, cond="in_order")
        )  # fmt: skip

        def in_order(self) -> bool:
            return True

    def run() -> None:
        for _ in range(CYCLES):
            machine = Sipp()
            for _ in STEPS:
                assert machine.enabled_events()
                machine.advance()

    return run


def with_transitions() -> Callable[[], None]:
    """The same in transitions, one machine shared by many models."""

    class Model:
        def in_order(self) -> bool:
            return True

    states = [f"s{number}" for number in range(10)]
    machine = Machine(model=None, states=states, initial="s0")
    for before, after in pairwise(states):
        machine.add_transition("advance", before, after, conditions="in_order")

    def run() -> None:
        for _ in range(CYCLES):
            model = Model()
            machine.add_model(model)
            for _ in STEPS:
                assert model.may_advance()
                model.advance()
            machine.remove_model(model)

    return run


def measured() -> dict[str, float]:
    """Microseconds for one question and one move."""
    works = {
        "nsee-core": ours(),
        "transitions": with_transitions(),
        "python-statemachine": with_statemachine(),
    }
    times = together(*works.values())
    return {name: time / CYCLES / len(STEPS) * 1e6 for name, time in zip(works, times, strict=True)}
