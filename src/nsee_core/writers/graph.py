"""A programme as a graph: one node a record, one edge a link."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from nsee_core.programme import Programme
from nsee_core.records import Base, When
from nsee_core.records.links import link_fields, links
from nsee_core.reports.words import field
from nsee_core.safety import leaving
from nsee_core.tabular.shapes import shapes

if TYPE_CHECKING:
    import networkx as nx


def to_graph(programme: Programme, *, include_sensitive: bool = False) -> nx.MultiDiGraph[str]:
    """A directed graph with every record and every link, ready for networkx and its writers.

    A node is called by the id of its record, and has its ``kind`` and every field that holds one
    text, number, date (as text) or truth value. An edge leads from a record to what it links to,
    with the ``field`` of the link and, as ``place`` and as the edge's key, where in the record it
    stands. What is linked to and is not here is a node without attributes.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> graph = to_graph(Programme.of([Trio(id="t1", type="teachers", members=("p1",))]))
    >>> graph.nodes["t1"], graph.nodes["p1"], list(graph.edges(data="place"))
    ({'kind': 'trio', 'type': 'teachers'}, {}, [('t1', 'p1', 'members[0]')])
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in leaving(programme, include_sensitive=include_sensitive):
        graph.add_node(record.id, kind=record.kind, **_scalars(record))
        for link in links(record):
            place = field(link.place)
            graph.add_edge(record.id, link.target, key=place, field=link.field.name, place=place)
    return graph


def _scalars(record: Base) -> dict[str, Any]:
    held = record.__dict__
    said = ((name, held[name]) for name in _told(type(record)) if held[name] is not None)
    return {name: value.text if isinstance(value, When) else value for name, value in said}


@cache
def _told(model: type[Base]) -> tuple[str, ...]:
    """The fields that hold one plain value, and are not links: those are edges."""
    edges = {"id", *(link.name for link in link_fields(model))}
    return tuple(shape.name for shape in shapes(model) if shape.plain and shape.name not in edges)
