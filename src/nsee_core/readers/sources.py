"""From whatever a user hands us to lines of bytes: paths, files, bytes and lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from os import PathLike, fspath
from pathlib import Path

#: A path (also as text); an open file, of bytes or of text; the bytes themselves; or lines.
Source = str | PathLike[str] | bytes | Iterable[str] | Iterable[bytes]

#: Longer marks first: that of UTF-32 begins like that of UTF-16.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANK = (b"",)

#: What a byte that is not UTF-8 becomes when a text is decoded with "surrogateescape".
STRAY_BYTE = re.compile("[\udc80-\udcff]")
#: What a text with such bytes was probably saved as.
STRAY_ENCODING = "Windows-1252"


def name_of(source: Source) -> str | None:
    """What to call a source in findings; None where it has no name."""
    if isinstance(source, str | PathLike):
        return fspath(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else None


@contextmanager
def opened(source: Source) -> Iterator[Iterator[bytes]]:
    """The lines of a source, as UTF-8, without their ends.

    A byte order mark is dropped, and if it says UTF-16 or UTF-32, the source is read as that.
    Lines may end as on any system, also within what a list of lines calls one.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as file:
            yield _lines(file)
    elif isinstance(source, bytes):
        yield _lines(BytesIO(source))
    else:
        yield _lines(map(_bytes, _iterable(source)))


def whole(source: Source) -> bytes:
    """All of a source at once, as UTF-8, its line ends made alike.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    with opened(source) as lines:
        return b"\n".join(lines)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = iter(chunks)
    first = next(waiting, b"").removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _WIDE:
        if first.startswith(mark):  # held whole, since such a file cannot be cut at the byte "\n"
            text = b"".join((first, *waiting)).decode(encoding, "backslashreplace")
            yield from text.encode().splitlines()  # a stray byte is "\xe9" now, which is not JSON
            return
    for chunk in chain((first,), waiting):
        yield from chunk.splitlines() or _BLANK


def _iterable(source: object) -> Iterable[object]:
    if isinstance(source, Iterable):
        return source
    msg = f"a source is a path, an open file, bytes or lines, not {type(source).__name__}"
    raise TypeError(msg)


def _bytes(line: object) -> bytes:
    if isinstance(line, str):
        return line.encode("utf-8", "surrogatepass")  # half a character is found when parsed
    if isinstance(line, bytes):
        return line
    msg = f"a line is text or bytes, not {type(line).__name__}; rows are for read_rows"
    raise TypeError(msg)
