"""The lines of a map, with an arrow where ties have a direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from nsee_core.plots.maps.courses import Courses, Ground, tip
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
_SEEN = 6  # above all that is written


def explained(ties: Mapping[Pair, float], strokes: Sequence[Stroke]) -> Explained:
    """What a legend says of ties that are drawn the wider the heavier they are."""
    steps, by_step = _by_step(ties)
    return [
        (strokes[step].mark(), f"weight {steps.words(step)}")
        for step in sorted(by_step)
        if len(by_step) > 1 or any(weight != 1 for weight in ties.values())
    ]


def draw_weighted(
    ax: Axes,
    ties: Mapping[Pair, float],
    courses: Courses,
    ground: Ground,
    strokes: Sequence[Stroke],
    *,
    directed: bool,
) -> None:
    """Draw ties as lines, the wider the heavier."""
    for step, pairs in sorted(_by_step(ties)[1].items()):
        draw(ax, courses.only(pairs), ground, strokes[step], directed=directed)


def _by_step(ties: Mapping[Pair, float]) -> tuple[Steps, dict[int, list[Pair]]]:
    steps = Steps.of(ties.values())
    by_step: dict[int, list[Pair]] = {}
    for pair, weight in ties.items():
        by_step.setdefault(steps.step(weight), []).append(pair)
    return steps, by_step


def draw(ax: Axes, courses: Courses, ground: Ground, stroke: Stroke, *, directed: bool) -> None:
    """Draw some ties alike, with an arrow where they have a direction."""
    add(ax, courses.ways, stroke)
    if directed:
        heads = _arrows(courses, (2.4 + 0.6 * stroke.width) / ground.scale)
        for covered, zorder in ((False, 1.5), (True, _SEEN)):
            these = heads[courses.covered == covered]
            if len(these):
                arrows = library("collections").PolyCollection(
                    these, facecolors=stroke.colour, linewidths=0, zorder=zorder
                )
                ax.add_collection(arrows)


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


def _arrows(courses: Courses, size: float) -> Points:
    """The head of an arrow on each curve."""
    one, bent, other, t = courses.one, courses.bent, courses.other, courses.heads[:, None]
    at = tip(one, bent, other, t)
    way = (1 - t) * (bent - one) + t * (other - bent)
    way = way / (np.hypot(*way.T)[:, None] + 1e-12)
    aside = way @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    heads: Points = np.stack(
        [at + size * way, at - size * (way - 0.7 * aside), at - size * (way + 0.7 * aside)],
        axis=1,
    )
    return heads
