"""The ways in: each gives a ``Reading`` of what could be read and a report of what could not."""

from nsee_core.readers.jsonl import parse_jsonl, read_jsonl
from nsee_core.readers.reading import Reading
from nsee_core.readers.rows import read_rows

__all__ = ["Reading", "parse_jsonl", "read_jsonl", "read_rows"]
