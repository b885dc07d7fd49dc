"""What became of the ties from wave to wave, as a figure says it and as ``change()`` counts it."""

from __future__ import annotations

import re
from itertools import permutations
from typing import Any, TypeAlias

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks import change
from nsee_core.plots import describe, waves_side_by_side
from nsee_core.plots.maps.changes import Changed, Wave

Graph: TypeAlias = "nx.Graph[Any]"
PEOPLE = "abcd"
STATES = ("silent about it", "names in nodes", "names in graph", "only a rate")
pairs = st.sets(st.sampled_from(list(permutations(PEOPLE, 2))))


@st.composite
def waves(draw: st.DrawFn) -> dict[str, Graph]:
    """Two waves of the same people, in any of the states of who answered."""
    directed = draw(st.booleans())
    found: dict[str, Graph] = {}
    for name in ("1", "2"):
        graph: Graph = nx.DiGraph() if directed else nx.Graph()
        graph.add_nodes_from(PEOPLE)
        graph.add_edges_from(draw(pairs))
        answered = draw(st.sets(st.sampled_from(PEOPLE)))
        match draw(st.sampled_from(STATES)):
            case "names in nodes":
                said = {node: node in answered for node in PEOPLE}
                nx.set_node_attributes(graph, said, "respondent")
            case "names in graph":
                graph.graph["respondents"] = tuple(sorted(answered))
            case "only a rate":
                graph.graph["response_rate"] = len(answered) / len(PEOPLE)
            case _:
                pass
        found[name] = graph
    return found


def told(words: str) -> dict[str, int]:
    """The numbers of a description."""
    numbers = re.findall(r"(\d+) (perhaps )?(kept|new|lost)", words)
    said = {f"{perhaps}{name}": int(count) for count, perhaps, name in numbers}
    return {name: said.get(name, 0) for name in ("kept", "new", "lost")}


def became(both: dict[str, Graph]) -> Changed:
    return Changed.of(*(Wave.of(graph) for graph in both.values()))


@given(waves())
def test_what_is_told_of_ties_are_the_numbers_of_change(both: dict[str, Graph]) -> None:
    """Whoever answered, and however that is said; what is missing there is told of nobody here."""
    row = change(both, permutations=0).iloc[0]
    counts = {name: 0 if pd.isna(row[name]) else int(row[name]) for name in ("kept", "new", "lost")}
    assert told(became(both).words()) == counts


def test_a_figure_tells_what_became_of_the_ties() -> None:
    both: dict[str, Graph] = {
        "1": nx.DiGraph([("a", "b"), ("b", "c")], respondents=("a", "b", "c")),
        "2": nx.DiGraph([("a", "b"), ("c", "a")], respondents=("a", "c")),
    }
    figure = waves_side_by_side(both, None, labels=0)
    assert became(both).words() in describe(figure).partition("2: ")[2]


@given(waves())
def test_every_tie_of_two_waves_is_told_once(both: dict[str, Graph]) -> None:
    before, after = (Wave.of(graph) for graph in both.values())
    changed = became(both)
    kept = changed.kept + changed.perhaps_kept
    assert kept + len(changed.new) + changed.perhaps_new == len(after.ties)
    assert kept + len(changed.lost) + changed.perhaps_lost == len(before.ties)


@pytest.mark.parametrize("silent", ["", "a"])
def test_ties_with_who_joined_and_who_left_are_told_apart(silent: str) -> None:
    before = Wave.of(nx.DiGraph([("a", "b"), ("a", "old")]))
    later: Graph = nx.DiGraph([("b", "new"), ("a", "b")], respondents=set("ab") - set(silent))
    changed = Changed.of(before, Wave.of(later))
    kept = "1 perhaps kept" if silent else "1 kept"
    assert changed.words() == f"2 ties, of which {kept} and 1 with who joined; 1 with who left"
