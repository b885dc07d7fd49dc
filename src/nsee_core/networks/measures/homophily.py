"""Whether ties stay inside groups or cross them: E-I index, mixing matrix and assortativity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.frames import typed_frame
from nsee_core.networks.measures.groups import Grouped, Numbers, UnknownGroup, grouped, if_known
from nsee_core.networks.measures.undefined import or_missing

__all__ = ["UnknownGroup", "assortativity", "ei_index", "mixing"]

Floats = NDArray[np.float64]

#: Indices that differ by less are one and the same, computed in another order.
_SAME = 1e-12
#: What a network of schools is mixed by, where nothing else is asked for.
_USUAL = ("authority", "role", "school")


def ei_index(
    graph: nx.Graph[Any], by: str = "school", *, permutations: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Whether ties cross the boundaries of groups or stay inside: the E-I index.

    The index is (external - internal) / (external + internal), from -1, where every tie stays
    inside a group, to 1, where every tie crosses (Krackhardt & Stern 1988, "Informal networks and
    organizational crises", Social Psychology Quarterly 51, 123-140). With ``by="school"`` it says
    whether people work between schools or within them.

    Small groups have few to turn to inside, so the index alone says little. The frame gives the
    range that is possible for these group sizes and as many ties, and a permutation test: the
    groups are dealt out anew among the nodes, the ties stay. ``p`` is two-sided, the share of deals
    whose index is as far from their mean as that of the graph, (1 + as far) / (1 + deals).

    Direction: in a directed graph every arc counts, in an undirected one every tie. Weights do not
    count, nor do parallel ties or ties to oneself. In the row of a group, ``external`` are all ties
    with one end in it, whichever way they point, and each internal tie counts once (some programs
    count its two ends, and get a lower index).

    Missing data: nodes without the attribute are set aside with their ties, and counted. Where it
    is known who answered, only pairs that could be observed are possible: in a directed graph those
    whose sender answered, in an undirected one those of which at least one did. Where only the
    share that answered is known, ties are taken as they stand.

    Columns, in order: ``group`` (``str``; missing in the first row, which is the whole graph);
    ``nodes``, ``internal``, ``external`` (``Int64``); ``index`` (``Float64``; missing without
    ties); ``possible_internal``, ``possible_external`` (``Int64``), the pairs that could be tied;
    ``lowest``, ``highest`` (``Float64``), the possible range of the index; ``expected``
    (``Float64``), its mean over the permutations; ``p`` (``Float64``); ``direction`` (``str``):
    ``more internal`` or ``more external`` than expected, or ``as expected``; ``without_group``
    (``Int64``), the nodes set aside; ``unknown`` (``Int64``), the pairs that could not be observed,
    missing where it is not known who answered; ``response_rate`` (``Float64``).

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: the node attribute that names the group: school, authority, role.
        permutations: how many deals; 0 for no test.
        seed: of the deals. The order of the nodes makes no difference to them, their ids do.

    Raises:
        UnknownGroup: no node has this attribute.

    >>> graph = nx.Graph([("p1", "p2"), ("p2", "p3"), ("p3", "p4")])
    >>> nx.set_node_attributes(graph, {"p1": "s1", "p2": "s1", "p3": "s2", "p4": "s2"}, "school")
    >>> ei_index(graph)[["group", "internal", "external", "index", "lowest", "highest"]].round(2)
      group  internal  external  index  lowest  highest
    0   NaN         2         1  -0.33   -0.33      1.0
    1    s1         1         1    0.0     0.0      1.0
    2    s2         1         1    0.0     0.0      1.0
    """
    of = grouped(graph, by)
    internal, external = _inside_and_across(of, of.of)
    index = _index(internal, external)
    inside, across = _pairs(of, of.sizes)
    unknown_inside, unknown_across = _unknown(of)
    possible = inside - unknown_inside, across - unknown_across
    expected, p = _tested(index, _deals(of, permutations, seed))
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
            "direction": ("str", list(map(_direction, index, expected))),
            "without_group": ("Int64", [of.without_group] * rows),
            "unknown": ("Int64", [if_known(of.seen, pairs) for pairs in unknown]),
            "response_rate": ("Float64", [of.seen.response_rate] * rows),
        }
    )


