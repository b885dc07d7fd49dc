"""DataFrames and Parquet as people have them, beside those that we write ourselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nsee_core import Programme
from nsee_core.extras import MissingExtra, needs
from nsee_core.readers.csv_tables import read_csv, read_csv_folder
from nsee_core.readers.frames import read_frames
from nsee_core.readers.parquet import read_parquet
from nsee_core.readers.reading import Reading
from nsee_core.readers.tabular.table import UnknownColumn


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """The place, code and message of each finding, values shown."""
    return [(str(f.place), f.code, f.words(values=True)) for f in reading.report]


def test_a_frame_of_ones_own_is_read_with_a_column_map() -> None:
    log = pd.DataFrame(
        {
            "Nr": [1, 2],
            "Enquiry": ["c1", "c1"],
            "What": ["plan", "try"],
            "Date": pd.to_datetime(["2017-06-12", ""]),
            "Who": [["b-reid", "a-bell"], None],
            "Mood": ["good", "bad"],
        }
    )
    names = {"Nr": "id", "Enquiry": "cycle", "What": "step", "Date": "when", "Who": "by"}
    reading = read_frames({"entry": log}, columns={**names, "Mood": None})
    assert reading.programme == Programme.of(
        [
            {"kind": "entry", "id": "1", "cycle": "c1", "step": "plan", "when": "2017-06-12",
             "by": ["b-reid", "a-bell"]},
            {"kind": "entry", "id": "2", "cycle": "c1", "step": "try"},
        ]
    )  # fmt: skip
    assert said(reading) == []


def test_a_map_may_speak_frame_by_frame_and_must_name_fields() -> None:
    frames = {"school": pd.DataFrame({"x": ["s1"]}), "trio": pd.DataFrame({"x": ["t1"]})}
    reading = read_frames(frames, columns={"trio": {"x": "id"}, "x": "id"})
    assert sorted(record.id for record in reading.programme) == ["s1", "t1"]
    with pytest.raises(UnknownColumn, match='"membres" is no column of this table; perhaps'):
        read_frames(frames, columns={"trio": {"x": "membres"}})


def test_a_frame_of_many_kinds_tells_them_in_a_column() -> None:
    frame = pd.DataFrame({"kind": ["school", "trio"], "id": ["s1", "t1"], "members": [None, "s1"]})
    reading = read_frames({"all": frame})
    assert (reading.programme["t1"].members, said(reading)) == (("s1",), [])  # type: ignore[attr-defined] # it is a trio


def test_a_row_of_another_kind_than_its_table_is_a_finding() -> None:
    reading = read_frames({"school": pd.DataFrame({"kind": ["trio"], "id": ["t1"]})})
    assert said(reading) == [
        ("school, line 1", "NSEE008", '"trio" is not "school", the kind of this table')
    ]
    assert reading.programme.outside is not None


def test_a_field_of_another_kind_is_no_field_of_this_one() -> None:
    frame = pd.DataFrame({"kind": ["trio", "school"], "id": ["t1", "s1"], "roll": [7, 7]})
    reading = read_frames({"all": frame})
    words = "what stands under it in 1 row is not read"
    assert [(place, message) for place, _, message in said(reading)] == [
        ("all", f'"roll" is no field of a {kind}; {words}') for kind in ("school", "trio")
    ]


def test_numbers_that_pandas_keeps_as_floats_are_whole_again_but_for_ids() -> None:
    frame = pd.DataFrame({"id": [1.0, 2.0], "roll": [212.0, np.nan], "session": [2017.0, 2018.0]})
    reading = read_frames({"profile": frame.assign(id=["p1", "p2"], school="s1")})
    assert [record.model_dump(include={"roll"}) for record in reading.programme] == [
        {"roll": 212},
        {"roll": None},
    ]
    assert str(reading.programme["p1"].model_dump()["session"]) == "2017"
    assert said(read_frames({"trio": frame[["id"]]})) == [
        ("trio, line 1", "NSEE004", "1.0 is not an id"),
        ("trio, line 2", "NSEE004", "2.0 is not an id"),
    ]


def test_every_sort_of_value_that_a_frame_may_hold_is_read() -> None:
    frame = pd.DataFrame(
        {
            "id": ["e1"],
            "n": [np.int64(3)],
            "identifiable": [np.bool_(True)],  # noqa: FBT003 - it is a cell
            "when": [date(2017, 6, 12)],
            "about": [np.array(["p1", "p2"])],
            "title": [7.0],
            "step": [1.5],
            "type": ["Pupil_Voice"],
            "ext": [{"ward": 7}],
        }
    )
    reading = read_frames({"evidence": frame})
    assert reading.programme == Programme.of(
        [
            {
                "kind": "evidence",
                "id": "e1",
                "n": 3,
                "identifiable": True,
                "when": "2017-06-12",
                "about": ["p1", "p2"],
                "title": "7",
                "step": "1.5",
                "type": "pupil voice",
                "ext": {"ward": 7},
            }
        ]
    )
    assert said(reading) == [
        (
            "evidence, line 1",
            "NSEE024",
            "7.0 is read as a whole number, here and wherever it stands like this in the column",
        )
    ]


def test_texts_of_a_frame_are_what_they_are() -> None:
    frame = pd.DataFrame({"id": ["s1"], "name": [" n/a "], "note": ["'=1"], "sector": [" n/a "]})
    [school] = read_frames({"school": frame}).programme
    held = school.model_dump(include={"name", "note", "sector"})
    assert held == {"note": "'=1", "name": " n/a ", "sector": None}


def test_an_empty_frame_is_lawful() -> None:
    assert said(read_frames({"school": pd.DataFrame({"id": []})})) == []


def test_ten_thousand_rows_are_read_in_parts() -> None:
    frame = pd.DataFrame({"id": [f"s{n}" for n in range(20_001)]})
    reading = read_frames({"school": frame})
    assert str(reading.place_of("s20000")) == "school, line 20001"


# ---------------------------------------------------------------- parquet


def test_one_file_of_parquet_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "schools.parquet"
    pd.DataFrame({"id": ["s1"], "Name": ["Kilmory"], "roll": [3]}).to_parquet(path)
    reading = read_parquet(path, columns={"roll": None})
    assert (str(reading.place_of("s1")), said(reading)) == (f"{path}, line 1", [])


def test_what_is_no_parquet_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "school.parquet"
    path.write_bytes(b"id,name\n")
    message = f'"{path.name}" is no table that can be read here; it is no Parquet, or damaged'
    assert [(code, words) for _, code, words in said(read_parquet(path))] == [("NSEE020", message)]


def test_parquet_that_is_damaged_within_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "school.parquet"
    frame = pd.DataFrame({"id": [f"s{n}" for n in range(30_000)]})
    frame.to_parquet(path, compression="gzip", row_group_size=10_000)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4000] = bytes(4000)
    path.write_bytes(content)
    reading = read_parquet(path)
    assert [code for _, code, _ in said(reading)] == ["NSEE020"]
    assert 0 < len(reading.programme) < 30_000


def test_a_file_that_is_not_there_is_for_the_caller_to_find(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_parquet(tmp_path / "school.parquet")


def test_a_missing_library_names_its_extra_and_a_broken_one_speaks_for_itself() -> None:
    message = r'this needs no_such; install it with pip install "nsee-core\[parquet\]"'
    with pytest.raises(MissingExtra, match=message) as raised:
        needs("no_such.inner", "parquet")
    assert raised.value.name == "no_such"


# ---------------------------------------------------------------- what no table holds


def nested(times: int) -> list[object]:
    """A list in a list in a list."""
    value: list[object] = []
    for _ in range(times - 1):
        value = [value]
    return value


def circular() -> list[object]:
    """A list that holds itself."""
    value: list[object] = []
    value.append(value)
    return value


@pytest.mark.parametrize("column", ["observed_by", "title", "ext", "taught_by"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (circular(), "[[[[[[[...]]]]]]]"),
        (nested(3000), "[[[[[[[...]]]]]]]"),
        (tuple(nested(3000)), "([[[[[[...]]]]]],)"),
        ({"a": nested(3000)}, "{'a': [[[[[[...]]]]]]}"),
    ],
)
def test_what_is_nested_without_end_is_too_large(column: str, value: object, shown: str) -> None:
    lesson = pd.DataFrame({"id": ["l1"], "cycle": ["c1"], column: [value]})
    assert said(read_frames({"lesson": lesson})) == [
        ("lesson, line 1", "NSEE014", f"{shown} is nested more than 50 deep")
    ]


def test_an_id_that_is_nested_without_end_is_not_said_to_be_missing_too() -> None:
    lesson = pd.DataFrame({"id": [circular()], "cycle": ["c1"]})
    assert said(read_frames({"lesson": lesson})) == [
        ("lesson, line 1", "NSEE014", "[[[[[[[...]]]]]]] is nested more than 50 deep")
    ]


def test_a_list_with_two_ways_to_each_within_it_is_looked_into_once() -> None:
    value: list[object] = []
    for _ in range(45):
        value = [value, value]
    lesson = pd.DataFrame({"id": ["l1"], "cycle": ["c1"], "title": [value]})
    shown = "[[[[[[[...], [...]], [[...], [...]]], [[[...], [...]], [[......"
    assert said(read_frames({"lesson": lesson})) == [
        ("lesson, line 1", "NSEE008", f"{shown} is not a text")
    ]


def test_what_is_nested_as_deep_as_may_be_is_read() -> None:
    ext = {"a": nested(49)}
    lesson = pd.DataFrame({"id": ["l1"], "cycle": ["c1"], "ext": [ext]})
    reading = read_frames({"lesson": lesson})
    assert (said(reading), len(reading.programme)) == ([], 1)


def test_the_owner_of_a_value_is_not_nested() -> None:
    members = pd.DataFrame({"trio": [nested(3000)], "place": [0], "target": ["p1"]})
    trios = pd.DataFrame({"id": ["t1"], "type": ["teachers"]})
    assert said(read_frames({"trio_members": members, "trio": trios})) == [
        ("trio_members, line 1", "NSEE014", "[[[[[[[...]]]]]]] is nested more than 50 deep")
    ]


@pytest.mark.parametrize(
    ("columns", "sort"), [([("a", "b")], "list"), ("id=id", "str"), ("", "str"), ([], "list")]
)
def test_a_column_map_is_a_map(columns: object, sort: str, tmp_path: Path) -> None:
    message = f'columns is a map, such as {{"Teacher": "taught_by"}}, not {sort}'
    frames = {"trio": pd.DataFrame({"id": ["t1"]})}
    readers: list[Callable[..., Reading]] = [
        partial(read_frames, frames),
        partial(read_csv, ["id", "t1"], kind="trio"),
        partial(read_csv_folder, tmp_path),
    ]
    for read in readers:
        with pytest.raises(TypeError) as caught:
            read(columns=columns)
        assert str(caught.value) == message


def test_a_table_in_a_column_map_is_called_by_a_text() -> None:
    with pytest.raises(UnknownColumn, match=r'^"1" is no table; the kinds are '):
        read_frames({}, columns={1: {"x": "id"}})  # type: ignore[dict-item] # no text
