"""Where nodes are within their group: pushed apart by each other, and pulled by their ties."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from math import cos, pi, sin, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nsee_core.plots.grouping import AnyGraph, Node, by_id

Points: TypeAlias = NDArray[np.float64]

_FEW = 30  # so many nodes are no crowd
_ROUNDS = 60
_PAIRS = 80_000_000  # that all rounds together may look at: some seconds


def relaxed(graph: AnyGraph, nodes: Sequence[Node]) -> Points:
    """Where the nodes of a group are in the disc of radius 1, which they fill."""
    return _evened(_filling(_relaxed(*_started(graph, nodes))))


def _chance(text: object) -> tuple[float, float]:
    """A point of the disc of radius 1 that follows from a text."""
    digest = blake2b(str(text).encode(), digest_size=8).digest()
    share, turn = (int.from_bytes(part) / 2**32 for part in (digest[:4], digest[4:]))
    return sqrt(share) * cos(2 * pi * turn), sqrt(share) * sin(2 * pi * turn)


def _started(graph: AnyGraph, nodes: Sequence[Node]) -> tuple[Points, Points, NDArray[np.int64]]:
    """Where nodes begin, which pairs have a tie, and how many schools each stands beside."""
    schools = [graph.nodes[node].get("school") for node in nodes]
    several = len(set(schools)) < len(schools)
    own = np.array([_chance(node) for node in nodes])
    near = np.array([_chance(school or node) for school, node in zip(schools, nodes, strict=True)])
    number = {node: place for place, node in enumerate(nodes)}
    ties = np.array(
        [
            (place, number[other])
            for node, place in number.items()
            for other in sorted(graph[node], key=by_id)
            if other in number and other != node
        ],
        np.int64,
    ).reshape(-1, 2)
    at = 0.75 * near + 0.25 * own if several else own
    return at, near if several else np.zeros_like(own), ties


def _relaxed(at: Points, home: Points, ties: NDArray[np.int64]) -> Points:
    """Nodes after they pushed each other apart and ties pulled."""
    apart = 1.7 / sqrt(len(at))
    for step in np.linspace(0.12, 0, _rounds(len(at)), endpoint=False):
        move = _pushed(at, apart) + 0.6 * (home - at)
        pull = at[ties[:, 1]] - at[ties[:, 0]]
        np.add.at(move, ties[:, 0], 0.5 * pull * np.hypot(*pull.T)[:, None] / apart)
        length = np.hypot(*move.T)[:, None] + 1e-12
        at = at + move / length * np.minimum(length, step)
    return at


def _filling(at: Points) -> Points:
    """Points moved and stretched alike, so that they fill the disc of radius 1."""
    moved = at - (at.min(axis=0) + at.max(axis=0)) / 2
    filling: Points = moved / max(float(np.hypot(*moved.T).max()), 1e-9)
    return filling


def _evened(at: Points) -> Points:
    """Points moved outwards or inwards, as if there were as many in each part of the disc.

    They are the more so, the more there are, so that a crowd in the middle comes apart; few stay
    where they are.
    """
    away = np.hypot(*at.T)
    even = np.sqrt((np.argsort(np.argsort(away, kind="stable")) + 0.5) / len(at))
    share = max(0, len(at) - _FEW) / (len(at) + _FEW)
    evened: Points = at * (1 + share * (even / np.maximum(away, 1e-9) - 1))[:, None]
    return evened


def _rounds(nodes: int) -> int:
    return min(_ROUNDS, _PAIRS // nodes**2)


def _pushed(at: Points, apart: float) -> Points:
    """How nodes push each other: the nearer the harder."""
    x, y = (side[:, None] - side[None, :] for side in at.T)
    hard = apart**2 / (x * x + y * y + 1e-6)
    return np.stack([(x * hard).sum(axis=1), (y * hard).sum(axis=1)], axis=1)
