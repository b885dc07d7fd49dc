"""Files that appear as a whole: what is there stays as it is until the new one is complete."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from secrets import token_hex
from shutil import copymode
from stat import S_ISREG

#: Where a file stands for something else, such as what a process prints.
_DEVICES = ("/dev/", "/proc/")


def write_pieces(path: str | os.PathLike[str], pieces: Iterable[str]) -> None:
    """Write a text to a file, in UTF-8 and with the ends of lines as they are.

    Args:
        path: the file, which is replaced if it is there, and only when all is written.
        pieces: the text, in pieces of any length; it may be made as it is written.

    Raises:
        OSError: the file cannot be written.
    """
    with beside(path) as place, place.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def write_chunks(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write bytes to a file.

    Args:
        path: the file, which is replaced if it is there, and only when all is written.
        chunks: the bytes, in chunks of any length; they may be made as they are written.

    Raises:
        OSError: the file cannot be written.
    """
    with beside(path) as place, place.open("wb") as file:
        file.writelines(chunks)


@contextmanager
def beside(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A new empty file in the folder of a file, which takes its place in the end.

    If anything goes wrong meanwhile it is removed, and the file stays as it was. It has the mode
    that the file has; a link stays one, and what it leads to is replaced. What is no regular file,
    such as a pipe or ``/dev/stdout``, is given as it is, and so is a file in a folder that takes no
    other.

    Args:
        path: the file, whether it is there or not.

    Raises:
        OSError: it cannot be written.

    >>> target = getfixture("tmp_path") / "words.txt"
    >>> with beside(target) as place:
    ...     _ = place.write_text("all of it")
    ...     target.exists()
    False
    >>> target.read_text()
    'all of it'
    """
    given = path_of(path)
    target, there = Path(os.path.realpath(given)), _status(given)
    if there is not None:
        if not S_ISREG(there.st_mode) or str(given.absolute()).startswith(_DEVICES):
            yield given
            return
        with target.open("ab"):  # whoever may not write to it may not replace it
            pass
    place = target.with_name(f".nsee-{token_hex(8)}")
    try:
        place.open("xb").close()
    except OSError as error:
        if there is not None and isinstance(error, PermissionError):
            yield target
            return
        error.filename = os.fspath(path)
        raise
    try:
        if there is not None:
            copymode(target, place)
        yield place
        place.replace(target)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def path_of(path: object) -> Path:
    """The path, if a file or a folder can be called so.

    Raises:
        OSError: none can: no system can look for a name with a NUL in it.
        TypeError: it is no path.
    """
    name = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    if not isinstance(name, str):
        msg = f"a file or a folder is given by its path, not as {type(path).__name__}"
        raise TypeError(msg)
    if "\0" in name:
        raise OSError(EINVAL, "no file can have this name", name)
    return Path(name)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None
