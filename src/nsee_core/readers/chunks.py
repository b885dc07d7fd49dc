"""From whatever a user hands us to its raw bytes, piece by piece, unpacked if they are packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from os import PathLike
from typing import NamedTuple

from nsee_core.readers.sources import Source, coded, file_of, iterable
from nsee_core.workbooks.opening import MOST_PACKED, SMALL

_SIZE = 1 << 16
_SLICE = 1 << 12
_GZIP = b"\x1f\x8b"
_WITH_HEADER = 16 + zlib.MAX_WBITS


class Damaged(Exception):
    """A packed file breaks off, or cannot be unpacked any further."""


class Bomb(Exception):
    """A packed file holds far more than one of its size holds in earnest."""


class Chunks(NamedTuple):
    """The bytes of a source, and what they are."""

    pieces: Iterator[bytes]
    encoding: str | None
    """The encoding, where it is known whatever the content says: that of what came as text."""


@contextmanager
def chunks(source: Source) -> Iterator[Chunks]:
    """The bytes of a source, piece by piece; those of a gzip file, unpacked.

    Whoever iterates over them meets ``Damaged`` or ``Bomb`` where a packed file cannot be read on.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    if isinstance(source, str | PathLike):
        with file_of(source) as file:
            yield _unpacked(iter(lambda: file.read(_SIZE), b""))
    elif isinstance(source, bytes):
        yield _unpacked(source[at : at + _SIZE] for at in range(0, len(source), _SIZE))
    else:
        yield _unpacked(iterable(source))


def _unpacked(source: Iterable[object]) -> Chunks:
    pieces = iter(source)
    first = next(pieces, b"")
    raw = map(coded, chain((first,), pieces))
    if isinstance(first, str):
        return Chunks(raw, "utf-8")
    packed = isinstance(first, bytes) and first.startswith(_GZIP)
    return Chunks(_inflated(raw) if packed else raw, None)


def _slices(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces so small that it costs little to copy what is left of one behind each member."""
    for piece in pieces:
        for at in range(0, len(piece), _SLICE):
            yield piece[at : at + _SLICE]


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What a gzip file holds: one member after the other (RFC 1952)."""
    packed = unpacked = 0
    machine = zlib.decompressobj(_WITH_HEADER)
    for piece in _slices(pieces):
        packed += len(piece)
        waiting = piece
        while waiting:
            if machine.eof:
                machine = zlib.decompressobj(_WITH_HEADER)
            try:
                out = machine.decompress(waiting, _SIZE)
            except zlib.error:
                raise Damaged from None
            unpacked += len(out)
            if unpacked > max(SMALL, packed * MOST_PACKED):
                raise Bomb
            if out:
                yield out
            waiting = machine.unconsumed_tail or machine.unused_data
    if not machine.eof:
        raise Damaged
