"""GEXF: the graph of a programme, for Gephi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.writers.graph_files import Attribute, Drawn, Value, drawn


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
    return "".join(_lines(drawn(programme, include_sensitive=include_sensitive)))


def write_gexf(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_gexf`` gives to a file, bit by bit, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    write_pieces(path, _lines(drawn(programme, include_sensitive=include_sensitive)))


def _lines(graph: Drawn) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield ' <graph mode="static" defaultedgetype="directed">\n'
    yield from _declared("node", graph.of_nodes)
    yield from _declared("edge", graph.of_edges)
    yield "  <nodes>\n"
    for node, held in graph.nodes:
        yield f'   <node id="{node}" label="{node}">{_held(held)}</node>\n'
    yield "  </nodes>\n  <edges>\n"
    for id_, source, target, field, held in graph.edges:
        ends = f'source="{source}" target="{target}" label="{field}"'
        yield f'   <edge id="{id_}" {ends}>{_held(held)}</edge>\n'
    yield "  </edges>\n </graph>\n</gexf>\n"


def _declared(of: str, attributes: Iterable[Attribute]) -> Iterator[str]:
    yield f'  <attributes class="{of}">\n'
    for id_, name, sort in attributes:
        yield f'   <attribute id="{id_}" title="{name}" type="{sort}"/>\n'
    yield "  </attributes>\n"


def _held(held: list[Value]) -> str:
    said = "".join(f'<attvalue for="{id_}" value="{text}"/>' for id_, text in held)
    return f"<attvalues>{said}</attvalues>"
