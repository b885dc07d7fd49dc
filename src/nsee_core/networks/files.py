"""Networks as files that other tools read: statnet, igraph, RSiena."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.files import beside, path_of
from nsee_core.networks.arguments.given import graph_given
from nsee_core.networks.tables import adjacency, edge_list, node_table
from nsee_core.tabular import guarded

_LONGEST_NAME = 100


class NoGraph(ValueError):
    """Networks were to be written, and there is none."""


def write_network(
    network: nx.Graph[Any] | Mapping[str, nx.Graph[Any]],
    folder: str | PathLike[str],
    *,
    weight: str | None = "weight",
    matrix: bool = True,
) -> list[Path]:
    """Write a network, or several waves of one, as CSV files for other tools.

    For each wave there are ``<label>-edges.csv`` (as ``edge_list()``), ``<label>-nodes.csv`` (as
    ``node_table()``) and ``<label>-adjacency.csv`` (as ``adjacency()``). UTF-8; NA where something
    is not known, TRUE and FALSE as in R; a text that a spreadsheet would take for a formula, or a
    reader for nothing, stands behind an apostrophe, in all the files alike.

    In R, igraph reads the edges and nodes::

        ids <- c(from = "character", to = "character", id = "character")
        edges <- read.csv("w1-edges.csv", colClasses = ids[1:2])
        nodes <- read.csv("w1-nodes.csv", colClasses = ids[3])
        graph <- igraph::graph_from_data_frame(edges, directed = TRUE, vertices = nodes)

    and statnet the matrix, in which it takes NA for a tie that is missing, not for one that is
    absent::

        table <- read.csv("w1-adjacency.csv", colClasses = ids[3], check.names = FALSE)
        ties <- as.matrix(data.frame(table[-1], row.names = table$id, check.names = FALSE))
        net <- network::as.network.matrix(ties, matrix.type = "adjacency", directed = TRUE,
                                          ignore.eval = FALSE, names.eval = "weight")
        network::set.vertex.attribute(net, names(nodes), nodes)

    RSiena takes such matrices too, one a wave and on one roster, written with ``weight=None``: of
    0, 1 and NA.

    Args:
        network: the graph, called by its survey or what it is about; or several by label.
        folder: the folder, which is made if it is not there. Files of these names in it are
            replaced; others stay.
        weight: the attribute of edges in the matrices; None for 1 wherever there is a tie.
        matrix: whether to write the matrices. They have n times n cells: say False for a network
            of more than a few thousand.

    Returns:
        The files. In their names, what is no letter of ASCII, digit, ``.``, ``_`` or ``-`` in a
        label is ``_``, and labels that come to the same are numbered.

    Raises:
        TypeError: it is no graph and no mapping of graphs by texts, or the folder is no path.
        NoGraph: the mapping is empty.
        NotAWeight: a weight is no number of 0 or more.
        SameIds: the ids of two nodes are one text.
        OSError: a file cannot be written.

    >>> folder = getfixture("tmp_path")
    >>> files = write_network(nx.DiGraph([("a", "b")], survey="w1"), folder)
    >>> [path.name for path in files]
    ['w1-edges.csv', 'w1-nodes.csv', 'w1-adjacency.csv']
    >>> print(files[0].read_text())
    from,to,weight
    a,b,1.0
    """
    graphs = _labelled(network)
    into = path_of(folder)
    into.mkdir(parents=True, exist_ok=True)
    written = list[Path]()
    for name, graph in zip(_names(graphs), graphs.values(), strict=True):
        for what, table in _tables(graph, weight, matrix=matrix):
            written.append(into / f"{name}-{what}.csv")
            _write(table, written[-1])
    return written


def _labelled(network: object) -> Mapping[str, nx.Graph[Any]]:
    """The graphs that are to be written, each with what it is to be called."""
    if not isinstance(network, Mapping):
        graph = graph_given(network)
        return {_label(graph): graph}
    if not network:
        raise NoGraph("there is no graph to write; give one, or several by what to call them")
    for label, graph in network.items():
        if not isinstance(label, str):
            raise TypeError(f"a graph cannot be called {label!r}; give a text, such as 'w1'")
        graph_given(graph)
    return network


def _label(graph: nx.Graph[Any]) -> str:
    return str(graph.graph.get("survey") or graph.graph.get("about") or "network")


def _names(labels: Iterable[str]) -> list[str]:
    """A name for each label that is safe in every file system, and no other's."""
    names: dict[str, str] = {}
    for label in labels:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", label)[:_LONGEST_NAME].lstrip(".") or "network"
        name, number = plain, 1
        while name.casefold() in names:  # some file systems know no capitals
            number += 1
            name = f"{plain}-{number}"
        names[name.casefold()] = name
    return list(names.values())


def _tables(
    graph: nx.Graph[Any], weight: str | None, *, matrix: bool
) -> Iterable[tuple[str, pd.DataFrame]]:
    yield "edges", edge_list(graph)
    yield "nodes", node_table(graph)
    if matrix:
        yield "adjacency", adjacency(graph, weight=weight).rename_axis("id").reset_index()


def _write(table: pd.DataFrame, path: Path) -> None:
    cells = pd.DataFrame({guarded(str(name)): _in_cells(column) for name, column in table.items()})
    with beside(path) as place:
        cells.to_csv(place, index=False, na_rep="NA", lineterminator="\r\n", encoding="utf-8")


def _in_cells(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column as it stands in the file; R knows truth by its capitals."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.map({True: "TRUE", False: "FALSE"})
    is_text = pd.api.types.is_string_dtype(column.dtype)
    return column.map(guarded, na_action="ignore") if is_text else column
