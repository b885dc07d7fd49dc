"""Choosing a reader by what a file or a folder is called and holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType

from nsee_core.readers import csv_tables, json_documents, jsonl, ocel, parquet, workbook, xes
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Reading
from nsee_core.readers.sources import files_in
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.xes import read_xes

_READERS: tuple[tuple[Sequence[str], Callable[[str], Reading]], ...] = (
    (jsonl.SUFFIXES, read_jsonl),
    (json_documents.SUFFIXES, read_json),
    (csv_tables.SUFFIXES, read_csv),
    (workbook.SUFFIXES, read_excel),
    (parquet.SUFFIXES, read_parquet),
    (xes.SUFFIXES, read_xes),
    (ocel.SUFFIXES, read_ocel),
)
_BY_END: Mapping[str, Callable[[str], Reading]] = MappingProxyType(
    {end: reader for ends, reader in _READERS for end in ends}
)

#: The ends of names that are known.
SUFFIXES = tuple(_BY_END)


class UnknownFormat(ValueError):
    """No reader knows files of this name."""


def read(path: str | PathLike[str]) -> Reading:
    """Read a file by the reader for the end of its name, or a folder of tables.

    The ends are ``.jsonl``, ``.ndjson``, ``.json``, ``.csv``, ``.tsv``, ``.xlsx``, ``.xlsm``,
    ``.parquet``, ``.xes``, ``.xes.gz``, ``.ocel.json``, ``.jsonocel``, ``.sqlite``,
    ``.sqlite3`` and ``.db``; of several that fit, the longest counts. A folder is read as Parquet
    if it holds any, else as CSV.

    Raises:
        MissingExtra: Parquet needs a library that is not installed.
        OSError: there is no such file, or it may not be read.
        UnknownFormat: the name ends in none of these.

    >>> read("trios.docx")
    Traceback (most recent call last):
    ...
    nsee_core.readers.choosing.UnknownFormat: "trios.docx" ends in none of .jsonl, .ndjson, ...
    """
    name = fspath(path)
    if end := max(filter(name.lower().endswith, SUFFIXES), key=len, default=""):
        return _BY_END[end](name)
    if Path(path).is_dir():
        packed = files_in(path, parquet.SUFFIXES)
        return read_parquet(path) if packed else read_csv_folder(path)
    msg = f'"{name}" ends in none of {", ".join(SUFFIXES)}'
    raise UnknownFormat(msg)
