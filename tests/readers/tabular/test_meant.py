"""What the cells of a table were probably meant to say: ids, lists of them, protocols."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from nsee_core import Cycle, Person, Programme, Trio
from nsee_core.readers import Reading, read_frames
from nsee_core.readers.tabular import read_tables
from nsee_core.readers.tabular.meant import Ids
from nsee_core.readers.tabular.table import Table

PEOPLE = [
    Person(id="t-smith", name="Tom Smith"),
    Person(id="p2", name="Ann Reid"),
    Person(id="p3", name="Ann  reid"),
]
OF_A_LIST = 'was meant, since ";" stands between the ids of a list'


def taught_by(text: str) -> list[tuple[str, str | None]]:
    """What is said of a text in a cell that takes the id of a person, and what it offers."""
    people = Table("person", ["id", "name"], [(2, ["t-smith", "Tom Smith"]), (3, ["p2", None])])
    school = Table("school", ["id", "name"], [(2, ["kilmory", "Kilmory Primary"])])
    lesson = Table("lesson", ["id", "cycle", "taught_by"], [(2, ["l1", "c1", text])])
    cycle = Table("cycle", ["id"], [(2, ["c1"])])
    reading = read_tables([people, school, lesson, cycle])
    return [(finding.words(values=True), finding.meant) for finding in reading.report]


@pytest.mark.parametrize("text", ["Tom Smith", "tom smith", "T Smith", "t smth"])
def test_a_name_or_a_misspelt_id_is_answered_with_the_id(text: str) -> None:
    assert taught_by(text) == [
        (f'"{text}" is not an id; perhaps "t-smith" was meant', "t-smith"),
    ]


@pytest.mark.parametrize("text", ["Kilmory Primary", "the depute", "p2 and Tom Smith"])
def test_what_is_the_name_of_no_person_is_no_teacher(text: str) -> None:
    assert taught_by(text) == [(f'"{text}" is not an id', None)]


def test_the_name_of_a_person_stands_in_nothing_but_the_value() -> None:
    people = Table("person", ["id", "name"], [(2, ["p1", "Tom Smith"])])
    trio = Table("trio", ["id", "members"], [(2, ["t1", "Tom Smith"])])
    [finding] = read_tables([people, trio]).report
    assert finding.to_dict()["message"] == 'the value is not an id; perhaps "p1" was meant'
    assert "Smith" not in str(finding.to_dict())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("p2 and t-smith", '; perhaps "p2; t-smith" ' + OF_A_LIST),
        ("p2 & T Smith", '; perhaps "p2; t-smith" ' + OF_A_LIST),
        ("p2 t-smith p3", '; perhaps "p2; t-smith; p3" ' + OF_A_LIST),
        ("Tom Smith / p2", '; perhaps "t-smith; p2" ' + OF_A_LIST),
        ("p2 and the depute", ""),
        ("Ann Reid", ""),
        ("x" * 501, ""),
    ],
)
def test_several_ids_in_one_are_told_apart_if_all_are_known(text: str, meant: str) -> None:
    assert Ids.of(PEOPLE, ["person"]).perhaps(text, several=True) == meant


@pytest.mark.parametrize("text", ["p1 / p9", "p1 & p9", "p2 and somebody", "p2 + p9"])
def test_what_may_be_a_list_of_unknown_ids_is_told_what_stands_between_them(text: str) -> None:
    hint = '; ";" stands between the ids of a list'
    assert Ids.of(PEOPLE, ["person"]).perhaps(text, several=True) == hint
    assert Ids.of([], ["person"]).perhaps(text, several=True) == hint
    assert Ids.of(PEOPLE, ["person"]).perhaps(text, several=False) == ""


def observed_by(text: str) -> list[tuple[str, str | None]]:
    """What is said of a list of people, beside evidence that is told by a child's name."""
    people = Table("person", ["id"], [(2, ["p1"]), (3, ["p2"])])
    evidence = Table("evidence", ["id", "cycle", "type"], [(2, ["SECRETFIONA", "c1", "document"])])
    unread = Table("evidence", ["id", "cycle", "type"], [(2, ["SECRETANNA", "c1", "audio"])])
    lesson = Table("lesson", ["id", "cycle", "observed_by"], [(2, ["l1", "c1", text])])
    report = read_tables([people, evidence, unread, lesson]).report
    return [(f.message, f.meant) for f in report if f.code == "NSEE004"]


@pytest.mark.parametrize("text", ["SECRETFIONA and p1", "SECRETANNA and p1", "p1 / p9", "p1 & p3"])
def test_ids_of_another_kind_or_of_nothing_are_not_named_in_a_list(text: str) -> None:
    assert observed_by(text) == [
        ('the value is not an id; ";" stands between the ids of a list', None)
    ]


def test_ids_of_the_right_kind_are_named_in_a_list() -> None:
    assert observed_by("p1 / p2") == [
        (f'the value is not an id; perhaps "p1; p2" {OF_A_LIST}', "p1; p2")
    ]


@pytest.mark.parametrize("schools", [[], [(2, ["kilmory"])]])
def test_the_id_of_the_row_itself_is_no_school(schools: list[tuple[int, list[str]]]) -> None:
    school = Table("school", ["id"], schools)
    person = Table("person", ["id", "school"], [(2, ["SECRETFIONA", "SECRETFIONA sch"])])
    report = read_tables([school, person]).report
    assert [(f.message, f.meant) for f in report if f.code == "NSEE004"] == [
        ("the value is not an id", None)
    ]


