"""The lines of a file, each with its place in it, and the record that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol, TypeVar

from pydantic import ValidationError

from nsee_core.readers.jsonl import read_jsonl
from nsee_core.readers.sources import opened
from nsee_core.records import Base, record_adapter

_BLOCK = _BATCH = 1 << 20


class FileChanged(OSError):
    """A file was written to while it was read."""

    def __init__(self) -> None:
        super().__init__(None, "it was changed while it was read")


class Spot(NamedTuple):
    """A line's number, and where in the file its bytes are."""

    number: int
    offset: int
    length: int

    @property
    def end(self) -> int:
        """Where the next line begins."""
        return self.offset + self.length


class Line(NamedTuple):
    """A line as it is read, without what ends it."""

    spot: Spot
    text: bytes


class Placed(Protocol):
    """Whatever stands on a line."""

    @property
    def spot(self) -> Spot:
        """Where it stands."""


P = TypeVar("P", bound=Placed)


def lines_of(file: BinaryIO) -> Iterator[Line]:
    r"""The lines of a file in UTF-8, as every reader of JSON Lines counts them.

    >>> from io import BytesIO
    >>> [(*line.spot, line.text) for line in lines_of(BytesIO(b"{}\r\n\n[]"))]
    [(1, 0, 4, b'{}'), (2, 4, 1, b''), (3, 5, 2, b'[]')]
    """
    cut = _Cut(file)
    with opened(cut) as lines:
        for number, text in enumerate(lines, start=1):  # each is the line that was cut last
            yield Line(Spot(number, cut.end - cut.length, cut.length), text)


class _Cut:
    """A file cut into lines, one by one; it tells where the last of them stands."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.end = self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        rest = b""
        while block := self._file.read(max(_BLOCK, len(rest))):  # so that a long line is linear
            *lines, rest = (rest + block).splitlines(keepends=True)
            yield from map(self._passed, lines)
        yield from map(self._passed, rest.splitlines(keepends=True))

    def _passed(self, line: bytes) -> bytes:
        self.length = len(line)
        self.end += self.length
        return line


def in_batches(items: Iterable[P], most: int = _BATCH) -> Iterator[list[P]]:
    """What stands on so many bytes of lines at a time, and at least on one line.

    >>> lines = [Line(Spot(1, 0, 5), b"a"), Line(Spot(2, 5, 5), b"b"), Line(Spot(3, 10, 5), b"c")]
    >>> [[line.text for line in batch] for batch in in_batches(lines, 8)]
    [[b'a', b'b'], [b'c']]
    """
    batch: list[P] = []
    length = 0
    for item in items:
        batch.append(item)
        length += item.spot.length
        if length >= most:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def record_at(file: BinaryIO, spot: Spot) -> Base:
    """The record that stood on a line when the file was read before.

    Raises:
        FileChanged: none stands there now.
    """
    file.seek(spot.offset)
    line = file.read(spot.length)
    try:
        record: Base = record_adapter().validator.validate_json(line)
    except ValidationError:  # as with a byte order mark, or where pydantic knows less of JSON
        for record in read_jsonl(line).programme:
            return record
        raise FileChanged from None
    return record
