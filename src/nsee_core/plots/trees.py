"""The family tree of practices: what was adapted from what, generation by generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from nsee_core.plots.columns import Edge, Tree, laid_out
from nsee_core.plots.layout import AnyGraph, Node, Place, by_id
from nsee_core.plots.style import (
    INK,
    PAPER,
    SMALL,
    SOFT,
    CannotDraw,
    axes,
    entitled,
    label,
    legend,
    library,
    nothing,
    plain,
)
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

_LETTER = 0.62 * SMALL  # the width of a letter, in points
_ROW = 26.0  # from one row to the next, in points
_FAN = 40.0  # where lines lead from one column to the rows of the next, in points
_LONGEST_VIA = 18
_APART = "On a circle, or come from one: no generation; each adaptation by itself"


def lineage_tree(
    graph: nx.DiGraph[Any],
    *,
    names: Mapping[Any, str] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """What was adapted from what: practices in columns, a generation each, from left to right.

    An arrow goes from a practice to one that was adapted from it, and above it are the transfers
    that say so, or how many where there is no room for their ids. It is dashed where only transfers
    say so, and not the practice itself.

    What lies on a circle, or came from one, has no generation and so no column: it is beneath the
    columns, in dashed boxes, each adaptation in a row by itself; and the note says how many circles
    there are.

    Args:
        graph: practices, as ``networks.lineage()`` gives them.
        names: what to call practices; otherwise they have their ``name`` or id.
        title: what to write above.
        ax: the axes to draw on, with as much room as a new figure would have; otherwise those of a
            new figure, which is as large as the tree needs.

    Returns:
        The axes; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the graph is not one of ``networks.lineage()``, or ``ax`` is no axes.
        MissingExtra: matplotlib is not installed.

    >>> graph = nx.DiGraph(circular=())
    >>> graph.add_node("talk", generation=0)
    >>> graph.add_node("pairs", generation=1)
    >>> graph.add_edge("talk", "pairs", via=("t1",), said_by=("transfer",))
    >>> lineage_tree(graph).get_label()
    'What was adapted from what: 2 practices in 2 generations. pairs from talk (by t1).'
    """
    _known(graph)
    heading = "What was adapted from what" if title is None else title
    if not graph:
        ax = axes(ax, (6.0, 3.0))
        nothing(ax, heading, "there are no practices")
        return ax
    called = {node: label(node, names or {}, graph.nodes[node]) for node in graph}
    tree, apart = laid_out(graph)
    sheet = _Sheet.of(graph, called, tree, apart)
    ax = axes(ax, (sheet.width / 72 + 2.0, sheet.height / 72 + 0.8))
    ax.set_xlim(0, sheet.width)
    ax.set_ylim(-sheet.height, 0)
    ax.set_axis_off()
    _draw_tree(ax, sheet, tree)
    _draw_apart(ax, sheet)
    legend(ax, _explained(graph))
    entitled(ax, heading, _note(graph))
    ax.set_label(f"{plain(heading)}: {_in_words(graph, called)}.")
    return ax


def _known(graph: AnyGraph) -> None:
    """Refuse what is no graph of a lineage.

    Raises:
        CannotDraw: it is none.
    """
    if "circular" not in getattr(graph, "graph", ()) or not graph.is_directed():
        msg = 'the graph does not say what is "circular" in it; give a graph of networks.lineage()'
        raise CannotDraw(msg)


def _via(said: Mapping[str, Any]) -> str:
    """The transfers of an adaptation, or how many they are."""
    via = sorted(map(str, said.get("via", ())))
    words = ", ".join(via)
    if len(via) > 1 and len(words) > _LONGEST_VIA:
        return counted(len(via), "transfer")
    return plain(words, _LONGEST_VIA)


# ---------------------------------------------------------------- the sheet


@attrs.frozen
class _Sheet:
    """What is drawn, and where columns begin, all in points from the upper left corner."""

    graph: AnyGraph
    called: Mapping[Node, str]
    lefts: Sequence[float]  # of the boxes of each column
    wide: Sequence[float]  # the boxes of each column
    rows: int
    apart: Sequence[Edge]
    alone: Sequence[Node]  # without a generation, and without an adaptation that is drawn

    @classmethod
    def of(
        cls, graph: AnyGraph, called: Mapping[Node, str], tree: Tree, apart: Sequence[Edge]
    ) -> _Sheet:
        """Columns as wide as their longest name, with room between them for the longest arrow."""
        columns = 1 + max((box.column for box in tree.boxes.values()), default=-1)
        wide, lefts = [], [0.0]
        for column in range(columns):
            here = [node for node, box in tree.boxes.items() if box.column == column]
            wide.append(_wide([*(called[node] for node in here), f"generation {column}"]))
            after = [edge for edge in tree.ways if tree.boxes[edge[1]].column == column + 1]
            lefts.append(lefts[-1] + wide[-1] + _FAN + _lead(graph, after))
        drawn = {*tree.boxes, *(node for edge in apart for node in edge)}
        alone = sorted((node for node in graph if node not in drawn), key=by_id)
        return cls(graph, called, lefts[:columns], wide, tree.rows, apart, alone)

    @property
    def beneath(self) -> float:
        """Where the columns end."""
        return (self.rows + 1) * _ROW if self.wide else 0.0

    @property
    def width(self) -> float:
        """How wide it all is."""
        columns = self.lefts[-1] + self.wide[-1] if self.wide else 0.0
        pairs = self.arrow[1] + _wide(list(self.called.values())) if self.apart else 0.0
        return max(columns, pairs, len(_APART) * _LETTER if self.apart else 0.0, 200.0)

    @property
    def height(self) -> float:
        """How high it all is."""
        apart = len(self.apart) + len(self.alone)
        return self.beneath + (apart + 1.5) * _ROW * bool(apart)

    @property
    def arrow(self) -> tuple[float, float]:
        """From where to where the arrows apart lead."""
        start = _wide([self.called[parent] for parent, _ in self.apart])
        return start, start + _lead(self.graph, self.apart)


def _wide(names: Sequence[str]) -> float:
    return max(map(len, names), default=0) * _LETTER + 12


def _lead(graph: AnyGraph, edges: Sequence[Edge]) -> float:
    """How long arrows are where their transfers stand above them."""
    return max((len(_via(graph.edges[edge])) for edge in edges), default=0) * _LETTER + 22


# ---------------------------------------------------------------- drawing


def _draw_tree(ax: Axes, sheet: _Sheet, tree: Tree) -> None:
    """Draw the generations and the arrows between them."""

    def y(row: float) -> float:
        return -(row + 1.5) * _ROW

    for column, (left, wide) in enumerate(zip(sheet.lefts, sheet.wide, strict=True)):
        _text(ax, left + wide / 2, -_ROW / 2, f"generation {column}", color=SOFT)
    for node, box in tree.boxes.items():
        _box(
            ax,
            sheet,
            node,
            (sheet.lefts[box.column], y(box.middle)),
            (sheet.wide[box.column], box.rows),
        )
    for edge, rows in tree.ways.items():
        parent, child = (tree.boxes[node] for node in edge)
        start = sheet.lefts[parent.column] + sheet.wide[parent.column]
        way = [(start, y(parent.middle))]
        for column, row in enumerate(rows, start=parent.column + 1):
            end = sheet.lefts[column] + sheet.wide[column] * (column < child.column)
            before = sheet.lefts[column - 1] + sheet.wide[column - 1]
            way += [(before + _FAN, y(row)), (end, y(row))]
        _arrow(ax, sheet, edge, way)


def _draw_apart(ax: Axes, sheet: _Sheet) -> None:
    """Draw what has no generation, each adaptation by itself."""
    if not (sheet.apart or sheet.alone):
        return
    top = -sheet.beneath - _ROW / 2
    _text(ax, 0, top, _APART, color=SOFT, ha="left")
    start, end = sheet.arrow
    wide = _wide([sheet.called[child] for _, child in sheet.apart])
    for row, (parent, child) in enumerate(sheet.apart, start=1):
        y = top - row * _ROW
        _box(ax, sheet, parent, (0, y), (start, 1))
        _box(ax, sheet, child, (end, y), (wide, 1))
        _arrow(ax, sheet, (parent, child), [(start, y), (end, y)])
    for row, node in enumerate(sheet.alone, start=1 + len(sheet.apart)):
        _box(ax, sheet, node, (0, top - row * _ROW), (_wide([sheet.called[node]]), 1))


def _box(ax: Axes, sheet: _Sheet, node: Node, left: Place, size: Place) -> None:
    """Draw a practice: its name in a box, which is dashed where it has no generation.

    Args:
        ax: the axes.
        sheet: what is drawn.
        node: the practice.
        left: the middle of its left side.
        size: how wide it is, and of how many rows.
    """
    wide, high = size[0], (size[1] - 0.38) * _ROW
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


def _arrow(ax: Axes, sheet: _Sheet, edge: Edge, way: Sequence[Place]) -> None:
    """Draw an adaptation, with its transfers above the end of its way."""
    said = sheet.graph.edges[edge]
    path = library("path").Path(way)
    arrow = library("patches").FancyArrowPatch(
        path=path, arrowstyle="-|>", mutation_scale=9, color=SOFT, linewidth=1.0, **_dash(said)
    )
    arrow.set_gid(f"adapted:{edge[0]}:{edge[1]}")
    ax.add_patch(arrow)
    (from_, y), (to, _) = way[-2:]
    shown = _via(said)
    if shown:
        # the last stretch of the way may begin before the room that the words need
        _text(
            ax,
            max(from_, to - _lead(sheet.graph, [edge])) + 4,
            y + 2,
            shown,
            ha="left",
            va="bottom",
        )


def _dash(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"linestyle": (0, (4, 2)) if said.get("said_by") == ("transfer",) else "solid"}


def _text(ax: Axes, x: float, y: float, words: str, **look: Any) -> None:  # noqa: ANN401 - handed on
    usual: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL, "color": INK}
    ax.text(x, y, words, **(usual | look))


# ---------------------------------------------------------------- words


def _explained(graph: AnyGraph) -> list[tuple[Artist, str]]:
    """What a legend says of the arrows."""
    line = library("lines").Line2D
    looks = {
        str(look["linestyle"]): look
        for *_, said in graph.edges(data=True)
        for look in [_dash(said)]
    }
    return [
        (
            line([], [], color=SOFT, **looks[style]),
            f"adapted, as {'the practice says' if style == 'solid' else 'only transfers say'}",
        )
        for style in sorted(looks, key=lambda style: style != "solid")
    ]


def _note(graph: AnyGraph) -> str:
    circles, unplaced = len(graph.graph["circular"]), len(graph.graph.get("unplaced", ()))
    parts = [
        f"{counted(circles, 'circle')} of practices that lead back to themselves"
        if circles
        else "",
        f"{unplaced} named as parent or child and not recorded as a practice" if unplaced else "",
    ]
    return "; ".join(part for part in parts if part)


def _in_words(graph: AnyGraph, called: Mapping[Node, str]) -> str:
    born = {said["generation"] for _, said in graph.nodes(data=True) if "generation" in said}
    said = [f"{counted(len(graph), 'practice')} in {counted(len(born), 'generation')}"]
    adapted = []
    for parent, child, data in graph.edges(data=True):
        by = (
            f" (by {listed([plain(str(id_)) for id_ in sorted(data['via'])])})"
            if data.get("via")
            else ""
        )
        adapted.append(f"{called[child]} from {called[parent]}{by}")
    said += ["; ".join(sorted(adapted))] if adapted else []
    circles = [
        listed([called.get(node, str(node)) for node in each]) for each in graph.graph["circular"]
    ]
    said += [f"Circular: {'; '.join(circles)}"] if circles else []
    return ". ".join(said)
