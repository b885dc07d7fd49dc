"""What the commands can be told of how their files are written, and how they refuse the rest."""

import os
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
            (
                "--kind is for .csv and .tsv, not for . and others.jsonl; of several tables each "
                "has its name: --kind Staff=person"
            ),
        ),
        (
            ("autumn.csv", "--kind", "autumn=lesson"),
            (
                "--kind TABLE=KIND is for .xlsx, .xlsm, .parquet and folders of tables, not for "
                "autumn.csv"
            ),
        ),
        (
            (".", "--kind", "=lesson"),
            "Invalid value for '--kind': \"=lesson\" is not like Staff=person",
        ),
        (
            (".", "--kind", "autumn=lesso"),
            (
                "Invalid value for '--kind': there is no kind of record \"lesso\"; "
                'perhaps "lesson" was meant'
            ),
        ),
        (
            ("autumn.csv", "--kind", "lesson", "--kind", "person"),
            "Invalid value for '--kind': of several tables each has its name, such as Staff=person",
        ),
        (
            (".", "others.jsonl", "--kind", "autum=lesson"),
            'there is no file "autum"; perhaps "autumn" was meant',
        ),
        (
            (".", "--columns", "autum!Teacher=taught_by"),
            '"autum" is no table; perhaps "autumn" was meant',
        ),
        (
            (".", "--kind", "autumn=lesson", "--columns", "autumn!Teacher=tought_by"),
            '--columns: "tought_by" is no column of this table; perhaps "taught_by" was meant',
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


# ------------------------------------------------------------------------------- table by table


def test_the_tables_of_a_folder_are_told_one_by_one() -> None:
    Path("all").mkdir()
    Path("autumn.csv").rename("all/autumn.csv")
    Path("all/todo.csv").write_text("Teacher\np1\n", "utf-8")
    Path("all/staff.csv").write_text("Nr,Wow!\np2,yes\n", "utf-8")
    told = (
        *("--kind", "autumn=lesson", "--kind", "staff=person", "--kind", "todo="),
        *("--columns", "autumn!Teacher=taught_by", "--columns", "Mood=", "--columns", "Wow!="),
        *("--columns", "staff!Nr=id", "--encoding", "cp1252"),
    )
    result = run("check", "all", "others.jsonl", *told, "--select", "NSEE0")
    assert (result.exit_code, result.output) == (0, "no findings\n")


def test_of_several_files_each_is_told_of_the_tables_that_it_has() -> None:
    for name, table in (("a", "staff"), ("b", "teachers")):
        Path(name).mkdir()
        Path(f"{name}/{table}.csv").write_text(f"Nr\n{name}1\n", "utf-8")
    told = (
        *("--kind", "staff=person", "--kind", "teachers=person"),
        *("--columns", "staff!Nr=id", "--columns", "teachers!Nr=id"),
    )
    assert run("check", "a", "b", *told, "--select", "NSEE0").output == "no findings\n"
    assert misuse("check", "a", "b", *told, "--kind", "pupils=person") == (
        'there is no file "pupils"; there is "staff"'
    )


# ------------------------------------------------------------------------------ nothing to be read

NO_TABLE = "this is no table that can be read here"


@pytest.fixture
def unread(folder: Path) -> None:
    """A table whose name is no kind, an empty file, and one with a header and no more."""
    (folder / "mine.csv").write_text("id;cycle\nl1;c1\n", "utf-8")
    (folder / "empty.jsonl").write_text("", "utf-8")
    (folder / "header.jsonl").write_text('{"schema": "nsee-core", "version": 1}\n', "utf-8")


@pytest.mark.usefixtures("unread")
def test_a_check_of_what_holds_no_record_tells_what_was_found_and_exits_with_one() -> None:
    result = run("check", "mine.csv")
    assert (result.exit_code, result.stderr) == (1, "nsee: no record was read\n")
    assert result.stdout == (
        "mine.csv, line 1\n"
        f"  warning  NSEE020  {NO_TABLE}\n"
        "           fix: name it after the kind of record that it holds, such as entry, or after a "
        "field with several values, such as trio_members; or say what it holds (nsee check --kind "
        'Staff=person, or kinds={"Staff": "person"} in Python; of one CSV file --kind person, or '
        "kind=); if it holds no records, let it be\n"
        "\n"
        "1 warning\n"
    )


@pytest.mark.usefixtures("unread")
def test_a_check_that_is_never_to_fail_does_not_fail_for_want_of_records() -> None:
    result = run("check", "mine.csv", "--fail-on", "never")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("mine.csv", f": mine.csv, line 1: {NO_TABLE}; nsee check mine.csv says more"),
        (
            "empty.jsonl",
            ": empty.jsonl: there is nothing to read; nsee check empty.jsonl says more",
        ),
        ("header.jsonl", ""),
    ],
)
@pytest.mark.parametrize(("command", "out"), [("standing", ()), ("export", ("out",))])
def test_of_what_holds_no_record_nothing_is_told_or_written_but_why(
    command: str, out: tuple[str, ...], file: str, why: str
) -> None:
    result = run(command, file, *out)
    assert (result.exit_code, result.stdout, Path("out").exists()) == (1, "", False)
    assert result.stderr == f"nsee: no record was read{why}\n"


@pytest.mark.parametrize("line", [("check", ""), ("standing", ""), ("export", "", "out")])
def test_a_name_that_says_nothing_does_not_mean_the_folder(line: tuple[str, ...]) -> None:
    assert misuse(*line) == "the name of a FILE is empty; the folder that you are in is called ."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only some systems have pipes with names")
@pytest.mark.parametrize("name", ["pipe.csv", "pipe.jsonl"])
def test_a_pipe_is_refused_rather_than_waited_for(name: str) -> None:
    os.mkfifo(name)
    said = f"{name} cannot be read: it is a pipe or a device; - reads standard input"
    assert misuse("check", name) == misuse("standing", name) == said
