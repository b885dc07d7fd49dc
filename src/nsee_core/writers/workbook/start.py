"""The first sheet of a workbook, which says what it is and how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nsee_core.protocol import Protocol
from nsee_core.wording import listed
from nsee_core.workbooks.sheets import START, Tab
from nsee_core.writers.workbook.sheets import Cell, Look, Sheet
from nsee_core.writers.workbook.start_steps import step_rows
from nsee_core.writers.workbook.styles import Style

_LOOKS = (Look(24), Look(52), Look(26), Look(48))
_NOTHING = Cell(None)
_LOG, _CYCLE = Tab("entry").title, Tab("cycle").title

_HOW = {
    "One row, one thing": "Each sheet is about one sort of thing: a person, a lesson, a step that "
    "was taken. Leave empty what you do not know.",
    "An ID, not a name": "Everything has a short ID of your choice, such as lesson-1: letters, "
    "digits, hyphens, no blanks; that of a person, such as p7, says nothing of their name. Other "
    "sheets refer to it, and mostly offer it in a list.",
    "A star *": "A column whose head has a star and an orange line must be filled in. Select any "
    "cell, and a note says what its column is for.",
    "Several in one cell": "Put a semicolon between them: p7; p8",
    "Dates": "Write a day as you always do; it is shown as 12 Jun 2017. Where you know less than "
    "the day, type an apostrophe first: 'June 2017, 'spring 2017, '2018/19.",
    "More columns": "What few people need is folded away: press the + above the columns to see it, "
    "and - to fold it away again. The lists behind the drop-downs are on a hidden sheet, Words.",
}
_ERRORS = {
    "error": "Something that cannot be read, or goes against what a source prints, these people "
    "agreed or research ethics asks: put it right.",
    "warning": "Something that good practice suggests: look again, and decide.",
    "info": "Something worth knowing. Nothing needs to be done.",
}
_CHECK = (
    "nsee check plan.xlsx --annotate checked.xlsx gives back this workbook with a comment on each "
    "cell that something is said about (plan.xlsx is this file)."
)


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
        protocol: the protocol whose steps it lists, if the workbook is to be filled in.
        sources: what the keys of sources stand for.
    """
    top = [[Cell(title, Style.TITLE)], [Cell(about, Style.PROSE)]]
    if protocol:
        top += _section("What to do, in order", _named(_to_do(tabs)))
        top += _section("The steps, in order", step_rows(protocol, sources or {}))
    sheets = {tab.title: _about(tab) for tab in tabs}
    below = [
        *_section("The sheets, in order", _named(sheets, Style.LINK)),
        *_section("How cells are filled in", _named(_HOW)),
        *_section("What the check says", _named({"To check": _CHECK, **_ERRORS})),
    ]
    rows = [*top, *below]
    links = [
        (f"A{number}", row[0].value)
        for number, row in enumerate(rows, start=1)
        if row[0].style == Style.LINK and isinstance(row[0].value, str)
    ]
    pages = [len(top) + 2] if protocol else []
    return Sheet(START, _LOOKS, rows, links=links, prose=True, pages=pages, colour="FFB4511E")


def _to_do(tabs: Sequence[Tab]) -> dict[str, str]:
    """What is to be done, one thing after the other, on the sheets that there are."""
    at = [tab.title for tab in tabs].index(_CYCLE)
    who = listed([tab.title for tab in tabs[:at]])
    asked = listed([tab.title for tab in tabs if tab.kind == "cycle" and tab.field])
    later = listed([tab.title for tab in tabs[at + 1 :] if tab.kind not in ("cycle", "entry")])
    doing = {
        "Who takes part": f"Give everybody, and every group, a row and an ID: {who}.",
        "What is asked": f"The sheet {_CYCLE} has one cycle ready: say who leads it, and whom it "
        f"is about. Then its questions, and how you would know: {asked}.",
        "Steps as they happen": f"On the sheet {_LOG} each step has a row. Write the date when a "
        "step has been taken, and fill in the rest of its row then. A row without a date is a step "
        "not yet taken, and counts for nothing. A step that was taken again is a new row with its "
        "own ID.",
        "What comes of it": f"As you go along, a row for each thing that there is: {later}.",
        "Check it": _CHECK,
    }
    return {f"{number}. {name}": doing[name] for number, name in enumerate(doing, start=1)}


def _section(heading: str, rows: Iterator[list[Cell]]) -> list[list[Cell]]:
    return [[_NOTHING], [Cell(heading, Style.HEADING)], *rows]


def _named(lines: Mapping[str, str], style: Style = Style.CELL) -> Iterator[list[Cell]]:
    for name, text in lines.items():
        yield [Cell(name, style), Cell(text, Style.CELL)]


def _about(tab: Tab) -> str:
    """What a sheet is for, in the words of what it holds."""
    return (tab.model.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
