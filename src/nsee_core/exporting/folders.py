"""The folder of an export: replaced as a whole, and only if nobody would lose anything."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from errno import ENOTDIR
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE, S_ISREG
from tempfile import TemporaryDirectory

from nsee_core.files import path_of
from nsee_core.writers.crate import METADATA, PREVIEW, checksums_in

#: The checksum of every other file, as ``sha256sum --check`` reads it.
MANIFEST = "manifest-sha256.txt"
#: What the folders are called in which this works; short, for there is a longest name.
_SCRATCH = ".nsee-"


class FolderInUse(ValueError):
    """A folder holds what no export wrote, or what somebody changed since."""


def digest(path: Path) -> str:
    """The SHA-256 checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> list[str]:
    """The paths of all that a folder holds from there, in order, with slashes.

    What is no file counts as one: a link, a pipe; and a folder that holds nothing, which ends in
    a slash.

    Raises:
        OSError: some folder in it may not be read.
    """
    return sorted(_held(folder))


def _held(folder: Path) -> Iterator[str]:
    for at, folders, files in os.walk(folder, onerror=_told):
        here = Path(at).relative_to(folder)
        linked = [name for name in folders if Path(at, name).is_symlink()]
        yield from ((here / name).as_posix() for name in (*files, *linked))
        if not folders and not files and here.name:
            yield f"{here.as_posix()}/"


def _told(error: OSError) -> None:
    raise error


def write_manifest(folder: Path) -> None:
    """Write down the checksum of every file that is in a folder now."""
    text = _manifest({path: digest(folder / path) for path in files_in(folder)})
    (folder / MANIFEST).write_text(text, "utf-8", newline="\n")


def _manifest(checksums: Mapping[str, str]) -> str:
    return "".join(f"{checksum}  {path}\n" for path, checksum in sorted(checksums.items()))


def replaced(folder: str | os.PathLike[str], fill: Callable[[Path], None]) -> None:
    """Fill a new folder, and only then put it in the place of this one, with the mode of this one.

    Raises:
        FolderInUse: the folder holds anything but an export as it was written.
        OSError: it cannot be written, or is none.
    """
    given = path_of(folder)
    _refuse_to_lose(given, given)
    target = given.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=_SCRATCH) as scratch:
        new = Path(scratch, "new")
        new.mkdir()
        fill(new)
        _swap(new, target, given)


def _swap(new: Path, target: Path, given: Path) -> None:
    """Put a folder in the place of another, of which only what an export wrote is removed.

    The other one is moved away before it is looked through once more: whoever saves something in
    it meanwhile either does so before that, or not at all.
    """
    old = target.with_name(f"{_SCRATCH}{token_hex(8)}")
    try:
        if target.exists():
            new.chmod(S_IMODE(target.stat().st_mode))
            target.rename(old)
        written = _refuse_to_lose(old, given)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    for path in written:
        (old / path).unlink(missing_ok=True)
    for at, _, _ in os.walk(old, topdown=False):
        with suppress(OSError):  # somebody works in there, and keeps what they add
            Path(at).rmdir()


def _refuse_to_lose(folder: Path, given: Path) -> list[str]:
    """What a folder holds, all of which an export wrote and nobody changed since.

    Args:
        folder: the folder.
        given: what to call it.

    Raises:
        FolderInUse: it holds something else.
        NotADirectoryError: it is none.
    """
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(given))
    written, held = _written(folder), files_in(folder)
    for path in held:
        if path.endswith("/") and any(each.startswith(path) for each in written):
            continue  # what it held is gone already
        if path not in written:
            raise FolderInUse(f"{given} holds {path}, which no export wrote; name another folder")
        if not _is_file(folder / path) or digest(folder / path) != written[path]:
            raise FolderInUse(
                f"{given} holds {path}, which was changed since it was exported; "
                "move it away, or name another folder"
            )
    return [path for path in held if not path.endswith("/")]


def _is_file(path: Path) -> bool:
    """Whether this is a file itself; to look into a pipe would take for ever."""
    return S_ISREG(path.lstat().st_mode)


def _written(folder: Path) -> Mapping[str, str]:
    """The checksums of what an export wrote into a folder; of nothing, if none did.

    The manifest alone says nothing: many tools write one of that name, of anybody's files. What
    an export wrote is what its crate lists, and that is ours if it says so.
    """
    if not all(map(_is_there, (folder / MANIFEST, folder / METADATA))):
        return {}
    try:
        crate = checksums_in(json.loads((folder / METADATA).read_bytes()))
    except (ValueError, RecursionError):  # neither JSON nor text
        crate = None
    if crate is None:
        return {}
    lines = (folder / MANIFEST).read_text("utf-8", errors="replace").splitlines()
    said = {path: checksum for checksum, _, path in (line.partition("  ") for line in lines)}
    listed = {**crate, **{path: said.get(path, "") for path in (METADATA, PREVIEW)}}
    return {**listed, MANIFEST: hashlib.sha256(_manifest(listed).encode()).hexdigest()}


def _is_there(path: Path) -> bool:
    return os.path.lexists(path) and _is_file(path)
