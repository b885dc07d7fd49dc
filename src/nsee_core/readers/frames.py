"""DataFrames: the tables of ``to_tables()``, or any with a column map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from nsee_core.readers.places import Leaf
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.tabular import TablesReader
from nsee_core.readers.tabular.cells import as_text
from nsee_core.readers.tabular.kinds import KindMap, Kinds
from nsee_core.readers.tabular.reading import say_no_columns
from nsee_core.readers.tabular.table import ColumnMap, Row, Table

if TYPE_CHECKING:
    import pandas as pd

_ROWS_AT_ONCE = 10_000


def read_frames(
    frames: Mapping[str, pd.DataFrame],
    *,
    kinds: KindMap | None = None,
    columns: ColumnMap | None = None,
) -> Reading:
    """Read records from DataFrames by name, as ``to_tables()`` gives them or as you have them.

    A frame is called by the kind of its rows (``entry``), or by a kind and a field with several
    values (``trio_members``). The latter may stand in one cell, too: as a list, or as "p1; p2".
    Texts are read as they are; what pandas counts as missing says nothing. The findings of a frame
    call it by its name, and count its rows from 1.

    Args:
        frames: the frames by what they hold; by any name, where ``kinds`` or a column ``kind``
            tells that.
        kinds: what frames hold whose names do not tell it, ``{"Staff": "person", "Notes": None}``,
            where None passes a frame over.
        columns: what their columns stand for, ``{"Taught by": "taught_by", "Mood": None}``, where
            None passes a column over; or that frame by frame, ``{"Staff": {...}}``.

    Raises:
        TypeError: they are no DataFrames by name, or ``columns`` or ``kinds`` is no map.
        UnknownColumn: the map names a field that there is not.
        UnknownKind: ``kinds`` names a kind that there is not.
        UnknownTable: a map names a frame that there is not.

    >>> import pandas as pd
    >>> lessons = pd.DataFrame({"id": ["l1"], "cycle": ["c1"], "Teacher": ["b-reid"]})
    >>> read_frames({"lesson": lessons}, columns={"Teacher": "taught_by"}).programme["l1"].taught_by
    'b-reid'
    >>> staff = pd.DataFrame({"Staff no.": ["T01"], "Post": ["Headteacher"]})
    >>> names = {"Staff": {"Staff no.": "id", "Post": "position"}}
    >>> read_frames({"Staff": staff}, kinds={"Staff": "person"}, columns=names).programme
    <Programme of 1 record: 1 person>
    """
    told = Kinds.of(kinds)
    gathering = Gathering()
    tables: list[Table] = []
    named = list(_named(frames))
    told.check([called for called, _ in named], "frame")
    for called, frame in named:
        name, header = told.name(called), list(frame.columns)
        if name is None:
            continue
        gathering.turn(Leaf(called))
        if not say_no_columns(gathering, called, header, len(frame)):
            tables.append(Table(name, header, _rows(frame), called, None, None, "exact", called))
    TablesReader(gathering, columns).read(tables)
    return gathering.done()


def _named(frames: object) -> Iterator[tuple[str, pd.DataFrame]]:
    """The frames with their names.

    Raises:
        TypeError: they are no DataFrames by name.
    """
    if not isinstance(frames, Mapping):
        msg = f"frames are given by name, as a mapping, not as {type(frames).__name__}"
        raise TypeError(msg)
    for name, frame in frames.items():
        if not isinstance(name, str):
            msg = f"a frame is called by a text, not by {type(name).__name__}"
            raise TypeError(msg)
        if not (hasattr(frame, "iloc") and hasattr(frame, "columns")):
            msg = f'"{name}" is {type(frame).__name__}, and no DataFrame'
            raise TypeError(msg)
        yield name, frame


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame in plain Python values, some thousands at once."""
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        part = frame.iloc[start : start + _ROWS_AT_ONCE]
        yield from enumerate(zip(*map(_values, _each(part)), strict=True), start=start + 1)


def _each(frame: pd.DataFrame) -> Iterator[pd.Series[Any]]:
    """Its columns, by their places: two may have one name."""
    return (frame.iloc[:, place] for place in range(frame.shape[1]))


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values of a column in plain Python types, None where there is none."""
    values = column.astype(object).where(column.notna(), None).tolist()
    if column.dtype != object:
        return values
    return list(map(_plain, values))


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever an object column holds
    """A value without the types of NumPy."""
    if type(value).__name__ == "datetime64":  # which Python may have no date for
        return str(value).partition("T")[0]
    if isinstance(value, memoryview):  # which says of itself that it is a list of numbers
        return as_text(value)
    return as_text(value.tolist() if hasattr(value, "tolist") else value)
