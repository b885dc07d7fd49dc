"""The rows of one table as values, with all that is to be said of them and of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from nsee_core.findings import Severity
from nsee_core.readers.judging import id_of
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.cells import NOTHING_MEANT, as_typed
from nsee_core.readers.tabular.plans import Plan, Stray, planned
from nsee_core.readers.tabular.specs import Specs
from nsee_core.readers.tabular.table import Table
from nsee_core.readers.translating import Fault
from nsee_core.records import NotADate
from nsee_core.rules import reading as codes
from nsee_core.wording import a, counted
from nsee_core.workbooks.spreadsheet import letters

_MOST_BITS = 1000  # Python refuses to write out very long numbers
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@attrs.define
class TableRows:
    """A table that is read row by row, and the plan by which it is."""

    gathering: Gathering
    table: Table
    kind: str
    """The kind of record, or the one whose values the rows are."""
    plan: Plan
    start: Mapping[str, Any]
    """What every row says besides its cells."""
    lone: bool = False
    """Whether each row has headings of its own, so that there is no column to be missing."""
    _remarked: set[tuple[str, str]] = attrs.field(factory=set)
    _lacking: set[tuple[str | int, ...]] = attrs.field(factory=set)
    _ragged: bool = False

    @classmethod
    def of(
        cls,
        gathering: Gathering,
        table: Table,
        kind: str,
        known: Specs,
        names: Mapping[str, str | None],
        *,
        start: Mapping[str, Any] = _NOTHING,
    ) -> TableRows:
        """The rows of a table that may have these columns, where it stands."""
        exact = table.manner == "exact"
        plan = planned(table.header, known, names, gathering.speller, exact=exact)
        gathering.leaf.columns.update({s.name: s.at for s in (*plan.slots, *plan.days)})
        return cls(gathering, table, kind, plan, start)

    def cell(self, cells: Sequence[Any], name: str) -> str | None:
        """The text of a cell, by the name of its column."""
        at = next((slot.at for slot in self.plan.slots if slot.name == name), None)
        cell = None if at is None or at >= len(cells) else cells[at]
        if cell is None or (isinstance(cell, int) and cell.bit_length() > _MOST_BITS):
            return None
        return as_typed(str(cell)) or None

    def lacks(self, fault: Fault) -> bool:
        """Whether a fault is that a whole column is missing."""
        names = {(slot.name,) for slot in self.plan.slots}
        whole = fault.rule is codes.FIELD_MISSING and len(fault.loc) == 1
        return whole and fault.loc not in names and not self.lone

    def say_lacking(self, fault: Fault) -> None:
        """Say once that a column is missing."""
        if fault.loc not in self._lacking:
            self._lacking.add(fault.loc)
            self.gathering.say(fault.rule, self.table.header_row, *fault.loc, **fault.args)

    def values(self, line: int, cells: Sequence[Any], held: int) -> dict[str, Any] | None:
        """What a row says; None if it cannot be read, which is said."""
        width = len(self.table.header)
        if held != width and not self._even(line, held, width):
            self.gathering.unread(id_of({"id": self.cell(cells, "id")}))
            return None
        plan = self.plan
        row = plan.values(cells, self.start)
        if plan.remarks:
            self._say_remarks(line)
        if plan.troubles or plan.blocked:
            self._say_troubles(row, line)
            return None
        return row

    def _even(self, line: int, held: int, width: int) -> bool:
        """Whether a row of another width than the heading can be read: if it is only shorter."""
        if held > width or not self._ragged:
            severity = None if held > width else Severity.INFO
            cells, columns = counted(held, "cell"), counted(width, "column")
            self._ragged |= held < width
            self.gathering.say(
                codes.RAGGED_ROW, line, severity=severity, cells=cells, columns=columns
            )
        return held < width

    def _say_remarks(self, line: int) -> None:
        """Say once a column what was taken for something, and once for each word for nothing."""
        for slot, cell, meaning in self.plan.remarks:
            said = (slot.name, str(cell) if meaning == NOTHING_MEANT else "")
            if said not in self._remarked:
                self._remarked.add(said)
                self.gathering.say(codes.READ_AS, line, *slot.loc, value=cell, meaning=meaning)
        self.plan.remarks.clear()

    def _say_troubles(self, row: Mapping[str, Any], line: int) -> None:
        subject = id_of(row)
        self.gathering.unread(subject)
        for slot, rule, args in self.plan.troubles:
            if isinstance(args.get("why"), NotADate):
                args["why"] = self.gathering.speller.why(args["why"])
            self.gathering.say(rule, line, *slot.loc, subject=subject, **args)
        self.plan.troubles.clear()

    def say_strays(self) -> None:
        """Say which columns were not read, now that it is known in how many rows they speak."""
        for stray in self.plan.strays:
            if stray.rows:
                self._say_stray(stray)

    def _say_stray(self, stray: Stray) -> None:
        index, text = stray.heading
        place = self.gathering.leaf.place(self.table.header_row, (), index)
        value = text or f"(column {letters(index)})"
        told = f"what it says in {counted(stray.rows, 'row')} was passed over"
        if stray.grave:
            told = f"{counted(stray.rows, 'row')} with something of its own there could not be read"
        if stray.field:
            self.gathering.say(
                codes.COLUMN_TWICE, None, value=value, place=place, field=stray.field, rows=told
            )
            return
        self.gathering.say(
            codes.NO_SUCH_COLUMN,
            None,
            value=value,
            place=place,
            severity=None if stray.grave else Severity.WARNING,
            a_kind=a(self.kind),
            perhaps=stray.near,
            rows=told,
        )
