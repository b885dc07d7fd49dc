"""CSV with a Data Package: the tools that it is for find what was written, and no fault in it."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pytest
from frictionless import Package, system
from hypothesis import given, settings
from jsonschema import Draft7Validator

from nsee_core import Cycle, Lesson, Person, Programme, Trio, published_accounts
from nsee_core.readers import read_jsonl
from nsee_core.records import KINDS, Entry
from nsee_core.records.frozen import FrozenMap
from nsee_core.records.links import link_fields
from nsee_core.writers import to_tables
from nsee_core.writers.csv_tables import write_csv
from nsee_core.writers.data_package import to_data_package
from tests.strategies import programmes
from tests.writers.plain import plain

#: The official profile of Data Package 2.0, as published (public domain).
PROFILE = json.loads(
    (Path(__file__).parent / "profiles" / "datapackage-2.0.json").read_text("utf-8")
)
GOLDEN = read_jsonl(Path(__file__).resolve().parents[1] / "golden" / "schema-1.jsonl").programme
ACCOUNTS = {**published_accounts(), "golden": GOLDEN}

Row = dict[str, str]


def faults(folder: Path) -> set[tuple[str, str | None]]:
    """What frictionless finds in a package, by the standard's second version: sort and field."""
    with system.use_context(standards="v2"):
        report = Package(str(folder / "datapackage.json")).validate()
    return {(sort, field) for sort, field in report.flatten(["type", "fieldName"])}


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def schemas(folder: Path) -> dict[str, dict[str, Any]]:
    """The schema of each table of a package."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource["schema"] for resource in package["resources"]}


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package in which every field of every kind is given."""
    folder = tmp_path_factory.mktemp("golden")
    write_csv(GOLDEN, folder, include_sensitive=True)
    return folder


# What frictionless and the official profile say ---------------------------------------------------


@pytest.mark.no_cover  # frictionless takes the time, most of it if it is traced
@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("name", ACCOUNTS)
def test_frictionless_finds_no_fault(name: str, tmp_path: Path, *, told: bool) -> None:
    write_csv(ACCOUNTS[name], tmp_path, include_sensitive=told)
    assert faults(tmp_path) == set()


@pytest.mark.no_cover  # as above
@settings(max_examples=10)  # each is some ten files that frictionless opens
@given(programmes(most=6).filter(len))
def test_frictionless_finds_no_fault_whatever_the_records_say(programme: Programme) -> None:
    with TemporaryDirectory() as folder:
        write_csv(programme, folder, include_sensitive=True)
        assert faults(Path(folder)) == set()


@pytest.mark.parametrize("files", ["csv", "parquet"])
@pytest.mark.parametrize("name", ACCOUNTS)
def test_the_official_profile_accepts_the_descriptor(name: str, files: Any) -> None:  # noqa: ANN401 - a literal
    package = to_data_package(ACCOUNTS[name], files=files, descriptor={"title": name})
    assert [error.message for error in Draft7Validator(PROFILE).iter_errors(package)] == []


def test_the_official_profile_refuses_what_is_no_descriptor() -> None:
    wrongs: tuple[dict[str, Any], ...]
    wrongs = ({"resources": []}, {"resources": [{"name": "trio"}]}, {"title": 7})
    package = to_data_package(GOLDEN)
    assert [Draft7Validator(PROFILE).is_valid({**package, **wrong}) for wrong in wrongs] == [
        False, False, False,
    ]  # fmt: skip


def _put(field: str, value: str) -> Callable[[list[Row]], None]:
    def change(held: list[Row]) -> None:
        held[0][field] = value

    return change


#: The kinds of record that are in a package of which a table is changed, by that of the table.
_BESIDE = {
    "lesson": ("lesson", "cycle", "person"),
    "authority": ("authority",),
    "claim": ("claim",),
}


