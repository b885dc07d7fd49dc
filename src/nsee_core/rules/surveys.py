"""NSEE22x: surveys of working relations: who was asked, who answered, and with whom they work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nsee_core.records import Survey, Tie
from nsee_core.records.surveys import TieType
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.naming import few
from nsee_core.rules.view import View
from nsee_core.rules.waves import asks_several, only_question


@rule(
    "NSEE221",
    "tie-off-the-roster",
    on=Survey,
    where="roster",
    says="{end} is the {role} of a tie and is not on the roster of {survey}",
    fix="add {end} to the roster if they were asked; otherwise leave the tie out of this survey",
    basis="inferred",
)
def tie_off_the_roster(survey: Survey, view: View) -> Iterator[Hit]:
    """The roster says among whom relations were asked about, and every share is counted over it.

    Somebody beyond it could not be named by all, and was never asked whom they would name.
    """
    roster = set(survey.roster)
    for tie in view.within(survey.id, Tie):
        for role, end in (("sender", tie.sender), ("receiver", tie.receiver)):
            if end not in roster:
                yield Hit(role, subject=tie.id, end=end, role=role, survey=survey.id)


@rule(
    "NSEE222",
    "tie-to-oneself",
    on=Tie,
    says="{end} is said to work with themselves",
    fix="name the one whom {end} works with, or remove the tie",
    basis="agreed",
)
def tie_to_oneself(tie: Tie, _view: View) -> Iterator[Hit]:
    """A working relation is between two. One of the ends is probably a slip."""
    if tie.sender == tie.receiver:
        yield Hit("receiver", end=tie.sender)


@rule(
    "NSEE223",
    "answered-unasked",
    on=Survey,
    where="respondents",
    says="{ids} answered and {are} not on the roster",
    fix="add whoever was asked to the roster, or remove whoever was not from the respondents",
    basis="inferred",
)
def answered_unasked(survey: Survey, _view: View) -> Iterator[Hit]:
    """Those who answered are some of those who were asked.

    Otherwise more may have answered than were asked, and the response rate means nothing.
    """
    roster = set(survey.roster)
    unasked = [id_ for id_ in survey.respondents if id_ not in roster] if roster else []
    if unasked:
        yield Hit("respondents", ids=few(unasked), are="is" if len(unasked) == 1 else "are")


@rule(
    "NSEE224",
    "response-rate-unknown",
    on=Survey,
    says="ties were reported, and {missing}",
    fix="give the roster and the respondents, or at least how many were asked and answered",
    basis="inferred",
)
def response_rate_unknown(survey: Survey, view: View) -> Iterator[Hit]:
    """Whoever did not answer has relations that nobody knows of, which is not to have none.

    Unless it is known how many answered, a network that looks thin may only be one that was asked
    in a busy week.
    """
    missing = [] if survey.roster or survey.asked is not None else ["how many were asked"]
    if not survey.respondents and survey.answered is None:
        missing.append("how many answered")
    if missing and view.within(survey.id, Tie):
        yield Hit(missing=f"it is not known {' or '.join(missing)}")


@rule(
    "NSEE225",
    "answered-more-than-asked",
    on=Survey,
    says="{have} {did}, and {limit} {were}",
    fix="correct the counts, or the lists of those who were asked and answered",
    basis="inferred",
)
def answered_more_than_asked(survey: Survey, _view: View) -> Iterator[Hit]:
    """No more can answer than were asked, and no more can be named than are counted."""
    asked, answered = survey.asked, survey.answered
    named, took_part = len(set(survey.roster)), len(set(survey.respondents))
    if asked is None and answered is None:
        return  # who is named as a respondent and not on the roster: see NSEE223
    if asked is not None and named > asked:
        yield Hit("asked", have=named, did="are on the roster", limit=asked, were="were asked")
    if answered is None:
        answered = took_part
    elif took_part > answered:
        yield Hit("answered", have=took_part, did="are named", limit=answered, were="answered")
    most = asked if asked is not None else named or answered
    if answered > most:
        yield Hit("answered", have=answered, did="answered", limit=most, were="were asked")


@rule(
    "NSEE226",
    "tie-from-nobody-who-answered",
    on=Survey,
    where="respondents",
    says="{sender} reports a tie and is not among those who answered",
    fix="add {sender} to the respondents, or correct who reported the tie",
    basis="inferred",
)
def tie_from_nobody_who_answered(survey: Survey, view: View) -> Iterator[Hit]:
    """What somebody reports in a survey is an answer to it.

    Counted as silent, they would lower the response rate, and what they said would be set aside.
    """
    answered, roster = set(survey.respondents), set(survey.roster)
    for tie in view.within(survey.id, Tie):
        sender = tie.sender
        if sender not in answered and (sender in roster or not roster):  # the others: NSEE221
            yield Hit("sender", subject=tie.id, sender=sender)


@rule(
    "NSEE227",
    "tie-to-no-question",
    on=Tie,
    where="question",
    says="it answers a question that its survey does not ask",
    fix="give the key of one of the survey's questions, or add the question to the survey",
    basis="agreed",
)
def tie_to_no_question(tie: Tie, view: View) -> Iterator[Hit]:
    """Ties say which question they answer, by its key within the survey.

    What a relation consists of is known from there.
    """
    survey = view.get(tie.survey, Survey)
    if tie.question is None or survey is None:
        return
    if all(asked.key != tie.question for asked in survey.questions):
        yield Hit("question", value=tie.question)


@rule(
    "NSEE228",
    "more-names-than-allowed",
    on=Survey,
    where="questions",
    says="{sender} gives {have} names, and the form of {question} has room for {most}",
    fix="check the ties of {sender}, or correct how many names the form allowed",
    basis="inferred",
)
def more_names_than_allowed(survey: Survey, view: View) -> Iterator[Hit]:
    """Where a form has room for three names, nobody can have given four.

    Either one of them was given by somebody else, or the limit was another. A tie that names no
    question answers the only one; where there are several, nobody knows which.
    """
    limits = {asked.key: asked.at_most for asked in survey.questions if asked.at_most is not None}
    if not limits:
        return
    only = only_question(survey)
    named = {
        (question, tie.sender, tie.receiver)
        for tie in view.within(survey.id, Tie)
        if (question := tie.question or only) in limits and tie.strength != 0
    }
    names = Counter((question, sender) for question, sender, _ in named)
    for (question, sender), have in sorted(names.items()):
        most = limits[question]
        if have > most:
            yield Hit("questions", sender=sender, have=have, question=question, most=most)


@rule(
    "NSEE229",
    "tie-told-twice",
    on=Survey,
    says="{one} and {other} are one tie: {sender} names {receiver} twice in one answer",
    fix="keep one of the two, or say in what they differ: the question, the type or the date",
    basis="inferred",
)
def tie_told_twice(survey: Survey, view: View) -> Iterator[Hit]:
    """Somebody is named once in answer to a question; a tie that is there twice counts double.

    Where several questions were asked, ties that name none may answer different ones.
    """
    told: dict[tuple[object, ...], str] = {}
    only, several = only_question(survey), asks_several(survey)
    asked_for: dict[str | None, TieType | None] = {q.key: q.type for q in survey.questions}
    for tie in view.within(survey.id, Tie):
        question = tie.question or only
        if question is None and several:
            continue  # see NSEE234
        said = tie.sender, tie.receiver, question, tie.type or asked_for.get(question), tie.when
        one = told.setdefault(said, tie.id)
        if one != tie.id:
            yield Hit(
                subject=tie.id, one=one, other=tie.id, sender=tie.sender, receiver=tie.receiver
            )


RULES = (
    tie_off_the_roster,
    tie_to_oneself,
    answered_unasked,
    response_rate_unknown,
    answered_more_than_asked,
    tie_from_nobody_who_answered,
    tie_to_no_question,
    more_names_than_allowed,
    tie_told_twice,
)
