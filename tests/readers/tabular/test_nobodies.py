"""Words such as "n/k" where an id should stand."""

from __future__ import annotations

import pandas as pd
import pytest

from nsee_core import Lesson, Programme, Trio
from nsee_core.readers import Reading, read_csv, read_frames
from nsee_core.readers.tabular import Table, read_tables
from nsee_core.tabular import NOTHING, flat, guarded, is_nobody
from nsee_core.writers import to_tables

PEOPLE = Table("person", ["id"], [(2, ["p1"]), (3, ["p2"])])
EVER = "is read as nothing, here and wherever it stands like this in the column"


def said(reading: Reading) -> list[str]:
    return [f"{f.severity} {f.code} {f.subject} {f.words(values=True)}" for f in reading.report]


def trios(*members: str, people: Table = PEOPLE) -> Reading:
    rows = [(n, [f"t{n}", cell]) for n, cell in enumerate(members, start=2)]
    return read_tables([Table("trio", ["id", "members"], rows), people])


def members(reading: Reading) -> list[tuple[str, ...]]:
    return [trio.members for trio in reading.programme.of_kind(Trio)]


@pytest.mark.parametrize(
    "word",
    ["n/k", "N/K", "N/k", "nk", "NK", "n.k.", "not known", "Not known", "Unknown",
     "don\u2019t know", "?", "??", "tbc", "TBC", "t.b.c.", "tba", "TBA", "TBD", "to be confirmed",
     "None", "none", "NIL", "nil", "n/a", "N/A", "-", "\u2013", "vacant", "Vacancy", "nobody",
     "No one", "not recorded"],
)  # fmt: skip
def test_a_word_for_nobody_is_no_member(word: str) -> None:
    reading = trios(f"p1; {word}; p2")
    assert members(reading) == [("p1", "p2")]
    [told] = said(reading)
    assert told.endswith(f'"{word}" {EVER}')


def test_that_it_is_read_as_nothing_is_said_once_a_word() -> None:
    reading = trios("p1; n/k", "n/k", "?; p2; ?", "p1; ?; TBC")
    assert members(reading) == [("p1",), (), ("p2",), ("p1",)]
    assert said(reading) == [
        f'info NSEE024 t2 "n/k" {EVER}',
        f'info NSEE024 None "?" {EVER}',
        f'info NSEE024 t5 "TBC" {EVER}',
    ]


@pytest.mark.parametrize("cells", ["p1; NK", "p1; none", "p1; n/k"])
def test_an_id_that_a_record_has_is_an_id_whatever_it_means_elsewhere(cells: str) -> None:
    id_ = cells[4:]
    people = Table("person", ["id"], [(2, ["p1"]), (3, [guarded(id_)])])
    reading = trios(cells, people=people)
    assert (members(reading), said(reading)) == ([("p1", id_)], [])


def test_what_may_be_initials_stays_where_nobody_is_told_of() -> None:
    reading = read_csv(["id,members", "t1,p1; NK; n/k"], kind="trio")
    assert members(reading) == [("p1", "NK")]


def test_one_link_says_nothing_either_unless_the_record_needs_it() -> None:
    lessons = Table("lesson", ["id", "cycle", "taught_by"], [(2, ["l1", "unknown", "n/k"])])
    reading = read_tables([lessons, PEOPLE])
    assert list(reading.programme.of_kind(Lesson)) == [Lesson(id="l1", cycle="unknown")]
    assert said(reading) == [f'info NSEE024 l1 "n/k" {EVER}']


def test_a_word_for_nobody_is_an_id_of_ones_own_all_the_same() -> None:
    reading = read_csv(["id", "unknown", "NK", "?"], kind="person")
    assert [record.id for record in reading.programme] == ["unknown", "NK"]
    assert said(reading) == ['error NSEE004 None "?" is not an id']


def test_a_row_that_is_no_record_has_nobody_to_leave_out() -> None:
    reading = read_csv(["id,members,type", "t1,p1; n/k,teechers"], kind="trio")
    assert (len(reading.programme), len(reading.report)) == (0, 1)


def test_links_that_name_nobody_miss_no_table() -> None:
    rows = [(n, [f"l{n}", "c1", "n/k"]) for n in range(5)]
    tables = [
        Table("cycle", ["id", "protocol"], [(2, ["c1", "apdr"])]),
        Table("lesson", ["id", "cycle", "taught_by"], rows),
    ]
    assert said(read_tables(tables)) == [f'info NSEE024 l0 "n/k" {EVER}']


def test_a_frame_of_ones_own_says_it_in_one_cell() -> None:
    frame = pd.DataFrame({"id": ["t1", "t2"], "members": ["T13; n/k", ["T13", "n/k"]]})
    assert members(read_frames({"trio": frame})) == [("T13",), ("T13", "n/k")]


@pytest.mark.parametrize("word", ["n/k", "NK", "none", "tbc", "vacant"])
def test_a_list_of_ids_that_look_like_it_is_written_so_that_it_comes_back(word: str) -> None:
    trio = Trio(id="t1", members=("p1", word))
    assert flat(trio)["members"] == f'["p1", "{word}"]'
    for programme in (Programme.of([trio]), Programme.of([trio, Lesson(id="l1", cycle="c")])):
        assert read_frames(to_tables(programme)).programme == programme
    assert members(read_tables([Table("trio", [*flat(trio)], [(2, [*flat(trio).values()])])])) == [
        ("p1", word)
    ]


def test_whatever_says_nothing_names_nobody() -> None:
    assert all(map(is_nobody, NOTHING))
    assert not any(map(is_nobody, ["p1", "T01", "n-kerr", "no-1", "unknown-school", "", "tbc-1"]))
