"""A file of lines that can be read twice, whatever the source is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from nsee_core.readers.sources import LONGEST_MARK, Source, encoding_marked, is_wide, opened


@contextmanager
def read_twice(source: Source) -> Iterator[Path]:
    """A path under which the lines of a source can be read twice, in UTF-8.

    That of the source itself, if it can be; else that of a copy, in a folder of its own.

    Raises:
        OSError: there is no such file, or it may not be read.
        TypeError: it is no source at all.
    """
    if isinstance(source, str | PathLike) and _stays(Path(source)):
        yield Path(source)
        return
    with TemporaryDirectory(prefix="nsee-") as folder:  # nobody else may enter it
        copy = Path(folder, "copy")
        with opened(source) as lines, copy.open("wb") as file:
            file.writelines(line + b"\n" for line in lines)
        yield copy


def _stays(path: Path) -> bool:
    """Whether it is a file, and its lines can be told by their bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return not is_wide(encoding_marked(file.read(LONGEST_MARK)))
