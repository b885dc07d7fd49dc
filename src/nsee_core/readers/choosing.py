"""Choosing a reader by what a file or a folder is called and holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from nsee_core.readers import csv_tables, json_documents, jsonl, ocel, parquet, workbook, xes
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.json_documents import read_json
from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Reading
from nsee_core.readers.sources import files_in
from nsee_core.readers.tabular.kinds import KindMap
from nsee_core.readers.tabular.table import ColumnMap
from nsee_core.readers.workbook import read_excel
from nsee_core.readers.xes import read_xes
from nsee_core.wording import listed


class _Way(NamedTuple):
    """A way in, and what it can be told of how its files are written."""

    read: Callable[..., Reading]
    takes: tuple[str, ...] = ()


_READERS: tuple[tuple[Sequence[str], _Way], ...] = (
    (jsonl.SUFFIXES, _Way(read_jsonl)),
    (json_documents.SUFFIXES, _Way(read_json)),
    (csv_tables.SUFFIXES, _Way(read_csv, ("kind", "columns", "encoding"))),
    (workbook.SUFFIXES, _Way(read_excel, ("kinds", "columns"))),
    (parquet.SUFFIXES, _Way(read_parquet, ("kinds", "columns"))),
    (xes.SUFFIXES, _Way(read_xes, ("columns",))),
    (ocel.SUFFIXES, _Way(read_ocel)),
)
_BY_END: Mapping[str, _Way] = MappingProxyType({end: way for ends, way in _READERS for end in ends})
_CSV_FOLDER = _Way(read_csv_folder, ("kinds", "columns", "encoding"))

#: The ends of names that are known.
SUFFIXES = tuple(_BY_END)


class UnknownFormat(ValueError):
    """No reader knows files of this name."""


def read(
    path: str | PathLike[str],
    *,
    kind: str | None = None,
    kinds: KindMap | None = None,
    columns: ColumnMap | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read a file by the reader for the end of its name, or a folder of tables.

    The ends are ``.jsonl``, ``.ndjson``, ``.json``, ``.csv``, ``.tsv``, ``.xlsx``, ``.xlsm``,
    ``.parquet``, ``.xes``, ``.xes.gz``, ``.ocel.json``, ``.jsonocel``, ``.sqlite``,
    ``.sqlite3`` and ``.db``; of several that fit, the longest counts. A folder is read as Parquet
    if it holds any, else as CSV.

    Args:
        path: the file or the folder.
        kind: the kind of the records in a CSV file, if neither its name nor a column tells it.
        kinds: that of several tables, by what these are called, ``{"Staff": "person"}``: of the
            sheets of a workbook, or the files of a folder.
        columns: what headings stand for, ``{"Teacher": "taught_by", "Mood": None}``, in whatever
            has columns: as ``read_csv``, ``read_excel``, ``read_parquet`` or ``read_xes`` takes it.
        encoding: how the letters of CSV are written, such as ``"cp1252"``.

    Raises:
        LookupError: there is no such encoding.
        MissingExtra: Parquet needs a library that is not installed.
        OSError: there is no such file, or it may not be read.
        TypeError: files like this one are told nothing of the sort.
        UnknownColumn: the map names a field that there is not.
        UnknownFormat: the name ends in none of these.
        UnknownKind: there is no such kind.
        UnknownTable: a map names a table that there is not.

    >>> read("trios.docx")
    Traceback (most recent call last):
    ...
    nsee_core.readers.choosing.UnknownFormat: "trios.docx" ends in none of .jsonl, .ndjson, ...
    >>> read("trios.jsonl", encoding="cp1252")
    Traceback (most recent call last):
    TypeError: encoding is for .csv, .tsv and folders of tables, not for trios.jsonl
    """
    way = _way(path)
    given = {"kind": kind, "kinds": kinds, "columns": columns, "encoding": encoding}
    told = {name: value for name, value in given.items() if value is not None}
    for name in told:
        if name not in way.takes:
            raise TypeError(f"{name} is for {takers(name)}, not for {fspath(path)}")
    return way.read(fspath(path), **told)


def takes(path: str | PathLike[str]) -> tuple[str, ...]:
    """What the reader of a file can be told, by the names that ``read`` has for it.

    Raises:
        UnknownFormat: no reader knows files of this name.

    >>> takes("entry.csv"), takes("records.jsonl")
    (('kind', 'columns', 'encoding'), ())
    """
    return _way(path).takes


def takers(name: str) -> str:
    """Which files can be told something, in words.

    >>> takers("kind")
    '.csv and .tsv'
    """
    ends = [end for end, way in _BY_END.items() if name in way.takes]
    folders = ["folders of tables"] if name in _CSV_FOLDER.takes else []
    return listed([*ends, *folders])


def _way(path: str | PathLike[str]) -> _Way:
    name = fspath(path)
    if end := max(filter(name.lower().endswith, SUFFIXES), key=len, default=""):
        return _BY_END[end]
    if Path(path).is_dir():
        packed = files_in(path, parquet.SUFFIXES)
        return _BY_END[parquet.SUFFIXES[0]] if packed else _CSV_FOLDER
    msg = f'"{name}" ends in none of {", ".join(SUFFIXES)}'
    raise UnknownFormat(msg)
