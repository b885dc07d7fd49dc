"""Comments on the cells of a sheet: the part with their words, and the part that draws them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from nsee_core.findings import Finding, Severity
from nsee_core.wording import counted
from nsee_core.workbooks.refusing import damaged
from nsee_core.workbooks.spreadsheet import MOST_COLUMNS, MOST_ROWS, coded, column_of
from nsee_core.writers.workbook.namespaces import MAIN, VML, VML_EXCEL, VML_OFFICE, XML
from nsee_core.writers.workbook.splicing import Edit, Element, edited, elements, into
from nsee_core.writers.xml import escaped

_AUTHOR = "nsee-core"
_NO_COMMENTS = f'{XML}<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
_NO_SHAPES = (
    f'<xml xmlns:v="{VML}" xmlns:o="{VML_OFFICE}" xmlns:x="{VML_EXCEL}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype></xml>"
)
_TAG = re.compile(r"<(/?)(?=[a-zA-Z])")
_SHAPE = re.compile(rb"<(/?)(?:\w+:)?shape\b[^<>]*?(/?)>")
_AT = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*(\d{1,7})\s*</")
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_COLOURS = {Severity.ERROR: "#fde3da", Severity.WARNING: "#fff3cd", Severity.INFO: "#e4f1f4"}

_MOST_A_CELL = 20
_BLOCK = 1024
_ACROSS, _LINE = 46, 13  # letters in a line, points to a line


class Remark(NamedTuple):
    """What is said in one comment."""

    cell: str
    findings: Sequence[Finding]

    @property
    def runs(self) -> str:
        """Its words as markup: of each finding the code, what is wrong, and what to do."""
        told = _run("\n\n").join(map(_said, self.findings[:_MOST_A_CELL]))
        more = len(self.findings) - _MOST_A_CELL
        return told + (_run(f"\n\nand {counted(more, 'more finding')}") if more > 0 else "")

    @property
    def lines(self) -> int:
        """How many lines it takes, about."""
        told = self.findings[:_MOST_A_CELL]
        return sum(4 + (len(f.words(values=True)) + len(f.fix)) // _ACROSS for f in told)


def _said(finding: Finding) -> str:
    head = f"{finding.severity.value.capitalize()} {finding.code}\n"
    said = f"{finding.words(values=True)}\nTo do: {finding.fix}"
    return _run(head, bold=True) + _run(said)


def _run(text: str, *, bold: bool = False) -> str:
    marks = "<b/>" * bold
    return (
        f'<r><rPr>{marks}<sz val="9"/><rFont val="Tahoma"/><family val="2"/></rPr>'
        f'<t xml:space="preserve">{escaped(coded(text))}</t></r>'
    )


def commented(part: str, data: bytes | None, remarks: Iterable[Remark]) -> tuple[bytes, set[str]]:
    """The part with the words of comments, and the cells whose comments are gone or ours.

    Comments of earlier checks go; those of people stay, and ours follow them where a cell has one.

    Args:
        part: its name.
        data: it as it is; None if there is none.
        remarks: what is to be said.

    Raises:
        NotAWorkbook: it is not XML, or not of comments.
        UnsafeWorkbook: it could do harm.
    """
    data = _NO_COMMENTS.encode() if data is None else data
    found = elements(part, data, ("authors", "author", "commentList", "comment", "text"))
    authors, listed = _only(part, "authors", found), _only(part, "commentList", found)
    names = [data[e.start : e.inside].rpartition(b">")[2] for e in found if e.tag == "author"]
    mine = [str(n) for n, name in enumerate(names) if name == _AUTHOR.encode()]
    old = [e for e in found if e.tag == "comment" and e.marks.get("authorId") in mine]
    kept = {
        e.marks.get("ref", ""): (e, text)
        for e, text in _with_texts(found)
        if e.marks.get("authorId") not in mine
    }

    edits = [Edit(element.start, element.end, "") for element in old]
    number = next(iter(mine), str(len(names)))
    wanted = list(remarks)
    if wanted and not mine:
        edits.append(into(authors, _prefixed(f"<author>{_AUTHOR}</author>", authors), data))
    added = ""
    for remark in wanted:
        if remark.cell in kept:
            edits += _appended(*kept[remark.cell], remark, data)
        else:
            marks = f'ref="{remark.cell}" authorId="{number}"'
            added += f"<comment {marks}><text>{remark.runs}</text></comment>"
    if added:
        edits.append(into(listed, _prefixed(added, listed), data))
    return edited(data, edits), {element.marks.get("ref", "") for element in old}


def _only(part: str, tag: str, found: Iterable[Element]) -> Element:
    """The one element of a name.

    Raises:
        NotAWorkbook: there is none, or another one.
    """
    named = [element for element in found if element.tag == tag]
    if len(named) != 1:
        raise damaged(part)
    return named[0]


def _with_texts(found: Iterable[Element]) -> Iterator[tuple[Element, Element | None]]:
    """Each comment with its text, if it has one; a text ends before its comment does."""
    text: Element | None = None
    for element in found:
        if element.tag == "text":
            text = element
        elif element.tag == "comment":
            yield element, text if text and text.start > element.start else None


def _prefixed(markup: str, beside: Element) -> str:
    """Markup whose elements have the prefix of one beside them."""
    prefix, colon, _ = beside.name.rpartition(":")
    return _TAG.sub(rf"<\1{prefix}{colon}", markup)


def _appended(comment: Element, text: Element | None, remark: Remark, data: bytes) -> list[Edit]:
    """What we say at the end of somebody's comment, unless it stands there already."""
    if text is None:
        return [into(comment, _prefixed(f"<text>{remark.runs}</text>", comment), data)]
    runs = _prefixed(remark.runs, comment)
    if runs.encode() in data[text.start : text.end]:
        return []
    return [into(text, _prefixed(_run("\n\n"), comment) + runs, data)]


