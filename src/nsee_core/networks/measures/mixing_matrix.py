"""Who is tied to whom, group by group: the mixing matrix."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.arrays import Wholes
from nsee_core.networks.measures.groups import Grouped


def mixing(graph: nx.Graph[Any], by: str = "authority") -> pd.DataFrame:
    """Who is tied to whom, group by group: the mixing matrix, a row for each cell.

    ``expected`` is what there would be if the ends of all m ties were joined at random: for a
    directed graph out(k) in(l) / m, where out(k) arcs leave group k and in(l) come to l; for an
    undirected one d(k) d(l) / 2m between two groups and d(k) d(k) / 4m within one, where d(k) ends
    are in k (Newman 2003, "Mixing patterns in networks", Physical Review E 67, 026126).

    Direction: a directed graph has a row for each ordered pair of groups, an undirected one for
    each pair. Weights, parallel ties and ties to oneself do not count. There are as many rows as
    pairs of groups, tied or not.

    Missing data: nodes without the attribute are set aside with their ties, and counted. Where
    nothing is said of answering, or it is not known who answered, the ties that were reported are
    taken as they stand. Where it is named who answered, what could not be observed does not count,
    and ``unknown`` says how many pairs of nodes that is, cell by cell.

    Columns: ``from_group``, ``to_group`` (``str``); ``ties`` (``Int64``); ``expected``
    (``Float64``); ``unknown`` (``Int64``, missing where it is not known who answered);
    ``without_group`` (``Int64``), the nodes set aside; ``response_rate`` (``Float64``).

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: the node attribute that names the group.

    Raises:
        UnknownGroup: no node has this attribute.
        TypeError: it is no graph, or ``by`` no text.

    >>> graph = nx.DiGraph([("p1", "p2"), ("p3", "p1")])
    >>> nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray", "p3": "highland"}, "authority")
    >>> mixing(graph)[["from_group", "to_group", "ties", "expected"]]
      from_group  to_group  ties  expected
    0      moray     moray     1       1.0
    1      moray  highland     0       0.0
    2   highland     moray     1       1.0
    3   highland  highland     0       0.0
    """
    of = Grouped.by(graph, by)
    number = len(of.groups)
    unknown = _unknown(of)
    in_cells = of.of[of.ties[:, 0]] * number + of.of[of.ties[:, 1]]
    ties = np.bincount(in_cells, minlength=number * number).reshape(number, number)
    both = ties if of.seen.directed else ties + ties.T
    expected = np.outer(both.sum(axis=1), both.sum(axis=0)) / max(int(both.sum()), 1)
    rows, columns = np.divmod(np.arange(number * number), max(number, 1))
    if not of.seen.directed:
        rows, columns = np.triu_indices(number)
        within = np.diag_indices(number)
        for cells in (both, unknown):
            cells[within] //= 2
        expected[within] /= 2
    return typed_frame(
        {
            "from_group": ("str", [of.groups[row] for row in rows]),
            "to_group": ("str", [of.groups[column] for column in columns]),
            "ties": ("Int64", both[rows, columns].tolist()),
            "expected": ("Float64", expected[rows, columns].tolist()),
            "unknown": ("Int64", [of.seen.if_named(each) for each in unknown[rows, columns]]),
            "without_group": ("Int64", [of.without_group] * len(rows)),
            "response_rate": ("Float64", [of.seen.response_rate] * len(rows)),
        }
    )


def _unknown(of: Grouped) -> Wholes:
    """The ordered pairs, by the groups of both ends, of which nobody told who could have."""
    silent = of.unheard_in
    return np.outer(silent, of.sizes if of.seen.directed else silent) - np.diag(silent)
