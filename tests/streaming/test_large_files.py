"""``nsee check`` prints of a large file what it prints of any other."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nsee_core import rules
from nsee_core.cli import nsee, streamed
from nsee_core.streaming import sorting

EXAMPLES = sorted((Path(rules.__file__).parent / "examples").glob("*/*.jsonl"))
ODD = b"""
{"kind": "cycle", "id": "c", "trio": "t", "organisations": ["x", "y", "x"], "source": "\\u2028"}
{"kind": "trio", "id": "T", "type": "teachrs"}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file in which every rule finds something."""
    monkeypatch.chdir(tmp_path)
    content = b"\n".join([*(path.read_bytes() for path in EXAMPLES), ODD])
    (tmp_path / "records.jsonl").write_bytes(content)
    (tmp_path / "clean.jsonl").write_text('{"kind": "trio", "id": "t"}', "utf-8")
    return tmp_path


def run(*arguments: str, color: bool = False) -> Result:
    """Check the records."""
    return CliRunner().invoke(nsee, ["check", *arguments], color=color)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house in which every file is large."""
    monkeypatch.setattr(streamed, "LARGE", -1)


@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif"])
@pytest.mark.parametrize("values", ["--show-values", "--hide-values"])
@pytest.mark.parametrize("file", ["records.jsonl", "clean.jsonl"])
def test_a_large_file_is_told_to_the_letter_as_any_other(
    form: str, values: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = run(file, "--format", form, values, color=True)
    monkeypatch.setattr(streamed, "LARGE", -1)
    monkeypatch.setattr(streamed, "_SOME", 7)
    big = run(file, "--format", form, values, color=True)
    assert big.stdout == small.stdout
    assert (big.exit_code, big.stderr) == (small.exit_code, small.stderr)


@pytest.mark.usefixtures("large")
def test_options_and_exit_codes_hold_for_a_large_file() -> None:
    asked = ("records.jsonl", "--select", "NSEE104", "--regrade", "NSEE104=info")
    result = run(*asked, "--format", "json")
    counts = json.loads(result.stdout)["counts"]
    assert counts["info"] > 0
    assert (counts["error"], counts["warning"], result.exit_code) == (0, 0, 0)
    assert run(*asked, "--fail-on", "info").exit_code == 1
    assert run("records.jsonl", "--as-of", "1990", "--select", "NSEE3").exit_code == 0


def test_to_sort_findings_they_are_gone_through_once() -> None:
    base = sqlite3.connect(":memory:")
    base.execute(sorting._TABLE)
    plan = [row[3] for row in base.execute(f"EXPLAIN QUERY PLAN {sorting._IN_ORDER}")]
    base.close()
    assert plan.count("SCAN told") == 1


def test_only_one_file_of_json_lines_can_be_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamed, "LARGE", 10)
    (folder / "records.json").write_bytes(b"[1, 2, 3, 4, 5, 6]")
    (folder / "folder.jsonl").mkdir()
    assert streamed.is_large(("records.jsonl",))
    for files in (
        ("records.jsonl", "clean.jsonl"),
        ("records.json",),
        ("folder.jsonl",),
        ("nothing.jsonl",),
        ("-",),
    ):
        assert not streamed.is_large(files)


@pytest.mark.usefixtures("large")
def test_a_large_file_that_cannot_be_read_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("nsee_core.streaming.passes.read_twice", unreadable)
    result = run("records.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "nsee: records.jsonl cannot be read: permission denied\n"


@pytest.mark.usefixtures("large")
def test_who_waits_at_a_terminal_sees_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with pytest.raises(SystemExit):
        nsee(["check", "clean.jsonl"])
    printed = capsys.readouterr()
    assert printed.out == "no findings\n"
    assert "checking clean.jsonl" in printed.err
    assert "100%" in printed.err


@pytest.mark.parametrize("form", ["text", "markdown", "json", "sarif"])
@pytest.mark.parametrize("options", [(), ("--all",)])
def test_of_a_slip_on_every_line_the_first_are_shown_of_any_file(
    form: str, options: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (f'{{"kind": "trio", "id": "t{n}", "type": "x{n}"}}' for n in range(60))
    (folder / "slips.jsonl").write_text("\n".join([*rows, '{"kind": "trio", "id": "t"}']), "utf-8")
    small = run("slips.jsonl", "--format", form, *options)
    monkeypatch.setattr(streamed, "LARGE", -1)
    big = run("slips.jsonl", "--format", form, *options)
    assert (big.stdout, big.exit_code) == (small.stdout, 1)
    assert small.stdout.count("slips.jsonl") == (60 if options else 50)
    if form == "json":
        report = json.loads(small.stdout)
        assert report["counts"]["error"] == 60
        assert report.get("left_out") == (None if options else {"NSEE006": 10})
    else:
        assert ("10 more of NSEE006 (nsee check --all shows them)" in small.stdout) is (not options)
    if form in {"text", "markdown"}:
        assert "60 errors" in small.stdout


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("text", ["\n \n", '{"schema": "nsee-core", "version": 1}', "x\n"])
def test_a_large_file_without_a_record_is_told_as_such(text: str, folder: Path) -> None:
    (folder / "nothing.jsonl").write_text(text, "utf-8")
    result = run("nothing.jsonl")
    assert (result.exit_code, result.stderr) == (1, "nsee: no record was read\n")
    assert run("nothing.jsonl", "--fail-on", "never").exit_code == 0


def test_any_file_tells_how_many_rows_are_in_no_record(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trio = '{"kind": "trio", "id": "t"}'
    lost = ("{", "[1]", '{"a": 1, "a": 2}', '{"kind": "trio", "type": "x"}', '{"id": "u"}')
    header = '{"schema": "nsee-core", "version": 1}'
    (folder / "slips.jsonl").write_text("\n".join([header, trio, *lost, "", trio]), "utf-8")
    said = {
        "text": "5 of 7 rows are in no record\n",
        "markdown": "; 5 of 7 rows are in no record\n",
        "json": '"rows": {\n    "met": 7,\n    "lost": 5\n  }',
        "sarif": '"text": "5 of 7 rows are in no record"',
    }
    small = {form: run("slips.jsonl", "--format", form).stdout for form in said}
    assert [form for form in said if said[form] not in small[form]] == []
    monkeypatch.setattr(streamed, "LARGE", -1)
    assert {form: run("slips.jsonl", "--format", form).stdout for form in said} == small
