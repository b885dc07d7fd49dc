"""What GraphML and GEXF share: the attributes of a graph, each with one type, as text.

Ids are not escaped: their form leaves no room for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from nsee_core.records import KINDS
from nsee_core.tabular import columns
from nsee_core.writers.xml import escaped

if TYPE_CHECKING:
    import networkx as nx

Said = Mapping[str, str | int | float | bool]
#: The types of values that both formats know by the same names.
Sort = Literal["string", "long", "double", "boolean"]

_SORTS: Mapping[str, Sort] = MappingProxyType(
    {"integer": "long", "number": "double", "truth": "boolean"}
)


class Attribute(NamedTuple):
    """Something that nodes or edges say of themselves."""

    id: str
    name: str
    sort: Sort


Attributes = Mapping[str, Attribute]


def node_attributes(graph: nx.MultiDiGraph[str]) -> Attributes:
    """Those that some node has, by name and in the order of the names."""
    return _attributes("node", (said for _, said in graph.nodes(data=True)))


def edge_attributes(graph: nx.MultiDiGraph[str]) -> Attributes:
    """Those that some edge has, by name and in the order of the names."""
    return _attributes("edge", (said for _, _, said in graph.edges(data=True)))


def values(said: Said, attributes: Attributes) -> Iterator[tuple[str, str]]:
    """What is said, each with the id of its attribute, ready to stand in XML."""
    for name, value in said.items():
        yield attributes[name].id, _text(value)


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escaped(str(value))


def _attributes(of: str, all_said: Iterable[Said]) -> Attributes:
    names = sorted({name for said in all_said for name in said})
    return {name: Attribute(f"{of}.{name}", name, _sorts().get(name, "string")) for name in names}


@cache
def _sorts() -> Mapping[str, Sort]:
    """The type of each column, whatever the data; text, where it differs from kind to kind."""
    sorts: dict[str, set[Sort]] = {}
    for model in KINDS.values():
        for column in columns(model):
            sorts.setdefault(column.name, set()).add(_SORTS.get(column.sort, "string"))
    return {name: min(found) if len(found) == 1 else "string" for name, found in sorts.items()}
