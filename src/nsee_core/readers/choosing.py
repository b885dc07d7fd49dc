"""Choosing a reader by what a file or a folder is called and holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType

from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Reading
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.xes import read_xes

#: The endings of names; where one is the end of another, the longer comes first.
_READERS: Mapping[str, Callable[[str], Reading]] = MappingProxyType(
    {
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".ocel.json": read_ocel,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".xlsx": read_excel,
        ".xlsm": read_excel,
        ".parquet": read_parquet,
        ".xes": read_xes,
        ".xes.gz": read_xes,
        ".jsonocel": read_ocel,
        ".sqlite": read_ocel,
        ".sqlite3": read_ocel,
        ".db": read_ocel,
    }
)


#: The ends of names that are known.
SUFFIXES = tuple(_READERS)


class UnknownFormat(ValueError):
    """No reader knows files of this name."""


def read(path: str | PathLike[str]) -> Reading:
    """Read a file by the reader for the end of its name, or a folder of tables.

    The ends are ``.jsonl``, ``.ndjson``, ``.json``, ``.csv``, ``.tsv``, ``.xlsx``, ``.xlsm``,
    ``.parquet``, ``.xes``, ``.xes.gz``, ``.ocel.json``, ``.jsonocel``, ``.sqlite``,
    ``.sqlite3`` and ``.db``. A folder is read as Parquet if it holds any, else as CSV.

    Raises:
        MissingExtra: Parquet needs a library that is not installed.
        OSError: there is no such file, or it may not be read.
        UnknownFormat: the name ends in none of these.

    >>> read("trios.docx")
    Traceback (most recent call last):
    ...
    nsee_core.readers.choosing.UnknownFormat: "trios.docx" ends in none of .jsonl, .ndjson, ...
    """
    name, folder = fspath(path), Path(path)
    for end, reader in _READERS.items():
        if name.lower().endswith(end):
            return reader(name)
    if folder.is_dir():
        return read_parquet(path) if any(folder.glob("*.parquet")) else read_csv_folder(path)
    msg = f'"{name}" ends in none of {", ".join(SUFFIXES)}'
    raise UnknownFormat(msg)
