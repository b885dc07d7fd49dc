"""What GraphML and GEXF share: a graph whose attributes each have one type, as text.

Ids are not escaped: their form leaves no room for markup (``records.ids``: letters, digits, and
"-", "_", ".", ":" within), and it is the form of what is linked to as well, even of what is not
here. Names of fields are Python's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

import attrs

from nsee_core.programme import Programme
from nsee_core.records import KINDS
from nsee_core.tabular import columns
from nsee_core.writers.graph import to_graph
from nsee_core.writers.xml import escaped

#: The types of values that both formats know by the same names.
Sort = Literal["string", "long", "double", "boolean"]

_SORTS: Mapping[str, Sort] = MappingProxyType(
    {"integer": "long", "number": "double", "truth": "boolean"}
)
_Said = Mapping[str, str | int | float | bool]


class Attribute(NamedTuple):
    """Something that nodes or edges say of themselves."""

    id: str
    name: str
    sort: Sort


class Value(NamedTuple):
    """What one of them says: the id of the attribute, and the value, ready to stand in XML."""

    attribute: str
    text: str


class Edge(NamedTuple):
    """A link, under an id of its own."""

    id: str
    source: str
    target: str
    field: str
    values: list[Value]


@attrs.frozen
class Drawn:
    """A graph as both formats write it: what is declared, then the nodes, then the edges."""

    of_nodes: tuple[Attribute, ...]
    """What some node says, in the order of the names."""
    of_edges: tuple[Attribute, ...]
    """What some edge says, in the order of the names."""
    nodes: Iterator[tuple[str, list[Value]]]
    """What each node is called, and says; to be taken once."""
    edges: Iterator[Edge]
    """To be taken once."""


def drawn(programme: Programme, *, include_sensitive: bool) -> Drawn:
    """The graph of what leaves of a programme, ready to be written."""
    graph = to_graph(programme, include_sensitive=include_sensitive)
    of_nodes = _attributes("node", (said for _, said in graph.nodes(data=True)))
    of_edges = _attributes("edge", (said for _, _, said in graph.edges(data=True)))
    return Drawn(
        tuple(of_nodes.values()),
        tuple(of_edges.values()),
        ((node, _values(said, of_nodes)) for node, said in graph.nodes(data=True)),
        (
            Edge(f"e{number}", source, target, said["field"], _values(said, of_edges))
            for number, (source, target, said) in enumerate(graph.edges(data=True))
        ),
    )


def _values(said: _Said, attributes: Mapping[str, Attribute]) -> list[Value]:
    return [Value(attributes[name].id, _text(value)) for name, value in said.items()]


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escaped(str(value))


def _attributes(of: str, all_said: Iterable[_Said]) -> Mapping[str, Attribute]:
    names = sorted({name for said in all_said for name in said})
    return {name: Attribute(f"{of}.{name}", name, _sorts().get(name, "string")) for name in names}


@cache
def _sorts() -> Mapping[str, Sort]:
    """The type of each column, whatever the data; text, where it differs from kind to kind."""
    sorts: dict[str, set[Sort]] = {}
    for model in KINDS.values():
        for column in columns(model):
            sorts.setdefault(column.name, set()).add(_SORTS.get(column.sort, "string"))
    return MappingProxyType(
        {name: min(found) if len(found) == 1 else "string" for name, found in sorts.items()}
    )
