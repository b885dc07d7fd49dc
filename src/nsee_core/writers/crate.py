"""RO-Crate 1.3: what a folder of exported files holds, in a form that repositories read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from nsee_core.writers.about import About, Publisher

#: The file that makes a folder a crate.
METADATA = "ro-crate-metadata.json"
#: The page that tells people what a crate holds.
PREVIEW = "ro-crate-preview.html"

_SPECIFICATION = "https://w3id.org/ro/crate/1.3"
#: Media types by how the name of a file ends, registered with IANA but for the first.
_MEDIA: Mapping[str, str] = MappingProxyType(
    {
        ".jsonl": "application/jsonl",
        ".csv": "text/csv",
        ".dot": "text/vnd.graphviz",
        ".gexf": "application/xml",
        ".graphml": "application/xml",
        ".json": "application/json",
        ".md": "text/markdown",
        ".mmd": "text/vnd.mermaid",
        ".parquet": "application/vnd.apache.parquet",
        ".scxml": "application/scxml+xml",
        ".sqlite": "application/vnd.sqlite3",
        ".xes": "application/xml",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)

#: What RightsStatements.org has for things of which nobody has said who may use them.
_NOT_STATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_UNLICENSED = "Nobody has said under which licence others may use this; ask whoever holds it."
_LICENSED = "The licence under which others may use this."

#: By what a crate of ours is known.
_EXPORT: Mapping[str, Any] = MappingProxyType(
    {
        "@id": "#export",
        "@type": "CreateAction",
        "name": "Export",
        "instrument": {"@id": "#nsee-core"},
        "result": {"@id": "./"},
    }
)

Entity = dict[str, Any]
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Standard(NamedTuple):
    """A specification that files follow: its address, and what it is called."""

    url: str
    name: str


@attrs.frozen
class CrateFile:
    """One file: its path in the crate, its size in bytes, its SHA-256 checksum."""

    path: str
    size: int
    sha256: str

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA.get(PurePosixPath(self.path).suffix, "application/octet-stream")


@attrs.frozen
class CratePart:
    """What one format wrote: a file, or a folder whose path ends in a slash, with its files."""

    path: str
    about: str
    """What it is for, in a sentence without a full stop."""
    files: tuple[CrateFile, ...]
    standard: Standard | None = None


def to_crate(
    parts: Iterable[CratePart],
    about: About,
    published: date,
    left_out: Mapping[str, str] = _NOTHING,
) -> dict[str, Any]:
    """The metadata of a crate, in plain JSON types.

    It is the manifest too: every file with its size and SHA-256 checksum. Where ``about`` names
    no licence, the crate says so, and that whoever wants to use it has to ask.

    Source: RO-Crate Metadata Specification 1.3 (22 June 2026), sections "Root Data Entity", "Data
    Entities" and "Provenance".

    Args:
        parts: what is in the folder, but for the metadata and the page about it.
        about: what only the publisher can say.
        published: the day of publication, which the specification requires.
        left_out: what could not be written, by the path that it would have, and why.

    >>> notes = CratePart("a.csv", "A table", (CrateFile("a.csv", 9, "0f"),))
    >>> crate = to_crate([notes], About(title="Ours"), date(2018, 6, 30))
    >>> crate["@graph"][1]["name"], crate["@graph"][2]["encodingFormat"]
    ('Ours', 'text/csv')
    """
    held = list(parts)
    entities = [
        _descriptor(),
        _root(held, about, published),
        *(entity for part in held for entity in _data(part)),
        *_standards(held),
        _licence(about),
        *_publishing(about.publisher),
        *_software(left_out),
    ]
    return {"@context": f"{_SPECIFICATION}/context", "@graph": entities}


def checksums_in(document: object) -> dict[str, str] | None:
    """The checksums of the files that a crate lists; None where ``to_crate`` did not make it.

    Args:
        document: what stands in the metadata, whatever that is.

    >>> notes = CratePart("a.csv", "A table", (CrateFile("a.csv", 9, "0f"),))
    >>> checksums_in(to_crate([notes], About(), date(2018, 6, 30))), checksums_in({"@graph": 1})
    ({'a.csv': '0f'}, None)
    """
    graph = document.get("@graph") if isinstance(document, dict) else None
    held = graph if isinstance(graph, list) else []
    entities = [entity for entity in held if isinstance(entity, dict)]
    if not any(_EXPORT.items() <= entity.items() for entity in entities):
        return None
    files = (entity for entity in entities if entity.get("@type") == "File")
    return {str(file.get("@id")): str(file.get("sha256")) for file in files}


def _to(id_: str) -> Entity:
    return {"@id": id_}


def _descriptor() -> Entity:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": _to(_SPECIFICATION),
    }


def _root(parts: list[CratePart], about: About, published: date) -> Entity:
    said = {} if about.publisher is None else {"publisher": _to(_id(about.publisher))}
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "datePublished": published.isoformat(),
        "license": _to(about.licence or _NOT_STATED),
        **said,
        **_has(parts),
        "mentions": _to("#export"),
    }


def _data(part: CratePart) -> Iterator[Entity]:
    """A file; or a folder and its files."""
    follows = {} if part.standard is None else {"conformsTo": _to(part.standard.url)}
    if not part.path.endswith("/"):
        yield from (_file(file, part.about) | follows for file in part.files)
        return
    yield {
        "@id": part.path,
        "@type": "Dataset",
        "name": part.path,
        "description": f"{part.about}.",
        **follows,
        **_has(part.files),
    }
    for file in part.files:
        yield _file(file, f"{part.about}: {PurePosixPath(file.path).name}")


def _has(parts: Sequence[CratePart | CrateFile]) -> Entity:
    """What something consists of; one thing is no list, as RO-Crate's JSON-LD recommends."""
    held = [_to(part.path) for part in parts]
    return {"hasPart": held[0] if len(held) == 1 else held} if held else {}


