"""NSEE1xx: whether links lead somewhere, to the right kind of record, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from zlib import crc32

from nsee_core.records import KINDS, Base
from nsee_core.records.links import Link, LinkField, link_fields, links
from nsee_core.rules.naming import few
from nsee_core.rules.rule import Hit, rule
from nsee_core.rules.view import View
from nsee_core.wording import listed


def _of_own_kind(model: type[Base]) -> tuple[LinkField, ...]:
    kind = model.model_fields["kind"].default
    return tuple(field for field in link_fields(model) if kind in field.kinds)


@cache
def chains(model: type[Base]) -> tuple[str, ...]:
    """The fields that lead from one record to the next of the same kind, as ``follows`` does.

    >>> from nsee_core.records import Cycle, Entry, Trio
    >>> chains(Cycle), chains(Entry), chains(Trio)
    (('follows',), ('corrects',), ())
    """
    return tuple(field.name for field in _of_own_kind(model) if not field.many)


_LINKED = tuple(model for model in KINDS.values() if link_fields(model))
_SELF_LINKED = tuple(model for model in KINDS.values() if _of_own_kind(model))
_CHAINED = tuple(model for model in KINDS.values() if chains(model))
_LISTING = tuple(
    model for model in KINDS.values() if any(field.many for field in link_fields(model))
)


@rule(
    "NSEE101",
    "link-to-nothing",
    on=_LINKED,
    says="{field} names {target}, and there is no such record{meant}",
    fix="correct the id, or add the record that it names",
    basis="agreed",
)
def link_to_nothing(record: Base, view: View) -> Iterator[Hit]:
    """Records find each other by their ids, and this one leads nowhere.

    Either it is misspelt or the record was never added; whatever it should have told is lost.
    """
    for link, found in _unfit(record, view):
        if found is None and not view.elsewhere(link.target):
            meant = _meant(link, view)
            yield Hit(
                *link.place,
                field=link.field.name,
                target=link.target,
                meant=f"; perhaps {meant} was meant" if meant else "",
            )


@rule(
    "NSEE102",
    "link-to-wrong-kind",
    on=_LINKED,
    says="{field} names {target}, which is of the kind {kind} and not {wanted}",
    fix="name a record of the kind {wanted}, or put the link where it belongs",
    basis="agreed",
)
def link_to_wrong_kind(record: Base, view: View) -> Iterator[Hit]:
    """A link says who or what stands in a certain role, and not every kind of record can.

    A school cannot observe a lesson, and a person cannot be an authority.
    """
    for link, found in _unfit(record, view):
        if found is not None:
            yield Hit(
                *link.place,
                field=link.field.name,
                target=link.target,
                kind=found.kind,
                wanted=listed(link.field.kinds, last="or"),
            )


@rule(
    "NSEE103",
    "link-to-itself",
    on=_SELF_LINKED,
    says="{field} names the record itself",
    fix="name another record, or leave {field} out",
    basis="agreed",
)
def link_to_itself(record: Base, _view: View) -> Iterator[Hit]:
    """No cycle follows itself, and no network lies inside itself: another id was meant, or none."""
    for field in _self_fields(type(record)):
        value = record.__dict__[field.name]
        if value and (record.id in value if field.many else record.id == value):
            yield Hit(field.name, field=field.name)


@rule(
    "NSEE104",
    "links-in-a-circle",
    on=_CHAINED,
    says="{field} goes round in a circle: {circle}, and back to {first}",
    fix="find the link that is wrong, and correct it or leave it out",
    basis="agreed",
)
def links_in_a_circle(record: Base, view: View) -> Iterator[Hit]:
    """What follows on from something cannot also come before it.

    A circle has no beginning, so at least one of its links is wrong. It is reported once, at one
    of its records.
    """
    for name in chains(type(record)):
        if record.__dict__[name] is None:
            continue
        circle = _circle(record, name, view)
        if len(circle) > 1:
            yield Hit(name, field=name, circle=few(circle), first=record.id)


@rule(
    "NSEE105",
    "listed-twice",
    on=_LISTING,
    says="{field} names {target} more than once",
    fix="name each record once",
    basis="inferred",
)
def listed_twice(record: Base, _view: View) -> Iterator[Hit]:
    """Whoever is listed twice may be counted twice; often the second was meant to be another."""
    held = record.__dict__
    for name, inside in _lists(type(record)):
        value = held[name]
        if len(value) > 1 and len(set(_listed(value, inside))) < len(value):
            yield from _repeated(name, _listed(value, inside))


RULES = (
    link_to_nothing,
    link_to_wrong_kind,
    link_to_itself,
    links_in_a_circle,
    listed_twice,
)


def spellings(id_: str) -> set[str]:
    """Other ways to write an id: in small letters, in capitals, with - for _ and _ for -.

    >>> sorted(spellings("b-reid"))
    ['B-REID', 'B-Reid', 'B-reid', 'B_REID', 'B_Reid', 'B_reid', 'b_reid']
    """
    joined = (id_.replace("_", "-"), id_.replace("-", "_"))
    cased = (str.lower, str.upper, str.title, str.capitalize)
    return {case(form) for form in joined for case in cased} - {id_}


_self_fields = cache(_of_own_kind)


@cache
def _slots(model: type[Base]) -> tuple[tuple[str, bool, str | None, tuple[str, ...]], ...]:
    fields = link_fields(model)
    return tuple((field.name, field.many, field.inside, field.kinds) for field in fields)


@cache
def _lists(model: type[Base]) -> tuple[tuple[str, str | None], ...]:
    return tuple((field.name, field.inside) for field in link_fields(model) if field.many)


def _listed(value: tuple[Any, ...], inside: str | None) -> tuple[object, ...]:
    """The ids in a list, each item that holds none standing for itself."""
    if inside is None:
        return value
    return tuple(getattr(item, inside) or place for place, item in enumerate(value))


def _repeated(name: str, targets: Iterable[object]) -> Iterator[Hit]:
    seen: set[object] = set()
    told: set[object] = set()
    for place, target in enumerate(targets):
        if target in seen and target not in told:
            told.add(target)
            yield Hit(name, place, field=name, target=target)
        seen.add(target)


def _unfit(record: Base, view: View) -> Iterable[tuple[Link, Base | None]]:
    """The links that lead to nothing here, or to a kind of record that they do not take."""
    get = view.programme.get
    if _all_fit(record, view):
        return ()
    found = ((link, get(link.target)) for link in links(record))
    return [(link, to) for link, to in found if to is None or to.kind not in link.field.kinds]


def _all_fit(record: Base, view: View) -> bool:
    """Whether every link leads to a record of a kind that it takes; the fast way to say so."""
    get, held = view.programme.get, record.__dict__
    for name, many, inside, kinds in _slots(type(record)):
        value = held[name]
        if not value:
            continue
        for target in (value,) if not many else value:
            id_ = target if inside is None else getattr(target, inside)
            if id_ is not None:
                found = get(id_)
                if found is None or found.kind not in kinds:
                    return False
    return True


def _meant(link: Link, view: View) -> str | None:
    """A record whose id is another spelling of the one that a link gives, if there is one.

    Found by asking for each spelling, so that it costs the same in a programme of any size.
    """
    for spelling in sorted(spellings(link.target)):
        found = view.programme.get(spelling)
        if found is not None and found.kind in link.field.kinds:
            return spelling if link.target in spellings(spelling) else None
    return None


def _circle(record: Base, name: str, view: View) -> list[str]:
    """The circle that a record is in, where it is the record to speak for it; else nothing.

    The one that speaks is drawn by lot, so that a walk may stop at the first record with a lower
    one. However long a chain, that is a handful of steps on average.
    """
    walked = {record.id: None}
    mine = _lot(record.id)
    following = view.get(record.__dict__[name], type(record))
    while following is not None:
        if following.id == record.id:
            return list(walked)
        if following.id in walked or _lot(following.id) < mine:
            break
        walked[following.id] = None
        following = view.get(following.__dict__[name], type(record))
    return []


def _lot(id_: str) -> tuple[int, str]:
    """A number that has nothing to do with how people number their records."""
    return crc32(id_.encode()), id_
