"""Why a file is not opened as a workbook, and what to do about it."""

from __future__ import annotations

from typing import BinaryIO

SAVE_AS = 'save it from a spreadsheet program as "Excel Workbook (.xlsx)"'
REPAIR = "let Excel repair it, or take an earlier copy"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotAWorkbook(ValueError):
    """A file is no Excel workbook that can be read: why, and what to do."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(f"this cannot be read as an Excel workbook: {why}; {fix}")
        self.why, self.fix = why, fix


class UnsafeWorkbook(ValueError):
    """A file could do harm when it is unpacked."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this workbook is not opened, because {why}")
        self.why = why


def damaged(name: str, why: str = "is damaged or not there") -> NotAWorkbook:
    """That a part of a file cannot be read."""
    return NotAWorkbook(f"its part {name} {why}", REPAIR)


def of_another_sort(start: bytes, file: BinaryIO) -> NotAWorkbook:
    """What a file is that is no ZIP file."""
    if not start:
        return NotAWorkbook("it is empty", "take another copy of it")
    if start == _OLE:
        if _ENCRYPTED in file.read():
            why, fix = "it is locked with a password", "save a copy of it without the password"
            return NotAWorkbook(why, fix)
        return NotAWorkbook("it is a workbook of Excel 97 to 2003 (.xls)", SAVE_AS)
    if b"\0" not in start and not start.startswith((b"%PDF", b"<")):
        return NotAWorkbook("it is a text, such as CSV", "give it the ending .csv, or " + SAVE_AS)
    return NotAWorkbook("it is a file of another sort", SAVE_AS)
