"""The rows of one sheet, as they come out of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nsee_core.readers.workbook.values import Value, Values
from nsee_core.workbooks.opening import Package
from nsee_core.workbooks.refusing import UnsafeWorkbook, damaged
from nsee_core.workbooks.spreadsheet import MOST_COLUMNS, column_of

#: A row: its number, and what its cells hold, by their columns counted from 0.
SparseRow = tuple[int, dict[int, Value]]

#: Far more than a cell may hold, and than any field of a record takes.
_LONGEST, _MOST_MERGED = 1_000_000, 10_000
_ROW_NUMBER = re.compile(r"[0-9]{1,7}")  # a sheet has a million rows and some


class SheetRows:
    """The rows of a sheet that say something, one at a time; and the cells that are merged."""

    def __init__(self, package: Package, part: str, values: Values) -> None:
        self._package, self._part, self._values = package, part, values
        self.merged: list[str] = []
        """The ranges of merged cells, once all the rows were read."""
        self._ready: list[SparseRow] = []
        self._row: dict[int, Value] = {}
        self._number, self._column = 0, -1
        self._sort, self._style = "n", ""
        self._text: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._length = self._spoken = 0
        self._known = False

    def __iter__(self) -> Iterator[SparseRow]:
        """The rows.

        Raises:
            NotAWorkbook: the part is damaged.
            UnsafeWorkbook: it could do harm.
        """
        for _ in self._package.parsing(self._part, self._begin, self._end, self._said):
            yield from self._ready
            self._ready.clear()

    def _begin(self, tag: str, marks: dict[str, str]) -> None:
        if not self._known:
            if tag != "worksheet":
                raise damaged(self._part, "holds no sheet")
            self._known = True
        if tag == "c":
            self._sort, self._style = marks.get("t", "n"), marks.get("s", "")
            self._column = self._column_of(marks.get("r"))
            self._text, self._formula, self._length = [], None, 0
        elif tag == "v" or (tag == "t" and not self._spoken):
            self._into = self._text
        elif tag == "f":
            self._into = self._formula = []
        elif tag == "row":
            told = marks.get("r", "")
            self._number = int(told) if _ROW_NUMBER.fullmatch(told) else self._number + 1
            self._column = -1
        elif tag == "rPh":
            self._spoken += 1
        elif tag == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(marks.get("ref", ""))

    def _column_of(self, place: str | None) -> int:
        column = self._column + 1 if place is None else column_of(place.rstrip("0123456789"))
        if column is None or column >= MOST_COLUMNS:
            raise damaged(self._part)
        return column

    def _end(self, tag: str) -> None:
        self._into = None
        if tag == "c":
            formula = None if self._formula is None else "".join(self._formula)
            value = self._values.value(self._sort, self._style, "".join(self._text), formula)
            if value is not None:
                self._row[self._column] = value
        elif tag == "row" and self._row:
            self._ready.append((self._number, self._row))
            self._row = {}
        elif tag == "rPh":
            self._spoken -= 1

    def _said(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)
            self._length += len(text)
            if self._length > _LONGEST:
                raise UnsafeWorkbook(f"a cell of {self._part} holds more than a cell can")
