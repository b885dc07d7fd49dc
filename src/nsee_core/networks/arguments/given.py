"""Misuse told early: what was given, if it can be taken."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from numbers import Real
from operator import index
from typing import Any, SupportsIndex, TypeAlias, cast

import networkx as nx

from nsee_core.programme import Programme
from nsee_core.wording import shown

#: What a measure takes: a graph, or several by label, as ``waves()`` gives them.
Graphs: TypeAlias = "nx.Graph[Any] | Mapping[str, nx.Graph[Any]]"


class UnusableNumber(ValueError):
    """What was given for a number is none, or one that makes no sense there: a negative seed."""


def graph_given(given: object) -> nx.Graph[Any]:
    """What somebody gave, if it is a graph of networkx.

    Raises:
        TypeError: it is something else; the message says what to give instead.

    >>> graph_given([("p1", "p2")])
    Traceback (most recent call last):
    TypeError: a graph of networkx is needed, not list; ties() and collaboration() make one of
    records, and nx.Graph(edges) of edges
    """
    if isinstance(given, nx.Graph):
        return given
    if isinstance(given, Programme):
        instead = "ties(programme) and collaboration(programme) make one"
    elif isinstance(given, Mapping):
        instead = "give the graphs of a mapping one by one"
    else:
        instead = "ties() and collaboration() make one of records, and nx.Graph(edges) of edges"
    msg = f"a graph of networkx is needed, not {type(given).__name__}; {instead}"
    raise TypeError(msg)


def graphs_given(given: Mapping[Any, object]) -> dict[str, nx.Graph[Any]]:
    """What somebody gave in a mapping, if it is graphs by label.

    Raises:
        TypeError: something in it is no graph, or a label no text.

    >>> graphs_given({2018: nx.Graph()})
    Traceback (most recent call last):
    TypeError: a graph cannot be called 2018; give a text, such as "w1"
    >>> graphs_given({"p1": {"p2": {}}})
    Traceback (most recent call last):
    TypeError: what is called "p1" is no graph of networkx, but dict; nx.Graph() makes one of a
    mapping of neighbours, and of edges
    """
    for label, graph in given.items():
        if not isinstance(label, str):
            raise TypeError(f'a graph cannot be called {shown(label)}; give a text, such as "w1"')
        if not isinstance(graph, nx.Graph):
            raise TypeError(
                f"what is called {shown(label)} is no graph of networkx, but "
                f"{type(graph).__name__}; nx.Graph() makes one of a mapping of neighbours, and of "
                "edges"
            )
    return dict(cast("Mapping[str, nx.Graph[Any]]", given))


def text_given(given: object, name: str) -> str:
    """What somebody gave to name an attribute of nodes, if it is a text.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(given, str):
        return given
    msg = f"{name} cannot be {shown(given)}; give the name of an attribute"
    raise TypeError(msg)


def whole_number(
    given: object,
    name: str,
    least: int = 0,
    refusal: type[ValueError] = UnusableNumber,
    *,
    most: int | None = None,
) -> int:
    """What somebody gave, if it is a whole number that is neither too small nor too large.

    Args:
        given: what it is.
        name: of the argument.
        least: the smallest that there can be.
        refusal: what to raise where it is something else.
        most: the largest; None for no end.

    >>> whole_number(-1, "seed")
    Traceback (most recent call last):
    nsee_core.networks.arguments.given.UnusableNumber: seed cannot be -1; give a whole number,
    0 or more
    """
    number = _whole(given)
    if number is not None and number >= least and (most is None or number <= most):
        return number
    upto = "or more" if most is None else f"to {most}"
    raise refusal(f"{name} cannot be {shown(given)}; give a whole number, {least} {upto}")


def _whole(given: object) -> int | None:
    if isinstance(given, bool) or not isinstance(given, SupportsIndex):
        return None
    try:
        return index(given)
    except TypeError:  # an array of numpy promises to be a number, and is many
        return None


def is_amount(given: object) -> bool:
    """Whether something is a number, and one that there can be so much of: 0 or more, and finite.

    >>> [is_amount(given) for given in (0, 2.5, -1, float("nan"), float("inf"), "2", None)]
    [True, True, False, False, False, False, False]
    """
    if not isinstance(given, Real):
        return False
    try:
        return 0 <= float(given) < inf
    except OverflowError:  # a whole number may be larger than any other
        return False
