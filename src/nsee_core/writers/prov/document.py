"""A programme as a PROV-JSON document, and as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from os import PathLike
from typing import Any, get_args

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.records import KINDS, Cycle
from nsee_core.safety import leaving
from nsee_core.writers.prov.mapping import DONE_BY, ELEMENTS, RELATIONS, Element
from nsee_core.writers.prov.saying import attributes, named, qualified

#: What ids of records, protocols, and kinds and fields of records begin with, as URIs.
RECORDS = "urn:nsee-core:record:"
PROTOCOLS = "urn:nsee-core:protocol:"
TERMS = "urn:nsee-core:prov#"

Attributes = dict[str, Any]
#: What is named, and what is said of it.
Statement = tuple[str, Attributes]


def to_prov(
    programme: Programme, *, namespace: str = RECORDS, include_sensitive: bool = False
) -> dict[str, Any]:
    """A programme as W3C PROV-JSON, in plain JSON types.

    Cycles, entries, lessons and transfers are activities; people, organisations and groups are
    agents; every other record is an entity, and so is the protocol of a cycle, as a plan. A link
    that says what a relation of PROV says is that relation (``prov.mapping`` lists them); any other
    link, and every other field, is an attribute ``nsee:<field>``. Nothing else is inferred.

    An activity has a start or an end where the record gives one exact day: from the first second
    of that day, to its last. What is less precise is an attribute, as every date is: the text as
    given, and its first and last possible day (``nsee:when``, ``nsee:when_earliest``,
    ``nsee:when_latest``). A membership is an entity, since PROV's has neither role nor dates.

    Source: W3C Member Submission "The PROV-JSON Serialization" (24 April 2013); the relations
    are those of the W3C Recommendation "PROV-DM" (30 April 2013), section 5.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        namespace: what makes a URI of an id, when set before it. Ids are unique in one programme
            only: give an address of your own where several are brought together.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Evidence, Insight, Programme
    >>> found = Insight(id="i", cycle="c", evidence=("notes",))
    >>> document = to_prov(Programme.of([Evidence(id="notes"), found]))
    >>> list(document["entity"]), list(document["wasDerivedFrom"].values())
    (['id:notes', 'id:i'], [{'prov:generatedEntity': 'id:i', 'prov:usedEntity': 'id:notes'}])
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    sections = ((name, dict(said)) for name, said in _sections(outgoing))
    return {"prefix": _prefixes(namespace), **{name: said for name, said in sections if said}}


def write_prov(
    programme: Programme,
    path: str | PathLike[str],
    *,
    namespace: str = RECORDS,
    include_sensitive: bool = False,
) -> None:
    """Write what ``to_prov`` gives to a file, one statement a line, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    write_pieces(path, _pieces(outgoing, namespace))


def _pieces(programme: Programme, namespace: str) -> Iterator[str]:
    """The document piece by piece, one statement a line."""
    written = json.JSONEncoder(ensure_ascii=False).encode
    yield f'{{"prefix": {written(_prefixes(namespace))}'
    for name, said in _sections(programme):
        before = f',\n"{name}": {{\n'
        for key, value in said:
            yield f"{before}{written(key)}: {written(value)}"
            before = ",\n"
        if before == ",\n":
            yield "\n}"
    yield "}\n"


def _prefixes(namespace: str) -> dict[str, str]:
    return {"id": namespace, "protocol": PROTOCOLS, "nsee": TERMS}


def _sections(programme: Programme) -> Iterator[tuple[str, Iterator[Statement]]]:
    """What is said, by the name of each element and relation."""
    for element in get_args(Element):
        yield element, _elements(programme, element)
    for relation in dict.fromkeys(relation.name for relation in RELATIONS.values()):
        yield relation, _numbered(relation, _related(programme, relation))


def _elements(programme: Programme, element: Element) -> Iterator[Statement]:
    for kind in KINDS:
        if ELEMENTS.get(kind, "entity") == element:
            for record in programme.of_kind(kind):
                yield named(record.id), dict(attributes(record))
    if element == "entity":
        for key in dict.fromkeys(filter(None, programme.column("cycle", "protocol"))):
            yield f"protocol:{key}", {"prov:type": qualified("prov:Plan")}


def _numbered(relation: str, all_ends: Iterator[Attributes]) -> Iterator[Statement]:
    """Relations under names of their own, which PROV-JSON asks for."""
    for number, ends in enumerate(all_ends, start=1):
        yield f"_:{relation}{number}", ends


def _related(programme: Programme, name: str) -> Iterator[Attributes]:
    """The ends of all relations of one name."""
    for (kind, field), relation in RELATIONS.items():
        if relation.name == name:
            role = {"prov:role": field} if relation is DONE_BY else {}
            for record, target in _linked(programme, kind, field):
                yield {relation.record: named(record), relation.target: named(target), **role}
    if name == DONE_BY.name:
        yield from _plans(programme)


def _plans(programme: Programme) -> Iterator[Attributes]:
    """That cycles followed a protocol; by whom is another matter."""
    for cycle in programme.of_kind(Cycle):
        if cycle.protocol:
            yield {"prov:activity": named(cycle.id), "prov:plan": f"protocol:{cycle.protocol}"}


def _linked(programme: Programme, kind: str, field: str) -> Iterator[tuple[str, str]]:
    """Every link in one field of a kind: of which record, to which."""
    for record in programme.of_kind(kind):
        held = record.__dict__[field]
        for target in (held,) if isinstance(held, str) else held or ():
            yield record.id, target
