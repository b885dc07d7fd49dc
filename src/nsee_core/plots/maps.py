"""The map of a network: who is in which group, and who has ties with whom."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from nsee_core.plots import lines, nodes
from nsee_core.plots.layout import (
    AnyGraph,
    Place,
    Places,
    grouped,
    is_occasion,
    isolates,
    positions,
)
from nsee_core.plots.style import CannotDraw, axes, entitled, legend, nothing
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ABOUT = {
    "collaboration": "Who works with whom",
    "ties": "Who reports ties with whom",
    "transfers": "Who passed practices to whom",
    "lineage": "Which practice came from which",
}
_KINDS = {"people": "person", "schools": "school", "authorities": "authority"}


def network_map(
    graph: nx.Graph[Any],
    *,
    by: str | None = "authority",
    positions: Mapping[Hashable, Place] | None = None,
    names: Mapping[Any, str] | None = None,
    labels: int = 40,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A map of a network by groups, which can be read in grey.

    A node has the shape and fill of its group, and lies in the circle of its group, whose name is
    beside it; see ``positions()`` for where. Who did not answer (``respondent`` False) is hollow.
    Nodes without ties are in rows at the foot. In a bipartite graph, what people took part in is a
    small square amid them.

    Lines are in four widths: the lightest weight, and then from 2, 4 and 8 times that on; a tie
    without a weight weighs 1, and several between the same two count together. Ties that have a
    direction bend to their left and bear an arrow, so that one each way can be told apart. A tie of
    a node with itself is counted in the note and not drawn.

    Where there is no room for all names, the nodes with the most ties have theirs; the note says
    how many.

    Args:
        graph: any networkx graph; how many nodes, ties, groups and answers is all taken from it.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            no groups.
        positions: where nodes are, as ``plots.positions()`` gives it for several graphs, so that
            one map can be laid on the other.
        names: what to call nodes and groups; otherwise they have their ``name`` or id.
        labels: at most so many nodes are named; 0 for none.
        title: what to write above; otherwise what the graph says of itself.
        ax: the axes to draw on; otherwise those of a new figure.

    Returns:
        The axes; ``.figure`` is the figure, and ``plots.describe()`` puts it into words.

    Raises:
        CannotDraw: no node has such an attribute, or has no position, or ``ax`` is no axes.
        MissingExtra: matplotlib is not installed.

    >>> schools = nx.Graph([("s1", "s2"), ("s2", "s3")])
    >>> nx.set_node_attributes(schools, {"s1": "moray", "s2": "moray", "s3": "fife"}, "authority")
    >>> network_map(schools).get_label()
    'Network: 3 nodes, by authority fife 1 and moray 2; 2 ties, 1 of them between groups.'
    """
    ax = axes(ax, (8.0, 6.0))
    heading = entitlement(graph) if title is None else title
    if not graph:
        nothing(ax, heading, "there is nobody in this network")
        return ax
    at = located(graph, positions, by)
    ties, groups = lines.weights(graph), grouped(graph, by)
    called, look = names or {}, nodes.looks(groups)
    framed(ax, at)
    circled = _with_ties(graph, groups) if positions is None else {}
    written = nodes.circle(ax, circled, at, called, graph)
    steps = lines.Steps.of(ties.values())
    widths = lines.draw_weighted(ax, ties, at, steps, directed=graph.is_directed())
    size = nodes.area(len(graph))
    nodes.draw(ax, graph, groups, look, at, size=size)
    legend(ax, [*nodes.explained(graph, groups, look, called), *widths])
    named = nodes.write(ax, graph, at, called, labels, size=size, written=written)
    entitled(ax, heading, _note(graph, named))
    ax.set_label(f"{heading}: {_in_words(graph, groups, ties, by, called)}.")
    return ax


def entitlement(graph: AnyGraph) -> str:
    """What a graph is of, by what it says of itself."""
    said = graph.graph
    title = _ABOUT.get(said.get("about", ""), "Network")
    parts = [said.get("level"), said.get("survey"), said.get("when")]
    if said.get("as_of"):
        parts.append(f"as of {said['as_of']}")
    return ", ".join([title, *(str(part) for part in parts if part)])


def located(graph: AnyGraph, given: Mapping[Hashable, Place] | None, by: str | None) -> Places:
    """Where the nodes of a graph are.

    Raises:
        CannotDraw: positions were given, and one is lacking.
    """
    if given is None:
        return positions(graph, by=by)
    lacking = [str(node) for node in graph if node not in given]
    if lacking:
        msg = f'there is no position of "{lacking[0]}"; give plots.positions() of all graphs'
        raise CannotDraw(msg)
    return {node: at for node, at in given.items() if node in graph}


def framed(ax: Axes, at: Places) -> None:
    """Set the limits of a map, equal in both directions, and leave out its axes."""
    low = min((y for _, y in at.values()), default=-1.0)
    ax.set_xlim(-1.15, 1.15)
    ax.set_ylim(min(-1.15, low - 0.15), 1.15)
    ax.set_aspect("equal", anchor="NW")
    ax.set_axis_off()


def _with_ties(graph: AnyGraph, groups: nodes.Groups) -> nodes.Groups:
    alone = set(isolates(graph))
    return {name: [node for node in each if node not in alone] for name, each in groups.items()}


def _note(graph: AnyGraph, named: int) -> str:
    alone = len(isolates(graph))
    parts = [
        response(graph),
        f"{counted(alone, 'node')} without ties in rows at the foot" if alone else "",
        *left_out(graph, named),
    ]
    return "; ".join(part for part in parts if part)


def left_out(graph: AnyGraph, named: int) -> list[str]:
    """What a map does not show, for its note: names, ties to oneself, and who is nowhere."""
    loops, unplaced = nx.number_of_selfloops(graph), len(graph.graph.get("unplaced", ()))
    nodes_ = sum(not is_occasion(graph, node) for node in graph)
    return [
        f"{named} of {nodes_} named" if 0 < named < nodes_ else "",
        f"{counted(loops, 'tie')} to oneself not drawn" if loops else "",
        f"{unplaced} that cannot be placed not drawn" if unplaced else "",
    ]


def response(graph: AnyGraph) -> str:
    """How many of those asked answered, of a graph of ties; nothing of other graphs."""
    said = graph.graph
    if said.get("about") != "ties":
        return ""
    asked, answered, rate = (said.get(name) for name in ("asked", "answered", "response_rate"))
    if rate is None:
        return "response rate not known"
    return f"{answered} of {asked} answered ({rate:.0%})"


def _in_words(
    graph: AnyGraph,
    groups: nodes.Groups,
    ties: Mapping[lines.Pair, float],
    by: str | None,
    names: Mapping[Any, str],
) -> str:
    """What a map shows, for those who do not see it."""
    group_of = {node: name for name, each in groups.items() for node in each}
    occasions = len(graph) - len(group_of)
    parts = [counted(len(group_of), "node")]
    across = ""
    if by is not None and 1 < len(groups) < len(group_of):
        sizes = [f"{nodes.called(graph, name, names)} {len(each)}" for name, each in groups.items()]
        parts[0] += f", by {by} {listed(sizes)}"
        between = sum(group_of.get(one) != group_of.get(other) for one, other in ties)
        across = "" if occasions else f", {between} of them between groups"
    if occasions:
        parts.append(counted(occasions, "occasion"))
    return "; ".join([*parts, f"{counted(len(ties), 'tie')}{across}"])
