"""Rows of Python: what is read of mappings and objects, and what is said of anything else."""

import sqlite3
from collections import UserDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import count
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd
import pytest

from nsee_core import Programme
from nsee_core.readers import Reading, read_rows
from nsee_core.records import Base, Claim, Cycle, Entry, Trio, When


def said(reading: Reading) -> list[tuple[str, str]]:
    """The place and message of each finding, values shown."""
    return [(str(f.place), f.words(values=True)) for f in reading.report]


def only(rows: Sequence[object], kind: str | None = None) -> Base:
    """The one record that rows hold, of which nothing else is to be said."""
    reading = read_rows(rows, kind=kind)
    assert said(reading) == []
    [record] = reading.programme
    return record


class Row(NamedTuple):
    id: str
    name: str


class Step(Enum):
    PLAN = "plan"


TRIO = Trio(id="t", name="n")


@pytest.mark.parametrize(
    "row",
    [
        {"id": "t", "name": "n"},
        {"kind": "trio", "id": "t", "name": "n"},
        {"id": "t", "name": "n", "type": None, "members": None, "source": ""},
        {"id": "t", "name": "n", "type": float("nan"), "members": pd.NA, "network": pd.NaT},
        UserDict({"id": "t", "name": "n"}),
        SimpleNamespace(id="t", name="n", more=7, members=lambda: 7),
        SimpleNamespace(kind="trio", id="t", name="n"),
        Row(id="t", name="n"),
        TRIO,
    ],
)
def test_one_record_is_read_from_every_sort_of_row(row: object) -> None:
    assert only([row], kind="trio") == TRIO


def test_the_kind_may_be_in_the_row_or_an_attribute() -> None:
    assert only([{"kind": "trio", "id": "t", "name": "n"}]) == TRIO
    assert only([SimpleNamespace(kind="trio", id="t", name="n")]) == TRIO


def test_a_row_of_a_database_is_read() -> None:
    with sqlite3.connect(":memory:") as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("select 't' as id, 'n' as name, null as type").fetchall()
    assert only(rows, kind="trio") == TRIO


def test_a_row_of_a_data_frame_is_read() -> None:
    frame = pd.DataFrame(
        {"id": ["c"], "value": [14], "when": pd.to_datetime(["2017-06-12"]), "unit": [None]}
    )
    assert only(frame.to_dict("records"), kind="claim") == Claim(
        id="c", value=14, when=When(date(2017, 6, 12))
    )


def test_of_a_link_the_id_beside_it_is_taken_and_no_database_is_asked() -> None:
    class Instance:
        id = 7
        step = Step.PLAN
        cycle_id = UUID(int=1)
        by = (SimpleNamespace(id="p1"), "p2")
        lesson_id = None

        @property
        def cycle(self) -> object:
            raise AssertionError

    assert only([Instance()], kind="entry") == Entry(
        id="7", cycle=str(UUID(int=1)), step="plan", by=("p1", "p2")
    )


def test_a_link_that_is_an_object_counts_as_its_id() -> None:
    row = SimpleNamespace(id="e", step="plan", cycle=Cycle(id="c"))
    assert only([row], kind="entry") == Entry(id="e", cycle="c", step="plan")


class Manager:
    """As Django's of a many-to-many field: it is called to make another, and does not iterate."""

    def __call__(self) -> None:
        raise AssertionError

    def all(self) -> Iterator[object]:
        return iter([SimpleNamespace(id=UUID(int=1)), SimpleNamespace(id="p2")])


def test_a_manager_of_many_counts_as_the_ids_of_all_that_it_leads_to() -> None:
    row = SimpleNamespace(id="e", cycle_id="c", step="plan", by=Manager())
    assert only([row], kind="entry") == Entry(
        id="e", cycle="c", step="plan", by=(str(UUID(int=1)), "p2")
    )


@pytest.mark.parametrize(
    "by",
    ["7", 7, UUID(int=7), SimpleNamespace(id="7"), {"7"}, pd.Series(["7"])],
    ids=lambda by: type(by).__name__,
)
def test_one_id_where_there_may_be_several_is_taken_as_one(by: object) -> None:
    for row in (
        {"id": "e", "cycle": "c", "step": "plan", "by": by},
        SimpleNamespace(id="e", cycle="c", step="plan", by=by),
    ):
        record = only([row], kind="entry")
        assert isinstance(record, Entry)
        assert record.by in (("7",), (str(UUID(int=7)),))


