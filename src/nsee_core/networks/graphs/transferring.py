"""Who gave what to whom, as a directed graph with an edge for each transfer."""

from __future__ import annotations

import networkx as nx

from nsee_core.engine.distance import Levels, levels_between
from nsee_core.engine.moment import Moment
from nsee_core.networks.arguments.looking_back import in_words, seen
from nsee_core.networks.graphs.handing import Handing, described, parted
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.ends import end
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.practices import known_practice
from nsee_core.programme import Programme
from nsee_core.records import Transfer


def transfers(
    programme: Programme,
    *,
    level: Level = "people",
    practice: str | None = None,
    as_of: Moment | None = None,
    at_most: int = 500,
) -> nx.MultiDiGraph[str]:
    """Who gave what to whom: an edge from each giver to each receiver, for each transfer.

    At the level, a giver or receiver is the person, school or authority that they stand for; a
    trio, team or network is each of those who may have been in it when it was given, by the dates
    of their memberships: only who certainly was not, is left out. Nobody gives to themselves: what
    stayed within one school, in a graph of schools, is no edge.

    Nodes: whoever gave or received in one that counts, with ``kind`` and, where known, ``school``,
    ``authority``, ``role``, ``position`` and of organisations ``name``. Edges: the key is the id of
    the transfer; ``weight`` is 1; ``certain``, whether both certainly gave and received it, by
    themselves or as somebody who was in the group on every day that it can have been given: False
    of who only may have been; and where known ``practice``, ``mode`` (adopted, adapted or shared),
    ``when``, and ``level``: how far it moved between these two, as ``flows()`` computes it, or else
    as the source prints it.

    The graph says of itself: ``about``, ``level``, ``as_of``; ``unplaced``, the givers and
    receivers that cannot be placed at the level; ``undated``, the transfers without a date;
    ``within``, those that stayed within one node and so are no edge; and ``set_aside``, those
    between two large groups, which would draw a line from everybody to everybody.

    Args:
        programme: the records.
        level: whose graph it is.
        practice: only the transfers of this practice; None for all.
        as_of: the date to look back from; None for all that is recorded. A transfer without a date
            stays.
        at_most: the largest transfer that counts, as in ``contacts()``: it may have as many edges
            as there are pairs, each one way, among so many. One who gave something to thousands is
            no crowd.

    Raises:
        UnknownLevel: there is no such level.
        NotALimit: ``at_most`` is no whole number of 0 or more.
        NoSuchPractice: there is no such practice.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Trio
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2", "p3")]
    >>> rows.append(Trio(id="trio", members=("p1", "p2", "p3")))
    >>> rows.append(Transfer(id="t", giver="p1", receivers=("trio",), type="shared"))
    >>> list(transfers(Programme.of(rows)).edges(keys=True, data="mode"))
    [('p1', 'p2', 't', 'shared'), ('p1', 'p3', 't', 'shared')]
    """
    then = seen(programme, as_of)
    wanted = None if practice is None else known_practice(programme, practice).id
    moved = [each for each in then.of_kind(Transfer) if wanted in (None, each.practice)]
    places = Places(then)
    nodes = Placing(Stays(places, level, programme))
    handed = [
        Handing(each, nodes.of([each.giver], each), nodes.of(each.receivers, each))
        for each in moved
    ]
    drawn, too_large = parted(handed, at_most)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        about="transfers",
        level=level,
        as_of=in_words(as_of),
        unplaced=nodes.unplaced,
        undated=tuple(each.id for each in moved if each.when is None),
        within=tuple(each.of.id for each in handed if each.stayed),
        set_aside=tuple(each.of.id for each in too_large),
    )
    graph.add_nodes_from(described(places, drawn))
    at = {node: end(places, node) for node in graph}
    for each in drawn:
        for one, other, certain in each.ways:
            said = _said(each.of, levels_between(at[one], at[other]))
            graph.add_edge(one, other, key=each.of.id, weight=1.0, certain=certain, **said)
    return graph


def _said(transfer: Transfer, open_: Levels) -> dict[str, str]:
    """What is known of a transfer between two; what is not, is left out."""
    (level,) = open_ if len(open_) == 1 else (transfer.level_printed,)
    said = {
        "practice": transfer.practice,
        "mode": transfer.type,
        "when": None if transfer.when is None else transfer.when.text,
        "level": level if level in open_ else None,
    }
    return {name: value for name, value in said.items() if value is not None}
