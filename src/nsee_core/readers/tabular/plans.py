"""The plan of a table: which column holds what, made once and followed for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from nsee_core.readers.spelling import Speller
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.readers.tabular.specs import Spec, Specs, names_by_form
from nsee_core.records import When
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.tabular import NOTHING
from nsee_core.tabular.tidy import TARGET_KIND

#: Columns that are read elsewhere: the kind of a row, and what follows from the rest.
DERIVED = ("kind", TARGET_KIND)
#: So many different texts of a column are remembered with their values.
_MOST_KNOWN = 4096
_ENDS = {"earliest": "first", "latest": "last"}
_NO_DAY = frozenset(("", *NOTHING))


class Heading(NamedTuple):
    """A column of a table as it is headed."""

    at: int
    text: str


class Slot(NamedTuple):
    """A column that is read: where it stands, what it holds, and the texts read already."""

    at: int
    name: str
    spec: Spec
    known: dict[str, Any] | None
    """The values of texts that were read before; None where a clean text is its own value."""

    @property
    def loc(self) -> tuple[str, ...]:
        """The field that it holds, as a path; a day that only repeats a date has no field."""
        return (self.name,) if self.spec.date else self.spec.path


@attrs.define
class Stray:
    """A column that no field claims, or that another column has claimed already."""

    heading: Heading
    field: str | None
    """The field that another column holds, too."""
    near: str
    """What was probably meant, as the end of a sentence."""
    rows: int = 0
    """In how many rows it says something of its own."""

    @property
    def grave(self) -> bool:
        """Whether what it says was probably meant for a field, so that its row is not read."""
        return bool(self.field or self.near)


@attrs.define
class Plan:
    """How the rows of a table are read as values by name."""

    slots: tuple[Slot, ...]
    days: tuple[Slot, ...]
    """The columns of first and last days, which only repeat a date."""
    strays: tuple[Stray, ...]
    exact: bool
    nested: tuple[tuple[str, tuple[str, ...]], ...]
    """The columns that hold a field within a field."""
    troubles: list[tuple[Slot, Rule, dict[str, Any]]] = attrs.field(factory=list)
    """What was wrong with the row that was read last."""
    remarks: list[tuple[Slot, object, str]] = attrs.field(factory=list)
    """Of which cells of that row it is to be said how they were read."""
    blocked: bool = False
    """Whether that row says something in a column that was probably meant for a field."""
    _agreed: set[tuple[str, str, object]] = attrs.field(factory=set)

    def values(self, cells: Sequence[Any], start: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row by name, besides those to start with; blank cells say nothing.

        The row has at least as many cells as the heading. What is wrong with it is in ``troubles``.
        """
        row: dict[str, Any] = {**start}
        exact = self.exact
        for slot in self.slots:
            at, name, _, known = slot
            cell = cells[at]
            if cell is None:
                continue
            if type(cell) is str:
                if not cell:
                    continue
                if known is None:
                    if exact or (cell[0] != "'" and cell not in NOTHING and cell.strip() == cell):
                        row[name] = cell
                        continue
                elif cell in known:
                    row[name] = known[cell]
                    continue
            self._look(slot, cell, row)
        if self.days or self.strays or self.nested:
            self._finish(row, cells)
        return row

    def _finish(self, row: dict[str, Any], cells: Sequence[Any]) -> None:
        """See to the columns that are no plain values, once all of those are read."""
        for slot in () if self.troubles else self.days:  # a date may be what could not be read
            cell = cells[slot.at]
            if cell is not None:
                self._compare(slot, slot.spec.read(cell), row)
        spoken = [stray for stray in self.strays if self._speaks(stray, cells)]
        self.blocked = any(stray.grave for stray in spoken)
        for name, (outer, inside) in self.nested:
            if name in row:
                row.setdefault(outer, {})[inside] = row.pop(name)

    def _look(self, slot: Slot, cell: object, row: dict[str, Any]) -> None:
        """Read a cell that is not clean, or was not met before; or that came as a doubt."""
        try:
            if isinstance(cell, Odd):
                raise cell
            value = slot.spec.read(cell)
        except Odd as odd:
            self.troubles.append((slot, odd.rule, {"value": cell, **odd.said}))
            return
        if isinstance(value, Remark):
            self.remarks.append((slot, cell, value.meaning))
            value = value.value
        elif slot.known is not None and type(cell) is str and len(slot.known) < _MOST_KNOWN:
            slot.known[cell] = value
        if value is not None:
            row[slot.name] = value

    def _compare(self, slot: Slot, day: Any, row: Mapping[str, Any]) -> None:  # noqa: ANN401 - a text
        """Whether a day is that of its date; a blank says nothing."""
        date, [end] = slot.spec.date, slot.spec.path
        when = row.get(date or "")
        text = when.text if isinstance(when, When) else ""
        if day in _NO_DAY or (slot.name, text, day) in self._agreed:
            return
        if isinstance(when, When) and day == str(getattr(when, end)):
            if len(self._agreed) < _MOST_KNOWN:
                self._agreed.add((slot.name, text, day))
            return
        said = {"end": _ENDS[end], "date": text or f"{date}, which is not given"}
        self.troubles.append((slot, codes.DAY_DISAGREES, {"value": day, **said}))

    def _speaks(self, stray: Stray, cells: Sequence[Any]) -> bool:
        """Whether a stray column says something, and more than the column whose field it shares."""
        cell = cells[stray.heading.at]
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return False
        if stray.field is not None and cell == cells[self._at(stray.field)]:
            return False
        stray.rows += 1
        return True

    def _at(self, name: str) -> int:
        return next(slot.at for slot in (*self.slots, *self.days) if slot.name == name)


