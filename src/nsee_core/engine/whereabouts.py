"""Where a cycle stands: what is done, open, ready or blocked and by what, and what remains."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import attrs

from nsee_core.automata import Template, Verdict
from nsee_core.engine.course import Course, Purse, Stage, lessons_needed, remaining
from nsee_core.engine.demands import Demand
from nsee_core.engine.machine import Machines
from nsee_core.engine.permission import READY, Leave, May, NoSuchStep, Reason
from nsee_core.engine.position import Position
from nsee_core.engine.published import SCHEMA, VERSION, CycleState, StepState
from nsee_core.engine.showing import standing_html
from nsee_core.engine.trace import Ruling, Trace, by_requirement, rulings_beyond
from nsee_core.findings import SEVERITY_OF, Severity
from nsee_core.protocol.compiling import Requirement
from nsee_core.protocol.model import Protocol
from nsee_core.records import Cycle
from nsee_core.records.cycles import Event

_DeadEnd = Callable[[Position], tuple[Reason, ...]]
#: What asks for a step before another.
_EARLIER = {
    Template.PRECEDENCE: "complete {} first",
    Template.SUCCESSION: "complete {} first",
    Template.ALTERNATE_PRECEDENCE: "complete {} first",
    Template.ALTERNATE_SUCCESSION: "complete {} first",
    Template.CHAIN_PRECEDENCE: "complete {} right before it",
    Template.CHAIN_SUCCESSION: "complete {} right before it",
    Template.INIT: "begin {} first",
}


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
            "to_do": [reason.to_do for reason in self.may.reasons if reason.to_do],
        }


@attrs.frozen(slots=False, eq=False)
class Standing:
    """Where one cycle stands, as a value: asking changes nothing, and moving on makes a new one."""

    cycle: Cycle
    _position: Position
    _trace: Trace
    """The log as it was recorded, which a standing that was moved on is beyond."""
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
        return self._may(*self._place(step, lesson), self._dead_end)

    def take(self, step: str, lesson: str | None = None, event: Event = "took place") -> Standing:
        """The standing after one more entry, whether or not it may be begun.

        No record is made: what the protocol asks for besides, such as evidence, is there as far as
        the programme has it.

        Raises:
            NoSuchStep: the protocol has no such step.
        """
        number, lesson = self._place(step, lesson)
        after = self._position.copy()
        after.step(number, lesson, event)
        return Standing(self.cycle, after, self._trace, self.possibly)

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
        """The keys of the steps that may be begun now, those that remain first.

        None, once the cycle has ended.
        """
        if self.ended:
            return ()
        wanted = dict.fromkeys(step for step, _ in self.remains)
        ready = [step.key for step in self.steps if step.may.leave == "ready"]
        return tuple(sorted(ready, key=lambda step: step not in wanted))

    @cached_property
    def steps(self) -> tuple[StepStanding, ...]:
        """Every step of the protocol, in its order."""
        purse = Purse()
        return tuple(self._step(number, purse) for number in range(len(self.protocol.steps)))

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """What each requirement says of the log, with the entry that decided it."""
        said = rulings_beyond(self._position, self._trace.rulings)
        return tuple(by_requirement(said).values())

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What the protocol asks besides an order of steps, met or not."""
        return attrs.evolve(self._trace, position=self._position).demands

    @property
    def ended(self) -> bool:
        """Whether the cycle has ended, however it ended."""
        return self.cycle.outcome is not None or self.cycle.ended is not None

    @cached_property
    def state(self) -> CycleState:
        """Broken, blocked, complete, on track or how it ended; no narrative is broken."""
        log = self.cycle.account == "log"
        if log and any(_severity(r) is Severity.ERROR for r, _ in self._position.broken()):
            return "broken"
        if self.cycle.outcome == "discontinued":
            return "discontinued"
        if self._complete:
            return "complete"
        if log and self.ended:
            return "ended incomplete"
        return "blocked" if log and self._stuck else "on track"

    @property
    def _complete(self) -> bool:
        """Whether nothing is violated or pending, and all that is asked for is there."""
        done = not self._position.pending() and not self._position.violated()
        enough = len(self._position.lessons) >= lessons_needed(self._machines)
        return done and enough and all(demand.met for demand in self.demands)

    @property
    def phase(self) -> str | None:
        """The phase of the step completed last, by its title in the protocol."""
        last = max(self._position.done.items(), key=lambda item: item[1][1], default=None)
        return None if last is None else self._phase(last[0][1])

    def to_dict(self) -> dict[str, Any]:
        """In plain JSON types, as ``standing_schema()`` describes it."""
        return {
            "schema": SCHEMA,
            "version": VERSION,
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
            self._reason(requirement)
            for requirement, lesson in after.broken()
            if (requirement, lesson) not in before
        )

    def _may(self, step: int, lesson: str | None, dead_end: _DeadEnd) -> May:
        after = self._position.copy()
        after.step(step, lesson, "started")
        reasons = self._newly_broken(after)
        if not reasons:
            after.step(step, lesson, "completed")
            reasons = dead_end(after)
            if not reasons:
                return READY
        worst = min(reason.severity.rank for reason in reasons)
        leaves: tuple[Leave, ...] = ("blocked", "discouraged", "ready")
        return May(leaves[worst], reasons)

    def _reason(self, requirement: Requirement) -> Reason:
        compiled, to_do = self._machines.compiled, _EARLIER.get(requirement.template)
        return Reason(
            compiled.says(requirement),
            _severity(requirement),
            requirement,
            to_do.format(compiled.sides(requirement)[0]) if to_do else None,
        )

    def _dead_end(self, position: Position, purse: Purse | None = None) -> tuple[Reason, ...]:
        """That the end is out of reach, unless only what is unsourced stands in the way."""
        lessons, purse = lessons_needed(self._machines), purse or Purse()
        for severity in (Severity.ERROR, Severity.WARNING):
            outcome = remaining(position, lessons, at_least=severity, purse=purse).outcome
            if outcome == "impossible":
                return (Reason("The end could no longer be reached.", severity),)
        return ()

    @cached_property
    def _stuck(self) -> tuple[Reason, ...]:
        """That the end is out of reach as it is."""
        return () if self.course.outcome == "found" else self._dead_end(self._position)

    def _step(self, number: int, purse: Purse) -> StepStanding:
        step = self.protocol.steps[number]
        position = self._position
        lesson = self._lesson_to_go_on(number) if step.per == "lesson" else None

        def dead_end(after: Position) -> tuple[Reason, ...]:
            """From a dead end there is no way out; and what remains may still show a way."""
            if self._stuck and self._stuck[0].severity is Severity.ERROR:
                return self._stuck
            if self._leads_on(after, (step.key, lesson)):
                return ()
            return self._dead_end(after, purse)

        return StepStanding(
            key=step.key,
            title=step.title,
            phase=self._phase(number),
            state=self._state(number),
            times=position.times(number),
            stale=self._stale(number),
            may=self._may(number, lesson, dead_end),
        )

    def _leads_on(self, after: Position, taken: Stage) -> bool:
        """Whether what remains leads to the end after a step too, so that no search is needed."""
        if self.course.outcome != "found":
            return False
        numbers, ahead = self._machines.compiled.numbers, after.copy()
        left = list(self.remains)
        if taken in left:
            left.remove(taken)
        for step, lesson in left:
            place = lesson, numbers[step]
            ahead.step(numbers[step], lesson, "completed" if place in ahead.open else "took place")
        whole = not ahead.open and not ahead.pending()
        enough = len(ahead.lessons) >= lessons_needed(self._machines)
        return whole and enough and set(ahead.broken()) == set(after.broken())

    def _state(self, number: int) -> StepState:
        if any(place == number for _, place in self._position.open):
            return "open"
        if self._position.times(number):
            return "done"
        return "undocumented" if self.cycle.account == "narrative" else "untouched"

    def _lesson_to_go_on(self, number: int) -> str:
        """Where a step would be taken next: the latest lesson that is without it, or a new one."""
        begun = self._position.lessons
        behind = [lesson for lesson in begun if (lesson, number) not in self._position.done]
        names = (f"lesson {place}" for place in range(1, len(begun) + 2))
        return behind[-1] if behind else next(name for name in names if name not in begun)

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
