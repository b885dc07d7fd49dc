"""The command line: what it prints, how it exits, and the one sentence for misuse."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nsee_core import RULES, builtin_protocols
from nsee_core.cli import main, nsee
from nsee_core.readers.choosing import SUFFIXES

RECORDS = """\
{"schema": "nsee-core", "version": 1}
{"kind": "cycle", "id": "reading", "title": "Reading together", "protocol": "toy"}
{"kind": "entry", "id": "e1", "cycle": "reading", "step": "look", "when": "2017-09-01"}
"""
CLEAN = """\
{"kind": "cycle", "id": "reading", "protocol": "toy"}
{"kind": "entry", "id": "e1", "cycle": "reading", "step": "try", "when": "September 2017"}
"""
TOY = 'key="toy"\n[[steps]]\nkey="try"\n[[steps]]\nkey="look"\nafter=["try"]\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some records and a protocol, in which every test runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "records.jsonl").write_text(RECORDS, "utf-8")
    (tmp_path / "clean.jsonl").write_text(CLEAN, "utf-8")
    (tmp_path / "toy.toml").write_text(TOY, "utf-8")
    (tmp_path / "folder.jsonl").mkdir()
    return tmp_path


def run(*arguments: str, given: str | bytes | None = None, color: bool = False) -> Result:
    """Run a command, with what stands on standard input."""
    return CliRunner().invoke(nsee, arguments, input=given, color=color)


def misuse(*arguments: str) -> str:
    """The sentence that a misused command says on standard error, and nothing else anywhere."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("nsee: ").removesuffix("\n")


def check(*arguments: str, given: str | bytes | None = None) -> Result:
    """Check with the toy protocol."""
    return run("check", *arguments, "--protocol", "toy.toml", given=given)


def test_without_a_command_the_help_is_shown() -> None:
    result = run()
    assert result.exit_code == 0
    assert "nsee demo" in result.output
    assert result.output.endswith(
        "  Exit codes:\n"
        "    0  nothing was found, or nothing as grave as --fail-on says\n"
        "    1  something was; or no cycle could complete the protocol; or no record was read\n"
        "    2  the command was not understood, or a file cannot be read or written\n"
    )


@pytest.mark.parametrize("command", ["demo", "check", "standing", "explain", "protocols", "schema"])
def test_the_help_of_every_command_shows_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Examples:\n    nsee {command}" in result.output


def test_the_help_of_check_names_every_end_of_a_file_that_is_read() -> None:
    named = set(re.findall(r"[( ](\.[a-z0-9.]+?)(?=[,)])", run("check", "--help").output))
    assert named == set(SUFFIXES)


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"nsee {version('nsee-core')}\n"


# ------------------------------------------------------------------------------------------ check


def test_check_says_what_is_wrong_where_and_what_to_do() -> None:
    result = check("records.jsonl")
    assert result.exit_code == 1
    assert result.output == (
        "reading (records.jsonl, line 2)\n"
        "  error    NSEE301  look was begun before try was completed\n"
        "           fix: complete try first, or correct the order of the entries\n"
        "\n"
        "1 error\n"
    )


def test_check_of_clean_records_exits_with_nought() -> None:
    result = check("clean.jsonl")
    assert (result.exit_code, result.output) == (0, "no findings\n")


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_says_from_which_severity_the_exit_code_is_one(fail_on: str, code: int) -> None:
    assert check("records.jsonl", "--fail-on", fail_on).exit_code == code


def test_a_finding_that_is_graded_down_does_not_fail() -> None:
    result = check("records.jsonl", "--regrade", "NSEE301=info")
    assert result.exit_code == 0
    assert "  info     NSEE301  look was begun" in result.output


@pytest.mark.parametrize("option", [("--ignore", "NSEE3"), ("--select", "NSEE5")])
def test_codes_are_selected_and_ignored_by_how_they_begin(option: tuple[str, str]) -> None:
    assert check("records.jsonl", *option).output == "no findings\n"


def test_what_a_reader_finds_is_selected_ignored_and_graded_like_the_rest() -> None:
    broken = '{"kind": "trio", "id": "t", "type": "teachrs"}\n' + CLEAN
    left_out = "1 of 3 rows is in no record\nno findings\n"
    assert check("-", "--ignore", "NSEE0", given=broken).output == left_out
    result = check("-", "--regrade", "NSEE006=info", given=broken)
    assert result.exit_code == 0
    assert "1 for information" in result.output


