"""What a graph and its nodes say of themselves: read rightly wherever it comes from, or refused."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from numbers import Real
from typing import Any, TypeGuard

import networkx as nx
import numpy as np

from nsee_core.networks.measures.undefined import is_missing
from nsee_core.tabular.cells import list_text
from nsee_core.wording import listed, shown

_NAMED_AT_MOST = 5


def label_said(node: Hashable, name: str, said: object) -> str:
    """What a node says in one word: a text as it stands, and one number the same however written.

    Raises:
        TypeError: it says several things, or holds others.

    >>> label_said("p1", "decile", 2), label_said("p1", "decile", 2.0)
    ('2', '2')
    >>> label_said("p1", "authority", ["moray", "highland"])
    Traceback (most recent call last):
    TypeError: the authority of "p1" cannot be ['moray', 'highland']; give one text or number
    """
    if isinstance(said, str):
        return str(said)
    if isinstance(said, Collection):
        raise TypeError(
            f"the {name} of {shown(node)} cannot be {shown(said)}; give one text or number"
        )
    if isinstance(said, float | np.floating) and said.is_integer():
        return str(int(said))
    return str(said)


def words_said(node: Hashable, name: str, said: object) -> str | None:
    """What a node says, to be shown: several things in one text; None where it says nothing.

    Raises:
        TypeError: it is neither one text or number, nor several.

    >>> words_said("p1", "role", ["teacher", "head"]), words_said("p1", "role", "")
    ('teacher; head', None)
    """
    if isinstance(said, list | tuple):
        return list_text([label_said(node, name, each) for each in said])
    return None if is_missing(said) else label_said(node, name, said)


def truth_said(node: Hashable, said: object) -> bool:
    """Whether a node says that it answered: True or False, or 1 or 0, as files write it.

    Raises:
        TypeError: it is neither; a text could mean either in any language.

    >>> truth_said("p1", np.True_), truth_said("p1", 0.0)
    (True, False)
    >>> truth_said("p1", "no")
    Traceback (most recent call last):
    TypeError: the respondent of "p1" cannot be "no"; give True or False for whether they answered,
    or leave it out where that is not known
    """
    if isinstance(said, bool):
        return said
    if isinstance(said, np.bool_ | Real) and said in (0, 1):
        return bool(said)
    raise TypeError(
        f"the respondent of {shown(node)} cannot be {shown(said)}; give True or False for whether "
        "they answered, or leave it out where that is not known"
    )


def ids_said(graph: nx.Graph[Any], name: str) -> dict[Hashable, None] | None:
    """The ids that a graph names, each once; None where it says nothing.

    Raises:
        TypeError: it names no ids, but says something else.

    >>> ids_said(nx.Graph(roster=("p1", "p2", "p1")), "roster")
    {'p1': None, 'p2': None}
    >>> ids_said(nx.Graph(respondents={"p1": True, "p2": False}), "respondents")
    Traceback (most recent call last):
    TypeError: the respondents of a graph cannot be {'p1': True, 'p2': False}; give a list of ids
    """
    said = graph.graph.get(name)
    if said is None:
        return None
    if is_list(said):
        try:
            return dict.fromkeys(said)
        except TypeError:  # it holds what is no id
            pass
    raise TypeError(f"the {name} of a graph cannot be {shown(said)}; give a list of ids")


def is_list(said: object) -> TypeGuard[Collection[Any]]:
    """Whether something is several things in a row: no text, no mapping, no table.

    >>> [is_list(said) for said in (("a",), np.array(["a"]), "ab", {"a": 1}, np.eye(2), iter("a"))]
    [True, True, False, False, False, False]
    """
    if isinstance(said, str | bytes | Mapping) or not isinstance(said, Collection):
        return False
    return getattr(said, "ndim", 1) == 1


def one_said(graph: nx.Graph[Any], name: str) -> Any:  # noqa: ANN401 - whatever it says
    """What a graph says; None where it says nothing."""
    said = graph.graph.get(name)
    return None if is_missing(said) else said


def some_of(words: Sequence[str], last: str = "and") -> str:
    """The first of some words in a list, and how many more there are.

    >>> some_of(["a", "b"]), some_of(list("abcdefg"), "or")
    ('a and b', 'a, b, c, d, e or 2 more')
    """
    more = len(words) - _NAMED_AT_MOST
    return listed(words if more <= 0 else [*words[:_NAMED_AT_MOST], f"{more} more"], last)
