"""The waves of a network side by side: which ties were kept, which are new, which were lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from nsee_core.plots import lines, nodes
from nsee_core.plots.layout import AnyGraph, Node, Places, grouped, isolates, positions, together
from nsee_core.plots.maps import framed, left_out, response
from nsee_core.plots.style import (
    INK,
    PAPER,
    SMALL,
    SOFT,
    TITLE,
    CannotDraw,
    entitled,
    library,
    nothing,
    plain,
)
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ACROSS = 3  # so many panels are in a row at most
_THERE: dict[str, Any] = {"width": 0.8, "style": "solid", "colour": SOFT}
_NEW: dict[str, Any] = {"width": 2.2, "style": "solid", "colour": INK}
_LOST: dict[str, Any] = {"width": 1.4, "style": "dotted", "colour": "#8c8c8c"}


def waves_side_by_side(
    waves: Mapping[str, nx.Graph[Any]],
    *,
    by: str | None = "authority",
    names: Mapping[Any, str] | None = None,
    labels: int = 40,
    title: str | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Maps of the waves of a network, one a panel, with each node at the same place in all.

    Ties kept since the wave before are thin lines, as are all of the first wave; new ones are
    thick, and lost ones dotted and grey. Who did not answer (``respondent`` False) is hollow, and
    what they might have said is not known: a tie is new only if its sender answered the wave
    before, and lost only if its sender answered this wave; without direction, if one of the two
    did. A tie that may not be new is a thin line, and one that may not be lost is not drawn, but
    counted in the note. Who is not in a wave is not drawn in it, and a tie with them is neither
    new in the wave after nor lost in this. A graph that says nothing of answering is taken as it
    stands. Weights make no difference.

    Above each panel is the name of its wave, and the response rate of a graph of ties.

    Args:
        waves: the waves in order by their names, as ``networks.waves()`` gives them.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            no groups.
        names: what to call nodes, groups and waves; otherwise nodes and groups have their
            ``name`` or id.
        labels: at most so many nodes of a wave are named; 0 for none.
        title: what to write above all; nothing if it is not given.
        figure: an empty figure to draw on; otherwise a new one.

    Returns:
        The figure; ``plots.describe()`` puts it into words.

    Raises:
        CannotDraw: there is no wave, some waves have direction and some not, no node has such an
            attribute, or the figure is none or not empty.
        MissingExtra: matplotlib is not installed.

    >>> from nsee_core.plots import describe
    >>> before = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    >>> after = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "a")])
    >>> describe(waves_side_by_side({"2016": before, "2017": after}, by=None))
    '2016: 3 nodes; 3 ties. 2017: 3 nodes; 3 ties, of which 2 kept and 1 new; 1 lost.'
    """
    if not waves:
        raise CannotDraw("there is no wave; give at least one graph, by the name of its wave")
    graphs = list(waves.values())
    if len({graph.is_directed() for graph in graphs}) > 1:
        raise CannotDraw("some waves have direction and some not; give waves of one kind")
    paper, whole = _paper(figure, len(waves)), together(graphs)
    panels = _Panels(whole, positions(waves, by=by), grouped(whole, by), names or {}, labels)
    changes = [Change.first(graphs[0]), *(Change.of(*pair) for pair in pairwise(graphs))]
    if title is not None:
        paper.suptitle(plain(title), x=0.01, ha="left", fontsize=TITLE + 1, color=INK)
    for ax, (name, graph), change in zip(paper.axes, waves.items(), changes, strict=True):
        panels.draw(ax, str(panels.names.get(name, name)), graph, change)
    _explain(paper, [*panels.explained(graphs), *_marks(changes)])
    return paper


