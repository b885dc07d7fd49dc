"""How often somebody would broker in each role if the groups of all others fell out at random."""

from __future__ import annotations

from typing import TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.measures.arrays import Wholes
from nsee_core.networks.measures.joined_pairs import Joined


@attrs.frozen
class Chances:
    """How likely each role is if all groups but the broker's are dealt out at random."""

    of_one: tuple[float, ...]
    """That a pair makes the role, in the order of the roles."""
    of_two: tuple[tuple[float, ...], ...]
    """That two pairs both make it, by the way they overlap: see ``Joined``."""

    @classmethod
    def of(cls, sizes: Wholes, own: int) -> Chances:
        """The chances of a broker whose group is ``own``.

        Ways to deal m mates and d others, in groups of h, to the two, three or four ends of one
        pair or two: ``alike`` counts ends in one other group, ``apart`` in two.
        """
        m, others = float(sizes[own]) - 1, np.delete(sizes, own).astype(np.float64)
        d = float(others.sum())
        alike = [float(_falling(others, k).sum()) for k in range(5)]
        alike_twice = alike[4] + alike[2] ** 2 - float((_falling(others, 2) ** 2).sum())
        apart = _falling(d, 2) - alike[2]
        apart_shared = float((others * _falling(d - others, 2)).sum())
        apart_twice = _falling(d, 4) - 2 * alike[2] * _falling(d - 2, 2) + alike_twice
        mates = [_falling(m, k) for k in range(5)]
        one_in, two_in = m * _falling(d, 2), mates[2] * d
        mixed = mates[2] * _falling(d, 2)
        ways = (
            (mates[2], mates[2], mates[3], mates[3], mates[3], mates[4]),
            (alike[2], alike[2], alike[3], alike[3], alike[3], alike_twice),
            (m * d, 0.0, two_in, one_in, 0.0, mixed),
            (m * d, 0.0, one_in, two_in, 0.0, mixed),
            (apart, apart, apart_shared, apart_shared, apart_shared, apart_twice),
        )
        deals = [max(_falling(m + d, k), 1.0) for k in (2, 2, 3, 3, 3, 4)]
        of_two = tuple(
            tuple(way / all_ for way, all_ in zip(role, deals, strict=True)) for role in ways
        )
        return cls(tuple(chances[0] for chances in of_two), of_two)

    def deviation(self, role: int, joined: Joined) -> float:
        """The standard deviation of how often these pairs make a role."""
        squares = np.dot(self.of_two[role], joined.overlaps)
        return float(np.sqrt(max(squares - (joined.n * self.of_one[role]) ** 2, 0.0)))


N = TypeVar("N", float, NDArray[np.float64])


def _falling(n: N, k: int) -> N:
    """The falling factorial: n (n - 1) ... of k factors."""
    product = n * 0.0 + 1.0
    for step in range(k):
        product = product * (n - step)
    return product
