"""Logs of other programs become cycles and entries; no file does harm."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Cycle, Entry, Person, Programme
from nsee_core.readers import Reading
from nsee_core.readers.ocel import read_ocel
from nsee_core.readers.ocel.databases import MAGIC
from nsee_core.readers.ocel.records import _joined, _links
from nsee_core.tabular import list_text
from nsee_core.writers.ocel import to_ocel, to_ocel_sqlite

ORDERS: dict[str, Any] = {
    "eventTypes": [],
    "objectTypes": [],
    "objects": [
        {
            "id": "o1",
            "type": "order",
            "attributes": [
                {"name": "price", "time": "1970-01-01T00:00:00Z", "value": 10},
                {"name": "price", "time": "2022-02-01T00:00:00Z", "value": 12.5},
                {"name": "paid", "time": "2022-02-01T00:00:00Z", "value": True},
            ],
        },
        {"id": "o2", "type": "order", "relationships": [{"objectId": "i1", "qualifier": "of"}]},
        {"id": "i1", "type": "item"},
    ],
    "events": [
        {
            "id": "e1",
            "type": "place",
            "time": "2022-01-09T14:30:00Z",
            "attributes": [{"name": "by", "value": "Mario"}],
            "relationships": [
                {"objectId": "o1", "qualifier": "order"},
                {"objectId": "o2", "qualifier": "order"},
                {"objectId": "i1", "qualifier": "item"},
            ],
        },
        {
            "id": "e2",
            "type": "pay",
            "time": "2022-01-10T00:00:00Z",
            "relationships": [{"objectId": "o1", "qualifier": "order"}],
        },
        {"id": "e3", "type": "tidy up", "time": "2022-01-11T00:00:00Z"},
    ],
}
OURS = Programme.of(
    [Cycle(id="c"), Person(id="p"), Entry(id="e", cycle="c", step="1.1", by=("p",))]
)
DATABASE = to_ocel_sqlite(OURS)


def changed(script: str) -> bytes:
    """The database after some statements."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(DATABASE)
        database.executescript(f"PRAGMA foreign_keys = OFF; {script}")
        return database.serialize()


def said(reading: Reading) -> list[str]:
    return [finding.words(values=True) for finding in reading.report]


# ---------------------------------------------------------------- logs of other programs


def test_objects_of_the_type_named_are_cycles_and_their_events_entries() -> None:
    source = json.dumps(ORDERS).encode()
    reading = read_ocel(source, case="order", activities={"place": "1.1"}, protocol="sipp")
    assert [
        (e.cycle, e.step, e.when and e.when.text) for e in reading.programme.of_kind(Entry)
    ] == [("o1", "1.1", "2022-01-09"), ("o2", "1.1", "2022-01-09"), ("o1", "pay", "2022-01-10")]
    assert [cycle.protocol for cycle in reading.programme.of_kind(Cycle)] == ["sipp", "sipp"]
    assert said(reading) == [
        '1 event of the type "tidy up" is not read: no object of the type "order" is related',
        '1 object of the type "item" is not read: only what relates to them keeps their ids',
    ]


def test_what_no_field_holds_is_kept_in_ext() -> None:
    programme = read_ocel(json.dumps(ORDERS).encode(), case="order").programme
    ext = json.loads(programme["o1"].model_dump_json())["ext"]
    assert ext["attributes"] == {
        "price": [
            {"time": "1970-01-01T00:00:00Z", "value": 10},
            {"time": "2022-02-01T00:00:00Z", "value": 12.5},
        ],
        "paid": True,
    }
    [first, *_] = programme.of_kind(Entry)
    ext = json.loads(first.model_dump_json())["ext"]
    assert (ext["id"], ext["time"]) == ("e1", "2022-01-09T14:30:00Z")
    assert ext["attributes"] == {"by": "Mario"}
    assert ext["relationships"] == ORDERS["events"][0]["relationships"]


