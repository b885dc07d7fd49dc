"""The lines of a map: straight, or bent and with an arrow where ties have a direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from nsee_core.plots.maps.layout import Spots
from nsee_core.plots.maps.relaxing import Points
from nsee_core.plots.maps.steps import Pair, Steps
from nsee_core.plots.paper.style import INK, SOFT, library

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    Explained: TypeAlias = list[tuple[Artist, str]]


@attrs.frozen
class Stroke:
    """How a line looks."""

    width: float
    """In points."""
    colour: str = SOFT
    style: str | tuple[float, tuple[float, ...]] = "solid"
    alpha: float = 1.0

    def mark(self) -> Artist:
        """The line as a legend shows it."""
        drawn: Artist = library("lines").Line2D(
            [], [], color=self.colour, linewidth=self.width, linestyle=self.style
        )
        return drawn


#: The steps of weights where there is room, and where there is little; there, what is light is pale
#: and drawn first, so that many lines are no blot and the heavy ones lie above them.
BOLD = tuple(Stroke(width, alpha=0.75) for width in (0.7, 1.6, 2.8, 4.4))
FINE = (Stroke(0.5, "#a6a6a6"), Stroke(1.1, "#808080"), Stroke(2.0, SOFT), Stroke(3.0, INK))

MANY = 1000  # more ties than these leave little room
_BEND = 0.14  # how far a directed tie bends to its left, so that one each way are two lines
_ALONG = np.linspace(0, 1, 17)
_HEAD = 0.62  # where along a tie its arrow is: clear of both nodes, and nearer to the receiver


def draw_weighted(
    ax: Axes, ties: Mapping[Pair, float], at: Spots, strokes: Sequence[Stroke], *, directed: bool
) -> Explained:
    """Draw ties as lines, the wider the heavier; returns what a legend says of them."""
    steps = Steps.of(ties.values())
    by_step: dict[int, list[Pair]] = {}
    for pair, weight in ties.items():
        by_step.setdefault(steps.step(weight), []).append(pair)
    for step, pairs in sorted(by_step.items()):
        draw(ax, pairs, at, strokes[step], directed=directed)
    return [
        (strokes[step].mark(), f"weight {steps.words(step)}")
        for step in sorted(by_step)
        if len(by_step) > 1 or any(weight != 1 for weight in ties.values())
    ]


def draw(ax: Axes, pairs: Sequence[Pair], at: Spots, stroke: Stroke, *, directed: bool) -> None:
    """Draw some ties alike: straight, or bent and with an arrow where they have a direction."""
    collections = library("collections")
    one, other = (np.array([at[pair[end]] for pair in pairs]).reshape(-1, 2) for end in (0, 1))
    if directed:
        bent = _bent(one, other)
        ways = curves(one, bent, other)
        heads = _arrows(one, bent, other, 0.016 + 0.004 * stroke.width)
        arrows = collections.PolyCollection(
            heads, facecolors=stroke.colour, linewidths=0, zorder=1.5
        )
        ax.add_collection(arrows)
    else:
        ways = np.stack([one, other], axis=1)
    add(ax, ways, stroke)


def add(ax: Axes, ways: Points, stroke: Stroke) -> None:
    """Draw lines along some ways."""
    drawn = library("collections").LineCollection(
        ways,
        colors=stroke.colour,
        linewidths=stroke.width,
        linestyles=[stroke.style],
        alpha=stroke.alpha,
        zorder=1,
    )
    ax.add_collection(drawn)


def curves(one: Points, bent: Points, other: Points) -> Points:
    """Quadratic Bezier curves from one to the other, pulled towards a point, in sixteen pieces."""
    t = _ALONG[None, :, None]
    found: Points = (
        (1 - t) ** 2 * one[:, None] + 2 * t * (1 - t) * bent[:, None] + t**2 * other[:, None]
    )
    return found


def _bent(one: Points, other: Points) -> Points:
    """The point that pulls each curve to the left of its way."""
    across = (other - one) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    bent: Points = (one + other) / 2 + _BEND * across
    return bent


def _arrows(one: Points, bent: Points, other: Points, size: float) -> Points:
    """The head of an arrow on each curve."""
    t = _HEAD
    tip = (1 - t) ** 2 * one + 2 * t * (1 - t) * bent + t**2 * other
    way = (1 - t) * (bent - one) + t * (other - bent)
    way = way / (np.hypot(*way.T)[:, None] + 1e-12)
    aside = way @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    heads: Points = np.stack(
        [tip + size * way, tip - size * (way - 0.7 * aside), tip - size * (way + 0.7 * aside)],
        axis=1,
    )
    return heads
