"""Graphs from elsewhere: what they say oddly is read rightly or refused in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import nsee_core
from nsee_core.networks.arguments.given import UnusableNumber
from nsee_core.networks.measures.brokers import brokerage
from nsee_core.networks.measures.comparability import NotComparable
from nsee_core.networks.measures.external_ties import ei_index
from nsee_core.networks.measures.groups import UnknownGroup
from nsee_core.networks.measures.mixing_matrix import mixing
from nsee_core.networks.measures.observed import Observed
from nsee_core.networks.measures.single_nodes import centrality
from nsee_core.networks.measures.waves import change
from nsee_core.networks.measures.whole_graphs import cohesion
from nsee_core.wording import shown
from tests.networks.graphs_at_random import Graph
from tests.networks.test_observed import MEASURES

NAN = float("nan")
#: What a table, a file or a slip may put in the place of what a graph or a node should say.
ODD: dict[str, Any] = {
    **{repr(text): text for text in ("no", "False", "0", "", " ", "0.5", "n0", "people", "2018")},
    **{repr(number): number for number in (0, 1, 2, -1, 0.5, 1.0, 10**400, NAN, float("inf"))},
    "None": None,
    "NA": pd.NA,
    "NaT": pd.NaT,
    "True": True,
    "False ": False,
    "numpy truth": np.True_,
    "numpy falsehood": np.False_,
    "numpy one": np.int64(1),
    "numpy half": np.float32(0.5),
    "numpy nan": np.float64("nan"),
    "numpy text": np.str_("n0"),
    "numpy no time": np.datetime64("NaT"),
    "Decimal": Decimal("0.5"),
    "Fraction": Fraction(1, 2),
    "complex": 1j,
    "bytes": b"n0",
    "date": date(2018, 6, 1),
    "list": ["n0", "n1"],
    "empty list": [],
    "list of nothing": [None],
    "nested list": [["n0"], ["n1"]],
    "list of numbers": [0, 1],
    "tuple": ("n0",),
    "set": {"n0"},
    "dict": {"n0": True, "n1": False},
    "empty dict": {},
    "mapping": MappingProxyType({"n0": False}),
    "array": np.array(["n0", "n1"]),
    "array of one": np.array([1]),
    "array of nothing": np.array([]),
    "array without length": np.array(1.0),
    "matrix": np.eye(3),
    "series": pd.Series(["n0", None]),
    "index": pd.Index(["n0", "n1"]),
    "frame": pd.DataFrame({"n0": [1]}),
    "graph": nx.path_graph(2),
    "object": object(),
    "iterator": iter(["n0"]),
    "function": len,
}
OF_NODES = ["respondent", "asked", "authority", "role"]
OF_GRAPHS = [
    *("respondents", "response_rate", "unlisted", "roster", "people", "about", "level", "survey"),
    *("type", "asked_for", "as_of", "during"),
]
Measure = Callable[[Any], pd.DataFrame]


def plain(*, directed: bool = True) -> Graph:
    """A path of three, of two authorities, of which one did not answer."""
    graph: Graph = nx.path_graph(["n0", "n1", "n2"], nx.DiGraph if directed else nx.Graph)
    authorities = {"n0": "moray", "n1": "moray", "n2": "highland"}
    nx.set_node_attributes(graph, authorities, "authority")
    return graph


def oddly(place: str, name: str, value: object, *, directed: bool) -> Graph:
    """A graph that says something odd: of one node, of all, of a tie, of itself."""
    graph = plain(directed=directed)
    if place == "graph":
        graph.graph[name] = value
    elif place == "edge":
        graph.edges["n0", "n1"][name] = value
    else:
        nx.set_node_attributes(graph, dict.fromkeys(graph, True), "respondent")
        nx.set_node_attributes(graph, dict.fromkeys(graph, 2), "answered")
        for node in ["n0"] if place == "node" else graph:
            graph.nodes[node][name] = value
    return graph


#: Every measure, and the change from a graph that says nothing oddly.
EVERY: dict[str, Measure] = MEASURES | {
    "change from a plain one": lambda graph: change(
        plain(directed=graph.is_directed()), graph, permutations=20
    )
}
PLACES = [
    *(("graph", name) for name in OF_GRAPHS),
    *(("node", name) for name in OF_NODES),
    *(("nodes", name) for name in ("respondent", "authority")),
    ("edge", "weight"),
]


@pytest.mark.parametrize("measure", EVERY.values(), ids=list(EVERY))
@pytest.mark.parametrize(("place", "name"), PLACES)
def test_whatever_a_graph_says_is_measured_or_refused_in_plain_words(
    measure: Measure, place: str, name: str
) -> None:
    for number, (of, value) in enumerate(ODD.items()):
        graph = oddly(place, name, value, directed=bool(number % 2))
        try:
            frame = measure(graph)
        except Exception as refused:  # noqa: BLE001 - whatever it is, it is looked at
            refused_plainly(refused, of)
        else:
            assert isinstance(frame, pd.DataFrame)


def refused_plainly(refused: Exception, of: str) -> None:
    """It is raised by this package, as an error of its own or a TypeError, and says what to do."""
    *_, (frame, _) = walk_tb(refused.__traceback__)
    ours = str(Path(nsee_core.__file__).parent)
    assert frame.f_code.co_filename.startswith(ours), (of, refused)
    assert type(refused) is TypeError or type(refused).__module__.startswith("nsee_core"), of
    if isinstance(refused, NotComparable):  # it says how the two differ
        return
    assert re.search(r"; (give|perhaps|group)|Write it", str(refused)), (of, refused)


# ---------------------------------------------------------------- who answered


def answering(*said: object, **of_graph: object) -> Observed:
    """What could be seen of a path of nodes that say this of answering."""
    graph: Graph = nx.path_graph(["a", "b", "c"], nx.DiGraph)
    graph.graph |= of_graph
    for node, each in zip(graph, said, strict=False):
        graph.nodes[node]["respondent"] = each
    return Observed.of(graph)


@pytest.mark.parametrize(
    ("yes", "no"),
    [(True, False), (1, 0), (1.0, 0.0), (np.True_, np.False_), (np.int64(1), np.float64(0))],
    ids=["bool", "int", "float", "numpy bool", "numpy numbers"],
)
def test_an_answer_is_true_or_false_or_1_or_0_as_files_write_it(yes: object, no: object) -> None:
    assert answering(yes, no).responded == {"a": True, "b": False}


@pytest.mark.parametrize("nothing", [None, NAN, pd.NA, pd.NaT, "", " "], ids=repr)
def test_what_a_table_puts_where_nothing_is_known_says_nothing_of_answering(
    nothing: object,
) -> None:
    assert answering(1, nothing).responded == {"a": True}
    seen = answering(nothing, nothing, nothing)
    assert (seen.responded, seen.nameless, len(seen.whole)) == ({}, True, 0)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        *((text, f'"{text}"') for text in ("no", "False", "True", "0", "1", "yes")),
        (2, "2"),
        (-1, "-1"),
        (0.5, "0.5"),
        ([], "[]"),
        ([True], "[True]"),
        ({"a": True}, "{'a': True}"),
        (np.array([True]), "array([ True])"),
        (b"yes", "b'yes'"),
    ],
    ids=repr,
)
def test_what_is_neither_true_nor_false_of_answering_is_refused(said: object, told: str) -> None:
    with pytest.raises(TypeError) as refused:
        answering(1, said)
    assert str(refused.value) == (
        f'the respondent of "b" cannot be {told}; give True or False for whether they answered, '
        "or leave it out where that is not known"
    )


@pytest.mark.parametrize(
    "named",
    [
        ["a", "b"],
        ("a", "b", "b"),
        {"a", "b"},
        frozenset(("a", "b")),
        {"a": 1, "b": 0}.keys(),
        np.array(["a", "b"]),
        pd.Series(["a", "b"], dtype="str"),
        pd.Index(["b", "a"]),
    ],
    ids=lambda named: type(named).__name__,
)
def test_respondents_are_ids_in_whatever_holds_several(named: object) -> None:
    assert answering(respondents=named).responded == {"a": True, "b": True, "c": False}


def test_respondents_may_be_those_of_a_larger_graph() -> None:
    whole: Graph = nx.Graph([("a", "b"), ("b", "c")], respondents=("a", "c"))
    assert Observed.of(whole.subgraph("ab")).responded == {"a": True, "b": False}


HOLDS_NO_IDS = {
    "dict": {"a": True, "b": False},
    "mapping": MappingProxyType({"a": False}),
    "text": "a",
    "bytes": b"a",
    "number": 3,
    "nan": NAN,
    "NA": pd.NA,
    "lists": [["a"], ["b"]],
    "dicts": [{"id": "a"}],
    "matrix": np.eye(2),
    "array without length": np.array("a"),
    "frame": pd.DataFrame({"a": [1]}),
    "iterator": iter(["a"]),
}


@pytest.mark.parametrize("named", HOLDS_NO_IDS.values(), ids=list(HOLDS_NO_IDS))
@pytest.mark.parametrize("name", ["respondents", "roster", "people"])
def test_what_holds_no_ids_is_refused(name: str, named: object) -> None:
    graph: Graph = nx.Graph([("a", "b")], **{name: named})
    with pytest.raises(TypeError) as refused:
        change(graph, graph)
    assert str(refused.value) == (
        f"the {name} of a graph cannot be {shown(named)}; give a list of ids"
    )


def test_ids_that_are_texts_in_the_graph_and_numbers_in_the_list_are_no_silence() -> None:
    with pytest.raises(TypeError) as refused:
        cohesion(nx.Graph([("1", "2")], respondents=[1, 2]))
    assert str(refused.value) == (
        'the respondents of a graph name 1 for the node "1"; give the ids as the graph has them'
    )
    assert cohesion(nx.Graph([(1, 2)], respondents=[1.0, np.int64(2)]))["respondents"].item() == 2


@pytest.mark.parametrize(
    ("counts", "whole"),
    [
        ({"asked": 3, "answered": 3}, True),
        ({"asked": 3.0, "answered": np.int64(3)}, True),
        ({"asked": 3, "answered": 2}, False),
        ({"asked": NAN, "answered": NAN}, True),
        ({"asked": pd.NA, "answered": None}, True),
        ({"answered": "by post"}, True),
    ],
    ids=repr,
)
def test_a_node_answered_as_a_whole_unless_it_counts_more_who_were_asked(
    counts: dict[str, Any], *, whole: bool
) -> None:
    graph: Graph = nx.Graph()
    graph.add_node("s1", respondent=True, **counts)
    assert Observed.of(graph).responded == {"s1": whole}


def test_counts_behind_a_node_that_are_no_numbers_are_refused() -> None:
    graph: Graph = nx.Graph()
    graph.add_node("s1", respondent=True, asked="all", answered=3)
    with pytest.raises(UnusableNumber) as refused:
        cohesion(graph)
    assert str(refused.value) == 'asked of "s1" cannot be "all"; give how many people'


def test_a_share_is_a_number_of_whatever_type_and_neither_a_text_nor_a_truth() -> None:
    for share in (0.5, np.float32(0.5), Fraction(1, 2)):
        assert answering(response_rate=share).response_rate == 0.5
    for wrong, told in (("0.5", '"0.5"'), (True, "True"), (pd.NA, "<NA>"), (Decimal(1), None)):
        with pytest.raises(UnusableNumber) as refused:
            answering(response_rate=wrong)
        assert str(refused.value) == (
            f"the response_rate of a graph cannot be {told or repr(wrong)}; "
            "give the share that answered, or None"
        )


# ---------------------------------------------------------------- what nodes are grouped by


def of_groups(*said: object) -> Graph:
    graph: Graph = nx.path_graph([f"n{number}" for number in range(len(said))])
    nx.set_node_attributes(graph, dict(zip(graph, said, strict=True)), "authority")
    return graph


def test_one_number_is_one_group_however_it_is_written() -> None:
    graph = of_groups(1, "1", 1.0, np.int64(1), np.float64(1), 2.0, 0.5)
    assert ei_index(graph, permutations=0)["group"].tolist()[1:] == ["1", "2", "0.5"]


@pytest.mark.parametrize("nothing", [None, NAN, pd.NA, pd.NaT, "", " "], ids=repr)
def test_who_says_nothing_is_set_aside_and_no_group_without_a_name(nothing: object) -> None:
    frame = mixing(of_groups("moray", nothing, "moray"))
    assert frame[["from_group", "ties", "without_group"]].to_numpy().tolist() == [["moray", 0, 1]]


@pytest.mark.parametrize(
    "nested",
    [
        ["moray", "highland"],
        ("moray",),
        {"moray"},
        {"name": "moray"},
        np.array(["moray"]),
        pd.Series(["moray"]),
        b"moray",
    ],
    ids=lambda nested: type(nested).__name__,
)
@pytest.mark.parametrize("measure", [ei_index, mixing, brokerage, MEASURES["assortativity"]])
def test_a_node_in_several_groups_is_refused_and_not_in_a_group_of_its_own(
    measure: Measure, nested: object
) -> None:
    with pytest.raises(TypeError) as refused:
        measure(of_groups("moray", nested))
    assert str(refused.value) == (
        f'the authority of "n1" cannot be {shown(nested)}; give one text or number'
    )


def test_where_no_node_says_its_group_it_is_said_what_they_say_or_how_to_make_them() -> None:
    graph = plain()
    nx.set_node_attributes(graph, dict.fromkeys(graph, 1), "role")
    for by, told in (
        ("autority", 'none of 3 nodes has "autority"; perhaps "authority" was meant'),
        ("x", 'none of 3 nodes has "x"; group by what they have: authority or role'),
    ):
        with pytest.raises(UnknownGroup) as refused:
            mixing(graph, by)
        assert str(refused.value) == told
    with pytest.raises(UnknownGroup) as refused:
        mixing(of_groups(None, ""))
    assert str(refused.value) == (
        'none of 2 nodes has "authority"; give it to them with nx.set_node_attributes()'
    )
    with pytest.raises(UnknownGroup) as refused:
        mixing(nx.karate_club_graph(), "x")
    assert str(refused.value) == 'none of 34 nodes has "x"; group by what they have: club'


def test_what_a_node_says_of_itself_is_shown_as_one_text() -> None:
    graph = plain()
    said = {"n0": ["teacher", "head"], "n1": NAN, "n2": 3.0}
    nx.set_node_attributes(graph, said, "role")
    frame = centrality(graph)
    assert frame["role"].fillna("missing").tolist() == ["teacher; head", "missing", "3"]
    graph.nodes["n1"]["role"] = {"since": 2018}
    with pytest.raises(TypeError) as refused:
        centrality(graph)
    assert str(refused.value) == (
        "the role of \"n1\" cannot be {'since': 2018}; give one text or number"
    )


# ---------------------------------------------------------------- from files and tables


def test_a_graph_that_went_through_graphml_is_measured_the_same(tmp_path: Path) -> None:
    graph = plain()
    nx.set_node_attributes(graph, {"n0": True, "n1": True, "n2": False}, "respondent")
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 2), "weight")
    nx.write_graphml(graph, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml")
    for name, measure in MEASURES.items():
        one, other = measure(graph), measure(back)
        pd.testing.assert_frame_equal(one, other, obj=name)


def test_a_graph_made_of_tables_is_measured_as_one_made_by_hand() -> None:
    ends = pd.DataFrame({"from": ["n0", "n1"], "to": ["n1", "n2"], "weight": [1, 1]})
    nodes = pd.DataFrame(
        {
            "id": ["n0", "n1", "n2"],
            "authority": ["moray", "moray", None],
            "respondent": pd.array([True, None, False], dtype="boolean"),
            "decile": [3, np.nan, 3],
        }
    ).set_index("id")
    graph = nx.from_pandas_edgelist(ends, "from", "to", "weight", create_using=nx.DiGraph)
    nx.set_node_attributes(graph, nodes.to_dict("index"))
    assert Observed.of(graph).responded == {"n0": True, "n2": False}
    frame = ei_index(graph, permutations=0)
    assert frame[["nodes", "internal", "without_group"]].to_numpy().tolist()[0] == [2, 1, 1]
    assert mixing(graph, "decile")["from_group"].tolist() == ["3"]
