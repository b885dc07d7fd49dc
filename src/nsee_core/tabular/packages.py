"""Opening the file of a workbook, with nothing in it able to do harm.

A workbook is a ZIP file of XML parts (ECMA-376 part 2, Open Packaging Conventions). A small file
may unpack to one that fills the memory, and XML may be written so that it does; no program that
makes spreadsheets writes such files, so they are refused unread.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from posixpath import dirname, join, normpath
from typing import BinaryIO, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import attrs

from nsee_core.tabular.refusing import (
    REPAIR,
    SAVE_AS,
    NotAWorkbook,
    UnsafeWorkbook,
    damaged,
    of_another_sort,
)

#: The most that a workbook may unpack to, and that a part may hold which is held in memory.
MOST_BYTES, MOST_HELD = 2_000_000_000, 300_000_000
MOST_PARTS = 20_000
#: No part of a spreadsheet is packed so well; below this size it does not matter.
MOST_PACKED, _SMALL = 300, 10_000_000
DEEPEST = 100
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 24

_ZIP = b"PK"


#: What is done with a tag and its marks, and with a tag or a text.
Begin = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]


def ignored(_: str) -> None:
    """Do nothing with it."""


class SheetPart(NamedTuple):
    """A sheet, by its title, and the part that holds it."""

    title: str
    part: str
    hidden: bool


@attrs.frozen
class Package:
    """An open workbook: its parts, and what leads from one to another."""

    archive: ZipFile

    def names(self) -> list[str]:
        """The names of its parts, in the order of the file."""
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        """A whole part.

        Raises:
            NotAWorkbook: it is not there, or damaged.
            UnsafeWorkbook: it is too large to be held.
        """
        self.refuse_vast(name)
        return b"".join(self.chunks(name))

    def refuse_vast(self, name: str) -> None:
        """Make sure that a part is not too large to be held in memory.

        Raises:
            NotAWorkbook: it is not there.
            UnsafeWorkbook: it is too large.
        """
        if self._info(name).file_size > MOST_HELD:
            raise UnsafeWorkbook(f"{name} would take more than {MOST_HELD:,} bytes of memory")

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece."""
        try:
            with self.archive.open(self._info(name)) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise damaged(name) from error

    def _info(self, name: str) -> ZipInfo:
        info = self.archive.NameToInfo.get(name)
        if info is None or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(name)
        return info

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part is related to: the sort and the name of each other part, by its key."""
        beside = f"{dirname(name)}/_rels/{name.rsplit('/', 1)[-1]}.rels".lstrip("/")
        if beside not in self.archive.NameToInfo:
            return {}
        found: dict[str, tuple[str, str]] = {}

        def begin(tag: str, marks: dict[str, str]) -> None:
            if tag == "Relationship" and marks.get("TargetMode") != "External":
                target = marks.get("Target", "")
                path = target.lstrip("/") if target[:1] == "/" else join(dirname(name), target)
                found[marks.get("Id", "")] = (
                    marks.get("Type", "").rpartition("/")[2],
                    normpath(path),
                )

        self.parse(beside, begin)
        return found

    def parse(self, name: str, begin: Begin, end: End = ignored, text: End = ignored) -> None:
        """Read a part as XML: each element as it begins and ends, and the text between.

        Raises:
            NotAWorkbook: it is not XML.
            UnsafeWorkbook: it declares entities, or is nested too deep.
        """
        for _ in self.parsing(name, begin, end, text):
            pass

    def parsing(self, name: str, begin: Begin, end: End, text: End) -> Iterator[None]:
        """The same bit by bit, so that what was found so far can be used.

        Raises:
            NotAWorkbook: it is not XML.
            UnsafeWorkbook: it declares entities, or is nested too deep.
        """
        parser, fed = _parser(name, begin, end, text), 0
        for chunk in chain(self.chunks(name), (b"",)):
            try:
                parser.Parse(chunk, not chunk)
            except ExpatError:
                raise damaged(name) from None
            fed += len(chunk)
            if chunk and fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise UnsafeWorkbook(f"{name} holds a tag that does not end")
            yield


def _parser(name: str, begin: Begin, end: End, text: End) -> XMLParserType:
    """A parser that refuses what no spreadsheet holds, and forgets the prefixes of names."""
    parser = ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begun(tag: str, marks: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnsafeWorkbook(f"{name} is nested more than {DEEPEST} deep")
        begin(tag if ":" not in tag else tag.rpartition(":")[2], marks)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag if ":" not in tag else tag.rpartition(":")[2])

    def declared(*_: object) -> None:
        raise UnsafeWorkbook(f"{name} declares a document type, which may hide a bomb")

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    return parser


def opened(file: BinaryIO) -> Package:
    """Open a workbook.

    Raises:
        NotAWorkbook: it is none, or damaged.
        UnsafeWorkbook: what it unpacks to is too large.
    """
    start = file.read(8)
    file.seek(0)
    if not start.startswith(_ZIP):
        raise of_another_sort(start, file)
    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, RuntimeError, ValueError) as error:
        raise NotAWorkbook("it is damaged, and cannot be unpacked", REPAIR) from error
    _refuse_bombs(archive.infolist())
    if "xl/workbook.bin" in archive.NameToInfo:
        raise NotAWorkbook("it is a binary workbook (.xlsb)", SAVE_AS)
    if "mimetype" in archive.NameToInfo:
        raise NotAWorkbook("it is a document of another program, such as .ods", SAVE_AS)
    return Package(archive)


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    """Refuse what unpacks to far more than any spreadsheet does; this looks at sizes only."""
    if len(parts) > MOST_PARTS:
        raise UnsafeWorkbook(f"it has more than {MOST_PARTS:,} parts")
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise UnsafeWorkbook(f"it would unpack to more than {MOST_BYTES:,} bytes")
    for part in parts:
        if part.file_size > max(_SMALL, MOST_PACKED * part.compress_size):
            raise UnsafeWorkbook(
                f"it would unpack to more than {MOST_PACKED} times its size, as a bomb does"
            )


def sheets_of(package: Package) -> tuple[list[SheetPart], dict[str, str]]:
    """The sheets of a workbook in their order, and what the workbook says of itself.

    Raises:
        NotAWorkbook: it has no sheets.
        UnsafeWorkbook: one of its parts could do harm.
    """
    main = [name for sort, name in package.related("").values() if sort == "officeDocument"]
    if not main:
        raise NotAWorkbook("it is a ZIP file of another sort", SAVE_AS)
    related = package.related(main[0])
    found: list[SheetPart] = []
    about = {sort: name for sort, name in related.values() if sort != "worksheet"}

    def begin(tag: str, marks: dict[str, str]) -> None:
        if tag == "sheet":
            keys = [value for mark, value in marks.items() if mark.endswith(":id")]
            sort, part = related.get(keys[0] if keys else "", ("", ""))
            if sort == "worksheet":
                hidden = marks.get("state", "visible") != "visible"
                found.append(SheetPart(marks.get("name", ""), part, hidden))
        elif tag == "workbookPr" and marks.get("date1904") in ("1", "true"):
            about["date1904"] = "1"

    package.parse(main[0], begin)
    if not found:
        raise NotAWorkbook("it has no sheet with cells", SAVE_AS)
    if len({sheet.part for sheet in found}) < len(found):
        raise UnsafeWorkbook("two of its sheets are one part of the file")
    return found, about
