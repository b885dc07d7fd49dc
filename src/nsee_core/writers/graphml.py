"""GraphML: the graph of a programme, for yEd, Cytoscape, igraph, networkx and R."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.writers.graph_files import Attribute, Drawn, Value, drawn


def to_graphml(programme: Programme, *, include_sensitive: bool = False) -> str:
    """The graph of a programme as GraphML (graphml.graphdrawing.org, 1.0).

    It holds what ``to_graph`` holds: a node for each record, an edge for each link. An edge has an
    id of its own, and its ``place`` tells the links between two records apart. A field has one
    type in every file; ``position``, a number of a lesson and a text of a person, is text. Parts,
    such as the questions of a cycle, and ``ext`` are not in it.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> import networkx as nx
    >>> text = to_graphml(Programme.of([Trio(id="t1", type="teachers", members=("p1",))]))
    >>> nx.parse_graphml(text).nodes["t1"]
    {'kind': 'trio', 'type': 'teachers'}
    """
    return "".join(_lines(drawn(programme, include_sensitive=include_sensitive)))


def write_graphml(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_graphml`` gives to a file, bit by bit, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    write_pieces(path, _lines(drawn(programme, include_sensitive=include_sensitive)))


def _lines(graph: Drawn) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from (_key("node", attribute) for attribute in graph.of_nodes)
    yield from (_key("edge", attribute) for attribute in graph.of_edges)
    yield ' <graph edgedefault="directed">\n'
    for node, held in graph.nodes:
        yield f'  <node id="{node}">{_data(held)}</node>\n'
    for id_, source, target, _, held in graph.edges:
        ends = f'source="{source}" target="{target}"'
        yield f'  <edge id="{id_}" {ends}>{_data(held)}</edge>\n'
    yield " </graph>\n</graphml>\n"


def _key(of: str, attribute: Attribute) -> str:
    id_, name, sort = attribute
    return f' <key id="{id_}" for="{of}" attr.name="{name}" attr.type="{sort}"/>\n'


def _data(held: list[Value]) -> str:
    return "".join(f'<data key="{id_}">{text}</data>' for id_, text in held)
