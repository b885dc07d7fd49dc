"""Tables whose name says nothing, and tables that are not there."""

from __future__ import annotations

import pytest

from nsee_core.readers.csv_tables import read_csv
from nsee_core.readers.reading import Reading
from nsee_core.readers.tabular import Table, read_tables

NAME_IT = (
    "name it after the kind of record that it holds, such as entry, or after a field with several "
    "values, such as trio_members; or say what it holds (nsee check --kind Staff=person, or "
    'kinds={"Staff": "person"} in Python; of one CSV file --kind person, or kind=); if it holds no '
    "records, let it be"
)
TRIOS = Table("trio", ["id"], [(2, ["t1"])])


def said(reading: Reading) -> list[str]:
    return [f"{f.severity}: {f.words(values=True)}; {f.fix}" for f in reading.report]


def table(name: str, *header: str, sheet: str | None = None) -> Table:
    return Table(name, header, [(2, ["x"] * len(header))], sheet=sheet)


@pytest.mark.parametrize(
    ("name", "header", "message"),
    [
        ("Comments", ["What", "Who"], 'info: "Comments" is no table that can be read here'),
        ("Budget", ["Item", "Note"], 'warning: "Budget" is no table that can be read here'),
        (
            "Lesons",
            ["ID", "Cycle"],
            'error: "Lesons" is no table that can be read here; perhaps "lesson" was meant',
        ),
        (
            "Sheet1",
            ["ID", "Cycle", "Step"],
            'error: "Sheet1" is no table that can be read here; perhaps "entry" was meant',
        ),
        (
            "Cycle qestions",
            ["Cycle", "Text"],
            (
                'error: "Cycle qestions" is no table that can be read here; '
                'perhaps "cycle_questions" was meant'
            ),
        ),
        ("Sheet1", ["ID", "Name"], 'warning: "Sheet1" is no table that can be read here'),
        (
            "Sheet1",
            ["No.", "Teacher", "Observers", "Mood"],
            (
                'warning: "Sheet1" is no table that can be read here; '
                "2 of its 4 headings are those of a lesson"
            ),
        ),
        ("Sheet1", ["Notes", "Source"], 'warning: "Sheet1" is no table that can be read here'),
        (
            "Staff",
            ["No.", "Post"],
            (
                'warning: "Staff" is no table that can be read here; '
                "perhaps each of its rows is a person"
            ),
        ),
    ],
)
def test_a_table_of_ones_own_is_grave_where_ours_was_meant(
    name: str, header: list[str], message: str
) -> None:
    assert said(read_tables([TRIOS, table(name, *header)])) == [f"{message}; {NAME_IT}"]


def test_a_table_that_is_all_that_was_given_is_never_passed_over_lightly() -> None:
    assert said(read_tables([table("Comments", "What")])) == [
        f'warning: "Comments" is no table that can be read here; {NAME_IT}'
    ]


def test_a_sheet_is_offered_by_its_title() -> None:
    log = table("Diary", "ID", "Cycle", "Step", sheet="Diary")
    [finding] = read_tables([log]).report
    assert (str(finding.place), finding.message) == (
        'sheet "Diary", cell A1',
        'this is no table that can be read here; perhaps "Log of steps" was meant',
    )


# ---------------------------------------------------------------- what is not there

LESSONS = ["id,cycle,taught_by", "l1,c1,p1", "l2,c1,p2", "l3,c1,p1"]


def lessons(*teachers: str) -> list[Table]:
    rows = [(n, [f"l{n}", "c1", teacher]) for n, teacher in enumerate(teachers, start=2)]
    return [Table("cycle", ["id"], [(2, ["c1"])]), Table("lesson", LESSONS[0].split(","), rows)]


def test_a_table_that_others_name_is_missed_once() -> None:
    assert said(read_tables(lessons("p1", "p2", "p1"))) == [
        (
            'error: there is no table "person", though its records are named 3 times; '
            'add the table "person", or read the file that has it together with this one'
        )
    ]


@pytest.mark.parametrize("teachers", [["p1", "p2"], ["p1", "p2", "p3", "l2"]])
def test_a_few_links_to_nothing_miss_no_table_nor_does_a_field_of_which_one_is_found(
    teachers: list[str],
) -> None:
    assert said(read_tables(lessons(*teachers))) == []


def test_one_table_alone_misses_no_other() -> None:
    assert said(read_csv(LESSONS, kind="lesson")) == []


def test_a_table_is_not_missed_that_is_read_together_with_the_others() -> None:
    people = read_csv(["id", "p1", "p2"], kind="person")
    rest = read_tables(lessons("p1", "p2", "p1"))
    assert said(rest + people) == said(people + rest) == []
    schools = read_csv(["id", "s1"], kind="school")
    assert len(said(rest + schools)) == 1
