"""The names of nodes, as many as have room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nsee_core.plots.grouping import by_id, is_occasion
from nsee_core.plots.maps.layout import FOOT, Spot
from nsee_core.plots.maps.relaxing import Points
from nsee_core.plots.paper.boxes import Box, Taken
from nsee_core.plots.paper.measuring import breadth
from nsee_core.plots.paper.style import INK, PAPER, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from nsee_core.plots.grouping import AnyGraph, Node
    from nsee_core.plots.maps.plan import Plan

_SIDES = np.array([(0, -1), (0, 1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)], float)
_SIDES[4:] *= 0.95


def most_tied(graph: AnyGraph) -> list[Node]:
    """The nodes that may be named, those with most ties first."""
    people = [node for node in graph if not is_occasion(graph, node)]
    return sorted(people, key=lambda node: (-graph.degree(node), by_id(node)))


def write(
    ax: Axes,
    plan: Plan,
    graph: AnyGraph,
    most: int,
    *,
    size: float,
    scale: float,
    written: Sequence[Box],
) -> int:
    """Name up to so many nodes, those with most ties first; one that finds no room is not named.

    A name is beside its node, away from the middle of the map if there is room.

    Args:
        ax: the map.
        plan: where nodes are, and what they are called.
        graph: which of them are there.
        most: how many to name at most.
        size: the area of a node in square points.
        scale: how many points there are to a unit of the map.
        written: what is written on the map already.

    Returns:
        How many were named.
    """
    gap = size**0.5 / 2
    taken = Taken([(x * scale, y * scale, gap, gap) for n, (x, y) in plan.at.items() if n in graph])
    taken.add(written)
    named = 0
    for node in most_tied(graph) if most else ():
        words, (x, y) = plan.name_of(node), plan.at[node]
        wide, tall = breadth(words.replace(r"\$", "$")) / 2, 0.7 * SMALL
        for right, up in _asides((x, y)) * (wide + gap + 3, tall + gap + 3):
            at = (x * scale + right, y * scale + up)
            if not taken.hits((*at, wide + 2, tall + 2)):
                taken.add([(*at, wide, tall)])
                _label(ax, words, (x, y), (right, up))
                named += 1
                break
        if named == most:
            break
    return named


def _asides(where: Spot) -> Points:
    """The sides of a node, the outermost first; of one in the rows at the foot, below and above."""
    if where[1] < FOOT:
        return _SIDES
    return _SIDES[np.argsort(-_SIDES @ where / np.hypot(*_SIDES.T), kind="stable")]


def _label(ax: Axes, words: str, where: Spot, aside: Spot) -> None:
    ax.annotate(
        words,
        where,
        xytext=aside,
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=SMALL,
        color=INK,
        zorder=4,
        bbox={"facecolor": PAPER, "alpha": 0.7, "edgecolor": "none", "pad": 0.4},
    )