def _paper(given: Figure | None, panels: int) -> Figure:
    """The figure to draw on, with its panels."""
    across = min(_ACROSS, panels)
    down = -(-panels // across)
    size = max(6.0, 4.2 * across), 4.8 * down
    paper: Any = given or library("figure").Figure(figsize=size, facecolor=PAPER)
    if not hasattr(paper, "set_layout_engine"):
        wrong = type(given).__name__
        raise CannotDraw(f"figure is the matplotlib Figure to draw on, and not of the type {wrong}")
    if paper.axes:
        raise CannotDraw("the figure has drawings already; give an empty one, or none")
    paper.set_layout_engine("constrained")
    for place in range(panels):
        paper.add_subplot(down, across, place + 1)
    drawn: Figure = paper
    return drawn


# ---------------------------------------------------------------- what became of the ties


@attrs.frozen
class Change:
    """What became of the ties between a wave and the one before, each tie once."""

    there: Sequence[lines.Pair]
    """Those of the first wave, those kept, and those that may have been there before."""
    new: Sequence[lines.Pair] = ()
    lost: Sequence[lines.Pair] = ()
    kept: int | None = None
    """How many of those that are there were there before; nothing of a first wave."""
    perhaps_lost: int = 0

    @classmethod
    def first(cls, graph: AnyGraph) -> Change:
        """The ties of a wave with none before."""
        return cls(list(lines.weights(graph)))

    @classmethod
    def of(cls, before: AnyGraph, after: AnyGraph) -> Change:
        """The ties of a wave beside those of the wave before."""
        had, has = lines.weights(before), lines.weights(after)
        new = [pair for pair in has if pair not in had and _seen(before, pair)]
        gone = [pair for pair in had if pair not in has and after.has_node(pair[0])]
        gone = [pair for pair in gone if after.has_node(pair[1])]
        lost = [pair for pair in gone if _seen(after, pair)]
        fresh = set(new)
        return cls(
            there=[pair for pair in has if pair not in fresh],
            new=new,
            lost=lost,
            kept=len(had.keys() & has.keys()),
            perhaps_lost=len(gone) - len(lost),
        )

    @property
    def perhaps_new(self) -> int:
        """How many are there of which it is not known whether they were before."""
        return 0 if self.kept is None else len(self.there) - self.kept

    def words(self) -> str:
        """The change as it is spoken."""
        ties = counted(len(self.there) + len(self.new), "tie")
        if self.kept is None:
            return ties
        present = {"kept": self.kept, "new": len(self.new), "perhaps new": self.perhaps_new}
        gone = {"lost": len(self.lost), "perhaps lost": self.perhaps_lost}
        here, away = (
            listed([f"{count} {name}" for name, count in each.items() if count])
            for each in (present, gone)
        )
        return f"{ties}{f', of which {here}' if here else ''}{f'; {away}' if away else ''}"


def _seen(graph: AnyGraph, pair: lines.Pair) -> bool:
    """Whether a tie would have been known in a wave."""
    if not all(graph.has_node(end) for end in pair):
        return False
    senders = pair[:1] if graph.is_directed() else pair
    return any(_answered(graph, node) for node in senders)


def _answered(graph: AnyGraph, node: Node) -> bool:
    """Whether a node answered; all did, where the graph says nothing of it."""
    answered = graph.nodes[node].get("respondent")
    return bool(answered) or (
        answered is None and not any("respondent" in said for _, said in graph.nodes(data=True))
    )


# ---------------------------------------------------------------- the panels


@attrs.frozen
class _Panels:
    """What all panels share."""

    whole: AnyGraph
    at: Places
    groups: nodes.Groups
    names: Mapping[Any, str]
    labels: int

    @property
    def look(self) -> dict[str | None, nodes.Look]:
        return nodes.looks(self.groups)

    def draw(self, ax: Axes, name: str, graph: AnyGraph, change: Change) -> None:
        """Draw one wave."""
        framed(ax, self.at)
        said = [name, str(graph.graph.get("when") or "")]
        heading = ", ".join(part for part in said if part)
        if not graph:
            nothing(ax, heading, "there is nobody in this wave")
            return
        here = {node: place for node, place in self.at.items() if node in graph}
        written = nodes.circle(ax, self._tied(), self.at, self.names, self.whole)
        _draw_ties(ax, change, self.at, directed=graph.is_directed())
        size = nodes.area(len(self.whole)) / 2
        groups = {name: [n for n in each if n in graph] for name, each in self.groups.items()}
        nodes.draw(ax, graph, groups, self.look, here, size=size)
        answered = response(graph)
        over = f"{heading}\n{answered}" if answered else heading
        entitled(ax, over)  # takes its room before names are written
        named = nodes.write(ax, graph, here, self.names, self.labels, size=size, written=written)
        entitled(ax, over, _note(graph, change, named))
        people = counted(sum(map(len, groups.values())), "node")
        parts = [people, answered, change.words()]
        ax.set_label(f"{heading}: {'; '.join(part for part in parts if part)}.")

    def _tied(self) -> nodes.Groups:
        alone = set(isolates(self.whole))
        return {name: [n for n in each if n not in alone] for name, each in self.groups.items()}

    def explained(self, graphs: Iterable[AnyGraph]) -> list[tuple[Artist, str]]:
        """What the legend says of nodes, whichever wave they are in."""
        whole = self.whole.copy()
        silent = {node: False for graph in graphs for node in graph if nodes.is_hollow(graph, node)}
        nx.set_node_attributes(whole, silent, "respondent")
        return nodes.explained(whole, self.groups, self.look, self.names)


def _draw_ties(ax: Axes, change: Change, at: Places, *, directed: bool) -> None:
    for pairs, look in ((change.lost, _LOST), (change.there, _THERE), (change.new, _NEW)):
        if pairs:
            lines.draw(ax, pairs, at, directed=directed, **look)


def _note(graph: AnyGraph, change: Change, named: int) -> str:
    unknown = change.perhaps_lost
    parts = [
        f"{counted(unknown, 'tie')} perhaps lost not drawn" if unknown else "",
        *left_out(graph, named),
    ]
    return "; ".join(part for part in parts if part)


# ---------------------------------------------------------------- the legend


def _marks(changes: Sequence[Change]) -> list[tuple[Artist, str]]:
    """What the legend says of ties."""
    line = library("lines").Line2D
    perhaps = " or perhaps kept" if any(change.perhaps_new for change in changes) else ""
    words = {
        f"tie kept{perhaps}, or of the first wave": (_THERE, len(changes) > 1),
        "new tie": (_NEW, any(change.new for change in changes)),
        "lost tie": (_LOST, any(change.lost for change in changes)),
    }
    return [
        (line([], [], color=look["colour"], linewidth=look["width"], linestyle=look["style"]), each)
        for each, (look, shown) in words.items()
        if shown
    ]


def _explain(paper: Figure, entries: Sequence[tuple[Artist, str]]) -> None:
    """Explain the marks beneath the panels, in as many columns as have room."""
    if entries:
        longest = max(len(words) for _, words in entries)
        room = paper.get_figwidth() * 72 / (nodes.LETTER * SMALL * longest + 40)
        paper.legend(
            [mark for mark, _ in entries],
            [f" {plain(words)}" for _, words in entries],
            loc="outside lower left",
            ncols=max(1, int(room)),
            fontsize=SMALL,
            frameon=False,
            labelcolor=INK,
        )
