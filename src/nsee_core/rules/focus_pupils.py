"""NSEE43x: the pupils in focus of a research lesson, as far as its protocol asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from nsee_core.findings import Severity
from nsee_core.protocol.model import FocusPupils, Protocol, Said
from nsee_core.records import Cycle, Lesson, Person
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import completed
from nsee_core.rules.view import View


class _Asked(NamedTuple):
    """What the protocol of a cycle asks of focus pupils."""

    protocol: Protocol
    focus: FocusPupils

    def hit(
        self,
        *loc: str | int,
        said: Said | None = None,
        severity: Severity | None = None,
        **args: Any,  # noqa: ANN401 - message arguments
    ) -> Hit:
        """What is wrong, on the authority of the protocol."""
        basis = self.protocol.basis_of(said, self.focus)
        source = self.protocol.source_of(said, self.focus)
        return Hit(*loc, basis=basis, source=source, severity=severity, **args)

    def hits(self, places: Iterable[int], field: str, **how: Any) -> Iterator[Hit]:  # noqa: ANN401 - as for hit
        """What is wrong with focus pupils, by their places in the list."""
        for place in places:
            yield self.hit("focus_pupils", place, field, number=place + 1, **how)


def _asked(record: Cycle | Lesson, view: View) -> _Asked | None:
    cycle = view.cycle_of(record)
    protocol = view.protocol(cycle) if cycle is not None else None
    if protocol is None or protocol.focus_pupils is None:
        return None
    return _Asked(protocol, protocol.focus_pupils)


def _asked_of_lesson(lesson: Lesson, view: View) -> _Asked | None:
    """What is asked of the focus pupils of a lesson, where it names some."""
    return _asked(lesson, view) if lesson.focus_pupils else None


def _asked_at_the_end(cycle: Cycle, view: View) -> _Asked | None:
    """What is asked of a cycle that ended as completed."""
    return _asked(cycle, view) if cycle.outcome == "completed" else None


@rule(
    "NSEE431",
    "focus-pupils-not-in-threes",
    on=Lesson,
    where="focus_pupils",
    given=_asked_of_lesson,
    says="{count} focus pupils were observed, and the protocol takes {multiple} or a multiple",
    fix="add the focus pupils that are missing, or take out those who were not the focus",
    basis="agreed",
)
def focus_pupils_not_in_threes(lesson: Lesson, view: View, asked: _Asked) -> Iterator[Hit]:
    """Lesson study watches three case pupils, or six, or nine; another protocol may take others.

    Each stands for a group of learners. While the lesson is being planned there is time to find
    them; once they were observed there is not.
    """
    pupils = lesson.focus_pupils
    if len(pupils) % asked.focus.multiple_of == 0:
        return
    if any(pupil.observed for pupil in pupils) or completed(lesson, view):
        yield asked.hit("focus_pupils", count=len(pupils), multiple=asked.focus.multiple_of)


@rule(
    "NSEE432",
    "no-focus-pupils",
    on=Cycle,
    given=_asked_at_the_end,
    says="the cycle ended as completed and no lesson of it names its focus pupils",
    fix="put the focus pupils into the lessons, by id or by the group of learners they stand for",
    basis="agreed",
    silence=True,
)
def no_focus_pupils(cycle: Cycle, view: View, asked: _Asked) -> Iterator[Hit]:
    """A research lesson is planned for its case pupils, and what they learn is what is observed.

    Not every lesson of a series has to be a research lesson, but one has.
    """
    lessons = view.within(cycle.id, Lesson)
    if lessons and not any(lesson.focus_pupils for lesson in lessons):
        yield asked.hit()


@rule(
    "NSEE433",
    "nothing-predicted",
    on=Lesson,
    where="focus_pupils",
    given=_asked_of_lesson,
    says="nothing was predicted for focus pupil {number}",
    fix="add what the group expected of them before the lesson, if they did",
    basis="agreed",
    silence=True,
)
def nothing_predicted(lesson: Lesson, view: View, asked: _Asked) -> Iterator[Hit]:
    """The group predicts what each case pupil will learn, and compares it with what they did.

    That is what the discussion after the lesson begins with. It is asked for once the pupil was
    observed, or the cycle ended as completed.
    """
    said = asked.focus.predicted
    if said is not None:
        over = completed(lesson, view)
        without = (
            place
            for place, pupil in enumerate(lesson.focus_pupils)
            if pupil.predicted is None and (over or pupil.observed is not None)
        )
        yield from asked.hits(without, "predicted", said=said)


@rule(
    "NSEE434",
    "nothing-observed",
    on=Lesson,
    where="focus_pupils",
    given=_asked_of_lesson,
    says="what was predicted for focus pupil {number} is not set against what was seen",
    fix="add what was seen of them in the lesson",
    basis="agreed",
    silence=True,
)
def nothing_observed(lesson: Lesson, view: View, asked: _Asked) -> Iterator[Hit]:
    """A prediction is made to be compared. It is asked for once the cycle ended as completed."""
    said = asked.focus.predicted
    if said is not None and completed(lesson, view):
        without = (
            place
            for place, pupil in enumerate(lesson.focus_pupils)
            if pupil.predicted is not None and pupil.observed is None
        )
        yield from asked.hits(without, "observed", said=said)


@rule(
    "NSEE435",
    "typifies-nobody",
    on=Lesson,
    where="focus_pupils",
    given=_asked_of_lesson,
    says="it is not said which group of learners focus pupil {number} stands for",
    fix="say whom they typify, such as middle attaining",
    basis="agreed",
    severity=Severity.INFO,
)
def typifies_nobody(lesson: Lesson, _view: View, asked: _Asked) -> Iterator[Hit]:
    """Each case pupil typifies a group of learners.

    What is learnt about one is a first answer about the others. It is asked for once the pupil
    was observed.
    """
    without = (
        place
        for place, pupil in enumerate(lesson.focus_pupils)
        if pupil.typifies is None and pupil.observed is not None
    )
    yield from asked.hits(without, "typifies", severity=Severity.INFO)


@rule(
    "NSEE436",
    "focus-on-no-pupil",
    on=Lesson,
    where="focus_pupils",
    says="focus pupil {number} is a {type}, not a pupil",
    fix="name a pupil, or correct the type of the person",
    basis="printed",
    source="P58",
)
def focus_on_no_pupil(lesson: Lesson, view: View) -> Iterator[Hit]:
    """The case pupils of a research lesson are pupils; the colleagues who watch it observe."""
    for number, focus in enumerate(lesson.focus_pupils, start=1):
        person = view.get(focus.pupil, Person)
        if person is not None and person.type not in (None, "pupil"):
            yield Hit("focus_pupils", number - 1, "pupil", number=number, type=person.type)


RULES = (
    focus_pupils_not_in_threes,
    no_focus_pupils,
    nothing_predicted,
    nothing_observed,
    typifies_nobody,
    focus_on_no_pupil,
)
