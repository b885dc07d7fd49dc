"""What the templates say, and what counts they take."""

from __future__ import annotations

import pytest

from nsee_core.automata import MOST, CountError, Template, table


def test_the_names_are_those_of_declare() -> None:
    assert [template.value for template in Template] == [
        "at-least",
        "at-most",
        "exactly",
        "init",
        "end",
        "responded-existence",
        "co-existence",
        "not-co-existence",
        "precedence",
        "response",
        "succession",
        "alternate-precedence",
        "alternate-response",
        "alternate-succession",
        "chain-precedence",
        "chain-response",
        "chain-succession",
        "not-succession",
        "not-chain-succession",
    ]


def test_five_templates_speak_of_one_set_of_steps_and_three_of_them_take_a_count() -> None:
    assert [str(template) for template in Template if not template.binary] == [
        "at-least",
        "at-most",
        "exactly",
        "init",
        "end",
    ]
    assert [str(template) for template in Template if template.takes_n] == [
        "at-least",
        "at-most",
        "exactly",
    ]


@pytest.mark.parametrize("template", Template)
def test_each_template_is_said_in_one_sentence_about_its_steps(template: Template) -> None:
    sentence = template.sentence("PLAN", "TEACH", 3)
    assert sentence.endswith(".")
    assert sentence.count(".") == 1
    assert "PLAN" in sentence
    assert ("TEACH" in sentence) == template.binary
    assert ("3 times" in sentence) == template.takes_n


@pytest.mark.parametrize(
    ("n", "words"), [(None, "n times"), (1, "once"), (2, "twice"), (9, "9 times")]
)
def test_a_count_is_said_in_words(n: int | None, words: str) -> None:
    assert Template.AT_MOST.sentence("share", n=n) == f"share is begun at most {words}."


def test_a_name_of_the_literature_is_given_where_ours_differs() -> None:
    assert Template.NOT_CO_EXISTENCE.literature == "not co existence"
    assert Template.AT_LEAST.literature == "existence(n)"


@pytest.mark.parametrize(
    ("template", "n", "message"),
    [
        (Template.AT_LEAST, None, "at-least takes a count from 1 to 99, not None"),
        (Template.AT_LEAST, 0, "at-least takes a count from 1 to 99, not 0"),
        (Template.AT_MOST, -1, "at-most takes a count from 0 to 99, not -1"),
        (Template.EXACTLY, 100, "exactly takes a count from 1 to 99, not 100"),
        (Template.RESPONSE, 1, "response takes no count, and was given 1"),
    ],
)
def test_a_count_that_a_template_does_not_take_is_refused(
    template: Template, n: int | None, message: str
) -> None:
    with pytest.raises(CountError) as refused:
        table(template, n)
    assert str(refused.value) == message


def test_the_greatest_count_has_a_table() -> None:
    assert len(table(Template.AT_LEAST, MOST).next) == MOST + 1
    assert len(table(Template.EXACTLY, MOST).next) == (MOST + 1) ** 2 + 1
