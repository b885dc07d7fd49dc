"""What was adapted from what, and by whom from whom: from parent to child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import networkx as nx

from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.limits import known_limit
from nsee_core.networks.arguments.looking_back import in_words, seen
from nsee_core.networks.graphs.adapting import between_adapters
from nsee_core.networks.placing.levels import Level, Places, known_level
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.practices import Descent, descents, known_practice
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Practice

#: What says that one practice was adapted from another: the practice itself, or a transfer.
SaidBy = Literal["practice", "transfer"]


def lineage(
    programme: Programme,
    practice: str | None = None,
    *,
    level: Level | None = None,
    as_of: Moment | None = None,
    at_most: int = 500,
) -> nx.DiGraph[str]:
    """What was adapted from what: an edge from each practice to each that was adapted from it.

    At a level, it is who adapted what from whom: an edge from those with whom the parent was to
    those who adapted it. See below.

    A practice says what it was adapted from (``adapted_from``), or a transfer says what it became
    (``adapted_as``). Both count, and an edge says which it rests on. Where the two disagree, a
    practice has two parents: it may have come from both.

    Nodes: practices, with ``kind`` and where known ``since`` and ``cycle``; and ``generation``: 0
    for what was adapted from nothing, and otherwise one more than the latest generation among its
    parents, which is the length of the longest way to it. So every practice is of a later
    generation than all that it came from. What lies on a circle, or came from one, has none: a
    circle has no beginning. Edges: ``weight`` 1, ``via`` (the ids of the transfers that say so)
    and ``said_by`` (``practice``, ``transfer`` or both).

    The graph says of itself: ``about``, ``level``, ``practice``, ``as_of``; ``circular``, the
    circles, each the sorted ids of the practices on it; ``unplaced``, ids that are named as a
    parent or child and are no practice here; and ``undated``, the practices that do not say since
    when they exist.

    At a level, nodes are people, schools or authorities, with what ``transfers()`` says of them.
    Where a transfer says what a practice became, it went from its giver to its receivers. Where it
    does not name them, or only a practice says what it was adapted from, it went from those with
    whom the parent was, to those with whom the child was: a practice was with whoever led the cycle
    in which it arose, who adapted it as a receiver of the transfer that it came of, and who gave it
    to others and was not given it, or certainly later than they gave it. Nothing else counts:
    neither who took part in that cycle, nor who was given the parent in other transfers. Edges:
    ``weight``, how many adaptations went from one to the other, each once; ``practices``, which
    those are, in pairs of parent and child; and ``via``, the transfers that say so.

    Such a graph says no circles of itself, and besides: in ``unplaced`` also who cannot be placed
    at the level, and the practices of which nobody can be said to have had them; ``within``, the
    pairs that stayed, or were also handed on, within one node, which is no edge; and ``set_aside``,
    those that would draw a line from everybody of one large group to everybody of another. So every
    pair is somewhere.

    Args:
        programme: the records.
        practice: only this practice, what it came from and what came of it; None for all. The
            generations are those within all.
        level: between whom it is drawn: people, schools or authorities; None for the practices.
        as_of: the date to look back from; None for all that is recorded. A practice or transfer
            without a date stays. Of a practice that was not there yet, nothing is drawn.
        at_most: at a level, the largest adaptation that counts, as in ``transfers()``.

    Raises:
        UnknownLevel: there is no such level.
        NotALimit: ``at_most`` is no whole number of 0 or more.
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

    >>> from nsee_core import Cycle, Person
    >>> between = lineage(Programme.of([
    ...     Person(id="p1"), Person(id="p2"), Cycle(id="c", led_by=("p1",)),
    ...     Practice(id="talk", cycle="c"), Practice(id="pairs"),
    ...     Transfer(id="t1", practice="talk", adapted_as="pairs", receivers=("p2",)),
    ... ]), level="people")
    >>> between.edges["p1", "p2"]
    {'weight': 1.0, 'practices': (('talk', 'pairs'),), 'via': ('t1',)}
    """
    then, limit = seen(programme, as_of), known_limit(at_most)
    graph: nx.DiGraph[str] = nx.DiGraph(about="lineage", level=None, practice=practice)
    graph.add_nodes_from((each.id, _said(each)) for each in then.of_kind(Practice))
    unplaced = _add_edges(graph, descents(then))
    for node, generation in _generations(graph):
        graph.nodes[node]["generation"] = generation
    if practice is not None:
        graph = _kin(graph, known_practice(programme_given(programme), practice).id)
    graph.graph |= {
        "as_of": in_words(as_of),
        "circular": _circles(graph),
        "unplaced": unplaced,
        "undated": tuple(node for node, said in graph.nodes(data=True) if "since" not in said),
    }
    if level is None:
        return graph
    return between_adapters(Stays(Places(then), known_level(level), programme), graph, limit)


def _add_edges(graph: nx.DiGraph[str], descents: Iterable[Descent]) -> tuple[str, ...]:
    """Add what was adapted from what; return the ids that are no practice here."""
    unplaced: dict[str, None] = {}
    said = defaultdict[tuple[str, str], list[str | None]](list)
    for parent, child, transfer in descents:
        strange = [id_ for id_ in (parent, child) if id_ not in graph]
        unplaced.update(dict.fromkeys(strange))
        if not strange:
            said[parent, child].append(transfer)
    for (parent, child), by in said.items():
        via = tuple(transfer for transfer in by if transfer is not None)
        said_by: Iterable[SaidBy] = ("practice" if each is None else "transfer" for each in by)
        told = {"via": via, "said_by": tuple(dict.fromkeys(said_by))}
        graph.add_edge(parent, child, weight=1.0, **told)
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
    kin = set[str]()
    if practice in graph:  # as of a date, it may not have been there yet
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
