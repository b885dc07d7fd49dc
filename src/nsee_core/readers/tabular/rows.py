"""The rows of one table as values, with all that is to be said of them and of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from nsee_core.findings import Severity
from nsee_core.readers.lost import id_of
from nsee_core.readers.reading import Gathering
from nsee_core.readers.sparing import ALL, field_amiss
from nsee_core.readers.tabular import heads
from nsee_core.readers.tabular.cells import as_typed
from nsee_core.readers.tabular.mending import Mended
from nsee_core.readers.tabular.nobodies import Nobody
from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.tabular.orders import Orders
from nsee_core.readers.tabular.plans import Plan, planned
from nsee_core.readers.tabular.specs import Specs
from nsee_core.readers.tabular.table import Table
from nsee_core.readers.translating import Fault
from nsee_core.readers.untaken import said_of_date
from nsee_core.records import NotADate
from nsee_core.rules import reading as codes
from nsee_core.wording import counted

_MOST_BITS = 1000  # Python refuses to write out very long numbers
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NONE: frozenset[str] = frozenset()


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
    amiss: frozenset[str] = frozenset()
    """The fields of the row that was read last which could not be read; "" stands for all."""
    nobodies: list[Nobody] = attrs.field(factory=list)
    """The words of all rows that name nobody, unless a record has that id."""
    _orders: Orders = attrs.field(factory=Orders)
    _remarked: set[tuple[str, str]] = attrs.field(factory=set)
    _lacking: set[str] = attrs.field(factory=set)
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
        gathering.leaf.heads.update(plan.heads(table.header))
        return cls(gathering, table, kind, plan, start)

    def cell(self, cells: Sequence[Any], name: str) -> str | None:
        """The text of a cell, by the name of its column."""
        at = next((slot.at for slot in self.plan.slots if slot.name == name), None)
        cell = None if at is None or at >= len(cells) else cells[at]
        if cell is None or isinstance(cell, Odd):
            return None
        if isinstance(cell, int) and cell.bit_length() > _MOST_BITS:
            return None
        return as_typed(str(cell)) or None

    def is_told(self, fault: Fault) -> bool:
        """Whether a fault only follows from what was said of the row that was read last."""
        missing = fault.rule is codes.FIELD_MISSING
        return missing and (fault.loc[0] in self.amiss or (self.plan.blocked and self.lacks(fault)))

    def lacks(self, fault: Fault) -> bool:
        """Whether a fault is that a whole column is missing."""
        if fault.rule is not codes.FIELD_MISSING or len(fault.loc) > 1 or self.lone:
            return False
        return all(fault.loc != (slot.name,) for slot in self.plan.slots)

    def say_lacking(self, name: str, noun: str) -> None:
        """Say once that a column is missing, without which nothing of a sort can be read."""
        if name not in self._lacking:
            self._lacking.add(name)
            heads.say_lacking(self.gathering, self.table, noun, name)

    def values(self, line: int, cells: Sequence[Any], held: int) -> dict[str, Any] | None:
        """What a row says; None if it cannot be read, which is said.

        What of it could not be read is said, too, and stands in ``amiss``.
        """
        width = len(self.table.header)
        if held != width and not self._even(line, held, width):
            said = {slot.name: self.cell(cells, slot.name) for slot in self.plan.slots}
            self.gathering.lose({**said, "kind": self.kind}, line)
            return None
        plan = self.plan
        row = plan.values(cells, self.start)
        if plan.remarks:
            self._say_remarks(line)
        if plan.nobodies:
            self._note_nobodies(row, line)
        if plan.dates:
            self._orders.note(self.gathering, plan.dates, line)
        if self.amiss:
            self.amiss = _NONE
        if plan.troubles or plan.blocked:
            self.amiss = self._troubled(row, line)
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
        for slot, cell, remark in self.plan.remarks:
            said = (slot.name, remark.once)
            if said not in self._remarked:
                self._remarked.add(said)
                meaning = remark.meaning
                self.gathering.say(codes.READ_AS, line, *slot.loc, value=cell, meaning=meaning)
        self.plan.remarks.clear()

    def _note_nobodies(self, row: Mapping[str, Any], line: int) -> None:
        """Note which words may name nobody, until it is known which ids there are."""
        if (subject := id_of(row)) is not None:
            for slot, word in self.plan.nobodies:
                place = self.gathering.leaf.place(line, slot.loc)
                self.nobodies.append(Nobody(subject, slot.field, word, place))
        self.plan.nobodies.clear()

    def say_mended(self, found: Iterable[Mended], line: int) -> None:
        """Say once for each text what it was read as."""
        for field, written, meaning in found:
            if meaning and (field, written) not in self._remarked:
                self._remarked.add((field, written))
                self.gathering.say(codes.READ_AS, line, field, value=written, meaning=meaning)

    def _troubled(self, row: Mapping[str, Any], line: int) -> frozenset[str]:
        """Say what cannot be read of a row: which of its fields that is."""
        gathering, subject = self.gathering, id_of(row)
        amiss = {ALL} if self.plan.blocked else set()
        for slot, found, value, said in self.plan.troubles:
            rule, args = found, said
            if isinstance(said.get("why"), NotADate):
                why = gathering.speller.why(said["why"])
                rule, args = said_of_date(self.kind, slot.field, value, why)
            fault = Fault(rule, slot.loc, value, args)
            gathering.tell(fault, subject, gathering.leaf.place(line, fault.loc))
            amiss |= {slot.field, field_amiss(rule, slot.field)}
        self.plan.troubles.clear()
        return frozenset(amiss)

    def say_incomplete(self) -> None:
        """Say which columns are missing, if most of ours are there."""
        needed, others = heads.missing(self.table, self.kind, self.plan)
        for name in needed:
            self.say_lacking(name, self.kind)
        rest = heads.say_undated(self.gathering, self.table, others)
        heads.say_incomplete(self.gathering, self.table, rest)

    def say_heads(self) -> None:
        """Say what is to be said of the columns, now that the rows are read."""
        self._orders.say(self.gathering)
        heads.say_strays(self.gathering, self.table, self.kind, self.plan)
