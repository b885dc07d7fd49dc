"""Workbooks for the tests: as other programs write them, and with their parts put wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
Rows = Sequence[Sequence[object]]


def book(sheets: Mapping[str, Rows], change: Callable[[Workbook], object] = id) -> bytes:
    """A workbook as openpyxl writes it, of these sheets, changed before it is saved."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet: Worksheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    change(made)
    target = BytesIO()
    made.save(target)
    return packed(
        {
            name: _MOMENT.sub(b"2017-06-12T00:00:00Z", part)
            for name, part in parts_of(target.getvalue()).items()
        }
    )


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name, (2017, 6, 12, 0, 0, 0)), data, ZIP_DEFLATED)
    return target.getvalue()


def but(data: bytes, **changes: bytes | tuple[bytes, bytes] | None) -> bytes:
    """A workbook with some parts changed: other bytes, bytes for bytes, or the part left out.

    A part is named by the end of its name: ``sheet1`` for ``xl/worksheets/sheet1.xml``.
    """
    parts = parts_of(data)
    for end, change in changes.items():
        name = next(name for name in parts if name.endswith((f"/{end}.xml", f"/{end}")))
        if change is None:
            del parts[name]
        elif isinstance(change, tuple):
            assert change[0] in parts[name], f"{change[0]!r} is not in {parts[name][:500]!r}"
            parts[name] = parts[name].replace(*change)
        else:
            parts[name] = change
    return packed(parts)
