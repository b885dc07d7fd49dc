"""What was probably meant by a word: the one with the fewest slips among those that are like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.readers import parse_jsonl
from nsee_core.wording import _slips, nearest, perhaps

WORDS = st.text("abcd", max_size=7)
KINDS = ("adopted", "adapted", "shared", "authority", "membership", "practice", "survey")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("adpoted", "adopted", 1), ("adpoted", "adapted", 2), ("ca", "abc", 3), ("", "abc", 3)],
)
def test_two_neighbours_swapped_are_one_slip_and_no_letter_is_moved_twice(
    one: str, other: str, slips: int
) -> None:
    assert (_slips(one, other), _slips(other, one)) == (slips, slips)


@given(WORDS, WORDS)
def test_slips_are_none_only_between_a_word_and_itself_and_at_most_a_whole_word(
    one: str, other: str
) -> None:
    assert (_slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= _slips(one, other) <= max(len(one), len(other))
    assert _slips(one, other) == _slips(other, one)


@pytest.mark.parametrize("word", KINDS)
def test_the_word_is_found_whichever_two_of_its_letters_are_swapped(word: str) -> None:
    for at in range(len(word) - 1):
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        assert nearest(swapped, KINDS) == word


def test_a_reader_offers_the_word_whose_letters_were_swapped() -> None:
    row = '{"kind": "transfer", "id": "x", "practice": "t", "receivers": [], "type": "adpoted"}'
    [finding] = parse_jsonl(row).report
    assert finding.message == 'the value is no type; perhaps "adopted" was meant'


def test_of_words_with_as_few_slips_the_one_that_is_most_like_it_is_meant() -> None:
    assert nearest("form", ["forms", "from"]) == "forms"
    assert perhaps("Form ", ["from", "forms"]) == '; perhaps "forms" was meant'


def test_long_words_cost_no_more_than_finding_those_like_them() -> None:
    known = ["a" * 20_000 + letter for letter in "bcdefgh"]
    begun = time.perf_counter()
    assert nearest("a" * 20_000, known) == known[0]
    assert time.perf_counter() - begun < 10
