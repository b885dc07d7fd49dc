"""What an edge weighs: a number, or nothing that could be computed with."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any


class NotAWeight(ValueError):
    """An edge was to be counted whose weight is no number."""


def weight_of(said: Mapping[str, Any], name: str, one: object, other: object) -> float:
    """What an edge weighs by an attribute; 1 where it does not say.

    Args:
        said: what the edge says.
        name: the attribute.
        one: where it begins, and
        other: where it ends, to say which edge it is.

    Raises:
        NotAWeight: it says something that is no number.

    >>> weight_of({"weight": "often"}, "weight", "p1", "p2")
    Traceback (most recent call last):
    ...
    nsee_core.networks.weights.NotAWeight: the edge from "p1" to "p2" has the weight 'often'; give a
    number, or leave it out, which is 1
    """
    value = said.get(name, 1.0)
    if isinstance(value, float | Real):  # of a float, which most are, it is quicker to know
        return float(value)
    msg = (
        f'the edge from "{one}" to "{other}" has the {name} {value!r}; '
        "give a number, or leave it out, which is 1"
    )
    raise NotAWeight(msg)


def attribute_named(weight: object) -> str | None:
    """The name of an attribute of edges, or None for none.

    Raises:
        TypeError: it is no name.

    >>> attribute_named(["weight"])
    Traceback (most recent call last):
    TypeError: weight is the name of what edges say, such as "weight", or None; not list
    """
    if weight is None or isinstance(weight, str):
        return weight
    kind = type(weight).__name__
    raise TypeError(f'weight is the name of what edges say, such as "weight", or None; not {kind}')