@pytest.mark.no_cover  # as above
@pytest.mark.parametrize(
    ("table", "change", "found"),
    [
        ("lesson", _put("cycle", "no-such-cycle"), {("foreign-key", None)}),
        ("lesson", _put("revises", "no-such-lesson"), {("foreign-key", None)}),
        ("lesson_observed_by", _put("target", "nobody"), {("foreign-key", None)}),
        ("lesson_observed_by", _put("lesson", "no-such-lesson"), {("foreign-key", None)}),
        ("lesson_focus_pupils", _put("pupil", "nobody"), {("foreign-key", None)}),
        ("lesson", _put("when_earliest", "12/06/2017"), {("type-error", "when_earliest")}),
        ("lesson", _put("variant", "same pupils"), {("constraint-error", "variant")}),
        ("lesson", _put("round", "first"), {("type-error", "round")}),
        ("lesson", _put("round", "0"), {("constraint-error", "round")}),
        ("lesson", _put("cycle", ""), {("constraint-error", "cycle")}),
        ("authority", _put("challenge_authority", "yes"), {("type-error", "challenge_authority")}),
        ("authority", _put("gss_code", "S12"), {("constraint-error", "gss_code")}),
        ("claim", _put("id", "a b"), {("constraint-error", "id"), ("foreign-key", None)}),
        ("claim", _put("ext", "{"), {("type-error", "ext")}),
        (
            "claim",
            lambda held: held.append(held[0]),
            {("unique-error", "id"), ("primary-key", None)},
        ),
    ],
)
def test_frictionless_finds_the_fault_in_a_package_that_was_changed(
    tmp_path: Path,
    table: str,
    change: Callable[[list[Row]], None],
    found: set[tuple[str, str | None]],
) -> None:
    kinds = _BESIDE[table.partition("_")[0]]
    few = Programme.of(record for record in GOLDEN if record.kind in kinds)
    write_csv(few, tmp_path, include_sensitive=True)
    held = rows(tmp_path / f"{table}.csv")
    change(held)
    with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, held[0].keys())
        writer.writeheader()
        writer.writerows(held)
    assert faults(tmp_path) == found


# Foreign keys -------------------------------------------------------------------------------------


