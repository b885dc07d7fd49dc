"""The rows of a CSV file: whatever its encoding, its line ends and the marks between its cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from itertools import chain
from os import PathLike
from threading import Lock
from typing import Any

import attrs

from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import (
    LONGEST_MARK,
    Source,
    coded,
    encoding_marked,
    file_of,
    is_wide,
    iterable,
    ordered,
    saved_as,
)
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.table import Row, forms_of_all_columns
from nsee_core.rules import reading as codes

UTF_8 = "utf-8"
_MARKS = ",;\t|"
#: The longest cell that is read: more than any text or group of values may hold.
_LONGEST = 16_000_000
#: The line with which a spreadsheet is told the mark between the cells.
_TOLD = re.compile(r'sep=([^"\r\n])\s*', re.IGNORECASE)
_MARK = re.compile(r'[^"\r\n\0]')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@attrs.frozen
class CsvTexts:
    """A CSV file that is being read: its heading, and the rows beneath it."""

    header: list[str]
    header_row: int
    delimiter: str
    rows: Iterator[Row]


@attrs.define
class _Limit:
    """The longest cell that the csv module reads, which it holds for the whole process.

    It is put back once none of the files that are read needs it, in whatever thread.
    """

    _lock: Lock = attrs.field(factory=Lock)
    _files: int = 0
    _before: int = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._files:
                self._before = csv.field_size_limit(_LONGEST)
            self._files += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._files -= 1
            if not self._files:
                csv.field_size_limit(self._before)


_LIMIT = _Limit()


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
        ValueError: there can be no such mark between cells.
    """
    if delimiter is not None and not _MARK.fullmatch(delimiter):
        msg = f"the mark between cells is one character, and no quotation mark, not {delimiter!r}"
        raise ValueError(msg)
    codecs.lookup(encoding)
    gathering.encodable = True
    with _LIMIT, _lines(source, encoding) as lines:
        yield _texts(gathering, _readable(gathering, lines, encoding), delimiter)


@contextmanager
def _lines(source: Source, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of a source with their ends, which may stand within a cell, too."""
    if isinstance(source, str | PathLike | bytes):
        with _binary(source) as file:
            yield _decoded(file, encoding)
    elif _is_binary(source):
        yield _decoded(BufferedReader(_Raw(source)), encoding)
    else:
        yield _cut(source, encoding)


def _is_binary(source: object) -> bool:
    """Whether it is an open file of bytes."""
    return hasattr(source, "read") and isinstance(source.read(0), bytes)


class _Raw(RawIOBase):
    """An open file of bytes that somebody else will close."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - whatever can be read
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - what typeshed calls a WriteableBuffer
        held = self._file.read(len(buffer))
        buffer[: len(held)] = held
        return len(held)


def _cut(source: object, encoding: str) -> Iterator[str]:
    """The lines of a source that comes in lines, each with an end of its own or without."""
    pieces = iter(iterable(source))
    first = next(pieces, b"")
    if isinstance(first, bytes) and is_wide(encoding_marked(first) or encoding):
        yield from _decoded(_binary(b"".join(map(coded, chain((first,), pieces)))), encoding)
        return
    yield from _ended(_text(first, encoding).removeprefix("\ufeff"))
    for piece in pieces:
        yield from _ended(_text(piece, encoding))


def _text(line: object, encoding: str) -> str:
    if isinstance(line, bytes) and encoding != UTF_8:
        return line.decode(encoding, "replace")
    return coded(line).decode(UTF_8, "surrogateescape")


def _ended(text: str) -> Iterator[str]:
    for line in _LINE.findall(text) or ("",):
        yield line if line.endswith(("\r", "\n")) else f"{line}\n"


def _readable(gathering: Gathering, lines: Iterator[str], encoding: str) -> Iterator[str]:
    """Lines up to where they cease to be in the encoding that they were said to be in."""
    number = 0
    try:
        for line in lines:
            number += 1
            yield line
    except UnicodeError:
        perhaps = f"; nothing after it can be read as {encoding}"
        gathering.say(codes.NOT_UTF8, number + 1, value="what stands here", perhaps=perhaps)


def _binary(source: str | PathLike[str] | bytes) -> BufferedReader:
    return BufferedReader(BytesIO(source)) if isinstance(source, bytes) else file_of(source)


def _decoded(file: BufferedReader, encoding: str) -> TextIOWrapper:
    start = file.peek(LONGEST_MARK)
    known = encoding_marked(start) or ordered(encoding, start)
    errors = "backslashreplace" if is_wide(known) else "surrogateescape"
    return TextIOWrapper(file, known, errors, newline="")


def _texts(gathering: Gathering, lines: Iterator[str], delimiter: str | None) -> CsvTexts | None:
    """The heading, which is the first line that is not blank, and what follows it."""
    passed, first = _first(lines)
    if told := _TOLD.fullmatch(first):
        delimiter = told[1]
        more, first = _first(lines)
        passed += more
    if "\0" in first:
        gathering.say(codes.NOT_UTF8, passed, value=first.strip(), perhaps=saved_as(first))
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
        gathering.say(codes.TOO_LARGE, line, value="the cell", what=what)
        return False
    ended = "unexpected end" in error
    rest = "; nothing after it was read" if ended else ""
    if not ended and last > line:
        rest = f"; lines {line} to {last} were not read"
    gathering.say(codes.UNCLOSED, line, rest=rest)
    return not ended
