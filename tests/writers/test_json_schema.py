"""JSON and JSON Lines: two validators accept what is written, and refuse it once it is spoilt."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft202012Validator

from nsee_core import Programme, published_accounts
from nsee_core.readers import read_json, read_jsonl
from nsee_core.records import KINDS
from nsee_core.records.links import link_fields
from nsee_core.records.schema import SCHEMA_VERSION, document_schema, record_schema
from nsee_core.writers import to_json, to_jsonl
from tests.strategies import programmes

SCHEMA = document_schema()
RECORD = record_schema()
GOLDEN = read_jsonl(Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl").programme
ACCOUNTS = {**published_accounts(), "golden": GOLDEN}

Row = dict[str, Any]


class _Verdicts:
    """What the reference validator and the fast one say of a value; they must agree."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._reference = Draft202012Validator(schema)
        self._fast = jsonschema_rs.Draft202012Validator(schema)

    def accept(self, value: object) -> bool:
        verdicts = {self._reference.is_valid(value), self._fast.is_valid(value)}
        assert len(verdicts) == 1, "the validators disagree"
        return verdicts.pop()


DOCUMENT, ROW = _Verdicts(SCHEMA), _Verdicts(RECORD)


def test_the_schema_of_a_document_is_json_schema_and_the_published_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    jsonschema_rs.meta.validate(SCHEMA)
    published = files("nsee_core.records").joinpath(f"schemas/document-{SCHEMA_VERSION}.json")
    assert json.loads(published.read_text("utf-8")) == SCHEMA


def test_the_schema_of_a_document_holds_that_of_a_record_as_it_is() -> None:
    assert SCHEMA["$defs"] == {"record": RECORD}


# What is written is accepted ----------------------------------------------------------------------


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_export_is_accepted(name: str, *, told: bool) -> None:
    document = to_json(ACCOUNTS[name], include_sensitive=told)
    assert DOCUMENT.accept(json.loads(json.dumps(document)))
    header, *lines = to_jsonl(ACCOUNTS[name], include_sensitive=told).splitlines()
    assert DOCUMENT.accept({**json.loads(header), "records": list(map(json.loads, lines))})
    assert all(ROW.accept(json.loads(line)) for line in lines)


@pytest.mark.no_cover  # the time is in the reference validator
@settings(max_examples=15)  # the reference validator tries every kind on every record
@given(programmes())
def test_whatever_the_records_say_the_export_is_accepted(programme: Programme) -> None:
    assert DOCUMENT.accept(to_json(programme, include_sensitive=True))


# And refused once it is spoilt --------------------------------------------------------------------


def _model(row: Row) -> dict[str, Any]:
    name = KINDS[row["kind"]].__name__
    schema: dict[str, Any] = RECORD["$defs"][name]
    return schema


def _said(row: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each field that a row has, with what may stand in it where there is something."""
    for name, schema in _model(row)["properties"].items():
        if name in row:
            yield name, schema.get("anyOf", [schema])[0]


def _dropped(row: Row) -> Iterator[Row]:
    """Without a field that is required."""
    for name in _model(row)["required"]:
        yield {field: value for field, value in row.items() if field != name}


def _of_another_type(row: Row) -> Iterator[Row]:
    for name in row:
        yield row | {name: 7 if isinstance(row[name], str | bool) else "seven"}


def _with_more(row: Row) -> Iterator[Row]:
    yield row | {"nosuch": 1}
    for name, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield row | {name: [{**value[0], "nosuch": 1}]}


def _with_a_broken_id(row: Row) -> Iterator[Row]:
    for broken in ("a b", "", "-a", "a" * 201, "é"):
        yield row | {"id": broken}
        for link in link_fields(KINDS[row["kind"]]):
            if link.inside is None:
                yield row | {link.name: [broken] if link.many else broken}


def _with_another_word(row: Row) -> Iterator[Row]:
    """With a word that is in no closed list, in each field that has one."""
    for name, schema in _said(row):
        if "enum" in schema or "const" in schema:
            yield row | {name: "no such word"}
        if "enum" in schema.get("items", ()):
            yield row | {name: ["no such word"]}


SPOILT: dict[str, Callable[[Row], Iterator[Row]]] = {
    "a required field is missing": _dropped,
    "a value is of another type": _of_another_type,
    "there is one field more": _with_more,
    "an id is broken": _with_a_broken_id,
    "a word is none of the list": _with_another_word,
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row["kind"])
        for row in to_json(GOLDEN, include_sensitive=True)["records"]
    ],
)
def test_a_record_with_every_field_is_refused_however_it_is_spoilt(how: str, row: Row) -> None:
    assert ROW.accept(row)
    accepted = [spoilt for spoilt in SPOILT[how](row) if ROW.accept(spoilt)]
    assert accepted == []


@st.composite
def spoilt_documents(draw: DrawFn) -> Row:
    """What is written of a programme, with one record spoilt in one way."""
    document = deepcopy(to_json(draw(programmes()), include_sensitive=True))
    assume(document["records"])
    place = draw(st.integers(0, len(document["records"]) - 1))
    spoil = draw(st.sampled_from(list(SPOILT.values())))
    document["records"][place] = draw(st.sampled_from(list(spoil(document["records"][place]))))
    return document


@pytest.mark.no_cover  # as above
@settings(max_examples=25)
@given(spoilt_documents())
def test_a_document_is_refused_if_one_record_is_spoilt(document: Row) -> None:
    assert not DOCUMENT.accept(document)


@pytest.mark.parametrize(
    "change",
    [{"schema": "other"}, {"version": 2}, {"version": "1"}, {"records": {}}, {"note": "more"}],
    ids=str,
)
def test_a_document_is_refused_if_what_stands_around_the_records_is_spoilt(change: Row) -> None:
    assert not DOCUMENT.accept({**to_json(GOLDEN), **change})


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_a_document_is_refused_if_it_lacks_what_stands_around_the_records(name: str) -> None:
    document = to_json(GOLDEN)
    del document[name]
    assert not DOCUMENT.accept(document)


def test_what_the_schema_accepts_the_reader_reads_without_a_finding() -> None:
    text = json.dumps(to_json(GOLDEN, include_sensitive=True)).encode()
    reading = read_json(text)
    assert (reading.programme, list(reading.report)) == (GOLDEN, [])
