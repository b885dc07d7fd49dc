"""Whether ties cross the boundaries of groups: external against internal ones."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.given import whole_number
from nsee_core.networks.measures.arrays import Floats, Wholes
from nsee_core.networks.measures.groups import Grouped
from nsee_core.networks.measures.permuting import MOST, NoPermutations, deals
from nsee_core.networks.measures.undefined import or_missing

#: Indices that differ by less are one and the same, computed in another order.
_SAME = 1e-12


def ei_index(
    graph: nx.Graph[Any], by: str = "authority", *, permutations: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Whether ties cross the boundaries of groups or stay inside: the E-I index.

    The index is (external - internal) / (external + internal), from -1, where every tie stays
    inside a group, to 1, where every tie crosses (Krackhardt & Stern 1988, "Informal networks and
    organizational crises", Social Psychology Quarterly 51, 123-140). By ``authority`` it
    says whether people work between authorities or within them, and by ``school``, between schools.

    Small groups have few to turn to inside, so the index alone says little. The frame gives the
    range that is possible for these group sizes and as many ties, and a permutation test: the
    groups are dealt out anew among the nodes, the ties stay. ``p`` is two-sided, the share of deals
    whose index is as far from their mean as that of the graph. It is exact where there are no more
    deals than ``permutations``, for then each is taken once; otherwise it is that of deals at
    random, (1 + as far) / (1 + deals), as the graph's own is one of them.

    Direction: in a directed graph every arc counts, in an undirected one every tie. Weights do not
    count, nor do parallel ties or ties to oneself. In the row of a group, ``external`` are all ties
    with one end in it, whichever way they point, and each internal tie counts once (some programs
    count its two ends, and get a lower index).

    Missing data: nodes without the attribute are set aside with their ties, and counted. Where
    nothing is said of answering, or it is not known who answered, the ties that were reported are
    taken as they stand. Where it is named who answered, only pairs that could be observed count and
    are possible: in a directed graph those whose sender answered, in an undirected one those of
    which at least one did.

    Columns, in order: ``group`` (``str``; missing in the first row, which is the whole graph);
    ``nodes``, ``internal``, ``external`` (``Int64``); ``index`` (``Float64``; missing without
    ties); ``possible_internal``, ``possible_external`` (``Int64``), the pairs that could be tied;
    ``lowest``, ``highest`` (``Float64``), the possible range of the index; ``expected``
    (``Float64``), its mean over the deals; ``p`` (``Float64``); ``exact`` (``boolean``), whether
    those are all there are (both missing without a test); ``direction`` (``str``):
    ``more internal`` or ``more external`` than expected, or ``as expected``; ``without_group``
    (``Int64``), the nodes set aside; ``unknown`` (``Int64``), the pairs that could not be observed,
    missing where it is not known who answered; ``response_rate`` (``Float64``).

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: the node attribute that names the group: school, authority, role.
        permutations: how many deals to take at most; where there are no more, all are. 0 for no
            test.
        seed: of the deals. The order of the nodes makes no difference to them, their ids do.

    Raises:
        UnknownGroup: no node has this attribute.
        NoPermutations: ``permutations`` is no whole number of 0 or more.
        TypeError: it is no graph, or ``by`` no text.
        UnusableNumber: ``seed`` is no whole number of 0 or more.

    >>> graph = nx.Graph([("p1", "p2"), ("p2", "p3"), ("p3", "p4")])
    >>> nx.set_node_attributes(graph, {"p1": "s1", "p2": "s1", "p3": "s2", "p4": "s2"}, "school")
    >>> frame = ei_index(graph, "school")
    >>> frame[["group", "internal", "external", "index", "lowest", "highest"]].round(2)
      group  internal  external  index  lowest  highest
    0   NaN         2         1  -0.33   -0.33      1.0
    1    s1         1         1    0.0     0.0      1.0
    2    s2         1         1    0.0     0.0      1.0
    """
    of = Grouped.by(graph, by)
    most = whole_number(permutations, "permutations", refusal=NoPermutations, most=MOST)
    internal, external = _inside_and_across(of, of.of)
    index = _index(internal, external)
    inside, across = _pairs(of, of.sizes)
    unknown_inside, unknown_across = _unknown(of)
    possible = inside - unknown_inside, across - unknown_across
    drawn, exact = _dealt(of, most, whole_number(seed, "seed"))
    expected, p = _tested(index, drawn, exact=exact)
    rows = len(index)
    unknown = (unknown_inside + unknown_across).tolist()
    return typed_frame(
        {
            "group": ("str", [None, *of.groups]),
            "nodes": ("Int64", [len(of.nodes), *of.sizes.tolist()]),
            "internal": ("Int64", internal.tolist()),
            "external": ("Int64", external.tolist()),
            "index": ("Float64", or_missing(index)),
            "possible_internal": ("Int64", possible[0].tolist()),
            "possible_external": ("Int64", possible[1].tolist()),
            "lowest": ("Float64", or_missing(-_furthest(internal + external, possible[0]))),
            "highest": ("Float64", or_missing(_furthest(internal + external, possible[1]))),
            "expected": ("Float64", or_missing(expected)),
            "p": ("Float64", or_missing(p)),
            "exact": ("boolean", [None if np.isnan(each) else exact for each in p]),
            "direction": ("str", list(map(_direction, index, expected))),
            "without_group": ("Int64", [of.without_group] * rows),
            "unknown": ("Int64", [of.seen.if_named(pairs) for pairs in unknown]),
            "response_rate": ("Float64", [of.seen.response_rate] * rows),
        }
    )


