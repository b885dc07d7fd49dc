"""The ties of a map: which there are, how heavy, and the lines that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, isfinite, log2
from numbers import Real
from typing import TYPE_CHECKING

import attrs
import numpy as np

from nsee_core.plots.layout import AnyGraph, Node, Places, Points, by_id
from nsee_core.plots.style import SOFT, library

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

Pair = tuple[Node, Node]

#: Line widths in points; each stands for weights up to twice those of the one before.
WIDTHS = (0.7, 1.6, 2.8, 4.4)
_BEND = 0.14  # how far a directed tie bends to its left, so that one each way are two lines
_ALONG = np.linspace(0, 1, 9)
_HEAD = 0.62  # where along a tie its arrow is: clear of both nodes, and nearer to the receiver


def weights(graph: AnyGraph) -> dict[Pair, float]:
    """Each two with a tie, sorted, and what their ties weigh together; ties to oneself left out.

    A tie without a weight, or with one that is no number, weighs 1.
    """
    found: dict[Pair, float] = {}
    for one, other, said in graph.edges(data=True):
        if one != other:
            pair = pair_of(graph, one, other)
            found[pair] = found.get(pair, 0.0) + _weight(said.get("weight"))
    return dict(sorted(found.items(), key=lambda item: tuple(map(by_id, item[0]))))


def _weight(said: object) -> float:
    return float(said) if isinstance(said, Real) and isfinite(said) else 1.0


def pair_of(graph: AnyGraph, one: Node, other: Node) -> Pair:
    """The two ends of a tie: as it goes if it has a direction, otherwise sorted."""
    if graph.is_directed() or by_id(one) <= by_id(other):
        return one, other
    return other, one


@attrs.frozen
class Steps:
    """Weights in four steps, each up to twice the one before; the last takes all that is heavier.

    >>> steps = Steps.of([1, 2, 3, 9])
    >>> [steps.step(weight) for weight in (1, 2, 3, 9)], steps.words(1)
    ([0, 1, 1, 3], '2 to 3')
    """

    lightest: float
    whole: bool

    @classmethod
    def of(cls, weights: Iterable[float]) -> Steps:
        """Steps from the lightest of some weights on."""
        positive = [weight for weight in weights if weight > 0]
        return cls(min(positive, default=1.0), all(weight == round(weight) for weight in positive))

    def step(self, weight: float) -> int:
        """The step of a weight; what weighs nothing or less is in the first."""
        if weight <= self.lightest:
            return 0
        return min(len(WIDTHS) - 1, floor(log2(weight / self.lightest)))

    def words(self, step: int) -> str:
        """What a step takes in, for a legend."""
        low, end = (self.lightest * 2 ** (step + up) for up in (0, 1))
        if step == len(WIDTHS) - 1:
            return f"{low:g} and more"
        if not self.whole:
            return f"{low:g} to under {end:g}"
        return f"{low:g}" if end - 1 == low else f"{low:g} to {end - 1:g}"


def draw_weighted(
    ax: Axes, ties: Mapping[Pair, float], at: Places, steps: Steps, *, directed: bool
) -> list[tuple[Artist, str]]:
    """Draw ties as lines, the wider the heavier; returns what a legend says of them."""
    by_step: dict[int, list[Pair]] = {}
    for pair, weight in ties.items():
        by_step.setdefault(steps.step(weight), []).append(pair)
    pale = 0.35 if len(ties) > 1000 else 0.75
    for step, pairs in sorted(by_step.items()):
        draw(ax, pairs, at, directed=directed, width=WIDTHS[step], alpha=pale)
    line = library("lines").Line2D
    return [
        (line([], [], color=SOFT, linewidth=WIDTHS[step]), f"weight {steps.words(step)}")
        for step in sorted(by_step)
        if len(by_step) > 1 or any(weight != 1 for weight in ties.values())
    ]


def draw(
    ax: Axes,
    pairs: Sequence[Pair],
    at: Places,
    *,
    directed: bool,
    width: float,
    style: str = "solid",
    colour: str = SOFT,
    alpha: float = 0.85,
) -> None:
    """Draw some ties alike: straight, or bent and with an arrow where they have a direction."""
    collections = library("collections")
    one, other = (np.array([at[pair[end]] for pair in pairs]).reshape(-1, 2) for end in (0, 1))
    if directed:
        lines = _curves(one, other)
        heads = _arrows(one, other, 0.016 + 0.004 * width)
        arrows = collections.PolyCollection(heads, facecolors=colour, linewidths=0, zorder=1.5)
        ax.add_collection(arrows)
    else:
        lines = np.stack([one, other], axis=1)
    drawn = collections.LineCollection(
        lines, colors=colour, linewidths=width, linestyles=style, alpha=alpha, zorder=1
    )
    ax.add_collection(drawn)


def _bent(one: Points, other: Points) -> Points:
    """The point that pulls each curve to the left of its way."""
    across = (other - one) @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    bent: Points = (one + other) / 2 + _BEND * across
    return bent


def _curves(one: Points, other: Points) -> Points:
    """Quadratic Bezier curves, as lines of eight pieces."""
    t = _ALONG[None, :, None]
    curves: Points = (
        (1 - t) ** 2 * one[:, None] + 2 * t * (1 - t) * _bent(one, other)[:, None]
    ) + t**2 * other[:, None]
    return curves


def _arrows(one: Points, other: Points, size: float) -> Points:
    """The head of an arrow on each curve."""
    bent, t = _bent(one, other), _HEAD
    tip = (1 - t) ** 2 * one + 2 * t * (1 - t) * bent + t**2 * other
    way = (1 - t) * (bent - one) + t * (other - bent)
    way = way / (np.hypot(*way.T)[:, None] + 1e-12)
    aside = way @ np.array([[0.0, 1.0], [-1.0, 0.0]])
    heads: Points = np.stack(
        [tip + size * way, tip - size * (way - 0.7 * aside), tip - size * (way + 0.7 * aside)],
        axis=1,
    )
    return heads
