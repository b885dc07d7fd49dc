"""Networks as other tools read them: proved by igraph, and by R's statnet where it is there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent
from typing import Any

import igraph as ig  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Membership, Person, Programme, School, Survey, Team, Tie, When
from nsee_core.networks.arguments.weights import NotAWeight
from nsee_core.networks.files import NoGraph, write_network
from nsee_core.networks.graphs.collaborating import collaboration
from nsee_core.networks.graphs.reported import ties, waves
from nsee_core.networks.tables import SameIds, adjacency, edge_list, node_table
from nsee_core.tabular import unguarded
from nsee_core.wording import shown

ROSTER = ("007", "p/2", "p:3", "NA", "p5")
PROGRAMME = Programme.of(
    [
        School(id="s1", name="=Kilmory"),
        School(id="s2", name='Two, "quoted"\nlines\rof it'),
        *(Person(id=id_, school=f"s{1 + place % 2}") for place, id_ in enumerate(ROSTER)),
        Survey(id="w1", wave=1, roster=ROSTER, respondents=ROSTER[:4]),
        Survey(id="w2", wave=2, roster=ROSTER, respondents=ROSTER),
        Tie(id="1", survey="w1", sender="007", receiver="p5", strength=2.5),
        Tie(id="2", survey="w1", sender="NA", receiver="007", type="working together"),
        Tie(id="3", survey="w1", sender="NA", receiver="007", type="meeting socially"),
        Tie(id="4", survey="w1", sender="p/2", receiver="p:3"),
        Tie(id="5", survey="w2", sender="p5", receiver="007"),
    ]
)
WAVE = ties(PROGRAMME, "w1")
MAKE_ONE = "ties() and collaboration() make one of records, and nx.Graph(edges) of edges"
MAKE_ONE_OF_IT = "ties(programme) and collaboration(programme) make one"
IDS = {"id": str, "from": str, "to": str}


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=IDS)


def plain(values: Any) -> list[str]:  # noqa: ANN401 - texts of any sort
    """What the texts were before they were guarded."""
    return [unguarded(value) for value in values]


# ---------------------------------------------------------------- igraph


def test_igraph_reads_the_edges_and_nodes_back(tmp_path: Path) -> None:
    edges, nodes, _ = write_network(WAVE, tmp_path)
    graph = ig.Graph.DataFrame(read(edges), directed=True, vertices=read(nodes), use_vids=False)
    assert plain(graph.vs["name"]) == list(WAVE)
    assert graph.vs["respondent"] == [True, True, True, True, False]
    assert graph.vs["school"] == ["s1", "s2", "s1", "s2", "s1"]
    names = plain(graph.vs["name"])
    found = {(names[e.source], names[e.target]): (e["weight"], e["ties"]) for e in graph.es}
    assert found == {ends: (said["weight"], said["ties"]) for ends, said in WAVE.edges.items()}


def test_igraph_reads_the_matrix_back(tmp_path: Path) -> None:
    *_, matrix = write_network(WAVE, tmp_path)
    table = read(matrix).set_index("id")
    assert plain(table.index) == plain(table.columns) == list(WAVE)
    graph = ig.Graph.Weighted_Adjacency(table.fillna(0).to_numpy().tolist(), mode="directed")
    found = {(ROSTER[e.source], ROSTER[e.target]): e["weight"] for e in graph.es}
    assert found == {ends: said["weight"] for ends, said in WAVE.edges.items()}
    assert table.isna().sum(axis=1).tolist() == [0, 0, 0, 0, 4]


@given(seed=st.integers(0, 1000), directed=st.booleans(), n=st.integers(0, 6))
def test_igraph_makes_the_same_graph_of_edges_and_of_the_matrix(
    tmp_path_factory: pytest.TempPathFactory, seed: int, *, directed: bool, n: int
) -> None:
    graph = nx.gnp_random_graph(n, 0.4, seed=seed, directed=directed)
    for number, edge in enumerate(graph.edges.values(), start=1):
        edge["weight"] = number / 2
    edges, nodes, matrix = write_network(graph, tmp_path_factory.mktemp("random"))
    one = ig.Graph.DataFrame(read(edges), directed=directed, vertices=read(nodes), use_vids=False)
    cells = read(matrix).set_index("id").to_numpy(float).reshape(n, n)
    mode = "directed" if directed else "undirected"
    other = ig.Graph.Weighted_Adjacency(cells.tolist(), mode=mode)
    weighted = [{(e.tuple, e["weight"]) for e in made.es} for made in (one, other)]
    assert weighted[0] == weighted[1]
    assert len(one.es) == graph.number_of_edges()


# ---------------------------------------------------------------- statnet

_HAS_STATNET = (
    shutil.which("Rscript") is not None
    and not subprocess.run(
        ["Rscript", "-e", "library(network)"],  # noqa: S607 - wherever R is
        capture_output=True,
        check=False,
    ).returncode
)


@pytest.mark.skipif(not _HAS_STATNET, reason="R with the package network is not installed")
def test_statnet_reads_the_matrix_by_the_lines_that_the_documentation_gives(tmp_path: Path) -> None:
    write_network(WAVE, tmp_path)
    blocks = cleandoc(write_network.__doc__ or "").split("::\n\n")[1:]
    lines = [line for block in blocks for line in dedent(block.split("\n\n")[0]).splitlines()]
    script = "\n".join(line for line in lines if "igraph" not in line)
    asked = """
        cat(network::network.size(net), network::network.edgecount(net, na.omit = TRUE),
            network::network.naedgecount(net), network::get.edge.attribute(net, "weight"),
            network::get.vertex.attribute(net, "respondent"), network::network.vertex.names(net))
    """
    found = subprocess.run(
        ["Rscript", "-e", script + asked],  # noqa: S607 - wherever R is
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    size, ties_, missing, *rest = found.stdout.split()
    assert (size, ties_, missing) == ("5", "3", "4")
    assert sorted(rest[:7]) == ["1", "2", "2.5", "NA", "NA", "NA", "NA"]
    assert rest[7:] == ["TRUE"] * 4 + ["FALSE", "007", "p/2", "p:3", "'NA", "p5"]


# ---------------------------------------------------------------- tables


def test_the_matrix_has_na_where_nobody_answered_and_a_known_diagonal() -> None:
    cells = adjacency(WAVE)
    assert list(cells.index) == list(cells.columns) == list(ROSTER)
    unknown = cells.isna().to_numpy()
    assert unknown[4].tolist() == [True, True, True, True, False]
    assert not unknown[:4].any()
    assert set(cells.dtypes.astype(str)) == {"float64"}


def test_a_tie_that_was_reported_all_the_same_is_in_the_matrix() -> None:
    graph = nx.DiGraph([("a", "b", {"weight": 3.0})], respondents=("b",))
    graph.add_node("c")
    assert adjacency(graph).fillna(-1).to_numpy().tolist()[0] == [0, 3, -1]


def test_without_direction_a_cell_is_na_where_neither_of_the_two_answered() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c")], respondents=("a",))
    assert adjacency(graph).fillna(-1).to_numpy().tolist() == [
        [0, 1, 0],
        [1, 0, 1],
        [0, 1, 0],
    ]
    graph.remove_edge("b", "c")
    assert adjacency(graph).fillna(-1).to_numpy().tolist() == [
        [0, 1, 0],
        [1, 0, -1],
        [0, -1, 0],
    ]


def test_a_graph_that_says_nothing_of_answering_has_no_na() -> None:
    cells = adjacency(nx.karate_club_graph())
    assert np.array_equal(cells.to_numpy(float), nx.to_numpy_array(nx.karate_club_graph()))


def test_the_matrix_shows_another_attribute_where_one_is_named() -> None:
    assert adjacency(WAVE, weight="ties").loc["NA", "007"] == 2


def test_several_edges_between_the_same_two_add_up_in_the_matrix_and_are_rows_of_the_list() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="t1", weight=1.0, practice="trio")
    graph.add_edge("a", "b", key="t2", weight=2.0)
    assert adjacency(graph).loc["a", "b"] == 3
    table = edge_list(graph)
    assert list(table.columns) == ["from", "to", "weight", "key", "practice"]
    assert table["key"].tolist() == ["t1", "t2"]
    assert table["practice"].isna().tolist() == [False, True]


def test_the_list_of_edges_says_what_they_say() -> None:
    table = edge_list(WAVE)
    assert table.astype(object).fillna("-").to_numpy().tolist() == [
        ["007", "p5", 2.5, 1, "-"],
        ["p/2", "p:3", 1.0, 1, "-"],
        ["NA", "007", 2.0, 2, "meeting socially; working together"],
    ]
    assert table.dtypes.astype(str).to_dict() == {
        "from": "str",
        "to": "str",
        "weight": "Float64",
        "ties": "Int64",
        "types": "str",
    }


def test_an_edge_without_a_weight_weighs_1() -> None:
    assert edge_list(nx.Graph([("a", "b")]))["weight"].tolist() == [1.0]


def test_the_table_of_nodes_calls_a_name_a_label_and_keeps_types() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("s1", name="Kilmory", asked=2, share=1, known=True, said=None, other=2)
    graph.add_node("s2", share=0.5, other="text")
    table = node_table(graph)
    assert table.dtypes.astype(str).to_dict() == {
        "id": "str",
        "label": "str",
        "asked": "Int64",
        "share": "Float64",
        "known": "boolean",
        "said": "str",
        "other": "str",
    }
    assert table["other"].tolist() == ["2", "text"]
    assert table.isna().sum().to_dict() == dict.fromkeys(table, 1) | {
        "id": 0,
        "share": 0,
        "said": 2,
        "other": 0,
    }


def test_an_empty_graph_gives_empty_tables_with_their_columns(tmp_path: Path) -> None:
    empty: nx.DiGraph[str] = nx.DiGraph()
    assert list(edge_list(empty).columns) == ["from", "to", "weight"]
    assert list(node_table(empty).columns) == ["id"]
    assert adjacency(empty).shape == (0, 0)
    assert [path.read_text() for path in write_network(empty, tmp_path)] == [
        "from,to,weight\n",
        "id\n",
        "id\n",
    ]


def test_how_long_somebody_was_in_a_team_is_a_text_of_the_list() -> None:
    team = [
        Team(id="team"),
        Person(id="p1"),
        Membership(id="m1", group="team", member="p1", since=When("2015"), until=When("2016")),
        Membership(id="m2", group="team", member="p1", since=When("2018")),
    ]
    table = edge_list(collaboration(Programme.of(team)))
    assert table["during"].tolist() == ["2015 to 2016; since 2018"]


def test_a_number_that_no_column_can_hold_is_a_text() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", size=2**63)
    graph.add_node("b", size=-(2**63))
    assert node_table(graph)["size"].tolist() == [str(2**63), str(-(2**63))]


@pytest.mark.parametrize("table", [edge_list, adjacency])
@pytest.mark.parametrize("weight", [None, "often", [1], -1, float("nan"), 10**400])
def test_a_weight_that_is_no_number_is_refused_with_the_edge_that_has_it(
    table: Callable[[nx.Graph[str]], object], weight: object
) -> None:
    graph = nx.DiGraph([("a", "b", {"weight": weight})])
    with pytest.raises(NotAWeight) as refused:
        table(graph)
    assert str(refused.value) == (
        f'the edge from "a" to "b" has the weight {shown(weight)}; '
        "give a number of 0 or more, or leave it out, which is 1"
    )


def test_a_weight_that_is_not_looked_at_may_be_anything() -> None:
    graph = nx.DiGraph([("a", "b", {"weight": "often", "times": 3})])
    assert adjacency(graph, weight=None).loc["a", "b"] == 1
    assert adjacency(graph, weight="times").loc["a", "b"] == 3
    with pytest.raises(TypeError, match=r"^weight is the name of what edges say"):
        adjacency(graph, weight=1)  # type: ignore[arg-type] # this is the mistake


@pytest.mark.parametrize("table", [edge_list, adjacency, node_table])
@pytest.mark.parametrize(
    ("given", "instead"),
    [
        (PROGRAMME, f"Programme; {MAKE_ONE_OF_IT}"),
        (waves(PROGRAMME), "dict; give the graphs of a mapping one by one"),
        (
            None,
            f"NoneType; {MAKE_ONE}",
        ),
    ],
    ids=["records", "waves", "nothing"],
)
def test_what_is_no_graph_is_refused(
    table: Callable[[object], object], given: object, instead: str
) -> None:
    with pytest.raises(TypeError) as refused:
        table(given)
    assert str(refused.value) == f"a graph of networkx is needed, not {instead}"


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("network", "error", "message"),
    [
        ({1: WAVE}, TypeError, "a graph cannot be called 1; give a text, such as 'w1'"),
        (
            {},
            NoGraph,
            "there is no graph to write; give one, or several by what to call them",
        ),
        (
            {"w1": PROGRAMME},
            TypeError,
            f"a graph of networkx is needed, not Programme; {MAKE_ONE_OF_IT}",
        ),
        (
            [WAVE],
            TypeError,
            f"a graph of networkx is needed, not list; {MAKE_ONE}",
        ),
    ],
    ids=["a number", "empty", "records", "a list"],
)
def test_what_cannot_be_written_is_refused_before_there_is_a_folder(
    network: Any,  # noqa: ANN401 - a mistake of any type
    error: type[Exception],
    message: str,
    tmp_path: Path,
) -> None:
    with pytest.raises(error) as refused:
        write_network(network, tmp_path / "new")
    assert str(refused.value) == message
    assert not (tmp_path / "new").exists()


def test_a_folder_is_given_by_its_path() -> None:
    with pytest.raises(TypeError) as refused:
        write_network(WAVE, 5)  # type: ignore[arg-type] # this is the mistake
    assert str(refused.value) == "a file or a folder is given by its path, not as int"


def test_what_a_spreadsheet_would_take_for_a_formula_stands_behind_an_apostrophe(
    tmp_path: Path,
) -> None:
    _, nodes, _ = write_network(ties(PROGRAMME, "w1", level="schools"), tmp_path)
    written = nodes.read_bytes().decode()
    assert "s1,school,s1,'=Kilmory,TRUE" in written
    assert read(nodes)["label"].tolist() == ["'=Kilmory", 'Two, "quoted"\nlines\rof it']


def test_truth_is_written_as_r_writes_it_and_what_is_not_known_is_na(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([("a", {"respondent": True}), ("b", {"respondent": False}), ("c", {})])
    _, nodes, _ = write_network(graph, tmp_path)
    assert nodes.read_text() == "id,respondent\na,TRUE\nb,FALSE\nc,NA\n"


def test_each_wave_has_its_files(tmp_path: Path) -> None:
    written = write_network(waves(PROGRAMME), tmp_path / "new" / "folder")
    assert [path.name for path in written] == [
        *("w1-edges.csv", "w1-nodes.csv", "w1-adjacency.csv"),
        *("w2-edges.csv", "w2-nodes.csv", "w2-adjacency.csv"),
    ]
    assert sorted(written) == sorted((tmp_path / "new" / "folder").iterdir())


def test_the_matrix_is_not_written_where_it_is_not_wanted(tmp_path: Path) -> None:
    written = write_network(WAVE, tmp_path, matrix=False)
    assert [path.name for path in written] == ["w1-edges.csv", "w1-nodes.csv"]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["../x"], ["_x"]),
        (["/etc/passwd"], ["_etc_passwd"]),
        (["..", ".", "", "..."], ["network", "network-2", "network-3", "network-4"]),
        (["C:\\x", "a\0b"], ["C__x", "a_b"]),
        (["W1", "w1", "w1-2"], ["W1", "w1-2", "w1-2-2"]),
        (["x" * 300], ["x" * 100]),
        (["wēn"], ["w_n"]),
    ],
    ids=["up", "root", "dots", "odd", "alike", "long", "letters"],
)
def test_a_label_leads_out_of_no_folder_and_no_two_come_to_one_name(
    labels: list[str], names: list[str], tmp_path: Path
) -> None:
    graph = nx.Graph([("a", "b")])
    written = write_network(dict.fromkeys(labels, graph), tmp_path / "in", matrix=False)
    assert [path.name.removesuffix("-edges.csv") for path in written[::2]] == names
    assert sorted((tmp_path / "in").iterdir()) == sorted(written)
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"survey": "w1", "about": "ties"}, "w1"),
        ({"survey": None, "about": "ties"}, "ties"),
        ({}, "network"),
    ],
    ids=["a survey", "what it is about", "nothing"],
)
def test_one_graph_is_called_by_its_survey_or_what_it_is_about(
    said: dict[str, Any], name: str, tmp_path: Path
) -> None:
    written = write_network(nx.Graph(**said), tmp_path, matrix=False)
    assert written[0].name == f"{name}-edges.csv"


def test_a_file_that_is_there_is_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "w1-edges.csv").write_text("before")
    (tmp_path / "other.csv").write_text("mine")
    write_network(WAVE, tmp_path)
    assert (tmp_path / "w1-edges.csv").read_text().startswith("from,to,weight")
    assert (tmp_path / "other.csv").read_text() == "mine"


def test_where_writing_fails_the_file_stays_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "w1-edges.csv").write_text("before")

    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(pd.DataFrame, "to_csv", fails)
    with pytest.raises(OSError, match="the disk is full"):
        write_network(WAVE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["w1-edges.csv"]
    assert (tmp_path / "w1-edges.csv").read_text() == "before"


def test_a_matrix_without_weights_says_only_where_ties_are() -> None:
    waves: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b", {"weight": 3.0}), ("a", "b")])
    assert adjacency(waves, weight=None).to_numpy().tolist() == [[0.0, 1.0], [0.0, 0.0]]


@pytest.mark.parametrize("table", [edge_list, adjacency, node_table])
def test_two_nodes_that_would_be_one_in_a_table_are_refused(
    table: Callable[[nx.Graph[Any]], object],
) -> None:
    with pytest.raises(SameIds) as refused:
        table(nx.DiGraph([(1, "1"), ("1", 2)]))
    assert str(refused.value) == 'two nodes would both be called "1"; rename one of them'
