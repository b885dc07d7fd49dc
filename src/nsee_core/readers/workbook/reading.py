"""Excel workbooks: our own, and those that people made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from nsee_core.findings import Place
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.tabular import TablesReader
from nsee_core.readers.tabular.kinds import KindMap, Kinds
from nsee_core.readers.tabular.renaming import headings_in
from nsee_core.readers.tabular.table import ColumnMap, Row, Table
from nsee_core.readers.workbook.beside import Beside
from nsee_core.readers.workbook.rows import SheetRows, SparseRow
from nsee_core.readers.workbook.tables import table_of
from nsee_core.readers.workbook.values import Values
from nsee_core.rules import reading as codes
from nsee_core.workbooks.given import Workbook, binary
from nsee_core.workbooks.opening import Package, SheetPart, package_of, sheets_of
from nsee_core.workbooks.refusing import REPAIR, NotAWorkbook, UnsafeWorkbook
from nsee_core.workbooks.sheets import START, WORDS, without_number

#: How the name of such a file ends.
SUFFIXES = (".xlsx", ".xlsm")

_RANGE = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7})")
_MACROS = "vbaProject"


def read_excel(
    source: Workbook,
    *,
    kinds: KindMap | None = None,
    columns: ColumnMap | None = None,
    file: str | None = None,
) -> Reading:
    """Read records from an Excel workbook (.xlsx, .xlsm): ours, or one that people made.

    A sheet is called after what it holds, ``Entry``, ``Lessons`` or ``Trio members``; its head is
    the first row that names its columns, in any order and spelling, below any title. Each other row
    becomes a record or a finding that names sheet and cell. Of a formula the last result counts,
    of a date what is shown of it; hidden sheets are read, macros are not run. In the template, a
    step without a date is no entry yet.

    Nothing is trusted: what would unpack to far more than a spreadsheet, or declares entities, is
    refused. Rows are read as they come, so that a workbook of any length fits into little memory
    besides its records.

    Args:
        source: a path (also as text), an open file of bytes, or the bytes themselves.
        kinds: what sheets hold whose titles do not tell it, ``{"Staff": "person", "To do": None}``,
            where None passes a sheet over.
        columns: what headings stand for, ``{"Teacher": "taught_by", "Mood": None}``, where None
            passes a column over; or that sheet by sheet, ``{"Staff": {"Post": "position"}}``.
        file: what to call the source in findings, if not by its own name.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all, or ``columns`` or ``kinds`` is no map.
        UnknownColumn: the map names a field that there is not.
        UnknownKind: ``kinds`` names a kind that there is not.
        UnknownTable: a map names a sheet that there is not.

    Source of the format: ECMA-376 parts 1 and 2, SpreadsheetML in an Open Packaging container.

    >>> from nsee_core import Programme, Trio
    >>> from nsee_core.writers.workbook import to_excel
    >>> read_excel(to_excel(Programme.of([Trio(id="t1", members=("p1", "p2"))]))).programme
    <Programme of 1 record: 1 trio>
    """
    told = Kinds.of(kinds)
    with binary(source) as (held, name):
        gathering = Gathering.of(file or name)
        try:
            package = package_of(held)
            sheets, about = sheets_of(package)
            values = Values.of(package, about)
        except (NotAWorkbook, UnsafeWorkbook) as refused:
            _say_refused(gathering, refused, None)
            return gathering.done()
        if _MACROS in about:
            gathering.say(codes.MACROS, None)
        sheets = [sheet for sheet in sheets if sheet.title not in (START, WORDS)]
        told.check([without_number(sheet.title) for sheet in sheets], "sheet")
        reader = _Sheets(gathering, package, values, told, headings_in(columns))
        tables = [table for sheet in sheets for table in reader.tables(sheet)]
        TablesReader(gathering, columns).read(tables)
        return gathering.done()


class _Sheets:
    """The sheets of one workbook, made tables."""

    def __init__(
        self,
        gathering: Gathering,
        package: Package,
        values: Values,
        kinds: Kinds,
        headings: Collection[str],
    ) -> None:
        self._gathering, self._package, self._values = gathering, package, values
        self._kinds, self._headings = kinds, headings
        self._file = gathering.leaf.file

    def tables(self, sheet: SheetPart) -> Iterator[Table]:
        """The table that a sheet holds; none if it is empty, or is to be passed over."""
        rows = SheetRows(self._package, sheet.part, self._values)
        called, beside = without_number(sheet.title), Beside()
        name = self._kinds.name(called)
        if name is None:
            return
        read = self._read(sheet, rows)
        table = table_of(name, sheet.title, self._file, read, beside, self._headings)
        if table is None:
            return
        if sheet.hidden:
            self._gathering.say(codes.HIDDEN_SHEET, None, place=self._place(sheet))
        rest = self._with_the_rest(sheet, table, rows, beside)
        yield attrs.evolve(table, rows=rest, called=called)

    def _read(self, sheet: SheetPart, rows: SheetRows) -> Iterator[SparseRow]:
        """The rows of a sheet, up to where it cannot be read on."""
        if not sheet.part:
            lost = NotAWorkbook("the file does not hold this sheet", REPAIR)
            _say_refused(self._gathering, lost, self._place(sheet))
            return
        try:
            yield from rows
        except (NotAWorkbook, UnsafeWorkbook) as refused:
            _say_refused(self._gathering, refused, self._place(sheet))

    def _with_the_rest(
        self, sheet: SheetPart, table: Table, rows: SheetRows, beside: Beside
    ) -> Iterator[Row]:
        """The rows of a table; then, what stands beside them, and which of their cells merge."""
        yield from table.rows
        for cell, value, also in beside.notes():
            place = self._place(sheet, cell)
            self._gathering.say(codes.BESIDE_TABLE, None, place=place, value=value, also=also)
        for span in rows.merged:
            found = _RANGE.fullmatch(span)
            if found and int(found[1]) > (table.header_row or 0):
                place = self._place(sheet, span.partition(":")[0])
                self._gathering.say(codes.MERGED_CELLS, None, place=place, cells=span)

    def _place(self, sheet: SheetPart, cell: str | None = None) -> Place:
        return Place(self._file, sheet=sheet.title, cell=cell)


def _say_refused(
    gathering: Gathering, refused: NotAWorkbook | UnsafeWorkbook, place: Place | None
) -> None:
    if isinstance(refused, UnsafeWorkbook):
        gathering.say(codes.UNSAFE_WORKBOOK, None, place=place, why=refused.why)
    else:
        gathering.say(codes.NOT_A_WORKBOOK, None, place=place, why=refused.why, fix=refused.fix)
