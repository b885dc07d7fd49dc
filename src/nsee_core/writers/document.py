"""JSON: one document that holds a whole programme; lossless."""

from __future__ import annotations

import json
from itertools import chain
from os import PathLike
from typing import Any

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.writers.rows import to_rows


def to_json(programme: Programme, *, include_sensitive: bool = False) -> dict[str, Any]:
    """A programme in plain JSON types, ready for ``json.dumps``.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> to_json(Programme.of([Trio(id="t1")]))
    {'schema': 'nsee-core', 'version': 1, 'records': [{'kind': 'trio', 'id': 't1'}]}
    """
    records = to_rows(programme, include_sensitive=include_sensitive)
    return {"schema": SCHEMA, "version": SCHEMA_VERSION, "records": records}


def write_json(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_json`` gives to a file, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    document = to_json(programme, include_sensitive=include_sensitive)
    text = json.JSONEncoder(ensure_ascii=False, indent=1)
    write_pieces(path, chain(text.iterencode(document), ["\n"]))
