"""One sheet of a workbook, and the markup that it is in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from nsee_core.tabular import Scalar
from nsee_core.workbooks.spreadsheet import coded, letters, serial
from nsee_core.writers.workbook.namespaces import MAIN, XML
from nsee_core.writers.workbook.styles import Style
from nsee_core.writers.xml import escaped

_START = f'{XML}<worksheet xmlns="{MAIN}">'
_PAGE = '<sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/>'
_TABLE = (
    '<sheetView workbookViewId="0">'
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    '<selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView>'
)
_MARGINS = (
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape"'
)
_FOOT = "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
_PAPER = f'{_MARGINS} fitToWidth="1" fitToHeight="0"/>{_FOOT}'
_LINED = f'<printOptions gridLines="1"/>{_PAPER}'

_LONGEST_TITLE, _LONGEST_PROMPT = 32, 255
_LINE, _HIGHEST, _NARROW, _SHORT = 15, 409, 1.15, 10  # a letter is narrower than the digit 0
_BUTTON, _HEADS = 4, frozenset({Style.HEAD, Style.HEAD_NEEDED})
_OPENER = 9  # the width of the column above which a button opens the folded ones before it


class Cell(NamedTuple):
    """What stands in a cell, and how it looks."""

    value: Scalar | date | None
    style: Style = Style.PLAIN


class Look(NamedTuple):
    """A column: how wide it is, and how cells look in which nothing stands yet."""

    width: float
    style: Style = Style.PLAIN
    folded: bool = False
    """Whether it is out of sight until a button above the columns is pressed."""


@attrs.frozen
class Help:
    """What is said, and offered, to whoever selects a cell."""

    cells: str
    """Which cells, such as ``B2:B1001``."""
    title: str
    text: str
    offers: str | None = None
    """A formula of the range whose texts are offered, or the texts in quotation marks."""
    insists: str | None = None
    """What happens to what is not offered: ``stop``, ``warning``, or nothing."""


@attrs.frozen
class Sheet:
    """One sheet: its rows, and what stands around them."""

    title: str
    looks: Sequence[Look]
    rows: Iterable[Sequence[Cell]]
    """Its rows, which are asked for once, as they are written."""
    helps: Sequence[Help] = ()
    links: Sequence[tuple[str, str]] = ()
    """Cells that lead to the top of another sheet, with its title."""
    prose: bool = False
    """Whether it is to be read as a page, on which the last cell of a row reaches to the edge.

    Any other sheet has a head, which stays in view and is printed on each page.
    """
    last: int = 0
    """The last of the rows that can be filtered by the head; none if that is 0."""
    pages: Sequence[int] = ()
    """The rows that begin a new page on paper."""
    hidden: bool = False
    """Whether it is there for other sheets only."""
    colour: str = "FF17424D"

    def markup(self) -> Iterator[str]:
        """The part of the file that this sheet is, piece by piece."""
        yield _START
        yield f'<sheetPr><tabColor rgb="{self.colour}"/>'
        yield '<pageSetUpPr fitToPage="1"/></sheetPr>'
        yield f"<sheetViews>{_PAGE if self.prose else _TABLE}</sheetViews>"
        yield f'<sheetFormatPr defaultRowHeight="15" outlineLevelCol="{self._folds:d}"/>'
        yield f"<cols>{''.join(self._columns())}</cols>"
        yield "<sheetData>"
        widths = [look.width for look in self.looks]
        spans: list[str] = []
        for number, cells in enumerate(self.rows, start=1):
            yield _row(number, cells, self._widths(cells) if self.prose else widths)
            if self.prose and len(cells) < len(self.looks):
                spans.append(self._span(number, cells))
        yield "</sheetData>"
        yield f'<autoFilter ref="{self.filtered}"/>' * bool(self.filtered)
        yield from (_merged(spans), self._helps(), self._links())
        yield _PAPER if self.prose else _LINED
        yield f"{_breaks(self.pages)}</worksheet>"

    @property
    def filtered(self) -> str:
        """The cells that can be filtered, if any can."""
        return f"A1:{letters(len(self.looks) - 1)}{self.last}" if self.last else ""

    @property
    def _folds(self) -> bool:
        return any(look.folded for look in self.looks)

    def _columns(self) -> Iterator[str]:
        """The columns; after folded ones, which come last, the one with the button."""
        yield from map(_look, range(1, len(self.looks) + 1), self.looks)
        if self._folds:
            at = len(self.looks) + 1
            yield f'<col min="{at}" max="{at}" width="{_OPENER}" customWidth="1" collapsed="1"/>'

    def _widths(self, cells: Sequence[Cell]) -> list[float]:
        """How wide the cells of a row of prose are."""
        widths = [look.width for look in self.looks]
        last = len(cells) - 1
        return [*widths[:last], sum(widths[last:])]

    def _span(self, number: int, cells: Sequence[Cell]) -> str:
        """The last cell of a row of prose, with those that it reaches over."""
        start, end = letters(len(cells) - 1), letters(len(self.looks) - 1)
        return f'<mergeCell ref="{start}{number}:{end}{number}"/>'

    def _helps(self) -> str:
        helps = "".join(map(_help, self.helps))
        return f'<dataValidations count="{len(self.helps)}">{helps}</dataValidations>' * bool(helps)

    def _links(self) -> str:
        links = "".join(
            f'<hyperlink ref="{cell}" location="{escaped(quoted(title))}!A1"/>'
            for cell, title in self.links
        )
        return f"<hyperlinks>{links}</hyperlinks>" * bool(links)


def quoted(title: str) -> str:
    """A sheet's title as a formula names it.

    >>> quoted("Cycle questions")
    "'Cycle questions'"
    """
    return "'" + title.replace("'", "''") + "'"


def _merged(spans: Sequence[str]) -> str:
    return f'<mergeCells count="{len(spans)}">{"".join(spans)}</mergeCells>' * bool(spans)


def _breaks(rows: Sequence[int]) -> str:
    """Where new pages begin: a break comes after a row."""
    made = "".join(f'<brk id="{row - 1}" max="16383" man="1"/>' for row in rows)
    count = f'count="{len(rows)}" manualBreakCount="{len(rows)}"'
    return f"<rowBreaks {count}>{made}</rowBreaks>" * bool(rows)


def _look(number: int, look: Look) -> str:
    folded = ' hidden="1" outlineLevel="1"' * look.folded
    return (
        f'<col min="{number}" max="{number}" width="{look.width}" style="{look.style.value}"'
        f'{folded} customWidth="1"/>'
    )


def _row(number: int, cells: Sequence[Cell], widths: Sequence[float]) -> str:
    made, lines = [], 1
    for column, (value, style) in enumerate(cells):
        if value is not None:
            made.append(_cell(f"{letters(column)}{number}", value, style))
            if type(value) is str and (len(value) > _SHORT or "\n" in value):
                room = widths[column] - _BUTTON * (style in _HEADS)
                lines = max(lines, _lines(value, room), 2 * (style == Style.TITLE))
    high = f' ht="{min(lines * _LINE + 3, _HIGHEST)}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{high}>{"".join(made)}</row>'


def _lines(text: str, width: float) -> int:
    """How many lines a text seems to take; no program works it out when it opens a file."""
    return sum(1 + int(len(line) / width / _NARROW) for line in text.split("\n"))


def _cell(place: str, value: object, style: int) -> str:
    """One cell, which says of what type it is: no text is ever taken for a formula."""
    if isinstance(value, str):
        text = escaped(coded(value))
        held = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c r="{place}" s="{style:d}" t="inlineStr">{held}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style:d}" t="b"><v>{value:d}</v></c>'
    number = serial(value) if isinstance(value, date) else value
    return f'<c r="{place}" s="{style:d}"><v>{number!r}</v></c>'


def _help(said: Help) -> str:
    offers = f"<formula1>{escaped(said.offers)}</formula1>" if said.offers else ""
    insists = f' errorStyle="{said.insists}" showErrorMessage="1"' if said.insists else ""
    sort = ' type="list"' if said.offers else ""
    return (
        f'<dataValidation{sort}{insists} allowBlank="1" showInputMessage="1"'
        f' promptTitle="{escaped(_cut(said.title, _LONGEST_TITLE))}"'
        f' prompt="{escaped(_cut(said.text, _LONGEST_PROMPT))}"'
        f' sqref="{said.cells}">{offers}</dataValidation>'
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
