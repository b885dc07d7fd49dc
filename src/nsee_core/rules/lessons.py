"""NSEE37x: research lessons in their round and their cycle, and how plans are revised."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Cycle, Entry, Evidence, Lesson
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import beyond
from nsee_core.rules.naming import few
from nsee_core.rules.view import View


@rule(
    "NSEE371",
    "same-place-in-round",
    on=Cycle,
    says="{lessons} have the same place in round {round}, number {position}",
    fix="correct the position or the round of the lessons",
    basis="inferred",
)
def same_place_in_round(cycle: Cycle, view: View) -> Iterator[Hit]:
    """The lessons of a round are taught one after the other, each with what the last one showed."""
    places: dict[tuple[int, int], list[str]] = {}
    for lesson in view.within(cycle.id, Lesson):
        if lesson.round is not None and lesson.position is not None:
            places.setdefault((lesson.round, lesson.position), []).append(lesson.id)
    for (number, position), lessons in places.items():
        if len(lessons) > 1:
            yield Hit(lessons=few(lessons), round=number, position=position)


@rule(
    "NSEE372",
    "revised-without-discussion",
    on=Lesson,
    where="revises",
    says="it revises the plan of {lesson} and names no discussion of that lesson",
    fix="name in after_discussion the entry or the notes of the discussion",
    basis="inferred",
    silence=True,
)
def revised_without_discussion(lesson: Lesson, _view: View) -> Iterator[Hit]:
    """A plan is revised because of what was seen and said after it was taught."""
    if lesson.revises is not None and lesson.after_discussion is None:
        yield Hit("after_discussion", lesson=lesson.revises)


@rule(
    "NSEE373",
    "discussion-of-another-lesson",
    on=Lesson,
    where="after_discussion",
    says="it revises the plan of {lesson} after a discussion of {other}",
    fix="name the discussion of {lesson}, or correct which lesson it revises",
    basis="inferred",
)
def discussion_of_another_lesson(lesson: Lesson, view: View) -> Iterator[Hit]:
    """What was said about one lesson is no reason to revise the plan of another."""
    if lesson.revises is None or lesson.after_discussion is None:
        return
    discussion = view.programme.get(lesson.after_discussion)
    about = discussion.lesson if isinstance(discussion, Entry | Evidence) else None
    if about not in (None, lesson.revises):
        yield Hit("after_discussion", lesson=lesson.revises, other=about)


@rule(
    "NSEE374",
    "version-not-later",
    on=Lesson,
    where="revises",
    says="it revises version {was} of the plan, of {lesson}, and has version {version}",
    fix="count each revision of the plan as a version of its own",
    basis="inferred",
)
def version_not_later(lesson: Lesson, view: View) -> Iterator[Hit]:
    """A plan that was revised is a new version; else nobody can tell which of them was taught."""
    revised = view.get(lesson.revises, Lesson)
    if revised is None or revised.plan_version is None or lesson.plan_version is None:
        return
    if lesson.plan_version <= revised.plan_version:
        was, version = revised.plan_version, lesson.plan_version
        yield Hit("plan_version", lesson=revised.id, was=was, version=version)


@rule(
    "NSEE375",
    "lesson-outside-the-cycle",
    on=Cycle,
    says="the lesson was taught ({when}) {limit}",
    fix="correct the date of the lesson or of the cycle",
    basis="agreed",
    severity=Severity.WARNING,
)
def lesson_outside_the_cycle(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A research lesson is part of its cycle, so it was taught while that lasted.

    Outside it, it would count for a session, or for a step, to which it does not belong.
    """
    outside = beyond("the cycle", cycle.started, cycle.ended)
    if outside is None:
        return
    for lesson in view.within(cycle.id, Lesson):
        if limit := outside(lesson.when):
            yield Hit("when", subject=lesson.id, when=str(lesson.when), limit=limit)


RULES = (
    same_place_in_round,
    revised_without_discussion,
    discussion_of_another_lesson,
    version_not_later,
    lesson_outside_the_cycle,
)
