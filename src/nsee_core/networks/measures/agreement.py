"""How far partitions of the same nodes agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from math import comb

import numpy as np

from nsee_core.networks.measures.arrays import Floats, Wholes
from nsee_core.wording import shown


class NotTheSameNodes(ValueError):
    """Two partitions were to be compared that are not of the same nodes."""


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """How far two partitions of the same nodes agree, beyond what chance would bring.

    Of all pairs of nodes, those that are together in both partitions are counted, S; by chance
    they would be E = P Q / N, where P and Q are together in the one and in the other, of N pairs.
    The index is (S - E) / ((P + Q) / 2 - E): 1 where the partitions are the same, about 0 where
    they have nothing to do with each other (Hubert and Arabie 1985, "Comparing partitions", Journal
    of Classification 2, 193-218). Two partitions that are both of single nodes, or both of one
    community, are the same: 1.

    Args:
        one: the community of each node.
        other: the same, of the same nodes in the same order.

    Raises:
        NotTheSameNodes: one is longer than the other.
        TypeError: one is no sequence, or a community has no name but a list or the like.

    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 3)
    (1.0, -0.5)
    """
    first, second = _coded(one), _coded(other)
    if len(first) != len(second):
        msg = (
            f"one partition is of {len(first)} nodes and the other of {len(second)}; give the same"
        )
        raise NotTheSameNodes(msg)
    return _adjusted_rand(first, second)


def _adjusted_rand(one: Wholes, other: Wholes) -> float:
    both = _pairs(np.unique(np.stack([one, other]), axis=1, return_counts=True)[1])
    first, second = (_pairs(np.unique(each, return_counts=True)[1]) for each in (one, other))
    expected = first * second / max(comb(len(one), 2), 1)
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _coded(labels: Sequence[Hashable]) -> Wholes:
    codes: dict[Hashable, int] = {}
    try:
        return np.array([codes.setdefault(label, len(codes)) for label in labels], np.int64)
    except TypeError:
        msg = f"a partition names the community of each node in order, and {shown(labels)} does not"
        raise TypeError(msg) from None


def _pairs(sizes: Wholes) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def agreements(partitions: Sequence[Wholes]) -> Floats:
    """The adjusted Rand index of every two partitions."""
    agreed = np.eye(len(partitions))
    for one, other in combinations(range(len(partitions)), 2):
        agreed[one, other] = agreed[other, one] = _adjusted_rand(partitions[one], partitions[other])
    return agreed


def same_company(one: Wholes, other: Wholes) -> Floats:
    """How far each node has the same company in two partitions: 1 where it is the same."""
    _, at, both = np.unique(np.stack([one, other]), axis=1, return_inverse=True, return_counts=True)
    shared = both[at.reshape(-1)]
    return np.asarray(shared / (np.bincount(one)[one] + np.bincount(other)[other] - shared))
