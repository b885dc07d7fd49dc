"""The first sheet of a workbook, which says what it is and how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nsee_core.protocol import Protocol
from nsee_core.protocol.model import Step
from nsee_core.workbooks.sheets import START, Tab
from nsee_core.writers.workbook.sheets import Cell, Look, Sheet
from nsee_core.writers.workbook.styles import Style

_LOOKS = (Look(24), Look(52), Look(26), Look(48))
_NOTHING = Cell(None)

_HOW = {
    "One row, one thing": "Each sheet is about one sort of thing: a person, a lesson, a step that "
    "was taken. Go through the sheets from left to right; leave empty what you do not know.",
    "An ID, not a name": "Everything has a short ID of your choice, such as lesson-1: letters, "
    "digits, hyphens, no blanks; that of a person, such as p7, says nothing of their name. Other "
    "sheets refer to it, and offer it in a list.",
    "Orange heads": "A column with an orange head and a star must be filled in. Select a cell, "
    "and a note says what the column is for.",
    "Several in one cell": "Put a semicolon between them: p7; p8",
    "Dates": "Write a day as you always do; it is shown as 2017-06-12. Where you know less than "
    "the day, type an apostrophe first: 'June 2017, 'spring 2017, '2018/19.",
}
_HOW_STEPS = {
    "Steps as they happen": "On the sheet Entry each step has a row. Write the date when a step "
    "has been taken, and fill in the rest of its row then. A row without a date is a step not yet "
    "taken, and counts for nothing. A step that was taken again is a new row with its own ID.",
}
_CHECK = {
    "How to check": "nsee check plan.xlsx --annotate checked.xlsx gives back this workbook with a "
    "comment on each cell that something is said about.",
    "error": "Something that cannot be read, or goes against what a source prints, these people "
    "agreed or research ethics asks: put it right.",
    "warning": "Something that good practice suggests: look again, and decide.",
    "info": "Something worth knowing. Nothing needs to be done.",
}
_BASES = {
    "printed": "as the source prints it",
    "agreed": "as agreed",
    "ethics": "as research ethics asks",
    "inferred": "inferred from the source",
    "unsourced": "no source prints it",
}


def start(
    title: str,
    about: str,
    tabs: Sequence[Tab],
    protocol: Protocol | None = None,
    sources: Mapping[str, object] | None = None,
) -> Sheet:
    """The first sheet.

    Args:
        title: the title of the workbook.
        about: what it is about.
        tabs: the sheets that follow.
        protocol: the protocol whose steps it lists.
        sources: what the keys of sources stand for.
    """
    how = _HOW | _HOW_STEPS if protocol else _HOW
    rows = [
        [Cell(title, Style.TITLE)],
        [Cell(about, Style.PROSE)],
        *_section("How it is filled in", how),
        *_section("The sheets, in order", {tab.title: _about(tab) for tab in tabs}),
        *_section("What the check says", _CHECK),
        *(_steps(protocol, sources or {}) if protocol else ()),
    ]
    links = [
        (f"A{number}", row[0].value)
        for number, row in enumerate(rows, start=1)
        if row[0].style == Style.LINK and isinstance(row[0].value, str)
    ]
    return Sheet(START, _LOOKS, rows, links=links, prose=True, colour="FFB4511E")


def _section(heading: str, lines: Mapping[str, str]) -> Iterator[list[Cell]]:
    yield [_NOTHING]
    yield [Cell(heading, Style.HEADING)]
    for name, text in lines.items():
        style = Style.LINK if heading.startswith("The sheets") else Style.CELL
        yield [Cell(name, style), Cell(text, Style.CELL)]


def _about(tab: Tab) -> str:
    """What a sheet is for, in the words of what it holds."""
    return (tab.model.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()


def _steps(protocol: Protocol, sources: Mapping[str, object]) -> Iterator[list[Cell]]:
    yield [_NOTHING]
    yield [Cell("The steps of this protocol", Style.HEADING)]
    heads = ("Step", "In words", "Where it stands in SIPP", "Where it comes from")
    yield [Cell(head, Style.TABLE_HEAD) for head in heads]
    for step in protocol.steps:
        words = " - ".join(filter(None, (step.title, step.question))) or step.key
        each = " (in each research lesson)" if step.per == "lesson" else ""
        yield [
            Cell(step.key, Style.CELL),
            Cell(words + each, Style.CELL),
            Cell(step.sipp, Style.CELL),
            Cell(_origin(protocol, step, sources), Style.CELL_MUTED),
        ]


def _origin(protocol: Protocol, step: Step, sources: Mapping[str, object]) -> str:
    """On what a step rests, and where that is stated."""
    key = protocol.source_of(step)
    stated = str(sources.get(key, key)) if key else ""
    return ": ".join(filter(None, (_BASES[protocol.basis_of(step)], stated)))
