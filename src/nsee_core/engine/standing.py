"""Where a cycle stands: what is done, open, ready or blocked and by what, and what remains."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

import attrs

from nsee_core.automata import Verdict
from nsee_core.engine.course import Course, Stage, lessons_needed, remaining
from nsee_core.engine.demands import Demand
from nsee_core.engine.machine import Machines
from nsee_core.engine.permission import READY, Leave, May, NoSuchStep, Reason
from nsee_core.engine.position import Position
from nsee_core.engine.showing import standing_html
from nsee_core.engine.trace import Ruling, Trace, by_requirement
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement
from nsee_core.protocol.model import Protocol
from nsee_core.records import Cycle
from nsee_core.records.cycles import Event

StepState = Literal["done", "open", "untouched", "undocumented"]
CycleState = Literal["complete", "on track", "blocked", "broken"]


@attrs.frozen
class StepStanding:
    """How one step stands, and whether it may be begun now: two things apart."""

    key: str
    title: str | None
    phase: str | None
    state: StepState
    times: int
    """How often it was completed."""
    stale: bool
    """Whether a step that it comes after was done again since."""
    may: May

    def to_dict(self) -> dict[str, Any]:
        """In plain JSON types."""
        return {
            "step": self.key,
            "title": self.title,
            "phase": self.phase,
            "state": self.state,
            "times": self.times,
            "stale": self.stale,
            "may_begin": self.may.leave,
            "because": [reason.says for reason in self.may.reasons],
        }


@attrs.frozen(slots=False, eq=False)
class Standing:
    """Where one cycle stands, as a value: asking changes nothing, and moving on makes a new one."""

    cycle: Cycle
    _position: Position
    _trace: Trace | None = None

    possibly: tuple[str, ...] = ()
    """Entries that may or may not have taken place by the date that was asked for."""

    @property
    def protocol(self) -> Protocol:
        """The protocol that it is judged by."""
        return self._machines.protocol

    @property
    def _machines(self) -> Machines:
        return self._position.machines

    def may(self, step: str, lesson: str | None = None) -> May:
        """Whether a step may be begun now, with every reason why not.

        Blocked: it would break a requirement that is printed, agreed or a matter of ethics, or
        leave no way to the end. Discouraged: it would break one that was inferred.

        Raises:
            NoSuchStep: the protocol has no such step.
        """
        number, lesson = self._place(step, lesson)
        after = self._position.copy()
        after.step(number, lesson, "started")
        reasons = self._newly_broken(after)
        if not reasons:
            after.step(number, lesson, "completed")
            reasons = self._dead_end(after)
            if not reasons:
                return READY
        worst = min(reason.severity.rank for reason in reasons)
        leaves: tuple[Leave, ...] = ("blocked", "discouraged", "ready")
        return May(leaves[worst], reasons)

    def take(self, step: str, lesson: str | None = None, event: Event = "took place") -> Standing:
        """The standing after one more entry, whether or not it may be begun.

        It looks at the order of steps alone: evidence and people come with the records.

        Raises:
            NoSuchStep: the protocol has no such step.
        """
        number, lesson = self._place(step, lesson)
        after = self._position.copy()
        after.step(number, lesson, event)
        return Standing(self.cycle, after)

    @cached_property
    def course(self) -> Course:
        """What remains, as a shortest lawful course over what is not broken yet."""
        return remaining(self._position, lessons_needed(self._machines))

    @property
    def remains(self) -> tuple[Stage, ...]:
        """The steps that remain, in order, each with its lesson."""
        return self.course.stages

    @property
    def next(self) -> tuple[str, ...]:
        """The keys of the steps that may be begun now, those that remain first."""
        wanted = dict.fromkeys(step for step, _ in self.remains)
        ready = [step.key for step in self.steps if step.may.leave == "ready"]
        return tuple(sorted(ready, key=lambda step: step not in wanted))

    @cached_property
    def steps(self) -> tuple[StepStanding, ...]:
        """Every step of the protocol, in its order."""
        return tuple(self._step(number) for number in range(len(self.protocol.steps)))

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """What each requirement says of the log, with the entry that decided it."""
        return tuple(by_requirement(self._trace.rulings).values()) if self._trace else ()

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What the protocol asks besides an order of steps, met or not."""
        return self._trace.demands if self._trace else ()

    @property
    def ended(self) -> bool:
        """Whether the cycle has ended, however it ended."""
        return self.cycle.outcome is not None or self.cycle.ended is not None

    @cached_property
    def state(self) -> CycleState:
        """Broken, blocked, complete, or on track; of a narrative nothing is broken."""
        if self.cycle.account == "log":
            if any(_severity(r) is Severity.ERROR for r, _ in self._position.broken()):
                return "broken"
            if self._dead_end(self._position):
                return "blocked"
        met = all(demand.met for demand in self.demands)
        done = not self._position.pending() and not self._position.violated()
        enough = len(self._position.lessons) >= lessons_needed(self._machines)
        return "complete" if met and done and enough else "on track"

    @property
    def phase(self) -> str | None:
        """The phase of the step completed last, by its title in the protocol."""
        last = max(self._position.done.items(), key=lambda item: item[1][1], default=None)
        return None if last is None else self._phase(last[0][1])

    def to_dict(self) -> dict[str, Any]:
        """In plain JSON types, as the published schema has it."""
        return {
            "cycle": self.cycle.id,
            "protocol": self.protocol.key,
            "account": self.cycle.account,
            "state": self.state,
            "ended": self.ended,
            "phase": self.phase,
            "steps": [step.to_dict() for step in self.steps],
            "next": list(self.next),
            "remains": [{"step": step, "lesson": lesson} for step, lesson in self.remains],
            "end_in_reach": self.course.outcome,
            "requirements": [self._ruled(ruling) for ruling in self.rulings],
            "demands": [attrs.asdict(demand) | {"met": demand.met} for demand in self.demands],
            "possibly": list(self.possibly),
        }

    def _repr_html_(self) -> str:
        return standing_html(self.to_dict())

    def _ruled(self, ruling: Ruling) -> dict[str, Any]:
        return {
            "says": self._machines.compiled.says(ruling.requirement),
            "verdict": self._spoken(ruling.verdict),
            "lesson": ruling.lesson,
            "entry": ruling.entry,
            "basis": ruling.requirement.basis,
            "source": ruling.requirement.source,
        }

    def _spoken(self, verdict: Verdict) -> str:
        """In a narrative, what is not mentioned is undocumented, and silence breaks nothing."""
        unmet = verdict in (Verdict.PENDING, Verdict.VIOLATED)
        return "undocumented" if unmet and self.cycle.account == "narrative" else verdict.value

    def _place(self, step: str, lesson: str | None) -> tuple[int, str | None]:
        number = self._machines.compiled.numbers.get(step)
        if number is None:
            keys = ", ".join(self._machines.compiled.numbers)
            raise NoSuchStep(f'{self.protocol.key} has no step "{step}"; its steps are {keys}')
        return number, lesson if self.protocol.steps[number].per == "lesson" else None

    def _newly_broken(self, after: Position) -> tuple[Reason, ...]:
        if not after.violated():
            return ()
        before = set(self._position.broken())
        return tuple(
            Reason(self._machines.compiled.says(requirement), _severity(requirement), requirement)
            for requirement, lesson in after.broken()
            if (requirement, lesson) not in before
        )

    def _dead_end(self, position: Position) -> tuple[Reason, ...]:
        """That the end is out of reach, unless only what is unsourced stands in the way."""
        lessons = lessons_needed(self._machines)
        for severity in (Severity.ERROR, Severity.WARNING):
            if remaining(position, lessons, at_least=severity).outcome == "impossible":
                return (Reason("The end could no longer be reached.", severity),)
        return ()

    def _step(self, number: int) -> StepStanding:
        step = self.protocol.steps[number]
        position = self._position
        return StepStanding(
            key=step.key,
            title=step.title,
            phase=self._phase(number),
            state=self._state(number),
            times=position.times(number),
            stale=self._stale(number),
            may=self.may(step.key, self._lesson_to_go_on(number)),
        )

    def _state(self, number: int) -> StepState:
        if any(place == number for _, place in self._position.open):
            return "open"
        if self._position.times(number):
            return "done"
        return "undocumented" if self.cycle.account == "narrative" else "untouched"

    def _lesson_to_go_on(self, number: int) -> str | None:
        """Where a step would be taken next: the latest lesson that is without it, or a new one."""
        behind = [k for k in self._position.lessons if (k, number) not in self._position.done]
        return behind[-1] if behind else f"lesson {len(self._position.lessons) + 1}"

    def _stale(self, number: int) -> bool:
        numbers = self._machines.compiled.numbers
        earlier = {numbers[after.step] for after in self.protocol.steps[number].after}
        done = self._position.done
        return any(
            last > done[lesson, number][1]
            for (lesson, step), (_, last) in done.items()
            if step in earlier and (lesson, number) in done
        )

    def _phase(self, number: int) -> str | None:
        key = self.protocol.steps[number].phase
        titles = {phase.key: phase.title or phase.key for phase in self.protocol.phases}
        return titles.get(key) if key is not None else None


def _severity(requirement: Requirement) -> Severity:
    return SEVERITY_OF[requirement.basis]
