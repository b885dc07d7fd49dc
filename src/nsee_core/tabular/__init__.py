"""How a record lies in a table: its columns, and what stands in a cell.

Whatever writes records as rows of scalars, and whatever reads them back, goes by this: tables,
spreadsheets, and the attributes of an event log or a graph.
"""

from nsee_core.tabular.cells import (
    Scalar,
    cell_of,
    flat,
    guarded,
    items_of,
    list_text,
    named_cell,
    several,
    teller,
    unguarded,
)
from nsee_core.tabular.columns import Column, Sort, columns
from nsee_core.tabular.nothing import NOTHING, is_nobody, says_unknown
from nsee_core.tabular.shapes import Shape, shapes

__all__ = [
    "NOTHING",
    "Column",
    "Scalar",
    "Shape",
    "Sort",
    "cell_of",
    "columns",
    "flat",
    "guarded",
    "is_nobody",
    "items_of",
    "list_text",
    "named_cell",
    "says_unknown",
    "several",
    "shapes",
    "teller",
    "unguarded",
]