def _inside_and_across(of: Grouped, groups: Numbers) -> tuple[Numbers, Numbers]:
    """How many ties are internal and external: of the whole first, then of each group."""
    number = len(of.groups)
    one, other = groups[of.ties[:, 0]], groups[of.ties[:, 1]]
    inside = np.bincount(one[one == other], minlength=number)
    ends = np.bincount(one, minlength=number) + np.bincount(other, minlength=number)
    internal = np.array([inside.sum(), *inside])
    return internal, np.array([len(one), *(ends - inside)]) - internal


def _index(internal: Numbers, external: Numbers) -> Floats:
    with np.errstate(invalid="ignore"):  # without ties there is no index
        return (external - internal) / (external + internal)


def _furthest(ties: Numbers, possible: Numbers) -> Floats:
    """How far the index could go to one side, if as many ties as possible were on it."""
    return -_index(np.minimum(ties, possible), ties - np.minimum(ties, possible))


def _pairs(of: Grouped, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """The pairs inside and across: in the whole first, then of each group."""
    n = int(sizes.sum())
    ways = 2 if of.seen.directed else 1
    inside, across = ways * sizes * (sizes - 1) // 2, ways * sizes * (n - sizes)
    return np.array([inside.sum(), *inside]), np.array([across.sum() // 2, *across])


def _unknown(of: Grouped) -> tuple[Numbers, Numbers]:
    """The pairs inside and across of which it could not be observed whether they are tied."""
    silent = np.bincount(of.of[of.silent], minlength=len(of.groups))
    if not of.seen.directed:
        return _pairs(of, silent)
    sizes, n, m = of.sizes, len(of.nodes), int(silent.sum())
    inside, sent = silent * (sizes - 1), silent * (n - sizes)
    across = sent + (m - silent) * sizes
    return np.array([inside.sum(), *inside]), np.array([sent.sum(), *across])


def _deals(of: Grouped, permutations: int, seed: int) -> Floats:
    """The indices, whole and by group, of each deal of the groups among the nodes."""
    order = sorted(range(len(of.nodes)), key=lambda place: str(of.nodes[place]))
    dealt, random = np.empty_like(of.of), np.random.default_rng(seed)
    drawn = np.empty((permutations, 1 + len(of.groups)))
    for draw in drawn:
        dealt[order] = random.permutation(of.of[order])
        draw[:] = _index(*_inside_and_across(of, dealt))
    return drawn


def _tested(seen: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """The mean over the deals, and the share of them that is as far from it as what was seen."""
    defined = ~np.isnan(drawn)
    deals = defined.sum(axis=0)
    with np.errstate(invalid="ignore"):  # no deal, no mean
        mean = np.nansum(drawn, axis=0) / deals
    as_far = np.abs(drawn - mean) >= np.abs(seen - mean) - _SAME
    p = (1 + (as_far & defined).sum(axis=0)) / (1 + deals)
    return mean, np.where(np.isnan(seen) | (deals == 0), np.nan, p)


def _direction(index: float, expected: float) -> str | None:
    if np.isnan(index) or np.isnan(expected):
        return None
    if abs(index - expected) < _SAME:
        return "as expected"
    return "more internal" if index < expected else "more external"


def mixing(graph: nx.Graph[Any], by: str = "authority") -> pd.DataFrame:
    """Who is tied to whom, group by group: the mixing matrix, a row for each cell.

    ``expected`` is what there would be if the ends of all m ties were joined at random: for a
    directed graph out(k) in(l) / m, where out(k) arcs leave group k and in(l) come to l; for an
    undirected one d(k) d(l) / 2m between two groups and d(k) d(k) / 4m within one, where d(k) ends
    are in k (Newman 2003, "Mixing patterns in networks", Physical Review E 67, 026126).

    Direction: a directed graph has a row for each ordered pair of groups, an undirected one for
    each pair. Weights, parallel ties and ties to oneself do not count. Missing data: as in
    ``ei_index()``. There are as many rows as pairs of groups, tied or not.

    Columns: ``from_group``, ``to_group`` (``str``), ``ties`` (``Int64``), ``expected``
    (``Float64``).

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: the node attribute that names the group.

    Raises:
        UnknownGroup: no node has this attribute.

    >>> graph = nx.DiGraph([("p1", "p2"), ("p3", "p1")])
    >>> nx.set_node_attributes(graph, {"p1": "moray", "p2": "moray", "p3": "highland"}, "authority")
    >>> mixing(graph)
      from_group  to_group  ties  expected
    0      moray     moray     1       1.0
    1      moray  highland     0       0.0
    2   highland     moray     1       1.0
    3   highland  highland     0       0.0
    """
    of = grouped(graph, by)
    number = len(of.groups)
    cells = of.of[of.ties[:, 0]] * number + of.of[of.ties[:, 1]]
    ties = np.bincount(cells, minlength=number * number).reshape(number, number)
    both = ties if of.seen.directed else ties + ties.T
    expected = np.outer(both.sum(axis=1), both.sum(axis=0)) / max(int(both.sum()), 1)
    rows, columns = np.divmod(np.arange(number * number), max(number, 1))
    if not of.seen.directed:
        rows, columns = np.triu_indices(number)
        within = np.diag_indices(number)
        both[within] //= 2
        expected[within] /= 2
    return typed_frame(
        {
            "from_group": ("str", [of.groups[row] for row in rows]),
            "to_group": ("str", [of.groups[column] for column in columns]),
            "ties": ("Int64", both[rows, columns].tolist()),
            "expected": ("Float64", expected[rows, columns].tolist()),
        }
    )


def assortativity(graph: nx.Graph[Any], by: str | Sequence[str] | None = None) -> pd.DataFrame:
    """How much more than by chance like is tied to like: Newman's coefficient, by attribute.

    With e(k, l) the share of ties from group k to group l, a(k) and b(l) the shares that leave and
    reach a group, the coefficient is (sum e(k, k) - sum a(k) b(k)) / (1 - sum a(k) b(k)): 1 where
    every tie stays inside a group, 0 where ties fall as they would at random. Its standard error is
    the jackknife: the square root of the sum over all ties of (r without it - r) squared (Newman
    2003, "Mixing patterns in networks", Physical Review E 67, 026126).

    Direction: in an undirected graph each tie goes both ways, and is one tie for the jackknife.
    Weights, parallel ties and ties to oneself do not count. Missing data: as in ``ei_index()``.

    Columns, a row for each attribute: ``by`` (``str``); ``groups``, ``ties`` (``Int64``);
    ``coefficient``, ``standard_error`` (``Float64``; missing without ties, or where all of them are
    in one group); ``without_group`` (``Int64``), the nodes set aside; ``response_rate``
    (``Float64``).

    Args:
        graph: any graph; of a bipartite one take the projection.
        by: a node attribute or several; None for those of authority, role and school that any node
            has.

    Raises:
        UnknownGroup: no node has one of the attributes.

    >>> graph = nx.Graph([("p1", "p2"), ("p3", "p4"), ("p2", "p3")])
    >>> nx.set_node_attributes(graph, {"p1": "s1", "p2": "s1", "p3": "s2", "p4": "s2"}, "school")
    >>> assortativity(graph)[["by", "ties", "coefficient", "standard_error"]].round(2)
           by  ties  coefficient  standard_error
    0  school     3         0.33            1.15
    """
    names = _attributes(graph) if by is None else [by] if isinstance(by, str) else by
    found = [grouped(graph, name) for name in names]
    values = [_newman(each) for each in found]
    return typed_frame(
        {
            "by": ("str", names),
            "groups": ("Int64", [len(each.groups) for each in found]),
            "ties": ("Int64", [len(each.ties) for each in found]),
            "coefficient": ("Float64", or_missing(np.array([r for r, _ in values]))),
            "standard_error": ("Float64", or_missing(np.array([error for _, error in values]))),
            "without_group": ("Int64", [each.without_group for each in found]),
            "response_rate": ("Float64", [each.seen.response_rate for each in found]),
        }
    )


def _attributes(graph: nx.Graph[Any]) -> list[str]:
    said = {name for _, attributes in graph.nodes(data=True) for name in attributes}
    return [name for name in _USUAL if name in said]


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


def _coefficient(inside: Numbers, products: Numbers, ties: int) -> Floats:
    """Newman's coefficient, from the ties inside groups and the sum of out(k) in(k)."""
    at_random = products / max(ties, 1) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):  # all ties in one group
        r = (inside / max(ties, 1) - at_random) / (1 - at_random)
    return np.where((products == ties * ties) | (ties <= 0), np.nan, r)
