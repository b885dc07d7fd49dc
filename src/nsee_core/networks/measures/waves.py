"""What became of the ties from one wave to the next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import (
    Graphs,
    graph_given,
    graphs_given,
    text_given,
    whole_number,
)
from nsee_core.networks.measures.attributes import one_said
from nsee_core.networks.measures.comparability import comparable
from nsee_core.networks.measures.compared_waves import ComparedWaves
from nsee_core.networks.measures.permuting import MOST, NoPermutations
from nsee_core.networks.measures.stacking import told_of

_COLUMNS = {
    "earlier": "str",
    "later": "str",
    "nodes": "Int64",
    "joined": "Int64",
    "left": "Int64",
    "between": "str",
    "without_group": "Int64",
    "regrouped": "Int64",
    "response_rate_earlier": "Float64",
    "response_rate_later": "Float64",
    "density_earlier": "Float64",
    "density_later": "Float64",
    "pairs": "Int64",
    "why_missing": "str",
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


def change(
    earlier: Graphs,
    later: nx.Graph[Any] | None = None,
    *,
    permutations: int = 1000,
    seed: int = 0,
    on_shared_roster: bool = False,
    between: str | None = None,
) -> pd.DataFrame:
    """What became of the ties between two waves, one row a comparison.

    Ties are counted, not their weights, and none to oneself. With ``between="school"`` only ties
    between two schools count, and all that is said is of the pairs of people of different schools:
    whether such ties became more is ``density_change``, and how sure that is, ``density_p``.

    Missing data: where nothing is said of answering, the ties of a wave are taken as they stand.
    Where it is named who answered, counted are only the pairs of which it would be known in both
    waves whatever the answer was, so that nothing is new or lost on account of those who did not:
    the pairs whose sender answered in both; without direction, of which in each wave one of the two
    answered. A school of which only some answered is no such sender: what it did not report is not
    known, and to count only what it did would make of every such tie one that was kept. So waves of
    schools are best compared as waves of people, ``between="school"``. Where of a wave it is not
    known who answered, there is no such pair. Without a pair what changed is missing, and
    ``why_missing`` says why.

    The columns, Int64 and Float64 where nothing else is said; what would be divided by nothing is
    missing:

    - ``earlier``, ``later`` (str): the labels of the mapping, or the ids of the surveys, or the
      periods that ``collaboration()`` was asked of.
    - ``nodes``: how many are compared; ``joined``, ``left``: how many are not, since they are on
      the roster of the later or the earlier wave only (0 unless ``on_shared_roster``).
    - ``between`` (str): as it was asked for; ``without_group``, how many are not compared, since a
      wave does not say of their group, and ``regrouped``, since the waves say of two. They are set
      aside with their ties: what they moved between groups is no tie that began or ended. All three
      are missing where ``between`` is.
    - ``response_rate_earlier``, ``response_rate_later``: of the whole wave, as the graph
      states it or else of its nodes.
    - ``density_earlier``, ``density_later``: the share of ``pairs`` that is tied in each wave. It
      is not that of ``cohesion()``, which is over all who answered in that wave.
    - ``pairs``: how many could be seen in both waves; of them ``kept``, ``new`` and ``lost`` are
      tied in both, in the later only and in the earlier only. ``why_missing`` (str): where there
      are none, why.
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
      With ``between``, each node takes the place of one of its own group: so the pairs remain those
      between groups, and two groups remain tied as often as they were. What is tested is whether it
      is the same members of the groups who are tied, not whether it is the same groups, which is no
      wonder where a few schools work together. Missing where every group is of one.

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
        between: the node attribute that names the group, such as ``"school"`` or ``"authority"``,
            where only ties between two groups are to count. None for all ties.

    Raises:
        NotComparable: the rosters differ, or one wave has none, or what was asked differs, or what
            counts as a tie, or one has direction and one not.
        NoPermutations: ``permutations`` is no whole number of 0 or more.
        TypeError: there is one wave and nothing to compare it with, or several and one more; or one
            is no graph, or a label no text; or ``between`` is none, or a node says several things
            by it.
        UnknownGroup: of a wave, no node has the attribute ``between``.
        UnusableNumber: ``seed`` is no whole number of 0 or more.

    >>> before = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    >>> after = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "a")])
    >>> change(before, after)[["kept", "new", "lost", "jaccard", "qap_p", "exact"]]
       kept  new  lost  jaccard  qap_p  exact
    0     2    1     1      0.5    0.5   True
    """
    orders = whole_number(permutations, "permutations", refusal=NoPermutations, most=MOST)
    dice = whole_number(seed, "seed")
    by = None if between is None else text_given(between, "between")
    rows = []
    for (before, one), (after, other) in pairwise(_labelled(earlier, later)):
        with told_of(*(str(label) for label in (before, after) if later is None)):
            comparable(one, other, on_shared_roster=on_shared_roster)
            row = ComparedWaves.of(one, other, by).row(orders, dice)
        rows.append({"earlier": before, "later": after, **row})
    return typed_frame(
        {name: (dtype, [row.get(name) for row in rows]) for name, dtype in _COLUMNS.items()}
    )


def _labelled(
    earlier: Graphs, later: nx.Graph[Any] | None
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
    return [(_called(graph), graph) for graph in (one, graph_given(later))]


def _called(graph: nx.Graph[Any]) -> str | None:
    """The survey that a graph is of, or the period."""
    said = (one_said(graph, name) for name in ("survey", "during"))
    return next((str(each) for each in said if each is not None), None)
