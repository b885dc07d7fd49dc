"""The head of each column of a sheet: its words, its help, and what it offers to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import attrs
from pydantic import BaseModel

from nsee_core.records.base import choices
from nsee_core.records.descriptions import descriptions
from nsee_core.records.links import link_fields
from nsee_core.tabular import Column, shapes
from nsee_core.workbooks.sheets import NEEDED, Tab, label, tabs
from nsee_core.workbooks.spreadsheet import letters
from nsee_core.writers.workbook.sheets import Cell, Help, Look, quoted
from nsee_core.writers.workbook.styles import Style
from nsee_core.writers.workbook.words import Words

#: So many rows of a sheet have help and drop-downs, if it does not have more.
READY = 1000

_WIDTHS = {"integer": 11.0, "number": 11.0, "truth": 11.0, "date": 15.0, "list": 26.0, "map": 30.0}
_LONG = {
    "text",
    "note",
    "remarks",
    "why",
    "outcome_why",
    "title",
    "improvement_plan",
    "target_group",
}
_STYLES = {"integer": Style.NUMBER, "number": Style.NUMBER, "truth": Style.TRUTH}
_ADVICE = {
    "list": "Several? Put a semicolon between them.",
    "date": "As exactly as you know it. For less than a day type an apostrophe first: 'June 2017, "
    "'spring 2017, '2018/19.",
    "truth": "TRUE or FALSE; empty if it is not known.",
    "map": "Keys and values of your own, as JSON.",
}


@attrs.frozen
class Head:
    """One column of a sheet, as the person meets it who fills it in."""

    tab: Tab
    column: Column
    needed: bool

    @property
    def cell(self) -> Cell:
        """The cell at its top."""
        text = label(self.column.name)
        if self.needed:
            return Cell(text + NEEDED, Style.HEAD_NEEDED)
        return Cell(text, Style.HEAD)

    @property
    def look(self) -> Look:
        """How wide it is, and how its cells look."""
        name, sort = self.column.path[-1], self.column.sort
        width = 44.0 if name in _LONG else _WIDTHS.get(sort, 20.0)
        return Look(width, Style.DATE if sort == "date" else _STYLES.get(sort, Style.TEXT))

    @property
    def note(self) -> str:
        """What it is for, and how to write it."""
        said = " ".join(_notes(self.tab.model, self.column.path))
        if self.tab.field and self.column.name == self.tab.kind:
            said = f"The ID of the {self.tab.kind} that this belongs to."
        kinds = self.links
        ids = f"An ID from {' or '.join(label(kind) for kind in kinds)}." if kinds else ""
        needed = "Must be filled in." if self.needed else ""
        advice = _ADVICE.get(self.column.sort, "")
        return " ".join(filter(None, (said, ids, advice, needed)))

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
    heads: Sequence[Head], kinds: Sequence[str], words: Words, steps: str | None, rows: int
) -> Iterator[Help]:
    """What is said and offered in each column of a sheet.

    Args:
        heads: the heads of the columns.
        kinds: the kinds that have a sheet.
        words: the words that are offered so far.
        steps: the range that holds the steps of the protocol, if there is one.
        rows: how many rows the sheet has.
    """
    last = max(rows, READY) + 1
    for number, head in enumerate(heads):
        column, title = letters(number), label(head.column.name)
        offers, insists = _offer(head, kinds, words, steps)
        yield Help(f"{column}1", title, head.note)
        yield Help(f"{column}2:{column}{last}", title, head.note, offers, insists)


def _offer(
    head: Head, kinds: Sequence[str], words: Words, steps: str | None
) -> tuple[str | None, str | None]:
    """What a column offers, and what happens to what is not offered."""
    several = head.column.sort == "list"
    if head.choices:
        heading = f"{head.tab.title}: {label(head.column.name)}"
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
        return _filled(label(there[0]), "A"), "warning" if alone else None
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
