"""A network as tables: its edges, its matrix, and what is known of its nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.given import graph_given
from nsee_core.networks.arguments.weights import attribute_named, weight_of
from nsee_core.networks.measures.observed import Observed
from nsee_core.tabular import list_text
from nsee_core.wording import shown

_TOO_LARGE = 2**63
_Column = tuple[str, Sequence[Any]]


class SameIds(ValueError):
    """Two nodes of a graph have ids that would be one text, such as 1 and "1"."""


def edge_list(graph: nx.Graph[Any]) -> pd.DataFrame:
    """The edges of a graph, one row each.

    Columns: ``from``, ``to`` (str); ``weight`` (Float64), 1 where an edge has none; in a graph of
    several edges between two, ``key`` (str); and then what else the edges say, as boolean, Int64,
    Float64 or str. Several things said of one edge are one text, ``a; b``. In a graph without
    direction each edge is there once, from the end whose id comes first. Ties that are unknown,
    since somebody did not answer, are no rows: they are in ``adjacency()``.

    Raises:
        TypeError: it is no graph.
        NotAWeight: the ``weight`` of an edge is no number of 0 or more.
        SameIds: the ids of two nodes are one text.

    >>> edge_list(nx.DiGraph([("a", "b", {"weight": 2.0, "types": ("working together",)})]))
      from to  weight             types
    0    a  b     2.0  working together
    """
    called = _ids(graph)
    edges = list(graph.edges(data=True))
    said = [data for _, _, data in edges]
    ends = [(called[one], called[other]) for one, other, _ in edges]
    if not graph.is_directed():
        ends = [(min(pair), max(pair)) for pair in ends]
    columns: dict[str, _Column] = {
        "from": ("str", [one for one, _ in ends]),
        "to": ("str", [other for _, other in ends]),
        "weight": ("Float64", [weight_of(data, "weight", a, b) for a, b, data in edges]),
    }
    if isinstance(graph, nx.MultiGraph):
        columns["key"] = ("str", [str(key) for _, _, key in graph.edges(keys=True)])
    return typed_frame({**columns, **_others(said, columns)})


def adjacency(graph: nx.Graph[Any], *, weight: str | None = "weight") -> pd.DataFrame:
    """The matrix of a graph: a row for each sender, a column for each receiver, both by id.

    In a cell stands the weight of the tie, or the sum of several; 0 where there is none; and
    nothing (NaN) where none was reported and that there is none is not known: in the rows of those
    who did not answer, or as schools only in part, and without direction where neither of the two
    did as a whole. The diagonal is known. The cells are ``float64``: a matrix for numpy.

    Args:
        graph: the graph. Its matrix has n times n cells.
        weight: the attribute of edges to show; an edge that has none counts 1. None for 1 wherever
            there is a tie, as RSiena wants it.

    Raises:
        TypeError: it is no graph, or ``weight`` is no name.
        NotAWeight: what an edge says by that name is no number of 0 or more.
        SameIds: the ids of two nodes are one text.

    >>> graph = nx.DiGraph([("a", "b", {"weight": 2.0})], respondents=("a",))
    >>> adjacency(graph)
         a    b
    a  0.0  2.0
    b  NaN  0.0
    """
    ids = [*_ids(graph).values()]
    weight = attribute_named(weight)
    if weight is not None:
        for one, other, said in graph.edges(data=True):
            weight_of(said, weight, one, other)
    # without weights each edge is 1 by its default, under a name that no attribute has
    cells = nx.to_numpy_array(graph, weight=weight or "", multigraph_weight=sum if weight else max)
    whole = Observed.of(graph).whole
    silent = np.array([node not in whole for node in graph], np.bool_)
    unseen = silent[:, None] & (True if graph.is_directed() else silent)
    unknown = unseen & (cells == 0) & ~np.eye(len(ids), dtype=np.bool_)
    return pd.DataFrame(np.where(unknown, np.nan, cells), index=ids, columns=ids)


def node_table(graph: nx.Graph[Any]) -> pd.DataFrame:
    """What is known of the nodes of a graph, one row each, in the order of ``adjacency()``.

    Columns: ``id`` (str), and then what the nodes say, as boolean, Int64, Float64 or str. The name
    of an organisation is called ``label``: in igraph, ``name`` is what edges call a node by.

    Raises:
        TypeError: it is no graph.
        SameIds: the ids of two nodes are one text.

    >>> graph = nx.Graph()
    >>> graph.add_node("s1", kind="school", name="Kilmory Primary")
    >>> node_table(graph)
       id    kind            label
    0  s1  school  Kilmory Primary
    """
    ids: dict[str, _Column] = {"id": ("str", [*_ids(graph).values()])}
    said = [
        {"label" if name == "name" else name: value for name, value in data.items()}
        for _, data in graph.nodes(data=True)
    ]
    return typed_frame({**ids, **_others(said, ids)})


def _ids(graph: object) -> dict[Any, str]:
    """What each node is called in a table, in the order of the graph."""
    called = {node: str(node) for node in graph_given(graph)}
    if len(set(called.values())) < len(called):
        twice = next(id_ for id_, times in Counter(called.values()).items() if times > 1)
        raise SameIds(f"two nodes would both be called {shown(twice)}; rename one of them")
    return called


def _others(said: Sequence[Mapping[str, Any]], already: Iterable[str]) -> dict[str, _Column]:
    """What is said beside what is a column already, each with its dtype."""
    names = dict.fromkeys(name for data in said for name in data if name not in already)
    return {name: _column([data.get(name) for data in said]) for name in names}


def _column(values: Sequence[Any]) -> _Column:
    values = [None if value == () else value for value in values]
    kinds = {_sort(value) for value in values if value is not None}
    for dtype, fitting in (("boolean", {bool}), ("Int64", {int}), ("Float64", {int, float})):
        if kinds and kinds <= fitting:
            return dtype, values
    return "str", [None if value is None else _text(value) for value in values]


def _sort(value: object) -> type:
    """Of what sort a value is; a number that no column can hold is a text."""
    too_large = isinstance(value, int) and not -_TOO_LARGE <= value < _TOO_LARGE
    return str if too_large else type(value)


def _text(value: object) -> str:
    if isinstance(value, tuple | list):
        return list_text([str(item) for item in value])
    return str(value)