def test_a_database_of_another_program_is_read_in_the_same_way() -> None:
    contents = changed(
        "UPDATE object SET ocel_type = 'order' WHERE ocel_id = 'c';"
        "INSERT INTO object_map_type VALUES ('order', 'order');"
        "CREATE TABLE object_order (ocel_id, ocel_time, ocel_changed_field, price);"
        "INSERT INTO object_order VALUES ('c', '1970', NULL, 1), ('c', '2018', 'price', 2);"
        "DELETE FROM object_cycle"
    )
    programme = read_ocel(contents, case="order").programme
    assert [entry.cycle for entry in programme.of_kind(Entry)] == ["c"]
    assert programme["c"].ext["attributes"]["price"][1]["value"] == 2


def test_a_log_of_which_no_object_is_a_record_asks_for_the_case() -> None:
    assert said(read_ocel(json.dumps(ORDERS).encode())) == [
        'no object of this log is a record; the types of its objects are "order, item"'
    ]


def test_a_map_for_no_case_is_refused() -> None:
    with pytest.raises(ValueError, match="say which objects are cases"):
        read_ocel(b"", activities={"place": "1.1"})


def test_an_event_without_our_date_is_of_the_day_of_its_time() -> None:
    log = to_ocel(OURS)
    log["events"][0] |= {"time": "2017-06-12T10:00:00Z", "attributes": []}
    [entry] = read_ocel(json.dumps(log).encode()).programme.of_kind(Entry)
    assert (entry.when and entry.when.earliest, entry.cycle, entry.by) == (
        entry.when and entry.when.latest, "c", ("p",),
    )  # fmt: skip


# ---------------------------------------------------------------- sources


def test_a_log_is_read_from_every_sort_of_source(tmp_path: Path) -> None:
    document = json.dumps(to_ocel(OURS))
    path = tmp_path / "log"
    for contents in (document.encode(), DATABASE, gzip.compress(DATABASE)):
        path.write_bytes(contents)
        for source in (path, str(path), contents):
            assert read_ocel(source).programme == OURS
        with path.open("rb") as file:
            assert read_ocel(file).programme == OURS
    assert read_ocel([document]).programme == OURS
    assert read_ocel(document.encode("utf-16")).programme == OURS


def test_a_database_that_keeps_a_journal_is_read_from_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    path.write_bytes(DATABASE)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    assert read_ocel(path).programme == OURS


def test_an_empty_file_is_remarked_on() -> None:
    assert said(read_ocel(b" \n")) == ["there is nothing to read"]


