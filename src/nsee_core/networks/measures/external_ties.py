"""Whether ties cross the boundaries of groups: external against internal ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import Graphs, whole_number
from nsee_core.networks.measures.arrays import Flags, Floats, Wholes
from nsee_core.networks.measures.groups import Grouped
from nsee_core.networks.measures.permuting import MOST, NoPermutations, deals
from nsee_core.networks.measures.stacking import of_each
from nsee_core.networks.measures.undefined import or_missing

#: Indices that differ by less are one and the same, computed in another order.
_SAME = 1e-12


def ei_index(
    graph: Graphs, by: str = "authority", *, permutations: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Whether ties cross the boundaries of groups or stay inside: the E-I index.

    The index is (external - internal) / (external + internal), from -1, where every tie stays
    inside a group, to 1, where every tie crosses (Krackhardt & Stern 1988, "Informal networks and
    organizational crises", Social Psychology Quarterly 51, 123-140). By ``authority`` it
    says whether people work between authorities or within them, and by ``school``, between schools.

    Small groups have few to turn to inside, so the index alone says little. The frame gives the
    range that is possible for these group sizes and as many ties, and a permutation test: the
    groups are dealt out anew among the nodes, the ties stay. ``expected`` is the index of all pairs
    that there are, tied or not: that of a tie that is as likely to fall on any. Of the whole graph
    it is the exact mean over all deals, for in these each tie is as likely to fall on any pair. Of
    a group, how many ties touch it varies with the deal, and the mean of the ratio has no closed
    form; ``expected`` is the ratio of the means, and the mean for any given number of ties that
    fall at random. ``p`` is two-sided, the share of deals whose index is as far from ``expected``
    as that of the graph: what is measured from is the same in each deal, and does not hang on which
    were drawn, so that no deal comes to be as far, or no longer is, with another ``seed``. It is
    exact where there are no more deals than ``permutations``, for then each is taken once;
    otherwise it is that of deals at random, (1 + as far) / (1 + deals), as the graph's own is one
    of them.

    Direction: in a directed graph every arc counts, in an undirected one every tie. Weights do not
    count, nor do parallel ties or ties to oneself. In the row of a group, ``external`` are all ties
    with one end in it, whichever way they point, and each internal tie counts once (some programs
    count its two ends, and get a lower index).

    Missing data: nodes without the attribute are set aside with their ties, and counted. The ties
    that were reported are taken as they stand, those of schools in part too. Where it is named who
    answered, possible are only the pairs of which it is known whether they are tied: those that
    are, and those whose sender answered as a whole, in an undirected graph one of the two. A count
    is missing, and the index with it, where nobody answered who could have told of such a tie.

    Columns, in order: ``group`` (``str``; missing in the first row, which is the whole graph);
    ``nodes``, ``internal``, ``external`` (``Int64``); ``index`` (``Float64``; missing without
    ties); ``possible_internal``, ``possible_external`` (``Int64``), the pairs that could be tied;
    ``lowest``, ``highest`` (``Float64``), the possible range of the index; ``expected``
    (``Float64``), that of all pairs; ``p`` (``Float64``); ``exact`` (``boolean``), whether
    those are all there are (both missing without a test); ``direction`` (``str``):
    ``more internal`` or ``more external`` than expected, or ``as expected``; ``without_group``
    (``Int64``), the nodes set aside; ``unknown`` (``Int64``), the pairs of which it is not known
    whether they are tied, missing where it is not known who answered; ``response_rate``
    (``Float64``).

    Args:
        graph: any graph, or several by label, as ``waves()`` gives them: then a first column
            ``graph`` (``str``) says of which a row is.
            Of a bipartite one take the projection.
        by: the node attribute that names the group: school, authority, role.
        permutations: how many deals to take at most; where there are no more, all are. 0 for no
            test.
        seed: of the deals. The order of the nodes makes no difference to them, their ids do.

    Raises:
        UnknownGroup: no node has this attribute.
        NoPermutations: ``permutations`` is no whole number of 0 or more.
        TypeError: it is no graph, nor graphs by label; ``by`` is no text; or a node says several
            things by it.
        UnusableNumber: ``seed`` is no whole number of 0 or more.

    >>> import networkx as nx
    >>> graph = nx.Graph([("p1", "p2"), ("p2", "p3"), ("p3", "p4")])
    >>> nx.set_node_attributes(graph, {"p1": "s1", "p2": "s1", "p3": "s2", "p4": "s2"}, "school")
    >>> frame = ei_index(graph, "school")
    >>> frame[["group", "internal", "external", "index", "lowest", "highest"]].round(2)
      group  internal  external  index  lowest  highest
    0   NaN         2         1  -0.33   -0.33      1.0
    1    s1         1         1    0.0     0.0      1.0
    2    s2         1         1    0.0     0.0      1.0
    """
    most = whole_number(permutations, "permutations", refusal=NoPermutations, most=MOST)
    dice = whole_number(seed, "seed")
    return of_each(graph, lambda one: _indices(Grouped.by(one, by), most, dice))


