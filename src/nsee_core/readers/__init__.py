"""The ways in: each gives a ``Reading`` of what could be read and a report of what could not."""

from nsee_core.readers.choosing import UnknownFormat, read
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.eventlogs import read_event_csv
from nsee_core.readers.frames import read_frames
from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import parse_jsonl, read_jsonl
from nsee_core.readers.kinds import UnknownKind
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Reading
from nsee_core.readers.rows import read_rows
from nsee_core.readers.tabular.table import UnknownColumn, UnknownTable
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.xes import read_xes

__all__ = [
    "Reading",
    "UnknownColumn",
    "UnknownFormat",
    "UnknownKind",
    "UnknownTable",
    "parse_jsonl",
    "read",
    "read_csv",
    "read_csv_folder",
    "read_event_csv",
    "read_excel",
    "read_frames",
    "read_json",
    "read_jsonl",
    "read_ocel",
    "read_parquet",
    "read_rows",
    "read_xes",
]
