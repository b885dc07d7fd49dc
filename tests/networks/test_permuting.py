"""Permutation tests, held to counting every order there is."""

from __future__ import annotations

from itertools import permutations, product
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks.measures.arrays import Indices
from nsee_core.networks.measures.permuting import (
    NoPermutations,
    deals,
    orders_within,
    permuted,
    swapped,
)

WHOLE = st.lists(st.integers(-4, 4), max_size=8)


def moved(places: Indices) -> float:
    """How far everybody is from their own place, weighted so that most orders differ."""
    return float(np.abs(places - np.arange(len(places))) @ (1 + np.arange(len(places))))


@pytest.mark.parametrize("n", range(6))
def test_where_all_orders_are_few_enough_each_is_taken_once(n: int) -> None:
    test = permuted(moved, n, permutations=120)
    every = [moved(np.array(order, np.intp)) for order in permutations(range(n))]
    assert test.exact
    assert sorted(test.values) == sorted(every)


def test_one_order_too_many_and_as_many_are_drawn_as_were_asked_for() -> None:
    test = permuted(moved, 5, permutations=119)
    assert not test.exact
    assert len(test.values) == 119


@given(labels=st.lists(st.integers(0, 2), max_size=6))
def test_labels_that_are_alike_are_dealt_once_and_all_deals_or_as_many_as_wanted_are_taken(
    labels: list[int],
) -> None:
    every = sorted(set(permutations(labels)))
    given_ = np.array(labels, np.int64)
    dealt, exact = deals(given_, permutations=len(every), seed=0)
    assert exact
    assert [tuple(deal.tolist()) for deal in dealt] == every
    some, exact = deals(given_, permutations=len(every) - 1, seed=0)
    assert not exact
    assert len([*some]) == len(every) - 1


@given(labels=st.lists(st.integers(0, 2), max_size=6))
def test_within_groups_each_takes_the_place_of_one_of_its_own(labels: list[int]) -> None:
    groups, n = np.array(labels, np.int64), len(labels)
    every = [
        order
        for order in permutations(range(n))
        if all(labels[one] == labels[other] for one, other in enumerate(order))
    ]
    orders, exact = orders_within(groups, permutations=len(every), seed=0)
    assert exact
    assert sorted(tuple(order.tolist()) for order in orders) == every
    if len(every) > 1:
        some, exact = orders_within(groups, permutations=len(every) - 1, seed=0)
        drawn = [tuple(order.tolist()) for order in some]
        assert not exact
        assert len(drawn) == len(every) - 1
        assert {*drawn} <= {*every}


def test_deals_of_very_many_are_not_counted_out() -> None:
    many = np.arange(100_000) % 7
    dealt, exact = deals(many, permutations=1, seed=0)
    assert not exact
    assert sorted(next(dealt)) == sorted(many)


def test_an_exact_p_is_the_share_of_all_orders() -> None:
    def first(places: Indices) -> float:
        return float(places[0] == 0)

    assert permuted(first, 4).at_least == 0.25


def test_a_sampled_p_counts_the_observed_order_too_and_is_never_0() -> None:
    def unmoved(places: Indices) -> float:
        return float((places == np.arange(len(places))).all())

    assert permuted(unmoved, 30, permutations=99).at_least == 0.01


def test_a_sampled_p_comes_near_the_exact_one() -> None:
    def first(places: Indices) -> float:
        return float(places[0] < 2)

    exact = permuted(first, 6, permutations=720)
    assert exact.at_least == pytest.approx(1 / 3)
    assert permuted(first, 6, permutations=700).at_least == pytest.approx(1 / 3, abs=0.06)


def test_one_seed_gives_one_result_and_another_gives_another() -> None:
    drawn = [permuted(moved, 10, permutations=50, seed=seed).values.tolist() for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_differs_only_in_how_it_was_reckoned_is_as_large() -> None:
    def wavering(places: Indices) -> float:
        return 0.3 if places[0] == 0 else 0.1 + 0.2 - 1e-15

    assert permuted(wavering, 3).at_least == 1.0


def test_what_is_not_defined_speaks_for_no_finding() -> None:
    def defined_once(places: Indices) -> float:
        return 1.0 if places[0] == 0 else nan

    assert permuted(defined_once, 3).at_least == 1.0


def test_a_test_of_no_permutations_is_refused() -> None:
    with pytest.raises(NoPermutations) as refused:
        permuted(moved, 3, permutations=0)
    assert str(refused.value) == "permutations cannot be 0; give a whole number, 1 to 1000000"


def by_all_signs(differences: list[int]) -> float:
    """The slow definition of ``swapped``."""
    observed = abs(sum(differences))
    sums = [
        abs(sum(sign * each for sign, each in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    return sum(each >= observed for each in sums) / len(sums)


@given(differences=WHOLE)
def test_exchanged_pairs_are_counted_as_by_trying_all_signs(differences: list[int]) -> None:
    assert swapped(np.array(differences, np.int64)) == pytest.approx(by_all_signs(differences))


@given(differences=WHOLE)
def test_which_of_two_waves_came_first_does_not_matter(differences: list[int]) -> None:
    given_ = np.array(differences, np.int64)
    assert swapped(given_) == swapped(-given_)


def test_exchanging_what_always_differs_one_way_is_a_matter_of_two_in_all_signs() -> None:
    assert swapped(np.ones(10, np.int64)) == pytest.approx(2**-9)


def test_a_p_of_many_pairs_is_above_0() -> None:
    assert 0 < swapped(np.ones(200, np.int64)) < 1e-50
    assert swapped(np.tile([3, -3], 20_000)) == 1.0
