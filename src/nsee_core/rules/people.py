"""NSEE205 to 207: who teaches and who observes, and with whom."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Cycle, Lesson, Person, Team
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View


@rule(
    "NSEE205",
    "teacher-observes-self",
    on=Lesson,
    where="taught_by",
    says="{person} both taught the lesson and observed it",
    fix="name who taught it and, apart from them, who observed it",
    basis="inferred",
    source="P40",
)
def teacher_observes_self(lesson: Lesson, _view: View) -> Iterator[Hit]:
    """Observing is for the colleagues who do not teach: they have eyes free for the pupils."""
    if lesson.taught_by is not None and lesson.taught_by in lesson.observed_by:
        yield Hit("observed_by", person=lesson.taught_by)


@rule(
    "NSEE206",
    "pupil-or-colleague",
    on=Lesson,
    says="{field} names {person}, who is recorded as {sort}",
    fix="move pupils to pupil_observers and colleagues to observed_by, or correct their type",
    basis="inferred",
    source="P55",
)
def pupil_or_colleague(lesson: Lesson, view: View) -> Iterator[Hit]:
    """Pupils who observe as researchers are named apart from the colleagues who observe.

    Both views count, and what each of them sees is read differently.
    """
    for field, people, pupils in (
        ("taught_by", (lesson.taught_by,), False),
        ("observed_by", lesson.observed_by, False),
        ("pupil_observers", lesson.pupil_observers, True),
    ):
        for id_ in people:
            person = view.get(id_, Person)
            if person is not None and person.type and (person.type == "pupil") is not pupils:
                yield Hit(field, field=field, person=id_, sort=person.type)


@rule(
    "NSEE207",
    "group-of-one",
    on=Cycle,
    says="the lesson-study group {team} has one member, and lessons have begun",
    fix="add the others who take part to {team}",
    basis="printed",
    source="P58",
    silence=True,
)
def group_of_one(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Lesson study is done by two, three or more people who share the plan and what they see."""
    for id_ in cycle.led_by:
        team = view.get(id_, Team)
        if team is None or team.type != "lesson-study group" or not view.within(cycle.id, Lesson):
            continue
        if max(team.size or 0, len(view.members(id_))) == 1:
            yield Hit("led_by", team=id_)


RULES = (
    teacher_observes_self,
    pupil_or_colleague,
    group_of_one,
)
