"""From records to the rows of sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from nsee_core.records import Base, When
from nsee_core.tabular import Scalar, flat, guarded
from nsee_core.workbooks.sheets import CONTINUED, Tab
from nsee_core.workbooks.spreadsheet import MOST_CHARACTERS, MOST_ROWS, letters, serial
from nsee_core.writers.workbook.folding import arranged
from nsee_core.writers.workbook.heads import READY, Head, helps
from nsee_core.writers.workbook.sheets import Cell, Look, Sheet
from nsee_core.writers.workbook.words import Words

#: A piece of a text that no cell can hold; any character may count twice.
_PIECE = MOST_CHARACTERS // 2

Row = Mapping[str, Scalar]


def rows_of(tab: Tab, records: Iterable[Base]) -> Iterator[Row]:
    """The rows of a sheet: one a record, or one for each part that its field holds."""
    for record in records:
        if tab.field is None:
            yield _said(record)
        else:
            for part in record.__dict__[tab.field]:
                yield {tab.kind: record.id, **flat(part)}


def _said(record: Base) -> Row:
    """What a record says; of an entry also the event, or it could be a step not yet taken."""
    said = flat(record)
    return said | {"event": record.__dict__["event"]} if record.kind == "entry" else said


def filled_sheets(
    heads: Sequence[Head],
    rows: Sequence[Row],
    kinds: Collection[str],
    words: Words,
    steps: str | None = None,
    *,
    most: int = MOST_ROWS,
) -> Iterator[Sheet]:
    """A sheet of these rows; and more of them, numbered, where one cannot hold them all.

    Args:
        heads: the heads of the columns.
        rows: what stands under them.
        kinds: the kinds that have a sheet.
        words: the words that drop-downs offer so far.
        steps: the range that holds the steps of the protocol, if there is one.
        most: how many rows a sheet can hold, its head among them.
    """
    wide = [_Wide(head, _pieces(head, rows)) for head in arranged(heads, rows, kinds)]
    starts = accumulate((column.pieces for column in wide[:-1]), initial=0)
    placed = [(letters(at), column.head) for at, column in zip(starts, wide, strict=True)]
    title = heads[0].tab.title
    for number, start in enumerate(range(0, len(rows) or 1, most - 1), start=1):
        some = rows[start : start + most - 1]
        last = max(len(some), READY) + 1
        yield Sheet(
            title if number == 1 else f"{title} ({number})",
            [look for column in wide for look in column.looks()],
            _filled(wide, some),
            list(helps(placed, kinds, words, steps, last)),
            last=last,
        )


class _Wide:
    """A head and the columns under it: more than one where texts are too long for a cell."""

    def __init__(self, head: Head, pieces: int) -> None:
        self.name, self.head, self.pieces = head.column.name, head, pieces
        self.dated, self.chosen = head.column.sort == "date", bool(head.choices)
        self.style = head.look.style
        self.blank = (Cell(None),) * pieces

    def looks(self) -> list[Look]:
        return [self.head.look] * self.pieces

    def tops(self) -> Iterator[Cell]:
        cell = self.head.cell
        yield cell
        for number in range(2, self.pieces + 1):
            yield Cell(f"{cell.value}{CONTINUED} {number})", cell.style)

    def cells(self, row: Row) -> Sequence[Cell]:
        value: Scalar | date | None = row.get(self.name)
        if value is None:
            return self.blank
        if isinstance(value, str) and not self.chosen:
            value = _day(value) if self.dated else guarded(value)
        if self.pieces == 1:
            return (Cell(value, self.style),)
        starts = range(0, self.pieces * _PIECE, _PIECE)
        return [Cell(str(value)[at : at + _PIECE] or None, self.style) for at in starts]


def _filled(wide: Sequence[_Wide], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    yield [cell for column in wide for cell in column.tops()]
    for row in rows:
        yield [cell for column in wide for cell in column.cells(row)]


def _day(text: str) -> Scalar | date:
    """A day as a spreadsheet has it; the text, where it is less than a day, or long ago."""
    day = When.parse(text).earliest
    plain = day is not None and day.isoformat() == text and serial(day) is not None
    return day if day is not None and plain else guarded(text)


def _pieces(head: Head, rows: Iterable[Row]) -> int:
    """How many cells the longest text of a column takes."""
    if head.column.sort not in ("text", "list", "map"):
        return 1
    texts = (row.get(head.column.name) for row in rows)
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    return 1 if longest < _PIECE else longest // _PIECE + 1
