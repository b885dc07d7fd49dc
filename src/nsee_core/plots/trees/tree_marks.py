"""The marks of a tree of practices: boxes, arrows, and what is written of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nsee_core.plots.grouping import AnyGraph, Node
from nsee_core.plots.maps.layout import Spot
from nsee_core.plots.paper.style import INK, PAPER, SMALL, SOFT, library
from nsee_core.plots.trees.tree_rows import Adaptation
from nsee_core.plots.trees.tree_sheet import ALONE, APART, FAN, ROW, STUB, Sheet, via

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

_FREE = 0.38  # the share of a row that is free between two boxes
_DASHED = (0, (4, 2))


def draw(ax: Axes, sheet: Sheet) -> None:
    """Draw all parts of a sheet."""
    _draw_columns(ax, sheet)
    _draw_alone(ax, sheet)
    _draw_apart(ax, sheet)
    if sheet.notes:
        _text(ax, 0, sheet.foot, "\n".join(sheet.notes), color=SOFT, ha="left", va="top")


def explained(graph: AnyGraph) -> list[tuple[Artist, str]]:
    """What a legend says of the arrows."""
    line = library("lines").Line2D
    said = [_dash(each) for *_, each in graph.edges(data=True)]
    return [
        (line([], [], color=SOFT, linestyle=style), f"adapted, as {words}")
        for style, words in (("solid", "the practice says"), (_DASHED, "only transfers say"))
        if style in said
    ]


def _draw_columns(ax: Axes, sheet: Sheet) -> None:
    """Draw the generations and the arrows between them."""
    tree, lefts, wide = sheet.tree, sheet.lefts, sheet.boxes_wide
    for column, born in enumerate(tree.generations):
        middle = lefts[column] + wide[column] / 2
        _text(ax, middle, -ROW / 2, f"generation {born}", color=SOFT)
    for node, box in tree.boxes.items():
        at = (lefts[box.column], sheet.y(box.middle))
        _box(ax, sheet, node, at, (wide[box.column], box.rows))
    for edge, rows in tree.ways.items():
        parent, child = (tree.boxes[node] for node in edge)
        before = lefts[parent.column] + wide[parent.column]
        y = sheet.y(parent.middle)
        way = [(before, y)]
        for column, row in enumerate(rows, start=parent.column + 1):
            end = lefts[column] + wide[column] * (column < child.column)
            way += [(before + STUB, y), (before + FAN, sheet.y(row)), (end, sheet.y(row))]
            before, y = end, sheet.y(row)
        _arrow(ax, sheet, edge, way)


def _draw_alone(ax: Axes, sheet: Sheet) -> None:
    """Draw what has no adaptation, in lines."""
    if sheet.alone:
        _text(ax, 0, sheet.top_of_alone - ROW / 2, ALONE, color=SOFT, ha="left")
    for node, at in sheet.alone.items():
        _box(ax, sheet, node, at, (sheet.wide_enough([sheet.called[node]]), 1))


def _draw_apart(ax: Axes, sheet: Sheet) -> None:
    """Draw what has no generation, each adaptation by itself."""
    if not sheet.tree.apart:
        return
    top = sheet.top_of_apart - ROW / 2
    _text(ax, 0, top, APART, color=SOFT, ha="left")
    start, end = sheet.arrow_apart
    wide = sheet.wide_enough([sheet.called[child] for _, child in sheet.tree.apart])
    for row, (parent, child) in enumerate(sheet.tree.apart, start=1):
        y = top - row * ROW
        _box(ax, sheet, parent, (0, y), (start, 1))
        _box(ax, sheet, child, (end, y), (wide, 1))
        _arrow(ax, sheet, (parent, child), [(start, y), (end, y)])


def _box(ax: Axes, sheet: Sheet, node: Node, left: Spot, size: tuple[float, int]) -> None:
    """Draw a practice: its name in a box, which is dashed where it has no generation.

    Args:
        ax: the axes.
        sheet: what is drawn.
        node: the practice.
        left: the middle of its left side.
        size: how wide it is, and of how many rows.
    """
    wide, high = size[0], (size[1] - _FREE) * ROW
    has = sheet.graph.nodes[node].get("generation") is not None
    box = library("patches").Rectangle(
        (left[0], left[1] - high / 2),
        wide,
        high,
        facecolor=PAPER,
        edgecolor=INK,
        linewidth=0.9,
        linestyle="solid" if has else (0, (3, 1.5)),
        clip_on=False,
    )
    box.set_gid(f"practice:{node}")
    ax.add_patch(box)
    _text(ax, left[0] + wide / 2, left[1], sheet.called[node])


def _arrow(ax: Axes, sheet: Sheet, edge: Adaptation, way: Sequence[Spot]) -> None:
    """Draw an adaptation, with its transfers above the end of its way."""
    said = sheet.graph.edges[edge]
    path = library("path").Path(way)
    arrow = library("patches").FancyArrowPatch(
        path=path,
        arrowstyle="-|>",
        mutation_scale=9,
        color=SOFT,
        linewidth=1.0,
        linestyle=_dash(said),
        clip_on=False,
    )
    arrow.set_gid(f"adapted:{edge[0]}:{edge[1]}")
    ax.add_patch(arrow)
    shown = via(said)
    if shown:
        # the last stretch of the way may begin before the room that the words need
        (from_, y), (to, _) = way[-2:]
        left = max(from_, to - sheet.lead([edge])) + 4
        _text(ax, left, y + 2, shown, ha="left", va="bottom")


def _dash(said: Mapping[str, Any]) -> str | tuple[int, tuple[int, int]]:
    return _DASHED if said.get("said_by") == ("transfer",) else "solid"


def _text(ax: Axes, x: float, y: float, words: str, **look: Any) -> None:  # noqa: ANN401 - handed on
    usual: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL, "color": INK}
    ax.text(x, y, words, **(usual | look))
