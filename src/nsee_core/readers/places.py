"""Where rows stand: a file or a sheet of one, and the line of each record in it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from nsee_core.findings import Place
from nsee_core.workbooks.spreadsheet import letters


@attrs.frozen
class Leaf:
    """One file, or one sheet of a file, and what stands where in it."""

    file: str | None = None
    sheet: str | None = None
    columns: dict[str, int] = attrs.field(factory=dict, repr=False)
    """The column, counted from 0, of each field that a sheet has one for."""
    lines: dict[str, int] = attrs.field(factory=dict, repr=False)
    """The line, or the number of the row, on which each record stands, by its id."""

    def place(self, line: int | None, loc: Sequence[str | int] = (), column: int = 0) -> Place:
        """A line of a file; of a sheet the cell of a field, or else of a column.

        >>> str(Leaf("plan.xlsx", "entry", {"when": 3}).place(7, ("when",)))
        'plan.xlsx, sheet "entry", cell D7'
        """
        if self.sheet is None:
            return Place(self.file, line)
        cell = None if line is None else f"{letters(self._column(loc, column))}{line}"
        return Place(self.file, sheet=self.sheet, cell=cell)

    def _column(self, loc: Sequence[str | int], column: int) -> int:
        """The column of the innermost field on a path that has one: all of it, or its start."""
        names = [part for part in loc if isinstance(part, str)]
        inner = ("_".join(names[:end]) for end in range(len(names), 0, -1))
        return next((self.columns[name] for name in inner if name in self.columns), column)

    def where(self, id_: str, seen_from: Leaf) -> str:
        """Where a record stands, for a reader who has the one leaf or another in hand.

        >>> sheet = Leaf("plan.xlsx", "entry", lines={"e1": 4})
        >>> sheet.where("e1", sheet), sheet.where("e1", Leaf("plan.xlsx", "trio"))
        ('in row 4 of this sheet', 'in row 4 of sheet "entry"')
        """
        line = f"on line {self.lines[id_]}" if self.sheet is None else f"in row {self.lines[id_]}"
        if seen_from is self:
            return line if self.sheet is None else f"{line} of this sheet"
        file = None if self.sheet and seen_from.file == self.file else self.file
        return f"{line} of {str(Place(file, sheet=self.sheet)) or 'what was read before'}"
