"""The nodes of a map: a shape and a fill for each group, hollow for who did not answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from nsee_core.plots.layout import AnyGraph, Node, Place, Places, Points, by_id, is_occasion
from nsee_core.plots.style import (
    FILLS,
    INK,
    MARKERS,
    NOT_KNOWN,
    PALE,
    PAPER,
    SMALL,
    SOFT,
    label,
    library,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

Groups = Mapping[str | None, Sequence[Node]]


@attrs.frozen
class Look:
    """How the nodes of a group look."""

    marker: str
    fill: str


def looks(groups: Groups) -> dict[str | None, Look]:
    """A look for each group; all have one where groups say no more than the nodes do.

    Who is in no known group is a small cross. From the 25th group on, looks return; the name beside
    the group still tells.
    """
    alike = all(len(nodes) == 1 for nodes in groups.values())
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
    at: Places,
    *,
    size: float,
) -> None:
    """Draw the nodes of each group, of an area in square points, and occasions as small squares."""
    for name, nodes in groups.items():
        for hollow in (False, True):
            these = [node for node in nodes if is_hollow(graph, node) is hollow]
            if these:
                x, y = np.array([at[node] for node in these]).T
                drawn = ax.scatter(x, y, s=size, **style(look[name], hollow=hollow), zorder=3)
                drawn.set_gid(f"{'silent' if hollow else 'nodes'}:{name or NOT_KNOWN}")
    occasions = [node for node in at if node in graph and is_occasion(graph, node)]
    if occasions:
        x, y = np.array([at[node] for node in occasions]).T
        ax.scatter(x, y, s=size / 5, marker="s", color=INK, zorder=2).set_gid("occasions")


def called(graph: AnyGraph, group: str | None, names: Mapping[Any, str]) -> str:
    """What to call a group."""
    return NOT_KNOWN if group is None else label(group, names, graph.nodes.get(group))


def is_hollow(graph: AnyGraph, node: Node) -> bool:
    """Whether a node did not answer."""
    return graph.nodes[node].get("respondent") is False


def style(look: Look, *, hollow: bool) -> dict[str, Any]:
    """A look in matplotlib's words."""
    return {
        "marker": look.marker,
        "facecolor": PAPER if hollow else look.fill,
        "edgecolor": INK,
        "linewidth": 0.9,
        "linestyle": (0, (2, 1.2)) if hollow else "solid",
    }


def explained(
    graph: AnyGraph, groups: Groups, look: Mapping[str | None, Look], names: Mapping[Any, str]
) -> list[tuple[Artist, str]]:
    """What a legend says of the nodes."""
    line = library("lines").Line2D
    entries: list[tuple[Artist, str]] = []

    def add(words: str, **kwargs: Any) -> None:  # noqa: ANN401 - handed on
        entries.append((line([], [], linestyle="", **kwargs), words))

    if len(groups) > 1 and len(set(look.values())) > 1:
        for name, nodes in groups.items():
            words = called(graph, name, names)
            add(
                f"{words} ({len(nodes)})",
                marker=look[name].marker,
                markerfacecolor=look[name].fill,
                markeredgecolor=INK,
                markersize=8,
            )
    if any(is_hollow(graph, node) for node in graph):
        add(
            "did not answer (dotted outline)",
            marker="o",
            markerfacecolor=PAPER,
            markeredgecolor=INK,
        )
    if any(is_occasion(graph, node) for node in graph):
        add("what they took part in", marker="s", color=INK, markersize=4)
    return entries


# ---------------------------------------------------------------- groups

_WIDER = 1.1  # so much wider than its nodes a circle is; layout.py leaves a quarter


def circle(
    ax: Axes, groups: Groups, at: Places, names: Mapping[Any, str], graph: AnyGraph
) -> list[Text]:
    """Draw a pale circle around each group of a layout, and write its name outside.

    Returns:
        The names, as they were written.
    """
    patches, written = library("patches"), []
    for name, nodes in groups.items():
        inside = np.array([at[node] for node in nodes if node in at])
        if len(groups) < 2 or len(inside) < 2:
            continue
        middle = (inside.min(axis=0) + inside.max(axis=0)) / 2
        radius = _WIDER * np.hypot(*(inside - middle).T).max()
        ax.add_patch(
            patches.Circle(
                middle, radius, facecolor="#f4f4f4", edgecolor=PALE, linewidth=0.8, zorder=0
            )
        )
        words = called(graph, name, names)
        written.append(_outside(ax, (float(middle[0]), float(middle[1])), float(radius), words))
    return written


