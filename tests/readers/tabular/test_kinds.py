"""Tables whose names are people's own, of which it is told what they hold and what heads them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from nsee_core.readers import (
    Reading,
    UnknownColumn,
    UnknownKind,
    UnknownTable,
    read,
    read_csv_folder,
    read_excel,
    read_frames,
    read_parquet,
)
from nsee_core.records import KINDS

TABLES: dict[str, list[list[str]]] = {
    "Staff": [["Staff no.", "Post", "Ref"], ["T01", "Headteacher", "a"]],
    "Trios": [["Trio", "Who"], ["t1", "T01; T02"]],
    "Who is in": [["trio", "place", "target"], ["t1", "0", "T01"], ["t1", "1", "T02"]],
    "To do": [["What"], ["Ring the office"]],
}
KINDS_TOLD = {"Staff": "person", "Who is in": "trio_members", "To do": None}
COLUMNS = {
    "Staff": {"Staff no.": "id", "Post": "position", "Ref": None},
    "Trios": {"Trio": "id", "Who": None},
}


def frames() -> dict[str, pd.DataFrame]:
    return {name: pd.DataFrame(rows, columns=head) for name, (head, *rows) in TABLES.items()}


def workbook(tables: dict[str, list[list[str]]] = TABLES) -> bytes:
    book, file = Workbook(), BytesIO()
    book.remove(book["Sheet"])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def in_files(folder: Path, suffix: str) -> Path:
    for name, frame in frames().items():
        path = folder / f"{name}{suffix}"
        frame.to_csv(path, index=False) if suffix == ".csv" else frame.to_parquet(path)
    return folder


def in_workbook(folder: Path) -> Path:
    (folder / "all.xlsx").write_bytes(workbook())
    return folder / "all.xlsx"


READERS: dict[str, Callable[[Path], Callable[..., Reading]]] = {
    "frames": lambda _: partial(read_frames, frames()),
    "excel": lambda _: partial(read_excel, workbook()),
    "csv": lambda folder: partial(read_csv_folder, in_files(folder, ".csv")),
    "parquet": lambda folder: partial(read_parquet, in_files(folder, ".parquet")),
    "read a workbook": lambda folder: partial(read, in_workbook(folder)),
    "read a folder": lambda folder: partial(read, in_files(folder, ".csv")),
}
NOUNS = {"frames": "frame", "excel": "sheet", "read a workbook": "sheet"}


@pytest.fixture(params=READERS)
def name(request: pytest.FixtureRequest) -> str:
    """What a reader of several tables is called."""
    return str(request.param)


@pytest.fixture
def reader(name: str, tmp_path: Path) -> Callable[..., Reading]:
    """A reader of several tables, which only needs to be told how these are written."""
    return READERS[name](tmp_path)


def said(reading: Reading) -> list[str]:
    return [f"{f.severity} {f.code} {f.words(values=True)}" for f in reading.report]


def test_tables_of_any_name_are_read_as_what_they_are_said_to_hold(
    reader: Callable[..., Reading],
) -> None:
    reading = reader(kinds=KINDS_TOLD, columns=COLUMNS)
    assert (said(reading), len(reading.programme)) == ([], 2)
    held: Any = reading.programme
    assert (held["T01"].position, held["t1"].members) == ("Headteacher", ("T01", "T02"))


def test_a_table_that_is_not_there_is_misuse_told_with_the_nearest(
    name: str, reader: Callable[..., Reading]
) -> None:
    noun = NOUNS.get(name, "file")
    with pytest.raises(UnknownTable) as raised:
        reader(kinds={"Saff": "person"})
    assert str(raised.value) == f'there is no {noun} "Saff"; perhaps "Staff" was meant'
    assert raised.value.name == "Saff"
    with pytest.raises(UnknownTable) as raised:
        reader(columns={"Saff": {"Post": "position"}})
    assert str(raised.value) == '"Saff" is no table; perhaps "Staff" was meant'
    with pytest.raises(UnknownTable) as raised:
        reader(kinds={"7 o'clock": "person"})
    told = str(raised.value).partition("; ")
    assert (told[0], told[2][:10]) == (f'there is no {noun} "7 o\'clock"', "there are ")


def test_a_kind_or_a_field_that_there_is_not_is_misuse_told_with_the_nearest(
    reader: Callable[..., Reading],
) -> None:
    with pytest.raises(UnknownKind) as unknown:
        reader(kinds={"Staff": "persn"})
    message = '"persn" is not a kind of record; perhaps "person" was meant'
    assert str(unknown.value) == message
    with pytest.raises(UnknownColumn) as column:
        reader(kinds=KINDS_TOLD, columns={"Staff": {"Post": "positon"}})
    message = '"positon" is no column of this table; perhaps "position" was meant'
    assert str(column.value) == message


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        ("person", 'kinds is a map, such as {"Staff": "person"}, not str'),
        ([("Staff", "person")], 'kinds is a map, such as {"Staff": "person"}, not list'),
        ({1: "person"}, "a table in kinds is called by a text, not by int"),
    ],
)
def test_a_map_of_kinds_is_a_map_of_texts(
    reader: Callable[..., Reading], kinds: object, message: str
) -> None:
    with pytest.raises(TypeError) as raised:
        reader(kinds=kinds)
    assert str(raised.value) == message


def test_a_kind_may_be_no_text_at_all(reader: Callable[..., Reading]) -> None:
    with pytest.raises(UnknownKind) as raised:
        reader(kinds={"Staff": 7})
    assert str(raised.value) == f'"7" is not a kind of record; the kinds are {", ".join(KINDS)}'


def test_capitals_and_blanks_of_names_make_no_difference(reader: Callable[..., Reading]) -> None:
    kinds = {"staff": "person", "who_is in": "trio_members", "TO DO": None}
    columns = {"STAFF": COLUMNS["Staff"], "trios": COLUMNS["Trios"]}
    assert said(reader(kinds=kinds, columns=columns)) == []


def test_a_heading_means_what_it_means_in_its_own_table() -> None:
    tables = {"Trios": [["Trio"], ["t1"]], "Enquiries": [["No.", "Trio"], ["c1", "t1"]]}
    columns = {"Trios": {"Trio": "id"}, "Enquiries": {"No.": "id"}}
    reading = read_excel(workbook(tables), kinds={"Enquiries": "cycle"}, columns=columns)
    held: Any = reading.programme
    assert (held["c1"].trio, held["t1"].id) == ("t1", "t1")


def test_what_is_told_of_one_table_counts_more_than_what_is_told_of_all() -> None:
    frame = pd.DataFrame({"id": ["p1"], "Work": ["head"]})
    both: list[dict[str, Any]] = [{"Staff": {"Work": "position"}}, {"person": {"Work": "note"}}]
    for first, second in (both, both[::-1]):
        columns = {**first, "Work": "source", **second}
        reading = read_frames({"Staff": frame}, kinds={"Staff": "person"}, columns=columns)
        [person] = reading.programme
        assert person.model_dump(include={"position", "note", "source"}) == {
            "position": "head", "note": None, "source": None
        }  # fmt: skip


def test_a_table_that_has_the_name_of_another_kind_is_known_by_its_own() -> None:
    tables = {"School": pd.DataFrame({"No.": ["p1"]}), "Places": pd.DataFrame({"No.": ["s1"]})}
    kinds = {"School": "person", "Places": "school"}
    columns = {"School": {"No.": "id"}, "Places": {"No.": "id"}}
    reading = read_frames(tables, kinds=kinds, columns=columns)
    assert {record.id: record.kind for record in reading.programme} == {
        "p1": "person", "s1": "school"
    }  # fmt: skip


def test_headings_may_be_told_of_a_table_whose_rows_tell_their_kinds() -> None:
    frame = pd.DataFrame({"kind": ["person", "school"], "No.": ["p1", "s1"]})
    reading = read_frames({"All": frame}, columns={"All": {"No.": "id"}})
    assert (len(reading.programme), said(reading)) == (2, [])


def test_the_head_of_a_sheet_is_found_by_what_is_told_of_it() -> None:
    rows = [["Staff of the schools, note the dates"], [], *TABLES["Staff"]]
    reading = read_excel(
        workbook({"Staff": rows}), kinds={"Staff": "person"}, columns={"Staff": COLUMNS["Staff"]}
    )
    assert ([record.id for record in reading.programme], said(reading)) == (["T01"], [])


def test_a_sheet_that_goes_on_on_another_is_told_of_once() -> None:
    rows = TABLES["Staff"]
    tables = {"Staff": rows, "Staff (2)": [rows[0], ["T02", "Teacher", "b"]]}
    columns = {"Staff": COLUMNS["Staff"]}
    reading = read_excel(workbook(tables), kinds={"Staff": "person"}, columns=columns)
    assert ([record.id for record in reading.programme], said(reading)) == (["T01", "T02"], [])


def test_a_frame_of_ones_own_lacks_nothing_that_people_do_not_write() -> None:
    staff = pd.DataFrame(
        {"No.": ["T1"], "type": ["practitioner"], "school": ["s1"], "Remarks": [None],
         "employer": ["p1"], "Post": ["Head"]}
    )  # fmt: skip
    columns = {"No.": "id", "Remarks": "note", "Post": "position"}
    assert said(read_frames({"person": staff}, columns=columns)) == []
    assert said(read_frames({"person": staff.rename(columns=columns)})) == []