def test_standard_input_is_read_and_named() -> None:
    result = check("-", given=RECORDS)
    assert result.output.startswith("reading (standard input, line 2)\n")


def test_as_of_counts_only_what_had_certainly_happened() -> None:
    assert check("records.jsonl", "--as-of", "2017-08-31").output == "no findings\n"
    assert check("records.jsonl", "--as-of", "summer 2017").output == "no findings\n"
    assert check("records.jsonl", "--as-of", "2017-09-01").exit_code == 1


def test_as_of_a_date_a_consent_that_was_withdrawn_later_still_holds() -> None:
    used = """\
{"kind": "consent", "id": "k", "given": "2017", "withdrawn": "2018"}
{"kind": "evidence", "id": "v", "cycle": "reading", "consents": ["k"]}
{"kind": "insight", "id": "i", "cycle": "reading", "evidence": ["v"]}
"""
    assert "NSEE506" in check("-", given=CLEAN + used).output
    assert "NSEE506" not in check("-", "--as-of", "2017-12-31", given=CLEAN + used).output


def test_several_files_are_one_programme() -> None:
    cycle, entry = (f"{line}\n" for line in RECORDS.splitlines()[1:])
    Path("cycles.jsonl").write_text(cycle, "utf-8")
    Path("entries.jsonl").write_text(entry, "utf-8")
    result = check("cycles.jsonl", "entries.jsonl")
    assert result.output.startswith("reading (cycles.jsonl, line 1)\n  error    NSEE301")
    assert result.output.endswith("\n1 error\n")


def test_a_file_whose_name_ends_in_json_is_one_document() -> None:
    lines = ", ".join(RECORDS.splitlines()[1:])
    Path("records.json").write_text(f"[{lines}]", "utf-8")
    assert check("records.json").output.startswith("reading (records.json, line 1)\n")


def test_one_id_in_two_files_is_a_finding() -> None:
    Path("other.jsonl").write_text('{"kind": "cycle", "id": "reading"}\n', "utf-8")
    result = check("clean.jsonl", "other.jsonl")
    assert result.exit_code == 1
    assert result.output.splitlines()[:2] == [
        "reading (other.jsonl, line 1)",
        (
            "  error    NSEE010  id: the record on line 1 of clean.jsonl has this id too, "
            "and says something else"
        ),
    ]


def test_the_same_record_in_two_files_is_only_worth_saying() -> None:
    result = check("clean.jsonl", "clean.jsonl")
    assert result.exit_code == 0
    assert "2 for information" in result.output


def test_a_link_to_a_record_of_another_file_that_could_not_be_read_does_not_dangle() -> None:
    Path("trios.jsonl").write_text('{"kind": "trio", "id": "t", "type": "teachrs"}\n', "utf-8")
    Path("cycles.jsonl").write_text(
        '{"kind": "cycle", "id": "c", "protocol": "toy", "trio": "t"}\n', "utf-8"
    )
    assert re.findall("NSEE[0-9]+", check("trios.jsonl", "cycles.jsonl").output) == ["NSEE006"]


@pytest.mark.parametrize("form", ["markdown", "json", "sarif"])
def test_other_formats_withhold_values_unless_asked(form: str) -> None:
    broken = '{"kind": "trio", "id": "t", "type": "teachrs"}\n'
    assert "teachrs" not in check("-", "--format", form, given=broken).output
    assert "teachrs" in check("-", "--format", form, "--show-values", given=broken).output


@pytest.mark.parametrize(
    ("terminal", "options", "shows"),
    [
        (True, (), True),
        (True, ("--hide-values",), False),
        (True, ("--format", "markdown"), False),
        (False, (), False),
        (False, ("--show-values",), True),
    ],
)
def test_values_are_shown_as_text_on_a_terminal_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], *, terminal: bool, shows: bool
) -> None:
    monkeypatch.setattr("nsee_core.cli.check_command.on_terminal", lambda: terminal)
    broken = '{"kind": "trio", "id": "t", "type": "teachrs"}\n'
    output = check("-", *options, given=broken).output
    assert ('"teachrs" is no type' in output) is shows
    assert ("the value is no type" in output) is not shows


