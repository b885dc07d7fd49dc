"""The limits of a map: as wide and high as what is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from nsee_core.plots.maps.discs import Discs
    from nsee_core.plots.maps.layout import Spots

_ASIDE = 0.15  # from what is on a map to its limits
_LEAST = 0.5  # from its middle to what is on it, at least
_UNIT = 120.0  # about so many points there are to a unit of a map


def framed(ax: Axes, at: Spots, groups: Discs, beside: float = 0.0) -> None:
    """Set the limits of a map, equal in both directions, and leave out its axes.

    Args:
        ax: the map.
        at: where nodes are.
        groups: the discs to which the map is to be cut; of none, it has room for all that there
            can be, so that one map can be laid on another.
        beside: how wide the widest name is that may be beside a node, in points. It is left room
            for as far as a map has that is not cut.
    """
    for side in (0, 1):
        spots = [spot[side] for spot in at.values()]
        low, top = min(*spots, -1.0), max(*spots, 1.0)
        if groups:
            room = 0.0 if side else beside / _UNIT
            ends = [
                disc.middle[side] + way * disc.radius for disc in groups.values() for way in (1, -1)
            ]
            low = max(min(*spots, *ends, -_LEAST) - room, low)
            top = min(max(*spots, *ends, _LEAST) + room, top)
        (ax.set_ylim if side else ax.set_xlim)(low - _ASIDE, top + _ASIDE)
    ax.set_aspect("equal", anchor="NW")
    ax.set_axis_off()
