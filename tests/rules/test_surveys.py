"""Surveys and their ties: the odd cases beyond the examples of each code."""

from __future__ import annotations

import pytest
from hypothesis import given

from nsee_core import Programme, check, preview
from nsee_core.records import Person, Survey, Tie, TieQuestion, When
from tests.rules.judging import said
from tests.strategies import programmes

PEOPLE = [Person(id=f"p{n}") for n in range(1, 6)]
WAVE = Survey(id="w", roster=("p1", "p2", "p3"), respondents=("p1", "p2"))


def tie(id_: str, sender: str, receiver: str, **fields: object) -> Tie:
    given_ = {"id": id_, "survey": "w", "sender": sender, "receiver": receiver, **fields}
    return Tie.model_validate(given_)


def test_both_ends_of_a_tie_are_looked_for_on_the_roster() -> None:
    assert said("NSEE221", *PEOPLE, WAVE, tie("t", "p4", "p5")) == [
        ("warning", "t", "p5 is the receiver of a tie and is not on the roster of w"),
        ("warning", "t", "p4 is the sender of a tie and is not on the roster of w"),
    ]


def test_a_tie_among_those_on_the_roster_is_as_it_should_be() -> None:
    assert not said("NSEE22", *PEOPLE, WAVE, tie("t", "p1", "p2"))


def test_a_survey_without_a_roster_leaves_nobody_off_it() -> None:
    survey = Survey(id="w", respondents=("p1",))
    assert not said("NSEE221", *PEOPLE, survey, tie("t", "p4", "p5"))
    assert not said("NSEE223", *PEOPLE, survey)


def test_a_tie_to_oneself_is_an_error_wherever_it_was_learnt() -> None:
    outside = Tie(id="t", sender="p1", receiver="p1")
    assert said("NSEE222", *PEOPLE, outside) == [
        ("error", "t", "p1 is said to work with themselves")
    ]


def test_those_who_answered_unasked_are_named() -> None:
    answered = WAVE.but(respondents=("p1", "p4", "p5"))
    assert said("NSEE223", *PEOPLE, answered) == [
        ("warning", "w", "p4 and p5 answered and are not on the roster")
    ]


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, "how many were asked or how many answered"),
        ({"asked": 5}, "how many answered"),
        ({"roster": ("p1", "p2")}, "how many answered"),
        ({"answered": 3}, "how many were asked"),
        ({"respondents": ("p1",)}, "how many were asked"),
        ({"asked": 5, "answered": 3}, ""),
        ({"asked": 5, "respondents": ("p1",)}, ""),
        ({"roster": ("p1", "p2"), "answered": 1}, ""),
    ],
)
def test_ties_without_a_response_rate_are_told_with_what_is_missing(
    known: dict[str, object], missing: str
) -> None:
    survey = Survey.model_validate({"id": "w", **known})
    says = f"ties were reported, and it is not known {missing}"
    expected = [("warning", "w", says)] if missing else []
    assert said("NSEE224", *PEOPLE, survey, tie("t", "p1", "p2")) == expected
    assert not said("NSEE224", *PEOPLE, survey)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"asked": 3, "answered": 3}, []),
        ({"asked": 3, "answered": 4}, ["4 answered, and 3 were asked"]),
        ({"answered": 4}, []),
        ({"asked": 0, "answered": 1}, ["1 answered, and 0 were asked"]),
        ({"asked": 1, "roster": ("p1", "p2")}, ["2 are on the roster, and 1 were asked"]),
        ({"answered": 3, "roster": ("p1", "p2")}, ["3 answered, and 2 were asked"]),
        ({"answered": 1, "respondents": ("p1", "p2")}, ["2 are named, and 1 answered"]),
        ({"asked": 1, "respondents": ("p1", "p2")}, ["2 answered, and 1 were asked"]),
        ({"roster": ("p1",), "respondents": ("p1", "p2")}, []),
    ],
)
def test_no_more_answer_than_were_asked_by_list_or_by_count(
    counts: dict[str, object], expected: list[str]
) -> None:
    survey = Survey.model_validate({"id": "w", **counts})
    assert [message for _, _, message in said("NSEE225", *PEOPLE, survey)] == expected


