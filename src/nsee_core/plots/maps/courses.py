"""The courses of ties: straight where nothing is in the way, and otherwise bent around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from nsee_core.plots.grouping import by_id
from nsee_core.plots.maps.layout import Spots
from nsee_core.plots.maps.relaxing import Points
from nsee_core.plots.maps.steps import Pair
from nsee_core.plots.paper.boxes import Box, Taken, box_of, scale_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BEND = 0.14  # how far a directed tie bends to its left, so that one each way are two lines
_LEAST, _MOST = 0.05, 1.2  # of two ties one each way, so that both are to the left
_BENDS = np.linspace(-_MOST, _MOST, 61)
_ALONG = np.linspace(0, 1, 17)
_HEAD = 0.62  # where along a tie its arrow is: clear of both nodes, and nearer to the receiver
_HEADS = sorted(np.linspace(0.2, 0.86, 34).tolist(), key=lambda along: abs(along - _HEAD))
_HALF_HEAD = 4.0  # the room of an arrow around its tip, in points
_SPACE = 2.0  # between a line and a node that it passes, in points
_GRAZED = 0.15  # so much further a line is rather bent than that it comes nearer than that
_UPON, _BEYOND = 50.0, 10.0  # what it costs to pass through a node, and to leave the map
_LOOKED_AT = 60_000  # ties by nodes; where there are more, no single line can be followed anyhow


@attrs.frozen
class Ground:
    """What is on a map that ties keep clear of."""

    at: Spots
    """The nodes."""
    scale: float
    """How many points there are to a unit of the map."""
    size: float
    """The area of a node in square points."""
    boxes: Sequence[Box]
    """What is written."""
    limits: tuple[float, float, float, float]
    """Left, right, low and top, in units of the map; lines are cut off there."""

    @classmethod
    def of(cls, ax: Axes, at: Spots, size: float) -> Ground:
        """The ground of a map, once all is written: names at its sides leave it less room."""
        scale = scale_of(ax)
        boxes = [box_of(ax, text, scale) for text in ax.texts if text.get_text()]
        return cls(at, scale, size, boxes, (*ax.get_xlim(), *ax.get_ylim()))

    @property
    def radius(self) -> float:
        """How far from the middle of a node nothing else may pass, in units."""
        return (sqrt(self.size) / 2 + 1) / self.scale

    @property
    def clear(self) -> float:
        """How far from the middle of a node a line had better pass: beyond a square's corner."""
        return (0.71 * sqrt(self.size) + _SPACE) / self.scale


@attrs.frozen(eq=False)
class Courses:
    """The curve of each tie, pulled towards a point, and where along it its arrow is."""

    place: Mapping[Pair, int]
    one: Points
    bent: Points
    other: Points
    heads: Points
    covered: NDArray[np.bool_]
    """Whether the arrow could be nowhere but where something is written."""

    @classmethod
    def of(cls, pairs: Sequence[Pair], ground: Ground, *, directed: bool) -> Courses:
        """The courses of all ties of a map: which others there are makes a difference to none.

        But two ties one each way between the same two are bent to their left, so that they part.
        """
        pairs = sorted(pairs, key=lambda pair: tuple(map(by_id, pair)))
        one, other = (_spots(ground.at, [pair[end] for pair in pairs]) for end in (0, 1))
        bends = _bends(pairs, one, other, ground, directed=directed)
        bent = _pulled(one, other, bends)
        heads, covered = _heads(one, bent, other, ground) if directed else _none(len(pairs))
        place = {pair: number for number, pair in enumerate(pairs)}
        return cls(place, one, bent, other, heads, covered)

    def only(self, pairs: Sequence[Pair]) -> Courses:
        """The courses of some of the ties."""
        rows = [self.place[pair] for pair in pairs]
        place = {pair: number for number, pair in enumerate(pairs)}
        of = (self.one, self.bent, self.other, self.heads)
        one, bent, other, heads = (each[rows] for each in of)
        return Courses(place, one, bent, other, heads, self.covered[rows])

    @property
    def ways(self) -> Points:
        """The points through which each tie is drawn."""
        return curves(self.one, self.bent, self.other)


def curves(one: Points, bent: Points, other: Points) -> Points:
    """Quadratic Bezier curves from one to the other, pulled towards a point, in sixteen pieces."""
    t = _ALONG[None, :, None]
    found: Points = (
        (1 - t) ** 2 * one[:, None] + 2 * t * (1 - t) * bent[:, None] + t**2 * other[:, None]
    )
    return found


def _spots(at: Spots, nodes: Sequence[object]) -> Points:
    return np.array([at[node] for node in nodes], np.float64).reshape(-1, 2)


