"""OCEL 2.0 out and in: valid by the standard, nothing invented, nothing lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from nsee_core import Cycle, Entry, Evidence, Lesson, Person, Programme, Trio, safe
from nsee_core.eventlogs import cases
from nsee_core.readers.ocel import read_ocel
from nsee_core.records import FocusPupil, When
from nsee_core.records.links import links
from nsee_core.writers.ocel import to_ocel, to_ocel_sqlite, write_ocel_json, write_ocel_sqlite
from nsee_core.writers.ocel.times import times
from tests.ocel.counting import SAMPLES
from tests.ocel.standard import SCHEMA, Database, broken
from tests.strategies import programmes

VALIDATOR = Draft7Validator(SCHEMA)


OPTIONAL = [(of, name) for of in ("events", "objects") for name in ("attributes", "relationships")]
#: All that the schema knows of a document, by the lists that lead there.
PLACES = [
    *((name,) for name in ("eventTypes", "objectTypes", "events", "objects")),
    *((of, name) for of in ("eventTypes", "objectTypes") for name in ("name", "attributes")),
    *((of, "attributes", "type") for of in ("eventTypes", "objectTypes")),
    *((of, name) for of in ("events", "objects") for name in ("id", "type")),
    ("events", "time"),
    *((of, "attributes", "value") for of in ("events", "objects")),
    ("objects", "attributes", "time"),
    *((of, "relationships", "objectId") for of in ("events", "objects")),
    *((of, "relationships", "qualifier") for of in ("events", "objects")),
    *OPTIONAL,
]


def _reached(log: dict[str, Any], lists: list[str]) -> dict[str, Any]:
    """The first of the items of lists within lists."""
    held = [log]
    for name in lists:
        held = [each for one in held for each in one[name]]
    return held[0]


def entry(id_: str, step: str = "1.1", **fields: object) -> Entry:
    return Entry.model_validate({"id": id_, "cycle": "c", "step": step, **fields})


def as_json(programme: Programme) -> bytes:
    return json.dumps(to_ocel(programme, include_sensitive=True)).encode()


def as_sqlite(programme: Programme) -> bytes:
    return to_ocel_sqlite(programme, include_sensitive=True)


FORMS: list[Callable[[Programme], bytes]] = [as_json, as_sqlite]


def said_of(log: dict[str, Any], id_: str) -> dict[str, str]:
    """The attributes of an event or an object."""
    [item] = [each for each in log["events"] + log["objects"] if each["id"] == id_]
    return {attribute["name"]: attribute["value"] for attribute in item["attributes"]}


def related_to(log: dict[str, Any], id_: str) -> list[tuple[str, str]]:
    """The objects that an event or an object relates to, each with the qualifier."""
    [item] = [each for each in log["events"] + log["objects"] if each["id"] == id_]
    return [(each["objectId"], each["qualifier"]) for each in item["relationships"]]


# ---------------------------------------------------------------- the laws


@pytest.mark.parametrize("form", FORMS)
@given(programme=programmes())
def test_what_is_written_reads_back_equal(
    form: Callable[[Programme], bytes], programme: Programme
) -> None:
    reading = read_ocel(form(programme))
    if programme:
        assert [finding.words(values=True) for finding in reading.report] == []
    assert reading.programme == programme


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_accounts_read_back_equal(
    form: Callable[[Programme], bytes], name: str
) -> None:
    assert read_ocel(form(SAMPLES[name])).programme == SAMPLES[name]


@given(programmes())
def test_every_record_is_one_event_or_one_object(programme: Programme) -> None:
    log = to_ocel(programme, include_sensitive=True)
    ids = [item["id"] for item in log["events"] + log["objects"]]
    assert sorted(ids) == sorted(record.id for record in programme)


@given(programmes())
def test_every_link_to_an_object_is_a_relation_and_no_other_relation_is_there(
    programme: Programme,
) -> None:
    log = to_ocel(programme, include_sensitive=True)
    objects = {item["id"] for item in log["objects"]}
    linked = {
        (record.id, link.target, link.field.name)
        for record in programme
        for link in links(record)
        if link.target in objects
    }
    items = log["events"] + log["objects"]
    assert linked == {(item["id"], *pair) for item in items for pair in related_to(log, item["id"])}


@given(programmes())
def test_a_document_is_valid_by_the_schema_of_the_standard(programme: Programme) -> None:
    log = to_ocel(programme, include_sensitive=True)
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_accounts_are_valid_by_the_schema_of_the_standard(name: str) -> None:
    VALIDATOR.validate(to_ocel(SAMPLES[name], include_sensitive=True))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_document_that_lacks_anything_or_has_it_of_another_sort_is_refused(
    place: tuple[str, ...],
) -> None:
    *outer, name = place
    log = to_ocel(SAMPLES["golden"], include_sensitive=True)
    spoilt = _reached(log, outer)
    spoilt[name] = 7
    assert not VALIDATOR.is_valid(log)
    del spoilt[name]
    assert VALIDATOR.is_valid(log) is (place in OPTIONAL)


@given(programmes())
def test_a_database_keeps_all_constraints_of_the_standard(programme: Programme) -> None:
    contents = as_sqlite(programme)
    data = Database(contents)
    assert (broken(contents), data.dangling, data.sound) == ([], [], True)


@given(programmes())
def test_whatever_stands_in_a_document_was_declared_and_fits(programme: Programme) -> None:
    log = to_ocel(programme, include_sensitive=True)
    fits: dict[str, Callable[[str], object]] = {
        "string": str,
        "integer": int,
        "float": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "time": datetime.fromisoformat,
    }
    for types, items in (("eventTypes", "events"), ("objectTypes", "objects")):
        declared = {
            type_["name"]: {held["name"]: held["type"] for held in type_["attributes"]}
            for type_ in log[types]
        }
        for item in log[items]:
            for name, value in said_of(log, item["id"]).items():
                fits[declared[item["type"]][name]](value)
            assert all(qualifier for _, qualifier in related_to(log, item["id"]))


@given(programmes())
def test_nothing_leaves_that_is_private(programme: Programme) -> None:
    assert to_ocel(programme) == to_ocel(safe(programme), include_sensitive=True)
    assert to_ocel_sqlite(programme) == as_sqlite(safe(programme))


# ---------------------------------------------------------------- events, objects, relations


def test_a_correction_is_the_event_and_what_it_corrects_an_object() -> None:
    log = to_ocel(
        Programme.of(
            [
                Cycle(id="c"),
                entry("1", "plna"),
                entry("2", "do"),
                entry("3", "plan", corrects="1"),
            ]
        )
    )
    assert [event["type"] for event in log["events"]] == ["plan", "do"]
    assert [(item["id"], item["type"]) for item in log["objects"]] == [
        ("c", "cycle"),
        ("1", "entry"),
    ]
    assert ("1", "corrects") in related_to(log, "3")
    assert [said_of(log, id_)["place"] for id_ in "123"] == ["0", "1", "2"]


def test_a_link_that_no_relation_can_say_is_an_attribute_too() -> None:
    log = to_ocel(
        Programme.of(
            [
                Cycle(id="c"),
                Person(id="p"),
                Lesson(id="l", cycle="c", focus_pupils=(FocusPupil(pupil="p"),)),
                Trio(id="t", members=("p", "p")),
                entry("1", by=("p", "elsewhere"), lesson="nowhere"),
                Lesson(id="m", cycle="c", after_discussion="1"),
            ]
        )
    )
    assert said_of(log, "1") == {
        "by": "p; elsewhere", "lesson": "nowhere", "order": "1", "time_is": "unknown",
    }  # fmt: skip
    assert related_to(log, "1") == [("c", "cycle"), ("p", "by")]
    assert (said_of(log, "t"), related_to(log, "t")) == ({"members": "p; p"}, [("p", "members")])
    assert related_to(log, "l") == [("c", "cycle"), ("p", "focus_pupils")]
    assert said_of(log, "l") == {"focus_pupils": '[{"pupil":"p"}]'}
    assert (said_of(log, "m"), related_to(log, "m")) == (
        {"after_discussion": "1"},
        [("c", "cycle")],
    )


def test_links_that_dangle_and_entries_that_were_corrected_read_back() -> None:
    programme = Programme.of(
        [
            Lesson(id="l", cycle="c", focus_pupils=(FocusPupil(pupil="nobody"),)),
            entry("2", corrects="3"),
            entry("3"),
            entry("1", by=("p", "elsewhere"), lesson="nowhere", evidence=("x", "y")),
            Person(id="p", school="none"),
            Evidence(id="y", cycle="gone", gathered_by=("p", "p")),
        ]
    )
    for form in FORMS:
        assert read_ocel(form(programme)).programme == programme


def test_an_imprecise_date_is_the_start_of_its_interval_and_stands_as_it_was_given() -> None:
    programme = Programme.of(
        [
            Cycle(id="c", started=When("2018/19"), ended=When("by June 2019")),
            entry("1", when="spring 2019"),
        ]
    )
    log = to_ocel(programme)
    assert log["events"][0]["time"] == "2019-03-01T00:00:00.000+00:00"
    assert said_of(log, "1") == {
        "when": "spring 2019", "order": "1", "time_is": "start of date",
    }  # fmt: skip
    assert said_of(log, "c") == {
        "started": "2018/19",
        "started_earliest": "2018-08-01T00:00:00.000+00:00",
        "ended": "by June 2019",
    }


@pytest.mark.parametrize(
    ("whens", "expected"),
    [
        ((), []),
        (
            (None, "by June 2019", "years 1 to 3"),
            [
                ("1970-01-01T00:00:00.000", "unknown"),
                ("1970-01-01T00:00:00.001", "unknown"),
                ("1970-01-01T00:00:00.002", "unknown"),
            ],
        ),
        (
            ("2017-06-12", None, "2017-06-12"),
            [
                ("2017-06-12T00:00:00.000", None),
                ("2017-06-12T00:00:00.001", "neighbour"),
                ("2017-06-12T00:00:00.002", None),
            ],
        ),
        (
            (None, "12/06/2017"),
            [
                ("2017-06-12T00:00:00.000", "neighbour"),
                ("2017-06-12T00:00:00.001", "start of date"),
            ],
        ),
    ],
)
def test_a_time_says_what_it_is(
    whens: tuple[str | None, ...], expected: list[tuple[str, str | None]]
) -> None:
    log = [entry(f"e{place}", when=when) for place, when in enumerate(whens)]
    told = [each for case in cases(Programme.of(log)) for each in times(case.events)]
    assert [(time.removesuffix("+00:00"), time_is) for time, time_is in told] == [*expected]


def test_types_whose_names_are_alike_have_tables_of_their_own() -> None:
    steps = ("map_type", "object", "A b", "a-b", "a_b_2", "…", "?", "x; DROP TABLE event")
    programme = Programme.of([entry(f"e{n}", step) for n, step in enumerate(steps)])
    contents = as_sqlite(programme)
    assert (broken(contents), read_ocel(contents).programme) == ([], programme)


def test_an_empty_programme_is_an_empty_log() -> None:
    assert to_ocel(Programme.of([])) == {
        "eventTypes": [], "objectTypes": [], "events": [], "objects": [],
    }  # fmt: skip
    assert broken(as_sqlite(Programme.of([]))) == []


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("size", [255, 256, 257, 512, 600])
def test_a_log_of_any_length_is_one_document(size: int) -> None:
    people = [Person(id=f"p{number}") for number in range(size)]
    log = to_ocel(Programme.of(people))
    assert [item["id"] for item in log["objects"]] == [person.id for person in people]


def test_the_files_hold_what_the_values_say(tmp_path: Path) -> None:
    programme = Programme.of([Person(id="p", name="Eilidh Ó", type="pupil"), entry("1")])
    for told in (False, True):
        write_ocel_json(programme, tmp_path / "log.json", include_sensitive=told)
        write_ocel_sqlite(programme, tmp_path / "log.sqlite", include_sensitive=told)
        text = (tmp_path / "log.json").read_text("utf-8")
        assert json.loads(text) == to_ocel(programme, include_sensitive=told)
        contents = (tmp_path / "log.sqlite").read_bytes()
        assert contents == to_ocel_sqlite(programme, include_sensitive=told)
        assert ("Eilidh Ó" in text, "Eilidh Ó".encode() in contents) == (told, told)


@pytest.mark.parametrize("write", [write_ocel_json, write_ocel_sqlite])
def test_a_file_that_cannot_be_written_is_for_the_caller(
    write: Callable[[Programme, Path], None], tmp_path: Path
) -> None:
    with pytest.raises(IsADirectoryError):
        write(Programme.of([]), tmp_path)


def test_the_constraints_of_the_tests_are_worth_something() -> None:
    contents = as_sqlite(Programme.of([Cycle(id="c"), entry("1")]))
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(contents)
        database.executescript(
            "PRAGMA foreign_keys = OFF; DROP TABLE object_object; DROP TABLE event_1_1;"
            "CREATE TABLE event_1_1 (ocel_id TEXT, ocel_time TEXT); CREATE TABLE object_odd (x);"
        )
        assert broken(database.serialize()) == [1, 2, 7, 9, 13, 17, 18, 22, 23]
