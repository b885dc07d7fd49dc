"""The rows of a CSV file: whatever its encoding, its line ends and the marks between its cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, TextIOWrapper
from itertools import chain
from os import PathLike
from pathlib import Path

import attrs

from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import Source, opened, saved_as
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.table import Row, forms_of_all_columns
from nsee_core.rules import reading as rules

UTF_8 = "utf-8"
_MARKS = ",;\t|"
#: The longest cell that is read: more than any text or group of values may hold.
_LONGEST = 16_000_000
#: The line with which a spreadsheet is told the mark between the cells.
_TOLD = re.compile(r"sep=(.)\s*", re.IGNORECASE)
#: What byte order marks say; that of UTF-32 begins like that of UTF-16.
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@attrs.frozen
class CsvTexts:
    """A CSV file that is being read: its heading, and the rows beneath it."""

    header: list[str]
    header_row: int
    delimiter: str
    rows: Iterator[Row]


@contextmanager
def csv_texts(
    gathering: Gathering, source: Source, *, encoding: str, delimiter: str | None
) -> Iterator[CsvTexts | None]:
    """Open a CSV file and read its heading; None if it has none that can be read.

    Args:
        gathering: the reading under way, which is told what is wrong as the rows are read.
        source: the file.
        encoding: how its letters are written, unless a byte order mark tells that.
        delimiter: the mark between cells, if it is not to be found out from the heading.

    Raises:
        LookupError: there is no such encoding.
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    before = csv.field_size_limit(_LONGEST)  # for the whole process, so it is put back
    try:
        with _lines(source, encoding) as lines:
            yield _texts(gathering, lines, delimiter)
    finally:
        csv.field_size_limit(before)


@contextmanager
def _lines(source: Source, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of a source with their ends, which may stand within a cell, too."""
    if isinstance(source, str | PathLike | bytes):
        with _binary(source) as file:
            yield _decoded(file, encoding)
    else:
        with opened(source if encoding == UTF_8 else _recoded(source, encoding)) as lines:
            yield (f"{line.decode(UTF_8, 'surrogateescape')}\n" for line in lines)


def _recoded(source: Iterable[str] | Iterable[bytes], encoding: str) -> Iterator[str]:
    """Lines of bytes as text; lines of text are that already."""
    for line in source:
        yield line.decode(encoding, "replace") if isinstance(line, bytes) else line


def _binary(source: str | PathLike[str] | bytes) -> BufferedReader:
    return BufferedReader(BytesIO(source)) if isinstance(source, bytes) else Path(source).open("rb")


def _decoded(file: BufferedReader, encoding: str) -> TextIOWrapper:
    start = file.peek(4)
    marked = next((name for mark, name in _MARKED if start.startswith(mark)), encoding)
    wide = marked.startswith(("utf-16", "utf-32"))
    errors = "backslashreplace" if wide else "surrogateescape"
    return TextIOWrapper(file, marked, errors, newline="")


def _texts(gathering: Gathering, lines: Iterator[str], delimiter: str | None) -> CsvTexts | None:
    """The heading, which is the first line that is not blank, and what follows it."""
    passed, first = _first(lines)
    if told := _TOLD.fullmatch(first):
        delimiter = told[1]
        more, first = _first(lines)
        passed += more
    if "\0" in first:
        gathering.say(rules.NOT_UTF8, passed, value=first.strip(), perhaps=saved_as(first))
        return None
    mark = delimiter or _delimiter(first)
    rows = _rows(gathering, chain((first,), lines), mark, passed - 1)
    for number, header in rows:
        if any(map(str.strip, header)):
            return CsvTexts(list(header), number, mark, rows)
    return None


def _first(lines: Iterator[str]) -> tuple[int, str]:
    """The first line that is not blank, and its number among these."""
    return next(((n, line) for n, line in enumerate(lines, 1) if not line.isspace()), (0, ""))


def _delimiter(heading: str) -> str:
    """The mark between the cells of a heading: that which leaves the most names of columns."""
    known = forms_of_all_columns()

    def names(mark: str) -> tuple[int, int]:
        cells = heading.split(mark)
        return sum(form_of(cell) in known for cell in cells), len(cells)

    return max(_MARKS, key=names)


def _rows(gathering: Gathering, lines: Iterator[str], delimiter: str, before: int) -> Iterator[Row]:
    """The rows with the lines on which they begin, so many lines having gone before."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begun = True
    while begun:
        line = before + reader.line_num + 1
        try:
            for cells in reader:
                yield line, cells
                line = before + reader.line_num + 1
        except csv.Error as error:
            begun = _say_unread(gathering, str(error), line, before + reader.line_num)
        else:
            begun = False


def _say_unread(gathering: Gathering, error: str, line: int, last: int) -> bool:
    """Say why a row could not be read; whether those after it can be."""
    if "field larger" in error:
        what = f"longer than {_LONGEST:,} characters, and nothing after it was read"
        gathering.say(rules.TOO_LARGE, line, value="the cell", what=what)
        return False
    ended = "unexpected end" in error
    rest = "; nothing after it was read" if ended else ""
    if not ended and last > line:
        rest = f"; lines {line} to {last} were not read"
    gathering.say(rules.UNCLOSED, line, rest=rest)
    return not ended
