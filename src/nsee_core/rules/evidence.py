"""NSEE4xx: questions, evidence, what was learnt from it, and what was changed because of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.protocol.compiling import compiled
from nsee_core.records import (
    Change,
    Cycle,
    Evidence,
    Insight,
    Lesson,
    Person,
    Question,
    Resource,
    When,
)
from nsee_core.rules.moments import certainly_before, completed
from nsee_core.rules.naming import few
from nsee_core.rules.rule import Hit, rule
from nsee_core.rules.view import View

# What is asked ------------------------------------------------------------------------------------


@rule(
    "NSEE401",
    "step-not-in-protocol",
    on=Evidence,
    where="step",
    says="it names a step that the protocol {protocol} does not have",
    fix="name one of its steps: {steps}",
    basis="agreed",
)
def step_not_in_protocol(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Evidence counts for the step that it names.

    A name that the protocol does not have, often a slip of the pen, leaves the evidence
    counting for nothing.
    """
    cycle = view.get(evidence.cycle, Cycle) if evidence.step is not None else None
    protocol = view.protocol(cycle) if cycle is not None else None
    if protocol is not None and evidence.step not in compiled(protocol).numbers:
        steps = [step.key for step in protocol.steps]
        yield Hit("step", value=evidence.step, protocol=protocol.key, steps=few(steps))


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
    cycle = view.get(record.cycle, Cycle) if record.question is not None else None
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


# What was gathered, and what was learnt -----------------------------------------------------------


@rule(
    "NSEE411",
    "evidence-not-described",
    on=Evidence,
    says="nothing says what this evidence is",
    fix="add a type and a title, or the address where it is kept",
    basis="unsourced",
)
def evidence_not_described(evidence: Evidence, _: View) -> Iterator[Hit]:
    """In a year's time nobody will know what an unnamed item was, or what it could show."""
    said = evidence.type or evidence.title or evidence.uri or evidence.text or evidence.note
    if said is None and evidence.source is None:
        yield Hit("title")


@rule(
    "NSEE412",
    "gathered-after-the-end",
    on=Evidence,
    where="when",
    says="it was gathered after the cycle ended",
    fix="correct one of the dates, or give the evidence to the cycle that follows",
    basis="inferred",
    source="P01",
)
def gathered_after_the_end(evidence: Evidence, view: View) -> Iterator[Hit]:
    """Evidence that came after the end cannot have informed the cycle.

    One of the dates is wrong, or it belongs to the next cycle. Evidence from before the start
    is welcome.
    """
    cycle = view.get(evidence.cycle, Cycle) if evidence.when is not None else None
    if cycle is not None and certainly_before(cycle.ended, evidence.when):
        yield Hit("when", value=str(evidence.when))


@rule(
    "NSEE413",
    "rests-on-what-came-later",
    on=(Insight, Change),
    says="it rests on {later}, which is dated later",
    fix="correct one of the dates, or take {later} out",
    basis="inferred",
    source="P01",
)
def rests_on_what_came_later(record: Insight | Change, view: View) -> Iterator[Hit]:
    """The evidence comes first, then what is learnt from it, then the change.

    What came later cannot be what it rests on.
    """
    if record.kind == "insight":
        yield from _later(record.evidence, Evidence, "evidence", record.when, view)
    else:
        yield from _later(record.insights, Insight, "insights", record.when, view)
        yield from _later(record.evidence, Evidence, "evidence", record.decided, view)


@rule(
    "NSEE414",
    "insight-without-evidence",
    on=Insight,
    says="it rests on no evidence",
    fix="name the evidence that shows it",
    basis="inferred",
    source="P01",
    silence=True,
)
def insight_without_evidence(insight: Insight, view: View) -> Iterator[Hit]:
    """An insight that nothing shows is an opinion.

    It is asked for once a change rests on the insight, or the cycle ended as completed.
    """
    if not insight.evidence and _relied_on(insight, view):
        yield Hit("evidence")


@rule(
    "NSEE415",
    "not-triangulated",
    on=Insight,
    says="all the evidence that it rests on comes from one source",
    fix="add evidence from another source, or name the independent source of each item",
    basis="inferred",
    source="P161",
    silence=True,
)
def not_triangulated(insight: Insight, view: View) -> Iterator[Hit]:
    """What two independent sources show is less likely to be chance.

    Sources are counted, not items: two reports of one survey are one source. Items that name no
    source count once for each type. It is asked for once a change rests on the insight, or the
    cycle ended as completed.
    """
    if not insight.evidence:
        return
    sources = set()
    for id_ in insight.evidence:
        item = view.get(id_, Evidence)
        if item is not None:
            sources.add(_source(item))
        elif view.elsewhere(id_):
            return
    if len(sources) == 1 and _relied_on(insight, view):
        yield Hit("evidence")


# What was changed ---------------------------------------------------------------------------------


