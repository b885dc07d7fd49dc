"""What the commands can be told of how their files are written, and how they refuse the rest."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nsee_core import read, read_jsonl
from nsee_core.cli import nsee
from nsee_core.records import KINDS

LESSONS = "ID;Cycle;Teacher;Mood\nl1;c1;p1;Zo\xeb\n".encode("cp1252")
OTHERS = """\
{"kind": "cycle", "id": "c1", "protocol": "lesson-study"}
{"kind": "person", "id": "p1"}
"""
TOLD = (
    *("--kind", "lesson", "--encoding", "cp1252"),
    *("--columns", "Teacher=taught_by", "--columns", "Mood="),
)
OF_COLUMNS = ".csv, .tsv, .xlsx, .xlsm, .parquet, .xes, .xes.gz and folders of tables"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table that says nothing of its kind, and with what it links to."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "autumn.csv").write_bytes(LESSONS)
    (tmp_path / "others.jsonl").write_text(OTHERS, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(nsee, arguments)


def misuse(*arguments: str) -> str:
    """The sentence that a misused command says."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.removeprefix("nsee: ").removesuffix("\n")


def test_a_table_is_checked_as_it_is_said_to_be_written_beside_files_of_which_that_is_not_so() -> (
    None
):
    result = run("check", "autumn.csv", "others.jsonl", *TOLD, "--select", "NSEE0")
    assert (result.exit_code, result.output) == (0, "no findings\n")


def test_a_table_is_exported_as_it_is_said_to_be_written() -> None:
    more = ("--formats", "jsonl", "--published", "2020-01-01")
    assert run("export", "autumn.csv", "out", *TOLD, *more).exit_code == 0
    assert read_jsonl("out/records.jsonl").programme["l1"] == read_lessons()["l1"]


def test_a_table_is_placed_as_it_is_said_to_be_written() -> None:
    Path("cycles.csv").write_text("Name of it;Follows protocol\nc1;apdr\n")
    names = ("--columns", "Name of it=id", "--columns", "Follows protocol=protocol")
    result = run("standing", "cycles.csv", "c1", "--kind", "cycle", *names)
    assert result.output.startswith("c1\nProtocol  Assess, Plan, Do, Review (apdr)\n")


def read_lessons() -> dict[str, object]:
    """The lessons, read by the function of the library."""
    columns = {"Teacher": "taught_by", "Mood": None}
    found = read("autumn.csv", kind="lesson", columns=columns, encoding="cp1252")
    assert not len(found.report)
    return {record.id: record for record in found.programme}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ("autumn.csv", "--kind", "lesso"),
            (
                "Invalid value for '--kind': there is no kind of record \"lesso\"; "
                'perhaps "lesson" was meant'
            ),
        ),
        (
            ("autumn.csv", "--kind", "7"),
            (
                "Invalid value for '--kind': there is no kind of record \"7\"; the kinds are "
                f"{', '.join([*KINDS][:-1])} and {[*KINDS][-1]}"
            ),
        ),
        (
            ("autumn.csv", "--encoding", "cp1522"),
            (
                "Invalid value for '--encoding': there is no encoding \"cp1522\"; "
                'perhaps "cp1252" was meant'
            ),
        ),
        (
            ("autumn.csv", "--encoding", "klingon"),
            (
                "Invalid value for '--encoding': there is no encoding \"klingon\"; it may be "
                "utf-8, utf-16, cp1250, cp1251, cp1252, latin-1 or mac-roman"
            ),
        ),
        (
            ("autumn.csv", "--columns", "Teacher"),
            "Invalid value for '--columns': \"Teacher\" is not like Teacher=taught_by",
        ),
        (
            ("autumn.csv", "--columns", "=taught_by"),
            "Invalid value for '--columns': \"=taught_by\" is not like Teacher=taught_by",
        ),
        (
            ("autumn.csv", "--columns", "Teacher=tought_by"),
            '--columns: "tought_by" is no column of any table; perhaps "taught_by" was meant',
        ),
        (
            ("others.jsonl", "--columns", "Teacher=taught_by"),
            f"--columns is for {OF_COLUMNS}, not for others.jsonl",
        ),
        (
            ("others.jsonl", "-", "--kind", "lesson"),
            "--kind is for .csv and .tsv, not for others.jsonl and standard input",
        ),
        (
            (".", "others.jsonl", "--kind", "lesson"),
            "--kind is for .csv and .tsv, not for . and others.jsonl",
        ),
        (
            ("others.jsonl", "--encoding", "cp1252"),
            "--encoding is for .csv, .tsv and folders of tables, not for others.jsonl",
        ),
    ],
)
def test_what_can_be_told_of_no_file_is_misuse(options: tuple[str, ...], says: str) -> None:
    assert misuse("check", *options) == says


def test_a_large_file_is_not_checked_as_if_nothing_had_been_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nsee_core.cli.streamed.LARGE", 1)
    assert misuse("check", "others.jsonl", "--kind", "lesson") == (
        "--kind is for .csv and .tsv, not for others.jsonl"
    )
    assert run("check", "others.jsonl").exit_code == 0


def test_the_library_refuses_what_can_be_told_of_no_such_file() -> None:
    with pytest.raises(TypeError) as raised:
        read("others.jsonl", columns={"Teacher": "taught_by"})
    assert str(raised.value) == f"columns is for {OF_COLUMNS}, not for others.jsonl"
