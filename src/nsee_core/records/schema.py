"""The schema of a record: its name, its version, and how older versions are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What a file's header calls the schema.
SCHEMA = "nsee-core"
#: The newest version; it rises when a file of the old one would no longer read as it did.
SCHEMA_VERSION = 1


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
        msg = f"version {version!r} is unknown; the newest is {SCHEMA_VERSION}"
        raise UnknownVersion(msg)
    return dict(row)
