"""The nodes of a map: a shape and a fill for each group, hollow for who did not answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import lcm
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from nsee_core.plots.grouping import AnyGraph, Node, is_occasion
from nsee_core.plots.paper.style import FILLS, INK, MARKERS, NOT_KNOWN, PAPER, library

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from nsee_core.plots.grouping import Groups
    from nsee_core.plots.maps.layout import Spots
    from nsee_core.plots.maps.plan import Plan

#: So many groups at most are told by looks and a legend, which more would be too many for.
FEW = 8
_DASHED = 20.0  # the outline of smaller ones is whole, as dashes would break it up


@attrs.frozen
class Look:
    """How the nodes of a group look."""

    marker: str
    fill: str


def looks(groups: Iterable[str | None], *, alike: bool) -> dict[str | None, Look]:
    """A look for each group; from the 25th group on, looks return."""
    found = {}
    for place, name in enumerate(groups):
        turn = 0 if alike else place % lcm(len(MARKERS), len(FILLS))
        found[name] = Look(MARKERS[turn % len(MARKERS)], FILLS[turn % len(FILLS)])
    return found


def area(nodes: int) -> float:
    """The area of a node in square points: the more there are, the smaller each."""
    return max(8.0, min(110.0, 4500 / max(1, nodes)))


def draw(
    ax: Axes,
    graph: AnyGraph,
    groups: Groups,
    look: Mapping[str | None, Look],
    at: Spots,
    *,
    silent: Collection[Node],
    size: float,
) -> None:
    """Draw the nodes of each group, of an area in square points, and occasions as small squares."""
    for name, nodes in groups.items():
        for hollow in (False, True):
            these = [node for node in nodes if (node in silent) is hollow]
            if these:
                x, y = np.array([at[node] for node in these]).T
                drawn = ax.scatter(
                    x, y, s=size, **_style(look[name], size, hollow=hollow), zorder=3
                )
                drawn.set_gid(f"{'silent' if hollow else 'nodes'}:{name or NOT_KNOWN}")
    occasions = [node for node in graph if is_occasion(graph, node)]
    if occasions:
        x, y = np.array([at[node] for node in occasions]).T
        ax.scatter(x, y, s=size / 5, marker="s", color=INK, zorder=2).set_gid("occasions")


def _style(look: Look, size: float, *, hollow: bool) -> dict[str, Any]:
    """A look in matplotlib's words."""
    return {
        "marker": look.marker,
        "facecolor": PAPER if hollow else look.fill,
        "edgecolor": INK,
        "linewidth": min(0.9, size**0.5 / 6),
        "linestyle": (0, (2, 1.2)) if hollow and size > _DASHED else "solid",
    }


def explained(plan: Plan, *, silent: bool, in_part: bool) -> list[tuple[Artist, str]]:
    """What a legend says of the nodes.

    Args:
        plan: what the map shows.
        silent: whether some of them did not answer.
        in_part: whether some of those answered in part.
    """
    line = library("lines").Line2D
    entries: list[tuple[Artist, str]] = []

    def add(words: str, **kwargs: Any) -> None:  # noqa: ANN401 - handed on
        entries.append((line([], [], linestyle="", **kwargs), words))

    if len(plan.groups) > 1 and len(set(plan.look.values())) > 1:
        for name, nodes in plan.groups.items():
            add(
                f"{plan.called(name)} ({len(nodes)})",
                marker=plan.look[name].marker,
                markerfacecolor=plan.look[name].fill,
                markeredgecolor=INK,
                markersize=8,
            )
    if silent:
        add(
            f"did not answer{', or only in part' if in_part else ''} (hollow)",
            marker="o",
            markerfacecolor=PAPER,
            markeredgecolor=INK,
        )
    if any(is_occasion(plan.graph, node) for node in plan.graph):
        add("what they took part in", marker="s", color=INK, markersize=4)
    return entries
