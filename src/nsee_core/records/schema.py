"""The schema of records: as JSON Schema, in versions, and how older ones are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from nsee_core.records import KINDS, record_adapter
from nsee_core.records.base import Part, Private, To, inner

#: What a file's header calls the schema.
SCHEMA = "nsee-core"
#: The newest version; it rises when a file of the old one would no longer read as it did.
SCHEMA_VERSION = 1

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class UnknownVersion(ValueError):
    """No such version of the schema was released, or none that this release knows."""


def upgrade(row: Mapping[str, Any], version: object = SCHEMA_VERSION) -> dict[str, Any]:
    """A row of any released version, as the newest has it.

    Raises:
        UnknownVersion: it is of none.

    >>> upgrade({"kind": "trio", "id": "t1"}, 1)
    {'kind': 'trio', 'id': 't1'}
    """
    if type(version) is not int or version != SCHEMA_VERSION:
        msg = f"there is no version {version!r} of the schema; the newest is {SCHEMA_VERSION}"
        raise UnknownVersion(msg)
    return dict(row)


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record of any kind, in the newest version.

    Besides what JSON Schema knows, ``x-links-to`` names the kinds of record whose ids a field
    takes, and ``x-private`` says why a field does not leave the house.

    >>> schema = record_schema()
    >>> schema["$id"], schema["$defs"]["Lesson"]["properties"]["taught_by"]["x-links-to"]
    ('urn:nsee-core:record:1', ['person'])
    """
    schema = record_adapter().json_schema()
    for name, model in _models().items():
        _annotate(schema["$defs"][name], model)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{SCHEMA}:record:{SCHEMA_VERSION}",
        "title": "A record of a programme of collaborative enquiry",
        "description": "One record of any kind, told apart by its kind.",
        **schema,
    }


def document_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document that ``to_json`` gives, in the newest version.

    The schema of a record is held in it as a whole, under its own ``$id``.

    >>> schema = document_schema()
    >>> schema["$id"], schema["properties"]["records"]["items"]
    ('urn:nsee-core:document:1', {'$ref': 'urn:nsee-core:record:1'})
    """
    record = record_schema()
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{SCHEMA}:document:{SCHEMA_VERSION}",
        "title": "A programme of collaborative enquiry",
        "description": "Its records, in a list that says which schema they keep to.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA, "description": "What the schema is called."},
            "version": {"const": SCHEMA_VERSION, "description": "Which version of it."},
            "records": {
                "type": "array",
                "items": {"$ref": record["$id"]},
                "description": "Every record.",
            },
        },
        "required": ["schema", "version", "records"],
        "additionalProperties": False,
        "$defs": {"record": record},
    }


def _models() -> dict[str, type[BaseModel]]:
    """Every kind of record, and every part of one, by the name of its class."""
    parts = {part.__name__: part for model in KINDS.values() for part in _parts(model)}
    return {model.__name__: model for model in KINDS.values()} | parts


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for info in model.model_fields.values():
        for layer in inner(info.annotation):
            if isinstance(layer, type) and issubclass(layer, Part):
                yield layer


def _annotate(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Add what the library knows of the fields of a model and pydantic does not."""
    for name, field in schema["properties"].items():
        field.pop("title", None)  # the name again, with blanks
        field |= dict(_marks(model, name))
    if "kind" in schema["properties"]:
        schema["required"] = ["kind", *schema.get("required", [])]


def _marks(model: type[BaseModel], name: str) -> Iterator[tuple[str, Any]]:
    info = model.model_fields[name]
    noted = (getattr(layer, "__metadata__", ()) for layer in inner(info.annotation))
    for mark in (*info.metadata, *(mark for marks in noted for mark in marks)):
        if isinstance(mark, To):
            yield "x-links-to", list(mark.kinds)
        elif isinstance(mark, Private):
            yield "x-private", mark.why
