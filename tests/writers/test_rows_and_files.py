"""Rows, JSON Lines and JSON: what is written reads back, and one record stands on one line."""

import json
from pathlib import Path

from hypothesis import given

from nsee_core import Cycle, Person, Programme, Question, Resource
from nsee_core.readers import parse_jsonl
from nsee_core.records import FocusPupil, Lesson, Quantity, When
from nsee_core.records.frozen import FrozenMap
from nsee_core.writers import row_of, to_json, to_jsonl, to_rows, write_json, write_jsonl
from tests.strategies import programmes

EVERY_SORT = Lesson(
    id="l1",
    cycle="c1",
    when=When("June 2017"),
    observed_by=("p2", "p3"),
    round=1,
    focus_pupils=(FocusPupil(pupil="p9", observed="asks"),),
    ext=FrozenMap({"ward": {"codes": [7, None]}}),
)


def test_a_row_says_its_kind_first_and_only_what_differs_from_the_default() -> None:
    assert list(row_of(EVERY_SORT).items()) == [
        ("kind", "lesson"),
        ("id", "l1"),
        ("ext", {"ward": {"codes": [7, None]}}),
        ("cycle", "c1"),
        ("when", "June 2017"),
        ("observed_by", ["p2", "p3"]),
        ("round", 1),
        ("focus_pupils", [{"pupil": "p9", "observed": "asks"}]),
    ]


def test_a_part_that_is_given_is_kept_though_it_is_all_default() -> None:
    assert row_of(Cycle(id="c", questions=(Question(),), account="log")) == {
        "kind": "cycle",
        "id": "c",
        "questions": [{}],
    }


def test_a_quantity_is_its_value_and_its_unit() -> None:
    row = row_of(Resource(id="r", amount=Quantity(value=2, unit="days")))
    assert row["amount"] == {"value": 2.0, "unit": "days"}


@given(programmes())
def test_rows_make_the_same_programme(programme: Programme) -> None:
    assert Programme.of(to_rows(programme, include_sensitive=True)) == programme
    document = json.loads(json.dumps(to_json(programme, include_sensitive=True)))
    assert Programme.of(document["records"]) == programme


@given(programmes())
def test_json_lines_read_back_as_the_same_programme(programme: Programme) -> None:
    reading = parse_jsonl(to_jsonl(programme, include_sensitive=True))
    assert (reading.programme, reading.report.findings) == (programme, ())


def test_each_record_stands_on_one_line_for_every_tool_that_splits_lines() -> None:
    text = "one\u2028two\u2029three\x85four\r\nfive\n"
    programme = Programme.of([Cycle(id="c", title=text)])
    written = to_jsonl(programme)
    assert len(written.splitlines()) == 2
    assert json.loads(written.splitlines()[1])["title"] == text


def test_the_files_hold_what_the_values_say(tmp_path: Path) -> None:
    programme = Programme.of([Person(id="p", name="Eilidh Ó", type="pupil")])
    for told in (False, True):
        write_jsonl(programme, tmp_path / "p.jsonl", include_sensitive=told)
        write_json(programme, tmp_path / "p.json", include_sensitive=told)
        lines = (tmp_path / "p.jsonl").read_bytes().decode()
        document = json.loads((tmp_path / "p.json").read_bytes())
        assert lines == to_jsonl(programme, include_sensitive=told)
        assert document == to_json(programme, include_sensitive=told)
        assert ("Eilidh Ó" in lines) is told
