"""How much more than by chance like is tied to like."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs, text_given
from nsee_core.networks.measures.arrays import Floats, Wholes
from nsee_core.networks.measures.groups import Grouped
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.undefined import or_missing


def assortativity(
    graph: Graphs, by: str | list[str] | tuple[str, ...] = "authority"
) -> pd.DataFrame:
    """How much more than by chance like is tied to like: Newman's coefficient, by attribute.

    With e(k, l) the share of ties from group k to group l, a(k) and b(l) the shares that leave and
    reach a group, the coefficient is (sum e(k, k) - sum a(k) b(k)) / (1 - sum a(k) b(k)): 1 where
    every tie stays inside a group, 0 where ties fall as they would at random. Its standard error is
    the jackknife: the square root of the sum over all ties of (r without it - r) squared (Newman
    2003, "Mixing patterns in networks", Physical Review E 67, 026126).

    Direction: in an undirected graph each tie goes both ways, and is one tie for the jackknife.
    Weights, parallel ties and ties to oneself do not count.

    Missing data: by the rule of ``ei_index()``: ties count that were reported, between nodes that
    have the attribute. ``ties`` is missing where none of these answered.

    Columns, a row for each attribute: ``by`` (``str``); ``groups``, ``ties`` (``Int64``);
    ``coefficient``, ``standard_error`` (``Float64``; missing without ties, or where all of them are
    in one group); ``without_group`` (``Int64``), the nodes set aside; ``response_rate``
    (``Float64``).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.
        by: the node attribute that names the group, or several of them.

    Raises:
        UnknownGroup: no node has one of the attributes.
        TypeError: it is no graph, nor graphs by label; ``by`` is neither a text nor several; or a
            node says several things by one of them.

    >>> graph = nx.Graph([("p1", "p2"), ("p3", "p4"), ("p2", "p3")])
    >>> nx.set_node_attributes(graph, {"p1": "s1", "p2": "s1", "p3": "s2", "p4": "s2"}, "school")
    >>> assortativity(graph, "school")[["by", "ties", "coefficient", "standard_error"]].round(2)
           by  ties  coefficient  standard_error
    0  school     3         0.33            1.15
    """
    names = [*by] if isinstance(by, list | tuple) else [text_given(by, "by")]
    return of_each(graph, lambda one: _coefficients(one, names))


def _coefficients(graph: nx.Graph[Any], names: list[str]) -> pd.DataFrame:
    found = [Grouped.by(graph, name) for name in names]
    values = [_newman(each) for each in found]
    return typed_frame(
        {
            "by": ("str", names),
            "groups": ("Int64", [len(each.groups) for each in found]),
            "ties": ("Int64", list(map(_ties, found))),
            "coefficient": ("Float64", or_missing(np.array([r for r, _ in values]))),
            "standard_error": ("Float64", or_missing(np.array([error for _, error in values]))),
            "without_group": ("Int64", [each.without_group for each in found]),
            "response_rate": ("Float64", [each.seen.response_rate for each in found]),
        }
    )


def _ties(of: Grouped) -> int | None:
    """How many ties were reported; None where nobody answered who could have reported one."""
    untold, every = of.pairs_without(of.silent), of.pairs(of.sizes)
    number = [int(inside[0] + across[0]) for inside, across in (untold, every)]
    return None if number[0] and number[0] == number[1] else len(of.ties)


def _newman(of: Grouped) -> tuple[float, float]:
    """The coefficient and its standard error, from how both change as each tie is left out."""
    ways = [of.ties] if of.seen.directed else [of.ties, of.ties[:, ::-1]]
    one, other = of.of[np.concatenate(ways)].T
    number, ties = len(of.groups), len(of.ties)
    out, into = np.bincount(one, minlength=number), np.bincount(other, minlength=number)
    alike, both = (one == other)[:ties], int(out @ into)
    one, other = one[:ties], other[:ties]
    if of.seen.directed:
        inside = alike.sum()
        products = both - into[one] - out[other] + alike
    else:
        inside = 2 * alike.sum()
        products = both - 2 * (out[one] + out[other]) + 2 + 2 * alike
    r = _coefficient(np.array([inside]), np.array([both]), len(ways) * ties)[0]
    without = _coefficient(inside - len(ways) * alike, products, len(ways) * (ties - 1))
    return float(r), float(np.sqrt(((without - r) ** 2).sum()))


def _coefficient(inside: Wholes, products: Wholes, ties: int) -> Floats:
    """Newman's coefficient, from the ties inside groups and the sum of out(k) in(k)."""
    at_random = products / max(ties, 1) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):  # all ties in one group
        r = (inside / max(ties, 1) - at_random) / (1 - at_random)
    return np.where((products == ties * ties) | (ties <= 0), np.nan, r)
