"""Betweenness: networkx, rustworkx, igraph and printed values agree, and estimates are honest."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.measures import shortest_paths
from nsee_core.networks.measures.shortest_paths import (
    Method,
    NotASample,
    UnknownMethod,
    betweenness,
)
from tests.networks.graphs_at_random import Graph, graphs, of_igraph, renamed, surveys

#: Of the marriages between Florentine families, as tools print them, rounded;
#: an independent count is that of igraph, below.
MEDICI_AND_OTHERS = {
    "Medici": 47.5,
    "Guadagni": 23.17,
    "Albizzi": 19.33,
    "Salviati": 13,
    "Ridolfi": 10.33,
    "Bischeri": 9.5,
    "Strozzi": 9.333,
    "Barbadori": 8.5,
    "Tornabuoni": 8.333,
    "Castellani": 5,
}


def values(graph: Graph, **how: Any) -> dict[str, float]:  # noqa: ANN401 - as betweenness()
    frame = betweenness(graph, **how)
    return dict(zip(frame["node"], frame["betweenness"], strict=True))


@pytest.mark.parametrize("method", ["exact", "rustworkx"])
def test_the_florentine_families_have_the_betweenness_that_is_printed(method: Method) -> None:
    counted = values(nx.florentine_families_graph(), method=method, normalised=False)
    highest = sorted(counted.items(), key=lambda item: -item[1])[:10]
    assert [name for name, _ in highest] == list(MEDICI_AND_OTHERS)
    assert dict(highest) == pytest.approx(MEDICI_AND_OTHERS, abs=0.005)


@given(graph=graphs(), normalised=st.booleans())
def test_networkx_rustworkx_igraph_and_all_pivots_agree(graph: Graph, *, normalised: bool) -> None:
    exact = values(graph, method="exact", normalised=normalised)
    assert values(graph, method="rustworkx", normalised=normalised) == pytest.approx(exact)
    assert values(graph, method="auto", normalised=normalised) == pytest.approx(exact)
    assert values(graph, sample=99, normalised=normalised) == pytest.approx(exact)
    if not normalised:
        by_igraph = of_igraph(graph).betweenness()
        assert dict(zip(graph, by_igraph, strict=True)) == pytest.approx(exact)


@given(graphs(), st.data())
def test_names_and_order_change_nothing(graph: Graph, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(graph)))
    again = values(renamed(graph, order))
    assert list(again) == [f"x{node}" for node in order]
    before = values(graph)
    assert again == pytest.approx({f"x{node}": before[node] for node in order})


@pytest.mark.parametrize("method", ["exact", "rustworkx"])
@pytest.mark.parametrize("kind", [nx.MultiGraph, nx.MultiDiGraph])
def test_second_ties_and_ties_to_oneself_count_nothing(kind: type[Graph], method: Method) -> None:
    graph = kind([("a", "b"), ("a", "b"), ("b", "c"), ("a", "d"), ("d", "c"), ("b", "b")])
    once = nx.DiGraph if graph.is_directed() else nx.Graph
    simple = once([("a", "b"), ("b", "c"), ("a", "d"), ("d", "c")])
    assert values(graph, method=method) == pytest.approx(values(simple))


def test_weights_are_no_distances() -> None:
    graph = nx.path_graph(["a", "b", "c"])
    far: Graph = nx.Graph()
    far.add_weighted_edges_from([("a", "b", 9.0), ("b", "c", 0.1), ("a", "c", 99.0)])
    assert values(graph)["b"] == 1
    assert set(values(far).values()) == {0}


@pytest.mark.parametrize("directed", [False, True])
def test_in_a_star_the_middle_has_all_and_the_others_none(*, directed: bool) -> None:
    star = nx.star_graph(["middle", *"abcd"])
    assert values(star.to_directed() if directed else star) == {
        "middle": pytest.approx(1),
        **dict.fromkeys("abcd", 0),
    }


@pytest.mark.parametrize("method", ["exact", "rustworkx"])
@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_where_there_are_no_two_others_it_is_0(nodes: int, method: Method) -> None:
    frame = betweenness(nx.path_graph(nodes), method=method)
    assert frame.dtypes.astype(str).to_dict() == {
        "node": "str",
        "betweenness": "Float64",
        "standard_error": "Float64",
        "response_rate": "Float64",
    }
    assert frame["betweenness"].tolist() == [0] * nodes
    sampled = betweenness(nx.path_graph(nodes), sample=2)
    assert sampled["betweenness"].tolist() == sampled["standard_error"].tolist() == [0] * nodes


@pytest.mark.parametrize("directed", [False, True])
def test_over_all_samples_estimates_and_errors_are_right_on_average(*, directed: bool) -> None:
    """Brute force over every choice of pivots: what an unbiased estimate of a mean must satisfy."""
    graph: Graph = nx.gnm_random_graph(7, 11, seed=4, directed=directed)
    exact = np.array(list(values(graph, method="exact").values()))
    drawn = []
    for pivots in combinations(range(7), 4):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("random.Random", lambda _, pivots=pivots: _Loaded(pivots))
            drawn.append(betweenness(graph, sample=4))
    for node in range(7):
        for others in (3, 4):  # the pivots besides the node itself
            rows = [frame.iloc[node] for frame, its in _by(drawn) if len(its - {node}) == others]
            estimates = np.array([row["betweenness"] for row in rows])
            errors = np.array([row["standard_error"] for row in rows])
            assert estimates.mean() == pytest.approx(exact[node])
            assert (errors**2).mean() == pytest.approx(estimates.var())


class _Loaded:
    """Dice that fall as they are told."""

    def __init__(self, pivots: tuple[int, ...]) -> None:
        self.pivots = pivots

    def sample(self, _: range, __: int) -> list[int]:
        return list(self.pivots)


def _by(drawn: list[Any]) -> list[tuple[Any, set[int]]]:
    return [
        (frame, set(pivots)) for frame, pivots in zip(drawn, combinations(range(7), 4), strict=True)
    ]


@given(surveys())
def test_of_a_survey_the_ways_are_among_those_who_answered(graph: Graph) -> None:
    frame = betweenness(graph).set_index("node")
    answered = [node for node, yes in graph.nodes(data="respondent") if yes]
    among = values(graph.subgraph(answered).copy())
    for said in (frame, betweenness(graph, sample=99).set_index("node")):
        assert said["betweenness"][answered].to_dict() == pytest.approx(among)
        others = said.drop(answered)
        assert others[["betweenness", "standard_error"]].isna().all(axis=None)
    rate = len(answered) / len(graph) if len(graph) else None
    assert set(frame["response_rate"]) == ({rate} if len(graph) else set())


def test_where_only_a_share_answered_nobody_is_known_to_stand_between() -> None:
    frame = betweenness(nx.DiGraph([("a", "b"), ("b", "c")], response_rate=0.5))
    assert frame[["betweenness", "standard_error"]].isna().all(axis=None)
    assert set(frame["response_rate"]) == {0.5}


def test_an_estimate_is_that_of_its_seed() -> None:
    graph: Graph = nx.gnm_random_graph(30, 60, seed=3)
    estimate = betweenness(graph, sample=9, seed=5)
    assert estimate.equals(betweenness(graph, method="sampled", sample=9, seed=5))
    assert not estimate.equals(betweenness(graph, sample=9, seed=6))


def test_what_is_counted_exactly_has_no_standard_error() -> None:
    assert betweenness(nx.path_graph(5))["standard_error"].eq(0).all()


def test_one_pivot_besides_a_node_tells_nothing_of_its_error() -> None:
    errors = betweenness(nx.path_graph(5), sample=2)["standard_error"]
    assert errors.isna().sum() == 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (
            {"method": "exactly"},
            '"exactly" is no way to count betweenness; perhaps "exact" was meant',
        ),
        ({"method": "sampled"}, "an estimate needs a number of pivots; give sample="),
        (
            {"method": "rustworkx", "sample": 9},
            '"rustworkx" counts from every node; leave out sample=',
        ),
        ({"sample": 2.5}, "sample cannot be 2.5; give a whole number, 2 or more"),
        ({"sample": 1}, "sample cannot be 1; give a whole number, 2 or more"),
        ({"seed": None}, "seed cannot be None; give a whole number, 0 or more"),
    ],
)
def test_misuse_is_told_what_to_do(how: dict[str, Any], words: str) -> None:
    with pytest.raises((UnknownMethod, NotASample, UnusableNumber)) as caught:
        betweenness(nx.path_graph(3), **how)
    assert str(caught.value) == words


def test_without_rustworkx_networkx_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(shortest_paths, "find_spec", lambda _: None)
    monkeypatch.setattr(shortest_paths, "needs", refuse)
    assert values(nx.path_graph(["a", "b", "c"])) == {"a": 0, "b": 1, "c": 0}


def test_nodes_may_be_anything_and_are_told_as_text() -> None:
    assert list(values(nx.path_graph(3))) == ["0", "1", "2"]
