"""Parquet: the tables of ``to_tables()``, each in a file; needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from nsee_core.extras import needs
from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sources import file_of, files_in
from nsee_core.readers.tabular import TablesReader
from nsee_core.readers.tabular.cells import as_text
from nsee_core.readers.tabular.kinds import KindMap, Kinds
from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.tabular.reading import say_no_columns
from nsee_core.readers.tabular.table import ColumnMap, Row, Table
from nsee_core.rules.reading import NO_SUCH_TABLE, NOT_UTF8, WRONG_SORT

#: How the name of such a file ends.
SUFFIXES = (".parquet",)

_ROWS_AT_ONCE = 10_000
_DAMAGED = "; it is no Parquet, or damaged"


def read_parquet(
    path: str | PathLike[str],
    *,
    kinds: KindMap | None = None,
    columns: ColumnMap | None = None,
) -> Reading:
    """Read records from a Parquet file, or from all that lie in a folder.

    A file is called by what it holds, ``entry.parquet`` or ``trio_members.parquet``, as the tables
    of ``to_tables()`` are; by anything, if it has a column ``kind``. It is read some thousands of
    rows at a time. Findings name the file and count its rows from 1.

    Args:
        path: the file or the folder.
        kinds: what files hold whose names do not tell it, as ``read_csv_folder`` takes it.
        columns: what the columns stand for, as ``read_frames`` takes it.

    Raises:
        MissingExtra: pyarrow is not installed.
        OSError: there is no such file, or it may not be read.
        TypeError: ``columns`` or ``kinds`` is no map.
        UnknownColumn: the map names a field that there is not.
        UnknownKind: ``kinds`` names a kind that there is not.
        UnknownTable: a map names a file that there is not.

    >>> from nsee_core import Programme, Trio
    >>> from nsee_core.writers import to_tables
    >>> folder = getfixture("tmp_path")
    >>> for name, frame in to_tables(Programme.of([Trio(id="t1", members=("p1",))])).items():
    ...     frame.to_parquet(folder / f"{name}.parquet")
    >>> read_parquet(folder).programme["t1"].members
    ('p1',)
    """
    told = Kinds.of(kinds)
    gathering = Gathering.of(fspath(path))
    whole = Path(path)
    files = files_in(path, SUFFIXES) if whole.is_dir() else [whole]
    told.check([file.stem for file in files], "file")
    named = [(file, told.name(file.stem)) for file in files]
    tables = [table for file, name in named if name for table in _table(gathering, file, name)]
    TablesReader(gathering, columns).read(tables)
    return gathering.done()


def _table(gathering: Gathering, path: Path, name: str) -> Iterator[Table]:
    """The table in a file, if it can be read; it holds what its name, or somebody, says."""
    parquet = needs("pyarrow.parquet", "parquet")
    gathering.turn(Leaf(str(path)))
    file_of(path).close()  # so that it is said of it, as of any other, why it cannot be opened
    try:
        file = parquet.ParquetFile(path)
        header, rows = file.schema_arrow.names, file.metadata.num_rows
    except Exception:  # noqa: BLE001 - what pyarrow raises of a damaged file is of every sort
        gathering.say(NO_SUCH_TABLE, None, value=path.name, perhaps=_DAMAGED)
        return
    if say_no_columns(gathering, path.name, header, rows):
        return
    cells = _rows(gathering, file, path)
    yield Table(name, header, cells, str(path), None, None, "exact", path.stem)


def _rows(
    gathering: Gathering,
    file: Any,  # noqa: ANN401 - pyarrow has no types
    path: Path,
) -> Iterator[Row]:
    """Its rows, up to where it is damaged."""
    line = 0
    with file:
        try:
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                columns = [_cells(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    line += 1
                    yield line, cells
        except Exception:  # noqa: BLE001 - as above
            gathering.say(NO_SUCH_TABLE, line + 1, value=path.name, perhaps=_DAMAGED)


def _cells(column: Any) -> list[Any]:  # noqa: ANN401 - a pyarrow.Array
    """The values of a column; a doubt where one cannot be had in Python."""
    try:
        values = column.to_pylist()
    except Exception:  # noqa: BLE001 - such as a day after the year 9999, or a text that is none
        values = [_cell(scalar) for scalar in column]
    return list(map(as_text, values)) if "binary" in str(column.type) else values


def _cell(scalar: Any) -> object:  # noqa: ANN401 - a pyarrow.Scalar
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        text = scalar.as_buffer().to_pybytes().decode("utf-8", "backslashreplace")
        return Odd(NOT_UTF8, value=text, perhaps="")
    except Exception:  # noqa: BLE001 - as above
        expected = "a value that a calendar, a clock or a text can hold"
        return Odd(WRONG_SORT, value=f"{scalar.type}", expected=expected)
