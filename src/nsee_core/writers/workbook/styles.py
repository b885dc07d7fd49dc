"""How cells look: the styles of our workbooks by name, and the part that holds them."""

from __future__ import annotations

from enum import IntEnum

from nsee_core.writers.workbook.namespaces import MAIN, XML

_INK, _PALE, _RULE, _MUTED = "FF17424D", "FFE8F0F1", "FFC9D6D8", "FF5C6B70"
_NEEDED, _LINK, _ASKED = "FFB4511E", "FF1A6273", "FFFBE0CF"


class Style(IntEnum):
    """How a cell looks; its value is its place in the list of formats below."""

    PLAIN = 0
    TEXT = 1
    DATE = 2
    NUMBER = 3
    HEAD = 4
    HEAD_NEEDED = 5
    TITLE = 6
    HEADING = 7
    PROSE = 8
    LINK = 9
    CELL = 10
    CELL_MUTED = 11
    TABLE_HEAD = 12
    TRUTH = 13


_FONTS = (
    "",
    f'<b/><color rgb="{_INK}"/>',
    f'<b/><sz val="20"/><color rgb="{_INK}"/>',
    f'<b/><sz val="13"/><color rgb="{_INK}"/>',
    f'<u/><color rgb="{_LINK}"/>',
    f'<color rgb="{_MUTED}"/>',
)
_FILLS = (_PALE, _ASKED)
#: Light heads with dark letters and a line below are as clear on grey paper.
_BORDERS = (
    "",
    f'<bottom style="thin"><color rgb="{_RULE}"/></bottom>',
    f'<bottom style="medium"><color rgb="{_INK}"/></bottom>',
    f'<bottom style="medium"><color rgb="{_NEEDED}"/></bottom>',
)
_TEXT, _DATE, _TRUTH, _GENERAL = 49, 164, 165, 0
#: A month in letters is read alike by everybody; LibreOffice shows a truth as 1 or 0 unless its
#: format says otherwise.
_OWN = {_DATE: r"d\ mmm\ yyyy", _TRUTH: "&quot;TRUE&quot;;&quot;TRUE&quot;;&quot;FALSE&quot;"}
_WRAPPED = 'vertical="top" wrapText="1"'
_TOP = 'vertical="top"'
_MIDDLE = 'vertical="center" wrapText="1"'

#: The number format, font, fill, border and alignment of each style, in its place.
_FORMATS = {
    Style.PLAIN: (_GENERAL, 0, 0, 0, _TOP),
    Style.TEXT: (_TEXT, 0, 0, 0, _WRAPPED),
    Style.DATE: (_DATE, 0, 0, 0, f'horizontal="left" {_TOP}'),
    Style.NUMBER: (_GENERAL, 0, 0, 0, f'horizontal="left" {_TOP}'),
    Style.HEAD: (_TEXT, 1, 2, 2, _MIDDLE),
    Style.HEAD_NEEDED: (_TEXT, 1, 3, 3, _MIDDLE),
    Style.TITLE: (_TEXT, 2, 0, 0, 'vertical="center"'),
    Style.HEADING: (_TEXT, 3, 0, 0, 'vertical="bottom"'),
    Style.PROSE: (_TEXT, 0, 0, 0, _WRAPPED),
    Style.LINK: (_TEXT, 4, 0, 1, _TOP),
    Style.CELL: (_TEXT, 0, 0, 1, _WRAPPED),
    Style.CELL_MUTED: (_TEXT, 5, 0, 1, _WRAPPED),
    Style.TABLE_HEAD: (_TEXT, 1, 2, 0, _MIDDLE),
    Style.TRUTH: (_TRUTH, 0, 0, 0, f'horizontal="left" {_TOP}'),
}


def styles() -> str:
    """The part of a workbook that says how each style looks."""
    numbers = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in _OWN.items()
    )
    fonts = "".join(f"<font>{_font(marks)}</font>" for marks in _FONTS)
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
        for colour in _FILLS
    )
    borders = "".join(
        f"<border><left/><right/><top/>{bottom or '<bottom/>'}<diagonal/></border>"
        for bottom in _BORDERS
    )
    formats = "".join(_format(*_FORMATS[style]) for style in Style)
    return (
        f'{XML}<styleSheet xmlns="{MAIN}">'
        f'<numFmts count="{len(_OWN)}">{numbers}</numFmts>'
        f'<fonts count="{len(_FONTS)}">{fonts}</fonts>'
        f'<fills count="{len(_FILLS) + 2}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
        f'<borders count="{len(_BORDERS)}">{borders}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(Style)}">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _font(marks: str) -> str:
    """A font; its parts stand in the order that the schema asks for."""
    size = "" if "<sz" in marks else '<sz val="11"/>'
    colour = marks.find("<color")
    before, after = (marks[:colour], marks[colour:]) if colour >= 0 else (marks, "")
    return f'{before}{size}{after}<name val="Calibri"/><family val="2"/>'


def _format(number: int, font: int, fill: int, border: int, alignment: str) -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f"<alignment {alignment}/></xf>"
    )
