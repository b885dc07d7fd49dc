"""The map of a network: who is in which group, and who has ties with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx

from nsee_core.plots.asked import graph_of, heading_of, label_of, most_of, names_of, spots_of
from nsee_core.plots.grouping import AnyGraph, is_occasion
from nsee_core.plots.maps import discs, lines, nodes
from nsee_core.plots.maps.answering import Answering
from nsee_core.plots.maps.bundles import Bundles
from nsee_core.plots.maps.courses import Courses, Ground
from nsee_core.plots.maps.framing import framed
from nsee_core.plots.maps.layout import Spot, Spots
from nsee_core.plots.maps.layout import positions as laid_out
from nsee_core.plots.maps.plan import Names, Plan, fitted
from nsee_core.plots.maps.steps import Pair, weights
from nsee_core.plots.paper import footing
from nsee_core.plots.paper.measuring import headed
from nsee_core.plots.paper.style import CannotDraw, axes, legend, nothing
from nsee_core.wording import counted, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ABOUT = {
    "collaboration": "Who works with whom",
    "ties": "Who reports ties with whom",
    "transfers": "Who passed practices to whom",
    "lineage": "Which practice came from which",
}
#: What a map says of itself on which all ties between two groups are one line.
BUNDLED = "all ties between two groups are one line; their weights and directions are not shown"


def network_map(
    graph: nx.Graph[Any],
    by: str | None = "authority",
    *,
    positions: Mapping[Any, Spot] | None = None,
    names: Mapping[Any, str] | None = None,
    labels: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """A map of a network by groups, which can be read in grey.

    A node lies in the circle of its group, whose name is beside it; see ``positions()`` for where.
    Up to eight groups have a shape and fill each. The names of more are around the map, with how
    many nodes each has, and all nodes are alike. Who did not answer is hollow, and so is a school
    of which not all of those who were asked did. Nodes without ties are in rows at the foot. In a
    bipartite graph, what people took part in is a small square amid them.

    Lines are in four widths: the lightest weight, and then from 2, 4 and 8 times that on; a tie
    without a weight weighs 1, and several between the same two count together. Ties that have a
    direction bend to their left and bear an arrow, so that one each way can be told apart. A
    line in whose way there is another node is bent around it. A tie of a node with itself is
    counted in the note and not drawn.

    With more than eight groups and more than a hundred ties, all ties between two groups are one
    line, the wider and darker the more they are, and those within a group are thin lines; neither
    has weights or arrows then, and the note says so. A bipartite graph is drawn tie by tie.

    Where there is no room for all names, the nodes with the most ties have theirs; the note says
    how many. The figure is the larger the more nodes and groups there are.

    Args:
        graph: any networkx graph; how many nodes, ties, groups and answers is all taken from it.
        by: the attribute that groups nodes, such as ``authority``, ``school`` or ``role``; None for
            no groups.
        positions: where nodes are, as ``plots.positions()`` gives it for several graphs, so that
            one map can be laid on the other. Groups that lie on one another have no circles.
        names: what to call nodes and groups; otherwise they have their ``name`` or id.
        labels: at most so many nodes are named, 0 for none; if it is not given, 40 of up to eight
            groups, none of more, and all that are groups by themselves.
        title: what to write above; otherwise what the graph says of itself.
        ax: the axes to draw on; otherwise those of a new figure.

    Returns:
        The axes; ``.figure`` is the figure, and ``plots.describe()`` puts it into words.

    Raises:
        CannotDraw: an argument is not what is asked for, no node has such an attribute, or one has
            no position.
        MissingExtra: matplotlib is not installed.

    >>> schools = nx.Graph([("s1", "s2"), ("s2", "s3")])
    >>> nx.set_node_attributes(schools, {"s1": "moray", "s2": "moray", "s3": "fife"}, "authority")
    >>> network_map(schools).get_label()
    'Network: 3 nodes, by authority fife 1 and moray 2; 2 ties, 1 of them between groups.'
    """
    heading = heading_of(title, entitlement(graph_of(graph)))
    called, most = names_of(names), most_of(labels)
    plan = Plan.of(graph, by, _located(graph, positions, by), called)
    own, ax = ax is None, axes(ax, _inches(plan))
    if not graph:
        nothing(ax, heading, "there is nobody in this network")
        return ax
    ties, answering = weights(graph), Answering.of(graph)
    cut = plan.discs if positions is None else {}
    framed(ax, plan.at, cut, plan.beside(plan.named(most)))
    discs.draw(ax, plan.discs)
    widths = _explained(ax, plan, ties)
    marks = nodes.explained(plan, silent=bool(answering.silent), in_part=answering.in_part)
    note = footing.noted(ax, _note(plan, answering, Names.before(plan.named(most))))
    if plan.ringed:
        footing.explained_beneath(ax, [*marks, *widths], note)
    else:
        legend(ax, [*marks, *widths])
    headed(ax, heading)
    written = plan.write(ax, graph, plan.named(most))
    size = fitted(ax, written.size)
    if not plan.bundled:
        _draw_ties(ax, plan, ties, size)
    nodes.draw(ax, graph, plan.groups, plan.look, plan.at, silent=answering.silent, size=size)
    footing.noted_anew(ax, note, _note(plan, answering, written))
    if own and plan.ringed:
        footing.trimmed([ax])
    ax.set_label(label_of(heading, _in_words(plan, ties, by)))
    return ax


def entitlement(graph: AnyGraph) -> str:
    """What a graph is of, by what it says of itself."""
    said = graph.graph
    title = _ABOUT.get(said.get("about", ""), "Network")
    parts = [said.get("level"), said.get("survey"), said.get("when")]
    if said.get("as_of"):
        parts.append(f"as of {said['as_of']}")
    return ", ".join([title, *(str(part) for part in parts if part)])


def _located(graph: AnyGraph, given: Mapping[Any, Spot] | None, by: str | None) -> Spots:
    """Where the nodes of a graph are.

    Raises:
        CannotDraw: positions were given, and one is lacking.
    """
    if given is None:
        return laid_out(graph, by)
    spots = spots_of(given)
    lacking = [str(node) for node in graph if node not in spots]
    if lacking:
        msg = f'there is no position of "{lacking[0]}"; give plots.positions() of all graphs'
        raise CannotDraw(msg)
    return {node: at for node, at in spots.items() if node in graph}


def _inches(plan: Plan) -> tuple[float, float]:
    """How large a figure is by itself: the larger, the more there is to show."""
    nodes_ = len(plan.graph)
    if plan.ringed:
        more = min(2.0, max(1.0, sqrt(nodes_ / 600), len(plan.discs) / 50))
        return 9.0 * more, 10.0 * more
    more = min(2.0, max(1.0, sqrt(nodes_ / 150)))
    return 8.0 * more, 6.0 * more


def _explained(ax: Axes, plan: Plan, ties: Mapping[Pair, float]) -> lines.Explained:
    """What a legend says of ties; those in bundles are drawn at once, as nothing moves them."""
    if plan.bundled:
        bundles = Bundles.of(ties, plan.group_of)
        return bundles.draw(ax, plan.at, plan.discs, bundles.steps)
    return lines.explained(ties, _strokes(plan, ties))


def _draw_ties(ax: Axes, plan: Plan, ties: Mapping[Pair, float], size: float) -> None:
    """Draw ties one by one, around what is on the map by now."""
    directed = plan.graph.is_directed()
    ground = Ground.of(ax, plan.at, size)
    courses = Courses.of(list(ties), ground, directed=directed)
    lines.draw_weighted(ax, ties, courses, ground, _strokes(plan, ties), directed=directed)


def _strokes(plan: Plan, ties: Mapping[Pair, float]) -> Sequence[lines.Stroke]:
    return lines.FINE if plan.ringed or len(ties) > lines.MANY else lines.BOLD


# ---------------------------------------------------------------- words


def _note(plan: Plan, answering: Answering, written: Names) -> list[str]:
    graph = plan.graph
    return [
        answering.words,
        _alone(plan),
        BUNDLED if plan.bundled else "",
        *left_out(plan, graph, written),
    ]


def _alone(plan: Plan) -> str:
    """How many are in the rows at the foot, and of which groups, where no look tells that."""
    if not plan.alone:
        return ""
    words = f"{counted(len(plan.alone), 'node')} without ties in rows at the foot"
    if not plan.ringed:
        return words
    of: dict[str, int] = {}
    for node in plan.alone:
        if node in plan.group_of:
            name = plan.name_of(node) if plan.alike else plan.called(plan.group_of[node])
            of[name] = of.get(name, 0) + 1
    each = [name if plan.alike else f"{name} {count}" for name, count in sorted(of.items())]
    return f"{words}: {listed(each)}" if each else words


def left_out(plan: Plan, graph: AnyGraph, written: Names) -> list[str]:
    """What a map does not show, for its note: names, ties to oneself, and who is nowhere."""
    loops, unplaced = nx.number_of_selfloops(graph), len(graph.graph.get("unplaced", ()))
    nodes_ = sum(not is_occasion(graph, node) for node in graph)
    groups = len(plan.discs)
    return [
        f"{written.nodes} of {nodes_} named" if 0 < written.nodes < nodes_ else "",
        f"{written.groups} of {groups} groups named"
        if plan.ringed and not plan.alike and written.groups < groups
        else "",
        f"{counted(loops, 'tie')} to oneself not drawn" if loops else "",
        f"{unplaced} that cannot be placed not drawn" if unplaced else "",
    ]


def _in_words(plan: Plan, ties: Mapping[Pair, float], by: str | None) -> str:
    """What a map shows, for those who do not see it."""
    group_of = plan.group_of
    occasions = len(plan.graph) - len(group_of)
    parts = [counted(len(group_of), "node")]
    across = ""
    if by is not None and 1 < len(plan.groups) < len(group_of):
        sizes = [f"{plan.called(name)} {len(each)}" for name, each in plan.groups.items()]
        parts[0] += f", by {by} {listed(sizes)}"
        between = sum(group_of.get(one) != group_of.get(other) for one, other in ties)
        across = "" if occasions else f", {between} of them between groups"
    if occasions:
        parts.append(counted(occasions, "occasion"))
    return "; ".join([*parts, f"{counted(len(ties), 'tie')}{across}"])
