"""Who is tied to whom, group by group: the mixing matrix."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs
from nsee_core.networks.measures.arrays import Flags, Wholes
from nsee_core.networks.measures.groups import Grouped
from nsee_core.networks.measures.stacking import of_each


def mixing(graph: Graphs, by: str = "authority") -> pd.DataFrame:
    """Who is tied to whom, group by group: the mixing matrix, a row for each cell.

    ``expected`` is what there would be if the ends of all m ties were joined at random: for a
    directed graph out(k) in(l) / m, where out(k) arcs leave group k and in(l) come to l; for an
    undirected one d(k) d(l) / 2m between two groups and d(k) d(k) / 4m within one, where d(k) ends
    are in k (Newman 2003, "Mixing patterns in networks", Physical Review E 67, 026126).

    Direction: a directed graph has a row for each ordered pair of groups, an undirected one for
    each pair. Weights, parallel ties and ties to oneself do not count. There are as many rows as
    pairs of groups, tied or not.

    Missing data: by the rule of ``ei_index()``: ties count that were reported, between nodes that
    have the attribute. ``unknown`` says cell by cell of how many pairs it is not known whether they
    are tied. ``ties`` of a cell are missing where nobody answered who could have reported one.

    Columns: ``from_group``, ``to_group`` (``str``); ``ties`` (``Int64``); ``expected``
    (``Float64``); ``unknown`` (``Int64``, missing where it is not known who answered);
    ``without_group`` (``Int64``), the nodes set aside; ``response_rate`` (``Float64``).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
        by: the node attribute that names the group.

    Raises:
        UnknownGroup: no node has this attribute.
        TypeError: it is no graph, nor graphs by label; ``by`` is no text; or a node says several
            things by it.

    >>> import networkx as nx
    >>> graph = nx.DiGraph([("p1", "p2"), ("p3", "p1")])
    >>> nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray", "p3": "highland"}, "authority")
    >>> mixing(graph)[["from_group", "to_group", "ties", "expected"]]
      from_group  to_group  ties  expected
    0      moray     moray     1       1.0
    1      moray  highland     0       0.0
    2   highland     moray     1       1.0
    3   highland  highland     0       0.0
    """
    return of_each(graph, lambda one: _cells(Grouped.by(one, by)))


def _cells(of: Grouped) -> pd.DataFrame:
    number = len(of.groups)
    both = _in_cells(of, of.ties)
    unknown = _untold(of, of.unheard) - _in_cells(of, of.beyond)
    silent = _untold(of, of.silent)
    told = (silent == 0) | (silent < np.outer(of.sizes, of.sizes) - np.diag(of.sizes))
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
            "ties": (
                "Int64",
                [
                    int(both[cell]) if told[cell] else None
                    for cell in zip(rows, columns, strict=True)
                ],
            ),
            "expected": ("Float64", expected[rows, columns].tolist()),
            "unknown": ("Int64", [of.seen.if_named(each) for each in unknown[rows, columns]]),
            "without_group": ("Int64", [of.without_group] * len(rows)),
            "response_rate": ("Float64", [of.seen.response_rate] * len(rows)),
        }
    )


def _in_cells(of: Grouped, ties: Wholes) -> Wholes:
    """How many ties there are, by the groups of both ends; without direction each both ways."""
    number = len(of.groups)
    cells = of.of[ties[:, 0]] * number + of.of[ties[:, 1]]
    counts = np.bincount(cells, minlength=number * number).reshape(number, number)
    return counts if of.seen.directed else counts + counts.T


def _untold(of: Grouped, quiet: Flags) -> Wholes:
    """The ordered pairs, by the groups of both ends, of which only some nodes could tell."""
    number = of.number_in(quiet)
    return np.outer(number, of.sizes if of.seen.directed else number) - np.diag(number)