def _indices(of: Grouped, permutations: int, seed: int) -> pd.DataFrame:
    """The index of the whole graph and of each group, with the test of it."""
    pairs, ties = of.pairs(of.sizes), of.inside_and_across(of.ties, of.of)
    unheard, beyond = of.pairs_without(of.unheard), of.inside_and_across(of.beyond, of.of)
    unknown = [hidden - tied for hidden, tied in zip(unheard, beyond, strict=True)]
    possible = [every - hidden for every, hidden in zip(pairs, unknown, strict=True)]
    told = [
        (hidden == 0) | (hidden < every)
        for hidden, every in zip(of.pairs_without(of.silent), pairs, strict=True)
    ]
    index = np.where(told[0] & told[1], _index(*ties), np.nan)
    touching = ties[0] + ties[1]
    lowest, highest = -_furthest(touching, possible[0]), _furthest(touching, possible[1])
    drawn, exact = _dealt(of, permutations, seed)
    expected, p = _tested(index, _index(*pairs), drawn, exact=exact)
    rows = len(index)
    return typed_frame(
        {
            "group": ("str", [None, *of.groups]),
            "nodes": ("Int64", [len(of.nodes), *of.sizes.tolist()]),
            "internal": ("Int64", _where(told[0], ties[0])),
            "external": ("Int64", _where(told[1], ties[1])),
            "index": ("Float64", or_missing(index)),
            "possible_internal": ("Int64", possible[0].tolist()),
            "possible_external": ("Int64", possible[1].tolist()),
            "lowest": ("Float64", or_missing(np.where(np.isnan(index), np.nan, lowest))),
            "highest": ("Float64", or_missing(np.where(np.isnan(index), np.nan, highest))),
            "expected": ("Float64", or_missing(expected)),
            "p": ("Float64", or_missing(p)),
            "exact": ("boolean", [None if np.isnan(each) else exact for each in p]),
            "direction": ("str", list(map(_direction, index, expected))),
            "without_group": ("Int64", [of.without_group] * rows),
            "unknown": ("Int64", list(map(of.seen.if_named, (unknown[0] + unknown[1]).tolist()))),
            "response_rate": ("Float64", [of.seen.response_rate] * rows),
        }
    )


def _where(told: Flags, counts: Wholes) -> list[int | None]:
    """Counts, and None in the place of those of pairs of which nobody could have told."""
    return [count if heard else None for heard, count in zip(told, counts.tolist(), strict=True)]


def _index(internal: Wholes, external: Wholes) -> Floats:
    with np.errstate(invalid="ignore"):  # without ties there is no index
        return (external - internal) / (external + internal)


def _furthest(ties: Wholes, possible: Wholes) -> Floats:
    """How far the index could go to one side, if as many ties as possible were on it."""
    return -_index(np.minimum(ties, possible), ties - np.minimum(ties, possible))


def _dealt(of: Grouped, permutations: int, seed: int) -> tuple[Floats, bool]:
    """The indices, whole and by group, of the deals of the groups; and whether those are all."""
    by_id = np.argsort(np.array(list(map(str, of.nodes)), np.str_), kind="stable")
    place = np.argsort(by_id)
    dealt, exact = deals(of.of[by_id], permutations=permutations, seed=seed)
    drawn = [_index(*of.inside_and_across(of.ties, deal[place])) for deal in dealt]
    return np.array(drawn, np.float64).reshape(-1, 1 + len(of.groups)), exact


def _tested(seen: Floats, expected: Floats, drawn: Floats, *, exact: bool) -> tuple[Floats, Floats]:
    """What is expected, and the share of deals that is as far from it as what was seen."""
    defined = ~np.isnan(drawn)
    as_far = defined & (np.abs(drawn - expected) >= np.abs(seen - expected) - _SAME)
    itself, number = 0 if exact else 1, defined.sum(axis=0)
    untested = np.isnan(seen) | (number == 0)
    p = (itself + as_far.sum(axis=0)) / np.maximum(itself + number, 1)
    return np.where(number == 0, np.nan, expected), np.where(untested, np.nan, p)


def _direction(index: float, expected: float) -> str | None:
    if np.isnan(index) or np.isnan(expected):
        return None
    if abs(index - expected) < _SAME:
        return "as expected"
    return "more internal" if index < expected else "more external"