def _file(file: CrateFile, about: str) -> Entity:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "description": f"{about}.",
        "encodingFormat": file.media,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def _standards(parts: list[CratePart]) -> Iterator[Entity]:
    for standard in dict.fromkeys(part.standard for part in parts if part.standard):
        yield {"@id": standard.url, "@type": "CreativeWork", "name": standard.name}


def _licence(about: About) -> Entity:
    stated = about.licence or _NOT_STATED
    return {
        "@id": stated,
        "@type": "CreativeWork",
        "name": stated if about.licence else "Not evaluated",
        "description": _LICENSED if about.licence else _UNLICENSED,
    }


def _id(publisher: Publisher) -> str:
    return publisher.ror or publisher.url or "#publisher"


def _publishing(publisher: Publisher | None) -> Iterator[Entity]:
    if publisher is None:
        return
    entity = {"@id": _id(publisher), "@type": "Organization", "name": publisher.name}
    if address := publisher.url or publisher.ror:
        entity["url"] = address
    if not publisher.email:
        yield entity
        return
    asked = f"mailto:{publisher.email}"
    yield entity | {"contactPoint": _to(asked)}
    yield {
        "@id": asked,
        "@type": "ContactPoint",
        "name": f"Enquiries to {publisher.name}",
        "contactType": "enquiries",
        "email": publisher.email,
    }


def _software(left_out: Mapping[str, str]) -> Iterator[Entity]:
    """By what the files were written, and what it left out."""
    from importlib.metadata import version  # loads the parser of e-mail

    without = "; ".join(f"{path}, for {why}" for path, why in left_out.items())
    yield {**_EXPORT, **({"description": f"Left out: {without}."} if without else {})}
    yield {
        "@id": "#nsee-core",
        "@type": "CreativeWork",
        "name": "nsee-core",
        "version": version("nsee-core"),
    }