def _inside_and_across(of: Grouped, groups: Wholes) -> tuple[Wholes, Wholes]:
    """How many ties are internal and external: of the whole first, then of each group."""
    number = len(of.groups)
    one, other = groups[of.ties[:, 0]], groups[of.ties[:, 1]]
    inside = np.bincount(one[one == other], minlength=number)
    ends = np.bincount(one, minlength=number) + np.bincount(other, minlength=number)
    internal = np.array([inside.sum(), *inside])
    return internal, np.array([len(one), *(ends - inside)]) - internal


def _index(internal: Wholes, external: Wholes) -> Floats:
    with np.errstate(invalid="ignore"):  # without ties there is no index
        return (external - internal) / (external + internal)


def _furthest(ties: Wholes, possible: Wholes) -> Floats:
    """How far the index could go to one side, if as many ties as possible were on it."""
    return -_index(np.minimum(ties, possible), ties - np.minimum(ties, possible))


def _pairs(of: Grouped, sizes: Wholes) -> tuple[Wholes, Wholes]:
    """The pairs inside and across: in the whole first, then of each group."""
    n = int(sizes.sum())
    ways = 2 if of.seen.directed else 1
    inside, across = ways * sizes * (sizes - 1) // 2, ways * sizes * (n - sizes)
    return np.array([inside.sum(), *inside]), np.array([across.sum() // 2, *across])


def _unknown(of: Grouped) -> tuple[Wholes, Wholes]:
    """The pairs inside and across of which it could not be observed whether they are tied."""
    silent = of.unheard_in
    if not of.seen.directed:
        return _pairs(of, silent)
    sizes, n, m = of.sizes, len(of.nodes), int(silent.sum())
    inside, sent = silent * (sizes - 1), silent * (n - sizes)
    across = sent + (m - silent) * sizes
    return np.array([inside.sum(), *inside]), np.array([sent.sum(), *across])


def _dealt(of: Grouped, permutations: int, seed: int) -> tuple[Floats, bool]:
    """The indices, whole and by group, of the deals of the groups; and whether those are all."""
    by_id = np.argsort(np.array(list(map(str, of.nodes)), np.str_), kind="stable")
    place = np.argsort(by_id)
    dealt, exact = deals(of.of[by_id], permutations=permutations, seed=seed)
    drawn = [_index(*_inside_and_across(of, deal[place])) for deal in dealt]
    return np.array(drawn, np.float64).reshape(-1, 1 + len(of.groups)), exact


def _tested(seen: Floats, drawn: Floats, *, exact: bool) -> tuple[Floats, Floats]:
    """The mean over the deals, and the share of them that is as far from it as what was seen."""
    defined = ~np.isnan(drawn)
    number = defined.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):  # no deal, no mean and no share
        mean = np.nansum(drawn, axis=0) / number
        as_far = defined & (np.abs(drawn - mean) >= np.abs(seen - mean) - _SAME)
        itself = 0 if exact else 1
        p = (itself + as_far.sum(axis=0)) / (itself + number)
    return mean, np.where(np.isnan(seen) | (number == 0), np.nan, p)


def _direction(index: float, expected: float) -> str | None:
    if np.isnan(index) or np.isnan(expected):
        return None
    if abs(index - expected) < _SAME:
        return "as expected"
    return "more internal" if index < expected else "more external"
