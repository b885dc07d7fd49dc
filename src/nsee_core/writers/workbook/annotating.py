"""The same workbook with each finding as a comment on its cell, and nothing else changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import count
from posixpath import dirname, relpath

from nsee_core.findings import Finding
from nsee_core.workbooks.given import Workbook, binary
from nsee_core.workbooks.opening import Package, SheetPart, package_of, relations_of, sheets_of
from nsee_core.workbooks.refusing import REPAIR, NotAWorkbook, damaged
from nsee_core.writers.workbook.comments import Remark, blocks_of, commented, drawn, is_cell
from nsee_core.writers.workbook.namespaces import CONTENT, OFFICE, PACKAGE, XML
from nsee_core.writers.workbook.packing import pack
from nsee_core.writers.workbook.splicing import Edit, Element, edited, elements, in_utf8, into

_TYPES = "[Content_Types].xml"
_NO_RELATIONS = f'{XML}<Relationships xmlns="{PACKAGE}/relationships"/>'
_COMMENTS, _DRAWING = f"{CONTENT}.spreadsheetml.comments+xml", f"{CONTENT}.vmlDrawing"
_TOP = "A1"
#: What may follow a drawing in a sheet (ECMA-376 part 1, 18.3.1.99).
_AFTER = (
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


def annotate(source: Workbook, findings: Iterable[Finding]) -> bytes:
    """A workbook with each finding as a comment on the cell that it is about.

    Nothing else in it changes: every part of the file that holds no comments stays as it is, to
    the byte, but for what makes the new ones known. Comments of an earlier check go, those of
    people stay. What is about no cell stands at the top of its sheet, or of the first one.

    A comment shows the offending value, which is in the sheet anyway.

    Args:
        source: the workbook, as ``read_excel`` takes it: a path (also as text), an open file of
            bytes, or the bytes themselves.
        findings: what is said of it, with places, as a reader gives them, or ``Reading.located``
            those of a check.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no workbook at all, or they are no findings.
        NotAWorkbook: it is no workbook that can be read.
        UnsafeWorkbook: it could do harm when it is unpacked.

    >>> from nsee_core import Programme, Trio, check
    >>> from nsee_core.readers.workbook import read_excel
    >>> from nsee_core.writers.workbook import to_excel
    >>> book = to_excel(Programme.of([Trio(id="t1", members=("p1",))]))
    >>> reading = read_excel(book)
    >>> annotate(book, reading.located(check(reading.programme)))[:2]
    b'PK'
    """
    with binary(source) as (held, _):
        package = package_of(held)
        there = set(package.names())
        sheets = [sheet for sheet in sheets_of(package)[0] if sheet.part in there]
        if not sheets:
            raise NotAWorkbook("it has none of the sheets that it lists", REPAIR)
        noted = _Noted(package)
        by_sheet = _by_sheet(findings, [sheet.title for sheet in sheets])
        for sheet in sheets:
            noted.note(sheet, by_sheet.get(sheet.title, {}))
        return noted.packed()


def _by_sheet(
    findings: Iterable[Finding], titles: Sequence[str]
) -> Mapping[str, Mapping[str, list[Finding]]]:
    """The findings of each cell of each sheet."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in _must_be_findings(findings):
        place = finding.place
        sheet = place.sheet if place and place.sheet in titles else None
        cell = place.cell if place and sheet else None
        found[sheet or titles[0]][cell if cell and is_cell(cell) else _TOP].append(finding)
    return found


def _must_be_findings(given: object) -> Iterator[Finding]:
    """The findings that were given.

    Raises:
        TypeError: they are none.
    """
    if not isinstance(given, Iterable):
        msg = f"findings are a report or a list of findings, not {type(given).__name__}"
        raise TypeError(msg)
    for each in given:
        if not isinstance(each, Finding):
            msg = f"findings are a report or a list of findings, not of {type(each).__name__}"
            raise TypeError(msg)
        yield each


