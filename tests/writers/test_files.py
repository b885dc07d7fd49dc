"""A file appears as a whole: what was there stays until the new one is complete."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nsee_core import Cycle, Programme, writers
from nsee_core.files import beside, write_chunks, write_pieces

#: Every function that writes records to one file.
WRITERS = sorted(
    name
    for name in writers.__all__
    if name.startswith("write_") and name not in ("write_csv", "write_parquet", "write_template")
)
OLD, NEW = (Programme.of([Cycle(id=id_)]) for id_ in "ab")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def failing() -> Iterator[str]:
    """A text that breaks off."""
    yield "half of it"
    raise ValueError("no more")


def test_a_text_is_written_in_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    write_pieces(tmp_path / "a", ["Zo\xeb\n", "\r\n"])
    write_chunks(str(tmp_path / "b"), [b"a", b"b"])
    assert (tmp_path / "a").read_bytes() == b"Zo\xc3\xab\n\r\n"
    assert (tmp_path / "b").read_bytes() == b"ab"


def test_what_breaks_off_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a"
    for before in (None, "as it was"):
        if before is not None:
            target.write_text(before)
        with pytest.raises(ValueError, match="no more"):
            write_pieces(target, failing())
        with pytest.raises(KeyboardInterrupt), beside(target):
            raise KeyboardInterrupt
        assert {path.name: path.read_text() for path in tmp_path.iterdir()} == (
            {} if before is None else {"a": before}
        )


@pytest.mark.parametrize("name", WRITERS)
def test_no_writer_of_records_spoils_a_file_that_it_cannot_replace(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, target = getattr(writers, name), tmp_path / "a"
    write(NEW, target)
    before = target.read_bytes()
    write(OLD, target)
    assert target.read_bytes() != before
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no room"):
        write(NEW, target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", before)]


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_cannot_be_is_an_os_error_that_names_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in ("folder", "folder/a\0b", "none/a"):
        target = f"{tmp_path}/{path}"
        with pytest.raises(OSError, match=r".") as told:
            getattr(writers, name)(NEW, target)
        assert told.value.filename == target
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


@pytest.mark.parametrize("name", ["write_csv", "write_parquet"])
def test_no_table_of_a_folder_is_spoilt_where_it_cannot_be_replaced(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    write = getattr(writers, name)
    write(OLD, tmp_path)
    before = held()

    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no room"):
        write(NEW, tmp_path)
    assert held() == before
    with pytest.raises(OSError, match="no file can have this name"):
        write(NEW, f"{tmp_path}/a\0b")


@posix
def test_a_new_file_has_the_mode_that_any_has_and_a_replaced_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "any").touch()
    write_pieces(tmp_path / "a", ["new"])
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "any").stat().st_mode
    (tmp_path / "a").chmod(0o600)
    write_pieces(tmp_path / "a", ["newer"])
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@posix
def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for name in ("old", "new"):
        link, target = tmp_path / name, tmp_path / "there" / name
        link.symlink_to(target)
        write_pieces(link, [name])
        assert (link.is_symlink(), target.read_text()) == (True, name)


@posix
def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()
    write_pieces(pipe, ["all", " of it"])
    reader.join(10)
    assert (read, [path.name for path in tmp_path.iterdir()]) == (["all of it"], ["pipe"])


@posix
def test_standard_output_is_written_to_as_it_is_though_it_be_a_file(
    capfd: pytest.CaptureFixture[str],
) -> None:
    write_pieces("/dev/stdout", ["said\n"])
    assert capfd.readouterr().out == "said\n"


@pytest.fixture
def forbidding(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a way to open files one that nobody may."""
    opened = Path.open

    def forbid(forbidden: str) -> None:
        def refuse(path: Path, mode: str = "r", *args: object, **options: object) -> object:
            if mode == forbidden:
                raise PermissionError(13, "Permission denied", str(path))
            return opened(path, mode, *args, **options)  # type: ignore[call-overload] # as given

        monkeypatch.setattr(Path, "open", refuse)

    return forbid


def test_a_file_in_a_folder_that_takes_no_other_is_written_to_as_it_is(
    tmp_path: Path, forbidding: Callable[[str], None]
) -> None:
    (tmp_path / "a").write_text("as it was")
    forbidding("xb")
    write_pieces(tmp_path / "a", ["new"])
    assert (tmp_path / "a").read_text() == "new"
    with pytest.raises(PermissionError) as told:
        write_pieces(tmp_path / "b", ["new"])
    assert told.value.filename == str(tmp_path / "b")


def test_a_file_that_nobody_may_write_to_is_not_replaced(
    tmp_path: Path, forbidding: Callable[[str], None]
) -> None:
    (tmp_path / "a").write_text("as it was")
    forbidding("ab")
    with pytest.raises(PermissionError):
        write_pieces(tmp_path / "a", ["new"])
    assert (tmp_path / "a").read_text() == "as it was"
