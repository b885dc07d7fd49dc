"""NSEE23x: what a survey asks, whether ties came of it, and how one wave repeats another."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Survey, Tie
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.naming import few
from nsee_core.rules.view import View


@rule(
    "NSEE231",
    "survey-key-twice",
    on=Survey,
    where="questions",
    says="two questions have the key {key}",
    fix="give each question of the survey a key of its own",
    basis="agreed",
)
def survey_key_twice(survey: Survey, _view: View) -> Iterator[Hit]:
    """Ties refer to a question by its key, so a key must stand for one question."""
    seen: set[str] = set()
    for number, asked in enumerate(survey.questions):
        if asked.key in seen:
            yield Hit("questions", number, "key", key=asked.key)
        seen.add(asked.key)


@rule(
    "NSEE232",
    "wave-asks-otherwise",
    on=Survey,
    where="repeats",
    says="it repeats {earlier} and does not ask the same: {differ}",
    fix="check the questions of both; where they do differ, compare the waves in what both ask",
    basis="inferred",
    severity=Severity.INFO,
)
def wave_asks_otherwise(survey: Survey, view: View) -> Iterator[Hit]:
    """What two waves say can only be compared where they asked the same.

    With other questions, or other people, a change may be one of the form and not of what it shows.
    """
    earlier = view.get(survey.repeats, Survey)
    if earlier is None or earlier.id == survey.id:
        return
    differ = []
    if survey.questions and earlier.questions and _asked(survey) != _asked(earlier):
        differ.append("its questions are others")
    if survey.roster and earlier.roster and set(survey.roster) != set(earlier.roster):
        differ.append("its roster is another")
    if differ:
        yield Hit("repeats", earlier=earlier.id, differ=differ)


@rule(
    "NSEE233",
    "wave-before-its-first",
    on=Survey,
    where="repeats",
    says="it repeats {earlier}, and {why}",
    fix="name the earlier wave, or correct the dates or the numbers of the two",
    basis="inferred",
)
def wave_before_its_first(survey: Survey, view: View) -> Iterator[Hit]:
    """A survey that repeats another was answered after it. The wrong way round, gain looks lost."""
    earlier = view.get(survey.repeats, Survey)
    if earlier is None or earlier.id == survey.id:
        return
    if certainly_before(survey.when, earlier.when):
        yield Hit("when", earlier=earlier.id, why="that one was answered later")
    elif survey.wave is not None and earlier.wave is not None and survey.wave <= earlier.wave:
        numbers = f"this is wave {survey.wave} and that one wave {earlier.wave}"
        yield Hit("wave", earlier=earlier.id, why=numbers)


@rule(
    "NSEE234",
    "tie-of-no-one-question",
    on=Survey,
    where="questions",
    says="{ties} {name} no question, and {survey} asks {questions}",
    fix="say which question each tie answers, by its key",
    basis="inferred",
)
def tie_of_no_one_question(survey: Survey, view: View) -> Iterator[Hit]:
    """A survey that asks two things gets two networks, of advice for instance and of friendship.

    A tie that does not say which of them it answers is in neither. Where only one question was
    asked, every tie is an answer to that.
    """
    if asks_several(survey):
        unsaid = [tie.id for tie in view.within(survey.id, Tie) if tie.question is None]
        if unsaid:
            keys = list(_keys(survey))
            name = "names" if len(unsaid) == 1 else "name"
            yield Hit("questions", ties=few(unsaid), name=name, survey=survey.id, questions=keys)


@rule(
    "NSEE235",
    "survey-without-a-tie",
    on=Survey,
    where="respondents",
    says="{have} answered, and not one tie of the survey is here",
    fix="add its ties; leave it as it is only where nobody named anybody",
    basis="inferred",
)
def survey_without_a_tie(survey: Survey, view: View) -> Iterator[Hit]:
    """Those who answered a survey of relations name somebody, as a rule.

    Where the table of ties was left out, or names another survey, everybody looks as if they worked
    alone.
    """
    if not view.within(survey.id, Tie):
        yield Hit("respondents", have=len(set(survey.respondents)))


RULES = (
    survey_key_twice,
    wave_asks_otherwise,
    wave_before_its_first,
    tie_of_no_one_question,
    survey_without_a_tie,
)


def only_question(survey: Survey) -> str | None:
    """The key of the question that a survey asks, where it asks one."""
    keys = _keys(survey)
    return next(iter(keys)) if len(keys) == 1 else None


def asks_several(survey: Survey) -> bool:
    """Whether a survey asks more than one question."""
    return len(_keys(survey)) > 1


def _keys(survey: Survey) -> dict[str, None]:
    """The keys of what a survey asks, each once."""
    return dict.fromkeys(asked.key for asked in survey.questions)


def _asked(survey: Survey) -> set[tuple[object, ...]]:
    """What a survey asks: each question by its key, its words, its sort and its room."""
    return {(each.key, each.text, each.type, each.at_most) for each in survey.questions}
