"""From sheets to the file of a workbook: the same bytes for the same sheets, at any time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nsee_core.writers.workbook.namespaces import CONTENT, MAIN, OFFICE, PACKAGE, XML
from nsee_core.writers.workbook.sheets import Sheet, quoted
from nsee_core.writers.workbook.styles import styles
from nsee_core.writers.xml import escaped

#: The earliest that a ZIP file can say; no clock is read.
_THEN = (1980, 1, 1, 0, 0, 0)

_LETTERS_AND_NUMBER = re.compile(r"([A-Z]+)(\d+)")
_HIDDEN = ' state="hidden"'

#: A part of the file: its name, and its text piece by piece.
Part = tuple[str, Iterable[str | bytes]]


def pack(parts: Iterable[Part], target: BinaryIO) -> None:
    """Write parts into a ZIP file, one after the other, with nothing in it but them."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, pieces in parts:
            info = ZipInfo(name, _THEN)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0  # whatever this one is
            with archive.open(info, "w") as part:
                for piece in pieces:
                    part.write(piece.encode() if isinstance(piece, str) else piece)


def parts_of(sheets: Sequence[Sheet], title: str) -> Iterator[Part]:
    """The parts of a workbook, each sheet being made as it is asked for."""
    yield "[Content_Types].xml", [_content_types(len(sheets))]
    yield "_rels/.rels", [_relations((("officeDocument", "xl/workbook.xml"),), core=True)]
    yield "docProps/core.xml", [_properties(title)]
    yield "xl/workbook.xml", [_workbook(sheets)]
    worksheets = (("worksheet", f"worksheets/sheet{n}.xml") for n in _numbers(sheets))
    yield "xl/_rels/workbook.xml.rels", [_relations((*worksheets, ("styles", "styles.xml")))]
    yield "xl/styles.xml", [styles()]
    for number, sheet in enumerate(sheets, start=1):
        yield f"xl/worksheets/sheet{number}.xml", sheet.markup()


def _numbers(sheets: Sequence[Sheet]) -> range:
    return range(1, len(sheets) + 1)


def _content_types(count: int) -> str:
    named = {
        f"/xl/worksheets/sheet{n}.xml": f"{CONTENT}.spreadsheetml.worksheet+xml"
        for n in range(1, count + 1)
    }
    named |= {
        "/xl/workbook.xml": f"{CONTENT}.spreadsheetml.sheet.main+xml",
        "/xl/styles.xml": f"{CONTENT}.spreadsheetml.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = (f'<Override PartName="{n}" ContentType="{sort}"/>' for n, sort in named.items())
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]], *, core: bool = False) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{sort}" Target="{target}"/>'
        for number, (sort, target) in enumerate(targets, start=1)
    )
    sort = f"{PACKAGE}/relationships/metadata/core-properties"
    if core:
        made += f'<Relationship Id="core" Type="{sort}" Target="docProps/core.xml"/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def _properties(title: str) -> str:
    """Who made it, without when: nothing here reads the clock."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>nsee-core</dc:creator>"
        "</cp:coreProperties>"
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{escaped(sheet.title)}" sheetId="{number}"'
        f'{_HIDDEN * sheet.hidden} r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    named = "".join(name for at, sheet in enumerate(sheets) for name in _names(at, sheet))
    names = f"<definedNames>{named}</definedNames>" * bool(named)
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{listed}</sheets>{names}</workbook>"
    )


def _names(at: int, sheet: Sheet) -> Iterator[str]:
    """What programs look up by name: which cells of a sheet they filter, and print on each page."""
    title = escaped(quoted(sheet.title))
    if sheet.filtered:
        cells = _LETTERS_AND_NUMBER.sub(r"$\1$\2", sheet.filtered)
        mark = f'name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1"'
        yield f"<definedName {mark}>{title}!{cells}</definedName>"
    if not sheet.prose:
        mark = f'name="_xlnm.Print_Titles" localSheetId="{at}"'
        yield f"<definedName {mark}>{title}!$1:$1</definedName>"