def test_a_report_that_goes_to_a_file_holds_no_values() -> None:
    Path("broken.jsonl").write_text('{"kind": "trio", "id": "t", "Ann Bell": 1}\n', "utf-8")
    done = process("check", "broken.jsonl")
    assert done.returncode == 1
    assert b"NSEE003" in done.stdout
    assert b"Ann Bell" not in done.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"kind": "trio", "id": "t", "typ": 1}', '"typ" is no field of a trio'),
        ('{"kind": "trio", "id": "t", "ocel:type": 1}', '"ocel:type" is no field of a trio'),
        ('{"kind": "trio", "id": "t", "Ailsa": 1}', "this name is no field of a trio"),
        ('{"kind": "trio", "id": "t", "a@b.scot": 1}', "this name is no field of a trio"),
        ('{"kind": "trio", "id": "t", "note": 1, "note": 2}', '"note" stands twice'),
        ('{"kind": "trio", "id": "t", "ext": {"ailsa": 1, "ailsa": 2}}', "one name stands twice"),
    ],
)
def test_the_name_of_a_field_is_no_value_unless_it_could_be_that_of_a_person(
    line: str, said: str
) -> None:
    output = check("-", "--hide-values", given=line).output
    assert said in output
    assert "ailsa" not in output.lower()
    assert '"typ' not in check("-", "--hide-values", given='{"kind": "typ", "id": "t"}').output


def test_a_long_name_of_a_field_is_cut() -> None:
    line = f'{{"kind": "trio", "id": "t", "{"x" * 5000}": 1}}'
    said = f'"{"x" * 60}..." is no field of a trio'
    assert said in check("-", "--hide-values", given=line).output


def test_json_and_sarif_are_what_they_say() -> None:
    report = json.loads(check("records.jsonl", "--format", "json").output)
    assert report["findings"][0]["place"] == {"file": "records.jsonl", "line": 2}
    sarif = json.loads(check("records.jsonl", "--format", "sarif").output)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "NSEE301"


def test_colour_is_for_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ("check", "records.jsonl", "--protocol", "toy.toml")
    assert "\x1b[" in run(*command, color=True).output
    assert "\x1b[" not in run(*command).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run(*command, color=True).output


# ----------------------------------------------------------------------------------------- misuse

NO_PROTOCOL = (
    'no protocol has the key "x\\x1b[31m"; those that ship are '
    "apdr, inclusive-inquiry, lesson-study, nsee-car, model-for-improvement, pdsa, "
    "research-lesson-trio and sipp"
)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check",), "Missing argument 'FILE...'."),
        (("check", "nope.jsonl"), "nope.jsonl cannot be read: no such file or directory"),
        (("check", "folder.jsonl"), "folder.jsonl cannot be read: is a directory"),
        (
            ("check", "a.docx"),
            f'"a.docx" ends in none of {", ".join(SUFFIXES)}',
        ),
        (("check", "a", "--select", "XYZ"), 'no rule has a code that begins with "XYZ"'),
        (("check", "a", "--regrade", "NSEE999=info"), 'no rule has the code "NSEE999"'),
        (
            ("check", "a", "--regrade", "NSEE301"),
            (
                "Invalid value for '--regrade': \"NSEE301\" is not like NSEE415=info; "
                "a grade is error, warning or info"
            ),
        ),
        (
            ("check", "a", "--protocol", "nope.toml"),
            "nope.toml cannot be read: no such file or directory",
        ),
        (("standing", "records.jsonl", "nope"), 'no record has the id "nope"'),
        (("standing", "records.jsonl", "e1"), '"e1" is an entry, not a cycle'),
        (("explain", "NSE301"), 'there is no code "NSE301"; perhaps "NSEE301" was meant'),
        (
            ("explain", "begun-to-early"),
            'there is no code "begun-to-early"; perhaps "begun-too-early" was meant',
        ),
        (("explain", "?"), 'there is no code "?"; nsee explain lists them all'),
        (("protocols", "sip"), 'no protocol has the key "sip"; perhaps "sipp" was meant'),
        (("protocols", "x\x1b[31m"), NO_PROTOCOL),
        (
            ("protocols", "--mermaid"),
            "name the protocol that is to be drawn: nsee protocols KEY --mermaid",
        ),
        (("banana",), "No such command 'banana'."),
    ],
)
def test_misuse_is_one_sentence_on_standard_error(arguments: tuple[str, ...], says: str) -> None:
    assert misuse(*arguments) == says


