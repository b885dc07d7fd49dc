"""Tables of any origin as records: a table a kind, and one for a field with several values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from nsee_core.readers.deciding import spared
from nsee_core.readers.judging import judge, keep_rest
from nsee_core.readers.lost import id_of
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.readers.sparing import errors_of, fields_amiss
from nsee_core.readers.tabular.absent import say_absent
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.mending import mended
from nsee_core.readers.tabular.misnamed import Misnamed, say_misnamed
from nsee_core.readers.tabular.naming import headings, place_of_heading
from nsee_core.readers.tabular.nobodies import Nobody, leave_out_nobodies
from nsee_core.readers.tabular.renaming import Renaming
from nsee_core.readers.tabular.rows import TableRows
from nsee_core.readers.tabular.sides import Held, say_unowned
from nsee_core.readers.tabular.specs import Side, side_specs, specs
from nsee_core.readers.tabular.table import ColumnMap, Table, UnknownColumn, meant_by
from nsee_core.readers.tabular.unnamed import say_no_table
from nsee_core.readers.translating import Fault, faults
from nsee_core.records import record_adapter
from nsee_core.rules import reading as codes
from nsee_core.wording import counted

__all__ = ["ColumnMap", "Table", "TablesReader", "UnknownColumn", "read_tables"]

_WIDEST = 16_384  # columns, as in Excel


def read_tables(
    tables: Iterable[Table], *, columns: ColumnMap | None = None, file: str | None = None
) -> Reading:
    """Read records from tables, whatever they were read from.

    The tables of fields with several values are read first and held; the rows of the others come
    one at a time.

    Args:
        tables: the tables, which name what they hold.
        columns: what their headings stand for, ``{"Taught by": "taught_by", "Mood": None}``, where
            None passes a column over; or that table by table, ``{"lesson": {...}}``, by what these
            are called or by what they hold.
        file: what to call them together in findings.

    Raises:
        UnknownColumn: the map names a field that there is not.

    >>> log = Table("entry", ["id", "Cycle", "step"], [(2, ["e1", "c1", "plan"])])
    >>> read_tables([log]).programme
    <Programme of 1 record: 1 entry>
    """
    gathering = Gathering.of(file)
    TablesReader(gathering, columns).read(tables)
    return gathering.done()


def say_no_columns(gathering: Gathering, name: str, header: Sequence[object], rows: int) -> bool:
    """Whether a table has rows and no columns, so that nothing in it can be read; that is said."""
    if header or not rows:
        return False
    perhaps = f"; {counted(rows, 'row')} in it, and no columns"
    gathering.say(codes.NO_SUCH_TABLE, None, value=name, perhaps=perhaps)
    return True


class TablesReader:
    """Tables that are being read."""

    def __init__(self, gathering: Gathering, columns: ColumnMap | None = None) -> None:
        self._gathering = gathering
        self._columns = columns
        self._renaming = Renaming(())
        self._alone = False
        self._held: list[Held] = []
        self._nobodies: list[Nobody] = []
        self._misnamed: list[Misnamed] = []
        self._planned: dict[tuple[str, tuple[str, ...]], TableRows] = {}
        self._validate = record_adapter().validate_python

    def read(self, tables: Iterable[Table]) -> None:
        """Read all of them: first those of fields with several values."""
        known = [(table, meant_by(table.name)) for table in tables]
        self._renaming = Renaming.of(self._columns, [table for table, _ in known])
        for table, meant in known:
            self._renaming.meet(table, meant)
        for table, meant in known:
            if isinstance(meant, Side) and self._readable(table):
                self._hold(table, meant)
        self._alone = not any(meant for _, meant in known)
        for table, meant in known:
            if not isinstance(meant, Side) and self._readable(table):
                self._keep(table, meant)
        leave_out_nobodies(self._gathering, self._nobodies)
        self._say_absent(known)
        self.close()

    def _say_absent(self, tables: Sequence[tuple[Table, str | Side | None]]) -> None:
        """Say which tables are missing, where there are several."""
        named = {meant.kind if isinstance(meant, Side) else meant for _, meant in tables}
        if len(named) > 1:
            # the table of a field with several values is not that of the records themselves
            there = {meant for _, meant in tables if isinstance(meant, str)}
            there |= {record.kind for record in self._gathering.records()}
            sheets = any(table.sheet is not None for table, _ in tables)
            say_absent(self._gathering, there, sheets=sheets)

    def _readable(self, table: Table) -> bool:
        """Whether a table is of a size that a table may have."""
        if len(table.header) <= _WIDEST:
            return True
        place, what = table.leaf().place(table.header_row), f"wider than {_WIDEST:,} columns"
        self._gathering.say(codes.TOO_LARGE, None, value=table.name, place=place, what=what)
        return False

    def keep_cells(self, kind: str, cells: Mapping[str, Any], line: int) -> None:
        """Keep one row of exact cells by column, as ``tabular.flat`` gives them.

        Args:
            kind: the kind of the record.
            cells: the cells; None and empty texts say nothing.
            line: where it stands in what is being read.

        >>> gathering = Gathering()
        >>> TablesReader(gathering).keep_cells("trio", {"id": "t", "members": "p1; p2"}, 1)
        >>> gathering.done().programme["t"].members
        ('p1', 'p2')
        """
        header = tuple(cells)
        rows = self._planned.get((kind, header))
        if rows is None:
            table = Table(kind, header, (), header_row=line, manner="exact")
            rows = self._planned[kind, header] = self._rows(table, kind)
            rows.lone = True
        self._keep_row(rows, line, tuple(cells.values()), len(header))

    def close(self) -> None:
        """Say what can only be said at the end, when everything was read."""
        for rows in self._planned.values():
            rows.say_heads()
        self._renaming.say_unmet(self._gathering)
        say_unowned(self._gathering, self._held)
        say_misnamed(self._gathering, self._misnamed)

    # Values ----------------------------------------------------------------------------------

    def _hold(self, table: Table, side: Side) -> None:
        """Hold the rows of a table of values."""
        gathering = self._gathering
        gathering.turn(table.leaf())
        known, names = side_specs(side, table.manner), self._renaming.names(table, side)
        rows = TableRows.of(gathering, table, side.kind, known, names)
        held = Held(side, gathering.leaf)
        for line, cells, width in table.even_rows():
            row, owner = rows.values(line, cells, width), rows.cell(cells, side.kind)
            held.hold(None if rows.amiss else row, line, owner, gathering)
        for name in held.lacking:
            rows.say_lacking(name, "row")
        rows.say_heads()
        self._held.append(held)

    # Records ---------------------------------------------------------------------------------

    def _keep(self, table: Table, kind: str | None) -> None:
        """Keep the rows of a table as records; if each tells its own kind, by that."""
        own = place_of_heading(table.header, "kind")
        if kind is None and own is None:
            say_no_table(self._gathering, table, alone=self._alone)
            return
        gathering, by_kind = self._gathering, dict[str, TableRows]()
        gathering.turn(table.leaf())
        gathering.headed = True  # a table without rows is lawful, as a file with only a header is
        for line, cells, width in table.even_rows():
            of = kind if own is None else self._kind_of(table, cells, cells[own], line, kind)
            if of is not None:
                rows = by_kind.get(of) or by_kind.setdefault(of, self._rows(table, of))
                self._keep_row(rows, line, cells, width)
        if own is None and kind is not None:
            rows = by_kind.get(kind) or by_kind.setdefault(kind, self._rows(table, kind))
            rows.say_incomplete()
        for rows in by_kind.values():
            rows.say_heads()
            self._nobodies += rows.nobodies

    def _rows(self, table: Table, kind: str) -> TableRows:
        known, names = specs(kind, table.manner), self._renaming.names(table, kind)
        return TableRows.of(self._gathering, table, kind, known, names, start={"kind": kind})

    def _kind_of(
        self, table: Table, cells: Sequence[Any], cell: object, line: int, kind: str | None
    ) -> str | None:
        """The kind that a row tells; None if that is none, or not the kind of the table."""
        told = meant_by(cell) if isinstance(cell, str) else None
        if isinstance(told, str) and kind in (None, told):
            return told
        row = {form_of(head.text): cells[head.at] for head in headings(table.header)}
        if isinstance(told, str):
            self._gathering.lose(row, line)
            expected = f'"{kind}", the kind of this table'
            self._gathering.say(
                codes.WRONG_SORT, line, "kind", subject=id_of(row), value=cell, expected=expected
            )
        else:
            judge(self._gathering, {**row, "kind": cell or None}, line)
        return None

    def _keep_row(self, rows: TableRows, line: int, cells: Sequence[Any], width: int) -> None:
        """Keep a row as a record, or say why it is none."""
        row = rows.values(line, cells, width)
        if row is None:
            return
        held = [each for each in self._held if each.side.kind == rows.kind] if self._held else ()
        given = [each.give(row, self._gathering, line) for each in held]
        if not all(given):
            rows.amiss |= {""}
        try:
            record = self._validate(row)
        except ValidationError as error:
            self._look_closely(rows, row, line, error.errors(include_url=False), held)
        else:
            if rows.amiss and not spared(rows.kind).issuperset(rows.amiss):
                self._gathering.lose(row, line)
            else:
                self._gathering.keep(record, line)

    def _look_closely(
        self,
        rows: TableRows,
        row: dict[str, Any],
        line: int,
        errors: list[ErrorDetails],
        held: Sequence[Held],
    ) -> None:
        """Keep what can be read of a row that is no record as it stands, and say what cannot."""
        if put_right := mended(row, errors):
            rows.say_mended(put_right, line)
            errors = errors_of(row)
        gathering, utf8 = self._gathering, rows.table.manner == "exact"
        found = faults(errors, rows.kind, gathering.speller, utf8=utf8)
        told = [fault for fault in found if not rows.is_told(fault)]
        keep_rest(gathering, row, rows.kind, line, rows.amiss | fields_amiss(told))
        self._say_faults(rows, told, id_of(row), line, held)

    def _say_faults(
        self,
        rows: TableRows,
        found: Iterable[Fault],
        subject: str | None,
        line: int,
        held: Sequence[Held],
    ) -> None:
        """Say what is wrong with the values of a row, each where it stands."""
        gathering = self._gathering
        for fault in found:
            if rows.lacks(fault):
                rows.say_lacking(str(fault.loc[0]), rows.kind)
                continue
            asides = (each.place_of(subject, fault.loc) for each in held)
            place = next(filter(None, asides), None) or gathering.leaf.place(line, fault.loc)
            if fault.rule is codes.NOT_AN_ID and isinstance(fault.value, str):
                self._misnamed.append(Misnamed(fault, rows.kind, subject, place))
            else:
                gathering.tell(fault, subject, place)
