"""How many ties each node has, in counts, in sums of weights and in shares that are fair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nsee_core.networks.measures.observed import Observed

#: A column: of which sort it is, and what is known of each node.
Column = tuple[str, Mapping[Any, float]]
_Each = dict[Any, float]


def columns_of(seen: Observed, strong: Mapping[tuple[Any, Any], float]) -> dict[str, Column]:
    """What is said of the ties of each node: of both directions, towards it, and from it.

    Args:
        seen: what could be seen of a graph.
        strong: how strong each tie is that was reported.
    """
    degrees, sums = _by_node(seen, dict.fromkeys(strong, 1)), _by_node(seen, strong)
    told = (
        ("degree", "Int64", degrees),
        ("share", "Float64", _shares(seen)),
        ("strength", "Float64", sums),
    )
    return {
        "possible": ("Int64", _possible(seen) if seen.named else {}),
        **{
            f"{way}{what}": (dtype, values.get(way, {}))
            for what, dtype, values in told
            for way in ("", "in_", "out_")
        },
    }


def _possible(seen: Observed) -> _Each:
    """Of how many others it is known whether they have a tie with each node: fair, or tied."""
    known = {node: seen.fair_with(node) for node in seen.out}
    for one, other in seen.reported:
        if not seen.fair(one, other):
            known[other] += 1
            if not seen.directed:
                known[one] += 1
    return dict(known)


def _by_node(seen: Observed, of_ties: Mapping[tuple[Any, Any], float]) -> dict[str, _Each]:
    """What the reported ties of each node add up to, where anybody could have reported one."""
    sent: _Each = dict.fromkeys(seen.out, 0)
    received = dict(sent)
    for (one, other), value in of_ties.items():
        sent[one] += value
        received[other] += value
    spoke = {node: value for node, value in sent.items() if node not in seen.silent}
    if seen.directed:
        return {"in_": _heard(seen, received), "out_": spoke}
    both = {node: sent[node] + received[node] for node in sent}
    return {"": {**_heard(seen, both), **{node: both[node] for node in spoke}}}


def _heard(seen: Observed, values: _Each) -> _Each:
    """The values of nodes that somebody else could have named, if there is anybody else."""
    spoke = len(seen.out) - len(seen.silent)
    return {
        node: value
        for node, value in values.items()
        if len(seen.out) == 1 or spoke > (node not in seen.silent)
    }


def _shares(seen: Observed) -> dict[str, _Each]:
    """Of the others of whom it would be known whatever the answer was, how many are tied."""
    from_whole = seen.received(seen.whole)
    named = _divided(from_whole, {node: seen.fair_with(node) for node in seen.out})
    names = _divided(
        {node: len(seen.out[node]) for node in seen.whole}, dict.fromkeys(seen.whole, seen.others)
    )
    if seen.directed:
        return {"in_": named, "out_": names}
    return {"": {**{node: named[node] for node in seen.not_whole & named.keys()}, **names}}


def _divided(part: Mapping[Any, int], of: Mapping[Any, int]) -> _Each:
    return {node: part[node] / of[node] for node in part if of[node]}