def test_a_date_that_is_none_says_what_a_date_looks_like() -> None:
    said = misuse("check", "records.jsonl", "--as-of", "sprnig 2017")
    assert said == (
        "Invalid value for '--as-of': \"sprnig 2017\" is not a date: "
        'perhaps "spring 2017" was meant; write it like "June 2018" or 2017/18'
    )


def test_a_date_that_can_decide_nothing_is_misuse() -> None:
    for command in ("check", "standing"):
        assert misuse(command, "clean.jsonl", "--as-of", "year 1") == (
            "Invalid value for '--as-of': \"year 1\" does not say what had happened by then: "
            "it counts the years of a project; give a day, such as 2018-06-30"
        )


def test_looking_back_invents_no_broken_link() -> None:
    entry = (
        '{"kind":"entry","id":"e","cycle":"c","step":"try","when":"2017-06-12","evidence":["v"]}'
    )
    item = '{"kind":"evidence","id":"v","cycle":"c","type":"observation","when":"June 2017"}'
    cycle = '{"kind":"cycle","id":"c","protocol":"toy"}'
    given = f"{cycle}\n{entry}\n{item}"
    asked = ("-", "--as-of", "2017-06-20", "--protocol", "toy.toml")
    assert "NSEE101" not in run("check", *asked, given=given).output


def test_a_protocol_of_ones_own_that_cannot_be_completed_is_found() -> None:
    more = '[[constraints]]\ntemplate="precedence"\na=["look"]\nb=["try"]\n'
    Path("never.toml").write_text(TOY + more, "utf-8")
    said = run("check", "clean.jsonl", "--protocol", "never.toml")
    assert said.exit_code == 1
    assert "NSEE334" in said.output


def test_the_schema_of_a_standing_is_printed() -> None:
    assert json.loads(run("schema", "--of", "standing").output)["$id"] == "urn:nsee-core:standing:1"


def test_once_a_cycle_has_ended_no_step_is_offered() -> None:
    ended = CLEAN.replace('"toy"}', '"toy", "outcome": "discontinued"}', 1)
    said = run("standing", "-", "reading", "--protocol", "toy.toml", given=ended).output
    assert "State     discontinued; told as a log" in said
    assert "may be begun" not in said


def test_a_protocol_that_is_none_says_where_and_why() -> None:
    Path("bad.toml").write_text('key="toy"\n[[steps]]\nkey="try"\naftr=["plan"]', "utf-8")
    assert "steps 1, aftr: there is no such field" in misuse("protocols", "bad.toml")
    Path("bad.toml").write_bytes(b"\xff")
    assert misuse("protocols", "bad.toml") == "bad.toml cannot be read: it is not UTF-8"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_protocol_that_an_editor_saved_with_a_mark_is_read(encoding: str) -> None:
    Path("OUR.TOML").write_text(TOY, encoding)
    assert run("protocols", "OUR.TOML").output.startswith("toy (toy)\n")


@pytest.mark.parametrize("given", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"\x00" * 100, b"null"])
def test_whatever_is_given_there_is_no_traceback(given: bytes) -> None:
    for result in (check("-", given=given), run("standing", "-", given=given)):
        assert result.exit_code in (0, 1)
        assert result.exception is None or isinstance(result.exception, SystemExit)


# --------------------------------------------------------------------------------------- standing


def test_standing_is_one_row_a_cycle() -> None:
    result = run("standing", "records.jsonl", "--protocol", "toy.toml")
    assert result.exit_code == 0
    assert [line.split() for line in result.output.splitlines()] == [
        ["cycle", "protocol", "state", "phase", "done", "open", "next"],
        ["reading", "toy", "broken", "-", "1", "of", "2", "-", "try,", "look"],
    ]


