"""The published schema, and a file of each version of it that is read for ever."""

import json
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nsee_core.readers import parse_jsonl, read_jsonl
from nsee_core.records import KINDS
from nsee_core.records.schema import SCHEMA_VERSION, UnknownVersion, record_schema, upgrade
from nsee_core.writers.rows import row_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()[1:]
]
PUBLISHED = json.loads(
    files("nsee_core.records").joinpath(f"schemas/record-{SCHEMA_VERSION}.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(PUBLISHED)


def test_a_file_of_version_1_reads_without_a_finding() -> None:
    reading = read_jsonl(GOLDEN)
    assert (list(reading.report), len(reading.programme)) == ([], len(KINDS))


def test_the_golden_file_holds_every_kind_with_every_field() -> None:
    held = {row["kind"]: row.keys() for row in ROWS}
    assert held == {kind: model.model_fields.keys() for kind, model in KINDS.items()}


def test_what_was_read_is_what_was_written() -> None:
    assert [row_of(record) for record in read_jsonl(GOLDEN).programme] == ROWS


def test_the_published_schema_is_the_one_that_the_records_have() -> None:
    assert record_schema() == PUBLISHED


def test_the_published_schema_is_json_schema() -> None:
    Draft202012Validator.check_schema(PUBLISHED)


def test_every_field_of_the_schema_is_described() -> None:
    fields = [
        (name, field)
        for name, model in PUBLISHED["$defs"].items()
        for field, schema in model["properties"].items()
        if not schema.get("description", "").endswith(".")
    ]
    assert fields == []


@pytest.mark.parametrize("row", ROWS, ids=[row["kind"] for row in ROWS])
def test_the_published_schema_accepts_what_the_reader_accepts(row: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(row)


@pytest.mark.parametrize("row", ROWS, ids=[row["kind"] for row in ROWS])
def test_the_published_schema_refuses_what_the_reader_refuses(row: dict[str, Any]) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"nosuch": 1}, {"id": "a b"}, {"kind": "nosuch"}, {"source": 7}, {"ext": []},
    )  # fmt: skip
    for change in changes:
        faulty = {**deepcopy(row), **change}
        reading = parse_jsonl(json.dumps(faulty))
        assert (VALIDATOR.is_valid(faulty), len(reading.programme)) == (False, 0), change


def test_a_row_of_a_released_version_is_upgraded() -> None:
    assert upgrade(ROWS[0], 1) == ROWS[0]


@pytest.mark.parametrize("version", [0, 2, True, "1", None, 1.0])
def test_a_version_that_was_never_released_is_refused(version: object) -> None:
    with pytest.raises(UnknownVersion, match="the newest is 1"):
        upgrade({}, version)
