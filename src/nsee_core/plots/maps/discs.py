"""The discs in which the groups of a map lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import dist, hypot
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from nsee_core.plots.maps.layout import FOOT, Spot, Spots
from nsee_core.plots.paper.style import PALE, library

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from nsee_core.plots.grouping import Groups

_WIDER = 1.1  # so much wider than its nodes a circle is; layout.py leaves a quarter


@attrs.frozen
class Disc:
    """The disc of a group; it has no width if the group has one node there."""

    middle: Spot
    radius: float
    nodes: int

    @property
    def away(self) -> float:
        """How far its middle is from that of the map."""
        return hypot(*self.middle)

    @property
    def heading(self) -> Spot:
        """The way from the middle of the map to it, of length 1; up, where it is in the middle."""
        x, y = self.middle
        return (x / self.away, y / self.away) if self.away > 1e-9 else (0.0, 1.0)


Discs: TypeAlias = dict[str | None, Disc]


def discs_of(groups: Groups, at: Spots) -> Discs:
    """The disc of each group that has nodes elsewhere than at the foot."""
    found: Discs = {}
    for name, nodes in groups.items():
        inside = np.array([at[node] for node in nodes if node in at and at[node][1] > FOOT])
        if len(inside):
            x, y = ((inside.min(axis=0) + inside.max(axis=0)) / 2).tolist()
            radius = _WIDER * float(np.hypot(*(inside - (x, y)).T).max())
            found[name] = Disc((x, y), radius, len(inside))
    return found


def are_apart(discs: Iterable[Disc]) -> bool:
    """Whether no disc lies on another, as it may where positions were given."""
    return all(
        dist(one.middle, other.middle) > one.radius + other.radius
        for one, other in combinations(discs, 2)
    )


def draw(ax: Axes, discs: Mapping[str | None, Disc]) -> None:
    """Draw a pale circle around each group of more than one node; ties go on beneath it."""
    circle = library("patches").Circle
    for disc in discs.values():
        if disc.nodes > 1:
            ax.add_patch(
                circle(
                    disc.middle,
                    disc.radius,
                    facecolor="#f4f4f4",
                    edgecolor=PALE,
                    linewidth=0.8,
                    zorder=0,
                )
            )
