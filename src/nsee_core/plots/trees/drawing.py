"""The family tree of practices: what was adapted from what, generation by generation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from nsee_core.plots.asked import heading_of, known_lineage, label_of, names_of
from nsee_core.plots.grouping import AnyGraph, Node
from nsee_core.plots.paper.measuring import headed, lined, points
from nsee_core.plots.paper.style import INK, SMALL, CannotDraw, axes, label, nothing, plain
from nsee_core.plots.trees import tree_marks
from nsee_core.plots.trees.tree_rows import Tree
from nsee_core.plots.trees.tree_sheet import Sheet
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: So much of the room that a tree would have may be lacking until words lie on each other.
_TIGHT, _LOW = 0.9, 0.6


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

    Beneath the columns are practices without any adaptation, side by side. What lies on a circle,
    or came from one, has no generation and so no column: it is beneath these, in dashed boxes, each
    adaptation in a row by itself; and the note says how many circles there are.

    Args:
        graph: practices, as ``networks.lineage()`` gives them.
        names: what to call practices; otherwise they have their ``name`` or id.
        title: what to write above.
        ax: the axes to draw on, with as much room as a new figure would have; otherwise those of a
            new figure, which is as large as the tree needs.

    Returns:
        The axes; ``plots.describe()`` puts them into words.

    Raises:
        CannotDraw: the graph is not one of ``networks.lineage()``, ``names`` are no texts by id,
            ``title`` is no text, or ``ax`` is no axes or too small.
        MissingExtra: matplotlib is not installed.

    >>> graph = nx.DiGraph(circular=())
    >>> graph.add_node("talk", generation=0)
    >>> graph.add_node("pairs", generation=1)
    >>> graph.add_edge("talk", "pairs", via=("t1",), said_by=("transfer",))
    >>> lineage_tree(graph).get_label()
    'What was adapted from what: 2 practices in 2 generations. pairs from talk (by t1).'
    """
    known, given = known_lineage(graph), names_of(names)
    heading = heading_of(title, "What was adapted from what")
    if not known:
        ax = axes(ax, (6.0, 2.5))
        nothing(ax, heading, "there are no practices")
        return ax
    called = {node: label(node, given, known.nodes[node]) for node in known}
    sheet = _sheet(known, called)
    above = 0.2 * len(lined(heading, sheet.wide))
    ax = axes(ax, (sheet.wide / 72 + 0.1, sheet.high / 72 + 0.15 + above))
    ax.set_axis_off()
    headed(ax, heading)
    _spread(ax, sheet)
    tree_marks.draw(ax, sheet)
    _explain(ax, sheet)
    ax.set_label(label_of(heading, _in_words(known, called)))
    return ax


def _sheet(graph: AnyGraph, called: Mapping[Node, str]) -> Sheet:
    marks = tree_marks.explained(graph)
    return Sheet(graph, Tree.of(graph), called, _note(graph), [words for _, words in marks])


def _spread(ax: Axes, sheet: Sheet) -> None:
    """Lay a sheet on axes, in points where they have the room.

    Raises:
        CannotDraw: they have so little that words would lie on each other.
    """
    wide, high = points(ax)
    if wide < _TIGHT * sheet.wide or high < _LOW * sheet.high:
        needs = f"{sheet.wide / 72:.1f} by {sheet.high / 72:.1f} inches"
        has = f"{wide / 72:.1f} by {high / 72:.1f}"
        raise CannotDraw(f"the tree needs {needs} and ax has {has}; give larger axes, or none")
    ax.set_xlim(0, max(wide, sheet.wide))
    ax.set_ylim(-max(high, sheet.high), 0)


def _explain(ax: Axes, sheet: Sheet) -> None:
    """Explain the arrows, beneath all."""
    entries = tree_marks.explained(sheet.graph)
    if entries:
        ax.legend(
            [mark for mark, _ in entries],
            [f" {words}" for _, words in entries],
            loc="upper left",
            bbox_to_anchor=(0, sheet.foot - 13 * len(sheet.notes)),
            bbox_transform=ax.transData,
            borderaxespad=0,
            borderpad=0,
            ncols=sheet.legend_columns,
            fontsize=SMALL,
            frameon=False,
            labelcolor=INK,
        )


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