@rule(
    "NSEE421",
    "change-without-insight",
    on=Change,
    says="the change rests on no insight",
    fix="name the insights that it rests on",
    basis="inferred",
    source="P06",
    silence=True,
)
def change_without_insight(change: Change, view: View) -> Iterator[Hit]:
    """Collaborative action research makes changes based on evidence.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if not change.insights and _settled(change, view):
        yield Hit("insights")


@rule(
    "NSEE422",
    "change-without-why",
    on=Change,
    says="it is not said why the change was expected to help",
    fix="say why it was expected to help",
    basis="inferred",
    source="P01",
    silence=True,
)
def change_without_why(change: Change, view: View) -> Iterator[Hit]:
    """Without the reason, nobody can tell later whether it worked as it was meant to, or otherwise.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if change.why is None and _settled(change, view):
        yield Hit("why")


@rule(
    "NSEE423",
    "prediction-not-compared",
    on=Change,
    says="what was predicted is not set against what happened",
    fix="say what happened, beside what was predicted",
    basis="inferred",
    source="P01",
    silence=True,
)
def prediction_not_compared(change: Change, view: View) -> Iterator[Hit]:
    """A prediction teaches something only when it is compared with what happened.

    It is asked for once the change was decided on, or the cycle ended as completed.
    """
    if change.predicted is not None and change.observed is None and _settled(change, view):
        yield Hit("observed")


@rule(
    "NSEE424",
    "change-not-decided-on",
    on=Change,
    says="the cycle ended as completed and the change was not decided on",
    fix="say what was decided: adopt, adapt or abandon",
    basis="inferred",
    source="P01",
    silence=True,
)
def change_not_decided_on(change: Change, view: View) -> Iterator[Hit]:
    """A cycle that tested a change closes with what becomes of it.

    It is adopted, adapted or abandoned.
    """
    if change.decision is None and completed(change.cycle, view):
        yield Hit("decision")


@rule(
    "NSEE425",
    "decided-on-nothing",
    on=Change,
    where="decision",
    says="it was decided to {decision} the change, and nothing says what happened",
    fix="say what happened, or name the evidence of it",
    basis="inferred",
    source="P01",
    silence=True,
)
def decided_on_nothing(change: Change, _: View) -> Iterator[Hit]:
    """To adopt, adapt or abandon a change is to answer how we know that it made a difference."""
    seen = change.predicted or change.observed or change.evidence  # a prediction: see NSEE423
    if change.decision is not None and not seen:
        yield Hit("decision", value=change.decision, decision=change.decision)


# The pupils that a lesson study looks at ----------------------------------------------------------


@rule(
    "NSEE431",
    "focus-pupils-not-in-threes",
    on=Lesson,
    where="focus_pupils",
    says="{count} focus pupils were observed, and lesson study takes three or a multiple of three",
    fix="add the focus pupils that are missing, or take out those who were not the focus",
    basis="printed",
    source="P58",
)
def focus_pupils_not_in_threes(lesson: Lesson, view: View) -> Iterator[Hit]:
    """Lesson study watches three case pupils, or six, or nine.

    Each stands for a group of learners. While the lesson is being planned there is time to find
    them; once they were observed there is not.
    """
    pupils = lesson.focus_pupils
    odd = len(pupils) % 3 and _in_lesson_study(lesson, view)
    if odd and (any(pupil.observed for pupil in pupils) or completed(lesson.cycle, view)):
        yield Hit("focus_pupils", count=len(pupils))


