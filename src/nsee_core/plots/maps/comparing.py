"""The waves of a network side by side: which ties were kept, which are new, which were lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx

from nsee_core.plots.asked import heading_of, most_of, names_of, typed, waves_of
from nsee_core.plots.grouping import together
from nsee_core.plots.maps import lines, nodes
from nsee_core.plots.maps.changes import Changed, Wave
from nsee_core.plots.maps.layout import positions
from nsee_core.plots.maps.panels import Panel, explained
from nsee_core.plots.maps.plan import Plan
from nsee_core.plots.paper import footing
from nsee_core.plots.paper.style import (
    INK,
    PAPER,
    SMALL,
    TITLE,
    CannotDraw,
    library,
    plain,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ACROSS, _ACROSS_RINGED = 3, 2  # so many panels are in a row at most


def waves_side_by_side(
    waves: Mapping[str, nx.Graph[Any]],
    by: str | None = "authority",
    *,
    names: Mapping[Any, str] | None = None,
    labels: int | None = None,
    title: str | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Maps of the waves of a network, one a panel, with each node at the same place in all.

    Ties kept since the wave before are thin lines, as are all of the first wave; new ones are thick
    and grey, lost ones dashed. Who did not answer is hollow, and so is a school of which not all of
    those who were asked did; what they might have said is not known. What is kept, new and lost is
    what ``networks.change()`` counts: ties of which it could be seen in both waves whether they are
    there, as their sender answered in both; without direction, in each wave one of the two. A tie
    that may not be new is a thin line, and one that may not be lost is not drawn, but counted in
    the note. Where only a share of those who answered is stated, or it is said that they are not
    known, all are such. Who is not in a wave is not drawn in it, and a tie with them is neither new
    in the wave after nor lost in this. A graph that says nothing of answering is taken as it
    stands. Weights make no difference.

    With more than eight groups, their names are around each panel, and where ``network_map()``
    would draw all ties between two groups as one line, so it is here: one of those that are there,
    one of those that are new, and one of those that were lost.

    Above each panel is the name of its wave, and the response rate of a graph of ties.

    Args:
        waves: the waves in order by their names, as ``networks.waves()`` gives them.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            no groups.
        names: what to call nodes, groups and waves; otherwise nodes and groups have their
            ``name`` or id.
        labels: at most so many nodes of a wave are named, 0 for none; if it is not given, as many
            as ``network_map()`` names.
        title: what to write above all; nothing if it is not given.
        figure: an empty figure to draw on; otherwise a new one.

    Returns:
        The figure; ``plots.describe()`` puts it into words.

    Raises:
        CannotDraw: an argument is not what is asked for, there is no wave, some waves have
            direction and some not, no node has such an attribute, or the figure is not empty.
        MissingExtra: matplotlib is not installed.

    >>> from nsee_core.plots import describe
    >>> before = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    >>> after = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "a")])
    >>> describe(waves_side_by_side({"2016": before, "2017": after}, by=None))
    '2016: 3 nodes; 3 ties. 2017: 3 nodes; 3 ties, of which 2 kept and 1 new; 1 lost.'
    """
    called, most, heading = names_of(names), most_of(labels), heading_of(title, "")
    if not waves_of(waves):
        raise CannotDraw("there is no wave; give at least one graph, by the name of its wave")
    graphs = list(waves.values())
    if len({graph.is_directed() for graph in graphs}) > 1:
        raise CannotDraw("some waves have direction and some not; give waves of one kind")
    plan = Plan.of(together(graphs), by, positions(waves, by), called)
    seen = [Wave.of(graph) for graph in graphs]
    changes = [Changed.at_first(seen[0]), *(Changed.of(*pair) for pair in pairwise(seen))]
    paper = _paper(figure, len(seen), plan)
    if heading:
        paper.suptitle(plain(heading), x=0.01, ha="left", fontsize=TITLE + 1, color=INK)
    titles = [str(called.get(name, name)) for name in waves]
    panels = list(map(Panel, paper.axes, titles, seen, changes))
    _explain(paper, [*_marks_of_nodes(plan, seen), *explained(plan, changes)])
    written = [panel.prepare(plan, plan.named(most)) for panel in panels]
    named = [panel.name_nodes(plan, plan.named(most)) for panel in panels]
    for panel, names_, note in zip(panels, named, written, strict=True):
        panel.finish(plan, names_, note)
    if figure is None and plan.ringed:
        footing.trimmed(paper.axes, down=-(-len(panels) // _ACROSS_RINGED))
    return paper


def _paper(given: Figure | None, panels: int, plan: Plan) -> Figure:
    """The figure to draw on, with its panels."""
    across = min(_ACROSS_RINGED if plan.ringed else _ACROSS, panels)
    down = -(-panels // across)
    wide, high = (7.5, 8.0) if plan.ringed else (4.6, 5.2)
    size = max(6.0, wide * across), high * down
    paper: Any = (
        given if given is not None else library("figure").Figure(figsize=size, facecolor=PAPER)
    )
    if not hasattr(paper, "set_layout_engine"):
        msg = f"figure is the matplotlib Figure to draw on, and not {typed(given)}"
        raise CannotDraw(msg)
    if paper.axes:
        raise CannotDraw("the figure has drawings already; give an empty one, or none")
    paper.set_layout_engine("constrained")
    for place in range(panels):
        paper.add_subplot(down, across, place + 1)
    drawn: Figure = paper
    return drawn


def _marks_of_nodes(plan: Plan, waves: Iterable[Wave]) -> lines.Explained:
    """What the legend says of nodes, whichever wave they are in."""
    silent = [wave.answering for wave in waves if wave.answering.silent]
    in_part = any(answering.in_part for answering in silent)
    return nodes.explained(plan, silent=bool(silent), in_part=in_part)


def _explain(paper: Figure, entries: lines.Explained) -> None:
    """Explain the marks beneath the panels, in as many columns as have room."""
    if entries:
        paper.legend(
            [mark for mark, _ in entries],
            [f" {plain(words)}" for _, words in entries],
            loc="outside lower left",
            ncols=footing.columns(entries, paper.get_figwidth() * 72),
            fontsize=SMALL,
            frameon=False,
            labelcolor=INK,
        )
