"""The plan of a table: which column holds what, made once and followed for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from nsee_core.readers.deciding import TURNING
from nsee_core.readers.spelling import Speller
from nsee_core.readers.tabular.amounts import put_together
from nsee_core.readers.tabular.cells import NOTHING_MEANT, form_of
from nsee_core.readers.tabular.naming import (
    DERIVED,
    NOTHING_NEAR,
    Heading,
    Near,
    freely,
    headings,
    is_renamed,
    near,
    plainly,
)
from nsee_core.readers.tabular.odd import Named, Odd, Remark
from nsee_core.readers.tabular.specs import Spec, Specs
from nsee_core.records import When
from nsee_core.rules import reading as codes
from nsee_core.rules.declaring import Rule
from nsee_core.tabular import NOTHING

#: So many different texts of a column are remembered with their values.
_MOST_KNOWN = 4096
_ENDS = {"earliest": "first", "latest": "last"}
_NO_DAY = frozenset(("", *NOTHING))


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

    @property
    def field(self) -> str:
        """The field of the record that is not known if this cannot be read."""
        return self.spec.date or self.spec.path[0]


@attrs.define
class Stray:
    """A column that no field claims, or that another column has claimed already."""

    heading: Heading
    field: str | None = None
    """The field that another column holds, too."""
    near: Near = NOTHING_NEAR
    """What was probably meant."""
    rows: int = 0
    """In how many rows it says something of its own."""

    @property
    def blocks(self) -> bool:
        """Whether a row is not read for what it says there: the rest of it may say the opposite."""
        return bool(self.field) or (self.near.misspelt and self.near.name in TURNING)


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
    taken: tuple[tuple[Heading, str], ...] = ()
    """The headings that were taken for another word for a column, and that column."""
    troubles: list[tuple[Slot, Rule, object, dict[str, Any]]] = attrs.field(factory=list)
    """What was wrong with the row that was read last."""
    remarks: list[tuple[Slot, object, Remark]] = attrs.field(factory=list)
    """Of which cells of that row it is to be said how they were read."""
    nobodies: list[tuple[Slot, str]] = attrs.field(factory=list)
    """Which words of that row name nobody, unless a record has that id."""
    dates: list[tuple[Slot, str]] = attrs.field(factory=list)
    """The dates of that row that were met for the first time."""
    blocked: bool = False
    """Whether that row says something in a stray column without which it cannot be read."""
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

    def heads(self, header: Sequence[object]) -> Iterator[tuple[str, str]]:
        """The columns that are headed by another word than their names, each with that word."""
        for slot in self.slots:
            head = str(header[slot.at]).strip()
            if form_of(head) != form_of(slot.name):
                yield slot.name, head

    def _finish(self, row: dict[str, Any], cells: Sequence[Any]) -> None:
        """See to the columns that are no plain values, once all of those are read."""
        garbled = {slot.name for slot, *_ in self.troubles}
        for slot in self.days:
            cell = cells[slot.at]
            if cell is not None and slot.spec.date not in garbled:
                self._compare(slot, slot.spec.read(cell), row)
        spoken = [stray for stray in self.strays if self._speaks(stray, cells)]
        self.blocked = any(stray.blocks for stray in spoken)
        for outer, inside, meanings in put_together(row, self.nested):
            slot = next(slot for slot in self.slots if slot.spec.path == (outer, "value"))
            self.troubles.append((slot, codes.TWO_MEANINGS, inside, {"meanings": meanings}))

    def _look(self, slot: Slot, cell: object, row: dict[str, Any]) -> None:
        """Read a cell that is not clean, or was not met before; or that came as a doubt."""
        try:
            if isinstance(cell, Odd):
                raise cell
            value = slot.spec.read(cell)
        except Odd as odd:
            self.troubles.append((slot, odd.rule, odd.said.pop("value", cell), odd.said))
            return
        if isinstance(value, Remark):
            self.remarks.append((slot, cell, value))
            value = value.value
        elif isinstance(value, Named):
            for word in value.nobody:
                self.remarks.append((slot, word, Remark(None, NOTHING_MEANT, once=word)))
            self.nobodies += [(slot, word) for word in value.perhaps]
            value = value.value
        elif slot.known is not None and type(cell) is str and len(slot.known) < _MOST_KNOWN:
            slot.known[cell] = value
        if value is not None:
            row[slot.name] = value
            if isinstance(value, When) and type(cell) is str:
                self.dates.append((slot, cell))

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
        self.troubles.append((slot, codes.DAY_DISAGREES, day, said))

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

    Headings that name a column come first; what others mean counts only where none does.

    Args:
        header: the headings.
        known: the columns that such a table may have.
        renamed: what some headings stand for; None for those to be passed over.
        speller: knows what was probably meant.
        exact: whether texts are what they are, and not as people type them.
    """
    named: dict[str, Heading] = {}
    strays: list[Stray] = []
    left: list[Heading] = []
    for heading in headings(header):
        name = renamed[heading.text] if heading.text in renamed else plainly(heading.text, known)
        if name is None and heading.text not in renamed:
            left.append(heading)
        elif name is None or name in DERIVED:
            continue
        elif named.setdefault(name, heading) is not heading:
            strays.append(Stray(heading, field=name))
    taken = list(_taken(left, named, known))
    places = {heading.at for heading in named.values()}
    strays += [
        Stray(heading, near=_near(heading, named, known, speller))
        for heading in left
        if heading.at not in places
    ]
    return _plan(named, known, sorted(strays, key=lambda stray: stray.heading.at), taken, exact)


def _taken(
    left: Iterable[Heading], named: dict[str, Heading], known: Specs
) -> Iterator[tuple[Heading, str]]:
    """Name what headings mean that name nothing; those that use another word for it."""
    for heading in left:
        name = freely(heading.text, known)
        if name is None or named.setdefault(name, heading) is not heading:
            continue
        if is_renamed(heading.text, name):
            yield heading, name


def _near(heading: Heading, named: Mapping[str, Heading], known: Specs, speller: Speller) -> Near:
    """What was probably meant by a heading; no slip of the pen where that is there already."""
    found = near(heading.text, known, speller)
    there = found.misspelt and found.name in named and found.name not in TURNING
    return NOTHING_NEAR if there else found


def _plan(
    named: Mapping[str, Heading],
    known: Specs,
    strays: Sequence[Stray],
    taken: Sequence[tuple[Heading, str]],
    exact: bool,  # noqa: FBT001 - as the plan has it
) -> Plan:
    held = [
        Slot(heading.at, name, known[name], None if known[name].as_it_is else {})
        for name, heading in sorted(named.items(), key=lambda item: item[1].at)
    ]
    slots = tuple(slot for slot in held if slot.spec.date is None)
    return Plan(
        slots=slots,
        days=tuple(slot for slot in held if slot.spec.date is not None),
        strays=tuple(strays),
        exact=exact,
        nested=tuple((slot.name, slot.spec.path) for slot in slots if len(slot.spec.path) > 1),
        taken=tuple(taken),
    )