def test_standing_of_one_cycle_says_what_may_come_next_and_why_not() -> None:
    output = run("standing", "clean.jsonl", "reading", "--protocol", "toy.toml").output
    assert "State     on track; told as a log" in output
    assert re.search(r"^try +done +ready$", output, re.MULTILINE)
    assert "Remains   look" in output
    output = run(
        "standing",
        "-",
        "c",
        "--protocol",
        "toy.toml",
        given='{"kind":"cycle","id":"c","protocol":"toy"}',
    ).output
    assert "blocked: complete try first" in output


def test_standing_as_of_a_date_lists_what_is_in_doubt() -> None:
    output = run(
        *("standing", "clean.jsonl", "reading", "--as-of", "2017-09-10"),
        *("--protocol", "toy.toml"),
    ).output
    assert "In doubt  e1" in output


def test_standing_is_json_too() -> None:
    many = run("standing", "clean.jsonl", "--protocol", "toy.toml", "--format", "json")
    assert json.loads(many.output)[0]["state"] == "on track"
    one = run("standing", "clean.jsonl", "reading", "--protocol", "toy.toml", "--format", "json")
    assert json.loads(one.output)["next"][0] == "look"


FAULTY = '{"kind": "trio", "id": "t", "type": "teachrs"}\n'


def test_standing_of_no_cycles_says_so_and_a_faulty_line_is_mentioned_apart() -> None:
    result = run("standing", "-", given=FAULTY + '{"kind": "trio", "id": "u"}\n7\n')
    assert (result.exit_code, result.stdout) == (0, "no cycles\n")
    assert result.stderr == (
        'nsee: standard input, line 1: the value is no type; perhaps "teachers" was meant, '
        "and 1 other error; nsee check - says more\n"
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_standing_of_what_cannot_be_read_at_all_says_why_and_exits_with_one(form: str) -> None:
    Path("notes.jsonl").write_text("Dear colleagues,\n", "utf-8")
    result = run("standing", "notes.jsonl", "--format", form)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "nsee: no record was read: notes.jsonl, line 1: this is not JSON: a value is missing, or a "
        "text lacks its quotation marks, at character 1; nsee check notes.jsonl says more\n"
    )


# ---------------------------------------------------------------------- explain, protocols, schema


def test_explain_gives_reason_words_fix_basis_and_examples() -> None:
    output = run("explain", "nsee301").output
    assert output.startswith("NSEE301 begun-too-early (error)\nEach step builds on those before it")
    assert re.search(
        r"^Says     <step> was begun.* before <missing> was completed", output, re.MULTILINE
    )
    assert "Fix      complete <missing> first, or correct the order of the entries\n" in output
    assert "An example that brings it\n" in output
    assert "An example that does not\n" in output


def test_every_code_can_be_explained_by_code_and_by_name() -> None:
    for rule in RULES:
        by_code, by_name = run("explain", rule.code), run("explain", rule.about.slug)
        assert by_code.exit_code == 0
        assert by_code.output == by_name.output


def test_explain_spells_sources_out() -> None:
    sourced = next(r for r in RULES if r.about.source and re.fullmatch("P[0-9]+", r.about.source))
    assert re.search(r"^Source   \[P\d+\] \w+", run("explain", sourced.code).output, re.MULTILINE)


def test_explain_without_a_code_lists_them_all() -> None:
    listed = [line.split()[0] for line in run("explain").output.splitlines()[1:]]
    assert listed == [rule.code for rule in RULES]


def test_protocols_lists_those_that_ship() -> None:
    listed = {line.split()[0] for line in run("protocols").output.splitlines()[1:]}
    assert listed == {protocol.key for protocol in builtin_protocols().values()}


def test_a_protocol_is_shown_with_its_questions_and_what_each_requirement_rests_on() -> None:
    output = run("protocols", "sipp").output
    assert "  1.1  Analysis of context - Where are we now?\n" in output
    assert "  - 1.2 is not begun before 1.1 was completed. (printed, P01)\n" in output


def test_a_protocol_that_nobody_could_complete_is_shown_with_why_and_exits_with_one() -> None:
    never = '[[constraints]]\ntemplate="at-most"\na=["look"]\nn=0\n'
    Path("never.toml").write_text(TOY + never, "utf-8")
    result = run("protocols", "never.toml")
    assert result.exit_code == 1
    assert "It cannot be completed." in result.output


def test_no_line_ends_in_blanks() -> None:
    for command in (("protocols", "toy.toml"), ("standing", "clean.jsonl"), ("explain",)):
        assert not re.search(r" $", run(*command).output, re.MULTILINE)


