"""CSV: one file of records of a kind, or a folder of the tables of ``to_tables()``."""

from __future__ import annotations

from contextlib import ExitStack
from os import PathLike, fspath
from pathlib import Path

from nsee_core.readers.csv_texts import UTF_8, CsvTexts, csv_texts
from nsee_core.readers.kinds import known_kind
from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import Source, files_in, name_of
from nsee_core.readers.tabular import TablesReader
from nsee_core.readers.tabular.kinds import KindMap, Kinds
from nsee_core.readers.tabular.specs import Manner
from nsee_core.readers.tabular.table import ColumnMap, Table, order_of

#: How the name of such a file ends.
SUFFIXES = (".csv", ".tsv")


def read_csv(
    source: Source,
    *,
    kind: str | None = None,
    columns: ColumnMap | None = None,
    file: str | None = None,
    encoding: str = UTF_8,
    delimiter: str | None = None,
) -> Reading:
    """Read records from a CSV file: a heading, then one record a row.

    Headings are the names of fields, as written or as people write them ("Taught by", "Notes"), in
    any order; what can only mean one field ("Teacher", "Date") is taken for it, which is said.
    Several values stand in one cell, "p1; p2", or between commas where they are ids; parts, such as
    the questions of a cycle, and ``ext`` as JSON. Blanks around a value say nothing, nor do words
    such as "n/a". What could mean either of two things is a finding, and its row is not read; no
    value is guessed.

    Args:
        source: a path (also as text), an open file, the bytes themselves, or lines.
        kind: the kind of its records, if neither its name (``entry.csv``) nor a column ``kind``
            tells it.
        columns: what headings stand for, ``{"Teacher": "taught_by", "Mood": None}``, where None
            passes a column over.
        file: what to call the source in findings, if not by its own name.
        encoding: how its letters are written, such as ``"cp1252"``; a byte order mark goes first.
        delimiter: the mark between cells, if not a comma, semicolon, tab or bar, as the heading
            shows. In a file with semicolons, 1,5 is one and a half.

    Raises:
        LookupError: there is no such encoding.
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all, or ``columns`` is no map.
        UnknownColumn: the map names a field that there is not.
        UnknownKind: there is no such kind.
        ValueError: there can be no such mark between cells.

    >>> reading = read_csv(["id;Cycle;Step;When", "e1;c1;plan;12 June 2017", "e2;c1;try;42898"],
    ...                    kind="entry")
    >>> len(reading.programme)
    2
    >>> for finding in reading.report:
    ...     print(finding.place, finding.code, finding.words(values=True))
    line 3 NSEE005 "42898" is not a date: it seems to be a day as a spreadsheet counts them,
    12 June 2017, or 13 June 2021 where it counts from 1904
    """
    told = None if kind is None else known_kind(kind)
    name = file or name_of(source)
    gathering = Gathering.of(name)
    with csv_texts(gathering, source, encoding=encoding, delimiter=delimiter) as texts:
        tables = _table(Path(name or "").stem, told, name, texts)
        TablesReader(gathering, columns).read(tables)
    return gathering.done()


def read_csv_folder(
    folder: str | PathLike[str],
    *,
    kinds: KindMap | None = None,
    columns: ColumnMap | None = None,
    encoding: str = UTF_8,
) -> Reading:
    r"""Read records from a folder of CSV files, one a kind, and one a field with several values.

    The files are called as the tables of ``to_tables()`` are: ``trio.csv``, ``trio_members.csv``.
    Each is read as ``read_csv`` reads it; the members of a trio may stand in its own row, too.
    What is no CSV (``.csv``, ``.tsv``) is passed over, and so are folders within the folder.

    Args:
        folder: the folder.
        kinds: what files hold whose names do not tell it, ``{"staff": "person", "todo": None}`` for
            ``staff.csv`` and ``todo.csv``, where None passes a file over.
        columns: what headings stand for, in all files or file by file, ``{"staff": {...}}``.
        encoding: how their letters are written; a byte order mark goes first.

    Raises:
        LookupError: there is no such encoding.
        OSError: there is no such folder, or a file in it may not be read.
        TypeError: ``columns`` or ``kinds`` is no map.
        UnknownColumn: the map names a field that there is not.
        UnknownKind: ``kinds`` names a kind that there is not.
        UnknownTable: a map names a file that there is not.

    >>> folder = getfixture("tmp_path")
    >>> for name, text in {
    ...     "trio.csv": "id,type\nt1,teachers\n",
    ...     "trio_members.csv": "trio,place,target\nt1,0,p1\nt1,1,p2\n",
    ... }.items():
    ...     _ = (folder / name).write_text(text, "utf-8")
    >>> read_csv_folder(folder).programme["t1"].members
    ('p1', 'p2')
    """
    told = Kinds.of(kinds)
    gathering = Gathering.of(fspath(folder))
    files = [(path, told.name(path.stem)) for path in files_in(folder, SUFFIXES)]
    told.check([path.stem for path, _ in files], "file")
    files.sort(key=lambda file: (order_of(file[1] or ""), file[0].name))
    with ExitStack() as open_files:
        tables: list[Table] = []
        for path, name in files:
            if name is not None:
                gathering.turn(Leaf(str(path)))
                texts = csv_texts(gathering, path, encoding=encoding, delimiter=None)
                held = open_files.enter_context(texts)
                tables += _table(path.stem, name, str(path), held)
        TablesReader(gathering, columns).read(tables)
    return gathering.done()


def _table(called: str, name: str | None, file: str | None, texts: CsvTexts | None) -> list[Table]:
    """The table in a CSV file, if it has a heading; its rows are read while the file is open."""
    if texts is None:
        return []
    manner: Manner = "decimal commas" if texts.delimiter == ";" else "typed"
    head, row = texts.header, texts.header_row
    return [Table(name or called, head, texts.rows, file, None, row, manner, called)]
