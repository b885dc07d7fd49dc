"""What a figure is asked for, looked at before anything is drawn: misuse is said in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite, nan
from typing import Any

import networkx as nx
import pandas as pd

from nsee_core.plots.grouping import AnyGraph, Node
from nsee_core.plots.paper.style import CannotDraw, known_columns, plain


def heading_of(title: object, otherwise: str) -> str:
    """The title that was given, or the one that the figure has otherwise.

    Raises:
        CannotDraw: what was given is no text.
    """
    if title is None:
        return otherwise
    if not isinstance(title, str):
        raise CannotDraw(f"title is the text to write above, and not {typed(title)}")
    return title


def label_of(heading: str, words: str) -> str:
    """What a figure shows, after its title if it has one."""
    return f"{plain(heading)}: {words}." if heading else f"{words}."


def names_of(names: object) -> Mapping[Any, str]:
    """What to call things, by their ids; nothing where it was not given.

    Raises:
        CannotDraw: what was given is no mapping, or it holds a name that is no text.
    """
    if names is None:
        return {}
    if not isinstance(names, Mapping):
        raise CannotDraw(f"names is a dict of names by id, and not {typed(names)}")
    for id_, name in names.items():
        if not isinstance(name, str):
            raise CannotDraw(f'names has no text for "{id_}", but {name!r}')
    return names


def known_frame(frame: object, columns: Iterable[str], made_by: str) -> None:
    """Refuse what is no DataFrame with these columns.

    Raises:
        CannotDraw: it is none, or a column is missing.
    """
    if not isinstance(frame, pd.DataFrame):
        raise CannotDraw(f"give a DataFrame of {made_by}, and not {typed(frame)}")
    known_columns(frame, columns, made_by)


def known_lineage(graph: object) -> AnyGraph:
    """The graph, if it is one of a lineage.

    Raises:
        CannotDraw: it is no directed graph with one edge at most from one to another, does not say
            what is circular in it, or has a generation that is no number from 0 on.
    """
    if not isinstance(graph, nx.DiGraph) or graph.is_multigraph():
        raise CannotDraw(f"give a networkx DiGraph of networks.lineage(), and not {typed(graph)}")
    if "circular" not in graph.graph:
        msg = 'the graph does not say what is "circular" in it; give a graph of networks.lineage()'
        raise CannotDraw(msg)
    for node, born in graph.nodes(data="generation"):
        if born is not None and (type(born) is not int or born < 0):
            msg = f'the generation of "{node}" is {born!r}, and not a whole number from 0 on'
            raise CannotDraw(msg)
    return graph


def graph_of(graph: object) -> AnyGraph:
    """The graph to draw.

    Raises:
        CannotDraw: what was given is no networkx graph.
    """
    if not isinstance(graph, nx.Graph):
        raise CannotDraw(f"give a networkx graph, as networks.ties() does, and not {typed(graph)}")
    return graph


def waves_of(waves: object) -> Mapping[str, AnyGraph]:
    """Several graphs by their names.

    Raises:
        CannotDraw: what was given is no mapping, or it holds what is no networkx graph.
    """
    if not isinstance(waves, Mapping):
        msg = f"give a dict of graphs by name, as networks.waves() does, and not {typed(waves)}"
        raise CannotDraw(msg)
    for name, graph in waves.items():
        if not isinstance(graph, nx.Graph):
            raise CannotDraw(f'"{name}" is no networkx graph, but {typed(graph)}')
    return waves


def graphs_of(graphs: object) -> list[AnyGraph]:
    """One graph, or several by their names.

    Raises:
        CannotDraw: what was given is neither.
    """
    if isinstance(graphs, Mapping):
        return list(waves_of(graphs).values())
    return [graph_of(graphs)]


def most_of(labels: object) -> int | None:
    """How many names to write at most; None where it was not given.

    Raises:
        CannotDraw: what was given is no whole number from 0 on.
    """
    if labels is None:
        return None
    if not isinstance(labels, int) or isinstance(labels, bool) or labels < 0:
        raise CannotDraw(f"labels is how many nodes to name at most, from 0 on, and not {labels!r}")
    return labels


def spots_of(positions: object) -> Mapping[Node, tuple[float, float]]:
    """Where nodes are to be drawn.

    Raises:
        CannotDraw: what was given is no mapping, or it holds what is no two finite numbers.
    """
    if not isinstance(positions, Mapping):
        msg = f"positions is what plots.positions() gives, a dict, and not {typed(positions)}"
        raise CannotDraw(msg)
    return {node: _spot(node, at) for node, at in positions.items()}


def _spot(node: Node, at: object) -> tuple[float, float]:
    try:
        x, y = map(float, at)  # type: ignore[call-overload] # fails for what is no pair
    except (TypeError, ValueError):
        x = y = nan
    if not (isfinite(x) and isfinite(y)):
        raise CannotDraw(f'the position of "{node}" is its x and y, two numbers, and not {at!r}')
    return x, y


def typed(given: object) -> str:
    """The type of what was given, for a complaint."""
    return f"of the type {type(given).__name__}"
