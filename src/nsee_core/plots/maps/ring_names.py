"""The names of many groups: around the map, each with a line to its group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

import attrs

from nsee_core.plots.maps.layout import FOOT, Spot
from nsee_core.plots.paper.boxes import Box, box_of
from nsee_core.plots.paper.measuring import breadth, room_of
from nsee_core.plots.paper.style import INK, SMALL, library

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from nsee_core.plots.maps.discs import Disc, Discs

LINE = SMALL * 1.45  # from one name to the one below it, in points
_GAP = 12.0  # from the outermost node to a name, in points
_PAD = 3.0
_LEAST = 0.24  # the ring's radius is at least so much of the width, and longer names are cut
_NEARLY = 1e-9


@attrs.frozen
class Ring:
    """A map with names around it, and how many points there are to its unit."""

    scale: float
    reach: float
    """How far from its middle the outermost nodes are, in points."""
    foot: float
    """How far down nodes are, in points."""
    room: float
    """From its middle to the edge of the paper, in points."""
    places: Mapping[str | None, Spot]
    """Where names begin, in points; of those of the largest groups, where not all have room."""

    @classmethod
    def of(
        cls, scale: float, discs: Discs, names: Iterable[str | None], wide: float, low: float
    ) -> Ring:
        """The ring of a map of so many points to its unit."""
        reach = scale * max(disc.away + disc.radius for disc in discs.values())
        beyond = reach + _GAP
        lowest = max(-beyond, FOOT * scale) if low < FOOT else -beyond
        places = {}
        for side in (1, -1):
            there = [name for name in names if (discs[name].heading[0] >= -_NEARLY) == (side > 0)]
            most = 1 + int((beyond - lowest + LINE) / LINE)
            kept = sorted(there, key=lambda name: -discs[name].nodes)[:most]
            kept.sort(key=lambda name: (discs[name].heading[1], str(name)))
            wanted = [beyond * discs[name].heading[1] for name in kept]
            heights = spread(wanted, LINE, lowest - LINE / 2, beyond + LINE / 2)
            for name, y in zip(kept, heights, strict=True):
                nearest = max(0.0, abs(y) - LINE / 2)  # so that all of the name is beyond the ring
                x = sqrt(max(0.0, beyond**2 - nearest**2))
                places[name] = side * max(x, _PAD), y
        return cls(scale, reach, max(beyond, -low * scale), wide / 2 - _PAD, places)

    def holds(self, names: Mapping[str | None, str]) -> bool:
        """Whether all names are on the paper."""
        return all(
            abs(x) + breadth(names[name]) <= self.room for name, (x, _) in self.places.items()
        )


def framed(ax: Axes, discs: Discs, names: Mapping[str | None, str], low: float) -> Ring:
    """Set the limits of a map so that there is room for names around it.

    Args:
        ax: the map, once all has taken its room that is not on it.
        discs: the groups.
        names: what will be written, by group.
        low: where the lowest nodes are, in units of the map.

    Returns:
        Where names are to be written.
    """
    wide, high = room_of(ax)
    reach = max(disc.away + disc.radius for disc in discs.values())
    foot = max(reach, -low)
    largest = (high - 2 * (_GAP + LINE + _PAD)) / (reach + foot)
    scale = least = min(largest, _LEAST * wide / reach)
    for _ in range(12):  # halving what is left each time comes near enough
        tried = Ring.of((scale + largest) / 2, discs, names, wide, low)
        if tried.holds(names):
            scale = tried.scale
        else:
            largest = tried.scale
    ring = Ring.of(max(scale, least), discs, names, wide, low)
    over, right = ring.reach + _GAP + LINE + _PAD, wide / 2 / ring.scale
    ax.set_xlim(-right, right)
    ax.set_ylim(-(ring.foot + LINE + _PAD) / ring.scale, over / ring.scale)
    return ring


def write(ax: Axes, ring: Ring, discs: Discs, names: Mapping[str | None, str]) -> list[Box]:
    """Write names beside their groups, on the right and on the left, and none upon another.

    Returns:
        The boxes of the names, in points.
    """
    boxes = []
    for name, (x, y) in ring.places.items():
        words = cut(names[name], ring.room - abs(x))
        boxes.append(_written(ax, words, (x / ring.scale, y / ring.scale), ring.scale))
        aside = 2 if x > 0 else -2
        _lead(ax, _rim(discs[name]), ((x - aside) / ring.scale, y / ring.scale))
    return boxes


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Heights that are so far apart, as near as can be to those that are wanted, and within limits.

    It is the isotonic regression of the heights: neighbours that come too near are moved as one.

    Args:
        wanted: from low to high.
        apart: from one to the next at least; there must be room for all.
        low: no height is lower.
        high: no height is higher.

    >>> spread([0.0, 0.1, 5.0], 1.0, -10, 10)
    [-0.45, 0.55, 5.0]
    """
    pools: list[tuple[float, int]] = []
    for place, height in enumerate(wanted):
        pools.append((height - place * apart, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, some), (other, more) = pools[-2:]
            pools[-2:] = [((one * some + other * more) / (some + more), some + more)]
    flat = [height for height, count in pools for _ in range(count)]
    top = high - (len(flat) - 1) * apart
    return [min(max(height, low), top) + place * apart for place, height in enumerate(flat)]


def cut(words: str, room: float) -> str:
    """Words cut so that they have room, in points; one letter at least.

    >>> cut("Clackmannanshire", 40.0)
    'Clackm…'
    """
    kept = words
    while breadth(kept) > room and len(kept) > 2:
        kept = f"{kept[:-2]}…"
    return kept


def _rim(disc: Disc) -> Spot:
    """The outermost point of a group."""
    away = disc.away + disc.radius
    return disc.heading[0] * away, disc.heading[1] * away


def _written(ax: Axes, words: str, at: Spot, scale: float) -> Box:
    text = ax.text(
        *at,
        words,
        ha="left" if at[0] > 0 else "right",
        va="center_baseline",
        fontsize=SMALL,
        color=INK,
        zorder=5,
    )
    return box_of(ax, text, scale)


def _lead(ax: Axes, rim: Spot, name: Spot) -> None:
    """Draw a thin line from a group to its name."""
    line = library("lines").Line2D(*zip(rim, name, strict=True), color="#8c8c8c", linewidth=0.5)
    line.set_zorder(0.5)
    ax.add_line(line)