def test_in_a_mapping_a_link_may_be_named_as_the_column_beside_it() -> None:
    row = {"id": "e", "cycle_id": "c", "cycle": None, "step": "plan", "lesson_id": None}
    assert only([row], kind="entry") == Entry(id="e", cycle="c", step="plan")
    assert only([{**row, "kind": "entry"}]) == Entry(id="e", cycle="c", step="plan")


def test_a_link_that_is_given_under_both_names_is_not_chosen_between() -> None:
    row = {"id": "e", "cycle_id": "c", "cycle": "d", "step": "plan"}
    assert [(f.code, f.fix.split()[0]) for f in read_rows([row], kind="entry").report] == [
        ("NSEE003", "use")
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "trio", "id": "t"},
        SimpleNamespace(kind="trio", id="t", name="n"),
        Trio(id="t"),
    ],
)
def test_a_row_that_says_another_kind_than_was_asked_for_is_not_read_in_silence(
    row: object,
) -> None:
    reading = read_rows([row], kind="team")
    assert said(reading) == [("line 1", '"trio" is not "team", the kind of these rows')]
    [finding] = reading.report
    assert (finding.code, finding.subject, finding.loc) == ("NSEE008", "t", ("kind",))
    assert finding.fix == 'write "team", the kind of these rows, or leave the field out'
    assert len(reading.programme) == 0


@pytest.mark.parametrize("id_", [7.0, 7.5, float("inf")])
def test_a_number_with_a_point_is_no_id_and_the_fix_says_so(id_: float) -> None:
    reading = read_rows([{"id": "t", "members": [id_], "network": id_}], kind="trio")
    assert said(reading) == [("line 1", f"{id_} is not an id")] * 2
    assert [finding.fix for finding in reading.report] == [
        'use text or whole numbers without a point (in pandas, a column of "Int64" or "string"), '
        f'such as "{example}"'
        for example in ("p7", "network-1")
    ]


def test_true_and_false_are_no_numbers() -> None:
    rows = [
        {"kind": "network", "id": "n", "size": True},
        {"kind": "entry", "id": "e", "cycle": "c", "step": "plan", "sequence": False},
        {"kind": "claim", "id": "c", "value": True},
    ]
    assert said(read_rows(rows)) == [
        ("line 1", "True is not a number"),
        ("line 2", "False is not a number"),
        ("line 3", "True is not a number"),
    ]


def test_a_fault_of_the_library_itself_is_not_blamed_on_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nsee_core.readers.rows.judge", broken)
    with pytest.raises(ZeroDivisionError):
        read_rows([{"id": "t"}], kind="trio")


def test_values_that_json_has_not_are_read_as_what_they_are() -> None:
    row = {"id": "c", "value": Decimal("1.5"), "about": {"s2", "s1"}, "when": date(2017, 6, 12)}
    record = only([row], kind="claim")
    assert record == Claim(id="c", value=1.5, about=("s1", "s2"), when=When("2017-06-12"))


def test_a_mapping_is_read_whole_so_that_nothing_is_dropped() -> None:
    reading = read_rows([{"id": "t", "nmae": "n"}], kind="trio")
    assert said(reading) == [("line 1", '"nmae" is no field of a trio; perhaps "name" was meant')]


class Raising:
    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError


class RaisingProperty:
    kind = "trio"
    id = "t"

    @property
    def name(self) -> str:
        raise KeyError("x" * 100_000)


class RaisingMapping(Mapping[str, Any]):
    def __getitem__(self, name: str) -> object:
        raise ZeroDivisionError

    def __iter__(self) -> Iterator[str]:
        return iter(("id", "kind"))

    def __repr__(self) -> str:
        return "<RaisingMapping>"

    def __len__(self) -> int:
        return 2


class Unshowable:
    def __repr__(self) -> str:
        raise ZeroDivisionError


ITSELF: dict[str, Any] = {}
ITSELF["a"] = [ITSELF, ITSELF]
DOUBLED: list[Any] = []
for _ in range(60):
    DOUBLED = [DOUBLED, DOUBLED]


