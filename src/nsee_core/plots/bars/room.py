"""What charts of bars share: how wide new ones are, and how much room is around their bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nsee_core.plots.paper.scales import LINE, Unit
from nsee_core.plots.paper.style import NOT_KNOWN

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: In inches: a new figure is no wider, so that it can be printed across a page.
WIDEST = 10.0
_EACH = 0.75


def inches(bars: int, beside: float) -> float:
    """How wide a new figure of some bars is, with room for what stands beside them."""
    return min(WIDEST, beside + _EACH * bars)


def texts_of(column: pd.Series[Any]) -> list[str]:
    """The texts of a column; what is missing is said to be not known."""
    return [str(word) for word in column.astype(object).where(column.notna(), NOT_KNOWN)]


def sideroom(ax: Axes, bars: int) -> None:
    """Set the limits so that there is some room beside the first bar and the last."""
    ax.set_xlim(-0.6, bars - 0.4)


def headroom(ax: Axes, highest: int, size: tuple[float, float]) -> Unit:
    """Set the upper limit so that a number has room above the highest bar.

    Args:
        ax: the chart.
        highest: the number of the highest bar.
        size: how wide and high the chart is, in points.

    Returns:
        The unit of the chart.
    """
    wide, high = size
    top = max(1, highest) / (1 - min(0.5, 1.2 * LINE / high))
    ax.set_ylim(0, top)
    left, right = ax.get_xlim()
    return Unit(wide / (right - left), high / top)
