"""The ways in: each gives a ``Reading`` of what could be read and a report of what could not."""

from nsee_core.readers.choosing import UnknownFormat, read
from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import parse_jsonl, read_jsonl
from nsee_core.readers.reading import Reading
from nsee_core.readers.rows import read_rows

__all__ = [
    "Reading",
    "UnknownFormat",
    "parse_jsonl",
    "read",
    "read_json",
    "read_jsonl",
    "read_rows",
]
