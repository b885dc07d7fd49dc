"""What every reader makes of paths, of the marks at the start of files, and of each other."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from nsee_core import readers
from nsee_core.readers import (
    Reading,
    read,
    read_csv,
    read_csv_folder,
    read_event_csv,
    read_excel,
    read_json,
    read_jsonl,
    read_ocel,
    read_parquet,
    read_xes,
)
from nsee_core.readers.choosing import SUFFIXES
from nsee_core.readers.csv_texts import csv_texts
from nsee_core.readers.reading import Gathering
from nsee_core.readers.sources import encoding_marked
from nsee_core.streaming.copies import read_twice

NEEDED = ("case", "activity", "timestamp")
OF_PATHS: dict[str, Callable[[str], Reading]] = {
    "read": read,
    "read_csv": read_csv,
    "read_csv_folder": read_csv_folder,
    "read_event_csv": partial(read_event_csv, columns={name: name for name in NEEDED}),
    "read_excel": read_excel,
    "read_json": read_json,
    "read_jsonl": read_jsonl,
    "read_ocel": read_ocel,
    "read_parquet": read_parquet,
    "read_xes": read_xes,
}
OF_NO_PATHS = {"read_frames", "read_rows", "parse_jsonl"}
NO_NAMES = {"a NUL": "a\0b", "half a character": "a\ud800b"}


def test_every_reader_is_here() -> None:
    assert {name for name in readers.__all__ if name[0].islower()} == {*OF_PATHS, *OF_NO_PATHS}


@pytest.mark.parametrize("path", NO_NAMES.values(), ids=NO_NAMES)
@pytest.mark.parametrize("reader", OF_PATHS)
def test_a_name_that_no_file_can_have_is_that_of_no_file(reader: str, path: str) -> None:
    with pytest.raises(OSError, match=r"(?i)no file can have this name"):
        OF_PATHS[reader](f"{path}.csv" if reader == "read" else path)


@pytest.mark.parametrize("reader", OF_PATHS)
def test_a_file_that_is_not_there_is_said_to_be_missing(reader: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        OF_PATHS[reader](str(tmp_path / "none.csv"))


@pytest.mark.parametrize("end", [".csv", ".parquet"])
def test_folders_in_a_folder_are_passed_over_whatever_they_are_called(
    end: str, tmp_path: Path
) -> None:
    (tmp_path / f"trio{end}").mkdir()
    (tmp_path / "network.csv").write_text("id\nn1\n", "utf-8")
    assert [record.id for record in read(tmp_path).programme] == ["n1"]
    assert len(read_parquet(tmp_path).programme) == 0


@pytest.mark.parametrize("end", [".csv", ".parquet"])
def test_a_link_that_leads_nowhere_is_not_passed_over(end: str, tmp_path: Path) -> None:
    (tmp_path / f"trio{end}").symlink_to(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        read(tmp_path)


def test_files_of_a_folder_may_end_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "TRIO.CSV").write_text("id\nt1\n", "utf-8")
    assert "t1" in read(tmp_path).programme


# The longest cell, which the csv module knows for the whole process ------------------------------

LONG = ["id,name", f"s1,{'x' * 200_000}"]


def test_a_long_cell_is_read_while_another_file_is_closed() -> None:
    before = csv.field_size_limit()
    first, second = ExitStack(), ExitStack()
    gathering = Gathering()
    opened = [
        stack.enter_context(csv_texts(gathering, LONG, encoding="utf-8", delimiter=None))
        for stack in (first, second)
    ]
    first.close()
    assert opened[1] is not None
    assert [len(cells[1]) for _, cells in opened[1].rows] == [200_000]
    second.close()
    assert csv.field_size_limit() == before


def test_the_longest_cell_is_put_back_whatever_is_raised() -> None:
    before = csv.field_size_limit()
    with pytest.raises(LookupError):
        read_csv(b"id\nt1\n", kind="trio", encoding="no-such-encoding")
    assert csv.field_size_limit() == before


# Byte order marks --------------------------------------------------------------------------------

MARKED = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKED)
def test_a_byte_order_mark_is_seen_by_whoever_opens_a_file(encoding: str, tmp_path: Path) -> None:
    mark = b"" if encoding == "utf-8-sig" else MARKED[encoding]
    lines = mark + '{"kind": "trio", "id": "t1"}\n'.encode(encoding)
    table = mark + "kind,id\ntrio,t1\n".encode(encoding)
    marked = encoding_marked(lines[:4])
    assert marked is not None
    assert lines.decode(marked).startswith("{")
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines)
    assert "t1" in read_jsonl(path).programme
    assert "t1" in read_csv(table).programme
    with read_twice(path) as copy:
        assert b"\0" not in copy.read_bytes()
        assert (copy == path) == (encoding == "utf-8-sig")


# What files are called ---------------------------------------------------------------------------


def test_the_ends_of_names_are_told_where_people_look_for_them() -> None:
    told = re.findall(r"``(\.[a-z0-9.]+)``", read.__doc__ or "")
    assert sorted(told) == sorted(SUFFIXES)
    assert len(set(SUFFIXES)) == len(SUFFIXES)


def test_of_several_ends_that_fit_the_longest_counts(tmp_path: Path) -> None:
    path = tmp_path / "log.OCEL.json"
    path.write_text('{"eventTypes": [], "objectTypes": [], "events": [], "objects": []}', "utf-8")
    assert [finding.code for finding in read(path).report] == [
        finding.code for finding in read_ocel(path).report
    ]