def planned(
    header: Sequence[object],
    known: Specs,
    renamed: Mapping[str, str | None],
    speller: Speller,
    *,
    exact: bool,
) -> Plan:
    """The plan of a table.

    Args:
        header: the headings.
        known: the columns that such a table may have.
        renamed: what some headings stand for; None for those to be passed over.
        speller: knows what was probably meant.
        exact: whether texts are what they are, and not as people type them.
    """
    slots: dict[str, Slot] = {}
    strays: list[Stray] = []
    for heading in headings(header):
        name = renamed[heading.text] if heading.text in renamed else _name(heading.text, known)
        if name is None and heading.text not in renamed:
            near = speller.perhaps(heading.text, [n for n, spec in known.items() if not spec.date])
            strays.append(Stray(heading, None, near))
        elif name in slots:
            strays.append(Stray(heading, name, ""))
        elif name is not None and name not in DERIVED:
            spec = known[name]
            slots[name] = Slot(heading.at, name, spec, None if spec.as_it_is else {})
    held = tuple(slots.values())
    return Plan(
        slots=tuple(slot for slot in held if slot.spec.date is None),
        days=tuple(slot for slot in held if slot.spec.date is not None),
        strays=tuple(strays),
        exact=exact,
        nested=tuple(
            (slot.name, slot.spec.path)
            for slot in held
            if len(slot.spec.path) > 1 and slot.spec.date is None
        ),
    )


def headings(header: Sequence[object]) -> Iterator[Heading]:
    """The headings of a table, without the blanks around them."""
    for at, text in enumerate(header):
        yield Heading(at, "" if text is None else str(text).strip())


def place_of_heading(header: Sequence[object], name: str) -> int | None:
    """The place of the first column with this heading, capitals and blanks aside."""
    return next((h.at for h in headings(header) if form_of(h.text) == name), None)


def _name(heading: str, known: Specs) -> str | None:
    """The column that a heading means beyond doubt."""
    if heading in known or heading in DERIVED:
        return heading
    return names_by_form((*known, *DERIVED)).get(form_of(heading))
