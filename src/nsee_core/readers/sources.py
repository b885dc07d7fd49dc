"""From whatever a user hands us to lines of bytes: paths, files, bytes and lines."""

from __future__ import annotations

import codecs
import errno
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from itertools import chain
from os import PathLike, fspath
from pathlib import Path

#: A path (also as text); an open file, of bytes or of text; the bytes themselves; or lines.
Source = str | PathLike[str] | bytes | Iterable[str] | Iterable[bytes]

#: What byte order marks say. Longer marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
#: So many bytes at the start of a file tell which mark it begins with, if any.
LONGEST_MARK = max(len(mark) for mark, _ in _MARKS)
_BLANK = (b"",)

#: What a byte that is not UTF-8 becomes when a text is decoded with "surrogateescape".
STRAY_BYTE = re.compile("[\udc80-\udcff]")
_TWO_BYTES_EACH = re.compile("(?:[^\0]\0){4}|(?:\0[^\0]){4}")

#: What Python calls the encodings that can be recognised.
_CODECS = {"Windows-1252": "cp1252", "UTF-16": "utf-16"}


def saved_as(text: str) -> str:
    r"""What a text that is not UTF-8 seems to have been saved as, as the end of a sentence.

    It is empty where nobody could say: random bytes are in no encoding.

    >>> saved_as("Zo\udceb Kilmory"), saved_as("k\0i\0n\0d\0"), saved_as("\udc80\udcff\udce9a")
    ('; it seems to have been saved as Windows-1252', '; it seems to have been saved as UTF-16', '')
    """
    encoding = "UTF-16" if is_two_bytes_each(text) else None
    letters, stray = sum(map(str.isalpha, text)), len(STRAY_BYTE.findall(text))
    if 0 < stray * 2 <= letters:  # accents are fewer than letters without
        western = text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        encoding = "Windows-1252" if all(map(_is_western, western)) else None
    return f"; it seems to have been saved as {encoding}" if encoding else ""


def readable_as(perhaps: str) -> str:
    """The end of that sentence where whoever reads the file can say how its letters are written.

    >>> readable_as("; it seems to have been saved as UTF-16").partition(", ")[2]
    'and is read as that with encoding="utf-16" (on the command line, --encoding utf-16)'
    """
    name = _CODECS.get(perhaps.rpartition(" ")[2])
    said = f'with encoding="{name}" (on the command line, --encoding {name})'
    return f"{perhaps}, and is read as that {said}" if name else perhaps


def is_two_bytes_each(text: str) -> bool:
    r"""Whether a text was read byte by byte that is written in UTF-16.

    >>> is_two_bytes_each("k\0i\0n\0d\0"), is_two_bytes_each("one\0zero")
    (True, False)
    """
    return _TWO_BYTES_EACH.search(text) is not None


def _is_western(letter: str) -> bool:
    return letter.isspace() or (letter.isprintable() and letter != "\ufffd")


def encoding_marked(start: bytes) -> str | None:
    """The encoding that a byte order mark at the start of a file tells; None if there is none.

    >>> encoding_marked(codecs.BOM_UTF16_LE + b"k"), encoding_marked(b"kind")
    ('utf-16', None)
    """
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)


def is_wide(encoding: str | None) -> bool:
    """Whether a text in this encoding cannot be cut into lines by its bytes."""
    return encoding is not None and codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def ordered(encoding: str, start: bytes) -> str:
    r"""An encoding with the order of its bytes, which an unmarked file does not tell.

    The zero bytes do: letters without accents have one or more of them, before or after.

    >>> ordered("utf-16", b"i\0d\0"), ordered("UTF-32", b"\0\0\0i"), ordered("cp1252", b"id")
    ('utf-16-le', 'utf-32-be', 'cp1252')
    """
    name = codecs.lookup(encoding).name
    if name not in ("utf-16", "utf-32") or 0 not in start:
        return encoding
    wide = 2 if name == "utf-16" else 4
    first, last = start[::wide].count(0), start[wide - 1 :: wide].count(0)
    return f"{name}-{'be' if first > last else 'le'}"


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
        with file_of(source) as file:
            yield _lines(file)
    elif isinstance(source, bytes):
        yield _lines(BytesIO(source))
    else:
        yield _lines(map(coded, iterable(source)))


def whole(source: Source) -> bytes:
    """All of a source at once, as UTF-8, its line ends made alike.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    with opened(source) as lines:
        return b"\n".join(lines)


def file_of(path: str | PathLike[str]) -> BufferedReader:
    """The file of a path, opened for its bytes.

    Raises:
        OSError: there is no such file, or it may not be read.
    """
    with _no_such_name(path):
        return Path(path).open("rb")


def files_in(folder: str | PathLike[str], suffixes: Collection[str]) -> list[Path]:
    """The files in a folder whose names end so, in capitals too; not those of folders in it.

    A link that leads nowhere counts, so that whoever opens it hears of it.

    Raises:
        OSError: there is no such folder, or it may not be read.
    """
    with _no_such_name(folder):
        paths = sorted(Path(folder).iterdir())
    return [
        path
        for path in paths
        if path.suffix.lower() in suffixes and (path.is_file() or not path.exists())
    ]


@contextmanager
def _no_such_name(path: str | PathLike[str]) -> Iterator[None]:
    r"""Say of a name such as "a\0b" that there is no such file, as of any other."""
    try:
        yield
    except ValueError:  # no system can look for it
        raise OSError(errno.EINVAL, "no file can have this name", fspath(path)) from None


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = iter(chunks)
    first = next(waiting, b"")
    encoding = encoding_marked(first)
    if encoding is not None and is_wide(encoding):  # so it cannot be cut at the byte "\n"
        text = b"".join((first, *waiting)).decode(encoding, "backslashreplace")
        yield from text.encode().splitlines()  # a stray byte is "\xe9" now, which is not JSON
        return
    for chunk in chain((first.removeprefix(codecs.BOM_UTF8),), waiting):
        yield from chunk.splitlines() or _BLANK


def iterable(source: object) -> Iterable[object]:
    """The source, if it is anything to iterate over.

    Raises:
        TypeError: it is no source at all.
    """
    if isinstance(source, Iterable):
        return source
    msg = f"a source is a path, an open file, bytes or lines, not {type(source).__name__}"
    raise TypeError(msg)


def coded(line: object) -> bytes:
    """A line, or another piece of a source, as bytes: a text in UTF-8.

    Raises:
        TypeError: it is neither text nor bytes.
    """
    if isinstance(line, str):
        return line.encode("utf-8", "surrogatepass")  # half a character is found when parsed
    if isinstance(line, bytes):
        return line
    msg = f"a line is text or bytes, not {type(line).__name__}; rows are for read_rows"
    raise TypeError(msg)
