"""How much room there is in a chart of bars, and what is written where there is enough."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from nsee_core.plots.paper.style import INK, PAPER, SMALL, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LETTER = 0.6  # the width of a letter, as a share of its height
#: What a line of text needs to stand clear, in points.
LINE = SMALL * 1.5


class Unit(NamedTuple):
    """How many points one unit of a chart is wide and high."""

    wide: float
    high: float


def unit(ax: Axes) -> Unit:
    """The unit of a chart, once its legend and labels have taken their room."""
    ax.figure.canvas.figure.draw_without_rendering()
    box, (left, right), (low, high) = ax.get_window_extent(), ax.get_xlim(), ax.get_ylim()
    points = 72 / ax.figure.dpi
    return Unit(box.width * points / (right - left), box.height * points / (high - low))


def width(texts: Sequence[str]) -> float:
    """What the longest of some texts needs, in points."""
    return max(map(len, texts), default=0) * _LETTER * SMALL


def ticked(ax: Axes, names: Sequence[str], one: Unit) -> None:
    """Write names beneath bars: all, or every so many where there is no room."""
    every = ceil((width(names) + 4) / one.wide)
    places = range(0, len(names), every)
    ax.set_xticks(places, [plain(names[place]) for place in places])


def written(
    ax: Axes, tops: Sequence[tuple[float, float]], words: Sequence[str], one: Unit, room: float = 1
) -> None:
    """Write numbers above bars, turned where they are too wide, and none where bars are too slim.

    Args:
        ax: the chart.
        tops: the middle of the top of each bar.
        words: the number of each bar; nothing is written of an empty one.
        one: the unit of the chart.
        room: from one bar to the next, in units of the chart.
    """
    if room * one.wide < LINE * 0.9:
        return
    turned = width(words) > room * one.wide
    if turned:
        _raised(ax, max(top for _, top in tops), width(words) + LINE)
    for at, number in zip(tops, words, strict=True):
        if number:
            ax.annotate(
                number,
                at,
                xytext=(0, 2.5),
                textcoords="offset points",
                ha="center",
                va="bottom",
                rotation=90 if turned else 0,
                fontsize=SMALL,
                color=INK,
                bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.4},
            )


def _raised(ax: Axes, highest: float, room: float) -> None:
    """Give a chart so many points of room above its highest bar, as far as it is high enough."""
    top = ax.get_ylim()[1]
    share = min(0.8, room / (ax.get_window_extent().height * 72 / ax.figure.dpi))
    ax.set_ylim(0, max(top, highest / (1 - share)))
