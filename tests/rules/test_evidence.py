"""Questions, evidence, insights and changes: the odd cases beyond the examples of each code."""

import pytest

from nsee_core import Programme, check, parse_protocol
from nsee_core.records import (
    Change,
    Cycle,
    Entry,
    Evidence,
    FocusPupil,
    Insight,
    Lesson,
    Question,
    Resource,
    Success,
    When,
)
from tests.rules.judging import TOY, said

DONE = Cycle(id="c", protocol="toy", outcome="completed")
OPEN = Cycle(id="c", protocol="toy")
STUDY = Cycle(id="c", protocol="lesson-study")
OVER = STUDY.but(outcome="completed")


def item(id_: str, **fields: object) -> Evidence:
    return Evidence.model_validate({"id": id_, "cycle": "c", **fields})


def pupils(*fields: dict[str, str]) -> tuple[FocusPupil, ...]:
    return tuple(FocusPupil.model_validate(given) for given in fields)


def test_a_cycle_that_is_only_begun_is_not_asked_for_what_comes_later() -> None:
    records = [OPEN, Entry(id="e", cycle="c", step="look")]
    assert [f.code for f in check(Programme.of(records), protocols=[TOY])] == ["NSEE301"]


def test_a_step_is_not_judged_where_the_protocol_is_not_known() -> None:
    assert not said("NSEE401", OPEN.but(protocol="lost"), item("e", step="anything"))
    assert not said("NSEE401", Evidence(id="e", step="anything"))


def test_the_words_of_an_unknown_step_stay_out_of_the_message() -> None:
    assert said("NSEE401", OPEN, item("e", step="talk to Ava")) == [
        ("error", "e", "it names a step that the protocol toy does not have")
    ]


def test_each_question_that_repeats_a_key_is_named_with_the_first_that_has_it() -> None:
    asked = OPEN.but(questions=[Question(text="How?")] * 3)
    assert said("NSEE403", asked) == [
        ("error", "c", "questions 1 and 2 have the same key"),
        ("error", "c", "questions 1 and 3 have the same key"),
    ]


def test_a_question_with_one_part_lacks_the_two_others() -> None:
    assert said("NSEE405", OPEN.but(questions=[Question(change="number talks")])) == [
        ("info", "c", "question 1 is given in parts and has no stem and outcome")
    ]


@pytest.mark.parametrize(
    "asked", ["Does it help?", "“Can pupils explain?”", "  is it so", "DO THEY?", "did/does it"]
)
def test_a_question_that_asks_for_yes_or_no_is_noticed(asked: str) -> None:
    assert said("NSEE406", OPEN.but(questions=[Question(text=asked)]))


@pytest.mark.parametrize(
    "asked",
    [
        "How does it help?",
        "In what way do pupils explain?",
        "Through number talks, how can pupils improve?",
        "Isla's group: what happens?",
        "Doesn",
        "¿?",
    ],
)
def test_an_open_question_is_left_alone(asked: str) -> None:
    assert not said("NSEE406", OPEN.but(questions=[Question(text=asked)]))


def test_the_stem_decides_where_a_question_has_both_a_stem_and_a_text() -> None:
    both = Question(text="Does it?", stem="In what way", change="it", outcome="helps")
    assert not said("NSEE406", OPEN.but(questions=[both]))


def test_success_is_asked_about_only_once_the_cycle_ended_as_completed() -> None:
    success = (Success(measure="confidence", baseline="low", for_whom="P4"),)
    told = DONE.but(account="narrative", success=success)
    says = "success measure 1 does not say where they were meant to go"
    assert not said("NSEE408", OPEN.but(success=success))
    assert not said("NSEE408", OPEN.but(success=success, outcome="discontinued"))
    assert said("NSEE408", DONE.but(success=success)) == [("warning", "c", says)]
    assert said("NSEE408", told) == [("info", "c", says)]


def test_a_note_or_a_source_says_what_evidence_is() -> None:
    assert said("NSEE411", item("e", when="2018"))
    assert not said("NSEE411", item("e", note="the jotters in the blue box"))
    assert not said("NSEE411", item("e", source="Inspection report"))


def test_evidence_that_may_be_from_before_the_end_is_left_alone() -> None:
    ended = OPEN.but(ended=When("June 2019"))
    assert not said("NSEE412", ended, item("e", when="2019"))
    assert not said("NSEE412", ended, item("e", when="session 2017/18"))
    assert said("NSEE412", ended, item("e", when="July 2019")) == [
        ("warning", "e", "it was gathered after the cycle ended")
    ]


def test_a_change_rests_on_insights_when_made_and_on_evidence_when_decided_on() -> None:
    insight = Insight(id="i", cycle="c", when=When("March 2019"))
    seen = item("e", when="May 2019")
    change = Change(
        id="ch", cycle="c", insights=("i",), evidence=("e",), when=When("February 2019")
    )
    assert said("NSEE413", OPEN, insight, seen, change.but(decided="April 2019")) == [
        ("warning", "ch", "it rests on e, which is dated later"),
        ("warning", "ch", "it rests on i, which is dated later"),
    ]
    assert not said("NSEE413", OPEN, insight, seen, change.but(when="2019", decided="June 2019"))


def test_an_insight_is_asked_for_its_evidence_once_a_change_rests_on_it() -> None:
    insight = Insight(id="i", cycle="c")
    assert not said("NSEE414", OPEN, insight)
    assert not said("NSEE414", OPEN, insight, Change(id="ch", cycle="c"))
    assert said("NSEE414", OPEN, insight, Change(id="ch", cycle="c", insights=("i",))) == [
        ("warning", "i", "it rests on no evidence")
    ]