@rule(
    "NSEE432",
    "no-focus-pupils",
    on=Cycle,
    says="the lesson study ended as completed and no lesson of it names its focus pupils",
    fix="put the focus pupils into the lessons, by id or by the group of learners they stand for",
    basis="printed",
    source="P58",
    silence=True,
)
def no_focus_pupils(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A research lesson is planned for its case pupils, and what they learn is what is observed.

    Not every lesson of a series has to be a research lesson, but one has.
    """
    if cycle.outcome == "completed" and _is_lesson_study(cycle, view):
        lessons = view.within(cycle.id, Lesson)
        if lessons and not any(lesson.focus_pupils for lesson in lessons):
            yield Hit()


@rule(
    "NSEE433",
    "nothing-predicted",
    on=Lesson,
    where="focus_pupils",
    says="nothing was predicted for focus pupil {number}",
    fix="add what the group expected of them before the lesson, if they did",
    basis="printed",
    source="P60",
    silence=True,
)
def nothing_predicted(lesson: Lesson, view: View) -> Iterator[Hit]:
    """The group predicts what each case pupil will learn, and compares it with what they did.

    That is what the discussion after the lesson begins with. It is asked for once the pupil was
    observed, or the cycle ended as completed.
    """
    if lesson.focus_pupils and _in_lesson_study(lesson, view):
        over = completed(lesson.cycle, view)
        for number, pupil in enumerate(lesson.focus_pupils, start=1):
            if pupil.predicted is None and (over or pupil.observed is not None):
                yield Hit("focus_pupils", number - 1, "predicted", number=number)


@rule(
    "NSEE434",
    "nothing-observed",
    on=Lesson,
    where="focus_pupils",
    says="what was predicted for focus pupil {number} is not set against what was seen",
    fix="add what was seen of them in the lesson",
    basis="printed",
    source="P60",
    silence=True,
)
def nothing_observed(lesson: Lesson, view: View) -> Iterator[Hit]:
    """A prediction is made to be compared. It is asked for once the cycle ended as completed."""
    over = lesson.focus_pupils and completed(lesson.cycle, view)
    if over and _in_lesson_study(lesson, view):
        for number, pupil in enumerate(lesson.focus_pupils, start=1):
            if pupil.predicted is not None and pupil.observed is None:
                yield Hit("focus_pupils", number - 1, "observed", number=number)


@rule(
    "NSEE435",
    "typifies-nobody",
    on=Lesson,
    where="focus_pupils",
    says="it is not said which group of learners focus pupil {number} stands for",
    fix="say whom they typify, such as middle attaining",
    basis="printed",
    source="P58",
    severity=Severity.INFO,
)
def typifies_nobody(lesson: Lesson, view: View) -> Iterator[Hit]:
    """Each case pupil typifies a group of learners.

    What is learnt about one is a first answer about the others. It is asked for once the pupil
    was observed.
    """
    if lesson.focus_pupils and _in_lesson_study(lesson, view):
        for number, pupil in enumerate(lesson.focus_pupils, start=1):
            if pupil.typifies is None and pupil.observed is not None:
                yield Hit("focus_pupils", number - 1, "typifies", number=number)


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


# What it was paid from ----------------------------------------------------------------------------


@rule(
    "NSEE441",
    "equity-fund-rationale",
    on=Resource,
    says="it was paid from the Pupil Equity Fund and the cycle holds no {missing}",
    fix="add what the decision rested on, where it can be had",
    basis="printed",
    source="P95",
    severity=Severity.INFO,
)
def equity_fund_rationale(resource: Resource, view: View) -> Iterator[Hit]:
    """Spending the Pupil Equity Fund rests on data about the gap and on what is known to work.

    A school's own data alone are not enough. The rationale may be written down elsewhere, so
    this only informs, once the cycle ended as completed.
    """
    if _is_equity_fund(resource.fund) and completed(resource.cycle, view):
        types = {item.type for item in view.within(str(resource.cycle), Evidence)}
        missing = [words for words, any_of in _RATIONALE.items() if not types & any_of]
        if missing:
            yield Hit("fund", missing=missing)


RULES = (
    step_not_in_protocol,
    question_not_in_cycle,
    question_key_twice,
    question_says_nothing,
    question_part_missing,
    question_answered_by_yes,
    scale_to_reconsider,
    success_half_said,
    evidence_not_described,
    gathered_after_the_end,
    rests_on_what_came_later,
    insight_without_evidence,
    not_triangulated,
    change_without_insight,
    change_without_why,
    prediction_not_compared,
    change_not_decided_on,
    decided_on_nothing,
    focus_pupils_not_in_threes,
    no_focus_pupils,
    nothing_predicted,
    nothing_observed,
    typifies_nobody,
    focus_on_no_pupil,
    equity_fund_rationale,
)

_PARTS = ("stem", "change", "outcome")
_LARGE = {"year group", "department", "whole school"}
_SUCCESS = {
    "baseline": "where things stood",
    "intended": "where they were meant to go",
    "for_whom": "who was to benefit",
}
_RATIONALE = {
    "data about the gap": {"attainment data"},
    "evidence of what is effective": {"literature", "document"},
}
#: The page prints "stems such as Does"; that the others are such is how English asks for yes or no.
_YES_OR_NO = re.compile(
    r"\W*(do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)\b",
    re.IGNORECASE,
)


def _parts_missing(question: Question) -> list[str]:
    return [part for part in _PARTS if getattr(question, part) is None]


def _later(
    ids: tuple[str, ...],
    kind: type[Evidence | Insight],
    field: str,
    moment: When | None,
    view: View,
) -> Iterator[Hit]:
    if moment is not None:
        for number, id_ in enumerate(ids):
            item = view.get(id_, kind)
            if item is not None and certainly_before(moment, item.when):
                yield Hit(field, number, later=id_)


def _settled(change: Change, view: View) -> bool:
    """Whether the time to improve on how a change is recorded is over."""
    return change.decision is not None or completed(change.cycle, view)


def _relied_on(insight: Insight, view: View) -> bool:
    """Whether somebody builds on an insight."""
    return completed(insight.cycle, view) or any(
        insight.id in change.insights for change in view.within(insight.cycle, Change)
    )


def _source(item: Evidence) -> tuple[str, str | None]:
    """What stands for the source of an item when sources are counted."""
    if item.independent_source is not None:
        return "named", " ".join(item.independent_source.split()).casefold()
    return "of a type", item.type


def _is_lesson_study(cycle: Cycle, view: View) -> bool:
    """Whether a cycle follows lesson study, whose sources say how it chooses focus pupils."""
    protocol = view.protocol(cycle)
    return protocol is not None and protocol.key == "lesson-study"


def _in_lesson_study(lesson: Lesson, view: View) -> bool:
    cycle = view.get(lesson.cycle, Cycle)
    return cycle is not None and _is_lesson_study(cycle, view)


def _is_equity_fund(fund: str | None) -> bool:
    return fund is not None and (
        "pupil equity" in fund.casefold()
        or "PEF" in fund.replace("(", " ").replace(")", " ").split()
    )
