"""A file of lines that can be read twice, whatever the source is."""

from __future__ import annotations

import codecs
from os import PathLike
from pathlib import Path

from nsee_core.readers.sources import Source, opened

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_twice(source: Source, folder: Path) -> Path:
    """A path under which the lines of a source can be read twice, in UTF-8.

    That of the source itself, if it can be; else that of a copy in a folder.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    if isinstance(source, str | PathLike) and _stays(Path(source)):
        return Path(source)
    copy = folder / "copy"
    copy.touch(mode=0o600)
    with opened(source) as lines, copy.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)
    return copy


def _stays(path: Path) -> bool:
    """Whether it is a file, and its lines can be told by their bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return not file.read(len(codecs.BOM_UTF32)).startswith(_WIDE)
