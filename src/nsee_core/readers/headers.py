"""The header of a file: which schema it keeps to, in which version."""

from __future__ import annotations

from typing import Any

from nsee_core.readers.intake import Intake
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION, UnknownVersion, upgrade
from nsee_core.rules import reading as codes

_FIELDS = {"schema": None, "version": None}


def is_header(row: object) -> bool:
    """Whether a row is a header: it names a schema, and no kind.

    >>> is_header({"schema": "nsee-core", "version": 1}), is_header({"kind": "trio", "id": "t"})
    (True, False)
    """
    return isinstance(row, dict) and "schema" in row and "kind" not in row


def read_header(gathering: Intake, header: dict[str, Any], line: int) -> None:
    """Say what is wrong with a header; the records beside it are read as well as they can be."""
    gathering.headed = True
    for name in header.keys() - _FIELDS.keys():
        perhaps = gathering.speller.perhaps(name, _FIELDS)
        gathering.say(codes.NO_SUCH_FIELD, line, value=name, a_kind="a header", perhaps=perhaps)
    schema, version = header.get("schema", SCHEMA), header.get("version", SCHEMA_VERSION)
    if schema != SCHEMA:
        gathering.say(codes.OTHER_SCHEMA, line, "schema", value=schema, newest=SCHEMA_VERSION)
        return
    try:
        upgrade({}, version)
    except UnknownVersion:
        gathering.say(codes.UNKNOWN_VERSION, line, "version", value=version, newest=SCHEMA_VERSION)