def test_a_tie_from_somebody_silent_is_told_once() -> None:
    ties = tie("t1", "p3", "p1"), tie("t2", "p4", "p1")
    assert said("NSEE226", *PEOPLE, WAVE, *ties) == [
        ("warning", "t1", "p3 reports a tie and is not among those who answered")
    ]
    without = WAVE.but(roster=())
    assert [subject for _, subject, _ in said("NSEE226", *PEOPLE, without, *ties)] == ["t1", "t2"]
    assert not said("NSEE226", *PEOPLE, WAVE.but(respondents=()), *ties)


def test_a_question_is_looked_for_in_the_survey_of_the_tie_if_there_is_one() -> None:
    says = ("error", "t", "it answers a question that its survey does not ask")
    asked = WAVE.but(questions=(TieQuestion(key="advice"),))
    assert said("NSEE227", *PEOPLE, WAVE, tie("t", "p1", "p2", question="advice")) == [says]
    assert not said("NSEE227", *PEOPLE, asked, tie("t", "p1", "p2", question="advice"))
    assert not said("NSEE227", *PEOPLE, asked, tie("t", "p1", "p2"))
    assert not said("NSEE227", *PEOPLE, tie("t", "p1", "p2", question="q", survey=None))


def test_names_are_counted_by_question_and_a_strength_of_nothing_is_no_name() -> None:
    questions = (TieQuestion(key="advice", at_most=1), TieQuestion(key="social"))
    survey = WAVE.but(questions=questions)
    one = tie("t1", "p1", "p2", question="advice")
    assert said("NSEE228", *PEOPLE, survey, one, tie("t2", "p1", "p3", question="advice")) == [
        ("warning", "w", "p1 gives 2 names, and the form of advice has room for 1")
    ]
    for other in (
        tie("t2", "p1", "p3", question="social"),
        tie("t2", "p1", "p3"),
        tie("t2", "p1", "p3", question="advice", strength=0),
        tie("t2", "p2", "p3", question="advice"),
        tie("t2", "p1", "p2", question="advice"),
    ):
        assert not said("NSEE228", *PEOPLE, survey, one, other)
    assert not said("NSEE228", *PEOPLE, WAVE.but(questions=questions[1:]), one)


def test_a_tie_that_names_no_question_answers_the_only_one() -> None:
    survey = WAVE.but(questions=(TieQuestion(key="advice", at_most=1),))
    one = tie("t1", "p1", "p2", question="advice")
    assert said("NSEE228", *PEOPLE, survey, one, tie("t2", "p1", "p3")) == [
        ("warning", "w", "p1 gives 2 names, and the form of advice has room for 1")
    ]
    assert said("NSEE229", *PEOPLE, survey, one, tie("t2", "p1", "p2")) == [
        ("warning", "t2", "t1 and t2 are one tie: p1 names p2 twice in one answer")
    ]
    assert not said("NSEE234", *PEOPLE, survey, one, tie("t2", "p1", "p2"))


def test_a_tie_is_of_the_sort_that_its_question_asks_for_whether_it_says_so_or_not() -> None:
    asked = TieQuestion(key="social", type="meeting socially")
    survey, one = WAVE.but(questions=(asked,)), tie("t1", "p1", "p2", question="social")
    assert said("NSEE229", *PEOPLE, survey, one, one.but(id="t2", type=asked.type))
    assert not said("NSEE229", *PEOPLE, survey, one, one.but(id="t2", type="working together"))


def test_ties_that_name_none_of_several_questions_are_told_once_by_survey() -> None:
    questions = (TieQuestion(key="advice", at_most=1), TieQuestion(key="social"))
    survey = WAVE.but(questions=questions)
    one, two = tie("t1", "p1", "p2"), tie("t2", "p1", "p2")
    assert said("NSEE234", *PEOPLE, survey, one) == [
        ("warning", "w", "t1 names no question, and w asks advice and social")
    ]
    assert said("NSEE234", *PEOPLE, survey, one, two) == [
        ("warning", "w", "t1 and t2 name no question, and w asks advice and social")
    ]
    assert not said("NSEE229", *PEOPLE, survey, one, two)
    assert not said("NSEE228", *PEOPLE, survey, one, tie("t3", "p1", "p3"))
    assert not said("NSEE234", *PEOPLE, survey, one.but(question="advice"))
    assert not said("NSEE234", *PEOPLE, WAVE, one)
    twice = WAVE.but(questions=(questions[0], questions[0]))
    assert not said("NSEE234", *PEOPLE, twice, one)


