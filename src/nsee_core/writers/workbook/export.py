"""A programme as an Excel workbook that reads back."""

from __future__ import annotations

from io import BytesIO
from os import PathLike
from typing import BinaryIO

from nsee_core.files import beside
from nsee_core.programme import Programme
from nsee_core.records import KINDS
from nsee_core.safety import leaving
from nsee_core.wording import counted
from nsee_core.workbooks.sheets import tabs
from nsee_core.writers.workbook.filling import filled_sheets, rows_of
from nsee_core.writers.workbook.heads import heads
from nsee_core.writers.workbook.packing import pack, parts_of
from nsee_core.writers.workbook.sheets import Sheet
from nsee_core.writers.workbook.start import start
from nsee_core.writers.workbook.words import Words


def to_excel(programme: Programme, *, include_sensitive: bool = False) -> bytes:
    """A programme as the bytes of an Excel workbook, from which ``read_excel`` reads it again.

    A sheet a kind, and one for parts such as the questions of a cycle, laid out as in
    ``template``. A day is a date; a vaguer date is its text. No text is a formula, whatever it
    begins with. A text that no cell can hold (32,767 characters) goes on in the columns beside
    it, and records that no sheet can hold (1,048,575) on another sheet; nothing is left out.

    The same programme gives the same bytes, whenever it is asked for.

    Args:
        programme: the programme, of which ``safe(programme)`` is written.
        include_sensitive: whether to write it all instead.

    Source of the format: ECMA-376 part 1, SpreadsheetML.

    >>> from nsee_core import Programme, Trio
    >>> to_excel(Programme.of([Trio(id="t1")]))[:2]
    b'PK'
    """
    target = BytesIO()
    _write(leaving(programme, include_sensitive=include_sensitive), target)
    return target.getvalue()


def write_excel(
    programme: Programme, path: str | PathLike[str], *, include_sensitive: bool = False
) -> None:
    """Write what ``to_excel`` gives to a file.

    As every writer does it: see "What every writer does" in "Hand records over".
    """
    outgoing = leaving(programme, include_sensitive=include_sensitive)
    with beside(path) as place, place.open("wb") as target:
        _write(outgoing, target)


def _write(programme: Programme, target: BinaryIO) -> None:
    records = {kind: list(programme.of_kind(model)) for kind, model in KINDS.items()}
    kinds = [kind for kind in KINDS if records[kind]]
    words = Words()
    found = [tab for kind in kinds for tab in tabs(kind)]
    filled: list[Sheet] = []
    for tab in found:
        rows = list(rows_of(tab, records[tab.kind]))
        own_keys = any("ext" in row for row in rows)
        filled += filled_sheets(heads(tab, ext=own_keys), rows, kinds, words)
    about = f"A programme of {counted(len(programme), 'record')}, as nsee-core wrote it."
    title = "Records of a programme"
    pack(parts_of([start(title, about, found), *filled, *words.sheets()], title), target)