def _pulled(one: Points, other: Points, bends: Points) -> Points:
    """The point that pulls each curve to the left of its way, or to the right where negative."""
    across = (other - one) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    bent: Points = (one + other) / 2 + bends[:, None] * across
    return bent


# ---------------------------------------------------------------- around nodes


def _bends(
    pairs: Sequence[Pair], one: Points, other: Points, ground: Ground, *, directed: bool
) -> Points:
    """How far each tie is bent: as near as can be to what it would be with nothing in the way."""
    wanted = _BEND if directed else 0.0
    best = np.full(len(pairs), wanted)
    if len(pairs) * len(ground.at) > _LOOKED_AT:
        return best
    nodes = list(ground.at)
    number = {node: place for place, node in enumerate(nodes)}
    ends = np.array([[number[end] for end in pair] for pair in pairs], np.int64).reshape(-1, 2)
    there = set(pairs)
    back = np.array([directed and pair[::-1] in there for pair in pairs], bool)
    spots, least = _spots(ground.at, nodes), np.full(len(pairs), np.inf)
    for bend in (wanted, *sorted(_BENDS.tolist(), key=lambda each: abs(each - wanted))):
        further = abs(bend - wanted)
        left = np.flatnonzero((least > further) & (~back | (bend >= _LEAST)))
        if len(left):
            bent = _pulled(one[left], other[left], np.full(len(left), bend))
            cost = further + _cost(curves(one[left], bent, other[left]), ends[left], spots, ground)
            better = cost < least[left] - 1e-12
            best[left[better]], least[left[better]] = bend, cost[better]
    return best


def _cost(
    ways: Points, ends: NDArray[np.int64], spots: Points, ground: Ground
) -> NDArray[np.float64]:
    """What is lost on each way by nodes that it only passes, and by leaving the map."""
    away = _away(ways, spots)
    np.put_along_axis(away, ends, np.inf, axis=1)
    upon = np.maximum(0, 1 - away / ground.radius).sum(axis=1)
    graze = np.clip((ground.clear - away) / (ground.clear - ground.radius), 0, 1).sum(axis=1)
    left, right, low, top = ground.limits
    x, y = ways[..., 0], ways[..., 1]
    beyond = np.maximum.reduce([left - x, x - right, low - y, y - top]).max(axis=1)
    off = _BEYOND * np.maximum(0, beyond)
    cost: NDArray[np.float64] = _UPON * upon + (upon > 0) + _GRAZED * graze + off
    return cost


def _away(ways: Points, spots: Points) -> Points:
    """How far each way is from each spot."""
    begun, step = ways[:, :-1], np.diff(ways, axis=1)
    long = np.maximum((step**2).sum(axis=-1), 1e-18)
    nearest = np.full((len(ways), len(spots)), np.inf)
    for piece in range(begun.shape[1]):
        to = spots[None] - begun[:, None, piece]
        along = np.einsum("mnk,mk->mn", to, step[:, piece]) / long[:, piece, None]
        off = to - np.clip(along, 0, 1)[..., None] * step[:, None, piece]
        np.minimum(nearest, np.hypot(off[..., 0], off[..., 1]), out=nearest)
    return nearest


# ---------------------------------------------------------------- arrows


def _none(pairs: int) -> tuple[Points, NDArray[np.bool_]]:
    return np.full(pairs, _HEAD), np.zeros(pairs, bool)


def _heads(
    one: Points, bent: Points, other: Points, ground: Ground
) -> tuple[Points, NDArray[np.bool_]]:
    """Where along each curve its arrow is seen best: clear of what is written, and of nodes."""
    heads, covered = _none(len(one))
    if len(one) * len(ground.at) > _LOOKED_AT:
        return heads, covered
    half = sqrt(ground.size) / 2
    nodes = Taken(
        [(*spot, half, half) for spot in _spots(ground.at, list(ground.at)) * ground.scale]
    )
    words = Taken(ground.boxes)
    for row in range(len(one)):
        hits = []
        for along in _HEADS:
            x, y = ground.scale * tip(one[row], bent[row], other[row], along)
            box = (float(x), float(y), _HALF_HEAD, _HALF_HEAD)
            hits.append((words.hits(box) > 0, nodes.hits(box)))
            if hits[-1] == (False, 0):
                break
        best = min(range(len(hits)), key=hits.__getitem__)
        heads[row], covered[row] = _HEADS[best], hits[best][0]
    return heads, covered


def tip(one: Points, bent: Points, other: Points, t: Points | float) -> Points:
    """The point of a curve so far along it."""
    found: Points = (1 - t) ** 2 * one + 2 * t * (1 - t) * bent + t**2 * other
    return found
