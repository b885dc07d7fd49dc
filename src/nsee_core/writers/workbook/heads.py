"""The head of each column of a sheet: its words, its help, and what it offers to choose from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

import attrs
from pydantic import BaseModel

from nsee_core.records.base import choices
from nsee_core.records.descriptions import descriptions
from nsee_core.records.links import link_fields
from nsee_core.tabular import Column, shapes
from nsee_core.wording import listed
from nsee_core.workbooks.sheets import NEEDED, START, Tab, tabs
from nsee_core.workbooks.titles import EXPLAINED, column_title
from nsee_core.writers.workbook.sheets import Cell, Help, Look, quoted
from nsee_core.writers.workbook.styles import Style
from nsee_core.writers.workbook.words import Words

#: So many rows of a sheet have help and drop-downs, if it does not have more.
READY = 1000

_WIDTHS = {"integer": 9.0, "number": 9.0, "truth": 11.0, "date": 13.0, "list": 16.0, "map": 30.0}
_LONG = {
    "text",
    "note",
    "remarks",
    "why",
    "outcome_why",
    "title",
    "improvement_plan",
    "target_group",
    "measure",
    EXPLAINED,
}
_WIDE, _MEDIUM = 26.0, 16.0
#: Beside the words of a head there is a button to filter by; they may take two lines.
_BUTTON = 4
_STYLES = {
    "integer": Style.NUMBER,
    "number": Style.NUMBER,
    "truth": Style.TRUTH,
    "date": Style.DATE,
    EXPLAINED: Style.CELL,
}
_ADVICE = {
    "list": "Several? Put a semicolon between them.",
    "date": "As exactly as you know it. Less than a day? Type an apostrophe first: 'June 2017, "
    "'spring 2017, '2018/19.",
    "truth": "TRUE or FALSE; empty if it is not known.",
    "map": "Keys and values of your own, as JSON.",
}
_EXPLAINS = "What the step is, in the words of the protocol. There is nothing to fill in here."


@attrs.frozen
class Head:
    """One column of a sheet, as the person meets it who fills it in."""

    tab: Tab
    column: Column
    needed: bool
    folded: bool = False
    """Whether it is out of sight until somebody asks for it."""

    @property
    def title(self) -> str:
        """What people call it."""
        return column_title(self.tab.name, self.column.name)

    @property
    def cell(self) -> Cell:
        """The cell at its top."""
        if self.needed:
            return Cell(self.title + NEEDED, Style.HEAD_NEEDED)
        return Cell(self.title, Style.HEAD)

    @property
    def look(self) -> Look:
        """How wide it is, and how its cells look."""
        name, sort = self.column.path[-1], self.column.sort
        words = str(self.cell.value).split()
        head = max(*map(len, words), len(" ".join(words)) / 2 + 2) + _BUTTON
        width = _WIDE if name in _LONG else _WIDTHS.get(sort, _MEDIUM)
        return Look(max(width, head), _STYLES.get(name, _STYLES.get(sort, Style.TEXT)), self.folded)

    def note(self, kinds: Collection[str]) -> str:
        """What it is for, and how to write it.

        Args:
            kinds: the kinds that have a sheet.
        """
        name = self.column.name
        if name == EXPLAINED:
            return _EXPLAINS
        said = " ".join(_notes(self.tab.model, self.column.path))
        if self.tab.field and name == self.tab.kind:
            said = f"The ID of the {self.tab.kind} that this belongs to."
        steps = f'The sheet "{START}" has the steps in words.' if name == "step" else ""
        needed = "Must be filled in." if self.needed else ""
        advice = _ADVICE.get(self.column.sort, "")
        return " ".join(filter(None, (said, self._ids(kinds), steps, advice, needed)))

    def _ids(self, kinds: Collection[str]) -> str:
        """From which sheets the ids come that it takes."""
        if not self.links:
            return ""
        there = [Tab(kind).title for kind in self.links if kind in kinds]
        if not there:
            return "An ID of what this workbook has no sheet for."
        return f"An ID from the sheet {listed(there, 'or')}."

    @property
    def links(self) -> tuple[str, ...]:
        """The kinds of record whose ids it takes."""
        if self.tab.field and self.column.name == self.tab.kind:
            return (self.tab.kind,)
        fields = link_fields(self.tab.model)
        return next((f.kinds for f in fields if f.name == self.column.name), ())

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it takes, where it takes one of a few."""
        return _choices(self.tab.model, self.column.path)


def heads(tab: Tab, *, needed: Sequence[str] = (), ext: bool = True) -> list[Head]:
    """The heads of a sheet.

    Args:
        tab: what the sheet is for.
        needed: what is asked for besides what makes a record one.
        ext: whether there is a column for keys of one's own.
    """
    asked = tab.needed | set(needed)
    columns = (column for column in tab.columns if ext or column.sort != "map")
    return [Head(tab, column, column.name in asked) for column in columns]


def helps(
    heads: Iterable[tuple[str, Head]],
    kinds: Collection[str],
    words: Words,
    steps: str | None,
    last: int,
) -> Iterator[Help]:
    """What is said and offered in each column of a sheet.

    Args:
        heads: the heads of the columns, each with the letters of its column.
        kinds: the kinds that have a sheet.
        words: the words that are offered so far.
        steps: the range that holds the steps of the protocol, if there is one.
        last: the last row that is to be filled in.
    """
    for column, head in heads:
        note = head.note(kinds)
        offers, insists = _offer(head, kinds, words, steps)
        yield Help(f"{column}1", head.title, note)
        yield Help(f"{column}2:{column}{last}", head.title, note, offers, insists)


def _offer(
    head: Head, kinds: Collection[str], words: Words, steps: str | None
) -> tuple[str | None, str | None]:
    """What a column offers, and what happens to what is not offered."""
    several = head.column.sort == "list"
    if head.choices:
        heading = f"{head.tab.title}: {head.title}"
        return words.offered(heading, head.choices), None if several else "stop"
    if head.column.sort == "truth":
        return '"TRUE,FALSE"', "stop"
    if head.column.name == "step":
        return steps, "warning" if steps else None
    if head.column.name == "question" and "cycle" in kinds:
        return _filled(tabs("cycle")[1].title, "B"), None
    there = [kind for kind in head.links if kind in kinds]
    if len(there) == 1:
        alone = len(head.links) == 1 and not several
        return _filled(Tab(there[0]).title, "A"), "warning" if alone else None
    return None, None


def _filled(title: str, column: str) -> str:
    """A formula of the cells of a column in which something stands."""
    sheet = f"{quoted(title)}!${column}$2"
    return f"OFFSET({sheet},0,0,MAX(1,COUNTA({sheet}:${column}${READY + 1})),1)"


@cache
def _notes(model: type[BaseModel], path: tuple[str, ...]) -> tuple[str, ...]:
    """What the fields on a path are for."""
    said = ((descriptions(owner), name) for owner, name in _along(model, path))
    return tuple(texts[name] for texts, name in said if name in texts)


@cache
def _choices(model: type[BaseModel], path: tuple[str, ...]) -> tuple[str, ...]:
    """The words that the field at the end of a path takes; none where the column is no field."""
    *_, (owner, name) = _along(model, path)
    field = owner.model_fields.get(name)
    return choices(field.annotation) if field else ()


def _along(model: type[BaseModel], path: Sequence[str]) -> Iterator[tuple[type[BaseModel], str]]:
    """The fields on a path, each with the model that it is of."""
    for name in path:
        yield model, name
        model = next((s.part for s in shapes(model) if s.name == name and s.part), model)
