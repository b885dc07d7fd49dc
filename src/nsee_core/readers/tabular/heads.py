"""What is said of the headings of a table: those that mean nothing, and those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from nsee_core.findings import Place, Severity
from nsee_core.readers.reading import Gathering
from nsee_core.readers.tabular.naming import Heading, Near, headings, plainly
from nsee_core.readers.tabular.plans import Plan, Stray
from nsee_core.readers.tabular.specs import Specs, specs
from nsee_core.readers.tabular.table import Table, meant_by
from nsee_core.records import KINDS
from nsee_core.rules import reading as codes
from nsee_core.rules.reading.tables import COLUMN_OPTION
from nsee_core.tabular import columns
from nsee_core.wording import a, counted, listed, meant
from nsee_core.workbooks.spreadsheet import letters
from nsee_core.workbooks.titles import column_title

#: The column of the date of a step.
_DATE = "when"
#: Columns of every table that we write, which people's own have not.
_OURS = frozenset(("source", "basis"))


def say_strays(gathering: Gathering, table: Table, kind: str, plan: Plan) -> None:
    """Say which columns were not read, now that it is known in how many rows they speak."""
    for heading, name in plan.taken:
        value, place = _shown(gathering, table, heading)
        gathering.say(codes.HEADING_READ_AS, None, value=value, place=place, field=name)
    for stray in plan.strays:
        if stray.rows:
            _say_stray(gathering, table, kind, stray)


def _say_stray(gathering: Gathering, table: Table, kind: str, stray: Stray) -> None:
    value, place = _shown(gathering, table, stray.heading)
    rows = counted(stray.rows, "row")
    told = f"what stands under it in {rows} is not read"
    if stray.blocks:
        told = f"{rows} with something of its own there could not be read"
    if stray.field:
        gathering.say(
            codes.COLUMN_TWICE, None, value=value, place=place, field=stray.field, rows=told
        )
        return
    gathering.say(
        codes.NO_SUCH_COLUMN,
        None,
        value=value,
        place=place,
        severity=None if stray.near.misspelt else Severity.WARNING,
        a_kind=a(kind),
        perhaps=_perhaps(table, stray.near),
        rows=told,
    )


def _perhaps(table: Table, near: Near) -> str:
    """What was probably meant by a heading, as the columns of such a table are headed."""
    if near.name is None or table.sheet is None:
        return near.perhaps
    return meant(column_title(table.name, near.name))


def _shown(gathering: Gathering, table: Table, heading: Heading) -> tuple[str, Place]:
    """What a heading is called, and where it stands."""
    at, text = heading
    return text or f"(column {letters(at)})", gathering.leaf.place(table.header_row, (), at)


def say_lacking(gathering: Gathering, table: Table, noun: str, name: str) -> None:
    """Say that a column is missing without which nothing in a table can be read."""
    fill = ", with another id in each row" if name == "id" else ", and fill it in"
    say = f"; or, if it has another heading, say so ({COLUMN_OPTION.format(field=name)})"
    gathering.say(
        codes.PART_MISSING,
        table.header_row,
        name,
        part=f"column {_called(table, name)}",
        told=f"which every {noun} needs, so that no {noun} of this table is read",
        missing=f"this column{fill}{say}",
    )


def say_incomplete(gathering: Gathering, table: Table, missing: Sequence[str]) -> None:
    """Say that columns are missing, which is most grave where one is that of a date."""
    if not missing:
        return
    dated = not _dates().isdisjoint(missing)
    them = "it" if len(missing) == 1 else "them"
    gathering.say(
        codes.PART_MISSING,
        table.header_row,
        *(missing if len(missing) == 1 else ()),
        severity=Severity.WARNING if dated else Severity.INFO,
        part=f"column {listed([_called(table, name) for name in missing], 'or')}",
        told=f"though such a table has {them}",
        missing=f"{them}, unless you left {them} out on purpose",
    )


def say_undated(gathering: Gathering, table: Table, missing: Sequence[str]) -> list[str]:
    """Say what follows if the log of a workbook has lost its dates; what else is missing.

    There a date is what tells a step that was taken from one to come. A log of people's own in
    another format may well be without dates.
    """
    steps = len(gathering.leaf.lines)
    log = table.sheet is not None and meant_by(table.name) == "entry"
    if not (log and steps and _DATE in missing):
        return list(missing)
    gathering.say(
        codes.PART_MISSING,
        table.header_row,
        _DATE,
        part=f"column {_called(table, _DATE)}",
        told=f"so that {counted(steps, 'step')} will count as taken without a date",
        missing="this heading above the dates: a step to come is known by having none",
    )
    return [name for name in missing if name != _DATE]


def missing(table: Table, kind: str, plan: Plan) -> tuple[list[str], list[str]]:
    """The columns that are missing where most are there: those that are needed, and others.

    Others are missed only in a table of ours, from which somebody deleted them: in people's own
    tables nobody looks for where a record comes from, or how that is known.
    """
    known = specs(kind, table.manner)
    there = {plainly(heading.text, known) for heading in headings(table.header)}
    there |= {slot.name for slot in plan.slots}
    ours = list(_own(kind, lists=table.sheet is not None))
    gone = [name for name in ours if name not in there]
    if len(gone) * 3 > len(ours):
        return [], []
    fields, offered = KINDS[kind].model_fields, {stray.near.name for stray in plan.strays}
    needed = [name for name in gone if name in fields and fields[name].is_required()]
    if not _is_ours(table, known, plan):
        return needed, []
    return needed, [name for name in gone if name not in {*needed, *offered}]


def _is_ours(table: Table, known: Specs, plan: Plan) -> bool:
    """Whether a table seems to be one that we wrote, its headings being those that we write."""
    heads = ((str(table.header[slot.at]).strip(), slot.name) for slot in plan.slots)
    named = {name: plainly(head, known) == name for head, name in heads}
    return all(named.values()) and not plan.taken and not _OURS.isdisjoint(named)


def _own(kind: str, *, lists: bool) -> Iterator[str]:
    """The columns that we write for a kind whatever is in them; only sheets have those of lists."""
    passed = {"map", "parts"} if lists else {"map", "parts", "list"}
    return (column.name for column in columns(KINDS[kind]) if column.sort not in passed)


@cache
def _dates() -> frozenset[str]:
    """What the columns of dates are called."""
    held = (column for model in KINDS.values() for column in columns(model))
    return frozenset(column.name for column in held if column.sort == "date")


def _called(table: Table, name: str) -> str:
    """A column as it is headed in such a table."""
    return f'"{column_title(table.name, name) if table.sheet else name}"'
