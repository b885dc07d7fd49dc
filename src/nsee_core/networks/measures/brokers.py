"""Who joins whom across groups: the brokerage roles of Gould and Fernandez."""

from __future__ import annotations

import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.broker_rows import Broker, Sum
from nsee_core.networks.measures.groups import Grouped
from nsee_core.networks.measures.joined_pairs import joined
from nsee_core.networks.measures.role_chances import Chances
from nsee_core.networks.measures.stacking import of_each


def brokerage(graph: Graphs, by: str = "authority") -> pd.DataFrame:
    """Who joins two that are not joined themselves, and across which boundaries.

    Somebody, b, brokers for each ordered pair a, c with a tie from a to b and one from b to c but
    none from a to c. By their groups they do so in one of five roles (Gould & Fernandez 1989,
    "Structures of mediation", Sociological Methodology 19, 89-126):

    - ``coordinator``: all three are in one group;
    - ``consultant`` (or itinerant): a and c are in one group, b is in another;
    - ``gatekeeper``: b is in the group of c, and lets in what comes from a;
    - ``representative``: b is in the group of a, and takes out what goes to c;
    - ``liaison``: all three are in different groups;
    - ``total``: the sum of these.

    ``expected`` and ``deviation`` (a standard deviation) are exact: those of the count if all
    others' groups were dealt out at random among them, while the ties and the broker's own group
    stay. ``z`` is how many deviations the count is from there. This is not the expectation by size
    and density of the R package ``sna``: it holds who is tied to whom as it is.

    Direction: arcs point from a to c. In an undirected graph each tie goes both ways, so that every
    pair counts twice, and gatekeeper equals representative. Weights, parallel ties and ties to
    oneself do not count.

    Missing data: nodes without the attribute are set aside with their ties, and counted. Where
    nothing is said of answering, ties are taken as they stand. Where it is named who answered, the
    counts of those who did not, or as schools only in part, are missing, and ``count`` is of the
    pairs of which all three ties are known. ``undecided`` is of those that may come to it, so that
    the truth is between ``count`` and ``count + undecided``, and can be either: with direction the
    pairs of any a who did not answer as a whole, and so may be tied to b and not to c, with any c
    to whom b is tied and a is not known to be; without, the pairs tied to b of which neither
    answered as a whole. Where that is not known, counts are missing.

    Columns: ``node``, ``group``, ``role`` (``str``); ``brokers`` (``Int64``), of how many nodes the
    row is the sum; ``count`` (``Int64``), ``expected``, ``deviation``, ``z`` (``Float64``);
    ``undecided``, ``without_group`` (``Int64``), ``response_rate`` (``Float64``). Six rows for the
    whole graph (``node`` and ``group`` missing), six for each group (``node`` missing), then six
    for each node. Sums are over those whose counts are known. Deviations are of nodes only.

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.
        by: the node attribute that names the group.

    Raises:
        UnknownGroup: no node has this attribute.
        TypeError: it is no graph, nor graphs by label; ``by`` is no text; or a node says several
            things by it.

    >>> import networkx as nx
    >>> graph = nx.DiGraph([("p1", "p2"), ("p2", "p3")])
    >>> nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray", "p3": "highland"}, "authority")
    >>> frame = brokerage(graph)
    >>> frame.loc[frame["count"] > 0, ["node", "group", "role", "count", "expected"]]
       node  group            role  count  expected
    3   NaN    NaN  representative      1       0.5
    5   NaN    NaN           total      1      <NA>
    9   NaN  moray  representative      1       0.5
    11  NaN  moray           total      1      <NA>
    27   p2  moray  representative      1       0.5
    29   p2  moray           total      1      <NA>
    """
    return of_each(graph, lambda one: _roles(Grouped.by(one, by)))


def _roles(of: Grouped) -> pd.DataFrame:
    """What is said of all brokers together, of those of each group, and of each."""
    brokers = _brokers(of)
    rows = [row for each in Sum.each(brokers, of.groups) for row in each.rows()]
    rows += [row for each in brokers for row in each.rows()]
    return typed_frame(
        {
            "node": ("str", [row.node for row in rows]),
            "group": ("str", [row.group for row in rows]),
            "role": ("str", [row.role for row in rows]),
            "brokers": ("Int64", [row.brokers for row in rows]),
            "count": ("Int64", [row.count for row in rows]),
            "expected": ("Float64", [row.expected for row in rows]),
            "deviation": ("Float64", [row.deviation for row in rows]),
            "z": ("Float64", [row.z for row in rows]),
            "undecided": ("Int64", [row.undecided for row in rows]),
            "without_group": ("Int64", [of.without_group] * len(rows)),
            "response_rate": ("Float64", [of.seen.response_rate] * len(rows)),
        }
    )


def _brokers(of: Grouped) -> list[Broker]:
    """Every node of a known group with the pairs that it joins."""
    chances = [Chances.of(of.sizes, own) for own in range(len(of.groups))]
    return [
        Broker(str(node), of.groups[own], pairs, chances[own])
        for node, own, pairs in zip(of.nodes, of.of.tolist(), joined(of), strict=True)
    ]
