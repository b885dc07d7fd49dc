"""What stands beside the table of a sheet, where no heading says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.workbook.values import Value, says_nothing, text_of
from nsee_core.wording import counted
from nsee_core.workbooks.spreadsheet import letters


class Note(NamedTuple):
    """The first cell of a column beside the table, and what is to be said of it."""

    cell: str
    value: str
    also: str
    """How many more rows have something in that column, as the middle of a sentence."""


@attrs.define
class Beside:
    """The cells to the right of the last heading, by their columns: the first, and how many."""

    _first: dict[int, tuple[int, Value]] = attrs.field(factory=dict)
    _times: dict[int, int] = attrs.field(factory=dict)

    def without(self, number: int, cells: dict[int, Value], width: int) -> dict[int, Value]:
        """The cells of a row that stand below the heads, the others being noted."""
        beyond = [column for column in cells if column >= width]
        for column in beyond:
            value = cells.pop(column)
            if not says_nothing(value):
                self._first.setdefault(column, (number, value))
                self._times[column] = self._times.get(column, 0) + 1
        return cells

    def notes(self) -> Iterator[Note]:
        """One for each column that says something, from left to right."""
        for column, (number, value) in sorted(self._first.items()):
            more = self._times[column] - 1
            also = f", nor is what stands below it in {counted(more, 'row')}" if more else ""
            yield Note(f"{letters(column)}{number}", _shown(value), also)


def _shown(value: Value) -> str:
    """What stands in a cell; of a formula without a result, the formula."""
    return text_of(value.said.get("value") if isinstance(value, Odd) else value)