class _Noted:
    """A workbook whose sheets are given comments one by one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes] = {}
        self._names = set(package.names())
        self._block = 1

    def note(self, sheet: SheetPart, said: Mapping[str, list[Finding]]) -> None:
        """Put comments on the cells of a sheet, in place of those of an earlier check."""
        related = self._package.related(sheet.part)
        comments = dict(related.values()).get("comments")
        drawing = self._drawing(sheet.part, related)
        if not (said or comments):
            return
        remarks = [Remark(cell, found) for cell, found in said.items()]
        words = comments or self._new("xl/comments{}.xml")
        self._changed[words], gone = commented(words, self._part(comments), remarks)
        if said or drawing:
            shapes = drawing or self._new("xl/drawings/vmlDrawing{}.vml")
            self._changed[shapes] = drawn(shapes, self._part(drawing), remarks, gone, self._block)
            self._block += blocks_of(len(remarks))
        if comments is None:
            self._relate(sheet.part, "comments", words)
            self._declare("Override", "PartName", f"/{words}", _COMMENTS)
        if said and drawing is None:
            key = self._relate(sheet.part, "vmlDrawing", shapes)
            self._declare("Default", "Extension", "vml", _DRAWING)
            self._draw(sheet.part, key)

    def packed(self) -> bytes:
        """The file, its parts in the order in which they were, and the new ones after them."""
        names = self._package.names()
        added = sorted(self._changed.keys() - set(names))
        target = BytesIO()
        pack(((name, self._pieces(name)) for name in (*names, *added)), target)
        return target.getvalue()

    def _pieces(self, name: str) -> Iterable[bytes]:
        return [self._changed[name]] if name in self._changed else self._package.chunks(name)

    def _part(self, name: str | None) -> bytes | None:
        """A part as it is now; None if there is none."""
        if name is None or name in self._changed:
            return self._changed.get(name or "")
        return in_utf8(name, self._package.read(name))

    def _drawing(self, sheet: str, related: Mapping[str, tuple[str, str]]) -> str | None:
        """The part that draws the comments of a sheet, and not the pictures of its header."""
        drawings = {key: part for key, (sort, part) in related.items() if sort == "vmlDrawing"}
        if not drawings:
            return None
        drawn_by = elements(sheet, self._part(sheet) or b"", ["legacyDrawing"])
        keys = (value for e in drawn_by for mark, value in e.marks.items() if mark.endswith(":id"))
        return next((drawings[key] for key in keys if key in drawings), None)

    def _new(self, form: str) -> str:
        """A name that no part has yet."""
        name = next(name for name in map(form.format, count(1)) if name not in self._names)
        self._names.add(name)
        return name

    def _edit(self, name: str, data: bytes, edit: Edit) -> None:
        self._changed[name] = edited(data, [edit])

    def _relate(self, sheet: str, sort: str, part: str) -> str:
        """Say that a part belongs to a sheet; the key under which it does."""
        name = relations_of(sheet)
        data = self._part(name if name in self._names else None) or _NO_RELATIONS.encode()
        self._names.add(name)
        found = elements(name, data, depth=0) + elements(name, data, depth=1)
        taken = {element.marks.get("Id") for element in found}
        key = next(key for key in map("rId{}".format, count(1)) if key not in taken)
        target = relpath(part, dirname(sheet))
        marks = f'Id="{key}" Type="{OFFICE}/{sort}" Target="{target}"'
        self._edit(name, data, into(found[0], f"<{_beside(found[0])}Relationship {marks}/>", data))
        return key

    def _declare(self, tag: str, mark: str, name: str, sort: str) -> None:
        """Say what sort of part that is, unless it is said already."""
        data = self._part(_TYPES) or b""
        [types] = elements(_TYPES, data, depth=0)
        known = {e.marks.get(mark) for e in elements(_TYPES, data, [tag])}
        if name not in known:
            text = f'<{_beside(types)}{tag} {mark}="{name}" ContentType="{sort}"/>'
            self._edit(_TYPES, data, into(types, text, data))

    def _draw(self, sheet: str, key: str) -> None:
        """Let a sheet draw its comments."""
        data = self._part(sheet) or b""
        [root] = elements(sheet, data, depth=0)
        if root.tag != "worksheet":
            raise damaged(sheet, "holds no sheet")
        text = f'<{_beside(root)}legacyDrawing xmlns:r="{OFFICE}" r:id="{key}"/>'
        after = [e for e in elements(sheet, data, depth=1) if e.tag in _AFTER]
        edit = Edit(after[0].start, after[0].start, text) if after else into(root, text, data)
        self._edit(sheet, data, edit)


def _beside(element: Element) -> str:
    """The prefix, with its colon, that names beside or within an element have."""
    prefix, colon, _ = element.name.rpartition(":")
    return prefix + colon
