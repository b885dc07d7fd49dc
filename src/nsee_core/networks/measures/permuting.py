"""Tests by permutation: how often as much would come of it if it were all the same who was who."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, product
from itertools import permutations as permutations_of

import attrs
import numpy as np

from nsee_core.networks.arguments.given import whole_number
from nsee_core.networks.measures.arrays import Floats, Indices, Wholes

#: How far apart two values may be and yet be one, reckoned in different orders.
_SAME = 1e-9


#: How many permutations a test may be made of.
MOST = 1_000_000


class NoPermutations(ValueError):
    """A test was to be made of fewer than one permutation, or of more than anybody waits for."""


@attrs.frozen(eq=False)
class Permuted:
    """What a statistic is, and what it was with everybody in other places.

    A value that is not defined (NaN) counts as large: never in favour of a finding.
    """

    observed: float
    values: Floats
    """One for each order of places; where ``exact``, all there are, the observed among them."""
    exact: bool

    @property
    def at_least(self) -> float:
        """The p-value of a statistic as large as that: how often it would be, or more.

        Of all orders it is their share. Of a sample it is (1 + as large) / (1 + permutations), as
        the observed order is one of them and p is never 0 (Phipson and Smyth 2010).
        """
        as_large = ~(self.values < self.observed - _SAME)
        itself = 0 if self.exact else 1
        return float((itself + as_large.sum()) / (itself + as_large.size))


def permuted(
    statistic: Callable[[Indices], float],
    n: int,
    *,
    permutations: int = 1000,
    seed: int = 0,
    within: Wholes | None = None,
) -> Permuted:
    """A statistic with n nodes in their own places, and in others.

    All orders are taken where they are no more than ``permutations``; otherwise so many at random.

    Args:
        statistic: what to compute of places: at i stands the number of the node whose place node i
            takes.
        n: how many nodes there are.
        permutations: how many orders to take at most.
        seed: where the random orders begin; the same seed gives the same.
        within: the group of each node, by number, where each takes the place of one of its own
            group. None for the n! orders in which anybody takes any place.

    Raises:
        NoPermutations: ``permutations`` is less than 1.

    >>> test = permuted(lambda places: float(places[0]), 3)
    >>> test.observed, sorted(test.values.tolist()), test.exact, test.at_least
    (0.0, [0.0, 0.0, 1.0, 1.0, 2.0, 2.0], True, 1.0)
    """
    whole_number(permutations, "permutations", 1, NoPermutations, most=MOST)
    own = np.arange(n)
    if within is None:
        orders, exact = deals(own, permutations=permutations, seed=seed)
    else:
        orders, exact = orders_within(within, permutations=permutations, seed=seed)
    return Permuted(
        observed=statistic(own),
        values=np.array([statistic(places) for places in orders], np.float64),
        exact=exact,
    )


def deals(labels: Wholes, *, permutations: int, seed: int) -> tuple[Iterator[Wholes], bool]:
    """Labels dealt out anew among as many places, and whether those are all the deals there are.

    All are taken once, where they are no more than ``permutations``: those of labels that are alike
    are one. Otherwise there are so many at random.

    >>> every, exact = deals(np.array([1, 0, 1]), permutations=3, seed=0)
    >>> [deal.tolist() for deal in every], exact
    ([[0, 1, 1], [1, 0, 1], [1, 1, 0]], True)
    """
    exact = not _more_than(permutations, labels)
    return _all(labels) if exact else _some(labels, permutations, seed), exact


def orders_within(groups: Wholes, *, permutations: int, seed: int) -> tuple[Iterator[Wholes], bool]:
    """Orders in which each takes the place of one of its own group, and whether those are all.

    All are taken where they are no more than ``permutations``; otherwise so many at random.

    >>> every, exact = orders_within(np.array([0, 1, 0]), permutations=2, seed=0)
    >>> [order.tolist() for order in every], exact
    ([[0, 1, 2], [2, 1, 0]], True)
    """
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    ways = 1
    for place in chain.from_iterable(range(1, len(each) + 1) for each in members):
        ways *= place
        if ways > permutations:
            return _some_within(groups, members, permutations, seed), False
    return _all_within(groups, members), True


def _all_within(groups: Wholes, members: Sequence[Wholes]) -> Iterator[Wholes]:
    for each in product(*map(permutations_of, members)):
        order = np.empty_like(groups)
        for places, taken in zip(members, each, strict=True):
            order[places] = taken
        yield order


def _some_within(
    groups: Wholes, members: Sequence[Wholes], permutations: int, seed: int
) -> Iterator[Wholes]:
    generator = np.random.default_rng(seed)
    for _ in range(permutations):
        order = np.empty_like(groups)
        for places in members:
            order[places] = generator.permutation(places)
        yield order


def swapped(differences: Wholes) -> float:
    """The p-value of paired differences, if either of a pair could as well have been the other.

    It is two-sided and exact: the share of all ways to choose the signs of the differences whose
    sum is as far from 0 as theirs (Fisher 1935, of Darwin's maize). A sum of independent terms of
    +d or -d has the characteristic function of the product of cos(td), from which a Fourier
    transform gives the chance of each sum, to within about 1e-15.

    Args:
        differences: whole numbers, one a pair.

    >>> swapped(np.array([1, 2, 3])), swapped(np.array([0, 0]))
    (0.25, 1.0)
    """
    steps, times = np.unique(np.abs(differences[differences != 0]), return_counts=True)
    most = int(steps @ times)
    turns = 2 * np.pi * np.arange(most + 1) / (2 * most + 1)
    spectrum = np.ones(most + 1)
    for step, count in zip(steps, times, strict=True):
        spectrum *= np.cos(turns * step) ** count
    chance = np.fft.irfft(spectrum, 2 * most + 1)  # of the sums 0, 1, ... most, -most, ... -1
    sums = np.arange(2 * most + 1)
    as_far = np.minimum(sums, 2 * most + 1 - sums) >= abs(int(differences.sum()))
    least = 0.5 ** int(times.sum())  # the signs as they are
    return float(np.clip(chance[as_far].sum().round(14), least, 1))


def _more_than(most: int, labels: Wholes) -> bool:
    """Whether there are more deals: n! over the product of k! for each label that k have."""
    ways, place = 1, 0
    for alike in np.unique(labels, return_counts=True)[1].tolist():
        for one in range(1, alike + 1):
            place += 1
            ways = ways * place // one
            if ways > most:
                return True
    return ways > most


def _all(labels: Wholes) -> Iterator[Wholes]:
    """Each deal once, in ascending order, each made of the one before (Narayana's algorithm)."""
    deal = np.sort(labels)
    while True:
        yield deal.copy()
        rises = np.flatnonzero(deal[:-1] < deal[1:])
        if not len(rises):
            return
        last = rises[-1]
        next_larger = np.flatnonzero(deal > deal[last])[-1]
        deal[[last, next_larger]] = deal[[next_larger, last]]
        deal[last + 1 :] = deal[last + 1 :][::-1].copy()


def _some(labels: Wholes, permutations: int, seed: int) -> Iterator[Wholes]:
    generator = np.random.default_rng(seed)
    return (generator.permutation(labels) for _ in range(permutations))
