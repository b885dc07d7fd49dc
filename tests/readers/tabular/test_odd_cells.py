"""Cells and files that no sheet of ours holds: each is a finding, or read as what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Entry, Programme, Trio
from nsee_core.readers import Reading, read_csv, read_csv_folder, read_frames, read_parquet
from nsee_core.readers.sources import Source
from nsee_core.readers.tabular.cells import Takes, reader_of
from nsee_core.tabular import NOTHING, guarded, items_of, unguarded
from nsee_core.writers import to_tables, write_csv

IDS = reader_of(Takes("list", ids=True), exact=False)
MARKS = st.text(st.sampled_from(" \t\n\r;,'=a\u00a0\u2003\x1f-"), max_size=12)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.report]


def words(reading: Reading) -> list[str]:
    return [finding.words(values=True) for finding in reading.report]


# Blanks and marks --------------------------------------------------------------------------------


@given(MARKS)
def test_items_are_what_stands_between_marks_and_the_blanks_around_those(text: str) -> None:
    by_pattern = [item for item in re.split(r"\s*[;\n]\s*", text.strip()) if item]
    assert items_of(text) == by_pattern
    ids = [item for item in re.split(r"\s*[;,\n\r]\s*", text.strip()) if item]
    if not text.startswith("'") and text.strip() not in NOTHING:
        assert (IDS(text) or []) == ids


_PATTERN = re.compile(
    rf"'*(?:[=+\-@\s]|.*\s\Z|(?:{'|'.join(map(re.escape, NOTHING))})\Z)", re.DOTALL
)


@given(MARKS | st.sampled_from(sorted(NOTHING)).map(lambda word: f"''{word}"))
def test_a_text_is_guarded_where_it_would_not_come_back(text: str) -> None:
    assert (guarded(text) != text) == bool(_PATTERN.match(text))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("start", "\uff1d\uff0b\uff0d\uff20")
def test_formulas_in_full_width_are_guarded_too(start: str, tmp_path: Path) -> None:
    text = f"{start}1+1"
    assert (guarded(text), unguarded(guarded(text))) == (f"'{text}", text)
    programme = Programme.of([Trio(id="t1", note=text)])
    write_csv(programme, tmp_path, include_sensitive=True)
    assert read_csv_folder(tmp_path).programme == programme


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
@pytest.mark.parametrize(
    "cell", ["a" + " " * 1_000_000 + "b", "'" * 1_000_000 + "b", " \n" * 500_000]
)
def test_a_cell_full_of_blanks_or_marks_is_read_to_its_end(cell: str) -> None:
    """Where its cost were quadratic, nobody would wait for this test."""
    read_frames({"trio": pd.DataFrame({"id": ["t"], "members": [cell], "note": [cell]})})
    quoted = cell.replace('"', '""')
    read_csv(f'id,members,note\nt,"{quoted}","{quoted}"\n'.encode(), kind="trio")
    assert unguarded(guarded(cell)) == cell


# What is no text ---------------------------------------------------------------------------------


def test_texts_in_bytes_are_texts() -> None:
    frame = pd.DataFrame({"id": [b"t1"], "members": [b"p1; p2"], "name": ["Tri\u00f3".encode()]})
    assert codes(reading := read_frames({"trio": frame})) == []
    assert reading.programme["t1"].model_dump(include={"members", "name"}) == {
        "members": ("p1", "p2"),
        "name": "Tri\u00f3",
    }
    assert read_frames({"trio": pd.DataFrame({"id": ["t1"], "members": [[b"p1"]]})}).programme[
        "t1"
    ] == Trio(id="t1", members=("p1",))
    for cell in (bytearray(b"p1"), memoryview(b"p1")):
        frame = pd.DataFrame({"id": ["t1"], "members": pd.Series([cell], dtype=object)})
        assert read_frames({"trio": frame}).programme["t1"] == Trio(id="t1", members=("p1",))


@pytest.mark.parametrize(
    "cell",
    [b"\xff", bytearray(b"\xff"), {"p1": "x"}, iter(["p1"]), memoryview(b"\xff")],
)
def test_what_is_no_list_is_not_taken_apart(cell: object) -> None:
    frame = pd.DataFrame({"id": ["t1"], "members": pd.Series([cell], dtype=object)})
    reading = read_frames({"trio": frame})
    assert (codes(reading), len(reading.programme)) == (["NSEE008"], 0)


@pytest.mark.parametrize("cell", [["p2", "p1"], ("p2", "p1"), np.array(["p2", "p1"])])
def test_lists_tuples_and_arrays_keep_their_order(cell: object) -> None:
    frame = pd.DataFrame({"id": ["t1"], "members": pd.Series([cell], dtype=object)})
    assert read_frames({"trio": frame}).programme["t1"] == Trio(id="t1", members=("p2", "p1"))


def test_a_set_is_in_order() -> None:
    frame = pd.DataFrame({"id": ["t1"], "members": [{f"p{n}" for n in range(9)}]})
    members = tuple(f"p{n}" for n in range(9))
    assert read_frames({"trio": frame}).programme["t1"] == Trio(id="t1", members=members)


def test_numbers_too_long_to_be_written_out_are_findings() -> None:
    huge = 10**5000
    for column in ("id", "name", "members", "since"):
        kind = "membership" if column == "since" else "trio"
        cells = {"id": "t1", column: huge}
        frame = pd.DataFrame({k: pd.Series([v], dtype=object) for k, v in cells.items()})
        reading = read_frames({kind: frame})
        assert len(reading.programme) == 0
        assert codes(reading)
        assert words(reading)


def test_dates_after_the_last_year_are_findings() -> None:
    days = pd.Series(np.array(["20000-01-01", "2017-06-12"], dtype="datetime64[s]"))
    reading = read_frames({"network": pd.DataFrame({"id": ["n1", "n2"], "started": days})})
    assert codes(reading)[0] == "NSEE005"
    assert "20000-01-01" in words(reading)[0]


def test_days_of_numpy_are_days() -> None:
    days = [np.datetime64("2017-06-12T10:00", "ns"), np.datetime64("2017-06"), date(2018, 1, 2)]
    frame = pd.DataFrame({"id": ["e1", "e2", "e3"], "when": pd.Series(days, dtype=object)})
    frame = frame.assign(cycle="c1", step="plan")
    read = read_frames({"entry": frame}).programme
    told = [entry.when.text for entry in read.of_kind(Entry) if entry.when]
    assert told == ["2017-06-12", "2017-06", "2018-01-02"]


# Parquet -----------------------------------------------------------------------------------------


def test_every_damaged_byte_of_parquet_is_a_finding_or_none(tmp_path: Path) -> None:
    path = tmp_path / "trio.parquet"
    frame = to_tables(Programme.of([Trio(id=f"t{n}", name="x") for n in range(9)]))["trio"]
    frame[["id", "name"]].to_parquet(path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xA5]) + whole[at + 1 :])
        assert words(read_parquet(path)) is not None


@pytest.mark.parametrize(
    "column",
    [
        pa.array([2**31 - 1, 0], pa.int32()).cast(pa.date32()),
        pa.array([2**60, 0], pa.int64()).view(pa.date64()),
        pa.array([2**62, 0], pa.int64()).view(pa.duration("s")),
        pa.array([b"\xff", b"2017"]).view(pa.string()),
    ],
    ids=["date32", "date64", "duration", "no UTF-8"],
)
def test_a_value_that_python_cannot_hold_is_a_finding_of_its_cell(
    column: pa.Array, tmp_path: Path
) -> None:
    path = tmp_path / "network.parquet"
    pq.write_table(pa.table({"id": ["m1", "m2"], "started": column}), path)
    reading = read_parquet(path)
    first = next(iter(reading.report))
    assert (first.loc, str(first.place)) == (("started",), f"{path}, line 1")
    assert first.code in {"NSEE008", "NSEE013"}
    assert words(reading)


def test_texts_that_are_kept_as_binary_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "trio.parquet"
    pq.write_table(pa.table({"id": pa.array([b"t1"]), "members": pa.array([[b"p1", b"p2"]])}), path)
    assert list(read_parquet(path).programme) == [Trio(id="t1", members=("p1", "p2"))]


def test_rows_without_columns_are_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "trio.parquet"
    pq.write_table(pa.table({"id": ["t1", "t2"]}).select([]), path)
    empty = pd.DataFrame(index=range(2))
    said = " is no table that can be read here; 2 rows in it, and no columns"
    assert words(read_frames({"trio": empty})) == [f'"trio"{said}']
    if pq.ParquetFile(path).metadata.num_rows:  # pyarrow keeps their number, or does not
        assert words(read_parquet(path)) == [f'"trio.parquet"{said}']


# CSV ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_within_a_cell_are_kept_whatever_the_source(end: str) -> None:
    text = f'id,note{end}t1,"a{end}b"{end}'
    sources: list[Source] = [text.encode(), BytesIO(text.encode()), StringIO(text, newline="")]
    sources += [[text], [text.encode()]]
    for source in sources:
        [trio] = read_csv(source, kind="trio").programme
        assert trio.note == f"a{end}b"


def test_an_open_file_of_bytes_stays_open_and_is_read_in_its_encoding() -> None:
    with TemporaryFile() as file:
        file.write("id,name\nt1,Zo\u00eb\n".encode("utf-16"))
        file.seek(0)
        assert read_csv(file, kind="trio").programme["t1"] == Trio(id="t1", name="Zo\u00eb")
        assert not file.closed


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("source", [bytes, BytesIO])
def test_text_in_another_encoding_than_told_is_a_finding(
    encoding: str, source: Callable[[bytes], Source]
) -> None:
    reading = read_csv(source(b"id\nt1\n"), kind="trio", encoding=encoding)
    assert (codes(reading), len(reading.programme)) == (["NSEE013"], 0)


@pytest.mark.parametrize("encoding", ["utf-16", "UTF_16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "cut", [bytes, BytesIO, lambda data: [data[:5], data[5:]]], ids=["bytes", "file", "pieces"]
)
def test_wide_letters_without_a_mark_are_read_in_the_encoding_that_is_told(
    encoding: str, cut: Callable[[bytes], Source]
) -> None:
    written = encoding if encoding.endswith("e") else f"{encoding}-be"
    data = "id,name\nt1,Zo\u00eb\n".encode(written)
    reading = read_csv(cut(data), kind="trio", encoding=encoding)
    assert (list(reading.programme), codes(reading)) == ([Trio(id="t1", name="Zo\u00eb")], [])


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "idna"])
def test_odd_encodings_raise_nothing_but_what_is_told(encoding: str) -> None:
    for source in ([b"id\n", b"t\xff1-\n"], b"id\nt\xff1-\n"):
        assert len(read_csv(source, kind="trio", encoding=encoding).programme) == 0


@pytest.mark.parametrize("delimiter", ["ab", "", '"', "\n", "\r", "\0"])
def test_a_mark_that_no_file_can_have_is_refused(delimiter: str) -> None:
    with pytest.raises(ValueError, match="the mark between cells is one character"):
        read_csv(b"id\nt1\n", kind="trio", delimiter=delimiter)


def test_a_quotation_mark_is_not_believed_to_be_the_mark_between_cells() -> None:
    assert codes(read_csv(b'sep="\nid,name\nt1,x\n', kind="trio"))


# Misuse ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        ({3: pd.DataFrame()}, "a frame is called by a text, not by int"),
        ({"trio": [{}]}, '"trio" is list, and no DataFrame'),
        ([pd.DataFrame()], "frames are given by name, as a mapping, not as list"),
    ],
)
def test_what_are_no_frames_by_name_is_refused(frames: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        read_frames(frames)  # type: ignore[arg-type] # that is the point


def test_a_reading_is_joined_with_readings_only() -> None:
    with pytest.raises(TypeError, match="a reading is joined with a reading, not with int"):
        read_csv(b"id\nt1\n", kind="trio") + 5  # type: ignore[operator] # that is the point