def test_a_protocol_of_ones_own_is_shown_and_drawn() -> None:
    assert "look is not begun before try was completed." in run("protocols", "toy.toml").output
    assert run("protocols", "toy.toml", "--mermaid").output.startswith("flowchart TD\n")


@pytest.mark.parametrize("of", ["record", "report"])
def test_schema_is_a_json_schema(of: str) -> None:
    document = json.loads(run("schema", "--of", of).output)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"


# -------------------------------------------------------------------------------- as a real process


def process(
    *arguments: str, before: str = "", **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """Run ``nsee`` as a process of its own, in which something was done before."""
    return subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom nsee_core.cli import main; main()", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_missing_file_leaves_no_traceback_in_a_real_process() -> None:
    done = process("check", "nope.jsonl")
    assert (done.returncode, done.stdout) == (2, b"")
    expected = f"nsee: nope.jsonl cannot be read: no such file or directory{os.linesep}"
    assert done.stderr.decode() == expected


@pytest.mark.parametrize("command", ["check", "standing"])
def test_standard_input_that_is_closed_is_misuse(command: str) -> None:
    done = process(command, "-", before="import sys; sys.stdin = None")  # as after "<&-"
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"nsee: standard input cannot be read: it is closed{os.linesep}"


def test_standard_output_that_is_closed_is_survived() -> None:
    done = process("explain", before="import sys; sys.stdout = None")  # as after ">&-"
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a full device")
@pytest.mark.parametrize("command", ["schema", "--help", "demo"])
def test_output_that_cannot_be_written_is_one_sentence(command: str) -> None:
    done = process(command, before="import sys; sys.stdout = open('/dev/full', 'w')")
    assert done.returncode == 2
    assert done.stderr.decode() == ("nsee: the output cannot be written: no space left on device\n")


def test_what_the_terminal_cannot_show_is_spelt_out() -> None:
    done = process("demo", PYTHONIOENCODING="iso-8859-5")  # which has no sign for the pound
    assert done.returncode == 0
    assert b"cost: \\xa38,000" in done.stdout


def test_the_script_exits_with_the_code_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["nsee", "check", "records.jsonl", "--protocol", "toy.toml"])
    with pytest.raises(SystemExit, match=r"^1$"):
        main()
    assert "NSEE301" in capsys.readouterr().out


def test_an_interrupted_command_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(nsee.commands["schema"], "callback", interrupted)
    assert run("schema").exit_code == 130


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = [sys.executable, "-c", "from nsee_core.cli import main; main()", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""


# -------------------------------------------------------------------------------- whoever reads it


@pytest.mark.skipif(sys.platform == "win32", reason="a broken pipe is another thing there")
@pytest.mark.parametrize("command", [("protocols",), ("check", "nothing.jsonl")])
def test_whoever_has_read_enough_hears_nothing_more(command: tuple[str, ...]) -> None:
    Path("nothing.jsonl").write_text("", "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", "from nsee_core.cli import main; main()", *command],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


# ----------------------------------------------------------------------------------- its own page

PAGE = (Path(__file__).parents[1] / "docs" / "reference" / "cli.md").read_text("utf-8")
EXAMPLES = re.findall(r"```console\n\$ nsee ([^\n]*)\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_of_the_page_prints_what_the_page_shows(command: str, shown: str) -> None:
    (records,) = re.findall(r'```json title="partnerships.jsonl"\n(.*?)```', PAGE, re.DOTALL)
    Path("partnerships.jsonl").write_text(records, "utf-8")
    pattern = "(?:.|\n)*".join(map(re.escape, re.split(r"(?:^|\n)\.\.\.(?:\n|$)", shown)))
    assert re.fullmatch(pattern, run(*shlex.split(command)).output.rstrip("\n"))


def test_the_page_shows_every_command() -> None:
    assert set(nsee.commands) == set(re.findall(r"^## nsee (\w+)$", PAGE, re.MULTILINE))


def test_the_page_names_every_option_of_check() -> None:
    options = {name for parameter in nsee.commands["check"].params for name in parameter.opts}
    assert {name for name in options if name.startswith("--")} <= set(
        re.findall(r"--[a-z-]+", PAGE)
    )
