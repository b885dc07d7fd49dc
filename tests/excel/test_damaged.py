"""No damage makes the reader raise; what is said of each stands in the corpus."""

from __future__ import annotations

import os
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from nsee_core.readers.workbook import read_excel
from nsee_core.readers.workbook.formats import shows
from nsee_core.reference import all_published
from nsee_core.workbooks import opening
from nsee_core.workbooks.refusing import NotAWorkbook, UnsafeWorkbook
from nsee_core.workbooks.sheets import without_number
from nsee_core.workbooks.spreadsheet import moment_of
from nsee_core.writers.workbook import annotate, to_excel
from tests.excel.books import book, but, packed, parts_of
from tests.excel.damaged import DAMAGES, FOLDER, TRIO


def test_every_damage_is_in_the_corpus() -> None:
    assert {path.stem for path in FOLDER.glob("*.xlsx")} == DAMAGES.keys()


@pytest.mark.parametrize("name", ["dates-of-all-sorts", "percent-and-numbers", "days-from-1904"])
def test_what_a_number_is_shown_as_is_what_is_read(name: str) -> None:
    shown = {
        "dates-of-all-sorts": ["2017-06-12", "2011-12", "2016", "12/6/17"],
        "percent-and-numbers": [14.5],
        "days-from-1904": ["2017-06-12"],
    }
    read = [record.model_dump() for record in read_excel(FOLDER / f"{name}.xlsx").programme]
    values = [record.get("when") or record.get("simd_q1") for record in read]
    assert [getattr(value, "text", value) for value in values if value] == shown[name]


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MOST_PARTS", 5, "it has more than 5 parts"),
        ("MOST_BYTES", 5, "it would unpack to more than 5 bytes"),
        ("MOST_HELD", 5, "xl/styles.xml would take more than 5 bytes of memory"),
        ("_LONGEST_TAG", -1, "holds a tag that does not end"),
    ],
)
def test_what_is_too_large_is_refused(
    limit: str, most: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, limit, most)
    [finding] = read_excel(GOOD).report
    assert (finding.code, said in finding.message) == ("NSEE031", True)
    with pytest.raises(UnsafeWorkbook, match="this workbook is not opened, because "):
        annotate(GOOD, [finding])


def test_a_workbook_without_styles_is_read() -> None:
    plain = but(GOOD, **{"workbook.xml.rels": (b"relationships/styles", b"relationships/none")})
    assert read_excel(plain).programme == read_excel(GOOD).programme


def test_a_source_is_a_path_bytes_or_a_file_of_bytes(tmp_path: Path) -> None:
    path = tmp_path / "trios.xlsx"
    path.write_bytes(GOOD)
    expected = read_excel(GOOD).programme
    with path.open("rb") as file:
        assert read_excel(file).programme == read_excel(path).programme == expected
    with os.fdopen(os.open(path, os.O_RDONLY), "rb") as file:
        file.seekable = lambda: False  # type: ignore[method-assign] # as a pipe is
        assert read_excel(file, file="piped").programme == expected
    with pytest.raises(TypeError, match="a workbook is a path, an open file of bytes or bytes"):
        read_excel(StringIO("id"))  # type: ignore[arg-type] # which is refused
    with pytest.raises(TypeError, match="not int"):
        read_excel(3)  # type: ignore[arg-type] # which is refused


GOOD = book({"Trio": TRIO, "Team": [["ID", "Size"], ["g1", 3]]})


@settings(max_examples=100)
@given(at=st.integers(0, len(GOOD) - 1), with_=st.binary(min_size=1, max_size=4))
def test_no_bytes_put_wrong_make_the_reader_raise(at: int, with_: bytes) -> None:
    spoilt = GOOD[:at] + with_ + GOOD[at + len(with_) :]
    reading = read_excel(spoilt)
    assert reading.programme or reading.report


def _remarked(made: Workbook) -> None:
    made["Trio"]["B2"].comment = Comment("Ask Ann", "Ann")
    made["Trio"]["B3"].number_format = "dd/mm/yyyy"


PARTS = parts_of(annotate(book({"Trio": TRIO, "Trip": TRIO[:1]}, _remarked), []))
#: What means something where it stands, in one part or another.
TOKENS = (
    *(b"<", b">", b"/>", b"</", b'"', b"&", b"]]>", b"\0", b"\xff", b"-1", b"9" * 5000, b"<!--"),
    *(b"<a>", b"</a>", b"<t/>", b"<comment/>", b"<v:shape>", b"</v:shape>", b"_xD800_", b"A1"),
)


