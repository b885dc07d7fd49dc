"""The folder of an export: replaced as a whole, and only if nobody would lose anything."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from errno import ENOTDIR
from pathlib import Path
from tempfile import TemporaryDirectory

from nsee_core.writers.crate import METADATA

#: The checksum of every other file, as ``sha256sum --check`` reads it.
MANIFEST = "manifest-sha256.txt"


class FolderInUse(ValueError):
    """A folder holds what no export wrote, or what somebody changed since."""


def digest(path: Path) -> str:
    """The SHA-256 checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> list[str]:
    """The paths of all files in a folder from there, in order, with slashes."""
    return sorted(path.relative_to(folder).as_posix() for path in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        linked = [name for name in folders if Path(at, name).is_symlink()]
        yield from (Path(at, name) for name in (*files, *linked))


def write_manifest(folder: Path) -> None:
    """Write down the checksum of every file that is in a folder now."""
    lines = [f"{digest(folder / path)}  {path}\n" for path in files_in(folder)]
    (folder / MANIFEST).write_text("".join(lines), "utf-8", newline="\n")


def replaced(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder, and only then put it in the place of this one.

    Raises:
        FolderInUse: the folder holds anything but an export as it was written.
        OSError: it cannot be written, or is none.
    """
    _refuse_to_lose(folder)
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        new, old = Path(scratch, "new"), Path(scratch, "old")
        new.mkdir()
        fill(new)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:  # somebody was faster
            if old.exists():
                old.rename(folder)
            raise


def _refuse_to_lose(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder))
    written = _manifest(folder / MANIFEST)
    for path in files_in(folder):
        if path == MANIFEST and METADATA in written:
            continue
        if path not in written:
            raise FolderInUse(f"{folder} holds {path}, which no export wrote; name another folder")
        if digest(folder / path) != written[path]:
            raise FolderInUse(
                f"{folder} holds {path}, which was changed since it was exported; "
                "move it away, or name another folder"
            )


def _manifest(path: Path) -> dict[str, str]:
    """The checksums that an export wrote down, by path."""
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8", errors="replace").splitlines()
    pairs: Iterable[tuple[str, str, str]] = (line.partition("  ") for line in lines)
    return {name: checksum for checksum, _, name in pairs}
