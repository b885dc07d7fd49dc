"""Where rows stand: a file or a sheet of one, and the line of each record in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from nsee_core.findings import Place
from nsee_core.wording import shown
from nsee_core.workbooks.spreadsheet import letters


def as_headed(args: Mapping[str, Any], loc: Sequence[str | int], place: Place) -> Mapping[str, Any]:
    """What fills the template of a message, a field being called as its column is headed.

    >>> as_headed({"field": "taught_by"}, ("taught_by",), Place(head="Teacher"))
    {'field': '"Teacher"'}
    """
    if place.head is None or not loc or args.get("field") != loc[0]:
        return args
    return {**args, "field": shown(place.head)}


@attrs.frozen
class Leaf:
    """One file, or one sheet of a file, and what stands where in it."""

    file: str | None = None
    sheet: str | None = None
    columns: dict[str, int] = attrs.field(factory=dict, repr=False)
    """The column, counted from 0, of each field that a sheet has one for."""
    heads: dict[str, str] = attrs.field(factory=dict, repr=False)
    """How the columns of some fields are headed, where that is another word than their names."""
    lines: dict[str, int] = attrs.field(factory=dict, repr=False)
    """The line, or the number of the row, on which each record stands, by its id."""

    def place(self, line: int | None, loc: Sequence[str | int] = (), column: int = 0) -> Place:
        """A line of a file; of a sheet the cell of a field, or else of a column.

        >>> str(Leaf("plan.xlsx", "entry", {"when": 3}).place(7, ("when",)))
        'plan.xlsx, sheet "entry", cell D7'
        """
        name = self._column(loc) if loc and self.columns else ""
        head = self.heads.get(name)
        if self.sheet is None:
            return Place(self.file, line, head=head)
        cell = None if line is None else f"{letters(self.columns.get(name, column))}{line}"
        return Place(self.file, sheet=self.sheet, cell=cell, head=head)

    def _column(self, loc: Sequence[str | int]) -> str:
        """The innermost field on a path that has a column: all of it, or its start."""
        names = [part for part in loc if isinstance(part, str)]
        inner = ("_".join(names[:end]) for end in range(len(names), 0, -1))
        return next((name for name in inner if name in self.columns), "")

    def where(self, id_: str, seen_from: Leaf) -> str:
        """Where a record stands, for a reader who has the one leaf or another in hand."""
        return self.spot(self.lines[id_], seen_from)

    def spot(self, line: int, seen_from: Leaf) -> str:
        """Where a line, or a row, stands, for a reader who has the one leaf or another in hand.

        >>> sheet = Leaf("plan.xlsx", "entry")
        >>> sheet.spot(4, sheet), sheet.spot(4, Leaf("plan.xlsx", "trio"))
        ('in row 4 of this sheet', 'in row 4 of sheet "entry"')
        """
        said = f"on line {line}" if self.sheet is None else f"in row {line}"
        if seen_from is self:
            return said if self.sheet is None else f"{said} of this sheet"
        file = None if self.sheet and seen_from.file == self.file else self.file
        return f"{said} of {str(Place(file, sheet=self.sheet)) or 'what was read before'}"