@pytest.mark.parametrize(
    ("first", "second", "one_source"),
    [
        ({"independent_source": "Survey  of May"}, {"independent_source": "survey of may"}, True),
        ({"type": "survey"}, {"type": "survey"}, True),
        ({}, {}, True),
        ({"type": "survey"}, {"type": "interview"}, False),
        ({"type": "survey"}, {}, False),
        ({"type": "survey", "independent_source": "a"}, {"type": "survey"}, False),
    ],
)
def test_sources_are_counted_and_not_items(
    first: dict[str, str], second: dict[str, str], *, one_source: bool
) -> None:
    insight = Insight(id="i", cycle="c", evidence=("e1", "e2"))
    hits = said("NSEE415", DONE, item("e1", **first), item("e2", **second), insight)
    says = "all the evidence that it rests on comes from one source"
    assert hits == ([("warning", "i", says)] if one_source else [])


def test_sources_are_not_counted_where_some_of_the_evidence_is_elsewhere() -> None:
    insight = Insight(id="i", cycle="c", evidence=("e1", "e2"))
    here = [DONE, item("e1"), insight]
    whole, part = Programme.of(here), Programme.of(here, outside={"e2"}.__contains__)
    assert [len(check(p, select=["NSEE415"])) for p in (whole, part)] == [1, 0]


def test_a_change_that_is_still_open_is_asked_for_nothing() -> None:
    change = Change(id="ch", cycle="c", predicted="half will try")
    assert len(check(Programme.of([OPEN, change]), protocols=[TOY], select=["NSEE42"])) == 0


def test_a_change_that_was_predicted_and_not_looked_at_is_named_once() -> None:
    change = Change(id="ch", cycle="c", predicted="half will try", decision="abandon")
    assert said("NSEE423", OPEN, change)
    assert not said("NSEE425", OPEN, change)


def test_what_a_narrative_does_not_mention_of_a_change_only_informs() -> None:
    told = DONE.but(account="narrative")
    report = check(Programme.of([told, Change(id="ch", cycle="c")]), select=["NSEE42"])
    assert [(f.code, f.severity.value) for f in report] == [
        ("NSEE421", "info"),
        ("NSEE422", "info"),
        ("NSEE424", "info"),
    ]


def test_focus_pupils_may_be_found_one_by_one_while_the_lesson_is_planned() -> None:
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils({}, {"typifies": "high attaining"}))
    assert not said("NSEE43", STUDY, lesson)
    assert not said("NSEE431", OPEN, lesson.but(focus_pupils=pupils({"observed": "drew it"})))


@pytest.mark.parametrize(("count", "fits"), [(1, False), (3, True), (4, False), (6, True)])
def test_lesson_study_takes_focus_pupils_in_threes(count: int, *, fits: bool) -> None:
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils(*[{"observed": "drew it"}] * count))
    says = f"{count} focus pupils were observed, and the protocol takes 3 or a multiple"
    assert said("NSEE431", STUDY, lesson) == ([] if fits else [("error", "l", says)])


def test_one_lesson_with_focus_pupils_is_enough_for_a_series() -> None:
    plain = Lesson(id="l1", cycle="c")
    research = Lesson(id="l2", cycle="c", focus_pupils=pupils({"typifies": "low attaining"}))
    assert not said("NSEE432", OVER, plain, research)
    assert not said("NSEE432", OVER)
    assert said("NSEE432", OVER, plain)


def test_when_the_study_is_over_every_focus_pupil_was_predicted_for_and_observed() -> None:
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils({}, {"predicted": "explains"}, {}))
    assert said("NSEE433", OVER, lesson) == [
        ("error", "l", "nothing was predicted for focus pupil 1"),
        ("error", "l", "nothing was predicted for focus pupil 3"),
    ]
    assert said("NSEE434", OVER, lesson) == [
        (
            "error",
            "l",
            "what was predicted for focus pupil 2 is not set against what was seen",
        )
    ]


@pytest.mark.parametrize(
    ("fund", "asked"),
    [("Pupil Equity Fund (PEF)", True), ("PEF", True), ("pupil equity", True), ("Pefkin", False)],
)
def test_the_pupil_equity_fund_is_known_by_its_names(fund: str, *, asked: bool) -> None:
    spent = Resource(id="m", cycle="c", fund=fund)
    says = (
        "it was paid from the Pupil Equity Fund and the cycle holds no data about the gap"
        " and evidence of what is effective"
    )
    assert said("NSEE441", DONE, spent) == ([("info", "m", says)] if asked else [])
    assert not said("NSEE441", OPEN, spent)


def test_the_shipped_lesson_study_asks_for_threes_and_for_predictions() -> None:
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils({"observed": "drew it"}))
    report = check(Programme.of([STUDY, lesson]), select=["NSEE431", "NSEE433", "NSEE435"])
    assert [(f.code, f.severity.value, f.basis, f.source) for f in report] == [
        ("NSEE431", "error", "printed", "P58"),
        ("NSEE433", "error", "printed", "P60"),
        ("NSEE435", "info", "printed", "P58"),
    ]


def test_a_protocol_of_your_own_takes_its_own_number_of_focus_pupils() -> None:
    pairs = parse_protocol("""
        key = "pairs"
        steps = [{ key = "teach", per = "lesson" }]
        focus_pupils = { multiple_of = 2, basis = "inferred" }
    """)
    cycle = OVER.but(protocol="pairs")
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils({}, {}, {}))
    says = "3 focus pupils were observed, and the protocol takes 2 or a multiple"
    assert said("NSEE43", cycle, lesson, protocols=[pairs]) == [("warning", "l", says)]


def test_a_protocol_that_says_nothing_of_focus_pupils_asks_for_none() -> None:
    lesson = Lesson(id="l", cycle="c", focus_pupils=pupils({"observed": "drew it"}, {}))
    assert not said("NSEE43", DONE, lesson)
