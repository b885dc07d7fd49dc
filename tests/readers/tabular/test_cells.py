"""What a cell of each sort is read as, and what is said where that is in doubt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core.readers.tabular import read_tables
from nsee_core.readers.tabular.cells import Takes, reader_of
from nsee_core.readers.tabular.numbers import number_in
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.readers.tabular.table import Row, Table
from nsee_core.records import When
from nsee_core.rules import reading as rules
from nsee_core.rules.declaring import Rule
from nsee_core.tabular import NOTHING, guarded, items_of, list_text, unguarded

TEXT, DATE = Takes("text"), Takes("date")
TYPES = ("teachers", "schools", "critical friends")
AREAS = ("learning, teaching, leadership and families", "sharing expertise")


def read(takes: Takes, cell: object, *, exact: bool = False, decimal_comma: bool = False) -> Any:  # noqa: ANN401 - whatever it holds
    return reader_of(takes, exact=exact, decimal_comma=decimal_comma)(cell)


@pytest.mark.parametrize(
    ("takes", "cell", "value"),
    [
        (TEXT, " Kilmory\u00a0", "Kilmory"),
        (TEXT, "'=1+1", "=1+1"),
        (TEXT, "' a ", " a "),
        (TEXT, "   ", None),
        (TEXT, 7, "7"),
        (TEXT, 7.5, "7.5"),
        (TEXT, True, "TRUE"),
        (TEXT, date(2017, 6, 12), "2017-06-12"),
        (TEXT, b"x", b"x"),
        (Takes("text", ids=True), " p1 ", "p1"),
        (Takes("text", ids=True), "none", None),
        (Takes("text", ids=True), "'none", "none"),
        (Takes("text", ids=True), 7, 7),
        (Takes("text", TYPES), "Critical_Friends", "critical friends"),
        (Takes("text", TYPES), "techers", "techers"),
        (Takes("text", TYPES), 3, 3),
        (Takes("text", ("none", "audio")), "none", "none"),
        (Takes("text", TYPES), "None", None),
        (Takes("list", ids=True), "p1, p2;p3\np4;", ["p1", "p2", "p3", "p4"]),
        (Takes("list", ids=True), '["p1", "p2"]', ["p1", "p2"]),
        (Takes("list", ids=True), 7, [7]),
        (Takes("list", ids=True), ("p1",), ["p1"]),
        (Takes("list", ids=True), None, None),
        (Takes("list"), "a, b; c\nd", ["a, b", "c", "d"]),
        (Takes("list"), '["a;b"]', ["a;b"]),
        (Takes("list"), 7, ["7"]),
        (Takes("list"), ("a", "b"), ["a", "b"]),
        (Takes("list", AREAS), "Sharing expertise; " + AREAS[0], [AREAS[1], AREAS[0]]),
        (Takes("list", AREAS), f"sharing expertise, {AREAS[1]}", [AREAS[1], AREAS[1]]),
        (Takes("list", AREAS), "sharing expertise, else", ["sharing expertise, else"]),
        (Takes("list", AREAS), date(2017, 6, 12), date(2017, 6, 12)),
        (Takes("list", AREAS), (7,), [7]),
        (Takes("truth"), "YES", True),
        (Takes("truth"), 0, False),
        (Takes("truth"), 1.0, True),
        (Takes("truth"), 2, 2),
        (Takes("truth"), "perhaps", "perhaps"),
        (DATE, "June 2017", When("June 2017")),
        (DATE, 2017, When("2017")),
        (DATE, 2017.0, When("2017")),
        (DATE, True, True),
        (DATE, datetime(2017, 6, 12, 9, 30), When("2017-06-12")),  # noqa: DTZ001 - spreadsheets know no zones
        (Takes("parts"), '{"key": "q1"}', [{"key": "q1"}]),
        (Takes("parts"), ({"key": "q1"},), [{"key": "q1"}]),
        (Takes("parts"), {"key": "q1"}, {"key": "q1"}),
        (Takes("map"), ' {"a": 1} ', {"a": 1}),
        (Takes("map"), {"a": 1}, {"a": 1}),
    ],
)
def test_what_is_certain_is_read(takes: Takes, cell: object, value: object) -> None:
    assert read(takes, cell) == value


@pytest.mark.parametrize("exact", [False, True])
def test_texts_are_taken_as_they_are_only_where_that_is_told(exact: bool) -> None:  # noqa: FBT001 - pytest gives it
    expected = "'=1" if exact else "=1"
    assert read(TEXT, "'=1", exact=exact) == expected
    assert read(Takes("list"), " none ", exact=exact) == (["none"] if exact else None)
    assert read(Takes("number"), " 'n/a", exact=exact) == "'n/a"


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_a_word_for_nothing_says_nothing_and_in_a_text_that_is_remarked_on(word: str) -> None:
    assert read(TEXT, word) == Remark(None, "nothing", once=word)
    for takes in (DATE, Takes("integer"), Takes("truth"), Takes("map"), Takes("list", ids=True)):
        assert read(takes, f" {word} ") is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("3.0", 3),
        (4.0, 4),
        ("3.5", 3.5),
        (".5", 0.5),
        ("1e3", 1000),
        ("1,204", Remark(1204, "1204")),
        ("1 204 000.5", Remark(1204000.5, "1204000.5")),
        ("1,5", Remark(1.5, "1.5")),
        ("1.234,5", Remark(1234.5, "1234.5")),
        ("14 %", "14 %"),
        ("£3", "£3"),
        ("1,2,3", "1,2,3"),
        ("", ""),
        ("9" * 301, "9" * 301),
        (True, True),
        (None, None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: object, value: object) -> None:
    assert number_in(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("14 %", Remark(14, "14")), ("14.5%", Remark(14.5, "14.5")), ("1,5%", Remark(1.5, "1.5")),
     ("x%", "x%"), ("14", 14)],
)  # fmt: skip
def test_a_share_may_say_that_it_is_percent(cell: str, value: object) -> None:
    assert number_in(cell, share=True) == value


def test_a_comma_is_the_point_where_semicolons_stand_between_cells() -> None:
    assert number_in("1,5", decimal_comma=True) == 1.5
    assert number_in("1.5", decimal_comma=True) == 1.5
    with pytest.raises(Odd) as raised:
        number_in("1,204", decimal_comma=True)
    assert (raised.value.rule, raised.value.said) == (
        rules.TWO_MEANINGS,
        {"meanings": "1204 or 1.204"},
    )


@pytest.mark.parametrize(
    ("takes", "cell", "rule"),
    [
        (DATE, "42898", rules.NOT_A_DATE),
        (DATE, 42898, rules.NOT_A_DATE),
        (DATE, "soon", rules.NOT_A_DATE),
        (Takes("parts"), "How?", rules.WRONG_SORT),
        (Takes("parts"), '[{"a"', rules.NOT_JSON),
        (Takes("map"), '{"a": 1, "a": 2}', rules.NAME_TWICE),
        (Takes("map"), "[" * 100_000, rules.TOO_LARGE),
    ],
)
def test_what_is_in_doubt_is_not_read(takes: Takes, cell: object, rule: Rule) -> None:
    with pytest.raises(Odd) as raised:
        read(takes, cell)
    assert raised.value.rule is rule


@given(st.text())
def test_a_guarded_text_comes_back_and_begins_no_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    if text:
        assert read(TEXT, safe) == text


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_a_list_comes_back_from_one_cell(items: list[str]) -> None:
    assert items_of(list_text(items)) == items
    assert read(Takes("list"), guarded(list_text(items))) == items


# ---------------------------------------------------------------- sheets


def test_in_a_sheet_every_finding_names_a_cell() -> None:
    header = ["", "id", "Cycle", "step", "When", "nmae", "when"]
    rows: list[Row] = [
        (3, [None, "e1", "c1", "plan", "soon", None, None]),
        (4, [None, "e2", "c1", None, None, None, None]),
        (5, ["x", "e3", "c1", "plan", 2017.0, None, None]),
        (6, [None, "e4", "c 1", "plan", None, None, "2018"]),
    ]
    log = Table("entry", header, rows, "plan.xlsx", "Log", header_row=2)
    reading = read_tables([log], file="plan.xlsx")
    assert [(str(f.place), f.code) for f in reading.report] == [
        ('plan.xlsx, sheet "Log", cell C6', "NSEE004"),
        ('plan.xlsx, sheet "Log", cell E3', "NSEE005"),
        ('plan.xlsx, sheet "Log", cell D4', "NSEE007"),
        ('plan.xlsx, sheet "Log", cell G2', "NSEE022"),
        ('plan.xlsx, sheet "Log", cell A2', "NSEE021"),
    ]
    assert str(reading.place_of("e3")) == 'plan.xlsx, sheet "Log", cell A5'
    assert str(reading.place_of("e3", ("when",))) == 'plan.xlsx, sheet "Log", cell E5'
    assert (reading.file, reading.lines["e3"]) == ("plan.xlsx", 5)


def test_a_day_without_its_date_and_a_quantity_are_found_in_their_columns() -> None:
    header = ["id", "amount_value", "amount_unit", "when", "when_earliest"]
    rows: list[Row] = [
        (2, ["r1", 3, "dayz", "2017", "n/a"]),
        (3, ["r2", 3, None, None, date(2017, 1, 1)]),
    ]
    reading = read_tables([Table("resource", header, rows, sheet="r")])
    assert [(f.place and f.place.cell, f.words(values=True)) for f in reading.report] == [
        ("C2", '"dayz" is no unit; perhaps "days" was meant'),
        ("C3", "an amount needs unit, and it is missing"),
        ("E3", '"2017-01-01" is not the first day of when, which is not given'),
    ]
