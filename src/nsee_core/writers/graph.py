"""A programme as a graph: one node a record, one edge a link."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nsee_core.programme import Programme
from nsee_core.records import Base
from nsee_core.records.links import link_fields, links
from nsee_core.reports.words import field
from nsee_core.safety import leaving
from nsee_core.tabular import Scalar, columns, flat

if TYPE_CHECKING:
    import networkx as nx


def to_graph(programme: Programme, *, include_sensitive: bool = False) -> nx.MultiDiGraph[str]:
    """A directed graph with every record and every link, ready for networkx and its writers.

    A node is called by the id of its record, and has its ``kind`` and what else it says in texts,
    numbers, dates (as text), truth values and lists of texts (as one, ``a; b``), under the names of
    ``tabular.columns``; parts, such as the questions of a cycle, and ``ext`` are left out. An edge
    leads from a record to what it links to, with the ``field`` of the link and, as ``place`` and as
    the edge's key, where in the record it stands. What is linked to and is not here is a node
    without attributes.

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
        graph.add_node(record.id, kind=record.kind, **_attributes(record))
        for link in links(record):
            place = field(link.place)
            graph.add_edge(record.id, link.target, key=place, field=link.field.name, place=place)
    return graph


def _attributes(record: Base) -> dict[str, Scalar]:
    told = _told(type(record))
    return {name: value for name, value in flat(record).items() if name in told}


@cache
def _told(model: type[Base]) -> frozenset[str]:
    """The columns that tools for graphs can make use of; links are edges."""
    edges = {"id", *(link.name for link in link_fields(model))}
    return frozenset(
        column.name
        for column in columns(model)
        if column.sort not in ("parts", "map") and column.path[0] not in edges
    )
