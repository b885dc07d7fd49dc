"""NSEE1xx: whether links lead somewhere, to the right kind of record, and not in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from zlib import crc32

from nsee_core.findings import Code
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Base
from nsee_core.records.links import Link, link_fields, links
from nsee_core.rules.declaring import Hit, Rule, rule
from nsee_core.rules.naming import few
from nsee_core.rules.near_ids import id_meant
from nsee_core.rules.view import View
from nsee_core.wording import listed, meant


@cache
def chains(model: type[Base]) -> tuple[str, ...]:
    """The fields that lead from one record to the next of the same kind, as ``follows`` does.

    >>> from nsee_core.records import Cycle, Entry, Trio
    >>> chains(Cycle), chains(Entry), chains(Trio)
    (('follows',), ('corrects',), ())
    """
    kind = (model.model_fields["kind"].default,)
    return tuple(
        field.name for field in link_fields(model) if field.kinds == kind and not field.many
    )


_LINKED = tuple(model for model in KINDS.values() if link_fields(model))
_CHAINED = tuple(model for model in KINDS.values() if chains(model))
_LISTING = tuple(
    model for model in KINDS.values() if any(field.many for field in link_fields(model))
)


def _without_chains(programme: Programme, kind: str) -> bool:
    return not any(programme.gives(kind, name) for name in chains(KINDS[kind]))


def _without_repeats(programme: Programme, kind: str) -> bool:
    for name, inside, _ in _several(KINDS[kind]):
        if programme.gives(kind, name):
            longer = [value for value in programme.column(kind, name) if len(value) > 1]
            lists = longer if inside is None else [_listed(value, inside) for value in longer]
            if sum(map(len, lists)) > sum(map(len, map(set, lists))):
                return False
    return True


@rule(
    "NSEE101",
    "link-to-nothing",
    on=_LINKED,
    spared=Programme.links_fit,
    says="{field} names {target}, and there is no such record{meant}",
    fix="correct the id, or add the record that it names",
    basis="agreed",
)
def link_to_nothing(record: Base, view: View) -> Iterator[Hit]:
    """Records find each other by their ids, and this one leads nowhere.

    Either it is misspelt or the record was never added; whatever it should have told is lost.
    """
    for link, kind in _unfit(record, view):
        if kind is None:
            yield Hit(
                *link.place,
                field=link.field.name,
                target=link.target,
                meant=meant(id_meant(link, view)),
            )


@rule(
    "NSEE102",
    "link-to-wrong-kind",
    on=_LINKED,
    spared=Programme.links_fit,
    says="{field} names {target}, which is of the kind {kind} and not {wanted}",
    fix="name a record of the kind {wanted}, or put the link where it belongs",
    basis="agreed",
)
def link_to_wrong_kind(record: Base, view: View) -> Iterator[Hit]:
    """A link says who or what stands in a certain role, and not every kind of record can.

    A school cannot observe a lesson, and a person cannot be an authority.
    """
    for link, kind in _unfit(record, view):
        if kind is not None:
            yield Hit(
                *link.place,
                field=link.field.name,
                target=link.target,
                kind=kind,
                wanted=listed(link.field.kinds, last="or"),
            )


@rule(
    "NSEE103",
    "links-in-a-circle",
    on=_CHAINED,
    spared=_without_chains,
    says="{field} leads back to the record itself{way}",
    fix="find the link that is wrong, and correct it or leave it out",
    basis="agreed",
)
def links_in_a_circle(record: Base, view: View) -> Iterator[Hit]:
    """What follows on from something cannot also come before it.

    A circle has no beginning, so at least one of its links is wrong. It is told once, at one of
    its records.
    """
    for name in chains(type(record)):
        if record.__dict__[name] is not None and (circle := _circle(record, name, view)):
            by = circle[1:]
            yield Hit(name, field=name, way=f", by way of {few(by)}" if by else "")


@rule(
    "NSEE104",
    "listed-twice",
    on=_LISTING,
    spared=_without_repeats,
    says="{field} names {target} more than once",
    fix="name each record once",
    basis="inferred",
)
def listed_twice(record: Base, _view: View) -> Iterator[Hit]:
    """Whoever is listed twice may be counted twice; often the second was meant to be another."""
    held = record.__dict__
    for name, inside, _ in _several(type(record)):
        if len(held[name]) > 1:
            ids = _listed(held[name], inside)
            if len(set(ids)) < len(ids):
                yield from _repeated(record, name)


ID_TAKEN = Rule(
    Code(
        "NSEE105",
        "id-taken",
        reason="An id stands for one record. Put under the id of another, it would take its place, "
        "and whatever links to that would lead to something else.",
        says="{id} is the id of {holder} already",
        fix="give the {kind} an id of its own",
        basis="agreed",
    )
)
"""Said by ``preview`` of what is put, and by readers; a programme holds no id twice."""

RULES = (
    link_to_nothing,
    link_to_wrong_kind,
    links_in_a_circle,
    listed_twice,
    ID_TAKEN,
)


@cache
def _single(model: type[Base]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields that hold one id, each with the kinds of record that it may lead to."""
    return tuple((field.name, field.kinds) for field in link_fields(model) if not field.many)


@cache
def _several(model: type[Base]) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """The fields that hold several, each with the field of a nested value that holds the id."""
    many = (field for field in link_fields(model) if field.many)
    return tuple((field.name, field.inside, field.kinds) for field in many)


def _listed(value: tuple[Any, ...], inside: str | None) -> tuple[Any, ...]:
    """The ids in a list, those of nested values too."""
    if inside is None:
        return value
    return tuple(id_ for item in value if (id_ := getattr(item, inside)) is not None)


def _repeated(record: Base, name: str) -> Iterator[Hit]:
    """The second place of each id that a field holds more than once."""
    times: Counter[str] = Counter()
    for link in links(record):
        if link.field.name == name:
            times[link.target] += 1
            if times[link.target] == 2:  # however often it stands there, it is told once
                yield Hit(*link.place, field=name, target=link.target)


def _unfit(record: Base, view: View) -> Iterable[tuple[Link, str | None]]:
    """The links that lead to nothing, or to a kind of record that they do not take: which kind.

    Two rules ask this of a record, one after the other.
    """
    known = view.at_hand.get("unfit")
    if known is None or known[0] is not record:
        known = (record, () if _all_fit(record, view) else tuple(_misfits(record, view)))
        view.at_hand["unfit"] = known
    return known[1]


def _misfits(record: Base, view: View) -> Iterator[tuple[Link, str | None]]:
    for link in links(record):
        kind = view.kind_of(link.target)
        if not kind:
            yield link, None
        elif isinstance(kind, str) and kind not in link.field.kinds:
            yield link, kind


def _all_fit(record: Base, view: View) -> bool:
    """Whether every link leads to a record of a kind that it takes; the fast way to say so."""
    get, held, model = view.programme.get, record.__dict__, type(record)
    for name, kinds in _single(model):
        id_ = held[name]
        if id_ is not None and ((found := get(id_)) is None or found.kind not in kinds):
            return False
    for name, inside, kinds in _several(model):
        if held[name]:
            for id_ in _listed(held[name], inside):
                if (found := get(id_)) is None or found.kind not in kinds:
                    return False
    return True


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
