"""GraphML: the graph of a programme, for yEd, Cytoscape, igraph, networkx and R."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from nsee_core.programme import Programme
from nsee_core.writers.graph import to_graph
from nsee_core.writers.graph_files import (
    Attribute,
    Attributes,
    Said,
    edge_attributes,
    node_attributes,
    values,
)


def to_graphml(programme: Programme, *, include_sensitive: bool = False) -> str:
    """The graph of a programme as GraphML (graphml.graphdrawing.org, 1.0).

    It holds what ``to_graph`` holds: a node for each record, an edge for each link. An edge has an
    id of its own, and its ``place`` tells the links between two records apart. A field has one
    type in every file; ``position``, a number of a lesson and a text of a person, is text. Fields
    with several values, parts and ``ext`` are not in it.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> import networkx as nx
    >>> text = to_graphml(Programme.of([Trio(id="t1", type="teachers", members=("p1",))]))
    >>> nx.parse_graphml(text).nodes["t1"]
    {'kind': 'trio', 'type': 'teachers'}
    """
    return "".join(_lines(programme, include_sensitive=include_sensitive))


def write_graphml(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write the graph of a programme to a file as GraphML, in UTF-8.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        path: the file, which is replaced if it is there.
        include_sensitive: whether to write it all instead.

    Raises:
        OSError: the file cannot be written.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(programme, include_sensitive=include_sensitive))


def _lines(programme: Programme, *, include_sensitive: bool) -> Iterator[str]:
    graph = to_graph(programme, include_sensitive=include_sensitive)
    of_nodes, of_edges = node_attributes(graph), edge_attributes(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from (_key("node", attribute) for attribute in of_nodes.values())
    yield from (_key("edge", attribute) for attribute in of_edges.values())
    yield ' <graph edgedefault="directed">\n'
    for node, said in graph.nodes(data=True):
        yield f'  <node id="{node}">{_data(said, of_nodes)}</node>\n'
    for number, (source, target, said) in enumerate(graph.edges(data=True)):
        ends = f'source="{source}" target="{target}"'
        yield f'  <edge id="e{number}" {ends}>{_data(said, of_edges)}</edge>\n'
    yield " </graph>\n</graphml>\n"


def _key(of: str, attribute: Attribute) -> str:
    id_, name, sort = attribute
    return f' <key id="{id_}" for="{of}" attr.name="{name}" attr.type="{sort}"/>\n'


def _data(said: Said, attributes: Attributes) -> str:
    return "".join(f'<data key="{id_}">{text}</data>' for id_, text in values(said, attributes))
