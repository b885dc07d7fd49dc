"""Ways out: plain functions of a programme or a protocol, each giving a value; and two files."""

from nsee_core.writers.document import to_json, write_json
from nsee_core.writers.graph import to_graph
from nsee_core.writers.jsonl import to_jsonl, write_jsonl
from nsee_core.writers.mermaid import to_mermaid
from nsee_core.writers.rows import row_of, to_rows
from nsee_core.writers.tables import to_tables

__all__ = [
    "row_of",
    "to_graph",
    "to_json",
    "to_jsonl",
    "to_mermaid",
    "to_rows",
    "to_tables",
    "write_json",
    "write_jsonl",
]
