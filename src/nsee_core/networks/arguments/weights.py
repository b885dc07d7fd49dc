"""What an edge weighs: a number, or nothing that could be computed with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nsee_core.networks.arguments.given import is_amount
from nsee_core.wording import shown


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
        NotAWeight: it says something that is no number, negative or not finite.

    >>> weight_of({"weight": "often"}, "weight", "p1", "p2")
    Traceback (most recent call last):
    ...
    nsee_core.networks.arguments.weights.NotAWeight: the edge from "p1" to "p2" has the weight
    "often"; give a number of 0 or more, or leave it out, which is 1
    """
    value = said.get(name, 1.0)
    if is_amount(value):
        return float(value)
    raise NotAWeight(
        f'the edge from "{one}" to "{other}" has the {name} {shown(value)}; '
        "give a number of 0 or more, or leave it out, which is 1"
    )


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
