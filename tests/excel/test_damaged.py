"""No damage makes the reader raise; what is said of each stands in the corpus."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsee_core.readers.workbook import read_excel
from nsee_core.tabular import packages
from nsee_core.tabular.refusing import UnsafeWorkbook
from nsee_core.writers.workbook import annotate
from tests.excel.books import book, but
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
    monkeypatch.setattr(packages, limit, most)
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


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), with_=st.binary(min_size=1, max_size=4))
def test_no_bytes_put_wrong_make_the_reader_raise(at: int, with_: bytes) -> None:
    spoilt = GOOD[:at] + with_ + GOOD[at + len(with_) :]
    reading = read_excel(spoilt)
    assert reading.programme or reading.report


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_it_raise(data: bytes) -> None:
    assert [finding.code for finding in read_excel(data).report] == ["NSEE030"]
    assert [finding.code for finding in read_excel(b"PK" + data).report] == ["NSEE030"]
