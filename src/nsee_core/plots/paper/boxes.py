"""What has its place on a map already, so that nothing is written upon it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from nsee_core.plots.paper.measuring import points

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

#: The middle of a box, and half its width and height, all in points.
Box: TypeAlias = tuple[float, float, float, float]


class Taken:
    """The boxes of what is on a map.

    >>> taken = Taken([(0, 0, 1, 1)])
    >>> taken.hits((1.5, 0, 1, 1)), taken.hits((2.5, 0, 1, 1))
    (1, 0)
    """

    def __init__(self, boxes: Sequence[Box] = ()) -> None:
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)

    def add(self, boxes: Iterable[Box]) -> None:
        """Take the room of some more."""
        self._boxes = np.vstack([self._boxes, *boxes])

    def hits(self, box: Box) -> int:
        """On how many of them a box lies."""
        near = np.abs(self._boxes[:, :2] - box[:2]) < self._boxes[:, 2:] + box[2:]
        return int(near.all(axis=1).sum())


def scale_of(ax: Axes) -> float:
    """How many points there are to a unit of a map, as it is laid out by now."""
    wide, high = points(ax)
    (left, right), (low, top) = ax.get_xlim(), ax.get_ylim()
    return min(wide / (right - left), high / (top - low))


def box_of(ax: Axes, drawn: Artist, scale: float) -> Box:
    """The box of a text or a legend, in the points of the map."""
    (left, low), (right, high) = ax.transData.inverted().transform(drawn.get_window_extent())
    wide, tall = scale * (right - left) / 2, scale * (high - low) / 2
    return scale * left + wide, scale * low + tall, wide, tall
