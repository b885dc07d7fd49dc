"""NSEE402 to 408: what a cycle asks, and what success would look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Cycle, Evidence, Insight, Question
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View

_PARTS = ("stem", "change", "outcome")
_LARGE = {"year group", "department", "whole school"}
_SUCCESS = {
    "baseline": "where things stood",
    "intended": "where they were meant to go",
    "for_whom": "who was to benefit",
}
#: The page prints "stems such as Does"; that the others are such is how English asks for yes or no.
_YES_OR_NO = re.compile(
    r"\W*(do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)\b",
    re.IGNORECASE,
)


@rule(
    "NSEE402",
    "question-not-in-cycle",
    on=(Evidence, Insight),
    where="question",
    says="it answers a question that its cycle does not ask",
    fix="give the key of one of the cycle's questions, or add the question to the cycle",
    basis="agreed",
)
def question_not_in_cycle(record: Evidence | Insight, view: View) -> Iterator[Hit]:
    """Evidence and insights say which question they answer, by its key within the cycle."""
    cycle = view.cycle_of(record) if record.question is not None else None
    if cycle is not None and all(asked.key != record.question for asked in cycle.questions):
        yield Hit("question", value=record.question)


@rule(
    "NSEE403",
    "question-key-twice",
    on=Cycle,
    says="questions {first} and {second} have the same key",
    fix="give each question a key of its own",
    basis="agreed",
)
def question_key_twice(cycle: Cycle, _: View) -> Iterator[Hit]:
    """What answers the one question could as well answer the other."""
    if len(cycle.questions) < 2:
        return
    seen: dict[str, int] = {}
    for number, question in enumerate(cycle.questions, start=1):
        first = seen.setdefault(question.key, number)
        if first != number:
            yield Hit(
                "questions", number - 1, "key", value=question.key, first=first, second=number
            )


def _parts_missing(question: Question) -> list[str]:
    return [part for part in _PARTS if getattr(question, part) is None]


@rule(
    "NSEE404",
    "question-says-nothing",
    on=Cycle,
    says="question {number} has a key and no words",
    fix="write the question, as a whole or as stem, change and outcome; or take it out",
    basis="inferred",
    source="P33",
)
def question_says_nothing(cycle: Cycle, _: View) -> Iterator[Hit]:
    """An enquiry follows from its question, so the question has to be there to be read."""
    for number, question in enumerate(cycle.questions, start=1):
        if question.text is None and len(_parts_missing(question)) == len(_PARTS):
            yield Hit("questions", number - 1, number=number)


@rule(
    "NSEE405",
    "question-part-missing",
    on=Cycle,
    says="question {number} is given in parts and has no {missing}",
    fix="add the {missing}, or give the question as one text",
    basis="printed",
    source="P33",
    severity=Severity.INFO,
)
def question_part_missing(cycle: Cycle, _: View) -> Iterator[Hit]:
    """An enquiry question has three parts: a stem, a change to practice, and an outcome.

    The change is what is tried; the outcome is what is anticipated. With one of the parts
    missing it is harder to know what to look for.
    """
    for number, question in enumerate(cycle.questions, start=1):
        missing = _parts_missing(question)
        if missing and len(missing) < len(_PARTS):
            yield Hit("questions", number - 1, missing[0], number=number, missing=missing)


@rule(
    "NSEE406",
    "question-answered-by-yes",
    on=Cycle,
    says='question {number} opens with "{opening}", which asks for a yes or a no',
    fix='ask openly, as in "In what way ...", "How does ..." or "What happens when ..."',
    basis="printed",
    source="P33",
    severity=Severity.WARNING,
)
def question_answered_by_yes(cycle: Cycle, _: View) -> Iterator[Hit]:
    """A question that opens with "Does" sets out to prove that something worked.

    An open one lets the evidence say what happened, and to whom. Real teams do ask the other
    way, so this is advice.
    """
    for number, question in enumerate(cycle.questions, start=1):
        part = "stem" if question.stem is not None else "text"
        opening = _YES_OR_NO.match(question.stem or question.text or "")
        if opening is not None:
            yield Hit("questions", number - 1, part, number=number, opening=opening[1].capitalize())


@rule(
    "NSEE407",
    "scale-to-reconsider",
    on=Cycle,
    says="the enquiry looks at a {scale}, which is large for one enquiry",
    fix="choose one learner, a small group or a class; or keep the scale, knowing it is large",
    basis="printed",
    source="P33",
    severity=Severity.WARNING,
)
def scale_to_reconsider(cycle: Cycle, _: View) -> Iterator[Hit]:
    """An enquiry question is about one learner, a small group or a class.

    So goes the advice on writing one, and to think again where it is about a whole year group,
    department or school.
    """
    if cycle.scale in _LARGE:
        yield Hit("scale", value=cycle.scale, scale=cycle.scale)


@rule(
    "NSEE408",
    "success-half-said",
    on=Cycle,
    says="success measure {number} does not say {missing}",
    fix="add {missing} to the measure, as it was agreed at the start",
    basis="inferred",
    source="P01",
    silence=True,
)
def success_half_said(cycle: Cycle, _: View) -> Iterator[Hit]:
    """A difference shows against where things stood, where they were to go, and for whom.

    It is asked for once the cycle ended as completed.
    """
    if cycle.outcome != "completed":
        return
    for number, success in enumerate(cycle.success, start=1):
        missing = [words for name, words in _SUCCESS.items() if getattr(success, name) is None]
        if missing:
            yield Hit("success", number - 1, number=number, missing=missing)


RULES = (
    question_not_in_cycle,
    question_key_twice,
    question_says_nothing,
    question_part_missing,
    question_answered_by_yes,
    scale_to_reconsider,
    success_half_said,
)