def test_ties_of_another_question_type_or_date_are_others() -> None:
    one = tie("t1", "p1", "p2", question="advice", strength=1)
    assert said("NSEE229", *PEOPLE, WAVE, one, one.but(id="t2", strength=3)) == [
        ("warning", "t2", "t1 and t2 are one tie: p1 names p2 twice in one answer")
    ]
    for other in (
        one.but(id="t2", question="social"),
        one.but(id="t2", type="meeting socially"),
        one.but(id="t2", when="2018"),
        one.but(id="t2", sender="p2", receiver="p1"),
    ):
        assert not said("NSEE229", *PEOPLE, WAVE, one, other)


def test_a_key_stands_for_one_question_of_a_survey() -> None:
    one, other = TieQuestion(key="advice"), TieQuestion(key="social")
    assert said("NSEE231", Survey(id="w", questions=(one, other, one))) == [
        ("error", "w", "two questions have the key advice")
    ]
    assert not said("NSEE231", Survey(id="w", questions=(one, other)))


def test_waves_that_differ_say_in_what() -> None:
    one = WAVE.but(id="w1", questions=(TieQuestion(text="Whom do you ask?"),))
    two = one.but(id="w2", repeats="w1")
    other = two.but(questions=(TieQuestion(text="Whom did you meet?"),), roster=("p1",))
    assert not said("NSEE232", *PEOPLE, one, two)
    differ = "its questions are others and its roster is another"
    assert said("NSEE232", *PEOPLE, one, other) == [
        ("info", "w2", f"it repeats w1 and does not ask the same: {differ}")
    ]
    unknown = two.but(questions=(), roster=())
    assert not said("NSEE232", *PEOPLE, one, unknown)
    assert not said("NSEE232", *PEOPLE, other.but(repeats="w2"))


def test_waves_are_in_the_order_of_their_dates_and_otherwise_of_their_numbers() -> None:
    one, two = Survey(id="w1", wave=2), Survey(id="w2", wave=2, repeats="w1")
    assert said("NSEE233", one, two) == [
        ("warning", "w2", "it repeats w1, and this is wave 2 and that one wave 2")
    ]
    dated = one.but(when="June 2018"), two.but(when="2017")
    assert said("NSEE233", *dated) == [
        ("warning", "w2", "it repeats w1, and that one was answered later")
    ]
    assert not said("NSEE233", one, two.but(wave=3))
    assert not said("NSEE233", one.but(wave=None, when=When("2018")), two.but(when="June 2018"))
    assert not said("NSEE233", two.but(repeats="w2"))


def test_a_survey_that_somebody_answered_and_that_has_no_tie_is_told() -> None:
    other = WAVE.but(id="w2")
    assert said("NSEE235", *PEOPLE, WAVE, other, tie("t", "p1", "p2", survey="w2")) == [
        ("warning", "w", "2 answered, and not one tie of the survey is here")
    ]
    nobody = tie("t", "p1", "p2", strength=0)
    assert not said("NSEE235", *PEOPLE, WAVE, nobody)
    assert not said("NSEE235", *PEOPLE, WAVE.but(respondents=()))
    assert not said("NSEE235", *PEOPLE, Survey(id="w", asked=3, answered=2))


KINDS = ("person", "survey", "tie", "measure", "measurement", "practice", "transfer", "school")


@given(programmes(kinds=KINDS, most=6))
def test_a_preview_of_putting_or_taking_a_record_is_the_difference_of_two_checks(
    programme: Programme,
) -> None:
    select = ("NSEE22", "NSEE23", "NSEE45", "NSEE63")
    for record in programme:
        left = programme.without(record.id)
        was, will = set(check(left, select=select)), set(check(programme, select=select))
        shown = preview(left, put=[record])
        brings = {finding for finding in shown.brings if finding.code.startswith(select)}
        clears = {finding for finding in shown.clears if finding.code.startswith(select)}
        assert (brings, clears) == (will - was, was - will)
