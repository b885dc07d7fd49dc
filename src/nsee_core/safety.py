"""A programme as it may leave the house."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from nsee_core.programme import Programme
from nsee_core.records import Base, Consent, Evidence
from nsee_core.records.base import Part, inner, is_private
from nsee_core.records.links import link_fields

M = TypeVar("M", bound=BaseModel)


def safe(programme: Programme) -> Programme:
    """The programme without sensitive fields, free text, and what may not be used.

    Every writer writes this unless told ``include_sensitive=True``.

    The rule: nothing that somebody typed leaves, but for

    - the names of authorities, partners, schools and networks, and their countries;
    - what a cycle is about: its title, its focus, its questions, and what it looks at to tell
      success;
    - a claim as it was printed, with whom it was attributed to in print;
    - what a survey is called and asks, and the name and instrument of a measure;
    - the page or document that a record comes from.

    These are written for others to read, and must name nobody who took part; the same holds for
    ids, which are pseudonyms by design, and for keys of steps and questions. Links, dates, counts,
    figures, checksums and words out of a closed list leave too.

    What goes besides: ``ext`` as a whole, since anything may be in it; and evidence that rests on
    a withdrawn consent, with every link to it.

    Records with nothing to hide are shared with the programme that was given, and one that was
    made safe stays as it is.

    >>> from nsee_core import Person, Programme
    >>> safe(Programme.of([Person(id="p1", type="pupil", name="Ailsa", note="is shy")]))["p1"]
    Person(id='p1', source=None, basis=None, note=None, ...type='pupil', name=None, ...)
    """
    unusable = {evidence.id for evidence in _unusable(programme)}
    usable = programme.without(*unusable)
    return usable.put(
        *(
            blanked
            for record in usable
            if (blanked := _blanked(_unlinked(record, unusable))) is not record
        )
    )


def leaving(programme: Programme, *, include_sensitive: bool) -> Programme:
    """What a writer writes: the safe programme, unless it was told to write all of it."""
    return programme if include_sensitive else safe(programme)


def _unusable(programme: Programme) -> Iterator[Evidence]:
    """Evidence that rests on a withdrawn consent."""
    withdrawn = {consent.id for consent in programme.of_kind(Consent) if consent.withdrawn}
    for evidence in programme.of_kind(Evidence):
        if not withdrawn.isdisjoint(evidence.consents):
            yield evidence


def _unlinked(record: Base, unusable: set[str]) -> Base:
    """The record without its links to these."""
    changes: dict[str, Any] = {}
    for name, many in _links_to_evidence(type(record)) if unusable else ():
        held = record.__dict__[name]
        if many and not unusable.isdisjoint(held):
            changes[name] = tuple(target for target in held if target not in unusable)
        elif not many and held in unusable:
            changes[name] = None
    return record.but(**changes) if changes else record


@cache
def _links_to_evidence(model: type[Base]) -> tuple[tuple[str, bool], ...]:
    """The fields that may point at evidence: all are optional, as a test holds."""
    return tuple((f.name, f.many) for f in link_fields(model) if "evidence" in f.kinds)


def _blanked(value: M) -> M:
    """A record or a part of one without what is private, at any depth; itself if nothing is."""
    held = value.__dict__
    private, nested = _to_blank(type(value))
    changes = {name: default for name, default in private.items() if held[name] != default}
    for name in nested:
        parts = held[name]
        blanked = tuple(_blanked(part) for part in parts)
        if blanked != parts:
            changes[name] = blanked
    if not changes:
        return value
    given = {name: held[name] for name in value.model_fields_set}
    return type(value).model_validate({**given, **changes})


@cache
def _to_blank(model: type[BaseModel]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The private fields with their defaults, and the fields whose parts have private ones."""
    fields = model.model_fields
    private = {
        name: info.default
        for name, info in fields.items()
        if name == "ext" or is_private(info.metadata)
    }
    nested = tuple(
        name for name, info in fields.items() if any(map(_has_private, inner(info.annotation)))
    )
    return private, nested


def _has_private(layer: Any) -> bool:  # noqa: ANN401 - any type annotation
    return isinstance(layer, type) and issubclass(layer, Part) and any(_to_blank(layer))
