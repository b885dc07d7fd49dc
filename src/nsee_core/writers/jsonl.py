"""JSON Lines: a header, then one record a line; lossless, and as long as you like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from os import PathLike
from typing import Any

from nsee_core.files import write_pieces
from nsee_core.programme import Programme
from nsee_core.records.schema import SCHEMA, SCHEMA_VERSION
from nsee_core.safety import leaving
from nsee_core.writers.rows import row_of

#: What some tools take for the end of a line, and JSON does not.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def to_jsonl(programme: Programme, *, include_sensitive: bool = False) -> str:
    """A programme as JSON Lines.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> print(to_jsonl(Programme.of([Trio(id="t1")])), end="")
    {"schema": "nsee-core", "version": 1}
    {"kind": "trio", "id": "t1"}
    """
    return "".join(_lines(leaving(programme, include_sensitive=include_sensitive)))


def write_jsonl(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_jsonl`` gives to a file, line by line, in UTF-8.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    write_pieces(path, _lines(leaving(programme, include_sensitive=include_sensitive)))


def _lines(programme: Programme) -> Iterator[str]:
    yield _line({"schema": SCHEMA, "version": SCHEMA_VERSION})
    for record in programme:
        yield _line(row_of(record))


def _line(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", text) + "\n"
