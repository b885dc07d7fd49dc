"""What was adapted from what: practices as a directed graph, from parent to child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import networkx as nx

from nsee_core.engine.moment import Moment
from nsee_core.networks.looking_back import in_words, seen
from nsee_core.networks.movement.practices import Descent, descents, known_practice
from nsee_core.programme import Programme
from nsee_core.records import Practice

#: What says that one practice was adapted from another: the practice itself, or a transfer.
SaidBy = Literal["practice", "transfer"]


def lineage(
    programme: Programme, practice: str | None = None, *, as_of: Moment | None = None
) -> nx.DiGraph[str]:
    """What was adapted from what: an edge from each practice to each that was adapted from it.

    A practice says what it was adapted from (``adapted_from``), or a transfer says what it became
    (``adapted_as``). Both count, and an edge says which it rests on. Where the two disagree, a
    practice has two parents: it may have come from both.

    Nodes: practices, with ``kind`` and where known ``since`` and ``cycle``; and ``generation``: 0
    for what was adapted from nothing, and otherwise one more than the latest generation among its
    parents, which is the length of the longest way to it. So every practice is of a later
    generation than all that it came from. What lies on a circle, or came from one, has none: a
    circle has no beginning. Edges: ``weight`` 1, ``via`` (the ids of the transfers that say so)
    and ``said_by`` (``practice``, ``transfer`` or both).

    The graph says of itself: ``about``, ``practice``, ``as_of``; ``circular``, the circles, each
    the sorted ids of the practices on it; ``unplaced``, ids that are named as a parent or child and
    are no practice here; and ``undated``, the practices that do not say since when they exist.

    Args:
        programme: the records.
        practice: only this practice, what it came from and what came of it; None for all. The
            generations are those within all.
        as_of: the date to look back from; None for all that is recorded. A practice or transfer
            without a date stays.

    Raises:
        NoSuchPractice: there is no such practice.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Transfer
    >>> graph = lineage(Programme.of([
    ...     Practice(id="talk"), Practice(id="pairs", adapted_from="talk"), Practice(id="map"),
    ...     Transfer(id="t1", practice="pairs", adapted_as="map", type="adapted"),
    ... ]))
    >>> graph.nodes(data="generation")
    NodeDataView({'talk': 0, 'pairs': 1, 'map': 2}, data='generation')
    >>> graph.edges["pairs", "map"]
    {'weight': 1.0, 'via': ('t1',), 'said_by': ('transfer',)}
    """
    then = seen(programme, as_of)
    graph: nx.DiGraph[str] = nx.DiGraph(about="lineage", practice=practice)
    graph.add_nodes_from((each.id, _said(each)) for each in then.of_kind(Practice))
    unplaced = _add_edges(graph, descents(then))
    for node, generation in _generations(graph):
        graph.nodes[node]["generation"] = generation
    if practice is not None:
        graph = _kin(graph, known_practice(then, practice).id)
    graph.graph |= {
        "as_of": in_words(as_of),
        "circular": _circles(graph),
        "unplaced": unplaced,
        "undated": tuple(node for node, said in graph.nodes(data=True) if "since" not in said),
    }
    return graph


def _add_edges(graph: nx.DiGraph[str], descents: Iterable[Descent]) -> tuple[str, ...]:
    """Add what was adapted from what; return the ids that are no practice here."""
    unplaced: dict[str, None] = {}
    for parent, child, transfer in descents:
        strange = [id_ for id_ in (parent, child) if id_ not in graph]
        unplaced.update(dict.fromkeys(strange))
        if strange:
            continue
        edge: dict[str, Any] = graph.get_edge_data(parent, child, {"via": (), "said_by": ()})
        via = edge["via"] if transfer is None else (*edge["via"], transfer)
        said_by: SaidBy = "practice" if transfer is None else "transfer"
        said = tuple(dict.fromkeys((*edge["said_by"], said_by)))
        graph.add_edge(parent, child, weight=1.0, via=via, said_by=said)
    return tuple(unplaced)


def _said(practice: Practice) -> dict[str, str]:
    said: dict[str, str] = {"kind": practice.kind}
    if practice.since is not None:
        said["since"] = practice.since.text
    if practice.cycle is not None:
        said["cycle"] = practice.cycle
    return said


def _generations(graph: nx.DiGraph[str]) -> Iterator[tuple[str, int]]:
    """The generation of everything that does not lie on a circle, nor after one."""
    parents = dict(graph.in_degree())
    these, generation = [node for node, degree in parents.items() if not degree], 0
    while these:
        after = []
        for node in these:
            yield node, generation
            for child in graph.successors(node):
                parents[child] -= 1
                if not parents[child]:
                    after.append(child)
        these, generation = after, generation + 1


def _kin(graph: nx.DiGraph[str], practice: str) -> nx.DiGraph[str]:
    """The part of a graph that a practice came from, or that came of it."""
    kin = nx.ancestors(graph, practice) | nx.descendants(graph, practice) | {practice}
    part = graph.copy()
    part.remove_nodes_from([node for node in graph if node not in kin])
    return part


def _circles(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """The practices that lead back to themselves, each circle with all that lie on it."""
    joined = nx.strongly_connected_components(graph)
    return tuple(
        sorted(
            tuple(sorted(nodes))
            for nodes in joined
            if len(nodes) > 1 or graph.has_edge(*(2 * tuple(nodes)))
        )
    )