def drawn(
    part: str, data: bytes | None, remarks: Iterable[Remark], gone: set[str], block: int
) -> bytes:
    """The part that draws comments, as Excel has it: one shape a comment (ECMA-376 part 4, VML).

    It is no XML that a parser takes: Excel leaves tags open in it.

    Args:
        part: its name.
        data: it as it is; None if there is none.
        remarks: the comments that it is to draw besides.
        gone: the cells whose shapes go.
        block: from which block of numbers on its shapes are numbered.

    Raises:
        NotAWorkbook: it does not end.
    """
    wanted = list(remarks)
    if data is None:
        blocks = range(block, block + blocks_of(len(wanted)))
        data = _NO_SHAPES.format(blocks=",".join(map(str, blocks))).encode()
    cells = {*filter(is_cell, gone), *(remark.cell for remark in wanted)}
    places = set(map(_place, cells))
    old = [Edit(start, end, "") for start, end in _shapes(data) if _at(data[start:end]) in places]
    left = edited(data, old)
    numbers = map(int, _NUMBER.findall(left))
    start = max([block * _BLOCK, *numbers]) + 1
    shapes = "".join(map(_shape, wanted, count(start)))
    end = left.rfind(b"</")
    if end < 0:
        raise damaged(part)
    return left[:end] + shapes.encode() + left[end:]


def blocks_of(shapes: int) -> int:
    """How many blocks of numbers so many shapes take."""
    return shapes // _BLOCK + 1


def is_cell(text: str) -> bool:
    """Whether a text names a cell.

    >>> is_cell("B2"), is_cell("B"), is_cell("B2:C3")
    (True, False, False)
    """
    found = _CELL.fullmatch(text)
    if found is None:
        return False
    return (column_of(found[1]) or 0) < MOST_COLUMNS and int(found[2]) <= MOST_ROWS


def _shapes(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each shape begins and ends."""
    start: int | None = None
    for tag in _SHAPE.finditer(data):
        if start is None and not (tag[1] or tag[2]):
            start = tag.start()
        elif start is not None and tag[1]:
            yield start, tag.end()
            start = None


def _at(shape: bytes) -> tuple[int, int]:
    """The row and column, counted from 0, of the cell that a shape belongs to."""
    told: Mapping[bytes, bytes] = dict(_AT.findall(shape))
    return int(told.get(b"Row", -1)), int(told.get(b"Column", -1))


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, column_of(letters) or 0


def _shape(remark: Remark, number: int) -> str:
    row, column = _place(remark.cell)
    high = min(remark.lines * _LINE + 10, 400)
    colour = _COLOURS[min(f.severity for f in remark.findings)]
    below = row + high // 15 + 1
    return (
        f'<v:shape xmlns:v="{VML}" id="_x0000_s{number}"'
        ' type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
        f'width:280pt;height:{high}pt;z-index:1;visibility:hidden" fillcolor="{colour}"'
        f' xmlns:o="{VML_OFFICE}" o:insetmode="auto">'
        f'<v:fill color2="{colour}"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData xmlns:x="{VML_EXCEL}" ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/>"
        f"<x:Anchor>{column + 1}, 12, {row}, 4, {column + 4}, 12, {below}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
