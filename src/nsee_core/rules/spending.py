"""NSEE62x: resources: what was spent."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Resource
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View
from nsee_core.wording import listed

_TIME = ("days", "hours", "full-time equivalents")
_USUAL = {"funding": ("pounds",), "time": _TIME, "cover": (*_TIME, "pounds")}


@rule(
    "NSEE621",
    "amount-in-an-odd-unit",
    on=Resource,
    says="{type} is given in {unit}",
    fix="give it in {usual}, or say what sort of resource it is",
    basis="inferred",
)
def amount_in_an_odd_unit(resource: Resource, _: View) -> Iterator[Hit]:
    """Money is counted in pounds, and time in days, hours or posts.

    With the two mixed up, the cost of a cycle comes out wrong.
    """
    if resource.amount is not None and resource.type in _USUAL:
        usual = _USUAL[resource.type]
        if resource.amount.unit not in usual:
            yield Hit(
                "amount",
                "unit",
                type=resource.type,
                unit=resource.amount.unit,
                usual=listed(usual, "or"),
            )


RULES = (amount_in_an_odd_unit,)