def test_the_id_of_a_record_is_never_taken_for_a_misspelt_one_of_another() -> None:
    ids = Ids.of(PEOPLE, [])
    assert ids.perhaps("t smth", several=False) == ""
    assert ids.perhaps("Tom Smith", several=False) == ""


def test_the_nearest_id_is_looked_for_only_so_often() -> None:
    ids = Ids.of(PEOPLE, ["person"])
    found = [ids.perhaps(f"t smth{n % 7}", several=False) for n in range(60)]
    assert (all(found[:50]), any(found[50:])) == (True, False)


# ---------------------------------------------------------------- what is put right


def cycles(*protocols: str) -> Reading:
    """The reading of cycles that give these as their protocols."""
    rows = [(line, [f"c{line}", text]) for line, text in enumerate(protocols, start=2)]
    return read_tables([Table("cycle", ["id", "protocol"], rows, "p.xlsx", "Cycle")])


def test_a_protocol_may_be_called_by_its_title_and_in_other_letters() -> None:
    title = "Research lessons in a trio of teachers"
    reading = cycles("SIPP", title, "lesson_study", "SIPP", "sipp")
    assert [c.protocol for c in reading.programme.of_kind("cycle") if isinstance(c, Cycle)] == [
        *("sipp", "research-lesson-trio", "lesson-study", "sipp", "sipp")
    ]
    wherever = "here and wherever it stands like this in the column"
    assert [(str(f.place), f.code, f.words(values=True)) for f in reading.report] == [
        (
            f'p.xlsx, sheet "Cycle", cell B{line}',
            "NSEE024",
            f'"{text}" is read as the protocol "{key}", {wherever}',
        )
        for line, text, key in (
            (2, "SIPP", "sipp"),
            (3, title, "research-lesson-trio"),
            (4, "lesson_study", "lesson-study"),
        )
    ]


def test_what_else_is_wrong_with_a_row_is_told_when_a_part_was_put_right() -> None:
    header = ["id", "protocol", "outcome"]
    reading = read_tables([Table("cycle", header, [(2, [" c 1", "SIPP", "complete"])])])
    assert [(f.code, f.words(values=True)) for f in reading.report if f.code != "NSEE024"] == [
        ("NSEE004", '"c 1" is not an id'),
        ("NSEE006", '"complete" is no outcome; perhaps "completed" was meant'),
    ]


def test_a_protocol_that_only_resembles_one_is_not_read_as_that() -> None:
    reading = cycles("Lesson Studies")
    assert [(f.code, f.words(values=True), f.meant) for f in reading.report] == [
        (
            "NSEE019",
            '"Lesson Studies" does not have the form of protocol; perhaps "lesson-study" was meant',
            "lesson-study",
        )
    ]


def test_an_id_of_a_frame_has_no_blanks_around_it_and_a_text_may() -> None:
    frames: dict[str, dict[str, list[Any]]] = {
        "person": {"id": [" p1 "], "name": [" Tom "]},
        "trio": {"id": ["t1"], "members": [[" p1", "p2 "]], "network": [" n"]},
    }
    reading = read_frames({name: pd.DataFrame(frame) for name, frame in frames.items()})
    assert reading.programme == Programme.of(
        [Person(id="p1", name=" Tom "), Trio(id="t1", members=("p1", "p2"), network="n")]
    )


# ---------------------------------------------------------------- all that is wrong with a row


def test_all_faults_of_a_row_are_told_at_once() -> None:
    header = ["id", "cycle", "step", "event", "when", "when_earliest", "sequence", "by", "why"]
    row = ["e1", "c 1", None, "finnished", "soon", "2017-01-01", "third", "the head", "\0"]
    reading = read_tables([Table("entry", header, [(2, row)], sheet="Entry")])
    assert [(f.place and f.place.cell, f.words(values=True)) for f in reading.report] == [
        ("B2", '"c 1" is not an id'),
        ("H2", '"the head" is not an id'),
        ("E2", '"soon" is not a date: it names no year'),
        ("D2", '"finnished" is no event'),
        ("C2", "an entry needs step, and it is missing"),
        ("G2", '"third" is not a whole number'),
        ("I2", '"\\x00" holds a control character (U+0000), at character 1'),
    ]
    assert len(reading.programme) == 0


def test_a_fault_that_only_follows_from_another_is_not_told() -> None:
    header = ["id", "amount_value", "amount_unit", "when", "when_latest"]
    row = ["r1", "1,500", "days", "soon", "2017-01-01"]
    table = Table("resource", header, [(2, row)], sheet="r", manner="decimal commas")
    reading = read_tables([table])
    assert [(f.place and f.place.cell, f.words(values=True)) for f in reading.report] == [
        (
            "D2",
            (
                '"soon" is not a date: it names no year; '
                "a resource without a date counts at every date you look back from (as_of)"
            ),
        ),
        ("B2", '"1,500" could be 1500 or 1.500'),
    ]


def test_a_record_that_is_named_twice_is_told_by_row_and_sheet() -> None:
    trios = Table("trio", ["id"], [(2, ["a"]), (4, ["a"])], "p.xlsx", "Trio")
    teams = Table("team", ["id"], [(3, ["a"])], "p.xlsx", "Team")
    more = Table("team", ["id"], [(3, ["a"])], "q.xlsx", "Team")
    reading = read_tables([trios, teams, more])
    assert [f.message for f in reading.report] == [
        'a is the id of a trio in row 2 of sheet "Trio" already',
        'a is the id of a trio in row 2 of p.xlsx, sheet "Trio" already',
        "the record in row 2 of this sheet has this id too, and says the same",
    ]
