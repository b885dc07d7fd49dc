"""Rows that could not be read are named where something is missing because of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nsee_core import check, parse_jsonl, read
from nsee_core.checking import Selection
from nsee_core.readers import Reading
from nsee_core.readers.tabular import Table, read_tables

CYCLE = '{"kind": "cycle", "id": "c", "protocol": "apdr"}'
ASSESS = '{"kind": "entry", "id": "e1", "cycle": "c", "step": "assess", "event": "finnished"}'
PLAN = '{"kind": "entry", "id": "e2", "cycle": "c", "step": "plan"}'
EARLY = "plan was begun before assess was completed"


def said(reading: Reading, select: str = "NSEE301") -> list[str]:
    """What a check says, with what a reading knows."""
    return [f.message for f in reading.located(check(reading.programme, select=[select]))]


def test_a_step_that_could_not_be_read_is_named_where_it_is_missing() -> None:
    assert said(parse_jsonl(f"{CYCLE}\n{ASSESS}\n{PLAN}")) == [
        f"{EARLY}; but 1 row of this cycle is left out for what is said of it on line 2"
    ]


def test_of_several_rows_the_first_is_named() -> None:
    other = ASSESS.replace("e1", "e3")
    assert said(parse_jsonl(f"{CYCLE}\n{ASSESS}\n{other}\n{PLAN}")) == [
        (
            f"{EARLY}; but 2 rows of this cycle are left out for what is said of them, "
            "the first on line 2"
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        ASSESS.replace("entry", "entri"),
        ASSESS.replace("finnished", "completed").replace("e1", "e 1"),
        ASSESS.replace('"step"', '"step": "plan", "step"'),
    ],
    ids=["kind", "id", "twice"],
)
def test_whatever_is_wrong_with_a_row_what_it_belongs_to_is_known(line: str) -> None:
    assert said(parse_jsonl(f"{CYCLE}\n{line}\n{PLAN}")) == [
        f"{EARLY}; but 1 row of this cycle is left out for what is said of it on line 2"
    ]


def test_of_another_cycle_nothing_is_said() -> None:
    other = ASSESS.replace('"c"', '"d"')
    assert said(parse_jsonl(f"{CYCLE}\n{other}\n{PLAN}")) == [EARLY]


def test_what_no_silence_explains_is_told_as_it_is() -> None:
    team = '{"kind": "team", "id": "t", "school": "nowhere"}'
    lost = '{"kind": "membership", "id": "m", "of": "t", "role": 7}'
    reading = parse_jsonl(f"{team}\n{lost}")
    assert said(reading, "NSEE101") == ["school names nowhere, and there is no such record"]


def test_of_two_files_the_one_in_which_the_row_stands_is_named() -> None:
    reading = parse_jsonl(f"{CYCLE}\n{PLAN}") + parse_jsonl(ASSESS, file="more.jsonl")
    assert said(reading) == [
        (
            f"{EARLY}; but 1 row of this cycle is left out for what is said of it "
            "on line 1 of more.jsonl"
        )
    ]


def test_a_row_that_is_too_wide_is_named_by_its_sheet() -> None:
    cycles = Table("cycle", ["id", "protocol"], [(2, ["c", "apdr"])], "b.xlsx", "Cycle")
    rows = [(2, ["e1", "c", "assess", "x"]), (3, ["e2", "c", "plan"])]
    log = Table("entry", ["id", "cycle", "step"], rows, "b.xlsx", "Log")
    assert said(read_tables([cycles, log])) == [
        (
            f"{EARLY}; but 1 row of this cycle is left out for what is said of it "
            'in row 2 of sheet "Log"'
        )
    ]


def test_a_row_whose_kind_is_misspelt_in_its_cell_is_named() -> None:
    rows = [
        (2, ["cycle", "c", "", "", "apdr"]),
        (3, ["entri", "e1", "c", "assess", ""]),
        (4, ["entry", "e2", "c", "plan", ""]),
    ]
    table = Table("all", ["kind", "id", "Cycle", "step", "protocol"], rows)
    assert said(read_tables([table])) == [
        f"{EARLY}; but 1 row of this cycle is left out for what is said of it on line 3"
    ]


def test_an_entry_that_names_no_step_is_named_where_a_step_is_missing() -> None:
    lines = [PLAN.replace("e2", f"e{n}").replace("plan", step) for n, step in enumerate("xy")]
    one, both = (parse_jsonl("\n".join([CYCLE, *lines[:n], PLAN])) for n in (1, 2))
    assert said(one) == [f"{EARLY}; but entry e0 names no step of the protocol"]
    assert said(both) == [f"{EARLY}; but entries e0 and e1 name no step of the protocol"]


def test_what_explains_a_finding_makes_it_no_other() -> None:
    reading = parse_jsonl(f"{CYCLE}\n{ASSESS}\n{PLAN}")
    plain = check(reading.programme, select=["NSEE301"])
    assert reading.located(plain) == plain


# ---------------------------------------------------------------- tables that are not there


def test_links_to_a_table_that_was_not_given_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "cycle.csv").write_text("id\nc\n", "utf-8")
    lessons = "id,cycle,taught_by\n" + "".join(f"l{n},c,p{n}\n" for n in range(4))
    (tmp_path / "lesson.csv").write_text(lessons, "utf-8")
    reading = read(tmp_path)
    assert [f"{f.code} {f.severity}: {f.message}" for f in reading.report] == [
        'NSEE037 error: there is no table "person", though its records are named 4 times'
    ]
    assert said(reading, "NSEE101") == []
    (tmp_path / "people.jsonl").write_text('{"kind": "person", "id": "p1"}', "utf-8")
    both = reading + read(tmp_path / "people.jsonl")
    assert not both.report.findings
    assert said(both, "NSEE101") == [
        f"taught_by names p{n}, and there is no such record" for n in (0, 2, 3)
    ]


GROUPS = ("pit", "pit", "alliance", "sig", "pit")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["network", "trio"], 'table "team", though its records are named 4 times'),
        (["network"], 'table "team" or "trio", though its records are named 4 times'),
        ([], 'table "network", "team" or "trio", though its records are named 5 times'),
    ],
)
def test_memberships_of_what_is_in_no_table_tell_which_may_be_missing(
    given: list[str], told: str
) -> None:
    tables = [
        Table(kind, ["id"], [(2, ["alliance" if kind == "network" else kind])]) for kind in given
    ]
    tables.append(Table("person", ["id"], [(2, ["p1"])]))
    rows = [(n, [f"m{n}", group, "p1"]) for n, group in enumerate(GROUPS, start=2)]
    tables.append(Table("membership", ["id", "group", "member"], rows))
    tables.append(Table("cycle", ["id", "protocol", "led_by"], [(2, ["c", "apdr", "pit"])]))
    reading = read_tables(tables)
    assert [f"{f.code} {f.message}" for f in reading.report] == [f"NSEE037 there is no {told}"]
    assert said(reading, "NSEE101") == []


def test_what_is_a_slip_of_a_group_that_is_there_misses_no_table() -> None:
    network = Table("network", ["id"], [(2, ["alliance"])])
    rows = [(n, [f"m{n}", "allaince", "p1"]) for n in range(2, 7)]
    memberships = Table("membership", ["id", "group", "member"], rows)
    reading = read_tables([network, memberships, Table("person", ["id"], [(2, ["p1"])])])
    assert not reading.report.findings
    assert said(reading, "NSEE101") == 5 * [
        'group names allaince, and there is no such record; perhaps "alliance" was meant'
    ]


# ---------------------------------------------------------------- steps not taken yet

UNTAKEN = "does not say that this step was taken, so the entry is not counted"


@pytest.mark.parametrize(
    "date", ["not yet", "TBC", "to be confirmed", "n/k", "?", "June 2017 (tbc)", "cancelled"]
)
def test_a_step_that_was_not_taken_is_not_counted(date: str) -> None:
    entry = PLAN.replace("}", f', "when": "{date}"}}')
    table = Table("entry", ["id", "cycle", "step", "when"], [(2, ["e2", "c", "plan", date])])
    for reading in (parse_jsonl(entry), read_tables([table])):
        [finding] = reading.report
        assert finding.words(values=True) == f'"{date}" {UNTAKEN}'
        assert (finding.code, finding.severity, len(reading.programme)) == ("NSEE049", "warning", 0)


@pytest.mark.parametrize("date", ["date not known", "Juni 2017", "not recorded"])
def test_a_step_is_counted_whose_date_only_cannot_be_read(date: str) -> None:
    reading = parse_jsonl(PLAN.replace("}", f', "when": "{date}"}}'))
    assert [f.code for f in reading.report] == ["NSEE005"]
    assert "e2" in reading.programme


def test_a_lesson_whose_date_is_not_settled_is_a_lesson() -> None:
    reading = parse_jsonl('{"kind": "lesson", "id": "l", "cycle": "c", "when": "tbc"}')
    assert ([f.code for f in reading.report], "l" in reading.programme) == (["NSEE005"], True)


# ---------------------------------------------------------------- heads of people's own


def test_a_finding_calls_a_field_as_the_sheet_does() -> None:
    rows = [(2, ["l1", "c", "tomorow", "p9"])]
    table = Table("lesson", ["id", "cycle", "Date", "Teacher"], rows, "b.xlsx", "Lessons")
    reading = read_tables([table])
    report = Selection.of(select=["NSEE005", "NSEE101"]).among(
        reading.report + reading.located(check(reading.programme, select=["NSEE101"]))
    )
    text = report.to_text()
    assert '"Date": "tomorow" is not a date' in text
    assert '"Teacher": "Teacher" names p9, and there is no such record' in text
    assert "cycle: cycle names c" in text
    heads = {row["place"].get("head") for row in report.to_dict()["findings"]}
    assert heads == {"Date", "Teacher", None}