@pytest.mark.no_cover  # of the many parts, most are sound and read like any
@settings(max_examples=200)
@given(data=st.data())
def test_no_part_put_wrong_makes_reading_or_annotating_raise_anything_else(
    data: st.DataObject,
) -> None:
    parts = dict(PARTS)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        part = parts[name]
        at = data.draw(st.integers(0, len(part)))
        gone = data.draw(st.one_of(st.integers(0, 12), st.just(len(part))))
        token = data.draw(st.one_of(st.sampled_from((b"", *TOKENS)), st.binary(max_size=4)))
        parts[name] = part[:at] + token + part[at + gone :]
    spoilt = packed(parts)
    reading = read_excel(spoilt)
    assert reading.programme or reading.report
    try:
        noted = annotate(spoilt, reading.report)
    except (NotAWorkbook, UnsafeWorkbook):
        return
    assert read_excel(noted).programme == reading.programme


def test_a_row_whose_number_is_beyond_any_sheet_comes_after_the_one_before() -> None:
    parts = parts_of(book({"Trio": TRIO}))
    [sheet] = (name for name in parts if name.startswith("xl/worksheets/"))
    vast = parts[sheet].replace(b'<row r="3"', b'<row r="' + b"9" * 5_000 + b'"')
    assert vast != parts[sheet]
    assert "t2" in read_excel(packed({**parts, sheet: vast})).programme


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_it_raise(data: bytes) -> None:
    assert [finding.code for finding in read_excel(data).report] == ["NSEE030"]
    assert [finding.code for finding in read_excel(b"PK" + data).report] == ["NSEE030"]


ENCODINGS = ["UT-8", "big5", "undefined", "punycode", "base64_codec", "rot13", "utf-7", "idna"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", sorted(PARTS))
def test_an_encoding_that_cannot_be_read_is_damage(name: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    spoilt = packed(PARTS | {name: declared})
    reading = read_excel(spoilt)
    assert reading.programme or reading.report
    if not name.endswith(("vml", "core.xml", "app.xml", "theme1.xml", "styles.xml")):
        with pytest.raises(NotAWorkbook, match=r"its part .* is damaged"):
            annotate(spoilt, read_excel(packed(PARTS)).report)


def test_an_encoding_of_one_byte_a_letter_is_read() -> None:
    parts = dict(PARTS)
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("First", "Zo\u00eb")
    declared = f'<?xml version="1.0" encoding="windows-1252"?>{sheet}'
    parts["xl/worksheets/sheet1.xml"] = declared.encode("cp1252")
    assert read_excel(packed(parts)).programme["t1"].model_dump()["name"] == "Zo\u00eb"


def test_every_sheet_of_a_programme_that_is_lost_is_said() -> None:
    data = to_excel(all_published(), include_sensitive=True)
    relations = parts_of(data)["xl/_rels/workbook.xml.rels"]
    whole = len(read_excel(data).programme)
    for key in re.findall(rb'Id="(rId\d+)"[^>]*/sheet\d+\.xml', relations)[1:-1]:
        lost = but(data, **{"workbook.xml.rels": (b'"%s"' % key, b'"rId999"')})
        reading = read_excel(lost)
        assert len(reading.programme) <= whole
        assert [f.code for f in reading.report if "does not hold this sheet" in f.message]


def test_findings_on_a_sheet_that_is_lost_stand_on_the_first_that_is_there() -> None:
    lost = but(GOOD, **{"workbook.xml.rels": (b'Id="rId1"', b'Id="rId99"')})
    noted = load_workbook(BytesIO(annotate(GOOD, read_excel(lost).report)))
    assert "does not hold this sheet" in noted["Trio"]["A1"].comment.text
    again = parts_of(annotate(lost, read_excel(lost).report))
    assert "xl/comments1.xml" in again
    none = but(lost, **{"workbook.xml.rels": (b'Id="rId2"', b'Id="rId98"')})
    assert [finding.code for finding in read_excel(none).report] == ["NSEE030", "NSEE030"]
    with pytest.raises(NotAWorkbook, match="it has none of the sheets that it lists"):
        annotate(none, [])


def test_a_format_of_many_brackets_is_looked_through_once() -> None:
    """Where its cost were quadratic, nobody would wait for this test."""
    assert shows("[" * 1_000_000 + "yyyy") == "number"
    assert without_number(" " * 1_000_000 + "x") == " " * 1_000_000 + "x"


def test_the_last_moment_of_the_calendar_is_no_day_after_it() -> None:
    assert moment_of(2958465.9999999) is None
    assert moment_of(2958465) == date(9999, 12, 31)
