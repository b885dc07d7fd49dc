"""``nsee template`` writes a workbook; ``nsee check --annotate`` returns it with comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import UsageError
from click.testing import CliRunner, Result

from nsee_core import builtin_protocols
from nsee_core.cli.annotated import write_annotated
from nsee_core.cli.check_command import check
from nsee_core.cli.template_command import template
from nsee_core.readers.workbook import read_excel
from nsee_core.reference.sources import sources
from nsee_core.reports import Report
from nsee_core.writers.workbook import template as made
from tests.excel.books import book
from tests.excel.test_annotation import PEOPLE, comments

OWN = 'key = "our-way"\n[[steps]]\nkey = "try"\n'


def run(command: object, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])  # type: ignore[arg-type] # a command


def test_a_template_is_written_for_a_protocol_that_ships(tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    done = run(template, "--protocol", "sipp", "--kinds", "network, claim", file)
    assert (done.exit_code, done.output) == (0, f"Written to {file}.\n")
    expected = made(builtin_protocols()["sipp"], kinds=["network", "claim"], sources=sources())
    assert file.read_bytes() == expected


def test_a_template_is_written_for_a_protocol_of_ones_own(tmp_path: Path) -> None:
    own, file = tmp_path / "our-way.toml", tmp_path / "plan.xlsx"
    own.write_text(OWN, "utf-8")
    assert run(template, "--protocol", own, file).exit_code == 0
    assert read_excel(file).programme["cycle-1"].model_dump()["protocol"] == "our-way"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--protocol", "sip", "a.xlsx"],
            'no protocol has the key "sip"; perhaps "sipp" was meant',
        ),
        (["--protocol", "x", "a.xlsx"], 'no protocol has the key "x"; those that ship are'),
        (["--protocol", "sipp", "a.xls"], "a.xls does not end in .xlsx"),
        (["--protocol", "sipp", "--kinds", "trip", "a.xlsx"], "there is no kind trip; the kinds"),
        (["--protocol", "sipp", "filled.xlsx"], "filled.xlsx is there already, and may be filled"),
        (["--protocol", "sipp", "nowhere/a.xlsx"], "nowhere/a.xlsx cannot be written: no such"),
    ],
)
def test_what_cannot_be_written_is_said(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("filled.xlsx").write_bytes(b"mine")
    done = run(template, *arguments)
    assert (done.exit_code, said in done.output) == (2, True)
    assert Path("filled.xlsx").read_bytes() == b"mine"


def test_a_workbook_is_checked_and_returned_with_comments(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.xlsx", tmp_path / "out.xlsx"
    plan.write_bytes(book({"Person": PEOPLE}))
    done = run(check, plan, "--annotate", out)
    assert done.exit_code == 1
    assert f'{plan}, sheet "Person", cell B2' in done.output
    assert list(comments(out.read_bytes())) == ["Person!A2", "Person!B2", "Person!C3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["plan.xlsx", "plan.xlsx"],
            "--annotate is for one workbook (.xlsx or .xlsm), not for plan.xlsx and plan.xlsx",
        ),
        (
            ["records.jsonl"],
            "--annotate is for one workbook (.xlsx or .xlsm), not for records.jsonl",
        ),
        (["-"], "--annotate is for one workbook (.xlsx or .xlsm), not for standard input"),
        (["plan.xlsm"], "out.xlsx does not end in .xlsm, as plan.xlsm does"),
        (["text.xlsx"], "text.xlsx cannot be annotated: this cannot be read as an Excel workbook"),
    ],
)
def test_what_cannot_be_annotated_is_said(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.xlsx").write_bytes(book({"Person": PEOPLE}))
    Path("text.xlsx").write_bytes(b"id,name\n")
    done = run(check, *arguments, "--annotate", "out.xlsx")
    assert (done.exit_code, said in done.output) == (2, True)


def test_no_workbook_is_lost_by_annotating_it(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(book({"Person": PEOPLE}))
    done = run(check, plan, "--annotate", tmp_path / "." / "plan.xlsx")
    assert (done.exit_code, "is the workbook itself" in done.output) == (2, True)
    done = run(check, plan, "--annotate", tmp_path / "nowhere" / "out.xlsx")
    assert (done.exit_code, "cannot be written: no such file" in done.output) == (2, True)


def test_a_workbook_that_went_away_is_what_cannot_be_annotated(tmp_path: Path) -> None:
    gone, out = tmp_path / "gone.xlsx", tmp_path / "out.xlsx"
    with pytest.raises(UsageError, match=r"gone\.xlsx cannot be annotated: no such file"):
        write_annotated(str(gone), Report(), out)
    assert not out.exists()
