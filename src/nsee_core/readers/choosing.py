"""Choosing a reader by what a file is called."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import PurePath

from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.reading import Reading

_READERS = {".jsonl": read_jsonl, ".ndjson": read_jsonl, ".json": read_json}


class UnknownFormat(ValueError):
    """No reader knows files of this name."""


def read(path: str | PathLike[str]) -> Reading:
    """Read a file by the reader for its suffix: ``.jsonl``, ``.ndjson`` or ``.json``.

    Raises:
        OSError: there is no such file, or it may not be read.
        UnknownFormat: the suffix is none of these.

    >>> read("trios.docx")
    Traceback (most recent call last):
    ...
    nsee_core.readers.choosing.UnknownFormat: "trios.docx" ends in none of .jsonl, .ndjson, .json
    """
    name = fspath(path)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        msg = f'"{name}" ends in none of {", ".join(_READERS)}'
        raise UnknownFormat(msg)
    return reader(name)
