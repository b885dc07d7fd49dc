"""A cycle told in records: the steps that it took, and all that its protocol asks for besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import cycle, islice

import attrs

from nsee_core.engine.joint import Stage
from nsee_core.programme import Programme
from nsee_core.protocol.model import TRIO, Need, Protocol
from nsee_core.records import (
    Barrier,
    Base,
    Change,
    Cycle,
    Entry,
    Evidence,
    FocusPupil,
    Insight,
    Lesson,
    Person,
    Practice,
    Question,
    Resource,
    School,
    Success,
    Transfer,
    Trio,
    When,
)

_FIRST_DAY = date(2018, 8, 20)
#: Whom the pupils in focus stand for, in turn.
_GROUPS = ("higher attaining", "middle attaining", "lower attaining")


def told(protocol: Protocol, stages: Sequence[Stage]) -> Programme:
    """A completed cycle that took these steps, with all that a protocol asks for besides.

    Everybody in it is a role, such as ``teacher-1``; its evidence is about no recognisable person.
    """
    return Programme.of(_Story(protocol, tuple(stages)).records())


@attrs.frozen(slots=False)
class _Story:
    """What is told of a cycle that took some steps of a protocol, a step a day."""

    protocol: Protocol
    stages: tuple[Stage, ...]

    def records(self) -> Iterator[Base]:
        """Everything, what is pointed at before what points at it."""
        for number in range(1, self._asked("organisations", least=2) + 1):
            yield School(id=f"school-{number}")
        for teacher in self.teachers:
            yield Person(id=teacher, type="practitioner", school="school-1")
        if self.has_trio:
            yield Trio(id="trio-1", type="teachers", members=self.teachers[:TRIO])
        yield self.cycle()
        yield from (self.lesson(number) for number in range(len(self.lessons)))
        yield from self.evidence()
        yield from (self.entry(number) for number in range(len(self.stages)))
        yield from self.learnt()

    @cached_property
    def lessons(self) -> tuple[str, ...]:
        """The lessons, in the order in which they begin."""
        return tuple(dict.fromkeys(lesson for _, lesson in self.stages if lesson is not None))

    @cached_property
    def teachers(self) -> tuple[str, ...]:
        return tuple(f"teacher-{n}" for n in range(1, self._asked("led_by", least=TRIO) + 1))

    @cached_property
    def has_trio(self) -> bool:
        return self.protocol.rotation is not None or bool(self._asked("trio"))

    @property
    def last_day(self) -> When:
        return self._day(len(self.stages))

    def cycle(self) -> Cycle:
        return Cycle(
            id="cycle-1",
            title=f"A cycle of {self.protocol.title or self.protocol.key}",
            protocol=self.protocol.key,
            led_by=self.teachers,
            trio="trio-1" if self.has_trio else None,
            organisations=tuple(
                f"school-{n}" for n in range(1, self._asked("organisations", least=2) + 1)
            ),
            questions=tuple(
                Question(
                    key=f"q{number}",
                    stem="In what way",
                    change="does what is tried",
                    outcome="help these learners?",
                )
                for number in range(1, self._asked("questions", least=1) + 1)
            ),
            target_group="the learners whom the enquiry is about",
            success=tuple(
                Success(
                    measure=f"measure {number}",
                    baseline="where it stood",
                    intended="where it is hoped to stand",
                    for_whom="the target group",
                )
                for number in range(1, self._asked("success", least=1) + 1)
            ),
            improvement_plan="the school improvement plan",
            started=self._day(0),
            ended=self.last_day,
            outcome="completed",
        )

    def lesson(self, number: int) -> Lesson:
        """The turns go round the first three teachers; the pupils in focus are nobody's names."""
        teacher = self.teachers[number % TRIO]
        return Lesson(
            id=_id(self.lessons[number]),
            cycle="cycle-1",
            when=self._day(self._first(lesson=self.lessons[number])),
            taught_by=teacher,
            observed_by=tuple(other for other in self.teachers[:TRIO] if other != teacher),
            round=1,
            position=number + 1,
            focus_pupils=tuple(
                FocusPupil(typifies=group, predicted="as expected", observed="as seen")
                for group in self._focus_groups()
            ),
        )

    def _focus_groups(self) -> Iterator[str]:
        """The groups of learners whom the pupils in focus stand for, as many as are asked for."""
        asked = self.protocol.focus_pupils
        return islice(cycle(_GROUPS), len(_GROUPS) if asked is None else asked.multiple_of)

    def entry(self, number: int) -> Entry:
        step, lesson = self.stages[number]
        again = (step, lesson) in self.stages[:number]
        return Entry(
            id=f"entry-{number + 1}",
            cycle="cycle-1",
            step=step,
            when=self._day(number),
            by=(self.teachers[0],),
            lesson=None if lesson is None else _id(lesson),
            why="it was taken up again" if again else None,
        )

    def evidence(self) -> Iterator[Evidence]:
        """What each need asks for, by itself; then what the insights rest on."""
        for step, lesson in dict.fromkeys((*self.stages, *self._owed())):
            needs = [need for need in self.protocol.step(step).needs if need.evidence is not None]
            for which, need in enumerate(needs, start=1):
                for number in range(1, need.at_least + 1):
                    yield self._item((step, lesson), need, f"{which}-{number}")
        for type_ in ("observation", "pupil voice") if self._asked("insight") else ():
            yield Evidence(
                id=f"evidence-{_id(type_)}",
                cycle="cycle-1",
                type=type_,
                when=self.last_day,
                identifiable=False,
                n=20,
            )

    def learnt(self) -> Iterator[Base]:
        """Insights, changes and the rest, as many as the needs ask for."""
        insights = tuple(f"insight-{n}" for n in range(1, self._asked("insight") + 1))
        for id_ in insights:
            yield Insight(
                id=id_,
                cycle="cycle-1",
                question="q1",
                text="what was learnt",
                evidence=("evidence-observation", "evidence-pupil-voice"),
                when=self.last_day,
            )
        for number in range(1, self._asked("change") + 1):
            yield Change(
                id=f"change-{number}",
                cycle="cycle-1",
                text="what was changed",
                why="why it was expected to help",
                insights=insights[:1],
                predicted="what was expected",
                observed="what happened",
                decision="adopt",
                when=self.last_day,
                decided=self.last_day,
            )
        for number in range(1, self._asked("resource") + 1):
            yield Resource(
                id=f"resource-{number}",
                cycle="cycle-1",
                type="expertise",
                provided_by=("school-2",),
                provided_to=("school-1",),
            )
        for number in range(1, self._asked("barrier") + 1):
            yield Barrier(id=f"barrier-{number}", cycle="cycle-1", type="participation")
        for number in range(1, self._asked("transfer") + 1):
            yield Practice(id=f"practice-{number}", cycle="cycle-1", name="what was tried")
            yield Transfer(
                id=f"transfer-{number}",
                cycle="cycle-1",
                practice=f"practice-{number}",
                giver="school-1",
                receivers=("school-2",),
                type="shared",
                when=self.last_day,
            )

    def _item(self, stage: Stage, need: Need, name: str) -> Evidence:
        step, lesson = stage
        place = step if lesson is None else f"{step}-{_id(lesson)}"
        return Evidence(
            id=f"evidence-{place}-{name}",
            cycle="cycle-1",
            step=step,
            lesson=None if lesson is None else _id(lesson),
            type=need.evidence[0] if need.evidence else "observation",
            when=self._day(self._first(*stage)),
            identifiable=False,
            n=20,
        )

    def _asked(self, what: str, *, least: int = 0) -> int:
        """How many the protocol asks for of a kind of record or a field of the cycle."""
        needs = (need for step in self.protocol.steps for need in step.needs)
        asked = [need.at_least for need in needs if what in (need.records, need.cycle)]
        asked += [people.at_least for people in self.protocol.people if people.group == what]
        if what == "insight":
            asked.append(min(1, self._asked("change")))  # a change rests on one
        return max([least, *asked])

    def _owed(self) -> Iterator[Stage]:
        """Every required step, taken or not, in every lesson if it is done in each."""
        for step in self.protocol.steps:
            if step.required:
                for lesson in self.lessons if step.per == "lesson" else (None,):
                    yield step.key, lesson

    def _first(self, step: str | None = None, lesson: str | None = None) -> int:
        """Where in the course a step was first taken, or a lesson begun; at its end if never."""
        places = (
            number
            for number, (taken, held) in enumerate(self.stages)
            if step in (None, taken) and held == lesson
        )
        return next(places, len(self.stages))

    def _day(self, number: int) -> When:
        return When.parse((_FIRST_DAY + timedelta(days=number)).isoformat())


def _id(name: str) -> str:
    return name.replace(" ", "-")
