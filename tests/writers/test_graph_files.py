"""GraphML and GEXF, read by the libraries that others read them with."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import igraph  # type: ignore[import-untyped] # it says none of its types
import networkx as nx
import pytest
from hypothesis import given

from nsee_core import Change, Entry, Lesson, Person, Programme, Trio, to_graph
from nsee_core.writers.gexf import to_gexf, write_gexf
from nsee_core.writers.graphml import to_graphml, write_graphml
from tests.strategies import programmes

Said = dict[str, Any]
Nodes = dict[str, Said]
Edges = Counter[tuple[str, str, str, str]]
Graph = tuple[Nodes, Edges]


def in_networkx_by_graphml(text: str) -> Graph:
    return told(nx.parse_graphml(text, force_multigraph=True))


def in_networkx_by_gexf(text: str) -> Graph:
    return told(nx.read_gexf(io.BytesIO(text.encode()), version="1.3"), beside={"label"})


def told(graph: Any, beside: Iterable[str] = ()) -> Graph:  # noqa: ANN401 - any of networkx's graphs
    """A graph of networkx, without what the format adds to its nodes."""
    nodes = {
        node: {name: value for name, value in said.items() if name not in beside}
        for node, said in graph.nodes(data=True)
    }
    edges = [(a, b, said["field"], said["place"]) for a, b, said in graph.edges(data=True)]
    return nodes, Counter(edges)


def in_igraph(folder: Path, text: str) -> tuple[list[Said], Edges]:
    """The nodes with every attribute that any of them has, and the edges."""
    file = folder / "graph.graphml"
    file.write_text(text, "utf-8", newline="\n")
    graph = igraph.Graph.Read_GraphML(str(file))
    nodes = [vertex.attributes() for vertex in graph.vs]
    ids = [node["id"] for node in nodes]
    edges = [(ids[e.source], ids[e.target], e["field"], e["place"]) for e in graph.es]
    return nodes, Counter(edges)


def expected(programme: Programme) -> Graph:
    nodes, edges = told(to_graph(programme, include_sensitive=True))
    return {node: dict(in_one_type(said)) for node, said in nodes.items()}, edges


def in_one_type(said: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Only `position` is a number here and a text there."""
    for name, value in said.items():
        yield name, str(value) if name == "position" else value


READERS = (
    pytest.param(to_graphml, in_networkx_by_graphml, id="graphml"),
    pytest.param(to_gexf, in_networkx_by_gexf, id="gexf"),
)


@pytest.mark.parametrize(("write", "read"), READERS)
@given(programme=programmes())
def test_networkx_reads_the_same_nodes_edges_and_attributes(
    write: Callable[..., str], read: Callable[[str], Graph], programme: Programme
) -> None:
    assert read(write(programme, include_sensitive=True)) == expected(programme)


@given(programme=programmes())
def test_igraph_reads_the_same_nodes_edges_and_attributes(
    tmp_path_factory: pytest.TempPathFactory, programme: Programme
) -> None:
    text = to_graphml(programme, include_sensitive=True)
    nodes, edges = in_igraph(tmp_path_factory.mktemp("igraph"), text)
    wanted = expected(programme)
    assert edges == wanted[1]
    assert [node["id"] for node in nodes] == list(wanted[0])
    for node in nodes:
        said = wanted[0][node["id"]]
        assert {name: node[name] for name in said} == said


HOSTILE = "]]><!--&amp;\"'\t\r\n  \u202e\x85\u2028\U0001f393 -->"
SHARED = Programme.of(
    [
        Trio(id="t", members=("p1", "p1", "p2")),
        Person(id="p1", position="head", note=HOSTILE),
        Lesson(id="l", cycle="c", position=2),
        Entry(id="e", cycle="c", step="1", sequence=3),
    ]
)


@pytest.mark.parametrize(("write", "read"), READERS)
def test_every_text_is_read_as_it_was_written(
    write: Callable[..., str], read: Callable[[str], Graph]
) -> None:
    nodes, _ = read(write(SHARED, include_sensitive=True))
    assert nodes["p1"]["note"] == HOSTILE


@pytest.mark.parametrize(("write", "read"), READERS)
def test_what_xml_cannot_say_is_a_replacement_character(
    write: Callable[..., str], read: Callable[[str], Graph]
) -> None:
    programme = Programme.of([Change(id="x", cycle="c", text="a\uffffb")])
    nodes, _ = read(write(programme, include_sensitive=True))
    assert nodes["x"]["text"] == "a\ufffdb"


@pytest.mark.parametrize(("write", "read"), READERS)
def test_two_links_between_the_same_two_records_are_two_edges(
    write: Callable[..., str], read: Callable[[str], Graph]
) -> None:
    _, edges = read(write(SHARED))
    assert sorted(place for source, _, _, place in edges.elements() if source == "t") == [
        "members[0]",
        "members[1]",
        "members[2]",
    ]


@pytest.mark.parametrize(("write", "read"), READERS)
def test_a_field_that_is_a_number_here_and_a_text_there_is_text_in_every_file(
    write: Callable[..., str], read: Callable[[str], Graph]
) -> None:
    nodes, _ = read(write(Programme.of([Lesson(id="l", cycle="c", round=1, position=2)])))
    assert (nodes["l"]["round"], nodes["l"]["position"]) == (1, "2")


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_what_is_private_is_written_only_when_that_is_said(write: Callable[..., str]) -> None:
    assert "head" in write(SHARED, include_sensitive=True)
    assert "head" not in write(SHARED)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        pytest.param(to_graphml, write_graphml, id="graphml"),
        pytest.param(to_gexf, write_gexf, id="gexf"),
    ],
)
def test_a_file_holds_the_text_in_utf_8(
    text: Callable[..., str], write: Callable[..., None], tmp_path: Path
) -> None:
    write(SHARED, tmp_path / "file", include_sensitive=True)
    assert (tmp_path / "file").read_bytes() == text(SHARED, include_sensitive=True).encode()
