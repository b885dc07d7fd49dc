"""What became of the ties from one wave to the next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import isnan
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.given import graph_given, graphs_given, whole_number
from nsee_core.networks.measures.arrays import Indices
from nsee_core.networks.measures.comparability import comparable
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.overlapping import Overlap, Ties, overlap
from nsee_core.networks.measures.permuting import MOST, NoPermutations, Permuted, permuted, swapped

_COLUMNS = {
    "earlier": "str",
    "later": "str",
    "nodes": "Int64",
    "joined": "Int64",
    "left": "Int64",
    "response_rate_earlier": "Float64",
    "response_rate_later": "Float64",
    "density_earlier": "Float64",
    "density_later": "Float64",
    "pairs": "Int64",
    "kept": "Int64",
    "new": "Int64",
    "lost": "Int64",
    "jaccard": "Float64",
    "hamming": "Int64",
    "density_change": "Float64",
    "density_p": "Float64",
    "qap": "Float64",
    "qap_p": "Float64",
    "permutations": "Int64",
    "exact": "boolean",
}


#: What became of ties where that is not known.
_NOTHING = dict.fromkeys(("kept", "new", "lost", "jaccard", "hamming", "density_change"))


def change(
    earlier: nx.Graph[Any] | Mapping[str, nx.Graph[Any]],
    later: nx.Graph[Any] | None = None,
    *,
    permutations: int = 1000,
    seed: int = 0,
    on_shared_roster: bool = False,
) -> pd.DataFrame:
    """What became of the ties between two waves, one row a comparison.

    Ties are counted, not their weights, and none to oneself.

    Missing data: where nothing is said of answering, the ties of a wave are taken as they stand.
    Where it is named who answered, counted are only the pairs of which it could be seen in both
    waves whether they are tied, so that nothing is new or lost on account of those who did not: the
    pairs whose sender answered in both; without direction, of which in each wave one of the two
    answered. Where of a wave that is not known, no pair could, and what changed is missing.

    The columns, Int64 and Float64 where nothing else is said; what would be divided by nothing is
    missing:

    - ``earlier``, ``later`` (str): the labels of the mapping, or the ids of the surveys.
    - ``nodes``: how many are compared; ``joined``, ``left``: how many are not, since they are on
      the roster of the later or the earlier wave only (0 unless ``on_shared_roster``).
    - ``response_rate_earlier``, ``response_rate_later``: of the whole wave, as the graph
      states it or else of its nodes.
    - ``density_earlier``, ``density_later``: ties by pairs, of what could be seen in that wave.
      They may differ because others answered; ``density_change`` does not.
    - ``pairs``: how many could be seen in both waves; of them ``kept``, ``new`` and ``lost`` are
      tied in both, in the later only and in the earlier only.
    - ``jaccard``: kept / (kept + new + lost) (Jaccard 1912), by which Snijders, van de Bunt and
      Steglich 2010 judge whether two waves are near enough for a model of change.
    - ``hamming``: new + lost (Hamming 1950).
    - ``density_change``: (new - lost) / pairs. ``density_p``: its two-sided p-value, if each
      respondent's answers in the two waves might as well be exchanged. It is exact, and takes
      respondents to answer independently of each other. It is missing without direction: a tie
      then belongs to two, and no exchange leaves the pairs of others alone.
    - ``qap``: the correlation of the two matrices of ties, over the pairs seen in both, and
      ``qap_p``: how often it would be as large or larger if the nodes of the later wave stood in
      other places, rows and columns together (the quadratic assignment procedure: Hubert and
      Schultz 1976, Krackhardt 1988). What is unknown goes with its node. A small value says that
      the waves are alike, not that anything changed. ``permutations``: of how many orders;
      ``exact`` (boolean): whether those are all. Missing where a wave has no tie, or every one.

    Args:
        earlier: a wave, or several in order by label, as ``waves()`` gives them: then each is
            compared with the one before.
        later: the wave to compare it with; nothing where the first argument is several.
        permutations: how many orders to take at most; where there are no more, all are. 0 for no
            test.
        seed: where the random orders begin; the same seed gives the same.
        on_shared_roster: whether to compare only those on the roster of both, where the rosters
            differ. Above people that is refused where other people were asked: the ties of a
            school are those of all its people, and of those who were asked once they cannot be
            taken out again.

    Raises:
        NotComparable: the rosters differ, or one wave has none, or what was asked differs, or one
            has direction and one not.
        NoPermutations: ``permutations`` is no whole number of 0 or more.
        TypeError: there is one wave and nothing to compare it with, or several and one more; or one
            is no graph.
        UnusableNumber: ``seed`` is no whole number of 0 or more.

    >>> before = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    >>> after = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "a")])
    >>> change(before, after)[["kept", "new", "lost", "jaccard", "qap_p", "exact"]]
       kept  new  lost  jaccard  qap_p  exact
    0     2    1     1      0.5    0.5   True
    """
    orders = whole_number(permutations, "permutations", refusal=NoPermutations, most=MOST)
    dice = whole_number(seed, "seed")
    rows = [
        {"earlier": before, "later": after}
        | _compared(one, other, orders, dice, on_shared_roster=on_shared_roster)
        for (before, one), (after, other) in pairwise(_labelled(earlier, later))
    ]
    return typed_frame(
        {name: (dtype, [row[name] for row in rows]) for name, dtype in _COLUMNS.items()}
    )


def _labelled(
    earlier: nx.Graph[Any] | Mapping[str, nx.Graph[Any]], later: nx.Graph[Any] | None
) -> list[tuple[str | None, nx.Graph[Any]]]:
    if isinstance(earlier, Mapping):
        if later is not None:
            msg = "give two waves or one mapping of waves, not both"
            raise TypeError(msg)
        return list(graphs_given(earlier).items())
    one = graph_given(earlier)
    if later is None:
        msg = "give a later wave to compare with, or a mapping of waves"
        raise TypeError(msg)
    return [(graph.graph.get("survey"), graph) for graph in (one, graph_given(later))]


def _compared(
    earlier: nx.Graph[Any],
    later: nx.Graph[Any],
    permutations: int,
    seed: int,
    *,
    on_shared_roster: bool,
) -> dict[str, Any]:
    comparable(earlier, later, on_shared_roster=on_shared_roster)
    nodes = [node for node in earlier if node in later]
    seen, seen_later = (Observed.of(graph) for graph in (earlier, later))
    one, other = (Ties.of(wave, nodes) for wave in (seen, seen_later))
    shared = overlap(one, other, np.arange(len(nodes)))
    qap = None if isnan(shared.correlation) else shared.correlation
    test = None if qap is None or permutations == 0 else _tested(one, other, permutations, seed)
    return {
        "nodes": len(nodes),
        "joined": len(later) - len(nodes),
        "left": len(earlier) - len(nodes),
        "response_rate_earlier": seen.response_rate,
        "response_rate_later": seen_later.response_rate,
        "density_earlier": one.density,
        "density_later": other.density,
        "pairs": shared.pairs // one.ways,
        **(_NOTHING if seen.nameless or seen_later.nameless else _outcomes(shared, one.ways)),
        "density_p": _density_p(one, other) if one.directed and shared.pairs else None,
        "qap": qap,
        "qap_p": None if test is None else test.at_least,
        "permutations": None if test is None else len(test.values),
        "exact": None if test is None else test.exact,
    }


def _outcomes(shared: Overlap, ways: int) -> dict[str, Any]:
    pairs, before, after, kept = (count // ways for count in shared)
    new, lost = after - kept, before - kept
    return {
        "kept": kept,
        "new": new,
        "lost": lost,
        "jaccard": kept / (kept + new + lost) if before or after else None,
        "hamming": new + lost,
        "density_change": (new - lost) / pairs if pairs else None,
    }


def _density_p(one: Ties, other: Ties) -> float:
    return swapped((other.given() - one.given())[one.whole & other.whole])


def _tested(one: Ties, other: Ties, permutations: int, seed: int) -> Permuted:
    def correlation(places: Indices) -> float:
        return overlap(one, other, places).correlation

    return permuted(correlation, one.n, permutations=permutations, seed=seed)
