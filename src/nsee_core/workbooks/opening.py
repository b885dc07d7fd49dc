"""Opening the file of a workbook, with nothing in it able to do harm.

A workbook is a ZIP file of XML parts (ECMA-376 part 2, Open Packaging Conventions). A small file
may unpack to one that fills the memory, and XML may be written so that it does; no program that
makes spreadsheets writes such files, so they are refused unread.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from posixpath import basename, dirname, join, normpath
from typing import BinaryIO, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import attrs

from nsee_core.workbooks.refusing import (
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
#: Nothing that people work with is packed so well; below this size it does not matter.
MOST_PACKED, SMALL = 300, 10_000_000
DEEPEST = 100
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 24

_ZIP = b"PK"
#: The sheets that hold a chart, or what only an old program runs.
_WITHOUT_CELLS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
#: The encodings that the parser knows by itself.
_ENCODINGS = frozenset({"UTF-8", "UTF-16", "US-ASCII", "ISO-8859-1"})
_BYTES = bytes(range(256))


#: What is done with a tag and its marks, and with a tag or a text.
Begin = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]


def ignored(_: str) -> None:
    """Do nothing with it."""


class SheetPart(NamedTuple):
    """A sheet, by its title, and the part that holds it."""

    title: str
    part: str
    """Its name; empty where the workbook lists a sheet and does not say which part it is."""
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
        beside = relations_of(name)
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
        parser, fed = parser_of(name, begin, end, text), 0
        for chunk in chain(self.chunks(name), (b"",)):
            try:
                parser.Parse(chunk, not chunk)
            except ExpatError:
                raise damaged(name) from None
            fed += len(chunk)
            if chunk and fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise UnsafeWorkbook(f"{name} holds a tag that does not end")
            yield


def relations_of(name: str) -> str:
    """The part that says what another is related to (ECMA-376 part 2, 9.3).

    >>> relations_of("xl/workbook.xml"), relations_of("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def parser_of(
    name: str, begin: Begin, end: End, text: End, *, prefixes: bool = False
) -> XMLParserType:
    """A parser of a part that refuses what no spreadsheet holds.

    Args:
        name: the name of the part.
        begin: what is done with each element as it begins, and ``end`` as it ends.
        end: see there.
        text: what is done with each text.
        prefixes: whether names keep the prefixes that they are written with.

    Raises:
        NotAWorkbook: as it parses: the part is in an encoding that there is not.
        UnsafeWorkbook: as it parses: it declares a document type, or is nested too deep.
    """
    parser = ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begun(tag: str, marks: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnsafeWorkbook(f"{name} is nested more than {DEEPEST} deep")
        begin(tag if prefixes or ":" not in tag else tag.rpartition(":")[2], marks)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag if prefixes or ":" not in tag else tag.rpartition(":")[2])

    def declared(*_: object) -> None:
        raise UnsafeWorkbook(f"{name} declares a document type, which may hide a bomb")

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text

    def encoded(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and not is_readable(encoding):
            raise damaged(name)

    parser.StartDoctypeDeclHandler = declared
    parser.XmlDeclHandler = encoded
    return parser


def is_readable(encoding: str) -> bool:
    """Whether the parser can read an encoding: of those it does not know, one byte a letter.

    >>> is_readable("utf-8"), is_readable("windows-1252"), is_readable("big5")
    (True, True, False)
    """
    if encoding.upper() in _ENCODINGS:
        return True
    try:
        return len(_BYTES.decode(encoding, "replace")) == len(_BYTES)
    except (LookupError, ValueError):
        return False


def package_of(file: BinaryIO) -> Package:
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
        if part.file_size > max(SMALL, MOST_PACKED * part.compress_size):
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
            if sort not in _WITHOUT_CELLS:
                part = part if sort == "worksheet" else ""
                hidden = marks.get("state", "visible") != "visible"
                found.append(SheetPart(marks.get("name", ""), part, hidden))
        elif tag == "workbookPr" and marks.get("date1904") in ("1", "true"):
            about["date1904"] = "1"

    package.parse(main[0], begin)
    if not found:
        raise NotAWorkbook("it has no sheet with cells", SAVE_AS)
    parts = [sheet.part for sheet in found if sheet.part]
    if len(set(parts)) < len(parts):
        raise UnsafeWorkbook("two of its sheets are one part of the file")
    return found, about