def _outside(ax: Axes, middle: Place, radius: float, words: str) -> Text:
    """Write the name of a group beyond its circle, seen from the middle of the map."""
    up = 1 if middle[1] >= 0 else -1
    written: Text = ax.text(
        middle[0],
        middle[1] + up * (radius + 0.03),
        words,
        ha="center",
        va="bottom" if up > 0 else "top",
        fontsize=SMALL + 1,
        fontweight="bold",
        color=SOFT,
        zorder=5,
    )
    return written


# ---------------------------------------------------------------- labels

_ROWS = 1.2  # farther than this from the middle are only the rows at the foot
LETTER = 0.6  # the width of a letter, as a share of its height
_SIDES = np.array([(0, -1), (0, 1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)], float)
_SIDES[4:] *= 0.95


def write(
    ax: Axes,
    graph: AnyGraph,
    at: Places,
    names: Mapping[Any, str],
    most: int,
    *,
    size: float,
    written: Sequence[Text] = (),
) -> int:
    """Name up to so many nodes, those with most ties first; one that finds no room is not named.

    A name is beside its node, away from the middle of the map if there is room.

    Returns:
        How many were named.
    """
    people = [node for node in at if node in graph and not is_occasion(graph, node)]
    order = sorted(people, key=lambda node: (-graph.degree(node), by_id(node)))
    scale, gap = _points_per_unit(ax), size**0.5 / 2
    taken = _Taken([(x * scale, y * scale, gap, gap) for x, y in at.values()])
    for text in written:
        taken.add(_box_of(ax, text, scale))
    named = 0
    for node in order[: len(order) if most > 0 else 0]:
        words, where = label(node, names, graph.nodes[node]), np.array(at[node])
        box = np.array([_width(words), 0.7 * SMALL])
        asides = _asides(where) * (box + gap + 3)
        free = next((aside for aside in asides if taken.free(where * scale + aside, box + 2)), None)
        if free is not None:
            taken.add((*(where * scale + free), *box))
            _label(ax, words, at[node], (float(free[0]), float(free[1])))
            named += 1
            if named == most:
                break
    return named


def _asides(where: Points) -> Points:
    """The sides of a node, the outermost first; of one in the rows at the foot, below and above."""
    if np.hypot(*where) > _ROWS:
        return _SIDES
    return _SIDES[np.argsort(-_SIDES @ where / np.hypot(*_SIDES.T), kind="stable")]


def _width(words: str) -> float:
    """About half the width of a label, in points."""
    return LETTER * SMALL * len(words.replace(r"\$", "$")) / 2


def _label(ax: Axes, words: str, where: Place, aside: Place) -> None:
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


Box = tuple[float, float, float, float]


class _Taken:
    """Boxes on a map, each by its middle and half its width and height."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = np.array(boxes).reshape(-1, 4)

    def add(self, box: Box) -> None:
        self._boxes = np.vstack([self._boxes, box])

    def free(self, middle: Points, size: Points) -> bool:
        """Whether a box lies on none of these."""
        near = np.abs(self._boxes[:, :2] - middle) < self._boxes[:, 2:] + size
        return not near.all(axis=1).any()


def _box_of(ax: Axes, text: Text, scale: float) -> Box:
    """The box of a text, in the points of the map."""
    (left, low), (right, high) = ax.transData.inverted().transform(text.get_window_extent())
    wide, tall = scale * (right - left) / 2, scale * (high - low) / 2
    return scale * left + wide, scale * low + tall, wide, tall


def _points_per_unit(ax: Axes) -> float:
    """How many points there are to a unit of the map, as it is laid out by now."""
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()
    box, (left, right) = ax.get_window_extent(), ax.get_xlim()
    return float(box.width / (right - left) * 72 / figure.dpi)
