"""NSEE36x: dates that can be understood in two ways, and spans that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from nsee_core.programme import Programme
from nsee_core.records import (
    KINDS,
    Base,
    Cycle,
    Evidence,
    Membership,
    Network,
    When,
)
from nsee_core.records.base import inner
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.view import View

#: The fields between which something lasted.
_SPANS: Mapping[type[Base], tuple[str, str]] = MappingProxyType(
    {
        Cycle: ("started", "ended"),
        Network: ("started", "ended"),
        Membership: ("since", "until"),
        Evidence: ("when", "destroyed"),
    }
)


@cache
def _dates(model: type[Base]) -> tuple[str, ...]:
    """The fields of a kind of record that hold a date."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if When in inner(info.annotation))


def _without_doubt(programme: Programme, kind: str) -> bool:
    return not any(
        any(map(attrgetter("doubt"), filter(None, programme.column(kind, name))))
        for name in _dates(KINDS[kind])
        if programme.gives(kind, name)
    )


@rule(
    "NSEE361",
    "date-in-doubt",
    on=tuple(model for model in KINDS.values() if _dates(model)),
    spared=_without_doubt,
    says="{field} ({text}) can be understood in more than one way: {doubt}",
    fix="write the date so that only one is left, such as 2017-06-12 or session 2017/18",
    basis="unsourced",
)
def date_in_doubt(record: Base, _view: View) -> Iterator[Hit]:
    """A date with two meanings orders nothing that lies between them."""
    held = record.__dict__
    for name in _dates(type(record)):
        when = held[name]
        if when is not None and when.doubt is not None:
            yield Hit(name, value=when.text, field=name, text=when.text, doubt=when.doubt)


def _without_ends(programme: Programme, kind: str) -> bool:
    return not any(programme.column(kind, _SPANS[KINDS[kind]][1]))


@rule(
    "NSEE362",
    "ends-before-it-begins",
    on=tuple(_SPANS),
    spared=_without_ends,
    says="{last} ({to}) lies before {first} ({begun})",
    fix="correct one of the two dates",
    basis="agreed",
)
def ends_before_it_begins(record: Base, _view: View) -> Iterator[Hit]:
    """Whatever the dates mean to the day, the end lies before the beginning."""
    first, last = _SPANS[type(record)]
    begun, to = record.__dict__[first], record.__dict__[last]
    if certainly_before(to, begun):
        yield Hit(last, first=first, last=last, begun=begun.text, to=to.text)


RULES = (
    date_in_doubt,
    ends_before_it_begins,
)
