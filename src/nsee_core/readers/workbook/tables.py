"""From the rows of a sheet to a table: where its head is, and what of it is no row at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

import attrs

from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.naming import freely, plainly
from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.tabular.specs import names_by_form, specs
from nsee_core.readers.tabular.table import (
    Row,
    Table,
    columns_of,
    forms_of_all_columns,
    meant_by,
)
from nsee_core.readers.workbook.beside import Beside
from nsee_core.readers.workbook.rows import SparseRow
from nsee_core.readers.workbook.values import Value, says_nothing, text_of
from nsee_core.rules import reading as codes
from nsee_core.workbooks.sheets import CONTINUED, NEEDED, PLANNED
from nsee_core.workbooks.titles import EXPLAINED, label

#: Among so many rows the head is looked for: above it may stand a title and other words.
_HEAD_WITHIN = 12
_DATE = "when"
#: A column that only the template has.
_EXPLAINED = form_of(label(EXPLAINED))


@attrs.frozen
class Layout:
    """Where the head of a sheet is, and what follows from it for the rows below."""

    number: int
    """The number of the row that is the head."""
    heads: Sequence[str]
    goes_on: Sequence[int]
    """The columns in which the text of the column before them goes on."""
    planned: bool
    """Whether a row without a date may be that of a step not yet taken, as in the template."""
    dated: int | None
    """The column of the date, where that matters."""

    @classmethod
    def of(cls, name: str, row: SparseRow) -> Layout:
        """What a head says."""
        number, cells = row
        width = max(cells) + 1
        heads = [text_of(cells.get(column)) for column in range(width)]
        goes_on = [column for column in range(1, width) if CONTINUED in heads[column]]
        dated = _dated(heads) if meant_by(name) == "entry" else None
        planned = meant_by(name) == "entry" and (
            _EXPLAINED in map(form_of, heads)
            or (dated is not None and heads[dated].endswith(NEEDED))
        )
        return cls(number, heads, goes_on, planned, dated if planned else None)

    def joined(self, cells: dict[int, Value]) -> dict[int, Value]:
        """The cells of a row, a text that went on beside it being whole again."""
        for column in reversed(self.goes_on):
            piece = cells.pop(column, None)
            if isinstance(piece, str):
                before = cells.get(column - 1)
                cells[column - 1] = f"{before or ''}{piece}"
        return cells

    def is_row(self, cells: dict[int, Value]) -> bool:
        """Whether a row says something, and is not that of a step not yet taken."""
        if not self.planned:
            return True
        if self.dated is not None and not says_nothing(cells.get(self.dated)):
            return True
        said = cells.keys() - {self.dated}
        return any(form_of(self.heads[column]) not in PLANNED for column in said)

    def taken(self, cells: dict[int, Value]) -> dict[int, Value]:
        """The cells of a row; a step of which something is said, and not when, is none yet."""
        if self.dated is not None and says_nothing(cells.get(self.dated)):
            return {**cells, self.dated: Odd(codes.FIELD_MISSING, a_kind="an entry", field="when")}
        return cells


def table_of(  # noqa: PLR0917 - as a table takes them
    name: str,
    sheet: str,
    file: str | None,
    rows: Iterator[SparseRow],
    beside: Beside,
    headings: Collection[str] = (),
) -> Table | None:
    """The table that a sheet holds; None if nothing stands in it.

    Args:
        name: what its title, or somebody, says that it holds.
        sheet: its title.
        file: the file that it is in.
        rows: its rows that say something, of which only the first few are read yet.
        beside: where to note what stands beside the table, while its rows are read.
        headings: what else heads a column, as somebody says.
    """
    first = list(islice(rows, _HEAD_WITHIN))
    if not first:
        return None
    at = _head(name, first, headings)
    layout = Layout.of(name, first[at])
    below = _rows(layout, chain(first[at + 1 :], rows), beside)
    heads = [head.removesuffix(NEEDED) for head in layout.heads]
    return Table(name, heads, below, file, sheet, layout.number)


def _head(name: str, rows: Sequence[SparseRow], headings: Collection[str]) -> int:
    """The first row with most cells that head a column of such a table."""
    meant = meant_by(name)
    known = {*(names_by_form(columns_of(meant)) if meant else forms_of_all_columns())}
    known.update(map(form_of, headings))
    fitting = [sum(form_of(text_of(cell)) in known for cell in cells.values()) for _, cells in rows]
    return fitting.index(max(fitting))


def _rows(layout: Layout, rows: Iterator[SparseRow], beside: Beside) -> Iterator[Row]:
    columns = range(len(layout.heads))
    for number, cells in rows:
        own = beside.without(number, cells, len(columns))
        whole = layout.joined(own) if layout.goes_on else own
        if layout.is_row(whole):
            said = layout.taken(whole)
            yield number, [said.get(column) for column in columns]


def _dated(heads: Sequence[str]) -> int | None:
    """The column of the date of an entry, whatever people have made of its heading."""
    known = specs("entry", "typed")
    for means in (plainly, freely):
        for place, head in enumerate(heads):
            if means(head, known) == _DATE:
                return place
    return None
