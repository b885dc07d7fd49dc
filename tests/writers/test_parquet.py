"""Parquet: typed columns that polars, DuckDB and pandas open, and that say what they are."""

import json
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from nsee_core import Person, Programme, Resource, Trio, published_accounts
from nsee_core.extras import MissingExtra
from nsee_core.readers import read_jsonl
from nsee_core.records import KINDS, Quantity, When
from nsee_core.writers import to_tables
from nsee_core.writers.data_package import to_data_package
from nsee_core.writers.parquet import write_parquet
from tests.writers.plain import plain

GOLDEN = read_jsonl(Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl").programme
ACCOUNTS = {**published_accounts(), "golden": GOLDEN}
WORDS = pa.dictionary(pa.int32(), pa.string())


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every field of every kind is given."""
    folder = tmp_path_factory.mktemp("golden")
    write_parquet(GOLDEN, folder, include_sensitive=True)
    return folder


def test_columns_have_their_types(golden: Path) -> None:
    schema = parquet.read_schema(golden / "resource.parquet")
    types = {
        "id": pa.string(),
        "basis": WORDS,
        "ext": pa.string(),
        "pooled": pa.bool_(),
        "amount_value": pa.float64(),
        "amount_unit": WORDS,
        "when": pa.string(),
        "when_earliest": pa.date32(),
    }
    assert {name: schema.field(name).type for name in types} == types
    lessons = parquet.read_schema(golden / "lesson.parquet")
    assert lessons.field("round").type == pa.int64()
    members = parquet.read_schema(golden / "trio_members.parquet")
    assert members.field("target_kind").type == WORDS


def test_what_is_required_may_not_be_null_and_all_else_may(golden: Path) -> None:
    for kind, model in KINDS.items():
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        schema = parquet.read_schema(golden / f"{kind}.parquet")
        assert {field.name for field in schema if not field.nullable} == required


def test_a_file_says_what_it_holds(golden: Path) -> None:
    schema = parquet.read_schema(golden / "trio_members.parquet")
    assert schema.metadata == {b"schema": b"nsee-core", b"version": b"1", b"table": b"trio_members"}
    assert schema.field("target").metadata[b"description"] == (
        b"Its members; who joined or left with a date is a membership."
    )


def test_the_descriptor_beside_the_files_is_the_one_that_was_asked_for(golden: Path) -> None:
    written = json.loads((golden / "datapackage.json").read_bytes())
    assert written == to_data_package(GOLDEN, files="parquet", include_sensitive=True)
    resource = written["resources"][0]
    del resource["schema"]
    assert resource == {
        "name": "authority",
        "type": "table",
        "description": "A local authority: in Scotland one of 32, each with its GSS code.",
        "path": "authority.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def test_no_text_is_guarded_and_no_pattern_allows_for_it(tmp_path: Path) -> None:
    programme = Programme.of([Person(id="nan", name="=1+1")])
    write_parquet(programme, tmp_path, include_sensitive=True)
    row = pl.read_parquet(tmp_path / "person.parquet").row(0, named=True)
    assert (row["id"], row["name"]) == ("nan", "=1+1")
    [resource] = to_data_package(programme, files="parquet")["resources"]
    pattern = resource["schema"]["fields"][0]["constraints"]["pattern"]
    assert pattern == "[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,199}"


@pytest.mark.parametrize("name", ACCOUNTS)
def test_polars_duckdb_and_pandas_read_what_the_tables_hold(name: str, tmp_path: Path) -> None:
    write_parquet(ACCOUNTS[name], tmp_path)
    for table, frame in to_tables(ACCOUNTS[name]).items():
        path = tmp_path / f"{table}.parquet"
        assert path.exists() is not frame.empty
        if not frame.empty:
            assert pl.read_parquet(path).to_dict(as_series=False) == plain(frame)
            assert duckdb.connect().read_parquet(str(path)).pl().to_dict(as_series=False) == (
                plain(frame)
            )
            assert plain(pd.read_parquet(path)) == plain(frame)


def test_polars_reads_the_types(golden: Path) -> None:
    assert pl.read_parquet(golden / "resource.parquet").schema.to_python()["pooled"] is bool
    read = pl.read_parquet(golden / "resource.parquet").schema
    assert {name: read[name] for name in ("amount_value", "amount_unit", "when_latest")} == {
        "amount_value": pl.Float64,
        "amount_unit": pl.Categorical,
        "when_latest": pl.Date,
    }


def test_a_join_in_duckdb_counts_what_python_counts(golden: Path) -> None:
    database = duckdb.connect()
    for name in ("lesson", "lesson_observed_by"):
        database.read_parquet(str(golden / f"{name}.parquet")).create(name)
    found = database.sql(
        "select lesson.cycle, count(*) from lesson_observed_by join lesson "
        "on lesson.id = lesson_observed_by.lesson group by lesson.cycle"
    ).fetchall()
    lessons = GOLDEN.of_kind("lesson")
    assert found == [
        (lessons[0].__dict__["cycle"], sum(len(x.__dict__["observed_by"]) for x in lessons))
    ]


def test_what_may_not_leave_stays(tmp_path: Path) -> None:
    programme = Programme.of([Person(id="p", name="Ailsa")])
    for told in (False, True):
        write_parquet(programme, tmp_path, include_sensitive=told)
        held = pl.read_parquet(tmp_path / "person.parquet")["name"].to_list()
        assert held == (["Ailsa"] if told else [None])


def test_a_folder_holds_nothing_of_an_earlier_programme(tmp_path: Path) -> None:
    resource = Resource(id="r", amount=Quantity(value=2, unit="days"), when=When("2017"))
    write_parquet(Programme.of([resource]), tmp_path)
    write_parquet(Programme.of([Trio(id="t")]), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["datapackage.json", "trio.parquet"]


def test_without_pyarrow_it_says_what_to_install_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as raised:
        write_parquet(Programme.of([Trio(id="t")]), tmp_path / "out")
    assert str(raised.value) == (
        'this needs pyarrow; install it with pip install "nsee-core[parquet]"'
    )
    assert not (tmp_path / "out").exists()
