"""Claims, profiles and amounts: the odd cases beyond the examples of each code."""

import pytest

from nsee_core import Programme, check
from nsee_core.records import Claim, Profile, Quantity, Resource, When
from tests.rules.judging import said

FIFTHS = {"simd_q1": 20, "simd_q2": 20, "simd_q3": 20, "simd_q4": 20, "simd_q5": 20}


def profile(**fields: object) -> Profile:
    given = {"id": "p", "school": "s", "session": "2018/19", "simd_edition": 2016, **fields}
    return Profile.model_validate(given)


def test_a_claim_without_a_number_is_asked_for_no_unit() -> None:
    assert len(check(Programme.of([Claim(id="a", measure="confidence")]), select=["NSEE6"])) == 0


def test_a_unit_is_never_guessed_from_what_is_printed() -> None:
    assert said("NSEE601", Claim(id="a", value=14, unit_printed="%")) == [
        ("info", "a", "the claim is a number and it is not known of what")
    ]


def test_a_level_in_percent_is_not_taken_for_a_change() -> None:
    level = Claim(id="a", value=71, unit="percent", when=When("2021/22"))
    assert not said("NSEE602", level)
    assert said("NSEE602", level.but(since="2016"))


def test_what_a_claim_does_not_say_is_listed() -> None:
    claim = Claim(id="a", value=14, since=When("2016"))
    assert said("NSEE603", claim) == [
        ("info", "a", "the claim does not say among whom and who said so")
    ]
    assert not said("NSEE603", claim.but(population="P4", source="the council's report"))


@pytest.mark.parametrize(
    ("value", "unit", "possible"),
    [
        (100, "percentage points", True),
        (-100, "percentage points", True),
        (100.1, "percentage points", False),
        (-101, "percentage points", False),
        (250, "percent", True),
        (-100, "percent", True),
        (-101, "percent", False),
        (-1e9, "pounds", True),
        (1e9, None, True),
    ],
)
def test_only_figures_that_cannot_be_right_are_doubted(
    value: float, unit: str | None, *, possible: bool
) -> None:
    claim = Claim.model_validate({"id": "a", "value": value, "unit": unit})
    assert bool(said("NSEE604", claim)) is not possible


def test_each_side_of_a_contradiction_is_told_where_the_other_is_silent() -> None:
    one, two = Claim(id="a", contradicts=("b", "c", "gone")), Claim(id="b", contradicts=("a",))
    assert said("NSEE605", one, two, Claim(id="c")) == [
        ("info", "a", "it contradicts c, which does not say that it contradicts this one")
    ]


@pytest.mark.parametrize(
    ("printed", "unit", "fits"),
    [
        ("%", "percent", True),
        ("per cent", "percentage points", True),
        ("Percentage points", "percent", False),
        ("£", "pounds", True),
        ("£", "count", False),
        ("months' progress", "months of progress", True),
        ("months", "percent", False),
        ("pupils", "percent", True),
    ],
)
def test_a_unit_agrees_with_what_was_printed(printed: str, unit: str, *, fits: bool) -> None:
    claim = Claim.model_validate({"id": "a", "value": 1, "unit_printed": printed, "unit": unit})
    says = f"what was printed is not {unit}"
    assert said("NSEE606", claim) == ([] if fits else [("warning", "a", says)])


def test_shares_may_miss_a_hundred_by_what_rounding_can_do() -> None:
    shares = {**FIFTHS, "simd_unknown": 3}
    assert not said("NSEE611", profile(**shares))
    assert not said("NSEE611", profile(**{**shares, "simd_q1": 14}))
    assert said("NSEE611", profile(**{**shares, "simd_q1": 20.5})) == [
        ("warning", "p", "the shares by area come to 103.5 percent")
    ]
    assert said("NSEE611", profile(**{**shares, "simd_q1": 13.5})) == [
        ("warning", "p", "the shares by area come to 96.5 percent")
    ]


def test_shares_that_are_given_in_part_may_not_come_to_more_than_a_hundred() -> None:
    assert not said("NSEE611", profile(simd_q1=60))
    assert said("NSEE611", profile(simd_q1=60, simd_q5=42)) == [
        ("warning", "p", "the shares by area come to 102 percent, with 2 of six given")
    ]


def test_the_unknown_areas_are_asked_for_only_where_something_is_left() -> None:
    assert not said("NSEE612", profile(**FIFTHS))
    assert not said("NSEE612", profile(simd_q1=20))
    assert said("NSEE612", profile(**{**FIFTHS, "simd_q1": 10})) == [
        (
            "info",
            "p",
            "the five fifths come to 90 percent, and the share of unknown area is not given",
        )
    ]


def test_a_profile_without_figures_is_asked_for_neither_edition_nor_session() -> None:
    empty = Profile(id="p", school="s")
    assert len(check(Programme.of([empty]), select=["NSEE61"])) == 0
    assert said("NSEE614", empty.but(roll=0))
    assert not said("NSEE613", empty.but(roll=90))


def test_a_group_of_nobody_is_not_a_small_group() -> None:
    assert not said("NSEE615", profile(roll=0, **FIFTHS))
    assert not said("NSEE615", profile(roll=100, simd_q1=0, simd_q2=10))
    assert said("NSEE615", profile(roll=100, free_meals=9)) == [
        ("info", "p", "fewer than ten pupils stand behind free school meals")
    ]


@pytest.mark.parametrize(
    ("type_", "unit", "usual"),
    [
        ("funding", "pounds", True),
        ("funding", "full-time equivalents", False),
        ("time", "hours", True),
        ("time", "pounds", False),
        ("cover", "pounds", True),
        ("cover", "percent", False),
        ("expertise", "count", True),
        (None, "percent", True),
    ],
)
def test_money_is_counted_in_pounds_and_time_in_time(
    type_: str | None, unit: str, *, usual: bool
) -> None:
    amount = Quantity.model_validate({"value": 5, "unit": unit})
    spent = Resource.model_validate({"id": "m", "type": type_, "amount": amount})
    says = f"{type_} is given in {unit}"
    assert said("NSEE621", spent) == ([] if usual else [("warning", "m", says)])