def test_a_packed_file_that_breaks_off_or_is_a_bomb_is_a_finding() -> None:
    packed = gzip.compress(DATABASE)
    [half] = said(read_ocel(packed[: len(packed) // 2]))
    assert half.endswith("not all of one: the packed file breaks off, or is damaged")
    bomb = gzip.compress(b"\0" * 100_000_000)
    assert said(read_ocel(bomb, file="log.gz")) == [
        '"log.gz" is packed more tightly than any event log'
    ]


def test_bytes_that_are_no_utf_8_are_a_finding_of_the_event_or_object_that_holds_them() -> None:
    log = to_ocel(
        Programme.of([Person(id="p", name="Zoë Kilmory"), Person(id="q", name="Ian")]),
        include_sensitive=True,
    )
    reading = read_ocel(json.dumps(log, ensure_ascii=False).encode("cp1252"))
    assert [record.id for record in reading.programme] == ["q"]
    [finding] = reading.report
    assert (finding.code, finding.subject) == ("NSEE013", "p")
    assert finding.fix == "save the file as UTF-8; it seems to have been saved as Windows-1252"


@pytest.mark.parametrize(
    ("script", "cell"),
    [
        ("UPDATE event SET ocel_type = ''", 'sheet "event", cell B1'),
        ("UPDATE object SET ocel_id = '' WHERE ocel_id = 'p'", 'sheet "object", cell A2'),
        ("UPDATE event_1_1 SET ocel_time = ''", 'sheet "event", cell A1'),
        ("UPDATE event_object SET ocel_object_id = ''", 'sheet "event_object", cell B2'),
        ("UPDATE event_object SET ocel_event_id = 'x'", 'sheet "event_object", cell A2'),
    ],
)
def test_a_fault_of_a_table_names_the_cell_of_its_own_column(script: str, cell: str) -> None:
    reading = read_ocel(changed(script))
    assert cell in {str(finding.place) for finding in reading.report}


def test_a_table_that_is_not_there_is_a_finding() -> None:
    [finding] = read_ocel(changed("DROP TABLE object_object")).report
    assert (str(finding.place), finding.code) == ('sheet "object_object"', "NSEE045")


def test_what_is_no_log_is_a_finding() -> None:
    assert said(read_ocel(b"7"))[0].endswith("it has no list of events")
    log = to_ocel(OURS)
    log["events"][0]["relationships"] = ["c"]
    [finding] = read_ocel(json.dumps(log).encode()).report
    assert finding.words(values=True) == '"c" is not a list of groups of names and values'


# ---------------------------------------------------------------- hostile files


HOSTILE = {
    "a view without end": (
        "DROP TABLE event_object; CREATE VIEW event_object AS WITH RECURSIVE r(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x AS ocel_event_id, x AS ocel_object_id "
        "FROM r"
    ),
    "20 MB in a cell": "UPDATE event_1_1 SET note = zeroblob(20000000)",
    "a column that is worked out, and vast": (
        "DROP TABLE object_object; CREATE TABLE object_object "
        "(ocel_source_id, ocel_target_id AS (hex(zeroblob(400000000))));"
        "INSERT INTO object_object (ocel_source_id) VALUES ('c')"
    ),
    "a column that is worked out, and never ends": (
        "ALTER TABLE object ADD COLUMN z AS "
        "(instr(hex(zeroblob(4900000)), hex(zeroblob(2450000)) || '1'))"
    ),
    "a column that was worked out": (
        "DROP TABLE event_object; CREATE TABLE event_object "
        "(ocel_event_id, ocel_object_id AS (upper(ocel_event_id)) STORED);"
        "INSERT INTO event_object (ocel_event_id) VALUES ('e')"
    ),
    "a virtual table": "DROP TABLE event_1_1; CREATE VIRTUAL TABLE event_1_1 USING fts5(ocel_id)",
    "a map to more": "UPDATE event_map_type SET ocel_type_map = 'x\"; DROP TABLE event; --'",
    "a schema that is none": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE (' "
        "WHERE name = 'event'"
    ),
    "names that are no text": "UPDATE event_map_type SET ocel_type_map = CAST(x'ff' AS TEXT)",
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_database_is_a_finding(script: str) -> None:
    reading = read_ocel(changed(script))
    assert len(reading.report) > 0
    assert "e" not in reading.programme or reading.programme["e"] == OURS["e"]


def test_a_column_that_is_worked_out_is_not_read_and_told_of() -> None:
    contents = changed("ALTER TABLE object ADD COLUMN z AS (hex(ocel_id))")
    reading = read_ocel(contents)
    assert reading.programme == OURS
    [finding] = reading.report
    assert (finding.code, str(finding.place)) == ("NSEE044", 'sheet "object"')
    assert finding.words(values=True) == (
        'the column "z" is not read: '
        "a formula works out what stands there, and no formula of a file is run"
    )
    columns = "".join(f"ALTER TABLE object ADD COLUMN z{n} AS (1);" for n in range(9))
    [finding] = read_ocel(changed(columns)).report
    assert 'the columns "z0", "z1", "z2", "z3", "z4" and others are' in finding.words(values=True)


def test_a_table_that_many_types_name_is_read_once() -> None:
    looks: list[int] = []
    for count in (1, 200):
        rows = ", ".join(f"('t{n}', 'cycle')" for n in range(count))
        script = (
            "DROP TABLE object_map_type; CREATE TABLE object_map_type (ocel_type, ocel_type_map);"
            "INSERT INTO object_map_type VALUES ('cycle', 'cycle'), ('person', 'person'), ROWS;"
            "INSERT INTO object_cycle (ocel_id, ocel_time) VALUES ('nobody', '1970')"
        )
        contents = changed(script.replace("ROWS", rows))
        looks.append(len(read_ocel(contents).report))
    assert looks == [1, 1]


def test_all_tables_of_a_type_are_read() -> None:
    contents = changed(
        "DROP TABLE object_map_type; CREATE TABLE object_map_type (ocel_type, ocel_type_map);"
        "INSERT INTO object_map_type VALUES "
        "('cycle', 'cycle'), ('cycle', 'c2'), ('person', 'person');"
        "UPDATE object_cycle SET title = 'kept';"
        "CREATE TABLE object_c2 (ocel_id, ocel_time, ocel_changed_field, protocol);"
        "INSERT INTO object_c2 VALUES ('c', '2017', NULL, 'sipp')"
    )
    reading = read_ocel(contents)
    assert list(reading.report) == []
    assert reading.programme["c"] == Cycle(id="c", title="kept", protocol="sipp")


def related_to_all(count: int) -> bytes:
    """A log of so many cases, and as many events that relate to all of them."""
    ids = [f"o{n}" for n in range(count)]
    to_all = [{"objectId": id_, "qualifier": "q"} for id_ in ids]
    return json.dumps(
        {
            "objects": [{"id": id_, "type": "order"} for id_ in ids],
            "events": [
                {"id": f"e{n}", "type": "pay", "time": "2022-01-10", "relationships": to_all}
                for n in range(count)
            ],
        }
    ).encode()


def test_what_an_event_of_many_cases_says_at_length_is_kept_once() -> None:
    reading = read_ocel(related_to_all(60), case="order")
    entries = reading.programme.of_kind(Entry)
    assert len(entries) == 60 * 60
    assert sum("relationships" in entry.ext for entry in entries) == 60
    assert {entry.ext["id"] for entry in entries} == {f"e{n}" for n in range(60)}
    [words] = said(reading)
    assert words == (
        'the attributes and relations of 60 events of the type "pay" are, for all cases but the '
        "first, not read: each case would repeat them, and they are long"
    )
    assert list(read_ocel(related_to_all(15), case="order").report) == []


def test_relations_that_its_attributes_hold_already_are_found_quickly() -> None:
    ids = [f"p{n}" for n in range(20_000)]
    held = list_text(ids)
    assert _joined(held, [*ids, "new"], _links("entry")["by"]) == f"{held}; new"
    inside = next(field for field in _links("lesson").values() if field.inside is not None)
    text = json.dumps([{"x": id_} for id_ in ids])
    assert _joined(text, ids, inside) == text
    assert _joined(text, [*ids, "new"], inside) == list_text([*ids, "new"])


def test_a_trigger_is_never_pulled() -> None:
    contents = changed("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM object; END")
    assert read_ocel(contents).programme == OURS


@given(st.lists(st.tuples(st.integers(100, len(DATABASE) - 1), st.binary(max_size=8)), max_size=4))
def test_a_damaged_database_raises_nothing(damage: list[tuple[int, bytes]]) -> None:
    contents = bytearray(DATABASE)
    for at, bytes_ in damage:
        contents[at : at + len(bytes_)] = bytes_
    reading = read_ocel(bytes(contents))
    assert reading.programme or len(reading.report) > 0


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    for start in (b"", MAGIC, DATABASE[:100]):
        reading = read_ocel(start + content)
        assert reading.programme or len(reading.report) > 0


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("id", "type", "time", "attributes", "relationships", "name", "value", "qualifier")
            ),
            inside,
        )
    ),
    max_leaves=8,
)


@given(st.lists(_json, max_size=4), st.lists(_json, max_size=4))
def test_every_event_and_object_is_a_record_or_a_finding(
    events: list[object], objects: list[object]
) -> None:
    source = json.dumps({"events": events, "objects": objects}).encode()
    for case in (None, "order"):
        reading = read_ocel(source, case=case)
        assert reading.programme or len(reading.report) > 0
        for finding in reading.report:
            assert json.dumps(finding.to_dict(include_values=True))
