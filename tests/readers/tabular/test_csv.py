"""CSV of any encoding and shape: what is read, and what is said; the corpus has single faults."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Programme, check
from nsee_core.findings import Place
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.reading import Reading
from nsee_core.readers.sources import Source
from nsee_core.readers.tabular.table import UnknownColumn
from nsee_core.records import KINDS

SCHOOLS = "id,name\ns1,Kilmory\ns2,Bùn-sgoil\n"
EXPECTED = Programme.of(
    [
        {"kind": "school", "id": "s1", "name": "Kilmory"},
        {"kind": "school", "id": "s2", "name": "Bùn-sgoil"},
    ]
)


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """The place, code and message of each finding, values shown."""
    return [(str(f.place), f.code, f.words(values=True)) for f in reading.report]


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize(
    "source",
    [
        SCHOOLS.encode(),
        SCHOOLS.encode("utf-8-sig"),
        SCHOOLS.encode("utf-16"),
        SCHOOLS.encode("utf-32"),
        SCHOOLS.replace("\n", "\r\n").encode(),
        SCHOOLS.replace("\n", "\r").encode(),
        SCHOOLS.splitlines(),
        SCHOOLS.encode().splitlines(keepends=True),
        BytesIO(SCHOOLS.encode()),
        StringIO(SCHOOLS),
        *(SCHOOLS.replace(",", mark).encode() for mark in ";\t|"),
    ],
)
def test_one_programme_is_read_from_every_sort_of_source(source: bytes) -> None:
    reading = read_csv(source, kind="school")
    assert (reading.programme, said(reading)) == (EXPECTED, [])


@pytest.mark.parametrize("as_source", [bytes, BytesIO, lambda _: [SCHOOLS]])
def test_an_encoding_that_is_told_is_believed_of_bytes(
    as_source: Callable[[bytes], Source],
) -> None:
    source = as_source(SCHOOLS.encode("cp1252"))
    reading = read_csv(source, kind="school", encoding="cp1252")
    assert (reading.programme, said(reading)) == (EXPECTED, [])


def test_a_mark_between_cells_that_is_told_is_believed() -> None:
    assert len(read_csv([SCHOOLS.replace(",", "#")], kind="school", delimiter="#").programme) == 2


def test_the_mark_is_the_one_that_leaves_names_of_fields() -> None:
    reading = read_csv(["id;name, in print;sector", "s1;x;primary"], kind="school")
    assert [finding.message for finding in reading.report] == [
        "this heading is no field of a school; what stands under it in 1 row is not read"
    ]


def test_a_file_is_called_by_its_name_and_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    path = tmp_path / "Schools.CSV"
    path.write_bytes(b'\n\nid,name,note\ns1,Kilmory,"two\nlines"\ns2,Corrie,x\ns3,y,z,w\n')
    reading = read_csv(path)
    assert [reading.place_of(id_) for id_ in ("s1", "s2")] == [
        Place(str(path), 4),
        Place(str(path), 6),
    ]
    assert [f.place for f in reading.report] == [Place(str(path), 7)]
    assert reading.file == str(path)


def test_every_record_of_a_folder_stands_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "school.csv").write_text("id\ns1\n", "utf-8")
    (tmp_path / "trio.csv").write_text("id,members\nt1,s1;s9\nt1,\n", "utf-8")
    (tmp_path / "team.csv").write_text("id\nt1\n", "utf-8")
    reading = read_csv_folder(tmp_path)
    places = [reading.place_of("s1"), reading.place_of("t1")]
    assert places == [Place(str(tmp_path / f"{kind}.csv"), 2) for kind in ("school", "trio")]
    assert (reading.place_of("s9"), reading.place_of(None)) == (None, None)
    located = reading.located(check(reading.programme, select=["NSEE101"]))
    assert [f.place for f in located] == [Place(str(tmp_path / "trio.csv"), 2)]
    trio, team = tmp_path / "trio.csv", tmp_path / "team.csv"
    assert said(reading) == [
        (f"{team}, line 2", "NSEE105", f"t1 is the id of a trio on line 2 of {trio} already"),
        (
            f"{trio}, line 3",
            "NSEE010",
            "the record on line 2 has this id too, and says something else",
        ),
    ]


@pytest.mark.parametrize("empty", ["", "\n \n", "sep=;\n"])
def test_a_file_without_a_heading_holds_nothing(empty: str) -> None:
    assert [code for _, code, _ in said(read_csv(empty.encode(), kind="school"))] == ["NSEE015"]


def test_a_folder_without_csv_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours", "utf-8")
    assert [code for _, code, _ in said(read_csv_folder(tmp_path))] == ["NSEE015"]


# ---------------------------------------------------------------- misuse


def test_misuse_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError,
        match='"shool" is not a kind of record; perhaps "school" was meant',
    ):
        read_csv(b"", kind="shool")
    with pytest.raises(UnknownColumn, match='"teacher" is no column of any table'):
        read_csv([SCHOOLS], kind="school", columns={"Name": "teacher"})
    with pytest.raises(UnknownColumn, match='"taught_by" is no column of this table'):
        read_csv([SCHOOLS], kind="school", columns={"school": {"Name": "taught_by"}})
    with pytest.raises(
        UnknownColumn, match='"budget" is no table; there is "school"; the kinds are authority, '
    ):
        read_csv([SCHOOLS], kind="school", columns={"budget": {"Name": "name"}})
    with pytest.raises(LookupError):
        read_csv(SCHOOLS.encode(), kind="school", encoding="no-such-encoding")
    with pytest.raises(FileNotFoundError):
        read_csv(tmp_path / "none.csv")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        read_csv_folder(tmp_path / "file")


def test_reading_leaves_the_limit_of_other_readers_of_csv_as_it_was() -> None:
    before = csv.field_size_limit()
    read_csv([SCHOOLS], kind="school")
    assert csv.field_size_limit() == before


# ---------------------------------------------------------------- column maps


def test_a_column_map_renames_and_passes_over() -> None:
    text = "Kennung,Name,Mood\ns1,Kilmory,good\n"
    reading = read_csv([text], kind="school", columns={"Kennung": "id", "Mood": None})
    assert (reading.programme["s1"].id, said(reading)) == ("s1", [])


def test_a_column_map_may_speak_of_one_table_only() -> None:
    columns = {"schools": {"Was": "name"}, "trio": {"Was": "type"}}
    reading = read_csv(["id,Was", "s1,Kilmory"], kind="school", columns=columns)
    assert reading.programme == Programme.of([{"kind": "school", "id": "s1", "name": "Kilmory"}])


# ---------------------------------------------------------------- hostile files


def test_a_cell_of_ten_million_letters_is_too_large_and_the_next_row_is_read() -> None:
    reading = read_csv([f"id,name\ns1,{'x' * 10_000_000}\ns2,Corrie\n"], kind="school")
    assert [record.id for record in reading.programme] == ["s2"]
    assert [(place, code) for place, code, _ in said(reading)] == [("line 2", "NSEE014")]


def test_a_cell_beyond_all_bounds_ends_the_reading() -> None:
    reading = read_csv([f"id,name\ns1,{'x' * 16_000_001}\ns2,Corrie\n"], kind="school")
    assert said(reading) == [
        (
            "line 2",
            "NSEE014",
            '"the cell" is longer than 16,000,000 characters, and nothing after it was read',
        )
    ]


def test_a_hundred_thousand_columns_are_too_many() -> None:
    reading = read_csv([",".join(f"c{n}" for n in range(100_000)) + "\n1\n"], kind="school")
    assert said(reading) == [("line 1", "NSEE014", '"school" is wider than 16,384 columns')]


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_ten_thousand_columns_of_ones_own_are_each_named() -> None:
    names = [f"c{n}" for n in range(10_000)]
    reading = read_csv([f"id,{','.join(names)}", f"s1{',x' * 10_000}"], kind="school")
    assert (len(reading.programme), len(reading.report)) == (1, 10_000)


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_a_file_of_faults_is_read_to_its_end() -> None:
    rows = (f"s{n},shcool {n},prim{n}ary" for n in range(20_000))
    reading = read_csv(["id,name,sector", *rows], kind="school")
    assert (len(reading.programme), len(reading.report)) == (0, 20_000)


def test_a_misquoted_row_of_several_lines_says_which_lines_were_not_read() -> None:
    reading = read_csv([b'id,name\ns1,"a\nb\nc" d\ns2,Corrie\n'.decode()], kind="school")
    assert said(reading) == [
        (
            "line 2",
            "NSEE029",
            "the quotation marks of this row do not match; lines 2 to 4 were not read",
        )
    ]
    assert [record.id for record in reading.programme] == ["s2"]


def test_rows_come_one_at_a_time() -> None:
    asked: list[int] = []

    def lines() -> Iterator[str]:
        yield "id,name"
        for number in range(100):
            asked.append(number)
            yield f"s{number},Kilmory"

    read_csv(lines(), kind="school")
    assert asked == list(range(100))


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_raise(content: bytes) -> None:
    for kind in (None, "school"):
        reading = read_csv(content, kind=kind)
        assert isinstance(reading, Reading)


_odd = ("s1", "t 1", "", " ", "n/a", "42898", "2017", "June 2017", "yes", "1,5", "[", "{}", "a; b")
_cells = st.sampled_from(_odd) | st.text(st.characters(exclude_characters="\r\n"), max_size=5)
_headings = st.sampled_from(
    ("id", "kind", "Cycle", "step", "when", "members", "roll", "free_meals", "questions", "ext",
     "started", "started_latest", "amount_value", "pooled", "type", "nmae", "")
)  # fmt: skip


@given(
    st.sampled_from((*KINDS, "trio_members", "cycle_questions")),
    st.lists(_headings, min_size=1, max_size=5),
    st.lists(st.lists(_cells, max_size=6), max_size=5),
)
def test_every_row_is_a_record_or_has_a_finding(
    kind: str, header: list[str], rows: list[list[str]]
) -> None:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["id", *header], *rows])
    encoded = text.getvalue().encode("utf-8", "surrogatepass")
    reading = read_csv(encoded, file=f"{kind}.csv")
    places = {finding.place.line for finding in reading.report if finding.place}
    told = places | set(reading.lines.values())
    if not places & {1, None}:  # what is wrong with a heading is said once, for all of its rows
        said = {line for line, row in enumerate(rows, start=2) if any(map(str.strip, row))}
        assert kind not in KINDS or said <= told
    for finding in reading.report:
        assert finding.words(values=True).isprintable()


def test_what_was_meant_by_garbled_dates_is_looked_for_a_few_hundred_times() -> None:
    lines = [f"t{at},{at % 28 + 1} Jnue {2000 + at}" for at in range(600)]
    reading = read_csv(["id,since", *lines], kind="membership")
    said = [str(finding.args["why"]) for finding in reading.report if finding.code == "NSEE005"]
    assert said[0] == 'perhaps "1 June 2000" was meant'
    assert [why.startswith("perhaps") for why in said] == [True] * 500 + [False] * 100
    assert said[-1] == "it is written in no form that can be read"
