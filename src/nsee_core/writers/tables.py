"""Tidy DataFrames: one table a kind, and one for each field that holds several values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from nsee_core.frames import typed_frame
from nsee_core.programme import Programme
from nsee_core.safety import leaving
from nsee_core.tabular.shapes import FieldSort
from nsee_core.writers.tidy import TidyTable, tidy_tables

if TYPE_CHECKING:
    import pandas as pd

#: What pandas calls the values of a column.
_DTYPES: Mapping[FieldSort, str] = MappingProxyType(
    {
        "text": "str",
        "integer": "Int64",
        "number": "Float64",
        "truth": "boolean",
        "date": "datetime64[s]",
        "map": "str",
    }
)


def to_tables(programme: Programme, *, include_sensitive: bool = False) -> dict[str, pd.DataFrame]:
    """Every record, field and link of a programme, as DataFrames by name.

    Each kind has a table with one row a record and one column a field; a link is the id that it
    gives. A date is three columns: the text as given, and its first and last possible day
    (``started``, ``started_earliest``, ``started_latest``); a quantity is its value and its unit
    (``amount_value``, ``amount_unit``); ``ext`` is JSON text.

    A field with several values is a table of its own, called ``<kind>_<field>``: the id of the
    record under the name of its kind, the ``place`` of the value, counted from 0, and then

    - for links, ``target`` and ``target_kind``, which is missing where the target is not here;
    - for parts, such as the questions of a cycle, a column for each of their fields;
    - else ``value``.

    So each link stands in exactly one table. Tables of what there is none of are empty and typed.
    Dtypes: text ``str``, ``Int64``, ``Float64``, ``boolean``, days ``datetime64[s]``.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    >>> from nsee_core import Programme, Trio
    >>> tables = to_tables(Programme.of([Trio(id="t1", members=("p1", "p2"))]))
    >>> tables["trio_members"][["trio", "place", "target"]].values.tolist()
    [['t1', 0, 'p1'], ['t1', 1, 'p2']]
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    return {table.layout.name: _frame(table) for table in tidy_tables(outgoing)}


def _frame(table: TidyTable) -> pd.DataFrame:
    columns = zip(table.layout.columns, table.values, strict=True)
    return typed_frame({column.name: (_DTYPES[column.sort], values) for column, values in columns})