#: Rows that are no records; pytest must not look at them, since some raise then.
ODD: list[tuple[object, str]] = [
    (None, "None is not a record: it is nothing"),
    (3, "3 is not a record: it is a number"),
    ([1], "[1] is not a record: it is a list"),
    ("trio", '"trio" is not a record: it is a text'),
    (b"trio", "b'trio' is not a record: it has no names"),
    (Unshowable(), "<Unshowable> is not a record: it has no names"),
    (
        Raising(),
        ('"Raising" is not a record: it raised ZeroDivisionError when it was asked for its values'),
    ),
    (
        RaisingProperty(),
        ('"RaisingProperty" is not a record: it raised KeyError when it was asked for its values'),
    ),
    (
        RaisingMapping(),
        (
            '"RaisingMapping" is not a record: it raised ZeroDivisionError when it '
            "was asked for its values"
        ),
    ),
    (SimpleNamespace(kind="shool"), '"shool" is no kind of record; perhaps "school" was meant'),
    (SimpleNamespace(kind=3), "namespace(kind=3) is not a record: it has no names"),
    (SimpleNamespace(kind="trio"), "namespace(kind='trio') is not a record: it has no names"),
    ({}, "a record needs kind, and it is missing"),
    ({"kind": "trio", "id": "t", 3: 4}, "3 is not what this field takes"),
    ({"kind": "trio", "id": "t", "ext": {3: 4}}, "{3: 4} is not named by texts all the way down"),
    (
        {"kind": "trio", "id": "t", "ext": {"a": RaisingMapping()}},
        "{'a': <RaisingMapping>} is not plain JSON all the way down",
    ),
    (
        {"kind": "trio", "id": "t", "ext": {"a": Unshowable()}},
        "{'a': <Unshowable>} is not plain JSON all the way down",
    ),
    (
        {"kind": "trio", "id": "t", "ext": ITSELF},
        (
            "{'a': [{'a': [{'a': [{...}, {...}]}, {'a': [{...}, {...}]}]}... is nested more than "
            "50 deep"
        ),
    ),
    (
        {"kind": "trio", "id": "t", "ext": {"a": DOUBLED[0][0]}},
        (
            "{'a': [[[[[[...], [...]], [[...], [...]]], [[[...], [...]], ... is nested more than "
            "50 deep"
        ),
    ),
    (
        {"kind": "trio", "id": "t", "ext": {"a": [0] * 100_001}},
        "{'a': [0, 0, 0, 0, 0, 0, ...]} is made of more than 100,000 values",
    ),
    (
        {"kind": "trio", "id": "t", "ext": {"a": 10**5000}},
        (
            "{'a': a number of more than sixty digits} is out of range: it is not made of finite "
            "numbers"
        ),
    ),
    ({"kind": "trio", "id": "t", "members": count()}, "<count> is not a list"),
    (
        {"kind": "trio", "id": "t", "members": DOUBLED[:1]},
        "[[[[[[[...], [...]], [[...], [...]]], [[[...], [...]], [[...... is not a text",
    ),
    (
        {"kind": "network", "id": "n", "size": 10**5000},
        "a number of more than sixty digits is out of range: it is not at most 1,000,000,000",
    ),
    (
        {"kind": "network", "id": "n", "size": float("inf")},
        "inf is out of range: it is not a finite number",
    ),
    (
        {"kind": "trio", "id": "t\ud800"},
        '"t\\ud800" holds half a character (U+D800), at character 2',
    ),
    ({"kind": "trio\ud800"}, '"trio\\ud800" is no kind of record; perhaps "trio" was meant'),
    (
        {"kind": "trio", "id": "t", "type": "\ud800"},
        '"\\ud800" holds half a character (U+D800), at character 1',
    ),
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_whatever_is_no_record_is_a_finding(number: int) -> None:
    row, message = ODD[number]
    reading = read_rows([{"kind": "team", "id": "first"}, row])
    assert said(reading) == [("line 2", message)]
    assert [record.id for record in reading.programme] == ["first"]
    assert reading.report.findings[0].to_dict(include_values=True)


def test_what_the_rows_themselves_raise_is_raised() -> None:
    def rows() -> Iterator[object]:
        yield {"kind": "trio", "id": "t"}
        raise ConnectionError

    with pytest.raises(ConnectionError):
        read_rows(rows())


def test_an_unknown_kind_is_the_callers_mistake() -> None:
    with pytest.raises(
        ValueError,
        match='"shool" is not a kind of record; perhaps "school" was meant',
    ):
        read_rows([], kind="shool")


def test_no_rows_are_remarked_on() -> None:
    reading = read_rows([])
    assert (reading.programme, [f.code for f in reading.report]) == (Programme.of([]), ["NSEE015"])


@pytest.mark.parametrize(("rows", "sort"), [(None, "NoneType"), (7, "int")])
def test_a_single_thing_is_no_rows(rows: object, sort: str) -> None:
    with pytest.raises(TypeError) as caught:
        read_rows(rows)  # type: ignore[arg-type] # no rows
    assert str(caught.value) == f"rows are given one after another, as in a list, not as {sort}"
