"""What headings mean, in the words of people; and what is said of those that mean nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.readers.csv_tables import read_csv
from nsee_core.readers.reading import Reading
from nsee_core.readers.tabular import Table, UnknownColumn, read_tables
from nsee_core.readers.tabular.naming import freely, plainly
from nsee_core.readers.tabular.specs import specs
from nsee_core.records import KINDS, Lesson

NAME_IT = (
    "give the column the name of a field, say which one it holds (nsee check --columns "
    "THEIRS=OURS, or columns= in Python), or leave it out"
)


def said(reading: Reading) -> list[str]:
    return [f"{f.severity}: {f.words(values=True)}; {f.fix}" for f in reading.report]


def read(kind: str, heading: str, *cells: str) -> Reading:
    """Two columns that every record here needs, and one under a heading to be tried."""
    rows = [f"r{n},c1,{cell}" for n, cell in enumerate(cells)]
    return read_csv([f"id,cycle,{heading}", *rows], kind=kind)


def teachers(reading: Reading) -> list[str | None]:
    return [lesson.taught_by for lesson in reading.programme.of_kind(Lesson)]


# ---------------------------------------------------------------- what headings mean


@pytest.mark.parametrize(
    "heading", ["Taught by", "taughtby", "TAUGHT-BY", "taught.by", "Taught by *", "TaughtBy"]
)
def test_capitals_blanks_and_marks_make_no_difference_to_a_heading(heading: str) -> None:
    reading = read("lesson", heading, "p1")
    assert (teachers(reading), said(reading)) == (["p1"], [])


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("lesson", "Notes", "note"),
        ("lesson", "Pupil observer(s)", "pupil_observers"),
        ("evidence", "Consent", "consents"),
        ("network", "Key area", "key_areas"),
        ("school", "Authorities", "authority"),
        ("lesson", "Teachers", "taught_by"),
        ("lesson", "Observer", "observed_by"),
        ("membership", "Person", "member"),
        ("team", "Person", None),
        ("cycle", "Start date", "started"),
        ("network", "End", "ended"),
        ("practice", "Date", "since"),
        ("evidence", "Dates", "when"),
        ("consent", "Date", None),
        ("trio", "Date", None),
    ],
)
def test_a_heading_in_other_words_means_the_only_field_that_it_can(
    kind: str, heading: str, field: str | None
) -> None:
    known = specs(kind, "typed")
    assert (plainly(heading, known) or freely(heading, known)) == field


def test_what_is_taken_for_another_word_for_a_field_is_said() -> None:
    reading = read("lesson", "Teacher", "p1", "p2")
    assert teachers(reading) == ["p1", "p2"]
    assert said(reading) == [
        (
            'info: "Teacher" is read as the field taught_by; '
            "correct the heading if something else was meant"
        )
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_no_column_is_taken_for_another(kind: str) -> None:
    known = specs(kind, "typed")
    assert [plainly(name, known) for name in known] == list(known)
    spoken = [name.replace("_", " ").capitalize() for name in known]
    assert [plainly(heading, known) for heading in spoken] == list(known)


@given(st.text())
def test_any_text_can_stand_as_a_heading(heading: str) -> None:
    table = Table("lesson", ["id", "cycle", heading], [(2, ["l1", "c1", None])])
    assert [record.id for record in read_tables([table]).programme] == ["l1"]


# ---------------------------------------------------------------- what they do not mean


def test_rows_stay_beside_a_column_that_nobody_knows() -> None:
    reading = read("lesson", "Comments", "Fine", "", "Ask Ann")
    assert [record.id for record in reading.programme] == ["r0", "r1", "r2"]
    assert said(reading) == [
        (
            'warning: "Comments" is no field of a lesson; perhaps "note" was meant; what stands '
            f"under it in 2 rows is not read; {NAME_IT}"
        )
    ]


def test_a_misspelt_heading_is_an_error_and_its_rows_stay() -> None:
    reading = read("lesson", "obsrved by", "p1")
    assert [record.id for record in reading.programme] == ["r0"]
    assert said(reading) == [
        (
            'error: "obsrved by" is no field of a lesson; perhaps "observed_by" was meant; what '
            f"stands under it in 1 row is not read; {NAME_IT}"
        )
    ]


def test_a_row_is_not_read_whose_unread_cell_takes_the_rest_of_it_back() -> None:
    rows = ["k1,p1,", "k2,p2,June 2017"]
    reading = read_csv(["id,participants,withdrwn", *rows], kind="consent")
    assert [record.id for record in reading.programme] == ["k1"]
    assert said(reading) == [
        (
            'error: "withdrwn" is no field of a consent; perhaps "withdrawn" was meant; 1 row with '
            f"something of its own there could not be read; {NAME_IT}"
        )
    ]


def test_another_word_for_a_field_gives_way_to_its_name() -> None:
    reading = read_csv(["id,Notes,Note", "s1,old,new"], kind="school")
    assert [record.note for record in reading.programme] == ["new"]
    assert said(reading) == [
        (
            'warning: "Notes" is no field of a school; what stands under it in 1 row is not '
            f"read; {NAME_IT}"
        )
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["id,nmae", "s1,x"], "this heading is no field of a school; perhaps"),
        (["id,name,Name", "s1,x,y"], "this heading stands for the field name, as another"),
        (["id,Notes", "s1,x"], ""),
    ],
)
def test_what_is_said_of_a_heading_reads_as_a_sentence_with_the_heading_withheld(
    lines: list[str], message: str
) -> None:
    found = [finding.message for finding in read_csv(lines, kind="school").report]
    assert "".join(found).startswith(message)


# ---------------------------------------------------------------- columns that are missing


def test_a_column_without_which_nothing_is_read_is_missed_once() -> None:
    rows = [f"c1,plan,{year}" for year in range(2000, 2020)]
    reading = read_csv(["cycle,step,when", *rows], kind="entry")
    assert said(reading) == [
        (
            'error: there is no column "id", which every entry needs, so that no entry of this '
            "table is read; add this column, with another id in each row; or, if it has another "
            "heading, say so (nsee check --columns THEIRS=id, or columns= in Python)"
        )
    ]


def test_columns_are_missed_in_a_table_that_has_most_of_ours() -> None:
    header = "id,source,basis,note,cycle,step,sequence,lesson,why,corrects"
    assert said(read_csv([header, "e1,,,,c1,plan,,,,"], kind="entry")) == [
        (
            'warning: there is no column "event" or "when", though such a table has them; '
            "add them, unless you left them out on purpose"
        )
    ]
    assert said(read_csv(["id,cycle,step", "e1,c1,plan"], kind="entry")) == []


def test_a_misspelt_column_is_not_missed_besides() -> None:
    header = "id,source,basis,note,cycle,step,sequence,lesson,why,corrects,event,whn"
    [finding] = read_csv([header, "e1,,,,c1,plan,,,,,,2017"], kind="entry").report
    assert finding.words(values=True) == (
        '"whn" is no field of an entry; perhaps "when" was meant; '
        "what stands under it in 1 row is not read"
    )


# ---------------------------------------------------------------- column maps


def test_a_heading_of_a_column_map_that_stands_nowhere_is_said() -> None:
    columns = {"Teachr": "taught_by", "Mood": None, "entry": {"Stage": "step"}}
    reading = read_csv(["id,cycle,Teacher", "l1,c1,p1"], kind="lesson", columns=columns)
    assert said(reading) == [
        (
            'warning: there is no column "Stage", though it was to be read as step; '
            "add the column, or correct its heading in the map"
        ),
        (
            'warning: there is no column "Teachr", though it was to be read as taught_by; '
            'perhaps "Teacher" was meant; '
            "add the column, or correct its heading in the map"
        ),
        (
            'info: there is no column "Mood", though it was to be passed over; '
            "add the column, or correct its heading in the map"
        ),
        (
            'info: "Teacher" is read as the field taught_by; '
            "correct the heading if something else was meant"
        ),
    ]


def test_a_column_map_for_all_tables_says_nothing_in_one_without_that_field() -> None:
    tables = [
        Table("school", ["id", "Teacher"], [(2, ["s1", "p1"])]),
        Table("lesson", ["id", "cycle", "Teacher"], [(2, ["l1", "c1", "p1"])]),
    ]
    reading = read_tables(tables, columns={"Teacher": "taught_by"})
    assert teachers(reading) == ["p1"]
    assert said(reading) == [
        (
            'warning: "Teacher" is no field of a school; what stands under it in 1 row is not '
            f"read; {NAME_IT}"
        )
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"Teacher": "tought_by"}, '"tought_by" is no column of any table; perhaps "taught_by" '),
        ({"lesson": {"Teacher": "tought_by"}}, 'of this table; perhaps "taught_by" was meant'),
        ({"lessn": {"Teacher": "taught_by"}}, '"lessn" is no table; perhaps "lesson" was meant$'),
    ],
)
def test_a_column_map_to_what_is_no_field_is_refused_with_the_nearest_one(
    columns: dict[str, str | dict[str, str | None] | None], message: str
) -> None:
    with pytest.raises(UnknownColumn, match=message):
        read_tables([], columns=columns)


def test_what_a_misspelt_heading_or_name_of_a_table_probably_meant_is_offered() -> None:
    tables = [Table("Lesons", ["ID", "Cycle"], [(2, ["l1", "c1"])])]
    [heading] = read("lesson", "obsrved by", "p1").report
    [name] = read_tables(tables).report
    assert (heading.code, heading.meant) == ("NSEE021", "observed_by")
    assert (name.code, name.meant) == ("NSEE020", "lesson")
