"""What a graph says of who answered: read from what its nodes say, or it itself."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx

from nsee_core.networks.arguments.given import UnusableNumber, is_amount
from nsee_core.networks.measures.attributes import ids_said, truth_said
from nsee_core.networks.measures.undefined import is_missing
from nsee_core.wording import shown


def rate_stated(graph: nx.Graph[Any]) -> float | None:
    """The share that answered, as a graph states it; None where it does not.

    Raises:
        UnusableNumber: it is no share.
    """
    rate = graph.graph.get("response_rate")
    if rate is None:
        return None
    if is_amount(rate) and rate <= 1 and not isinstance(rate, bool):
        return float(rate)
    raise UnusableNumber(
        f"the response_rate of a graph cannot be {shown(rate)}; "
        "give the share that answered, or None"
    )


def says_of_answering(graph: nx.Graph[Any]) -> bool:
    """Whether a graph says anything of answering, if only that it is not known."""
    if not graph.graph.keys().isdisjoint(("respondents", "response_rate")):
        return True
    return any("respondent" in said for _, said in graph.nodes(data=True))


def responded(graph: nx.Graph[Any]) -> tuple[dict[Any, bool], frozenset[Hashable]]:
    """Of whom it is said that they answered as a whole, or did not; and who answered in part.

    That is what the nodes say, or else the graph.

    Raises:
        TypeError: a node says something else of it, or the graph names no ids of nodes.
        UnusableNumber: how many were asked or answered behind a node is no number.
    """
    said = {
        node: truth_said(node, data["respondent"])
        for node, data in graph.nodes(data=True)
        if not is_missing(data.get("respondent"))
    }
    if not said and (named := ids_said(graph, "respondents")) is not None:
        _check_ids(graph, named)
        said = {node: node in named for node in graph}
    behind = {node: _behind(node, graph.nodes[node]) for node, truth in said.items() if truth}
    partly = frozenset(node for node, answered in behind.items() if answered is None)
    return {node: bool(behind.get(node)) for node in said}, partly


def _behind(node: Hashable, said: Mapping[str, Any]) -> bool | None:
    """Whether all who were asked behind a node answered, as far as it says; None for some."""
    asked, answered = said.get("asked"), said.get("answered")
    if is_missing(asked) or is_missing(answered):
        return True
    for name, count in (("asked", asked), ("answered", answered)):
        if not is_amount(count):
            raise UnusableNumber(
                f"{name} of {shown(node)} cannot be {shown(count)}; give how many people"
            )
    return None if answered and asked != answered else bool(asked == answered)


def _check_ids(graph: nx.Graph[Any], named: Mapping[Hashable, None]) -> None:
    """Ids that are none of a graph may be of a larger one, but not the same in another type."""
    strangers = {str(one): one for one in named if one not in graph}
    for node in graph if strangers else ():
        if str(node) in strangers:
            raise TypeError(
                f"the respondents of a graph name {shown(strangers[str(node)])} for the node "
                f"{shown(node)}; give the ids as the graph has them"
            )
