"""GEXF: the graph of a programme, for Gephi."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from nsee_core.programme import Programme
from nsee_core.writers.graph import to_graph
from nsee_core.writers.graph_files import (
    Attributes,
    Said,
    edge_attributes,
    node_attributes,
    values,
)


def to_gexf(programme: Programme, *, include_sensitive: bool = False) -> str:
    """The graph of a programme as GEXF (gexf.net, 1.3), static.

    It holds what ``to_graphml`` holds, and in the same types. The label of a node is the id of its
    record, that of an edge the field of its link.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> text = to_gexf(Programme.of([Trio(id="t1", members=("p1",))]))
    >>> [line.strip() for line in text.splitlines() if "<node id" in line]
    ['<node id="t1" label="t1"><attvalues>...</attvalues></node>', '<node id="p1" ...>']
    """
    return "".join(_lines(programme, include_sensitive=include_sensitive))


def write_gexf(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write the graph of a programme to a file as GEXF, in UTF-8.

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
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield ' <graph mode="static" defaultedgetype="directed">\n'
    yield from _declared("node", of_nodes)
    yield from _declared("edge", of_edges)
    yield "  <nodes>\n"
    for node, said in graph.nodes(data=True):
        yield f'   <node id="{node}" label="{node}">{_held(said, of_nodes)}</node>\n'
    yield "  </nodes>\n  <edges>\n"
    for number, (source, target, said) in enumerate(graph.edges(data=True)):
        ends = f'source="{source}" target="{target}" label="{said["field"]}"'
        yield f'   <edge id="e{number}" {ends}>{_held(said, of_edges)}</edge>\n'
    yield "  </edges>\n </graph>\n</gexf>\n"


def _declared(of: str, attributes: Attributes) -> Iterator[str]:
    yield f'  <attributes class="{of}">\n'
    for id_, name, sort in attributes.values():
        yield f'   <attribute id="{id_}" title="{name}" type="{sort}"/>\n'
    yield "  </attributes>\n"


def _held(said: Said, attributes: Attributes) -> str:
    held = (f'<attvalue for="{id_}" value="{text}"/>' for id_, text in values(said, attributes))
    return f"<attvalues>{''.join(held)}</attvalues>"
