"""Change between groups: of the pairs of two groups alone, held to counting and to every order."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.waves import change
from tests.networks.graphs_at_random import Graph
from tests.networks.test_in_part import partial


def matrix(graph: Graph, nodes: list[Any]) -> Any:  # noqa: ANN401 - an array
    """Tied or not, NaN where it is not known whatever the answer was."""
    whole = Observed.of(graph).whole
    cells = nx.to_numpy_array(graph, nodelist=nodes, weight="")
    for i, j in np.ndindex(cells.shape):
        fair = nodes[i] in whole or (nodes[j] in whole and not graph.is_directed())
        cells[i, j] = cells[i, j] if fair else np.nan
    return cells


def correlation(one: Any, other: Any) -> float:  # noqa: ANN401 - arrays
    known = ~np.isnan(one) & ~np.isnan(other)
    first, second = one[known], other[known]
    if len(set(first)) < 2 or len(set(second)) < 2:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


@st.composite
def two_waves(draw: st.DrawFn) -> tuple[Graph, Graph]:
    """Two waves of the same nodes, of whom some say of no school or moved."""
    directed = draw(st.booleans())
    one = draw(partial(directed=directed))
    other = draw(partial(directed=directed))
    both = [one, other]
    for graph in both:
        graph.add_nodes_from(node for node in max(both, key=len) if node not in graph)
        for node in graph:
            said = graph.nodes[node]
            said.setdefault("respondent", True)
            said["school"] = "xxyyz"[int(node[1:])]
            if draw(st.integers(0, 9)) == 0:
                said["school"] = draw(st.sampled_from(["z", None]))
    assume(all(any(said["school"] for said in graph.nodes.values()) for graph in both))
    return one, other


@given(two_waves())
def test_change_between_groups_is_that_of_the_pairs_of_two_groups(
    both: tuple[Graph, Graph],
) -> None:
    agrees_with_counting(*both)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("directed", [True, False])
def test_so_it_is_where_there_are_many_ties_and_nearly_all_answered(
    seed: int, *, directed: bool
) -> None:
    both = [nx.gnp_random_graph(6, 0.5, seed=seed + n, directed=directed) for n in (0, 100)]
    for place, graph in enumerate(both):
        for node in graph:
            said = {"respondent": node != (seed + place) % 6, "school": "xxyyyz"[node]}
            graph.nodes[node].update(said)
    both[0].nodes[seed % 6]["school"] = "z"
    assert agrees_with_counting(*both) > 1


def agrees_with_counting(one: Graph, other: Graph) -> int:
    """Nothing is said that is not found pair by pair and order by order; of how many orders."""
    both = one, other
    said = change(one, other, between="school", permutations=200).iloc[0]
    schools_ = [{node: graph.nodes[node]["school"] for node in one} for graph in both]
    first, second = schools_
    nodes = [node for node in one if first[node] and first[node] == second[node]]
    named = [node for node in one if first[node] and second[node]]
    assert said["nodes"] == len(nodes)
    assert said["without_group"] == len(one) - len(named)
    assert said["regrouped"] == len(named) - len(nodes)
    cells = [matrix(graph, nodes) for graph in both]
    for i, j in np.ndindex(cells[0].shape):
        if first[nodes[i]] == first[nodes[j]]:
            cells[0][i, j] = np.nan
    known = ~np.isnan(cells[0]) & ~np.isnan(cells[1])
    ways = 1 if one.is_directed() else 2
    assert said["pairs"] == known.sum() // ways
    assert pd.isna(said["why_missing"]) == known.any()
    if not known.any():
        assert said[["kept", "new", "lost", "jaccard", "hamming", "density_p", "qap"]].isna().all()
        return 0
    before, after = cells[0][known], cells[1][known]
    assert said["kept"] == (before * after).sum() // ways
    assert said["new"] == ((1 - before) * after).sum() // ways
    assert said["lost"] == (before * (1 - after)).sum() // ways
    assert said["density_later"] == pytest.approx(after.mean())
    if one.is_directed():
        assert said["density_p"] == pytest.approx(_by_exchange(cells, known))
    observed = correlation(*cells)
    if np.isnan(observed):
        assert pd.isna(said["qap"])
        return 0
    assert said["qap"] == pytest.approx(observed)
    orders = [
        order
        for order in permutations(range(len(nodes)))
        if all(first[nodes[i]] == first[nodes[j]] for i, j in enumerate(order))
    ]
    if len(set(map(first.get, nodes))) == len(nodes):
        assert pd.isna(said["qap_p"])
        return 1
    values = [correlation(cells[0], cells[1][np.ix_(order, order)]) for order in orders]
    as_large = sum(not value < observed - 1e-9 for value in values)
    assert said["qap_p"] == pytest.approx(as_large / len(orders))
    assert said["exact"]
    assert said["permutations"] == len(orders)
    return len(orders)


def _by_exchange(cells: list[Any], known: Any) -> float:  # noqa: ANN401 - arrays
    """The share of all exchanges of the answers of each that change as much."""
    steps = np.where(known, cells[1] - cells[0], 0).sum(axis=1)
    sums = [abs(np.dot(signs, steps)) for signs in product((-1, 1), repeat=len(steps))]
    return float(np.mean([each >= abs(steps.sum()) - 1e-9 for each in sums]))


@given(two_waves())
def test_where_everybody_is_a_school_of_their_own_all_ties_are_between_schools(
    both: tuple[Graph, Graph],
) -> None:
    for graph in both:
        nx.set_node_attributes(graph, {node: node for node in graph}, "school")
    plain = change(*both, permutations=0)
    told = change(*both, permutations=0, between="school")
    assert told["between"].tolist() == ["school"]
    assert plain["between"].isna().all()
    same = [name for name in plain if name not in ("between", "without_group", "regrouped")]
    pd.testing.assert_frame_equal(plain[same], told[same])


def test_ties_between_schools_that_became_more_are_told_apart_from_those_within() -> None:
    """Within each of two schools ties are lost, and between them everybody gains one."""
    before: Graph = nx.DiGraph(about="ties")
    after: Graph = nx.DiGraph(about="ties")
    for graph in (before, after):
        graph.add_nodes_from(range(12))
        nx.set_node_attributes(graph, {node: "ab"[node // 6] for node in graph}, "school")
    before.add_edges_from((node, 6 * (node // 6) + (node + 1) % 6) for node in range(12))
    after.add_edges_from((node, (node + 6) % 12) for node in range(12))
    assert change(before, after, permutations=0)["density_change"].tolist() == [0]
    said = change(before, after, between="school").iloc[0]
    assert (said["pairs"], said["kept"], said["new"], said["lost"]) == (72, 0, 12, 0)
    assert said["density_change"] == pytest.approx(12 / 72)
    assert said["density_p"] == pytest.approx(2 / 2**12)


@pytest.mark.parametrize(
    ("schools_", "said", "words"),
    [
        ("aa", {}, 'all who can be compared have one "school"'),
        ("a.", {}, "fewer than two can be compared"),
        ("ab", {"response_rate": 0.5}, "who answered the earlier and the later is not known"),
        ("ab", {"respondents": ()}, "nobody answered both"),
    ],
)
def test_where_there_is_no_pair_to_compare_it_is_said_why(
    schools_: str, said: dict[str, Any], words: str
) -> None:
    graph: Graph = nx.DiGraph(**said)
    for node, school in enumerate(schools_):
        graph.add_node(node, school=None if school == "." else school)
    table = change(graph, graph, between="school")
    assert table["why_missing"].tolist() == [words]
    assert table["kept"].isna().all()


def test_without_direction_one_of_two_must_have_answered_in_each() -> None:
    one: Graph = nx.Graph([("a", "b")], respondents=("a",))
    other: Graph = nx.Graph([("a", "b")], respondents=())
    assert change(one, other)["why_missing"].tolist() == ["of no two did one answer in each"]


def test_what_is_no_group_is_refused() -> None:
    graph: Graph = nx.DiGraph([("a", "b")])
    with pytest.raises(TypeError) as refused:
        change(graph, graph, between=3)  # type: ignore[arg-type] # misuse
    assert str(refused.value) == "between cannot be 3; give the name of an attribute"
    with pytest.raises(UnknownGroup) as unknown:
        change({"w1": graph, "w2": graph}, between="school")
    assert str(unknown.value) == (
        '"w1" and "w2": none of 2 nodes has "school"; give it to them with nx.set_node_attributes()'
    )
