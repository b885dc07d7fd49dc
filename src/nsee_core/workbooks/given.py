"""What somebody gave for a workbook, opened: a path, an open file, or the bytes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from io import BytesIO, TextIOBase
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

#: A path (also as text), an open file of bytes, or the bytes themselves.
Workbook = str | PathLike[str] | bytes | BinaryIO


@contextmanager
def binary(source: Workbook) -> Iterator[tuple[BinaryIO, str | None]]:
    """A file that can be searched, and its name; what was handed in open stays open.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no workbook at all.
    """
    if isinstance(source, bytes):
        yield BytesIO(source), None
    elif isinstance(source, str | PathLike):
        with _opened(source) as file:
            yield file, fspath(source)
    elif not _is_binary(source):
        kind = type(source).__name__
        raise TypeError(f"a workbook is a path, an open file of bytes or bytes, not {kind}")
    else:
        name = getattr(source, "name", None)
        held = source if source.seekable() else BytesIO(source.read())
        yield held, name if isinstance(name, str) else None


def _opened(path: str | PathLike[str]) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except ValueError:  # such as "a\0b", which no system can look for
        raise OSError(EINVAL, "no file can have this name", fspath(path)) from None


def _is_binary(source: object) -> bool:
    return hasattr(source, "read") and not isinstance(source, TextIOBase)
