"""One cycle's log run through its protocol, with which entry decided what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import attrs

from nsee_core.automata import Verdict
from nsee_core.engine.demands import Demand, demands
from nsee_core.engine.machine import Judged, Machines, machines
from nsee_core.engine.ordering import ordered
from nsee_core.engine.position import Oddity, Position
from nsee_core.engine.ties import Tie, ties
from nsee_core.programme import Programme
from nsee_core.protocol import Protocol
from nsee_core.protocol.compiling import Requirement
from nsee_core.records import Cycle, Entry


class Ruling(NamedTuple):
    """What one requirement says of a log, and the entry at which it came to say so."""

    requirement: Requirement
    verdict: Verdict
    lesson: str | None = None
    """The lesson, for a requirement on each lesson by itself."""
    entry: str | None = None
    """The entry that decided it; None where it stands as it stood before the first."""


@attrs.frozen(eq=False, slots=False)
class Trace:
    """A cycle's log in order, and where it leads."""

    programme: Programme
    cycle: Cycle
    machines: Machines
    log: Sequence[Entry]
    position: Position
    oddities: Sequence[tuple[Entry, Oddity]]
    """Entries that are odd in themselves, whatever the requirements say."""

    @cached_property
    def broken(self) -> bool:
        """Whether some requirement is violated for good."""
        return self.position.violated()

    @cached_property
    def unmet(self) -> bool:
        """Whether some requirement is pending."""
        return self.position.pending()

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What the protocol asks besides an order of steps: evidence, people, rotation."""
        return tuple(demands(self.programme, self.cycle, self.machines.protocol, self.position))

    @cached_property
    def overdue(self) -> tuple[Demand, ...]:
        """Those demands that should be met by now and are not."""
        asked = (self.programme, self.cycle, self.machines.protocol, self.position)
        return tuple(demands(*asked, overdue=True))

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """Every requirement's ruling, the cycle's own first, then lesson by lesson."""
        return tuple(rulings(self.machines, self.log))

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Entries of one date whose order nobody stated, where it decides a verdict."""
        return tuple(ties(self.machines, self.log))

    def ruled(self, verdict: Verdict) -> tuple[Ruling, ...]:
        """The rulings of one verdict."""
        return tuple(ruling for ruling in self.rulings if ruling.verdict is verdict)


def trace(programme: Programme, cycle: Cycle, protocol: Protocol) -> Trace:
    """Run a cycle's log through a protocol; whatever the log says, this raises nothing."""
    made = machines(protocol)
    log = ordered(programme.within(cycle.id, Entry))
    position = Position(made)
    oddities = [(entry, oddity) for entry in log if (oddity := position.take(entry)) is not None]
    return Trace(programme, cycle, made, log, position, oddities)


def rulings(made: Machines, log: Iterable[Entry]) -> list[Ruling]:
    """Run a log, and keep for each requirement the entry at which its verdict was last entered."""
    position = Position(made)
    watch: dict[str | None, _Watch] = {None: _Watch.at(made.cycle.judged(position.cycle), None)}
    for entry in log:
        column, lesson, _ = position.read(entry)
        moved = position.move(column, lesson)
        watch[None].look(made.cycle.judged(position.cycle), entry.id)
        if lesson is not None:
            judged = made.lesson.judged(position.lessons[lesson].state)
            if lesson in watch:
                watch[lesson].look(judged, entry.id)
            else:  # a lesson's verdicts are entered at the entry that begins it
                watch[lesson] = _Watch.at(judged, entry.id)
        for alike in moved:
            judged = made.lesson.judged(alike.state)
            for begun in alike.lessons:
                watch[begun].look(judged, entry.id)
    told = [
        Ruling(requirement, verdict, lesson, decided)
        for machine, lesson, _ in position.instances()
        for requirement, verdict, decided in zip(
            machine.requirements, watch[lesson].verdicts, watch[lesson].decided, strict=True
        )
    ]
    return [*told, *_of_no_lesson(position)]


def rulings_beyond(position: Position, known: Iterable[Ruling]) -> list[Ruling]:
    """The rulings at a position beyond a log: what has changed since, no entry decided yet."""
    entries = {(was.requirement, was.lesson, was.verdict): was.entry for was in known}
    told = [
        Ruling(requirement, verdict, lesson, entries.get((requirement, lesson, verdict)))
        for machine, lesson, state in position.instances()
        for requirement, verdict in zip(
            machine.requirements, machine.judged(state).verdicts, strict=True
        )
    ]
    return [*told, *_of_no_lesson(position)]


def _of_no_lesson(position: Position) -> list[Ruling]:
    """While there is no lesson, what is required of each holds."""
    if position.lessons:
        return []
    each = position.machines.lesson.requirements
    return [Ruling(requirement, Verdict.HOLDING) for requirement in each]


@attrs.define
class _Watch:
    """The verdicts of one machine, and the entry at which each was entered."""

    verdicts: tuple[Verdict, ...]
    decided: list[str | None]

    @classmethod
    def at(cls, judged: Judged, entry: str | None) -> _Watch:
        """All of them entered at one entry, or before the first."""
        return cls(judged.verdicts, [entry] * len(judged.verdicts))

    def look(self, judged: Judged, entry: str) -> None:
        """Note what an entry changed."""
        if judged.verdicts is not self.verdicts:
            for number, (before, then) in enumerate(
                zip(self.verdicts, judged.verdicts, strict=True)
            ):
                if before is not then:
                    self.decided[number] = entry
            self.verdicts = judged.verdicts


def by_requirement(rulings: Iterable[Ruling]) -> Mapping[Requirement, Ruling]:
    """One ruling a requirement: of several lessons, the gravest that came first.

    Violated if it is in any lesson, else pending if it is in any, else holding: never satisfied,
    since a lesson may always begin.
    """
    worst: dict[Requirement, Ruling] = {}
    for said in rulings:
        met = said.lesson is not None and said.verdict is Verdict.SATISFIED
        ruling = said._replace(verdict=Verdict.HOLDING) if met else said
        known = worst.get(ruling.requirement)
        if known is None or _grave(ruling.verdict) > _grave(known.verdict):
            worst[ruling.requirement] = ruling
    return worst


def _grave(verdict: Verdict) -> int:
    return (Verdict.SATISFIED, Verdict.HOLDING, Verdict.PENDING, Verdict.VIOLATED).index(verdict)