def _links(package: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each foreign key: from which table and field, to which table."""
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            [field], [target] = key["fields"], key["reference"]["fields"]
            assert target == "id"
            yield resource["name"], field, key["reference"].get("resource", resource["name"])


def test_every_link_to_one_kind_is_a_foreign_key_and_no_other_link_is() -> None:
    expected = set()
    for kind, model in KINDS.items():
        for link in link_fields(model):
            table = f"{kind}_{link.name}" if link.many else kind
            if link.many:
                expected.add((table, kind, kind))
            if len(link.kinds) == 1:
                field = link.inside or ("target" if link.many else link.name)
                expected.add((table, field, link.kinds[0]))
    found = list(_links(to_data_package(GOLDEN, include_sensitive=True)))
    others = {
        (f"{kind}_{name}", kind, kind)
        for kind, model in KINDS.items()
        for name, field in model.model_fields.items()
        if str(field.annotation).startswith("tuple[")
    }
    assert (len(found), set(found)) == (len(set(found)), expected | others)


def test_a_field_says_to_which_kinds_it_links_be_it_a_foreign_key_or_not() -> None:
    package = to_data_package(GOLDEN)
    said = {
        (resource["name"], field["name"]): field.get("x-links-to")
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert said["lesson", "cycle"] == ["cycle"]
    assert said["lesson", "after_discussion"] == ["entry", "evidence"]
    assert said["trio_members", "target"] == ["person", "school", "partner", "authority"]
    assert said["lesson_focus_pupils", "pupil"] == ["person"]
    assert said["lesson", "when"] is None


def test_a_link_to_itself_names_no_resource() -> None:
    package = to_data_package(Programme.of([Cycle(id="c1"), Cycle(id="c2", follows="c1")]))
    assert package["resources"][0]["schema"]["foreignKeys"] == [
        {"fields": ["follows"], "reference": {"fields": ["id"]}}
    ]


@pytest.mark.parametrize(
    "records",
    [
        (Lesson(id="l", cycle="elsewhere"),),
        (Lesson(id="l", cycle="elsewhere"), Cycle(id="c")),
        (Lesson(id="l", cycle="t"), Trio(id="t")),
        (Lesson(id="l", cycle="t"), Lesson(id="m", cycle="c"), Trio(id="t"), Cycle(id="c")),
    ],
    ids=["no such table", "no such row", "another kind", "one of two"],
)
def test_a_link_that_leads_out_of_the_tables_makes_no_package_invalid(
    tmp_path: Path, records: tuple[Any, ...]
) -> None:
    programme = Programme.of(records)
    write_csv(programme, tmp_path)
    assert faults(tmp_path) == set()
    assert [link for link in _links(to_data_package(programme)) if link[1] == "cycle"] == []


# What the descriptor says -------------------------------------------------------------------------


def test_the_descriptor_invents_nothing_and_says_what_it_is_told() -> None:
    bare = to_data_package(Programme.of([Trio(id="t")]))
    assert {name: value for name, value in bare.items() if name != "resources"} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "programme",
        "x-records": {"schema": "nsee-core", "version": 1},
    }
    about = {"name": "trios", "created": "2026-11-21T12:00:00Z", "licenses": [{"name": "CC0-1.0"}]}
    assert to_data_package(Programme.of([Trio(id="t")]), descriptor=about) == {**bare, **about}


def test_a_descriptor_that_is_changed_changes_no_other() -> None:
    programme = Programme.of([Trio(id="t", type="teachers", members=("p",))])
    spoilt, other = to_data_package(programme), to_data_package(programme)
    for resource in spoilt["resources"]:
        for field in resource["schema"]["fields"]:
            field.get("constraints", {}).get("enum", []).clear()
            field.get("x-links-to", []).clear()
        resource["dialect"].clear()
    assert to_data_package(programme) == other != spoilt


def test_a_resource_says_how_its_file_is_written() -> None:
    [resource] = to_data_package(Programme.of([Trio(id="t")]))["resources"]
    del resource["schema"]
    assert resource.pop("description").startswith("Three of one sort who work together.")
    assert resource == {
        "name": "trio",
        "type": "table",
        "path": "trio.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
        "x-guard": "'",
    }


def test_a_field_says_what_it_is_for_and_what_it_may_hold() -> None:
    [resource] = to_data_package(Programme.of([Person(id="p")]))["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["name"] == {
        "name": "name",
        "type": "string",
        "description": "Their name, where it must be held at all; it never leaves in a safe "
        "export.",
        "x-private": "sensitive",
    }
    assert fields["type"]["constraints"]["enum"][:2] == ["practitioner", "pupil"]


def test_every_field_of_every_table_is_described_and_typed(golden: Path) -> None:
    fields = [field for schema in schemas(golden).values() for field in schema["fields"]]
    assert [field for field in fields if not field["description"].endswith(".")] == []
    assert {field["type"] for field in fields} == {
        "string", "integer", "number", "boolean", "date", "object",
    }  # fmt: skip


def test_the_descriptor_beside_the_files_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    about = {"title": "Trios"}
    for told in (False, True):
        write_csv(GOLDEN, tmp_path, descriptor=about, include_sensitive=told)
        written = json.loads((tmp_path / "datapackage.json").read_bytes())
        assert written == to_data_package(GOLDEN, descriptor=about, include_sensitive=told)
        files = {path.name for path in tmp_path.iterdir()}
        assert files == {"datapackage.json", *(it["path"] for it in written["resources"])}


# The files ----------------------------------------------------------------------------------------


def test_a_file_is_plain_csv(tmp_path: Path) -> None:
    write_csv(
        Programme.of(
            [
                {"kind": "person", "id": "none", "name": "=1+1", "note": 'Ó "said",\rtwice'},
                {"kind": "person", "id": "p2", "type": "pupil", "ext": {"ward": 7}},
            ]
        ),
        tmp_path,
        include_sensitive=True,
    )
    assert (tmp_path / "person.csv").read_bytes().decode() == (
        "id,source,basis,note,ext,type,name,position,school,employer\n"
        """'none,,,"Ó ""said"",\rtwice",,,'=1+1,,,\n"""
        'p2,,,,"{""ward"": 7}",pupil,,,,\n'
    )


def test_truth_days_and_numbers_are_as_the_standard_has_them(tmp_path: Path) -> None:
    write_csv(
        Programme.of(
            [
                {"kind": "resource", "id": "r", "amount": {"value": 2, "unit": "days"},
                 "pooled": True, "when": "by June 2017"},
            ]
        ),
        tmp_path,
    )  # fmt: skip
    [row] = rows(tmp_path / "resource.csv")
    assert {name: cell for name, cell in row.items() if cell} == {
        "id": "r",
        "pooled": "true",
        "amount_value": "2.0",
        "amount_unit": "days",
        "when": "by June 2017",
        "when_latest": "2017-06-30",
    }


def test_a_word_out_of_a_closed_list_is_never_guarded(tmp_path: Path) -> None:
    write_csv(Programme.of([{"kind": "evidence", "id": "e", "recording": "none"}]), tmp_path)
    assert rows(tmp_path / "evidence.csv")[0]["recording"] == "none"


def test_a_folder_holds_nothing_of_an_earlier_programme_and_keeps_what_is_not_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / "notes.csv").write_text("mine")
    write_csv(Programme.of([Trio(id="t", members=("p",)), Person(id="p")]), tmp_path)
    write_csv(Programme.of([Trio(id="t")]), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "datapackage.json", "notes.csv", "trio.csv",
    ]  # fmt: skip


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_csv(GOLDEN, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_may_not_leave_stays(tmp_path: Path) -> None:
    secret = Person(id="p", name="Ailsa", ext=FrozenMap({"home": "Ailsa"}))
    for told in (False, True):
        write_csv(Programme.of([secret]), tmp_path, include_sensitive=told)
        assert ("Ailsa" in (tmp_path / "person.csv").read_text("utf-8")) is told


# DuckDB and polars --------------------------------------------------------------------------------

_SQL = {
    "string": "VARCHAR",
    "object": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_POLARS = {
    "string": pl.String,
    "object": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}


def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database whose tables are those of a package, with the types that its schema gives."""
    database = duckdb.connect()
    for name, schema in schemas(folder).items():
        types = {field["name"]: _SQL[field["type"]] for field in schema["fields"]}
        file = str(folder / f"{name}.csv")
        database.read_csv(file, dtype=types, header=True, quotechar='"').create(name)
    return database


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_join_in_duckdb_counts_what_python_counts(name: str, tmp_path: Path) -> None:
    programme = ACCOUNTS[name]
    write_csv(programme, tmp_path)
    database = _opened(tmp_path)
    joined = set()
    for kind, model in KINDS.items():
        for link in link_fields(model):
            table = f"{kind}_{link.name}"
            if not link.many or link.inside or table not in schemas(tmp_path):
                continue
            found = database.sql(
                f"select target, count(*) from {table} "  # noqa: S608 - names of our own tables
                f"join {kind} on {kind}.id = {table}.{kind} group by target"
            ).fetchall()
            counted = Counter(
                target
                for record in programme.of_kind(kind)
                for target in record.__dict__[link.name]
            )
            assert dict(found) == counted
            joined.add(table)
    assert joined == {
        name
        for name, schema in schemas(tmp_path).items()
        if "target" in (field["name"] for field in schema["fields"])
    }


def test_polars_and_duckdb_read_the_types_and_the_values_that_the_tables_have(
    golden: Path,
) -> None:
    tables = to_tables(GOLDEN, include_sensitive=True)
    database = _opened(golden)
    for name, schema in schemas(golden).items():
        types = {field["name"]: _POLARS[field["type"]] for field in schema["fields"]}
        read = pl.read_csv(golden / f"{name}.csv", schema=types)
        expected = plain(tables[name])
        assert read.to_dict(as_series=False) == expected
        assert database.table(name).pl().to_dict(as_series=False) == expected


def test_texts_of_any_sort_are_read_as_they_were_written(tmp_path: Path) -> None:
    texts = ['"', "a, b", "one\ntwo", "one\rtwo", "one\r\ntwo", "a\u2028b", "Ó", "don't", "a;b"]
    programme = Programme.of(
        Entry(id=f"e{n}", cycle="c", step="look", why=text) for n, text in enumerate(texts)
    )
    write_csv(programme, tmp_path, include_sensitive=True)
    types = {
        field["name"]: _POLARS[field["type"]] for field in schemas(tmp_path)["entry"]["fields"]
    }
    assert pl.read_csv(tmp_path / "entry.csv", schema=types)["why"].to_list() == texts
    assert [row["why"] for row in rows(tmp_path / "entry.csv")] == texts
    assert faults(tmp_path) == set()


def test_days_are_days_however_far_back(tmp_path: Path) -> None:
    programme = Programme.of(
        [{"kind": "cycle", "id": "c", "started": "0001-01-01", "ended": "9999-12-31"}]
    )
    write_csv(programme, tmp_path)
    types = {
        field["name"]: _POLARS[field["type"]] for field in schemas(tmp_path)["cycle"]["fields"]
    }
    row = pl.read_csv(tmp_path / "cycle.csv", schema=types).row(0, named=True)
    assert (row["started_earliest"], row["ended_latest"]) == (date.min, date.max)
    assert faults(tmp_path) == set()
